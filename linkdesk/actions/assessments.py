"""考核自评: what a county says of itself for a year, each kind of assessment apart, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.actions import plan_rows
from linkdesk.actions.county_rows import county_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.targets import counties
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import AssessmentKind
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.year_standing import YearStanding, year_standing

WHAT = "考核自评"
EARLIEST = fields_of(Assessment)["year"].at_least


def register(desk: Desk) -> list[Assessment]:
    """Every assessment, the latest year first, those of one year by county and kind."""
    names, kinds = {a.id: a.name for a in counties(desk)}, list(AssessmentKind)
    return sorted(desk.store.load(Assessment), key=lambda a: (-(a.year or 9999), names.get(a.authority_id, ""), kinds.index(a.kind)))


def usual_county(desk: Desk) -> str:
    """The county the desk works for: the responsible body of the first project that names one, else the first county; "" without any."""
    named = (p.responsible_id for p in desk.store.load(Project) if p.responsible_id)
    return next(named, None) or next((a.id for a in counties(desk)), "")


def begin(desk: Desk, authority_id: str, kind: AssessmentKind, year: int | None = None) -> Change:
    """Begin the assessment of a county for a year (the last one that is over when none is named); each kind once for each year."""
    seen, today = desk.as_of(), local_day(desk.clock())
    made = Assessment(authority_id=authority_id, kind=kind, year=today.year - 1 if year is None else year)
    if not any(a.id == authority_id for a in counties(desk)):
        raise KnownError("还没有选定被考核的县，没有新增自评。请先在名录里登记责任主体，再选定。")
    _refuse(desk, made)
    return Change(f"新增{WHAT}", after=(made,), as_of=seen)


def set_assessment_field(desk: Desk, assessment: Assessment, name: str, text: str) -> Change:
    """Put what was typed into a field; KnownError when there is one of the kind and year already, or the days contradict each other."""
    change = set_field(plan_rows.newest(desk, assessment), name, text)
    _refuse(desk, change.after[0])
    return change


def remove(desk: Desk, chosen: Sequence[Assessment]) -> Change:
    """Remove assessments; one whose result was entered stays."""
    if any(plan_rows.newest(desk, a).number.strip() for a in chosen):
        raise KnownError("已登记考核结果文号的自评不能删除，没有删除。登记有误的，请先清空结果文号。")
    return plan_rows.remove(desk, chosen, WHAT)


def standing(desk: Desk, assessment: Assessment) -> YearStanding:
    """The county's year as the desk's rows tell it."""
    if assessment.year is None:
        raise KnownError("这份自评没有填写考核年度，数据没有汇总。请先填写年度。")
    return year_of(desk, assessment.authority_id, assessment.year)


def year_of(desk: Desk, authority_id: str, year: int) -> YearStanding:
    """The year of a county as the desk's rows tell it."""
    return year_standing(county_rows(desk, authority_id), year, local_day(desk.clock()))


def _refuse(desk: Desk, made: Assessment) -> None:
    """KnownError saying why an assessment cannot be as it is."""
    if made.year is None:
        raise KnownError("考核年度不能为空，原值未改动。请填写四位年度。")
    if made.year < EARLIEST:
        raise KnownError(f"“{made.year}”不是考核年度，没有登记。请填写四位年度。")
    if made.year > local_day(desk.clock()).year:
        raise KnownError(f"{made.year} 年度还没有到，没有登记。请核对年度。")
    if any(a.id != made.id for a in desk.store.load(Assessment, authority_id=made.authority_id, kind=made.kind, year=made.year)):
        raise KnownError(f"{made.year} 年度的“{made.kind}”已经有一份，没有改动。请直接填写那一份，或核对年度。")
    if made.reported_on and made.assessed_on and made.assessed_on < made.reported_on:
        raise KnownError("考核日期早于自评日期，原值未改动。请核对两个日期。")
    if made.reported_on and made.reported_on.year < made.year:
        raise KnownError(f"自评日期早于 {made.year} 年度，原值未改动。请核对年度和日期。")
