"""Cells a person corrected: the rows are read with what they should say, and kept as they stood."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.survey.directions import Directions
from linkdesk.survey.grid import Numbers, column_index
from linkdesk.survey.process import RawSheet


def corrected(sheet: RawSheet, chunks: Iterator[list[Numbers]], directions: Directions
              ) -> tuple[Iterator[list[Numbers]], dict[int, Numbers]]:
    """The chunks of a sheet with corrected cells in them, and the rows that had others, by row from 1."""
    said = [(row, column_index(column), text) for name, row, column, text in directions.cells if name == sheet.name]
    if not said:
        return chunks, {}
    whole = list(chunks)  # the child numbers its cells one after the other: others can only follow the last
    raw: dict[int, Numbers] = {}
    places = {at: (rows, place) for at, (rows, place) in enumerate(((rows, place) for rows in whole for place in range(len(rows))), 1)}
    for at, column, text in said:
        if at in places:
            rows, place = places[at]
            raw.setdefault(at, rows[place])
            rows[place] = _with_cell(rows[place], column, _number(sheet, column, text))
    return iter(whole), raw


def _number(sheet: RawSheet, column: int, text: str) -> int:
    if not text.strip():
        return 0
    sheet.cells.add(column, [text])
    return len(sheet.cells.values) - 1


def _with_cell(row: Numbers, column: int, number: int) -> Numbers:
    cells = [*row, *[0] * (column + 1 - len(row))]
    cells[column] = number
    return cells if any(cells) else ()
