"""Tables with one row for each member: a household is a block of rows, its own cells merged over them or in the first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.household import Member
from linkdesk.survey.book import Book
from linkdesk.survey.columns import ID_NUMBER, NAME, RELATION, Columns
from linkdesk.survey.grid import Cell, Merge, Row, cell_text
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

    def __init__(self, book: Book, sheet: str, columns: Columns, merges: tuple[Merge, ...]) -> None:
        super().__init__(book, sheet, columns)
        self._member_plan = {c.field.name: (c.index, c.reader(), c.field) for c in columns.members}
        self._key = _key(columns, merges)
        self._first: Row = []
        self._lines: list[_Line] = []

    def take(self, at: int, row: Row, filled: Row, covered: frozenset[int]) -> None:
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

    def _begins(self, row: Row) -> bool:
        """Whether a row begins another household: another key, or, where there is no key, another head."""
        if not self.drafts:
            return True
        relation = self._cell(RELATION, row)
        if self._key is None:
            return relation in HEADS or (not relation and bool(self._cell(NAME, row)))
        other = row[self._key] not in ("", self._first[self._key])
        return other or (relation in HEADS and any(line.member.relation in HEADS for line in self._lines))

    def _cell(self, name: str, row: Row) -> Cell:
        return row[self._member_plan[name][0]] if name in self._member_plan else ""

    def _compare(self, draft: Draft, at: int, row: Row) -> None:
        """Report what stands in the household's own columns of a later row and is not what its first row says."""
        for column in self.columns.household:
            cell = row[column.index]
            if cell not in ("", self._first[column.index]):
                self.report("not_placed", draft.id, at, column.index, column.field, cell_text(cell))

    def _line(self, draft: Draft, at: int, row: Row) -> _Line:
        is_head = self._cell(RELATION, row) in HEADS
        values = {name: self._value(name, is_head, draft, at, row) for name in self._member_plan}
        unread = frozenset(name for name, value in values.items() if value is None and self._cell(name, row) != "")
        return _Line(Member(household_id=draft.id, position=len(self._lines), **values), at, unread)

    def _value(self, name: str, is_head: bool, draft: Draft, at: int, row: Row) -> Any:
        index, read, field = self._member_plan[name]
        about = FIELDS[_OF_HEAD[name]] if is_head and name in _OF_HEAD else replace(field, name=MEMBER_PREFIX + name)
        value = read(row[index])
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
            given = of_head in self.place or name not in self._member_plan
            if not given and getattr(head.member, name) is None and name not in head.unread:
                self.report("missing", draft.id, head.row, self._member_plan[name][0], FIELDS[of_head])

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
