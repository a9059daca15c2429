"""The cells of a sheet as they stand: text or a number, dates as ISO text; a row without content is an empty list."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Cell = str | float | int
Row = list[Cell]

Numbers = Sequence[int]
"""A row as the numbers of its cells in Cells; a row without content is empty."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0."""

EXACT_BELOW = 10 ** 15
"""Spreadsheets keep 15 digits of a number; of a longer one the tail is lost."""

BLANK = frozenset(("", "/", "\\", "-", "--", "—", "——", "–", "|"))
"""What stands for nothing in a cell."""

DITTO = frozenset(("同上", "〃", "″", "′′", "''", '"', "“", "”"))
"""What repeats the cell above."""

_APOSTROPHES = ("'", "‘", "’", "`")
"""Put before a number to keep it a text."""


class Cells:
    """Every different cell of each column of a sheet, once, under a number; number 0 is the empty cell of any column."""

    def __init__(self) -> None:
        self.of_columns: list[tuple[int, Sequence[Cell]]] = [(-1, ("",))]
        self.values: list[Cell] = [""]

    def add(self, column: int, values: Sequence[Cell]) -> None:
        """Number further cells of a column."""
        self.of_columns.append((column, values))
        self.values += values

    def row(self, numbers: Numbers) -> Row:
        """The cells of a row."""
        values = self.values
        return [values[number] for number in numbers]


_INFINITE = (float("inf"), float("-inf"))


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letter: str) -> int:
    """The index of a column's letter: A → 0, AA → 26."""
    index = 0
    for character in letter.upper():
        index = index * 26 + ord(character) - 64
    return index - 1


def cell_text(cell: Cell) -> str:
    """A cell's content as a person would read it; a number of more than 15 digits in scientific form, its tail being lost."""
    if isinstance(cell, str):
        return cell
    return repr(cell).removesuffix(".0") if abs(cell) < EXACT_BELOW or cell in _INFINITE else f"{cell:.14E}"


def plain(cell: Cell) -> str:
    """A cell's text without blanks, full-width forms and a leading apostrophe; empty where a stroke or the like stands for nothing."""
    text = cell_text(cell)
    text = "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())
    if text[:1] in _APOSTROPHES and text not in DITTO:
        text = text[1:]
    return "" if text in BLANK else text
