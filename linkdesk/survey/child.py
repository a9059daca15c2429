"""The reader's own process: opens one untrusted workbook and writes its cells, as they stand, to standard output.

One JSON object a line: the file, then each sheet followed by its rows in chunks, then the end; or why it was refused.
JSON, because what a hostile workbook can make of this process must not be able to run anything in the parent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from struct import unpack_from
from typing import Any

from linkdesk.survey import limits

ROWS_A_CHUNK = 500
MOST_CELLS = 50_000
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
BEGINS = b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05"  # first record of BIFF8 and BIFF5
FILE_PASS, RECORDS_SEARCHED = 0x2F, 20
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
WORKBOOK, BOOK = "Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le")  # the stream of an .xls, and of one before Excel 97


class Refused(Exception):
    """This file is not read; the text is the key of a sentence in process.REFUSALS."""


def main(arguments: list[str]) -> int:
    """Read the workbook at the path given; always ends with a line saying how it went, unless the process dies."""
    with open(1, "wb", closefd=False, buffering=limits.MEGABYTE) as out:  # sys.stdout is None in a windowed program
        for message in _messages(Path(arguments[0])):
            out.write(json.dumps(message).encode("ascii") + b"\n")
            out.flush()
    return 0


def _messages(path: Path) -> Iterator[Any]:
    try:
        limits.apply(path.stat().st_size)
        data = path.read_bytes()
        yield {"sha256": sha256(data).hexdigest()}
        yield from _sheets(_opened(data))
        yield {"end": True}
    except Refused as refused:
        yield {"refused": str(refused)}
    except MemoryError:
        yield {"refused": "too_large"}
    except OSError:
        yield {"refused": "unreadable"}
    except BaseException:  # the reader's panics are no Exceptions
        yield {"refused": "broken"}


def _opened(data: bytes) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    _refuse_hostile(data)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise Refused("encrypted") from None
    except CalamineError:
        raise Refused("broken" if data.startswith((OLE, ZIP)) else "not_a_workbook") from None


def _refuse_hostile(data: bytes) -> None:
    if data.startswith(OLE) and (ENCRYPTED_PACKAGE in data or _has_password(data)):
        raise Refused("encrypted")
    if data.startswith(OLE) and BOOK in data and WORKBOOK not in data:  # the reader takes its texts for garbage
        raise Refused("old")
    if data.startswith(ZIP):
        from zipfile import BadZipFile
        try:
            if limits.unpacks_too_large(data):
                raise Refused("too_large")
        except BadZipFile:
            raise Refused("broken") from None


def _has_password(data: bytes) -> bool:
    """Whether an .xls says among its first records that it is encrypted; the reader only says that it cannot read it."""
    at = next((at for begin in BEGINS if (at := data.find(begin)) >= 0), len(data))
    for _ in range(RECORDS_SEARCHED):
        kind, length = unpack_from("<HH", data, at) if at + 4 <= len(data) else (0, 0)
        if kind == FILE_PASS:
            return True
        at += 4 + length
    return False


def _sheets(workbook: Any) -> Iterator[Any]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum
    for at, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        visible = about.visible is SheetVisibleEnum.Visible
        sheet = workbook.get_sheet_by_index(at)
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()] if visible else []
        height = sheet.end[0] + 1 if sheet.end else 0
        yield {"sheet": about.name, "visible": visible, "height": height, "merges": merges}
        if visible and height:
            yield from _chunks(sheet)


def _chunks(sheet: Any) -> Iterator[dict[str, Any]]:
    """The rows as numbers of cells, with the cells that are new in each chunk: most stand in a column many times."""
    # iter_rows begins at the first row of the sheet, yet at the first column that holds something
    first = sheet.start[1]
    margin = [0] * first
    new = _New()
    columns = [_Column(index, new) for index in range(first, sheet.end[1] + 1)]
    rows = sheet.iter_rows()
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
