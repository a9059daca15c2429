"""What stands below a table on the same sheet: another table of households, or rows of a table that is about something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from linkdesk.survey import finding, lines, villages
from linkdesk.survey.book import Book
from linkdesk.survey.columns import matched
from linkdesk.survey.directions import Directions
from linkdesk.survey.finding import Found
from linkdesk.survey.grid import Numbers, Row
from linkdesk.survey.header import DEEPEST, begins_table
from linkdesk.survey.process import RawSheet
from linkdesk.survey.reading import Skipped
from linkdesk.survey.walk import Rest

_ROWS_OF_HEADER = DEEPEST + 2


def header_of(sheet: RawSheet, above: Found, rest: Rest, directions: Directions) -> tuple[Found | None, Iterator[list[Numbers]]]:
    """The header of a table of households at the beginning of these rows, and the rows below it; else None and all of them."""
    rows, chunks = _begun(rest.chunks)
    merges = [(top - rest.at, left, bottom - rest.at, right) for top, left, bottom, right in sheet.merges if top >= rest.at]
    cells = [sheet.cells.row(row) for row in rows[:_ROWS_OF_HEADER]]
    found = finding.find(sheet.name, cells, merges, replace(directions, headers=()))
    if found is None or found.header.first or not matched(found, [], []).name_somebody:
        return None, chain([rows], chunks)
    header = found.header
    below = chain([rows[header.last + 1:]], chunks)
    moved = replace(header, first=rest.at, last=rest.at + header.last, key_column=above.header.key_column)
    return replace(found, header=moved), below


def _begun(chunks: Iterator[list[Numbers]]) -> tuple[list[Numbers], Iterator[list[Numbers]]]:
    """The rows of the first chunk, with those of the next where they are too few for a header."""
    rows: list[Numbers] = []
    for chunk in chunks:
        rows = [*rows, *chunk]
        if len(rows) >= _ROWS_OF_HEADER:
            break
    return rows, chunks


def block_of(above: Sequence[Row], since: Sequence[Row]) -> list[Row]:
    """The lines above a further table: its own, and those of the first table but for a village, if it names another."""
    names_village = villages.of_block(since) is not None
    return [*since, *(row for row in above if not (names_village and villages.of_block([row])))]


def passed_by(sheet: RawSheet, at: int, chunks: Iterator[list[Numbers]], book: Book) -> Rest | None:
    """Skip the rows of a table that is not about households, its header first, up to another table; rows are counted from 0."""
    first, block = at, []
    for rows in chunks:
        for place, row in enumerate(rows):
            cells = sheet.cells.row(row)
            if at > first and begins_table(cells):
                return Rest(at, block, chain([rows[place:]], chunks))
            at += 1
            if row:
                block = [*block[-1:], cells]
                book.skipped.append(Skipped(sheet.name, at, lines.OTHER_TABLE))
    return None
