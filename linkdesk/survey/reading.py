"""What was understood of a workbook, as values: nothing of it is stored yet."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import Problem, SourceRow

MEMBER_PREFIX = "members."
"""Before the name of a member's field, where a column holds members and not the household."""


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What one column was taken for; `field` is a household's, or a member's behind MEMBER_PREFIX.

    `unit` is the unit its bare numbers were read in, `unit_reason` how that is known (areas only); `chosen` by a person.
    """

    column: str
    heading: str
    field: str
    unit: str = ""
    unit_reason: str = ""
    chosen: bool = False

    @property
    def label(self) -> str:
        """The official name of the field."""
        name = self.field.removeprefix(MEMBER_PREFIX)
        return fields_of(Household if name == self.field else Member)[name].label


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet: its header rows (counted from 1), its columns, headings nobody could match; or why it was left out.

    `unmapped_columns` are column letter and heading of the same headings; `fingerprint` is the SHA-256 of all headings and
    `remembered` the officer whose choice for such headings was used again; `village_from` says where the village is named
    when no column holds it; `top` are the first rows of a sheet that looks like a table.
    """

    name: str
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    unmapped: tuple[str, ...] = ()
    skipped: str = ""
    fingerprint: str = ""
    depth: int = 0
    remembered: str = ""
    unmapped_columns: tuple[tuple[str, str], ...] = ()
    village_from: str = ""
    asks_header: bool = False
    top: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no household and no member, and why."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class LooseMember:
    """A member on a sheet of its own whose head's identity number stands in no household of the same workbook."""

    head_number: str
    member: Member
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole workbook as understood; every row with content is a header row, in `source_rows`, or in `skipped`.

    `keys` are household and row key (see keys.py) of the rows of a workbook that came back from a village; `corrected` are
    sheet, row and column letter of the cells a person put other text into, whose source rows still say what stood there.
    """

    file_name: str
    file_hash: str
    sheets: tuple[SheetReading, ...]
    skipped: tuple[Skipped, ...]
    households: tuple[Household, ...]
    members: tuple[Member, ...]
    source_rows: tuple[SourceRow, ...]
    problems: tuple[Problem, ...]
    houses: tuple[House, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    loose_members: tuple[LooseMember, ...] = ()
    corrected: frozenset[tuple[str, int, str]] = frozenset()

    @property
    def rows_read(self) -> int:
        """How many rows hold a household or a member."""
        return len(self.source_rows)


def held_ids(reading: Reading) -> frozenset[str]:
    """The ids of the households kept out of agreements until their errors are settled."""
    return frozenset(p.household_id for p in reading.problems if p.holds and p.household_id)
