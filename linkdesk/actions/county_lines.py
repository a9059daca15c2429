"""All projects of a county, or of every county, as the tables read them: a few columns of each table and sums, no dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from linkdesk.actions.approved_plans import ApprovedPlan, approved_plans, plots_changed_since
from linkdesk.desk import Desk
from linkdesk.documents.quota_tables.lines import (
    NOT_APPROVED,
    AcceptedPlot,
    Approval,
    PlotLine,
    ProjectLine,
)
from linkdesk.domain.carrying import Acceptance, PlotAcceptance, PlotStage
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.plan_standing import told_approval
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_readings import Flows, standing_flows
from linkdesk.domain.words import PlotUse
from linkdesk.policy import values
from linkdesk.uncollected import uncollected

AREAS = ("plane_area", "ellipsoid_area", "stated_area")
_PLOT = ("id", "project_id", "code", "use", "village_id")
_PLOT_AREAS = ("reclaimed_area", "new_agricultural_area", "new_farmland_area", "new_construction_area", "agricultural_taken",
               "farmland_taken", "unused_taken")
OfWhom = tuple[str, str | None]
"""A county's id, and the project's, None for the county's own accounts."""
BookFlows = Mapping[OfWhom, Flows]
SHOWN = "construction", "farmland"
"""The measures of the ledger that tables and pages show."""


class _Accepted(NamedTuple):
    id: str
    project_id: str
    number: str
    accepted_on: date | None
    revokes_id: str | None


def ledger_flows(desk: Desk, on: date, **equals: Any) -> BookFlows:
    """The flows of what stands in the ledger at the end of a day, of each county and project, in the measures that tables show."""
    rows = desk.store.sums(QuotaEntry, ("authority_id", "project_id", "kind", "from_account", "to_account"), SHOWN, until=("posted_on", on),
                           **equals)
    return standing_flows(((body, project), kind, (source, to), Amounts(construction, farmland=farmland))
                          for body, project, kind, source, to, construction, farmland in rows)


def project_lines(desk: Desk, on: date, flows: BookFlows | None = None) -> tuple[ProjectLine, ...]:
    """Each project with what the tables say of it on a day, by county and name; `flows` where they are at hand already.

    Plots are those of the approved plan, as they stand where none was approved.
    """
    with uncollected(ages=True):
        projects = desk.store.load(Project)
        read = _Reading(desk, projects, ledger_flows(desk, on) if flows is None else flows)
        return tuple(sorted(map(read.line, projects), key=lambda line: (line.county, line.project.name, line.project.id)))


class _Reading:
    """What was read of all projects at once."""

    def __init__(self, desk: Desk, projects: list[Project], flows: BookFlows) -> None:
        self.counties = {a.id: a.name for a in desk.store.load(Authority)}
        self.plans = approved_plans(desk)
        self.plots = _plots(desk, projects)
        self.planned = self.plots | _as_approved(desk, projects, self.plans)
        self.accepted, self.begun, self.households = accepted_rows(desk), _begun(desk), _households(desk)
        self.flows, self.towns = _of_projects(flows), _townships(desk)

    def line(self, project: Project) -> ProjectLine:
        """One project."""
        now, planned = self.plots[project.id], self.planned[project.id]
        accepted = tuple(self.accepted[plot.id] for plot in now if plot.id in self.accepted)
        return ProjectLine(project, self.counties.get(project.responsible_id or "", ""), self.towns(project, planned), self._approval(project),
                           self.households[project.id], grouped(planned, lambda plot: plot.use), accepted, self.flows.get(project.id, {}),
                           any(plot.id in self.begun for plot in now))

    def _approval(self, project: Project) -> Approval:
        """By which document it was approved: that of a version, else as the project tells."""
        if plan := self.plans.get(project.id):
            return plan.approval
        told = told_approval(project)
        return Approval(told.number.strip(), told.approved_on, told.approver) if told else NOT_APPROVED


def _of_projects(flows: BookFlows) -> dict[str, Flows]:
    """Of each project, whichever county's book it stands in."""
    found: dict[str, Flows] = {}
    for (_, project_id), mine in flows.items():
        if project_id:
            before = found.get(project_id, {})
            found[project_id] = mine if not before else {
                pair: before.get(pair, Amounts()) + mine.get(pair, Amounts()) for pair in (before | dict(mine))}
    return found


def bases(desk: Desk, projects: Iterable[Project]) -> dict[str, str]:
    """Which area is printed, by the project's id; projects of the same policies are asked once."""
    overrides, on, known = tuple(desk.store.load(PolicyOverride)), desk.clock().date(), {}
    found = {}
    for project in projects:
        if project.packs not in known:
            known[project.packs] = values.area_basis(values.resolve(desk.project_packs(project), overrides, on))
        found[project.id] = known[project.packs]
    return found


def printed_of(plane: Any, ellipsoid: Any, stated: Any, basis: str) -> Any:
    """The area that is printed of the three a plot has, as domain.plot_area chooses."""
    computed = ellipsoid if basis == "ellipsoid" else plane
    return computed if computed is not None else stated


def _plots(desk: Desk, projects: Iterable[Project]) -> dict[str, list[PlotLine]]:
    """The plots of each project by their codes."""
    basis = bases(desk, projects)
    found: dict[str, list[PlotLine]] = {id_: [] for id_ in basis}
    for row in desk.store.columns(Plot, (*_PLOT, *AREAS, *_PLOT_AREAS)):
        if (project_id := row[1]) in found:
            at = len(_PLOT)
            area = printed_of(*row[at:at + 3], basis[project_id])
            found[project_id].append(PlotLine(*row[:at], area, *row[at + 3:]))
    for plots in found.values():
        plots.sort(key=lambda plot: plot.code)
    return found


def _as_approved(desk: Desk, projects: list[Project], plans: Mapping[str, ApprovedPlan]) -> dict[str, list[PlotLine]]:
    """The plots of the approved plans, of those projects whose plots were changed since."""
    basis = bases(desk, projects)
    return {id_: sorted((_plot_line(plot, basis[id_]) for plot in plots), key=lambda line: line.code)
            for id_, plots in plots_changed_since(desk, plans).items() if id_ in basis}


def _plot_line(plot: Plot, basis: str) -> PlotLine:
    return PlotLine(*(getattr(plot, name) for name in _PLOT), printed_area(plot, basis), *(getattr(plot, name) for name in _PLOT_AREAS))


def accepted_rows(desk: Desk) -> dict[str, AcceptedPlot]:
    """What was accepted of each plot that passed, by the plot's id."""
    stand = {a.id: a for a in standing(_Accepted(*row) for row in desk.store.columns(Acceptance, _Accepted._fields))}
    rows = desk.store.columns(PlotAcceptance, ("acceptance_id", "plot_id", "accepted_area", "agricultural_area", "farmland_area",
                                               "paddy_area", "grade"), passed=True)
    return {plot_id: AcceptedPlot(plot_id, stand[of].number, stand[of].accepted_on, *measured)
            for of, plot_id, *measured in rows if of in stand}


def _households(desk: Desk) -> Counter[str]:
    """How many households of each project are not left out."""
    return Counter(project_id for project_id, in desk.store.columns(Household, ("project_id",), left_out=None) if project_id)


def _begun(desk: Desk) -> set[str]:
    """The plots on which work has begun."""
    return {plot_id for plot_id, began_on in desk.store.columns(PlotStage, ("plot_id", "began_on")) if began_on}


def places(desk: Desk) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The townships by id, and of each village its township's id and its name."""
    towns = dict(desk.store.columns(Township, ("id", "name")))
    return towns, {id_: (township, name) for id_, township, name in desk.store.columns(Village, ("id", "township_id", "name"))}


def _townships(desk: Desk) -> Callable[[Project, list[PlotLine]], tuple[str, ...]]:
    """The townships the old plots of a project lie in; where no plot says, the project's own."""
    towns, villages = places(desk)

    def found(project: Project, plots: list[PlotLine]) -> Iterator[str]:
        for plot in plots:
            if plot.use is PlotUse.OLD and plot.village_id in villages:
                yield towns.get(villages[plot.village_id][0], "")
    return lambda project, plots: tuple(filter(None, dict.fromkeys(found(project, plots)))) or tuple(
        filter(None, (towns.get(project.township_id or "", ""),)))
