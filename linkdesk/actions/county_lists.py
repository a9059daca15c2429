"""The lists of projects, plots, special plans and photographs for the national and provincial systems, read in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkdesk.actions.county_lines import AREAS, accepted_rows, bases, places, printed_of
from linkdesk.desk import Desk
from linkdesk.documents.quota_tables.lines import ProjectLine
from linkdesk.documents.quota_tables.national_lists import (
    Lists,
    PhotoLine,
    PlotListLine,
    PlotRow,
    SpecialPlanLine,
)
from linkdesk.domain.carrying import PlotStage, SitePhoto
from linkdesk.domain.directory import Authority
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PlotUse
from linkdesk.uncollected import uncollected

_FIELDS = tuple(name for name in PlotRow._fields if name != "area")
_ORDER = tuple(PlotUse)


def lists(desk: Desk, lines: Sequence[ProjectLine]) -> Lists:
    """Everything the lists say of some projects; special plans are those of their bodies."""
    with uncollected(ages=True):
        plots = tuple(_plots(desk, lines))
        return Lists(tuple(lines), plots, tuple(_special_plans(desk, lines)), tuple(_photos(desk, plots)))


def _plots(desk: Desk, lines: Sequence[ProjectLine]) -> Iterator[PlotListLine]:
    """Every plot, project by project as the lines stand, by use and code."""
    basis, accepted, stages, trades = bases(desk, [line.project for line in lines]), accepted_rows(desk), _stages(desk), _trades(desk)
    towns, villages = places(desk)
    found = grouped(_rows(desk, basis), lambda row: row.project_id)
    for line in lines:
        for plot in sorted(found.get(line.project.id, ()), key=lambda p: (_ORDER.index(p.use), p.code)):
            township, village = villages.get(plot.village_id or "", ("", ""))
            yield PlotListLine(plot, line, towns.get(township, "") + village, accepted.get(plot.id), stages.get(plot.id, ()),
                               trades.get(line.project.id, ()))


def _rows(desk: Desk, basis: dict[str, str]) -> Iterator[PlotRow]:
    for row in desk.store.columns(Plot, (*_FIELDS, *AREAS)):
        if row[1] in basis:
            yield PlotRow(*row[:len(_FIELDS)], printed_of(*row[len(_FIELDS):], basis[row[1]]))


def _stages(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The stages of each plot that have begun, with how far they are."""
    rows = desk.store.columns(PlotStage, ("plot_id", "stage", "began_on", "ended_on", "share"))
    told = ((plot, f"{stage}{'完成' if ended else f' {share.normalize():f}%' if share else '正在施工'}")
            for plot, stage, began, ended, share in rows if began or ended or share)
    return {plot: tuple(words for _, words in mine) for plot, mine in grouped(told, lambda pair: pair[0]).items()}


def _trades(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The numbers of the trades of each project that are signed and not ended."""
    rows = desk.store.columns(Trade, ("project_id", "number", "title", "signed_on"), terminated_on=None)
    bound = ((project, number or title) for project, number, title, signed in rows if project and signed)
    return {project: tuple(name for _, name in mine) for project, mine in grouped(bound, lambda pair: pair[0]).items()}


def _special_plans(desk: Desk, lines: Sequence[ProjectLine]) -> Iterator[SpecialPlanLine]:
    ids = dict.fromkeys(line.project.responsible_id for line in lines if line.project.responsible_id)
    names = {body.id: body.name for body in desk.store.load(Authority)}
    for plan in desk.store.load(SpecialPlan, order="from_year, name"):
        if plan.authority_id in ids:
            yield SpecialPlanLine(plan, names.get(plan.authority_id, ""))


def _photos(desk: Desk, plots: Sequence[PlotListLine]) -> Iterator[PhotoLine]:
    of = {line.plot.id: line for line in plots}
    for plot_id, *told in desk.store.columns(SitePhoto, ("plot_id", "phase", "taken_on", "title", "file_name", "file_hash")):
        if line := of.get(plot_id):
            project = line.of.project
            yield PhotoLine(project.name, project.number, line.plot.code, str(told[0]), *told[1:])
