"""The parent's side of the child that reads a workbook: starts it, waits with patience measured, ends it whatever happens."""

from __future__ import annotations

import json
import os
import queue
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from linkdesk import children
from linkdesk.domain.errors import KnownError
from linkdesk.survey import chunks, limits
from linkdesk.survey.grid import Cells, Merge, Numbers

CHUNKS_AHEAD = 16

REFUSALS = {
    "missing": "找不到文件“{name}”，没有导入任何内容，请核对文件是否已移动或改名。",
    "directory": "“{name}”是文件夹，不是电子表格，没有导入任何内容，请选择其中的一个文件。",
    "special": "“{name}”不是普通文件，没有导入任何内容，请选择电子表格文件。",
    "unreadable": "无法读取“{name}”，没有导入任何内容，请确认有权限打开该文件，且它没有被其他程序占用。",
    "empty": "“{name}”是空文件，没有导入任何内容，请向报送单位重新索取。",
    "too_large": "“{name}”展开后过大，没有导入任何内容，请只保留要导入的工作表后再试。",
    "too_long": "“{name}”的行数过多，没有导入任何内容，请分村另存后分别导入。",
    "encrypted": "“{name}”设有打开密码，没有导入任何内容，请在表格软件中取消密码、另存后再导入。",
    "not_a_workbook": "“{name}”不是电子表格（.xlsx、.xls、.et、.ods、.csv），没有导入任何内容，请核对选择的文件。",
    "encoding": "“{name}”中有无法识别的文字（不是完整的 UTF-8 或 GBK 编码），没有导入任何内容，请用表格软件打开核对、另存为 .xlsx 后再导入。",
    "markup": "“{name}”是网页或 XML 文件，其中没有可读取的表格，没有导入任何内容，请用表格软件打开、另存为 .xlsx 后再导入。",
    "broken": "“{name}”已损坏或不完整，没有导入任何内容，请用表格软件打开并另存，或向报送单位重新索取。",
    "died": "读取“{name}”时超出了允许的内存或中途停止，没有导入任何内容，请删去多余的工作表和格式、另存后再试。",
    "late": "读取“{name}”用时过长，已停止，没有导入任何内容，请删去多余的工作表和格式、另存后再试。",
}


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it stands; `chunks` of its rows can be walked once, before the next sheet is asked for, and fill `cells`."""

    name: str
    visible: bool
    height: int
    merges: tuple[Merge, ...]
    cells: Cells
    chunks: Iterator[list[Numbers]]


@contextmanager
def opened(path: Path, tick: Callable[[], None]) -> Iterator[tuple[str, Iterator[RawSheet]]]:
    """The SHA-256 of a workbook and its sheets; `tick` is called while waiting and may raise Cancelled.

    Raises KnownError when the file cannot be read, for whatever reason.
    """
    size = _size(path)
    with _child(path) as lines:
        messages = _messages(lines, path.name, limits.seconds_allowed(size), tick)
        yield next(messages)["sha256"], _sheets(messages)


def _size(path: Path) -> int:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe or a device may never end
            raise _refusal("special", path.name)
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise _refusal(_why(path, error), path.name) from None
    if not size or size > limits.LARGEST_FILE:
        raise _refusal("too_large" if size else "empty", path.name)
    return size


def _why(path: Path, error: OSError) -> str:
    if os.path.isdir(path):  # unlike the path's own question this one never fails
        return "directory"
    return "missing" if isinstance(error, FileNotFoundError) else "unreadable"


def _refusal(why: str, name: str) -> KnownError:
    return KnownError(REFUSALS[why].format(name=name))


@contextmanager
def _child(path: Path) -> Iterator[queue.Queue[bytes]]:
    """The lines the child writes, in a queue, so that the wait for one can be interrupted on every system."""
    with children.start("read-workbook", str(path.resolve()), stdin=subprocess.DEVNULL, bufsize=limits.MEGABYTE,
                        pipesize=limits.MEGABYTE) as process:
        job = children.limited(process, limits.MEMORY)
        lines: queue.Queue[bytes] = queue.Queue(CHUNKS_AHEAD)
        leaving = Event()
        pump = Thread(target=_pump, args=(process.stdout, lines, leaving), daemon=True)
        pump.start()
        try:
            yield lines
        finally:
            process.kill()
            children.close(job)
            leaving.set()
            while not lines.empty():  # room for a pump that waits to put its line
                lines.get_nowait()
            pump.join()


def _pump(stream: IO[bytes], lines: queue.Queue[bytes], leaving: Event) -> None:
    for line in stream:
        lines.put(line)
        if leaving.is_set():
            return
    lines.put(b"")


def _messages(lines: queue.Queue[bytes], name: str, seconds: float, tick: Callable[[], None]) -> Iterator[Any]:
    patience = seconds / children.SECONDS_BETWEEN_TICKS
    while True:
        try:
            line = lines.get(timeout=children.SECONDS_BETWEEN_TICKS)
        except queue.Empty:
            patience -= 1
            if patience < 0:
                raise _refusal("late", name) from None
            tick()
            continue
        if not line:
            raise _refusal("died", name)
        message = json.loads(line)
        if "refused" in message:
            raise _refusal(message["refused"], name)
        yield message


def _sheets(messages: Iterator[Any]) -> Iterator[RawSheet]:
    message = next(messages)
    while "end" not in message:
        following: list[Any] = []
        cells = Cells()
        rows = _chunks(messages, cells, following)
        yield RawSheet(message["sheet"], message["visible"], message["height"],
                       tuple(map(tuple, message["merges"])), cells, rows)
        for _ in rows:  # what the walker left
            pass
        message = following[0]


def _chunks(messages: Iterator[Any], cells: Cells, following: list[Any]) -> Iterator[list[Numbers]]:
    for message in messages:
        if "rows" not in message:
            following.append(message)
            return
        for column, new in message["cells"]:
            cells.add(column, new)
        yield chunks.rows(message)
