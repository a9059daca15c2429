"""Tables with one row for each member: a household is a block of rows, its own cells merged over them or in the first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.household import Member
from linkdesk.survey.book import Book
from linkdesk.survey.columns import ID_NUMBER, NAME, RELATION, Columns
from linkdesk.survey.grid import Cell, Cells, Merge, Numbers, cell_text
from linkdesk.survey.problems import Remark
from linkdesk.survey.reading import MEMBER_PREFIX
from linkdesk.survey.table import FIELDS, Draft, Table
from linkdesk.survey.values import DITTO_ABOVE

HEADS = frozenset(("户主", "本人", "户主本人"))
_OF_HEAD = {NAME: "head_name", ID_NUMBER: "id_number"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A member and the row it stands in; `unread` names what stands there but cannot be used."""

    member: Member
    row: int
    unread: frozenset[str]


class Blocks(Table):
    """A table of members; the rows of a household follow each other."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells, merges: tuple[Merge, ...]) -> None:
        super().__init__(book, sheet, columns, cells)
        self._member_columns = {c.field.name: c for c in columns.members}
        self._of_member = {c.field.name: replace(c.field, name=MEMBER_PREFIX + c.field.name) for c in columns.members}
        self._key = _key(columns, merges)
        self._first: Numbers = []
        self._lines: list[_Line] = []

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Read one member; with the first of a block the household's own cells."""
        if self._begins(filled):
            self._close()
            self._first = filled
            self.drafted(at, filled)
        else:
            self._compare(self.drafts[-1], at, row)
        self.keep(at, row, self.drafts[-1].id)
        self._lines.append(self._line(self.drafts[-1], at, row))

    def finish(self, header_row: int) -> None:
        """Close the last block, then as every table."""
        self._close()
        super().finish(header_row)

    def _begins(self, row: Numbers) -> bool:
        """Whether a row begins another household: another key, or, where there is no key, another head."""
        if not self.drafts:
            return True
        relation = self._cell(RELATION, row)
        if self._key is None:
            return relation in HEADS or (not relation and bool(self._cell(NAME, row)))
        other = row[self._key] not in (0, self._first[self._key])
        return other or (relation in HEADS and any(line.member.relation in HEADS for line in self._lines))

    def _cell(self, name: str, row: Numbers) -> Cell:
        column = self._member_columns.get(name)
        return "" if column is None else self.cell(row, column.index)

    def _compare(self, draft: Draft, at: int, row: Numbers) -> None:
        """Report what stands in the household's own columns of a later row and is not what its first row says."""
        for column in self.columns.household:
            if row[column.index] not in (0, self._first[column.index]):
                cell = self.cell(row, column.index)
                self.report("not_placed", draft.id, at, column.index, column.field, cell_text(cell))

    def _line(self, draft: Draft, at: int, row: Numbers) -> _Line:
        is_head = self._cell(RELATION, row) in HEADS
        values = {name: self._value(name, is_head, draft, at, row) for name in self._member_columns}
        unread = frozenset(name for name, value in values.items() if value is None and self._cell(name, row) != "")
        return _Line(Member(household_id=draft.id, position=len(self._lines), **values), at, unread)

    def _value(self, name: str, is_head: bool, draft: Draft, at: int, row: Numbers) -> Any:
        column = self._member_columns[name]
        index, value = column.index, self.read[row[column.index]]
        about = FIELDS[_OF_HEAD[name]] if is_head and name in _OF_HEAD else self._of_member[name]
        if value.__class__ is Remark:
            value = self.remarked(value, draft.id, at, index, about, row)
        if name == ID_NUMBER:
            value = self.identified(value, draft.id, at, index, about)
        return None if value is DITTO_ABOVE else value

    def _close(self) -> None:
        if not self._lines:
            return
        draft = self.drafts[-1]
        self.book.members += (line.member for line in self._lines)
        head = next((line for line in self._lines if line.member.relation in HEADS), self._lines[0])
        draft.head_name, draft.id_number = head.member.name, head.member.id_number
        self._report_missing(draft, head)
        self._count(draft)
        self._lines = []

    def _report_missing(self, draft: Draft, head: _Line) -> None:
        for name, of_head in _OF_HEAD.items():
            given = of_head in self.place or name not in self._member_columns
            if not given and getattr(head.member, name) is None and name not in head.unread:
                self.report("missing", draft.id, head.row, self._member_columns[name].index, FIELDS[of_head])

    def _count(self, draft: Draft) -> None:
        """The number of members is the population where no column gives it, else it is compared with what is given."""
        draft.population = len(self._lines)
        place = self.place.get("population")
        given = None if place is None else draft.values[place]
        if given is not None and given != draft.population:
            self.report("population_mismatch", draft.id, draft.row, self.columns.index_of("population"),
                        FIELDS["population"], str(given), str(draft.population))


def _key(columns: Columns, merges: tuple[Merge, ...]) -> int | None:
    """The column whose cell changes with the household: its code, a merged running number, or the head's own column."""
    merged = {left for top, left, bottom, _ in merges if bottom > top}
    own = {c.field.name: c.index for c in columns.household}
    sequence = columns.sequence if columns.sequence in merged else None
    return next((index for index in (own.get("code"), sequence, own.get("head_name")) if index is not None), None)
