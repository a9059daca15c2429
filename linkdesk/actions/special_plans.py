"""The county's special plan (专项规划, B §二(一)): begun, filled in, approved by its matter or, long ago, by hand; once approved its scale stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.special_plan_decisions import handled
from linkdesk.actions.targets import counties as counties  # who can have a special plan too
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.special_plan_standing import AREAS, TEXTS, plan_of, title_of
from linkdesk.policy.matters import standings
from linkdesk.policy.terms import Subject

WHAT = "专项规划"
FIXED = frozenset((*AREAS, *TEXTS, "reclaimed_area", "name", "from_year", "to_year"))
_APPROVAL, _FILING = ("approver", "approval_number", "approved_on"), ("filing_number", "filed_on")
_ROWS = PlanLink, VillagePotential, PlannedProject


def plans(desk: Desk, authority_id: str | None = None) -> list[SpecialPlan]:
    """The special plans of a county, or of all, the newest first."""
    found = desk.store.load(SpecialPlan, **({"authority_id": authority_id} if authority_id else {}))
    return sorted(found, key=lambda p: (p.from_year or 0, p.approved_on or date.max), reverse=True)


def of_project(desk: Desk, project_id: str) -> SpecialPlan | None:
    """The special plan a project stands on, else the one whose matter it keeps, else the newest of its county."""
    dossier = desk.dossier(project_id)
    of = dossier.quotas
    there = plan_of(dossier.project, of.special_plans, of.planned_projects, dossier.on) or handled(dossier)
    body = dossier.project.responsible_id
    return there or next(iter(plans(desk, body) if body else ()), None)


def add(desk: Desk, authority_id: str, project_id: str | None = None) -> Change:
    """A special plan of the five years this one lies in; its matter is kept in the project, when that is of this county."""
    body = desk.store.get(Authority, authority_id) if authority_id else None
    if body is None:
        raise KnownError("还没有选择编制单位，没有新增。请先在名录里登记县（市、区），再选择。")
    project = desk.store.get(Project, project_id) if project_id else None
    mine = project.id if project and project.responsible_id == authority_id else None
    begins = (local_day(desk.clock()).year - 1) // 5 * 5 + 1
    name = f"{body.place or body.name}增减挂钩专项规划（{begins}—{begins + 4}年）"
    if any(p.name == name for p in plans(desk, authority_id)):
        name += "（调整）"
    return Change(f"新增{WHAT}", after=(SpecialPlan(authority_id, project_id=mine, name=name, from_year=begins, to_year=begins + 4),))


def set_plan_field(desk: Desk, plan: SpecialPlan, name: str, text: str) -> Change:
    """Put what was typed into a field; what was approved stays, and what a matter tells is not typed."""
    was = plan_rows.newest(desk, plan)
    change = set_field(was, name, text)
    if name in FIXED:
        refuse_approved(was)
    if name in (*_APPROVAL, *_FILING) and (matter := told_by_matter(desk, was)):
        raise KnownError(f"批准和备案由报批事项“{matter}”登记，原值未改动。登记有误的，请到“审批”里更正那一步。")
    if why := _why_not(desk, change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对。")
    return change


def _why_not(desk: Desk, now: SpecialPlan) -> str:
    today = local_day(desk.clock())
    if now.from_year and now.to_year and now.to_year < now.from_year:
        return "规划目标年早于起始年"
    if any(day and day > today for day in (now.approved_on, now.filed_on)):
        return f"日期在今天（{today}）以后"
    if now.approved_on and now.filed_on and now.filed_on < now.approved_on:
        return "备案日期早于批准日期"
    return "" if now.name.strip() else "规划名称不能为空"


def set_project(desk: Desk, plan: SpecialPlan, project_id: str | None) -> Change:
    """Say in which project the plan's matter and opinions are kept; not while its matter is there."""
    was = plan_rows.newest(desk, plan)
    if matter := told_by_matter(desk, was):
        raise KnownError(f"报批事项“{matter}”登记在原来的项目区里，没有改动。")
    project = desk.store.get(Project, project_id) if project_id else None
    if project and project.responsible_id != was.authority_id:
        raise KnownError(f"“{project.name}”不是本县的项目区，没有改动。请选择本县的项目区。")
    return Change("修改办理项目区", before=(was,), after=(replace(was, project_id=project_id or None),))


def remove(desk: Desk, plan: SpecialPlan) -> Change:
    """Remove a draft with all its rows."""
    was = plan_rows.newest(desk, plan)
    if was.approved_on:
        raise KnownError(f"“{title_of(was)}”已批准，没有删除。")
    rows = (row for kind in _ROWS for row in desk.store.load(kind, special_plan_id=was.id))
    return Change(f"删除{WHAT}", before=(was, *rows))


def refuse_approved(plan: SpecialPlan) -> None:
    """KnownError for a plan that is approved: its content stands as approved."""
    if plan.approved_on:
        raise KnownError(f"“{title_of(plan)}”已于 {plan.approved_on} 批准，内容不能改动，没有改动。规划调整的，请新增一个专项规划重新报批；"
                         "批准是手工补登的，可先清空批准日期。")


def told_by_matter(desk: Desk, plan: SpecialPlan) -> str:
    """The matter that told the plan's approval; empty where none did."""
    if not plan.project_id or plan.approved_on is None:
        return ""
    dossier = desk.dossier(plan.project_id)
    found = (s for s in standings(docket_of(dossier), desk.project_packs(dossier.project)) if s.chain.subject is Subject.SPECIAL_PLAN)
    return next((s.matter.title or s.chain.label for s in found if s.concluded_on == plan.approved_on), "")
