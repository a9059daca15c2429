"""Sheets by xlrd: .xls from before Excel 97 (BIFF2 to BIFF5), in the code page of their time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import xlrd

from linkdesk.survey.formats.sheet import Sheet

_FIRST_WITH_NAMES = 45  # BIFF4W; before it a file is one sheet without a name
_WESTERN = (None, 1252, 936)
"""Chinese programs wrote GBK under these code pages, or under none."""


def sheets(data: bytes, stem: str) -> Iterator[Sheet]:
    """The worksheets; a file is GBK unless it says otherwise, or cannot be."""
    with open(os.devnull, "w") as nowhere:
        book = _opened(data, nowhere)
    for sheet in book.sheets():
        name = sheet.name if book.biff_version >= _FIRST_WITH_NAMES else stem
        yield Sheet(name, _rows(book, sheet), sheet.nrows, sheet.ncols, visible=not sheet.visibility)


def _opened(data: bytes, log: Any) -> Any:
    if xlrd.open_workbook(file_contents=data, logfile=log, on_demand=True).codepage in _WESTERN:
        with suppress(UnicodeDecodeError):
            return xlrd.open_workbook(file_contents=data, logfile=log, encoding_override="gb18030")
    return xlrd.open_workbook(file_contents=data, logfile=log)


def _rows(book: Any, sheet: Any) -> Iterator[list[Any]]:
    for at in range(sheet.nrows):
        yield [_cell(book, cell) for cell in sheet.row(at)]


def _cell(book: Any, cell: Any) -> Any:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#VALUE!")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, book.datemode)
    return cell.value


def _date(number: float, datemode: int) -> Any:
    try:
        return xlrd.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError):
        return number
