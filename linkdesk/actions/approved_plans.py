"""The approved plans of all projects at once, and the plots as these have them where they were changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from linkdesk.desk import Desk
from linkdesk.documents.quota_tables.lines import Approval
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.corrections import standing
from linkdesk.domain.frozen import dossier_part
from linkdesk.domain.plan_standing import OF_OLD_PLOTS
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.plot import Plot


class ApprovedPlan(NamedTuple):
    """The version by which a project is approved, its sealed copy, and the approval."""

    version_id: str
    sealed_id: str
    approval: Approval


class _Entry(NamedTuple):
    id: str
    version_id: str
    number: str
    approved_on: date | None
    approver: str
    revokes_id: str | None


def approved_plans(desk: Desk) -> dict[str, ApprovedPlan]:
    """Of each project with an approved version the one that rules: the newest of its kind, of two kinds the one approved last."""
    made = {e.version_id: e for e in standing(_Entry(*row) for row in desk.store.columns(PlanApproval, _Entry._fields))}
    newest: defaultdict[str, dict[Any, tuple[int, ApprovedPlan]]] = defaultdict(dict)
    for id_, project_id, kind, version, sealed_id in desk.store.columns(PlanVersion, ("id", "project_id", "kind", "version", "sealed_id")):
        if (entry := made.get(id_)) and kind in OF_OLD_PLOTS and version > newest[project_id].get(kind, (0,))[0]:
            newest[project_id][kind] = version, ApprovedPlan(id_, sealed_id, Approval(entry.number, entry.approved_on, entry.approver))
    return {project_id: max((plan for _, plan in kinds.values()), key=lambda plan: plan.approval.approved_on or date.min)
            for project_id, kinds in newest.items() if kinds}


def plots_changed_since(desk: Desk, plans: Mapping[str, ApprovedPlan]) -> dict[str, tuple[Plot, ...]]:
    """The plots as they were approved, of each project whose plots were changed after its version was fixed; sealed copies are read of
    these only."""
    if not plans:
        return {}
    fixed = desk.store.came_in(PlanVersion, [plan.version_id for plan in plans.values()])
    last = desk.store.touched(Plot, "project_id", min(fixed.values()))
    sealed = {plan.sealed_id: project_id for project_id, plan in plans.items() if last.get(project_id, 0) > fixed[plan.version_id]}
    copies = desk.store.columns(Sealed, ("id", "dossier"), id=list(sealed)) if sealed else []
    return {sealed[id_]: dossier_part(text, "plots") for id_, text in copies}
