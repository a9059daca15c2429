"""A row of a table as a member of a household."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.household import Member
from linkdesk.survey.assignment import ID_NUMBER, NAME, RELATION
from linkdesk.survey.columns import Column
from linkdesk.survey.grid import Cell, Numbers
from linkdesk.survey.problems import Remark
from linkdesk.survey.reading import MEMBER_PREFIX
from linkdesk.survey.table import FIELDS, Table
from linkdesk.survey.values import DITTO_ABOVE

HEADS = frozenset(("户主", "本人", "户主本人"))
OF_HEAD = {NAME: "head_name", ID_NUMBER: "id_number"}


@dataclass(frozen=True, slots=True)
class Line:
    """A member and the row it stands in; `unread` names what stands there but cannot be used."""

    member: Member
    row: int
    unread: frozenset[str]


class MemberRows:
    """Reads the members' columns of a table."""

    def __init__(self, table: Table, columns: tuple[Column, ...] | None = None) -> None:
        columns = table.columns.members if columns is None else columns
        self._table = table
        self.columns = {c.field.name: c for c in columns}
        self._fields = {c.field.name: replace(c.field, name=MEMBER_PREFIX + c.field.name) for c in columns}

    def cell(self, name: str, row: Numbers) -> Cell:
        """What stands in a member's column; nothing where there is no such column."""
        column = self.columns.get(name)
        return "" if column is None else self._table.cell(row, column.index)

    def line(self, household_id: str, at: int, row: Numbers, position: int, known: str | None = None) -> Line:
        """The member in a row; what cannot be read is reported; `known` is the head's own number where it stands elsewhere."""
        is_head = self.cell(RELATION, row) in HEADS
        values = {name: self._value(name, is_head, household_id, at, row, known) for name in self.columns}
        unread = frozenset(name for name, value in values.items() if value is None and self.cell(name, row) != "")
        return Line(Member(household_id=household_id, position=position, **values), at, unread)

    def _value(self, name: str, is_head: bool, household_id: str, at: int, row: Numbers, known: str | None) -> Any:
        column = self.columns[name]
        index, value = column.index, self._table.read[row[column.index]]
        about = FIELDS[OF_HEAD[name]] if is_head and name in OF_HEAD and known is None else self._fields[name]
        if value.__class__ is Remark:
            value = self._table.remarked(value, household_id or None, at, index, about, row)
        if name == ID_NUMBER and (value is None or value != known):
            value = self._table.identified(value, household_id or None, at, index, about)
        return None if value is DITTO_ABOVE else value
