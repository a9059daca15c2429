"""What the projects of a county take of its special plan, many at once: each table is read in one go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from linkdesk.desk import Desk
from linkdesk.domain.days import local_day
from linkdesk.domain.docket import Docket
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PlanSection, PolicyOverride, Project
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan
from linkdesk.domain.special_plan_standing import SpecialPlanStanding, Taken, standing, taken_by
from linkdesk.policy import values
from linkdesk.policy.matter_rules import approved_on
from linkdesk.policy.terms import Subject


def standing_of(desk: Desk, plan: SpecialPlan) -> SpecialPlanStanding:
    """A special plan with what the projects it arranges take, by their plots of today."""
    rows = desk.store.load(PlannedProject, special_plan_id=plan.id)
    return standing(plan, rows, taken(desk, [row.project_id for row in rows if row.project_id]))


def taken(desk: Desk, project_ids: Collection[str]) -> dict[str, Taken]:
    """What some projects take of their special plan, by id; each table is read once for all of them."""
    if not project_ids:
        return {}
    wanted, bare = set(project_ids), _Bare(desk, project_ids)
    return {d.project.id: Taken(taken_by(bare.dossier(d.project)).areas, _is_approved(d)) for d in desk.dockets() if d.project.id in wanted}


def _is_approved(docket: Docket) -> bool:
    return any(approved_on(docket, subject) for subject in (Subject.PLAN, Subject.OLD_PLAN))


class _Bare:
    """Dossiers of what the areas of a project follow from: plots, why a zone has none, and rates, which are resolved once for its packs."""

    def __init__(self, desk: Desk, project_ids: Collection[str]) -> None:
        self.desk, self.on, self.overrides = desk, local_day(desk.clock()), desk.store.load(PolicyOverride)
        self.plots = grouped(desk.store.load(Plot, project_id=project_ids), lambda plot: plot.project_id)
        self.sections = grouped(desk.store.load(PlanSection, project_id=project_ids), lambda section: section.project_id)
        chosen = desk.store.columns(Household, ("project_id", "resettlement_choice"), project_id=project_ids, left_out=None)
        self.households = grouped((Household(project_id=id_, resettlement_choice=how) for id_, how in chosen), lambda h: h.project_id)
        self.kept: dict[tuple[str, ...], Dossier] = {}

    def dossier(self, project: Project) -> Dossier:
        """A project with these."""
        if project.packs not in self.kept:
            rates = values.resolve(self.desk.project_packs(project), self.overrides, self.on)
            self.kept[project.packs] = Dossier(project, self.on, rates=rates, area_basis=values.area_basis(rates))
        parts = {name: tuple(getattr(self, name).get(project.id, ())) for name in ("plots", "sections", "households")}
        return replace(self.kept[project.packs], project=project, **parts)
