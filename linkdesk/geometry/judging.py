"""What was read becomes plots with their areas and problems, alike for every form of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.assemble import Setting, assemble
from linkdesk.geometry.header import degrees_of, on_cgcs2000, zone_of
from linkdesk.geometry.limits import MOST_POINTS
from linkdesk.geometry.plot_file import UNIT, PlotFile, PlotProblem, ReadPlot
from linkdesk.geometry.problems import listed, problem
from linkdesk.geometry.raw import RawFile

Report = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """The report of somebody who does not watch."""


def understood(raw: RawFile, name: str, report: Report = quiet) -> PlotFile:
    """The plots of a file with everything that is wrong with them; `report(done, plots)` may raise Cancelled.

    KnownError where it has more boundary points than any project has.
    """
    refuse_too_many(sum(len(draft.points) for draft in raw.drafts), name)
    setting = Setting(name, zone_of(raw.header), degrees_of(raw.header), on_cgcs2000(raw.header))
    made = []
    for done, draft in enumerate(raw.drafts):
        report(done, len(raw.drafts))
        made.append(assemble(draft, setting))
    problems = _among([plot for plot, _ in made], UNIT[raw.form], setting.zone)
    own = [_placed((*theirs, *problems[i]), raw.drafts[i].sheet) for i, (_, theirs) in enumerate(made)]
    plots = tuple(replace(plot, problems=theirs) for (plot, _), theirs in zip(made, own, strict=True))
    every = [*raw.problems, *chain.from_iterable(own)]
    return PlotFile(name, raw.encoding, raw.header, _zone(setting, plots), plots, listed(every), raw.form)


def _placed(problems: tuple[PlotProblem, ...], sheet: str) -> tuple[PlotProblem, ...]:
    return tuple(replace(p, message=f"工作表“{sheet}”：{p.message}") for p in problems) if sheet else problems


def refuse_too_many(points: int, name: str) -> None:
    """KnownError where a file has more boundary points than any project has."""
    if points > MOST_POINTS:
        raise KnownError(f"“{name}”的界址点超过{MOST_POINTS // 10000}万个，不像一个项目的地块，没有读取。请只导出本项目的地块后再试。")


def _among(plots: Sequence[ReadPlot], unit: str, stated_zone: int | None) -> list[list[PlotProblem]]:
    """What is wrong with each plot beside the others: a code that was used before, another zone than the plots before."""
    first: dict[str, int] = {}
    zone = stated_zone
    found: list[list[PlotProblem]] = []
    for plot in plots:
        before = first.setdefault(plot.code, plot.line) if plot.code else plot.line
        zone = zone if zone is not None else plot.zone
        found.append([])
        if before != plot.line:
            found[-1].append(problem("code_repeated", plot.line, plot.code, "code", other=f"{before}{unit}"))
        if stated_zone is None and plot.zone not in (None, zone):
            found[-1].append(problem("zone_other", plot.line, found=plot.zone, zone=zone))
    return found


def _zone(setting: Setting, plots: Sequence[ReadPlot]) -> int | None:
    """The zone the coordinates themselves show, else the header's."""
    return next((plot.zone for plot in plots if plot.zone is not None), setting.zone)
