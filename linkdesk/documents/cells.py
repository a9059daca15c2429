"""What stands in a table's cells and heading, alike for paper, Excel and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Computed, Gap
from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import printed


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A label of the heading: its first leaf column and first row, from 0, and how many of each it covers."""

    label: str
    column: int
    row: int
    columns: int
    rows: int


def leaves(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The leaf columns from left to right."""
    return tuple(leaf for column in columns for leaf in (leaves(column.children) if column.children else (column,)))


def depth(columns: Sequence[Column]) -> int:
    """The number of rows of the heading."""
    return 1 + max((depth(column.children) for column in columns if column.children), default=0)


def heading(columns: Sequence[Column]) -> tuple[HeadingCell, ...]:
    """The cells of the heading, a group above its children and a leaf down to the last row."""
    return tuple(_heading(columns, 0, 0, depth(columns)))


def _heading(columns: Sequence[Column], at: int, row: int, rows: int) -> Iterator[HeadingCell]:
    for column in columns:
        span = len(leaves((column,)))
        yield HeadingCell(column.label, at, row, span, 1 if column.children else rows - row)
        yield from _heading(column.children, at, row + 1, rows)
        at += span


def column_number(number: int) -> str:
    """What the row of column numbers says of a column, counted from 1."""
    return f"{number}栏"


def gap_text(what: str) -> str:
    """A named gap as it stands on paper, in Excel and in text; one named by its column prints short."""
    return f"［待补：{what}］" if what else "待补"


def is_gap(cell: Cell) -> bool:
    """Whether the cell is a gap, or a figure whose inputs are missing."""
    return isinstance(cell, Gap) or (isinstance(cell, Figure) and cell.value is None)


def dated(day: date | None) -> str:
    """A day as it stands in a cell; nothing where there is none."""
    return str(day) if day else ""


def number(cell: Cell) -> Decimal | None:
    """The cell's value when it is a number."""
    if isinstance(cell, Figure | Computed):
        return cell.value
    return Decimal(cell) if isinstance(cell, int | Decimal) else None


def decimals(cell: Cell, column: Column) -> int:
    """How many decimals the number in this cell shows: the figure's own, the column's, else the value's."""
    if isinstance(cell, Figure):
        return cell.decimals
    if column.decimals is not None:
        return column.decimals
    value = number(cell)
    return 0 if value is None else max(-int(value.as_tuple().exponent), 0)


def aligned(cell: Cell, column: Column) -> Align:
    """Where the cell's text stands: figures at the right, also those a mark makes a text; counts as their column says."""
    if column.decimals is None:
        return column.align if isinstance(cell, int) or number(cell) is None else Align.RIGHT
    marked = isinstance(cell, str) and cell[:1].isdecimal()
    return Align.RIGHT if marked or number(cell) is not None else column.align


def shown(cell: Cell, column: Column) -> str:
    """The cell as printed: numbers grouped with fixed decimals, gaps named."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Gap):
        return gap_text(cell.what)
    if isinstance(cell, Figure) and cell.value is None:
        return cell.text
    value = number(cell)
    return "" if value is None else printed(value, decimals(cell, column))
