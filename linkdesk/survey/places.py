"""Where a value of a household or a member stands in the workbook, and how a problem is reported there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.survey.book import Book
from linkdesk.survey.reading import MEMBER_PREFIX

_HOUSEHOLD, _MEMBER = fields_of(Household), fields_of(Member)


@dataclass(frozen=True, slots=True)
class Place:
    """A field's cell in a row of a table; `index` is None where the field has no column of its own."""

    table: Any
    household_id: str
    row: int
    index: int | None
    field: Field

    def report(self, code: str, value: str = "", detail: str = "") -> None:
        """Report a problem there; a term is told as the plain text it is."""
        self.table.report(code, self.household_id, self.row, self.index, self.field, str(value), detail)

    def seen_from(self, other: Place) -> str:
        """The row in words, with its sheet when the other is on another."""
        return self.table.spot(self.household_id, self.row, self.index).named(other.table.sheet)


def of_household(book: Book, household_id: str, name: str) -> Place:
    """Where a field of a household stands."""
    table, row = book.places[household_id]
    return Place(table, household_id, row, table.columns.index_of(name), _HOUSEHOLD[name])


def of_member(book: Book, member: Member, name: str) -> Place:
    """Where a field of a member stands."""
    table, row = book.places.get(member.id) or book.places[member.household_id]
    columns = table.columns_of.get(member.id, table.columns.members)
    index = next((c.index for c in columns if c.field.name == name), None)
    return Place(table, member.household_id, row, index, replace(_MEMBER[name], name=MEMBER_PREFIX + name))
