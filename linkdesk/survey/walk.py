"""The walk over the rows below a header: each is taken in, or skipped with a reason, until another table begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from linkdesk.survey import header as headers
from linkdesk.survey import lines, villages
from linkdesk.survey.grid import Merge, Numbers, Row, cell_text
from linkdesk.survey.header import Header
from linkdesk.survey.merges import Carrier
from linkdesk.survey.reading import Skipped
from linkdesk.survey.table import NOWHERE, Table

MOST_EMPTY = 20
"""More empty rows than these in one place are told of together."""

_MAY_NAME_PLACE = frozenset(("", lines.WORDLESS, lines.REPEATED_TITLE, lines.NO_HOUSEHOLD, lines.NOTHING_KNOWN, lines.NOTE))


_MAY_BEGIN_TABLE = frozenset(("", lines.NO_HOUSEHOLD, lines.NOTHING_KNOWN, lines.NOTE, lines.REPEATED_TITLE))
_FEW = 50
"""So many of the last rows that were skipped can be another table's titles."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Rows from the one on that begins another table, which is counted from 0, and the lines above it."""

    at: int
    block: list[Row]
    chunks: Iterator[list[Numbers]]


class Walk:
    """One table's rows, in order."""

    def __init__(self, table: Table, judge: lines.Judge, merges: tuple[Merge, ...], header: Header,
                 splits: bool = True) -> None:
        self._table, self._judge, self._key_column = table, judge, header.key_column
        wanted = {column.index for column in table.columns.all} | {table.columns.sequence} - {None}
        self._width = 1 + max(wanted, default=0)
        self._name_at = table.columns.index_of("head_name")
        self._carrier = Carrier(merges, header.last + 1, wanted)
        self._at = header.last + 1
        self._empty = 0
        self._since: list[Row] = []
        self._splits = splits

    def over(self, chunks: Iterable[list[Numbers]]) -> Rest | None:
        """Walk them all, or those before another table; what is known of the columns is read chunk by chunk."""
        chunks = iter(chunks)
        is_plain = lines.plainly_data(self._table.columns, self._table.cells)
        take, width, is_keyed = self._table.take, self._width, self._key_column is not None
        for rows in chunks:
            self._table.learn()
            for place, row in enumerate(rows):
                self._at += 1
                if is_keyed or len(row) < width:
                    row = self._whole(row)
                if not row:
                    self._empty += 1
                    continue
                if self._empty:
                    self._skip_empty(self._at - 1)
                filled, covered = self._carrier.carried(self._at - 1, row)
                if is_plain(row):
                    take(self._at, row, filled, covered)
                    self._since.clear()
                elif self._consider(row, filled, covered):
                    return Rest(self._at - 1, self._since, chain([rows[place:]], chunks))
        self._skip_empty(self._at)
        return None

    def _whole(self, row: Numbers) -> Numbers:
        """A row as wide as the table, without the key it may bear."""
        if row and len(row) < self._width:
            row = [*row, *[0] * (self._width - len(row))]
        key = self._key_column
        if key is None or key >= len(row) or not row[key]:
            return row
        self._table.row_keys[self._at] = cell_text(self._table.cell(row, key))
        without = list(row)
        without[key] = 0
        return without if any(without) else ()

    def _skip_empty(self, last: int) -> None:
        first = last - self._empty + 1
        if self._empty > MOST_EMPTY:
            self._skip(first, lines.EMPTY_RUN.format(last=last))
        else:
            for at in range(first, last + 1):
                self._skip(at, lines.EMPTY)
        self._empty = 0

    def _skip(self, at: int, why: str) -> None:
        self._table.book.skipped.append(Skipped(self._table.sheet, at, why))

    def _consider(self, row: Numbers, filled: Numbers, covered: frozenset[int]) -> bool:
        """Take a row in or skip it; whether, instead, it begins another table."""
        table = self._table
        cells = table.cells.row(row)
        why = self._judge(cells)
        if self._splits and why in _MAY_BEGIN_TABLE and not covered and headers.begins_table(cells):
            return True
        if why in _MAY_NAME_PLACE and self._names_place(cells):
            why = lines.SECTION
        if why == lines.WORDLESS:
            why = lines.TOTAL if table.tally.sums_up(cells) else ""
        if not why:
            table.take(self._at, row, filled, covered)
            self._since.clear()
            return False
        self._skip(self._at, why)
        self._pass_by(why, cells)
        return False

    def _pass_by(self, why: str, cells: Row) -> None:
        """Make use of what a row that is skipped says: a total, or the titles of a page that begins."""
        self._since = [*self._since[1 - _FEW:], cells]
        if why == lines.TOTAL:
            self._table.total(self._at, cells, villages.of_total(cells))
        elif why == lines.REPEATED_HEADER and (named := villages.of_block(self._since)):
            self._table.place_now, self._table.has_sections = (named[0], None), True

    def _names_place(self, cells: Row) -> bool:
        """Whether a row only names the village or group of those below it; the table then knows."""
        filled = [at for at, cell in enumerate(cells) if cell != ""]
        place = villages.of_section(cells)
        if place == NOWHERE or (filled == [self._name_at] and len(cell_text(cells[filled[0]])) <= 3):
            return False
        village, group = place
        self._table.place_now = (village, group) if village else (self._table.place_now[0], group)
        self._table.has_sections = True
        return True
