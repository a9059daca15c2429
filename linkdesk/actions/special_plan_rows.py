"""Rows of the special plan: how it is linked with other plans, and the projects it arranges in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.pasting import pasted
from linkdesk.actions.special_plans import refuse_approved
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.coverage import name_key
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import LinkedPlan
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan

LINK, PROJECT = "规划衔接", "项目安排"
_MAY_CHANGE = frozenset({"note"})  # of a project arranged, once the plan is approved


def links(desk: Desk, plan: SpecialPlan) -> list[PlanLink]:
    """A row for each plan it must be linked with, in order; those nobody has written of yet are empty."""
    there = {link.plan: link for link in desk.store.load(PlanLink, special_plan_id=plan.id)}
    return [there.get(kind) or PlanLink(plan.id, kind, id=id_of("plan_link", plan.id, kind)) for kind in LinkedPlan]


def set_link_field(desk: Desk, plan: SpecialPlan, link: PlanLink, name: str, text: str) -> Change:
    """Put what was typed into a link; the first word of it makes the row."""
    refuse_approved(plan_rows.newest(desk, plan))
    if name == "plan":
        raise KnownError("衔接的规划由政策列明，不能改动，原值未改动。")
    stored = desk.store.get(PlanLink, link.id)
    change = set_field(stored or link, name, text)
    return change if stored else replace(change, before=())


def paste_links(desk: Desk, plan: SpecialPlan, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Titles, numbers and links from pasted rows, each by the plan it names."""
    refuse_approved(plan_rows.newest(desk, plan))
    rows = pasted(PlanLink, cells, names)
    if any("plan" not in row for row in rows):
        raise KnownError(f"粘贴的行要写明衔接的规划（{'、'.join(LinkedPlan)}），没有粘贴。")
    now = {link.plan: link for link in links(desk, plan)}
    made = {row["plan"]: replace(now[row["plan"]], **row) for row in rows}
    before = tuple(link for link in desk.store.load(PlanLink, special_plan_id=plan.id) if link.plan in made)
    return Change(f"粘贴{LINK} {len(made)} 行", before=before, after=tuple(made.values()))


def projects(desk: Desk, plan: SpecialPlan) -> list[PlannedProject]:
    """The projects a plan arranges, in their order."""
    return desk.store.load(PlannedProject, special_plan_id=plan.id, order="position")


def add_project(desk: Desk, plan: SpecialPlan) -> Change:
    """One more project at the end, of the year after the last one's."""
    now, there = plan_rows.newest(desk, plan), projects(desk, plan)
    refuse_approved(now)
    year = max((row.year for row in there if row.year), default=now.from_year)
    return Change(f"新增{PROJECT}", after=(PlannedProject(now.id, position=plan_rows.after_last(there), name=f"项目{len(there) + 1}", year=year),))


def set_project_field(desk: Desk, row: PlannedProject, name: str, text: str) -> Change:
    """Put what was typed into a field; a year lies in the period of the plan."""
    was = plan_rows.newest(desk, row)
    plan = plan_rows.stored(desk, SpecialPlan, was.special_plan_id)
    if name not in _MAY_CHANGE:
        refuse_approved(plan)
    change = set_field(was, name, text)
    if why := _why_not(plan, change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对。")
    return change


def _why_not(plan: SpecialPlan, row: PlannedProject) -> str:
    begins, ends = plan.from_year or row.year, plan.to_year or row.year
    if row.year and not begins <= row.year <= ends:
        return f"安排年度 {row.year} 不在规划期（{begins}—{ends}年）内"
    return "" if row.name.strip() else "项目名称不能为空"


def paste_projects(desk: Desk, plan: SpecialPlan, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Projects from pasted rows at the end, those that bear a project area's name linked with it."""
    now = plan_rows.newest(desk, plan)
    refuse_approved(now)
    first = plan_rows.after_last(projects(desk, plan))
    made = tuple(PlannedProject(now.id, position=first + at, **row) for at, row in enumerate(pasted(PlannedProject, cells, names)))
    plan_rows.refuse_unfit(made, lambda row: _why_not(now, row))
    return Change(f"粘贴{PROJECT} {len(made)} 行", after=tuple(_linked(desk, now, made)))


def remove_projects(desk: Desk, rows: Sequence[PlannedProject]) -> Change:
    """Remove projects from a plan that is not approved."""
    for plan_id in {row.special_plan_id for row in rows}:
        refuse_approved(plan_rows.stored(desk, SpecialPlan, plan_id))
    return plan_rows.remove(desk, rows, PROJECT)


def move_project(desk: Desk, row: PlannedProject, by: int) -> Change:
    """Move a project up or down in the order."""
    plan = plan_rows.stored(desk, SpecialPlan, row.special_plan_id)
    refuse_approved(plan)
    return plan_rows.move(projects(desk, plan), row, by, PROJECT)


def linkable(desk: Desk, plan: SpecialPlan) -> list[Project]:
    """The project areas of the plan's county."""
    return sorted(desk.store.load(Project, responsible_id=plan.authority_id), key=lambda p: p.name)


def set_linked(desk: Desk, row: PlannedProject, project_id: str | None) -> Change:
    """Say which project area a row has become, also after approval; a project area has one place in a plan."""
    seen, was = desk.as_of(), plan_rows.newest(desk, row)
    others = [r for r in desk.store.load(PlannedProject, special_plan_id=was.special_plan_id) if r.id != was.id]
    if project_id and (other := next((r for r in others if r.project_id == project_id), None)):
        raise KnownError(f"这个项目区已对应“{other.name}”一行，没有改动。请先取消那一行的对应。")
    return replace(set_value(was, "project_id", project_id or None), as_of=seen)


def link_by_name(desk: Desk, plan: SpecialPlan) -> Change:
    """Link every row that bears the name of a project area of the county with it."""
    rows = projects(desk, plan)
    linked = list(_linked(desk, plan, rows))
    changed = [(old, new) for old, new in zip(rows, linked, strict=True) if old != new]
    if not changed:
        raise KnownError("没有名称相同、尚未对应的项目区，没有改动。请在表下选择对应的项目区。")
    return Change(f"对应项目区 {len(changed)} 行", before=tuple(old for old, _ in changed), after=tuple(new for _, new in changed))


def _linked(desk: Desk, plan: SpecialPlan, rows: Iterable[PlannedProject]) -> Iterable[PlannedProject]:
    free = {name_key(p.name): p.id for p in linkable(desk, plan)}
    taken = {row.project_id for row in projects(desk, plan)}
    for row in rows:
        id_ = free.get(name_key(row.name)) if row.project_id is None else None
        if id_ and id_ not in taken:
            taken.add(id_)
            row = replace(row, project_id=id_)
        yield row
