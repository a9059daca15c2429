"""Which column holds what: headings matched to fields of households and members, each with its unit and its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.quantities import AREA_UNITS, Quantity
from linkdesk.survey import units
from linkdesk.survey.answers import Answers
from linkdesk.survey.assignment import ID_NUMBER, MEMBER_PREFIX, SHARED, Assignment
from linkdesk.survey.finding import Found
from linkdesk.survey.grid import Row, cell_text, column_letter
from linkdesk.survey.header import Heading, is_column_numbers
from linkdesk.survey.reading import ColumnReading
from linkdesk.survey.values import Reader, reader

_FIRST_NUMBERS = frozenset("01①１甲栏行列")
_OF_LIST = frozenset(("code", "village", "group", "hamlet", "head_name", "id_number", "phone", "note"))
"""What a list of members says of their households, and nothing else."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose heading was matched; `unit` is that of its bare numbers, with the reason where it is an area.

    `chosen` by a person; `answers` are the columns of a question that has one for each answer, to be ticked; `doubt` is the
    middle of its numbers where these had to tell the unit and do not.
    """

    index: int
    heading: str
    field: Field
    of_member: bool
    unit: str = ""
    unit_reason: str = ""
    chosen: bool = False
    doubt: str = ""
    answers: Answers = ()

    @property
    def letter(self) -> str:
        """The column's letter."""
        return column_letter(self.index)

    @property
    def is_area(self) -> bool:
        """Whether the column holds areas."""
        return self.field.quantity is Quantity.AREA

    def reader(self) -> Reader:
        """A new reader for this column's cells."""
        return reader(self.field, self.unit)

    def reading(self) -> ColumnReading:
        """What a person is shown of this column."""
        name = MEMBER_PREFIX + self.field.name if self.of_member else self.field.name
        return ColumnReading(self.letter, self.heading, name, self.unit, self.unit_reason, self.chosen)

    def readings(self) -> Iterator[ColumnReading]:
        """What a person is shown of it: one, or one for each answer that has a column."""
        yield self.reading() if not self.answers else self._of_answer(*self.answers[0])
        for index, answer in self.answers[1:]:
            yield self._of_answer(index, answer)

    def _of_answer(self, index: int, answer: str) -> ColumnReading:
        return replace(self.reading(), column=column_letter(index), heading=f"{self.heading}/{answer}")


@dataclass(frozen=True, slots=True)
class Columns:
    """The matched columns of a sheet; `sequence` is the index of the running number, if any; `left` the other headings.

    `further` are the columns of the second, third… member where they stand beside each other.
    """

    household: tuple[Column, ...]
    members: tuple[Column, ...]
    sequence: int | None
    left: tuple[Heading, ...] = ()
    further: tuple[tuple[Column, ...], ...] = ()

    @property
    def all(self) -> tuple[Column, ...]:
        """Every matched column, from left to right."""
        further = (column for columns in self.further for column in columns)
        return tuple(sorted((*self.household, *self.members, *further), key=lambda c: c.index))

    @property
    def name_somebody(self) -> bool:
        """Whether they hold names or identity numbers, as every table of households or members does."""
        return self.index_of("head_name") is not None or self.index_of(ID_NUMBER) is not None

    def index_of(self, name: str) -> int | None:
        """Where a household's field stands, or the member's that gives it; None where nowhere."""
        wanted = ((self.household, name), (self.members, SHARED.get(name)))
        return next((c.index for columns, n in wanted for c in columns if c.field.name == n), None)

    @property
    def of_list(self) -> bool:
        """Whether this lists members only, who belong to households that stand elsewhere."""
        own = {c.field.name for c in self.household}
        return bool(self.members) and bool(own & {ID_NUMBER, "code"}) and own <= _OF_LIST

    @property
    def names_head(self) -> bool:
        """Whether the head's identity number has a column of its own beside the members'."""
        return any(c.field.name == ID_NUMBER for c in self.household) and bool(self.members)


def matched(found: Found, block: Sequence[Row], data: Iterable[Row]) -> Columns:
    """Match a header's headings; `block` are the rows above it and `data` those below it, which tell units not named."""
    assigned = Assignment(found)
    named = units.of_block(block)
    rows = [row for row in data if not _may_number(row) or not is_column_numbers(row)] if needs_data(found, block) else []
    household = (replace(_household_column(heading, name, _Unit(named, rows, found.units), found.said),
                         answers=assigned.answers.get(name, ()))
                 for name, heading in assigned.household.items())
    members, *further = (tuple(Column(h.index, h.text, fields_of(Member)[name], True, chosen=h.index in found.said)
                               for name, h in of.items()) for of in (assigned.members, *assigned.further))
    return Columns(tuple(household), members, assigned.sequence, tuple(assigned.left), tuple(further))


def _may_number(row: Row) -> bool:
    """Whether a row begins as one that only numbers the columns: looked at first, because it is quickly seen."""
    return cell_text(next((cell for cell in row if cell != ""), "")).strip(" (（第")[:1] in _FIRST_NUMBERS


def needs_data(found: Found, block: Sequence[Row]) -> bool:
    """Whether an area column has no unit in its heading or above the table, so that its numbers must tell.

    They also tell whether a unit of land above the table can be that of buildings.
    """
    named = units.of_block(block)
    bare = [name for name, heading in Assignment(found).household.items()
            if heading.index not in found.units and _needs_unit(heading, name)]
    return bool(bare) if named is None else named[0] != "㎡" and not units.BUILDINGS.isdisjoint(bare)


def _needs_unit(heading: Heading, name: str) -> bool:
    return fields_of(Household)[name].quantity is Quantity.AREA and heading.unit not in AREA_UNITS


@dataclass(frozen=True, slots=True)
class _Unit:
    """What can tell a column's unit: a line above the table, its numbers, a person."""

    named: tuple[str, str] | None
    rows: list[Row]
    said: Mapping[int, str]

    def of(self, heading: Heading, name: str) -> tuple[str, str, str]:
        """The unit of an area column, how it is known, and the middle of its numbers where they leave it in doubt."""
        if self.said.get(heading.index) in AREA_UNITS:
            return self.said[heading.index], units.BY_PERSON, ""
        if heading.unit in AREA_UNITS:
            return heading.unit, units.BY_HEADING, ""
        cells = [row[heading.index] for row in self.rows if len(row) > heading.index]
        if self.named:
            unit, text = self.named
            if middle := units.of_land(unit, cells, name):
                return "㎡", units.BY_BLOCK_OF_LAND.format(text=text, median=middle), units.doubt(cells, name)
            return unit, units.BY_BLOCK.format(text=text), ""
        return *units.of_numbers(cells, name), units.doubt(cells, name)


def _household_column(heading: Heading, name: str, unit_of: _Unit, said: Mapping[int, str]) -> Column:
    field = fields_of(Household)[name]
    unit, reason, doubt = heading.unit or field.unit, "", ""
    if field.quantity is Quantity.AREA:
        unit, reason, doubt = unit_of.of(heading, name)
    chosen = heading.index in said or reason == units.BY_PERSON
    return Column(heading.index, heading.text, field, False, unit, reason, chosen, doubt)
