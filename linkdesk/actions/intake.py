"""Taking in: what a workbook brings is weighed against what stands, and taken as one change once everything is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkdesk.actions import taking
from linkdesk.actions.cases import Cases
from linkdesk.actions.matching import matched
from linkdesk.actions.near import near
from linkdesk.actions.repeats import Comparison, against
from linkdesk.actions.standing import stands
from linkdesk.actions.surveys import quiet
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
from linkdesk.domain.errors import KnownError
from linkdesk.domain.survey import ImportDraft
from linkdesk.survey import Reading
from linkdesk.uncollected import uncollected

__all__ = ["HOUSES", "MEMBERS", "NEW", "OLD", "Choice", "Counts", "Difference", "Intake", "Taken", "Weight", "change", "weigh"]

Report = Callable[[int, int], None]


def weigh(desk: Desk, reading: Reading, project_id: str, report: Report = quiet) -> Intake:
    """What taking a reading into a project would do; stores nothing. `report(done, total)` may raise Cancelled."""
    with uncollected():
        standing = stands(desk, reading, project_id, report)
        comparison = Comparison(reading, matched(reading, standing), standing)
        problems = (*reading.problems, *against(comparison), *near(comparison))
        cases = Cases.of(comparison, problems)
        taken = tuple(cases.weighed(report))
        return Intake(project_id, reading, taken, problems, _counts(taken, cases), cases)


def _counts(taken: tuple[Taken, ...], cases: Cases) -> Counts:
    weights = [t.weight for t in taken]
    return Counts(weights.count(Weight.NEW), weights.count(Weight.CHANGED), weights.count(Weight.SAME),
                  sum(cases.will_hold(t) for t in taken))


def change(desk: Desk, intake: Intake, choices: Mapping[str, Choice], draft: ImportDraft | None = None,
           report: Report = quiet) -> Change:
    """Take in what was weighed, as the officer chose; raises KnownError naming how many changed households are not decided.

    What stands is looked at again where anything was changed since. With a `draft` its decisions are kept with the batch,
    headings matched by hand are remembered, and the draft goes; undo brings it back.
    """
    if desk.as_of() != intake.seen:
        intake = weigh(desk, intake.reading, intake.project_id, report)
    if undecided := len(intake.undecided(choices)):
        raise KnownError(f"还有 {undecided} 户与现有资料不同，没有决定取新表还是留现有，没有导入任何内容。请逐户选好后再导入。")
    with uncollected():
        return taking.change(desk, intake, choices, draft)
