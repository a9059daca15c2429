"""Writes .xls workbooks of Excel 95 and 97 record by record, so that the tests can make what no library makes any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from struct import pack
from typing import Any

BIFF5, BIFF8 = 0x0500, 0x0600
GLOBALS, WORKSHEET = 0x05, 0x10
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class Error:
    """A formula error in a cell: typed as such, or the result of a formula."""

    text: str
    of_formula: bool = False


@dataclass(frozen=True)
class Xls:
    """A workbook of named sheets of rows; texts of BIFF5 are GBK, `codepage` is what the file says they are."""

    sheets: dict[str, list[list[Any]]]
    version: int = BIFF5
    codepage: int | None = 936
    merges: tuple[tuple[int, int, int, int], ...] = ()
    after_begin: bytes = b""

    def write(self, path: Path, *others: str) -> Path:
        """In a container, with further streams of these names."""
        name = "Book" if self.version == BIFF5 else "Workbook"
        path.write_bytes(container({name: self.stream(), **dict.fromkeys(others, b"x" * 5000)}))
        return path

    def stream(self) -> bytes:
        """The records without a container."""
        bodies = [self._sheet(rows) for rows in self.sheets.values()]
        at = len(self._globals([0] * len(bodies)))
        places = [at + sum(map(len, bodies[:number])) for number in range(len(bodies))]
        return self._globals(places) + b"".join(bodies)

    def _globals(self, places: list[int]) -> bytes:
        records = [self._begin(GLOBALS), self.after_begin]
        records += [record(0x42, pack("<H", self.codepage))] if self.codepage else []
        records += [record(0x31, pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + self._text("Arial", "B"))] * 5
        records += [self._style(0), self._style(14)]
        records += [record(0x85, pack("<IH", place, 0) + self._text(name, "B"))
                    for place, name in zip(places, self.sheets, strict=True)]
        return b"".join([*records, record(0x0A)])

    def _begin(self, kind: int) -> bytes:
        return record(0x0809, pack("<HHHH", self.version, kind, 0x0DBB, 0x07CC) + (b"\x00" * 8 if self.version == BIFF8 else b""))

    def _style(self, number_format: int) -> bytes:
        return record(0xE0, pack("<HHH", 0, number_format, 1).ljust(20 if self.version == BIFF8 else 16, b"\x00"))

    def _text(self, text: str, length: str) -> bytes:
        if self.version == BIFF8:
            return pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")
        encoded = text.encode("gb18030")
        return pack(f"<{length}", len(encoded)) + encoded

    def _sheet(self, rows: list[list[Any]]) -> bytes:
        height, width = len(rows), max(map(len, rows), default=0)
        layout = "<IIHHH" if self.version == BIFF8 else "<HHHHH"
        cells = [self._cell(row, column, value) for row, values in enumerate(rows)
                 for column, value in enumerate(values) if value is not None and value != ""]
        areas = [pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in self.merges]
        merged = [record(0xE5, pack("<H", len(areas)) + b"".join(areas))] if areas else []
        return b"".join([self._begin(WORKSHEET), record(0x0200, pack(layout, 0, height, 0, width, 0)), *cells, *merged, record(0x0A)])

    def _cell(self, row: int, column: int, value: Any) -> bytes:
        place = pack("<HHH", row, column, isinstance(value, date))
        if isinstance(value, Error):
            return self._error(place, value)
        if isinstance(value, bool):
            return record(0x0205, place + pack("<BB", value, 0))
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
        return record(0x0204, place + self._text(value, "H")) if isinstance(value, str) else record(0x0203, place + pack("<d", value))

    def _error(self, place: bytes, error: Error) -> bytes:
        code = ERRORS[error.text]
        if not error.of_formula:
            return record(0x0205, place + pack("<BB", code, 1))
        tokens = pack("<BB", 0x1C, code)
        return record(0x06, place + pack("<BBBBBBH", 2, 0, code, 0, 0, 0, 0xFFFF) + pack("<HIH", 0, 0, len(tokens)) + tokens)


def record(kind: int, content: bytes = b"") -> bytes:
    """One record."""
    return pack("<HH", kind, len(content)) + content


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE container of these streams."""
    chains, sectors = [], b""
    for content in streams.values():
        padded = content.ljust(max(4096, len(content)), b"\x00")
        chains.append((len(sectors) // _SECTOR, len(padded)))
        sectors += padded + b"\x00" * (-len(padded) % _SECTOR)
    entries = [_entry("Root Entry", 5, _END, 0, 1 if streams else _FREE)]
    entries += [_entry(name, 2, begin, size, _FREE, at + 2 if at + 1 < len(streams) else _FREE)
                for at, (name, (begin, size)) in enumerate(zip(streams, chains, strict=True))]
    directory = len(sectors) // _SECTOR
    sectors += b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\x00")
    return _with_table(sectors, [begin for begin, _ in chains] + [directory], directory)


def _entry(name: str, kind: int, begin: int, size: int, child: int, right: int = _FREE) -> bytes:
    encoded = (name + "\x00").encode("utf-16-le")
    return (encoded.ljust(64, b"\x00") + pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
            + b"\x00" * 36 + pack("<IQ", begin, size))


def _with_table(sectors: bytes, begins: list[int], directory: int) -> bytes:
    count = len(sectors) // _SECTOR
    tables = 1
    while tables * 128 < count + tables:
        tables += 1
    ends = {begin - 1 for begin in begins[1:]} | {count - 1}
    table = [_END if at in ends else at + 1 for at in range(count)] + [_FAT] * tables
    table += [_FREE] * (tables * 128 - len(table))
    places = [*range(count, count + tables), *[_FREE] * (109 - tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 10
    head += pack("<IIIIIIII", tables, directory, 0, 4096, _END, 0, _END, 0) + pack("<109I", *places)
    return head + sectors + pack(f"<{len(table)}I", *table)
