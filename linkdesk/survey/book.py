"""All that was found in a workbook so far, gathered sheet by sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from linkdesk.domain.fields import Field, new_ids
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.survey.grid import Row
from linkdesk.survey.problems import sentences
from linkdesk.survey.reading import LooseMember, SheetReading, Skipped


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a problem stands: sheet, row from 1, column letter and heading (both empty where a field has no column)."""

    sheet: str
    row: int
    column: str
    heading: str
    household_id: str | None

    def named(self, seen_from: str) -> str:
        """The row in words, with its sheet when that is another."""
        return f"第 {self.row} 行" if self.sheet == seen_from else f"工作表“{self.sheet}”第 {self.row} 行"


Place = tuple[Callable[[str, int, int], Spot], str, int, int, Field]
"""Where an identity number stood: what makes a Spot of household, row and column index, these three, and the field."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table whose rows were walked: its Table, which sheet of the book it is, its header and the rows above that."""

    table: Any
    sheet: int
    header: Any
    block: list[Row]


@dataclass(slots=True)
class Book:
    """What the sheets read so far have given.

    `identities` holds where each identity number stood first, `places` each household's Table and first row, and each member's.
    """

    households: list[Household] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    source_rows: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[SheetReading] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    ids: Iterator[str] = field(default_factory=new_ids)
    identities: dict[str, Place] = field(default_factory=dict)
    places: dict[str, tuple[Any, int]] = field(default_factory=dict)
    houses: list[House] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)
    loose: list[LooseMember] = field(default_factory=list)
    tables: list[Opened] = field(default_factory=list)
    late: list[Callable[[], None]] = field(default_factory=list)

    def report(self, code: str, spot: Spot, about: Field | None, value: str = "", detail: str = "", label: str = "") -> None:
        """Add a problem with a field, or with what `label` names."""
        severity, message, fix = sentences(code, label or (about.label if about else ""), value, detail)
        self.problems.append(Problem(
            household_id=spot.household_id, sheet=spot.sheet, row=spot.row, column=spot.column, heading=spot.heading,
            field=about.name if about else "", code=code, severity=severity, value=value, message=message, fix=fix))

    def withdraw(self, code: str, household_id: str, field_name: str) -> None:
        """Take back a problem of a household that a further row of it has settled."""
        for at in range(len(self.problems) - 1, -1, -1):
            problem = self.problems[at]
            if (problem.household_id, problem.code, problem.field) == (household_id, code, field_name):
                del self.problems[at]
                return

    def repeated(self, number: str, first: Spot, first_about: Field, second: Spot, second_about: Field) -> bool:
        """Report an identity number at both places, unless it is the head's, listed among the members of the household too."""
        if first.household_id == second.household_id and first.column != second.column:
            return False
        self.report("id_duplicate", second, second_about, number, first.named(second.sheet))
        self.report("id_repeated", first, first_about, number, second.named(first.sheet))
        return True
