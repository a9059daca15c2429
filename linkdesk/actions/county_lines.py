"""All projects of a county, or of every county, as the tables read them: a few columns of each table and sums, no dossiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

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
from linkdesk.domain.plan_standing import OF_OLD_PLOTS
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, Amounts
from linkdesk.domain.quota_readings import Flows, standing_flows
from linkdesk.domain.words import PlotUse
from linkdesk.policy import values

AREAS = ("plane_area", "ellipsoid_area", "stated_area")
_PLOT = ("id", "project_id", "code", "use", "village_id")
_PLOT_AREAS = ("reclaimed_area", "new_agricultural_area", "new_farmland_area", "new_construction_area", "agricultural_taken",
               "farmland_taken", "unused_taken")
OfWhom = tuple[str, str | None]
"""A county's id, and the project's, None for the county's own accounts."""


class _Approved(NamedTuple):
    id: str
    version_id: str
    approver: str
    number: str
    approved_on: date | None
    revokes_id: str | None


class _Accepted(NamedTuple):
    id: str
    project_id: str
    number: str
    accepted_on: date | None
    revokes_id: str | None


def ledger_flows(desk: Desk, on: date, **equals: Any) -> dict[OfWhom, dict[Any, Amounts]]:
    """The flows of what stands in the ledger at the end of a day, of each county and project."""
    rows = desk.store.sums(QuotaEntry, ("authority_id", "project_id", "kind", "from_account", "to_account"), MEASURES,
                           until=("posted_on", on), **equals)
    return standing_flows(((body, project), kind, (source, to), Amounts(*areas)) for body, project, kind, source, to, *areas in rows)


def project_lines(desk: Desk, on: date, projects: Iterable[Project] | None = None) -> tuple[ProjectLine, ...]:
    """Each project with what the tables say of it on a day, by county and name; all projects when none are given."""
    chosen = desk.store.load(Project) if projects is None else list(projects)
    counties = {a.id: a.name for a in desk.store.load(Authority)}
    plots, approvals, accepted, households = _plots(desk, chosen), _approvals(desk), _accepted(desk), _households(desk)
    flows, begun, towns = _of_projects(ledger_flows(desk, on)), _begun(desk), _townships(desk)
    lines = (ProjectLine(p, counties.get(p.responsible_id or "", ""), towns(p, plots[p.id]), approvals(p), households[p.id],
                         grouped(plots[p.id], lambda plot: plot.use), accepted(plots[p.id]), flows.get(p.id, {}),
                         any(plot.id in begun for plot in plots[p.id])) for p in chosen)
    return tuple(sorted(lines, key=lambda line: (line.county, line.project.name, line.project.id)))


def _of_projects(flows: Mapping[OfWhom, Flows]) -> dict[str, dict[Any, Amounts]]:
    """Of each project, whichever county's book it stands in."""
    found: defaultdict[str, defaultdict[Any, Amounts]] = defaultdict(lambda: defaultdict(Amounts))
    for (_, project_id), mine in flows.items():
        for pair, amounts in mine.items():
            if project_id:
                found[project_id][pair] += amounts
    return {project_id: dict(mine) for project_id, mine in found.items()}


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


def _approvals(desk: Desk) -> Callable[[Project], Approval]:
    """By which document a project's plan was approved: the latest approved version of the plan its old plots belong to, else as told."""
    made = {}
    for each in standing(_Approved(*row) for row in desk.store.columns(PlanApproval, _Approved._fields)):
        made[each.version_id] = each
    newest: defaultdict[str, dict[Any, tuple[int, _Approved]]] = defaultdict(dict)
    for id_, project_id, kind, version in desk.store.columns(PlanVersion, ("id", "project_id", "kind", "version")):
        if id_ in made and kind in OF_OLD_PLOTS and version > newest[project_id].get(kind, (0, None))[0]:
            newest[project_id][kind] = version, made[id_]

    def of(project: Project) -> Approval:
        found = [each for _, each in newest.get(project.id, {}).values()]
        if found:
            last = max(found, key=lambda each: each.approved_on or date.min)
            return Approval(last.number, last.approved_on, last.approver)
        told = project.approval_number.strip()
        return Approval(told, project.approved_on, project.approver) if told and project.approved_on else NOT_APPROVED
    return of


def accepted_rows(desk: Desk) -> dict[str, AcceptedPlot]:
    """What was accepted of each plot that passed, by the plot's id."""
    stand = {a.id: a for a in standing(_Accepted(*row) for row in desk.store.columns(Acceptance, _Accepted._fields))}
    rows = desk.store.columns(PlotAcceptance, ("acceptance_id", "plot_id", "accepted_area", "agricultural_area", "farmland_area",
                                               "paddy_area", "grade"), passed=True)
    return {plot_id: AcceptedPlot(plot_id, stand[of].number, stand[of].accepted_on, *measured)
            for of, plot_id, *measured in rows if of in stand}


def _accepted(desk: Desk) -> Callable[[list[PlotLine]], tuple[AcceptedPlot, ...]]:
    passed = accepted_rows(desk)
    return lambda plots: tuple(passed[plot.id] for plot in plots if plot.id in passed)


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
