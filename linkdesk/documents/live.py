"""Live formulas of a workbook: cells that name other cells by table, row and column, put into the terms of the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from linkdesk.documents.blocks import TOTALS, Computed, Table
from linkdesk.documents.cells import depth, leaves

_NAMED = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"('[^']+'!)(\w+):\1(\w+)")  # both ends of a range on another sheet bear its name: once is enough


class Place(NamedTuple):
    """Where a cell stands: the name of its sheet, and its address there."""

    sheet: str
    address: str


Places = Mapping[tuple[str, str, str], Place]  # table, row, column → place


def rows_above(table: Table, mark: str) -> int:
    """How many rows of a sheet stand above the first row of its table: title, unit, heading and column numbers."""
    return bool(table.title or mark) + bool(table.filled_by or table.unit) + depth(table.columns) + table.column_numbers


def cell_places(tables: Iterable[tuple[str, Table]], mark: str) -> Places:
    """The places of all cells with keys, of tables with the names of their sheets."""
    return {(table.name, row, column): Place(sheet, xl_rowcol_to_cell(down, across)) for sheet, table in tables
            for down, row in enumerate(_row_keys(table), rows_above(table, mark))
            for across, column in _column_keys(table)}


def _row_keys(table: Table) -> tuple[str, ...]:
    """The rows by their keys; one without has its number, so that its own cells find each other."""
    keys = (*table.row_keys, *[""] * (len(table.rows) - len(table.row_keys)))
    return (*(key or f"#{at}" for at, key in enumerate(keys)), *([TOTALS] if table.totals else ()))


def _column_keys(table: Table) -> list[tuple[int, str]]:
    return [(at, leaf.key) for at, leaf in enumerate(leaves(table.columns)) if leaf.key]


def live_rows(sheet: str, table: Table, places: Places) -> Iterator[dict[int, str]]:
    """The formulas of each row (the totals after the last) by column; a cell that names one which is not there has none."""
    rows = (*table.rows, *filter(None, (table.totals,)))
    for key, cells in zip(_row_keys(table), rows, strict=False):
        yield {at: formula for at, cell in enumerate(cells) if isinstance(cell, Computed) and cell.live
               and (formula := _formula(cell.live, sheet, (table.name, key, ""), places))}


def _formula(live: str, sheet: str, here: tuple[str, str, str], places: Places) -> str:
    """A formula of the cell that is `here`: its table and row; empty when it names a cell that is not there."""
    missing: list[str] = []

    def address(named: re.Match[str]) -> str:
        parts = named[1].split("|")
        place = places.get((*here[: 3 - len(parts)], *parts))
        if place is None:
            missing.append(named[1])
            return ""
        return place.address if place.sheet == sheet else f"'{place.sheet}'!{place.address}"

    made = _RANGE.sub(r"\1\2:\3", _NAMED.sub(address, live))
    return "" if missing else f"={made}"
