"""Papers of the special plan: its text and tables from a project of its county, and the list of all plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import special_plans
from linkdesk.actions.folders import ready_folder
from linkdesk.actions.special_plan_taken import standing_of
from linkdesk.desk import Desk
from linkdesk.documents import special_plan, xlsx
from linkdesk.documents.blocks import Document, PageKind, Section
from linkdesk.documents.quota_tables.columns import dictionary, table
from linkdesk.documents.quota_tables.national_lists import SPECIAL_PLANS, SpecialPlanLine
from linkdesk.documents.quota_tables.workbooks import UNITS
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.words import ChangeKind

TABLED = frozenset({"special_plan_table"})
"""Kinds of papers whose tables are also written as a workbook."""
LIST = "专项规划清单"


def _plan(desk: Desk, dossier: Dossier, plan_id: str) -> SpecialPlan | None:
    """The plan that is asked for, else the one the project stands on or keeps."""
    if not plan_id:
        return special_plans.of_project(desk, dossier.project.id)
    plan = next((p for p in dossier.quotas.special_plans if p.id == plan_id), None)
    if plan is None:
        raise KnownError("这个专项规划不是本项目所在县的，没有生成。请先打开那个县的一个项目。")
    return plan


def _names(desk: Desk, plan: SpecialPlan) -> dict[str, str]:
    return {p.id: p.name for p in desk.store.load(Project, responsible_id=plan.authority_id)}


def text(desk: Desk, dossier: Dossier, plan_id: str = "") -> list[Document]:
    """The text of the special plan; none where the county has no plan."""
    plan = _plan(desk, dossier, plan_id)
    packs = desk.project_packs(dossier.project)
    return [special_plan.special_plan_text(dossier, standing_of(desk, plan), packs)] if plan else []


def tables(desk: Desk, dossier: Dossier, plan_id: str = "") -> list[Document]:
    """The tables of the special plan, as final as its text; none where the county has no plan."""
    plan, mark = _plan(desk, dossier, plan_id), next((each.mark for each in text(desk, dossier, plan_id)), "")
    made = special_plan.special_plan_tables(dossier, standing_of(desk, plan), _names(desk, plan)) if plan else []
    return [replace(each, mark=each.mark or mark) for each in made]


MAKERS: dict[str, Callable[[Desk, Dossier], list[Document]]] = {"special_plan": text, "special_plan_tables": tables}


def listing(desk: Desk, authority_id: str = "") -> Document:
    """The special plans of a county, or of all, with the fields systems ask for (DOMAIN §10), and what each means."""
    names = {body.id: body.name for body in desk.store.load(Authority)}
    lines = [SpecialPlanLine(plan, names.get(plan.authority_id, "")) for plan in special_plans.plans(desk, authority_id)]
    sheets = [table(SPECIAL_PLANS, lines, unit, LIST, LIST) for unit in UNITS]
    made = (*sheets, dictionary([(LIST, SPECIAL_PLANS)], UNITS))
    return Document("special_plan_list", LIST, tuple(Section((sheet,), PageKind.TABLE, landscape=True) for sheet in made))


def write_list(desk: Desk, out: Path) -> Path:
    """Write the list of all special plans as a workbook; that it was written stands in the journal."""
    made = listing(desk)
    if not special_plans.plans(desk):
        raise KnownError("还没有专项规划，没有导出。请先新增。")
    ready_folder(out)
    desk.do(Change(f"导出{made.title}", kind=ChangeKind.EXPORT))
    path = out / f"{made.title}.xlsx"
    xlsx.write_xlsx(made, path)
    return path
