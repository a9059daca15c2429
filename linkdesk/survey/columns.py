"""Which column holds what: headings matched to fields of households and members, each with its unit and its reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.quantities import AREA_UNITS, Quantity
from linkdesk.survey import units
from linkdesk.survey.grid import Row, column_letter
from linkdesk.survey.header import Header, Heading
from linkdesk.survey.headings import SEQUENCE, household_field, member_field, spellings
from linkdesk.survey.reading import MEMBER_PREFIX, ColumnReading
from linkdesk.survey.values import Reader, reader

RELATION, NAME, ID_NUMBER = "relation", "name", "id_number"
_SHARED = {"head_name": NAME, ID_NUMBER: ID_NUMBER}  # in a list of members one column holds the head's and everybody's
_HEAD_WORD = "户主"
_WILLS = "demolition_will", "reclamation_will"


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose heading was matched; `unit` is that of its bare numbers, with the reason where it is an area."""

    index: int
    heading: str
    field: Field
    of_member: bool
    unit: str = ""
    unit_reason: str = ""

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
        return ColumnReading(self.letter, self.heading, name, self.unit, self.unit_reason)


@dataclass(frozen=True, slots=True)
class Columns:
    """The matched columns of a sheet; `sequence` is the index of the running number, if any."""

    household: tuple[Column, ...]
    members: tuple[Column, ...]
    sequence: int | None
    unmapped: tuple[str, ...]

    @property
    def all(self) -> tuple[Column, ...]:
        """Every matched column, from left to right."""
        return tuple(sorted((*self.household, *self.members), key=lambda c: c.index))

    def index_of(self, name: str) -> int | None:
        """Where a household's field stands, or the member's that gives it; None where nowhere."""
        wanted = ((self.household, name), (self.members, _SHARED.get(name)))
        return next((c.index for columns, n in wanted for c in columns if c.field.name == n), None)


def matched(header: Header, block: Sequence[Row], data: Iterable[Row]) -> Columns:
    """Match a header's headings; `block` are the rows above it and `data` those below it, which tell units not named."""
    meanings = [(heading, *_meaning(heading)) for heading in header.headings]
    listed = any(m and (m == RELATION or not h) for _, h, m in meanings)
    household, members, unmapped = _assigned(meanings, listed)
    _join_wills(household)
    sequence = next((heading.index for heading, h, _ in meanings if h == SEQUENCE), None)
    named = units.of_block(block)
    rows = list(data) if needs_data(header, block) else []
    return Columns(tuple(_household_column(h, name, named, rows) for name, h in household.items()),
                   tuple(Column(h.index, h.text, fields_of(Member)[name], True) for name, h in members.items()),
                   sequence, unmapped)


def needs_data(header: Header, block: Sequence[Row]) -> bool:
    """Whether an area column has no unit in its heading or above the table, so that its numbers must tell."""
    fields = ((heading, _meaning(heading)[0]) for heading in header.headings)
    return units.of_block(block) is None and any(_needs_unit(heading, name) for heading, name in fields)


def _needs_unit(heading: Heading, name: str | None) -> bool:
    field = fields_of(Household).get(name or "")
    return field is not None and field.quantity is Quantity.AREA and heading.unit not in AREA_UNITS


def _meaning(heading: Heading) -> tuple[str | None, str | None]:
    hits = ((household_field(name), member_field(name)) for name in spellings(heading.parts))
    return next((hit for hit in hits if any(hit)), (None, None))


def _assigned(meanings: list[tuple[Heading, str | None, str | None]], listed: bool
              ) -> tuple[dict[str, Heading], dict[str, Heading], tuple[str, ...]]:
    """Each field to one heading: households', members' (only where members are listed), and what is left over."""
    household: dict[str, Heading] = {}
    members: dict[str, Heading] = {}
    unmapped = []
    heads_own = {h for heading, h, _ in meanings if _HEAD_WORD in heading.text}
    for heading, h, m in meanings:
        rather_member = listed and m is not None and (h is None or (h in heads_own and _HEAD_WORD not in heading.text))
        if h == SEQUENCE:
            continue
        if h and h not in household and not rather_member:
            household[h] = heading
        elif m and listed and m not in members:
            members[m] = heading
        else:
            unmapped.append(heading.text)
    if listed:
        _share(household, members)
    return household, members, tuple(unmapped)


def _join_wills(household: dict[str, Heading]) -> None:
    """A survey that asks for one of the wills only means consent to the whole by it."""
    asked = [name for name in _WILLS if name in household]
    if len(asked) == 1 and "willing" not in household:
        household["willing"] = household.pop(asked[0])


def _share(household: dict[str, Heading], members: dict[str, Heading]) -> None:
    for of_household, of_member in _SHARED.items():
        if of_member not in members and of_household in household:
            members[of_member] = household.pop(of_household)


def _household_column(heading: Heading, name: str, named: tuple[str, str] | None, rows: list[Row]) -> Column:
    field = fields_of(Household)[name]
    unit, reason = heading.unit or field.unit, ""
    if field.quantity is Quantity.AREA:
        unit, reason = _area_unit(heading, named, rows)
    return Column(heading.index, heading.text, field, False, unit, reason)


def _area_unit(heading: Heading, named: tuple[str, str] | None, rows: list[Row]) -> tuple[str, str]:
    if heading.unit in AREA_UNITS:
        return heading.unit, units.BY_HEADING
    if named:
        return named[0], units.BY_BLOCK.format(text=named[1])
    return units.of_numbers(row[heading.index] for row in rows if len(row) > heading.index)
