"""Printing on every processor: large work goes to children of the program, each printing every second (third, …) PDF."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from itertools import pairwise
from queue import Empty, SimpleQueue
from threading import Thread

from linkdesk import children
from linkdesk.documents.pressing import Job, Pressed, press
from linkdesk.domain.errors import KnownError

Report = Callable[[int, int], None]
Work = tuple[Job, Iterable[str]]  # a PDF, and its documents as JSON: made only when their turn comes
FEW = 80          # documents that are printed sooner than children are started
MOST = 4          # children: a machine has more to do than print
_TICK = 0.1       # seconds between two looks at whether somebody cancelled
_DIED = "打印中途停止（内存不足或被系统结束），没有写出文件，数据没有改动。请关闭其他程序后再试，或分村打印。"


def processors() -> int:
    """How many processes print large work at the same time."""
    return max(1, min(os.cpu_count() or 1, MOST))


def run(work: Sequence[Work], report: Report) -> list[Pressed]:
    """Print every PDF and say in the same order what came of it.

    `report(documents set, documents in all)` may raise Cancelled between two documents. KnownError of a document that
    cannot be printed, or when a child ends.
    """
    total = sum(job.documents for job, _ in work)
    presses = min(processors(), len(work))
    return _here(work, report, total) if total <= FEW or presses < 2 else _in_children(work, report, total, presses)


def _here(work: Sequence[Work], report: Report, total: int) -> list[Pressed]:
    done = 0

    def one() -> None:
        nonlocal done
        done += 1
        report(done, total)

    report(0, total)
    return [press(job, texts, one) for job, texts in work]


def _in_children(work: Sequence[Work], report: Report, total: int, count: int) -> list[Pressed]:
    with _children(count) as presses:
        report(0, total)
        feeding = [each.feed(work[at::count]) for at, each in enumerate(presses)]
        for _ in _alternating(feeding):  # in turns, so that none of them waits for another's documents
            report(sum(each.set for each in presses), total)
        for child in presses:
            child.finish()
        while [child for child in presses if not child.ended(_TICK)]:
            report(sum(each.set for each in presses), total)
    pressed = [iter(child.pressed) for child in presses]
    return [next(pressed[at % count]) for at in range(len(work))]


def _alternating(feeding: Sequence[Iterator[None]]) -> Iterator[None]:
    left = list(feeding)
    while left:
        for each in tuple(left):
            if next(each, StopIteration) is StopIteration:
                left.remove(each)
            yield


@contextmanager
def _children(count: int) -> Iterator[list[_Press]]:
    with ExitStack() as started:
        yield [started.enter_context(_started()) for _ in range(count)]


@contextmanager
def _started() -> Iterator[_Press]:
    with children.start("print-pages") as process:
        try:
            yield _Press(process)
        finally:
            process.kill()
            with suppress(OSError):
                process.stdin.close()  # what it had not read yet goes nowhere


class _Press:
    """One child that prints: what it has been given, what it has answered."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process, self.set, self.waiting = process, 0, 0
        self.pressed: list[Pressed] = []
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=self._pump, daemon=True).start()

    def _pump(self) -> None:
        for line in self.process.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def feed(self, work: Iterable[Work]) -> Iterator[None]:
        """Give it a document at each step."""
        for job, texts in work:
            self.waiting += 1
            placed = replace(job, path=job.path and os.path.abspath(job.path))  # a child works in a folder of its own
            self._write(json.dumps(asdict(placed), ensure_ascii=False))
            for text in texts:
                self._write(text)
                self._listen()
                yield

    def finish(self) -> None:
        """Say that there is no more."""
        with suppress(OSError):
            self.process.stdin.close()

    def ended(self, seconds: float) -> bool:
        """Wait so long for an answer; whether all it was given is printed."""
        if self.waiting:
            with suppress(Empty):
                self._answer(self._answers.get(timeout=seconds))
        return not self.waiting

    def _write(self, line: str) -> None:
        try:
            self.process.stdin.write(line.encode() + b"\n")
        except OSError:  # it has ended: its last answers say why
            while True:
                self._answer(self._answers.get())

    def _listen(self) -> None:
        with suppress(Empty):
            while True:
                self._answer(self._answers.get_nowait())

    def _answer(self, line: bytes) -> None:
        said = json.loads(line) if line else {"refused": _DIED}
        if "refused" in said:
            raise KnownError(said["refused"])
        if "set" in said:
            self.set += 1
            return
        self.waiting -= 1
        self.pressed.append(Pressed(tuple(said["pages"]), said["sha256"], said["leaves"]))


def runs(count: int) -> list[range]:
    """So many documents of one PDF in as many runs as there are presses, each as long as the others."""
    presses = processors() if count > FEW else 1
    edges = [count * at // presses for at in range(presses + 1)]
    return [range(a, b) for a, b in pairwise(edges) if b > a]
