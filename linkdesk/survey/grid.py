"""The cells of a sheet as they stand: text or a number, dates as ISO text; a row without content is an empty list."""

from __future__ import annotations

import unicodedata

Cell = str | float | int
Row = list[Cell]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0."""

EXACT_BELOW = 10 ** 15
"""Spreadsheets keep 15 digits of a number; of a longer one the tail is lost."""

BLANK = frozenset(("", "/", "\\", "-", "--", "—", "——", "–", "|"))
"""What stands for nothing in a cell."""

DITTO = frozenset(("同上", "〃", "″", "''", '"', "“", "”"))
"""What repeats the cell above."""


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """A cell's content as a person would read it; a number of more than 15 digits in scientific form, its tail being lost."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and not cell.is_integer():  # infinity included
        return repr(cell)
    return str(int(cell)) if abs(cell) < EXACT_BELOW else f"{cell:.14E}"


def plain(cell: Cell) -> str:
    """A cell's text without blanks and full-width forms; empty where a stroke or the like stands for nothing."""
    text = "".join(unicodedata.normalize("NFKC", cell_text(cell)).split())
    return "" if text in BLANK else text
