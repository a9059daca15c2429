"""Where the header of a sheet is and what its columns hold, by whatever tells it: a person, a template's keys, the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linkdesk.domain.survey import HeadingPattern
from linkdesk.survey import header as headers
from linkdesk.survey.directions import Directions
from linkdesk.survey.grid import Merge, Row, column_index, plain
from linkdesk.survey.header import DEEPEST, ROWS_SEARCHED, Header
from linkdesk.survey.headings import cleaned
from linkdesk.survey.keys import field_keys

ROWS_OF_A_FORM = 15
"""A template's own header ends within so many rows below its row of keys."""

_HOUSEHOLD = "household."
_NUMBER_LENGTH = 14
_NUMBERS = frozenset(("id_number", "members.id_number"))


@dataclass(frozen=True, slots=True)
class Found:
    """A header, the row of keys from 0 if there is one, and by column index: fields by key, fields and units that a person named."""

    header: Header
    key_row: int | None = None
    keyed: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    remembered: str = ""


def find(name: str, rows: Sequence[Row], merges: Sequence[Merge], directions: Directions) -> Found | None:
    """The header among the first rows of the sheet of this name, or None when a person must show it."""
    rows = rows[:ROWS_SEARCHED]
    merges = [merge for merge in merges if merge[0] < len(rows)]
    key_row, keyed = _keys(rows)
    shown = next(((first, last) for sheet, first, last in directions.headers if sheet == name), None)
    if shown and 0 < shown[0] <= shown[1]:
        first = min(shown[0], len(rows)) - 1
        header = headers.band(rows, merges, first, min(shown[1], len(rows), first + DEEPEST) - 1)
    elif keyed:
        header = _of_form(rows, merges, key_row, keyed)
    else:
        header = headers.find(rows, merges) or _as_before(rows, merges, directions.patterns)
    return None if header is None else _with_choices(name, header, key_row, keyed, directions)


def _with_choices(name: str, header: Header, key_row: int | None, keyed: Mapping[int, str], directions: Directions) -> Found:
    fingerprint = header.fingerprint
    pattern = next((p for p in reversed(directions.patterns) if fingerprint and p.fingerprint == fingerprint), None)
    chosen = {} if pattern is None else _chosen(header, pattern)
    said = {column_index(column): what for sheet, column, what in directions.fields if sheet == name}
    units = {column_index(column): unit for sheet, column, unit in directions.units if sheet == name}
    return Found(header, key_row, keyed, chosen | said, units, pattern.officer_name if chosen else "")


def _chosen(header: Header, pattern: HeadingPattern) -> dict[int, str]:
    """The fields an officer once gave these headings, by column; of headings that read alike the first takes the first choice."""
    choices = [(cleaned(heading), what) for heading, what in pattern.choices]
    chosen = {}
    for heading in header.headings:
        mine = next((choice for choice in choices if choice[0] == cleaned(heading.text)), None)
        if mine:
            chosen[heading.index] = mine[1]
            choices.remove(mine)
    return chosen


def _as_before(rows: Sequence[Row], merges: Sequence[Merge], patterns: Sequence[HeadingPattern]) -> Header | None:
    """The rows whose headings are exactly those an officer once named the fields of."""
    wanted = {p.fingerprint for p in patterns} - {""}
    for depth in sorted({p.depth for p in patterns if p.fingerprint and 0 < p.depth <= DEEPEST}):
        for first in range(len(rows) - depth + 1):
            if any(rows[first:first + depth]):
                header = headers.band(rows, merges, first, first + depth - 1)
                if header.fingerprint in wanted:
                    return header
    return None


def _keys(rows: Sequence[Row]) -> tuple[int | None, dict[int, str]]:
    """The row of a template's keys, and the field of each column; that of a household bare, of others behind their name."""
    for at, row in enumerate(rows):
        if keyed := field_keys(row):
            return at, {index: what.removeprefix(_HOUSEHOLD) for index, what in keyed.items()}
    return None, {}


def _of_form(rows: Sequence[Row], merges: Sequence[Merge], key_row: int, keyed: Mapping[int, str]) -> Header | None:
    """The header of a form with keys: above its column numbers, else known by its headings, else above the first number.

    Whatever was renamed, the keys say what the columns hold; the header only tells where the data begins.
    """
    below = [(at, row) for at, row in enumerate(rows[:key_row + 1 + ROWS_OF_A_FORM]) if row and at > key_row]
    ends = next((at for at, row in below if headers.is_column_numbers(row)), None)
    if ends is None:
        found = headers.find([[] if at <= key_row else row for at, row in enumerate(rows)], merges)
        if found is not None:
            return found
        ends = next((at for at, row in below if _has_number(row, keyed)), None)
    last = key_row if ends is None else ends - 1
    if last <= key_row:  # the keys stand right above the data, or below their headings
        last = max(key_row - 1, 0)
        last -= bool(last and headers.is_column_numbers(rows[last]))
    return headers.band(rows, merges, headers.above(rows, merges, last, key_row + 1 if last > key_row else 0), last)


def _has_number(row: Row, keyed: Mapping[int, str]) -> bool:
    """Whether an identity number, or what is meant for one, stands where the keys say."""
    cells = (row[index] for index, what in keyed.items() if what in _NUMBERS and index < len(row))
    return any(len(plain(cell)) >= _NUMBER_LENGTH and plain(cell)[:6].isdigit() for cell in cells)
