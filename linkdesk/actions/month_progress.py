"""月报: what all projects of a county did in a month and until its end, read table by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from linkdesk.actions.county_lines import AREAS, accepted_rows, bases, ledger_flows, printed_of
from linkdesk.actions.county_rows import books
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.carrying import PlotStage
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.county_money import Books, paid_to_households, went
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.month_progress import Dated, MonthItem, MonthTable, month_table
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota_readings import Flows
from linkdesk.domain.trace import SIGNATURES, Trace, traces
from linkdesk.domain.words import PlotUse
from linkdesk.policy import values
from linkdesk.uncollected import uncollected

_TOLD = (*SIGNATURES, AgreementEventKind.DEMOLISHED, AgreementEventKind.WITHDRAWN, AgreementEventKind.TERMINATED, AgreementEventKind.REVOKED)
_STAGES = {PlotStageKind.CLEARING: MonthItem.DEMOLISHED, PlotStageKind.DONE: MonthItem.RECLAIMED}


def month(desk: Desk, authority_id: str, year: int, number: int) -> MonthTable:
    """The monthly table of a county's projects; KnownError when the month has not come yet or there is no project."""
    today = local_day(desk.clock())
    if not 1 <= number <= 12 or not 2000 <= year <= 2100 or (year, number) > (today.year, today.month):
        raise KnownError(f"{year}年{number}月不能生成月报：没有这个月，或还没有到。请核对年月。")
    projects = sorted(desk.store.load(Project, responsible_id=authority_id), key=lambda p: (p.name, p.id))
    if not projects:
        raise KnownError("这个县还没有项目区，没有可以汇总的月报。请先新建项目，并在概况里选择责任主体。")
    with uncollected(ages=True):
        areas, homes = _areas(desk, projects), frozenset(id_ for id_, in desk.store.columns(Household, ("id",)))
        dated = (*_of_plots(desk, areas), *_of_households(desk, projects, homes), *_of_money(books(desk, authority_id), homes))
        return month_table(year, number, {p.id: p.name for p in projects}, _old_areas(projects, areas), dated,
                           lambda day: _flows(desk, authority_id, day))


def _flows(desk: Desk, authority_id: str, day: date) -> Mapping[str, Flows]:
    return {project_id: flows for (_, project_id), flows in ledger_flows(desk, day, authority_id=authority_id).items() if project_id}


def _areas(desk: Desk, projects: Iterable[Project]) -> dict[str, tuple[str, Decimal | None]]:
    """Of each old plot its project and its area in m² as it is printed."""
    basis = bases(desk, projects)
    rows = desk.store.columns(Plot, ("id", "project_id", *AREAS), use=PlotUse.OLD)
    return {id_: (project_id, printed_of(*areas, basis[project_id])) for id_, project_id, *areas in rows if project_id in basis}


def _old_areas(projects: Iterable[Project], areas: Mapping[str, tuple[str, Decimal | None]]) -> dict[str, Decimal | None]:
    """Of each project the land of its old plots in ha; None while a plot's is unknown, or while there is no plot."""
    found: defaultdict[str, list[Decimal | None]] = defaultdict(list)
    for project_id, area in areas.values():
        found[project_id].append(area)
    known = {id_: [hectares(area) for area in mine if area is not None] for id_, mine in found.items()}
    return {p.id: sum(known[p.id], Decimal(0)) if p.id in found and None not in found[p.id] else None for p in projects}


def _of_plots(desk: Desk, areas: Mapping[str, tuple[str, Decimal | None]]) -> Iterator[Dated]:
    """Plots cleared and finished, each with its whole area, and what was accepted of them."""
    for plot_id, stage, ended_on, share in desk.store.columns(PlotStage, ("plot_id", "stage", "ended_on", "share"), stage=tuple(_STAGES)):
        if plot_id in areas and ended_on and share in (None, Decimal(100)):
            yield Dated(areas[plot_id][0], _STAGES[stage], ended_on, areas[plot_id][1] or Decimal(0))
    for plot_id, row in accepted_rows(desk).items():
        if plot_id in areas:
            yield Dated(areas[plot_id][0], MonthItem.ACCEPTED, row.accepted_on, row.area or Decimal(0))


def _of_households(desk: Desk, projects: Iterable[Project], homes: Collection[str]) -> Iterator[Dated]:
    """Households whose pair is signed, and whose house is down."""
    by_id, pairs = {p.id: p for p in projects}, _pairs(desk, projects)
    agreements = grouped(desk.store.load(Agreement), lambda a: a.project_id)
    events = grouped(desk.store.load(AgreementEvent, kind=_TOLD), lambda e: e.project_id)
    for project_id in by_id:
        found = traces(pairs[by_id[project_id].packs], agreements.get(project_id, ()), events.get(project_id, ()))
        for trace in (t for id_, t in found.items() if id_ in homes):
            yield from _of_trace(project_id, trace)


def _of_trace(project_id: str, trace: Trace) -> Iterator[Dated]:
    if trace.dual_signed:
        yield Dated(project_id, MonthItem.SIGNED, trace.dual_signed_on)
    if down := trace.last(AgreementEventKind.DEMOLISHED):
        yield Dated(project_id, MonthItem.HOUSES_DOWN, down.happened_on)


def _pairs(desk: Desk, projects: Iterable[Project]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The pair of agreements by the policies a project names."""
    overrides, today = tuple(desk.store.load(PolicyOverride)), local_day(desk.clock())
    one_each = {p.packs: p for p in projects}
    return {packs: values.pair(values.resolve(desk.project_packs(p), overrides, today)) for packs, p in one_each.items()}


def _of_money(of: Books, homes: Collection[str]) -> Iterator[Dated]:
    """All that was spent, and each household that was paid on the first day it was."""
    yield from (Dated(flow.project_id, MonthItem.SPENT, flow.on, flow.amount) for flow in went(of) if flow.project_id)
    paid = grouped(paid_to_households(of), lambda flow: (flow.project_id, flow.subject_id))
    for (project_id, subject_id), flows in paid.items():
        if project_id and subject_id in homes and sum(flow.amount for flow in flows) > 0:
            days = [flow.on for flow in flows if flow.on and flow.amount > 0]
            yield Dated(project_id, MonthItem.PAID, min(days, default=None))
