"""Writes an .xlsb record by record."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from struct import pack
from typing import Any

from tests.survey.xls import ERRORS, Error

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write(path: Path, sheets: dict[str, list[list[Any]]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Path:
    """A workbook of named sheets of rows, with these merges in each: first row, last row, first column, last column."""
    relations = "".join(f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.bin"/>'
                        for at in range(1, len(sheets) + 1))
    bundle = b"".join(_record(156, pack("<II", 0, at) + _text(f"rId{at}") + _text(name)) for at, name in enumerate(sheets, 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>')
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        for at, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows, merges))
    return path


def _sheet(rows: list[list[Any]], merges: tuple[tuple[int, int, int, int], ...]) -> bytes:
    size = pack("<IIII", 0, len(rows), 0, max(map(len, rows)))
    body = b"".join(_row(at, row) for at, row in enumerate(rows))
    merged = b"".join(_record(176, pack("<IIII", *area)) for area in merges)
    return _record(129) + _record(148, size) + _record(145) + body + _record(146) + merged + _record(130)


def _row(at: int, row: list[Any]) -> bytes:
    cells = (_cell(pack("<II", column, 0), value) for column, value in enumerate(row) if value not in (None, ""))
    return _record(0, pack("<I", at) + b"\x00" * 13) + b"".join(cells)


def _cell(place: bytes, value: Any) -> bytes:
    if isinstance(value, date):
        value = f"{value}"
    if isinstance(value, Error):
        code = bytes([ERRORS[value.text]])
        return _record(11, place + code + pack("<HII", 0, 0, 0)) if value.of_formula else _record(3, place + code)
    return _record(6, place + _text(value)) if isinstance(value, str) else _record(5, place + pack("<d", value))


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return pack("<I", len(encoded) // 2) + encoded


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([length & 0x7F | 0x80, length >> 7])
    return head + size + content
