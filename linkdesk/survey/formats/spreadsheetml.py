"""Sheets of an XML Spreadsheet 2003, which some systems export under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from linkdesk.survey.formats.sheet import MOST_COLUMNS, Merge, Refused, Sheet

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_BEGIN = re.compile(r"\s*<(?:\?xml|(?:\w+:)?Workbook)\s")
_HEAD, _MOST_ROWS = 4000, 1_048_576
_WHOLE_DIGITS = 15  # a longer number stands in the file whole and would lose its end


def is_spreadsheet(text: str) -> bool:
    """Whether a text is of this format."""
    return bool(_BEGIN.match(text)) and _NAMESPACE in text[:_HEAD]


def sheets(text: str) -> Iterator[Sheet]:
    """The worksheets; entities of its own make a file refused."""
    workbook = _Workbook()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = workbook.begin, workbook.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = workbook.add, _refuse
    parser.Parse(text.encode(), True)
    return (each.sheet() for each in workbook.worksheets)


def _refuse(*_: Any) -> None:
    raise Refused("broken")


class _Worksheet:
    """The cells of one worksheet while they come in; `row` and `column` are those of the last cell, counted from 0."""

    def __init__(self, name: str) -> None:
        self.name, self.visible = name, True
        self.rows: dict[int, dict[int, Any]] = {}
        self.merges: list[Merge] = []
        self.row = self.column = -1

    def next_row(self, given: dict[str, int]) -> None:
        """Go to the next row, or the one given."""
        self.row, self.column = given.get("Index", self.row + 2) - 1, -1
        if not 0 <= self.row < _MOST_ROWS:
            raise Refused("broken")
        self.rows[self.row] = {}

    def next_cell(self, given: dict[str, int]) -> None:
        """Go to the next cell, or the one given, behind those the last one covers."""
        column = given.get("Index", self.column + 2) - 1
        down, across = given.get("MergeDown", 0), given.get("MergeAcross", 0)
        if not (0 <= column <= column + across < MOST_COLUMNS and down >= 0 and self.row >= 0):
            raise Refused("broken")
        if down or across:
            self.merges.append((self.row, column, self.row + down, column + across))
        self.column = column + across
        self.rows[self.row][column] = ""

    def fill(self, value: Any) -> None:
        """Give the last cell its value."""
        if self.rows.get(self.row):
            self.rows[self.row][next(reversed(self.rows[self.row]))] = value

    def sheet(self) -> Sheet:
        """The finished sheet."""
        width = max((max(row, default=-1) for row in self.rows.values()), default=-1) + 1
        height = max(self.rows, default=-1) + 1 if width else 0
        rows = ([self.rows.get(at, {}).get(column, "") for column in range(width)] for at in range(height))
        return Sheet(self.name, rows, height, width, visible=self.visible, merges=self.merges)


class _Workbook:
    """The worksheets of a file while it is parsed."""

    def __init__(self) -> None:
        self.worksheets: list[_Worksheet] = []
        self._text: list[str] | None = None
        self._kind = ""
        self._is_comment = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a worksheet, a row, a cell or its content."""
        name = tag.rpartition(" ")[2]
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.worksheets.append(_Worksheet(given.get("Name", "")))
        elif name == "Row" and self.worksheets:
            self.worksheets[-1].next_row(_numbers(given))
        elif name == "Cell" and self.worksheets:
            self.worksheets[-1].next_cell(_numbers(given))
        elif name == "Comment":
            self._is_comment = True
        elif name in ("Data", "Visible") and not self._is_comment:
            self._text, self._kind = [], given.get("Type", "")

    def add(self, text: str) -> None:
        """Text of the open content."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """The content of a cell, or whether its sheet is hidden, is known at the end."""
        name = tag.rpartition(" ")[2]
        if name == "Comment":
            self._is_comment = False
        if name in ("Data", "Visible") and self._text is not None and self.worksheets:
            text, self._text = "".join(self._text), None
            if name == "Data":
                self.worksheets[-1].fill(_value(self._kind, text))
            else:
                self.worksheets[-1].visible = text == "SheetVisible"


def _numbers(given: dict[str, str]) -> dict[str, int]:
    return {name: int(given[name]) for name in ("Index", "MergeAcross", "MergeDown") if name in given}


def _value(kind: str, text: str) -> Any:
    if kind == "Number" and sum(map(str.isdigit, text)) <= _WHOLE_DIGITS:
        return float(text)
    if kind == "Boolean":
        return text == "1"
    return text.removesuffix("T00:00:00.000") if kind == "DateTime" else text
