"""All that was found in a workbook so far, gathered sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from linkdesk.domain.fields import Field, new_ids
from linkdesk.domain.household import Household, Member
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.survey.problems import sentences
from linkdesk.survey.reading import SheetReading, Skipped

Place = tuple[str, int, str, str, str]
"""The parts of a Spot: there is one for every identity number of a roster."""


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


@dataclass(slots=True)
class Book:
    """What the sheets read so far have given; `identities` holds where each identity number stood first."""

    households: list[Household] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    source_rows: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[SheetReading] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    ids: Iterator[str] = field(default_factory=new_ids)
    identities: dict[str, tuple[Place, Field]] = field(default_factory=dict)

    def report(self, code: str, spot: Spot, about: Field | None, value: str = "", detail: str = "", label: str = "") -> None:
        """Add a problem with a field, or with what `label` names."""
        severity, message, fix = sentences(code, label or (about.label if about else ""), value, detail)
        self.problems.append(Problem(
            household_id=spot.household_id, sheet=spot.sheet, row=spot.row, column=spot.column, heading=spot.heading,
            field=about.name if about else "", code=code, severity=severity, value=value, message=message, fix=fix))

    def identify(self, number: str, place: Place, about: Field) -> bool:
        """Whether an identity number is new at this place; if not, both places are reported."""
        first, first_about = self.identities.setdefault(number, (place, about))
        if first is place:
            return True
        here, there = Spot(*place), Spot(*first)
        if here.household_id == there.household_id and here.column != there.column:  # the head among the members
            return True
        self.report("id_duplicate", here, about, number, there.named(here.sheet))
        self.report("id_repeated", there, first_about, number, here.named(there.sheet))
        return False
