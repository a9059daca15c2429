"""The reader's own process: opens one untrusted workbook and writes its cells, as they stand, to standard output.

One JSON object a line: the file, then each sheet followed by its rows in chunks, then the end; or why it was refused.
JSON, because what a hostile workbook can make of this process must not be able to run anything in the parent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

from linkdesk.survey import limits
from linkdesk.survey.formats import sheets
from linkdesk.survey.formats.sheet import Refused, Sheet, apart

ROWS_A_CHUNK = 500
MOST_CELLS = 50_000
MOST_HIDDEN_ROWS = 1000


def main(arguments: list[str]) -> int:
    """Read the workbook at the path given; always ends with a line saying how it went, unless the process dies."""
    with open(1, "wb", closefd=False, buffering=limits.MEGABYTE) as out:  # sys.stdout is None in a windowed program
        for message in _messages(Path(arguments[0])):
            out.write(json.dumps(message).encode("ascii") + b"\n")
            out.flush()
    return 0


def _messages(path: Path) -> Iterator[Any]:
    try:
        data = _content(path)
        yield {"sha256": sha256(data).hexdigest()}
        yield from _bounded(chain.from_iterable(map(_described, sheets(data, path.stem))), limits.rows_allowed(len(data)))
        yield {"end": True}
    except Refused as refused:
        yield {"refused": str(refused)}
    except MemoryError:
        yield {"refused": "too_large"}
    except BaseException:  # the reader's panics are no Exceptions
        yield {"refused": "broken"}


def _content(path: Path) -> bytes:
    try:
        limits.apply(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise Refused("unreadable") from None


def _bounded(messages: Iterable[Any], allowed: int) -> Iterator[Any]:
    """The same messages, as long as there are any, and no more rows with content than are allowed."""
    message = None
    for message in messages:
        allowed -= sum(map(bool, message.get("rows", ())))
        if allowed < 0:
            raise Refused("too_long")
        yield message
    if message is None:
        raise Refused("broken")


def _described(sheet: Sheet) -> Iterator[Any]:
    """A sheet and its rows; of a hidden one only if they are few, as of a template's own notes."""
    merges = apart(sheet.merges, sheet.height, sheet.first + sheet.width)
    yield {"sheet": sheet.name, "visible": sheet.visible, "height": sheet.height, "merges": merges}
    if sheet.height and (sheet.visible or sheet.height <= MOST_HIDDEN_ROWS):
        yield from _chunks(sheet)


def _chunks(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The rows as numbers of cells, with the cells that are new in each chunk: most stand in a column many times."""
    margin = [0] * sheet.first
    new = _New()
    columns = [_Column(index, new) for index in range(sheet.first, sheet.first + sheet.width)]
    rows = iter(sheet.rows)
    while chunk := list(islice(rows, ROWS_A_CHUNK)):
        numbered = [[column[cell] for column, cell in zip(columns, row, strict=True)] for row in chunk]
        yield {"rows": [margin + row if any(row) else [] for row in numbered], "columns": new.columns, "cells": new.cells}
        new.columns, new.cells = [], []


class _New:
    """The cells met for the first time since the last chunk, with their columns; number 0 is the empty cell."""

    def __init__(self) -> None:
        self.count = 0
        self.columns: list[int] = []
        self.cells: list[Any] = []


class _Column(dict[Any, int]):
    """The numbers of one column's different cells; it forgets them when they are too many, and numbers them anew."""

    def __init__(self, index: int, new: _New) -> None:
        super().__init__({"": 0})
        self._index, self._new = index, new

    def __missing__(self, cell: Any) -> int:
        new = self._new
        new.count += 1
        new.columns.append(self._index)
        new.cells.append(cell if cell.__class__ is str or cell.__class__ is float else _plain(cell))
        if len(self) > MOST_CELLS:
            self.clear()
            self[""] = 0
        self[cell] = new.count
        return new.count


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell if isinstance(cell, int) else str(cell).removesuffix(" 00:00:00")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
