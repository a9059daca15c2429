"""Members on a sheet of their own: each row names its head's identity number, or the household's code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from linkdesk.domain.identity_number import normalised_id
from linkdesk.survey.assignment import ID_NUMBER
from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import DITTO, Cell, Cells, Numbers, Row, cell_text, plain
from linkdesk.survey.member_rows import MemberRows
from linkdesk.survey.problems import Remark
from linkdesk.survey.reading import LooseMember
from linkdesk.survey.table import FIELDS, Draft, Table

Keyed = dict[tuple[str, str], tuple[Table, Draft]]
"""Field and key of each household → its table and itself."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A row of the list until all households are known."""

    row: int
    numbers: Numbers
    key: str


class MemberList(Table):
    """A table of members only; they join their households when the whole workbook has been walked."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells) -> None:
        super().__init__(book, sheet, columns, cells)
        own = {c.field.name: c for c in columns.household}
        self._key_column = own.get(ID_NUMBER) or own["code"]
        self._listed: list[_Listed] = []

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Keep one member's row; a blank key repeats the one above."""
        cell = self.cell(filled, self._key_column.index)
        key = key_of(self.read[filled[self._key_column.index]], cell)
        if (not key or cell in DITTO) and self._listed:
            key = self._listed[-1].key
        self._listed.append(_Listed(at, row, key))

    def total(self, at: int, row: Row, village: str | None) -> None:
        """A list of members has no figures that a total could be compared with."""

    def attach(self, keyed: Keyed) -> dict[str, list[Any]]:
        """Give every row to its household; the members of each household come back by its id."""
        people, name = MemberRows(self), self._key_column.field.name
        joined: dict[str, list[Any]] = {}
        for listed in self._listed:
            _, draft = keyed.get((name, listed.key), (None, None))
            household_id = draft.id if draft else None
            self.keep(listed.row, listed.numbers, household_id)
            members = joined.setdefault(household_id or "", [])
            known = listed.key if name == ID_NUMBER and draft else None
            line = people.line(household_id or "", listed.row, listed.numbers, len(members) if draft else 0, known)
            members.append(line.member)
            self.book.places[line.member.id] = self, listed.row
            if draft is None:
                self._report_loose(listed)
                self.book.loose.append(LooseMember(listed.key, line.member, self.sheet, listed.row))
        self.book.members += (member for household_id, members in joined.items() if household_id for member in members)
        return joined

    def _report_loose(self, listed: _Listed) -> None:
        column = self._key_column
        value = cell_text(self.cell(listed.numbers, column.index))
        self.report("member_without_household", None, listed.row, column.index, column.field, value)

    def finish(self, header_row: int) -> None:
        """There is no household here to finish."""


def attach(tables: Iterable[Table]) -> None:
    """Give the members of all lists to the households of all other tables, and compare the numbers of people."""
    lists = [table for table in tables if isinstance(table, MemberList)]
    if not lists:
        return
    keyed: Keyed = {}
    for table in tables:
        for draft in table.drafts:
            for key in _keys(table, draft):
                keyed.setdefault(key, (table, draft))
    owners = {draft.id: (table, draft) for table in tables for draft in table.drafts}
    for each in lists:
        for household_id, members in each.attach(keyed).items():
            if household_id:
                _count(*owners[household_id], members)


def _keys(table: Table, draft: Draft) -> Iterator[tuple[str, str]]:
    """What members can name a household by."""
    for name, number in zip(table.keys, draft.keys, strict=True):
        if key := key_of(table.read[number], table.cells.values[number]):
            yield name, key
    if draft.id_number:
        yield ID_NUMBER, draft.id_number


def key_of(value: Any, cell: Cell) -> str:
    """What a key cell is compared by: its value, or, where it is a wrong number, its characters; nothing where some are lost."""
    if value.__class__ is Remark:
        value = "" if value.value is None and value.code == "id_precision_lost" else value.value
        return normalised_id(plain(cell)) if value is None else value
    return value if isinstance(value, str) else ""


def _count(table: Table, draft: Draft, members: list[Any]) -> None:
    """The number of people is the population where no column gives it, else it is compared with what is given."""
    number = draft.values[table.place[ID_NUMBER]] if ID_NUMBER in table.place else draft.id_number
    listed = len(members) + (0 if any(m.id_number == number or m.relation in ("户主", "本人") for m in members) else 1)
    place = table.place.get("population")
    given = None if place is None else draft.values[place]
    if given is None:
        draft.population = listed
    elif given not in (listed, len(members)):
        table.report("population_mismatch", draft.id, draft.row, table.columns.index_of("population"),
                     FIELDS["population"], str(given), str(listed))
