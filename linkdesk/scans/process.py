"""The parent's side of the children that read scans: two at a time, each question waited for with patience measured.

A child that dies or takes too long costs only the page it was asked for: another is started for the next.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from linkdesk import children
from linkdesk.scans import limits
from linkdesk.scans.scanned import Scanned
from linkdesk.scans.sources import Source, sources

Report = Callable[[int, int], None]
Answer = tuple[dict[str, Any], bytes]
Ask = Callable[[dict[str, Any]], Future[Answer]]
CHILDREN = 2
AHEAD = 16                    # pages asked for before the first of them is taken
ONE_PAGE = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp"})
OF_FILES = frozenset({"missing", "unreadable", "empty", "unknown"})  # what is said of a file and not of a page of it


def read(wanted: Iterable[Path], report: Report, keep: bool = True) -> Iterator[Scanned]:
    """Every page of these files and folders, in order; `report(done, total)` may raise Cancelled.

    `keep` False only looks: pages come without their sheets. Nothing is raised for bad files: see Scanned.refused.
    """
    files, going = sources(wanted), _Going(report)
    with _readers() as ask:
        counts = [_count(each, ask, going.tick) for each in files]
        going.total = sum(max(1, count) for count, _ in counts)
        going.tick()
        for page in _pages(files, counts, ask, keep, going.tick):
            yield page
            going.done += 1
            going.tick()


@dataclass(slots=True)
class _Going:
    """How far the work is; `tick` tells it and may raise Cancelled."""

    report: Report
    done: int = 0
    total: int = 0

    def tick(self) -> None:
        self.report(self.done, self.total)


def _count(source: Source, ask: Ask, tick: Callable[[], None]) -> tuple[int, str]:
    """The pages of a file, or 0 and why it is refused."""
    if source.path.suffix.lower() in ONE_PAGE:
        return 1, ""
    head, _ = _waited(ask({"path": str(source.path.absolute())}), tick)
    pages = head.get("pages", 0)
    return pages, "" if pages else head.get("refused", "broken")


def _pages(files: tuple[Source, ...], counts: list[tuple[int, str]], ask: Ask, keep: bool,
           tick: Callable[[], None]) -> Iterator[Scanned]:
    waiting: deque[Callable[[], Scanned]] = deque()
    for each, (count, refused) in zip(files, counts, strict=True):
        if refused:
            waiting.append(partial(Scanned, each.name, 0, refused=refused))
        for page in range(1, count + 1):
            answer = ask({"path": str(each.path.absolute()), "page": page, "keep": keep})
            waiting.append(partial(_scanned, each, page, answer, tick))
            if len(waiting) > AHEAD:
                yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _scanned(source: Source, page: int, answer: Future[Answer], tick: Callable[[], None]) -> Scanned:
    head, sheet = _waited(answer, tick)
    refused = head.get("refused", "")
    if refused in OF_FILES and source.path.suffix.lower() in ONE_PAGE:
        page = 0
    return Scanned(source.name, page, tuple(map(str, head.get("texts", ()))), int(head.get("turned", 0)),
                   bool(head.get("blank")), refused, sheet, bool(head.get("through")))


def _waited(answer: Future[Answer], tick: Callable[[], None]) -> Answer:
    while True:
        try:
            return answer.result(children.SECONDS_BETWEEN_TICKS)
        except NotYet:
            tick()


@contextmanager
def _readers() -> Iterator[Ask]:
    """Ask a question of whichever child is free; at the end all are gone, whatever they were doing."""
    readers = [_Reader() for _ in range(CHILDREN)]
    idle: SimpleQueue[_Reader] = SimpleQueue()
    for each in readers:
        idle.put(each)

    def asked(question: dict[str, Any]) -> Answer:
        reader = idle.get()
        try:
            return reader.ask(question)
        finally:
            idle.put(reader)

    pool = ThreadPoolExecutor(CHILDREN)
    try:
        yield lambda question: pool.submit(asked, question)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for each in readers:
            each.leave()
        pool.shutdown()


class _Reader:
    """One child, started when first asked and again after it died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.job: Any = None
        self.left = self.late = False
        self.lock = threading.Lock()  # leaving and starting do not cross

    def ask(self, question: dict[str, Any]) -> Answer:
        """The answer; {"refused": "died" | "late"} when there is none."""
        process = self._started()
        if process is None:
            return {"refused": "died"}, b""
        self.late = False
        timer = threading.Timer(limits.SECONDS_A_PAGE, self._give_up, (process,))
        timer.start()
        try:
            return self._exchange(process, question)
        except (OSError, ValueError, KeyError, TypeError):  # it died, or what it says is none of our words
            self._end()
            return {"refused": "late" if self.late else "died"}, b""
        finally:
            timer.cancel()

    def _exchange(self, process: subprocess.Popen[bytes], question: dict[str, Any]) -> Answer:
        process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
        process.stdin.flush()
        head = json.loads(process.stdout.readline())  # nothing is no JSON: ValueError
        if not 0 <= head["bytes"] <= limits.LARGEST_SHEET:
            raise ValueError("no size of a page")
        data = process.stdout.read(head["bytes"])
        if len(data) != head["bytes"]:
            raise ValueError("the child died on the way")
        return head, data

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self.late = True
        process.kill()

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self.lock:
            if self.process is None and not self.left:
                self.process = children.start("read-scans")
                self.job = children.limited(self.process, limits.MEMORY)
            return self.process

    def leave(self) -> None:
        """End the child for good; whoever waits for it is told that it died."""
        self.left = True
        self._end()

    def _end(self) -> None:
        with self.lock:
            process, self.process = self.process, None
            if process is None:
                return
            process.kill()
            process.wait()
            children.close(self.job)
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not yet written can go nowhere
                    stream.close()
