"""Which totals of a table are plain sums, and their formulas in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from xlsxwriter.utility import xl_range

from linkdesk.documents.blocks import Cell, Table
from linkdesk.documents.cells import leaves, number

Sums = dict[int, dict[int, str]]  # row of the table, the totals after the last → column → formula


def live_sums(table: Table, top: int) -> Sums:
    """The formulas of a table whose first row stands in row `top` of the sheet, both from 0.

    A column with subtotals is summed by SUBTOTAL, which leaves out subtotals; it has formulas only when each of
    its subtotals and its total are the plain sums of the rows they stand for.
    """
    opening = "=SUBTOTAL(9," if table.subtotal_rows else "=SUM("
    sums: Sums = {}
    for column in range(len(leaves(table.columns))):
        spans = list(_spans(table, column))
        if all(_is_sum(table, column, span) for span in spans):
            for row, first in spans:
                summed = xl_range(top + first, column, top + row - 1, column)
                sums.setdefault(row, {})[column] = f"{opening}{summed})"
    return sums


def _spans(table: Table, column: int) -> Iterator[tuple[int, int]]:
    """Each sum of a column: its row, and the first row it sums up."""
    before = (-1, *table.subtotal_rows)
    for last, row in pairwise(before):
        if number(table.rows[row][column]) is not None:
            yield row, last + 1
    if table.totals is not None and number(table.totals[column]) is not None:
        yield len(table.rows), 0


def _is_sum(table: Table, column: int, span: tuple[int, int]) -> bool:
    row, first = span
    said: Cell = table.totals[column] if row == len(table.rows) and table.totals else table.rows[row][column]
    values = [number(table.rows[at][column]) for at in range(first, row) if at not in table.subtotal_rows]
    known = [value for value in values if value is not None]
    return bool(known) and sum(known, Decimal(0)) == number(said)
