"""What the matter of a special plan tells its plan: approval by the concluding step, filing by the one behind; and what a correction takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.special_plan_standing import plan_of
from linkdesk.policy.actors import body_of
from linkdesk.policy.matters import HANDLE, MatterStanding
from linkdesk.policy.terms import Act

Rows = tuple[Any, ...]
_NOT_APPROVED = {"approver": "", "approval_number": "", "approved_on": None}
_NOT_FILED = {"filing_number": "", "filed_on": None}


def brought_along(desk: Desk, now: MatterStanding, entry: MatterEntry) -> tuple[Rows, Rows]:
    """The special plan before and after an entry that approves or files it; without a plan the project tells the approval."""
    if entry.kind is not EntryKind.PASSED or entry.step != now.at or now.waits_for != HANDLE:
        return (), ()
    dossier = desk.dossier(now.matter.project_id)
    plan = handled(dossier)
    if entry.step == now.chain.concluding:
        return _approved(dossier, plan, now, entry) if plan else _told(dossier, now, entry)
    if plan and plan.approved_on and plan.filed_on is None and now.step.act is Act.FILE:
        return (plan,), (replace(plan, filing_number=entry.number, filed_on=entry.acted_on),)
    return (), ()


def handled(dossier: Dossier) -> SpecialPlan | None:
    """The special plan whose matter a project keeps: the newest that names the project, else the county's only draft without one."""
    plans = dossier.quotas.special_plans
    mine = [p for p in plans if p.project_id == dossier.project.id]
    drafts = [p for p in plans if p.project_id is None and p.approved_on is None]
    found = [p for p in mine if p.approved_on is None] or mine or (drafts if len(drafts) == 1 else [])
    return max(found, key=lambda p: p.from_year or 0, default=None)


def _approved(dossier: Dossier, plan: SpecialPlan, now: MatterStanding, entry: MatterEntry) -> tuple[Rows, Rows]:
    if plan.approved_on is not None:
        return (), ()  # entered by hand before: what was entered stands
    approver = entry.actor or body_of(dossier, now.chain, now.step.actor, entry.acted_on)
    told = {"approver": approver, "approval_number": entry.number, "approved_on": entry.acted_on}
    return (plan,), (replace(plan, project_id=dossier.project.id, **told),)


def _told(dossier: Dossier, now: MatterStanding, entry: MatterEntry) -> tuple[Rows, Rows]:
    """The project tells its special plan and when it was approved, where nobody has said so before."""
    project = dossier.project
    if project.special_plan_on is not None or plan_of(project, dossier.quotas.special_plans, dossier.quotas.planned_projects, dossier.on):
        return (), ()
    return (project,), (replace(project, special_plan=project.special_plan.strip() or now.matter.title, special_plan_on=entry.acted_on),)


def taken_along(desk: Desk, now: MatterStanding, entry: MatterEntry) -> tuple[Rows, Rows]:
    """What a correction takes back: the approval or the filing that came by this entry, of the plan or of the project."""
    dossier = desk.dossier(now.matter.project_id)
    if entry.step != now.chain.concluding:
        return _emptied([p for p in dossier.quotas.special_plans if p.project_id == dossier.project.id
                         and (p.filing_number, p.filed_on) == (entry.number, entry.acted_on)], _NOT_FILED)
    found = [p for p in dossier.quotas.special_plans if p.project_id == dossier.project.id
             and (p.approval_number, p.approved_on) == (entry.number, entry.acted_on)]
    if found:
        return _emptied(found, _NOT_APPROVED)
    project = dossier.project
    return ((project,), (replace(project, special_plan_on=None),)) if project.special_plan_on == entry.acted_on else ((), ())


def _emptied(found: list[SpecialPlan], fields: dict[str, Any]) -> tuple[Rows, Rows]:
    return tuple(found[:1]), tuple(replace(plan, **fields) for plan in found[:1])
