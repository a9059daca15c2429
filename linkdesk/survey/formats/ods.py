"""Merged cells and formula errors of an .ods: the library gives neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from linkdesk.survey.formats import tags
from linkdesk.survey.formats.sheet import Marks, Merge

_TABLE = re.compile(rb"<table:table(?=[\s>])")
_ROW, _CELL = tags.tag("table-row"), tags.tag("(?:covered-)?table-cell")
_ROWS_REPEATED, _COLUMNS_REPEATED = map(tags.attribute, ("number-rows-repeated", "number-columns-repeated"))
_ROWS_SPANNED, _COLUMNS_SPANNED = map(tags.attribute, ("number-rows-spanned", "number-columns-spanned"))
_FORMULA = tags.attribute("formula")
_ERROR = re.compile(rb"<text:p[^>]*>(#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|(?:Err|\xe9\x94\x99\xe8\xaf\xaf):\d{3})</text:p>")
_MOST_ROWS = 1_048_576


def beside(content: bytes) -> list[tuple[list[Merge], Marks]]:
    """The merges and formula errors of each table, in order, from the workbook's content.xml."""
    starts = [found.start() for found in _TABLE.finditer(content)] + [len(content)]
    return [_table(content[start:end]) for start, end in pairwise(starts)]


def _table(xml: bytes) -> tuple[list[Merge], Marks]:
    merges: list[Merge] = []
    marks: Marks = {}
    at = 0
    for row, cells in tags.pieces(_ROW, xml):
        below = at + _times(_ROWS_REPEATED, row)
        if b"-spanned" in cells or _ERROR.search(cells):
            for column, attributes, content in _cells(cells):
                merges += _spanned(attributes, at, column)
                _mark(marks, range(at, min(below, _MOST_ROWS)), column, attributes, content)
        at = below
    return merges, marks


def _cells(xml: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    column = 0
    for attributes, content in tags.pieces(_CELL, xml):
        yield column, attributes, content
        column += _times(_COLUMNS_REPEATED, attributes)


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    return int(tags.value(pattern, attributes) or 1)


def _spanned(attributes: bytes, top: int, left: int) -> list[Merge]:
    down, right = _times(_ROWS_SPANNED, attributes), _times(_COLUMNS_SPANNED, attributes)
    return [(top, left, top + down - 1, left + right - 1)] if down > 1 or right > 1 else []


def _mark(marks: Marks, rows: range, column: int, attributes: bytes, content: bytes) -> None:
    """An error is shown by a formula's cell; the same words typed are a text, which the library gives as it is."""
    found = _ERROR.search(content) if _FORMULA.search(attributes) else None
    for at in rows if found else ():
        marks.setdefault(at, {})[column] = found[1].decode()
