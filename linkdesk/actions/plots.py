"""Plots in: understand a file of plots, and take its plots into a project as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from linkdesk import geometry
from linkdesk.actions.plot_export import FORMS, export, without_boundary
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot, PlotRings, PlotSource
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind, Severity
from linkdesk.paths import shown_name
from linkdesk.survey.process import RawSheet, opened

__all__ = ["FORMS", "REFUSE", "REPLACE", "export", "import_plots", "understand", "without_boundary"]

REFUSE, REPLACE = "refuse", "replace"

Report = Callable[[int, int], None]
Made = tuple[PlotRings, Plot, PlotSource]
Step = tuple[list[object], list[object]]  # before, after


def understand(path: Path, report: Report = quiet) -> geometry.PlotFile:
    """What a file of plots says and what is wrong with it, whatever its form; stores nothing.

    Raises KnownError where it cannot be read or holds no plots, Cancelled when `report` does.
    """
    is_workbook = geometry.form_of(path) == geometry.WORKBOOK
    return replace(_workbook(path, report) if is_workbook else geometry.read_file(path, report), name=shown_name(path))


def _workbook(path: Path, report: Report) -> geometry.PlotFile:
    """The plots in a workbook, its cells read by the child that reads surveys."""
    with opened(path, lambda: report(0, 0)) as (_, sheets):
        rows = [(sheet.name, _filled(sheet)) for sheet in sheets if sheet.visible]
    return geometry.read_sheets(rows, path.name, report=report)


def _filled(sheet: RawSheet) -> list[list[object]]:
    """The rows of a sheet; cells that are merged downwards all say what the first says."""
    rows = [list(sheet.cells.row(row)) for chunk in sheet.chunks for row in chunk]
    for top, left, bottom, right in sheet.merges:
        if left == right and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1:bottom + 1]:
                if left < len(row):
                    row[left] = rows[top][left]
    return rows


def import_plots(desk: Desk, plot_file: geometry.PlotFile, project_id: str, existing: str = REFUSE) -> Change:
    """Take the plots of a file into a project.

    A plot code that is there already refuses the file, or with REPLACE gives its plot the new boundary, stated area and
    source, while everything else that was entered for it stays. KnownError also where the file has errors, or where its
    plots are in another zone than those of the project.
    """
    seen, project = desk.as_of(), desk.store.get(Project, project_id)
    if project is None:
        raise KnownError("找不到要导入的项目，请先选择项目。")
    _refuse_wrong(plot_file)
    there = desk.store.load(Plot, project_id=project_id)
    _refuse_twice(plot_file, there, existing)
    made = [geometry.to_entities(p, project_id, plot_file.zone) for p in plot_file.plots]
    wanted = {r.id for r, _, _ in made} | {p.rings_id for p in there if p.rings_id}
    known = {r.id: r for r in desk.store.load(PlotRings, id=wanted)}
    replaced = {p.code: p for p in there if p.code in {plot.code for _, plot, _ in made}}
    _refuse_zone(made, [known[p.rings_id] for p in there if p.code not in replaced and p.rings_id in known])
    villages = desk.store.load(Village, township_id=project.township_id)
    rings = {r.id: r for r, _, _ in made if r.id not in known}
    steps = [_renewed(desk, replaced[plot.code], plot, source) if plot.code in replaced else _added(plot, source, villages)
             for _, plot, source in _named(made, plot_file.name)]
    return Change("导入地块", before=tuple(chain.from_iterable(before for before, _ in steps)),
                  after=(*rings.values(), *chain.from_iterable(after for _, after in steps)), kind=ChangeKind.IMPORT, as_of=seen)


def _named(made: Iterable[Made], name: str) -> Iterator[Made]:
    return ((rings, plot, replace(source, file_name=name)) for rings, plot, source in made)


def _added(plot: Plot, source: PlotSource, villages: list[Village]) -> Step:
    return [], [replace(plot, village_id=_village_of(plot, villages)), source]


def _renewed(desk: Desk, old: Plot, new: Plot, source: PlotSource) -> Step:
    """A plot and its sources as they were, and as they become by a new survey of it."""
    measured = replace(old, rings_id=new.rings_id, plane_area=new.plane_area, ellipsoid_area=new.ellipsoid_area,
                       stated_area=old.stated_area if new.stated_area is None else new.stated_area)
    sources = desk.store.load(PlotSource, plot_id=old.id)
    return [old, *sources], [measured, replace(source, plot_id=old.id)]


def _refuse_wrong(plot_file: geometry.PlotFile) -> None:
    wrong = [p for p in plot_file.problems if p.severity is Severity.ERROR]
    if wrong:
        raise KnownError(f"坐标文件有 {len(wrong)} 处错误，没有导入。{plot_file.where(wrong[0])}：{wrong[0].message}{wrong[0].fix}")


def _refuse_twice(plot_file: geometry.PlotFile, there: Iterable[Plot], existing: str) -> None:
    if not plot_file.plots:
        raise KnownError("这个文件里没有读到地块，项目未改动。请核对文件是否有“[地块坐标]”一节。")
    here = [p.code for p in there]
    codes = [p.code for p in plot_file.plots]
    allowed = 1 if existing == REPLACE else 0
    twice = sorted({c for c in codes if here.count(c) > allowed or codes.count(c) > 1})
    if twice:
        raise KnownError(f"地块编号 {'、'.join(twice[:5])} 重复，没有导入。请先改正编号，或撤销上一次导入；要换成新的界址点，请选择替换已有地块。")


def _refuse_zone(made: list[Made], stay: list[PlotRings]) -> None:
    """Plots of two zones would lie hundreds of kilometres apart on every map and could not be compared."""
    zones = dict.fromkeys(_zones(r for r, _, _ in made))
    others = [zone for zone in _zones(stay) if zone not in zones]
    if zones and others:
        raise KnownError(f"文件中的地块在{next(iter(zones))}带，项目中已有的地块在{others[0]}带，没有导入。"
                         "请测绘单位把全部地块换算到同一带后重新导出。")


def _zones(rings: Iterable[PlotRings]) -> Iterator[int]:
    return (r.zone for r in rings if r.zone is not None)


def _village_of(plot: Plot, villages: list[Village]) -> str | None:
    """The one village of the directory whose name begins the plot's name; otherwise left for the officer to choose."""
    named = [v for v in villages if plot.name.startswith(v.name)]
    return named[0].id if len(named) == 1 else None
