"""What of a file of plots can be taken in: each plot new, there already under the same code, or held back with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from linkdesk import geometry
from linkdesk.actions import plots
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.words import Severity

WHOLE_FILE = frozenset({"datum", "datum_several", "projection", "length_unit", "degrees_foreign", "layers_differ", "records_differ"})
"""Errors after which no point of the file can be trusted."""


class Incoming(StrEnum):
    """How a plot of a file stands to the project."""

    NEW = "新增"
    REPLACE = "替换界址"
    KEEP = "保留原有"
    HELD = "不能导入"
    LEFT = "不导入"


@dataclass(frozen=True, slots=True)
class IncomingPlot:
    """A plot of a file with what becomes of it and why; `existing` is the project's plot of the same code."""

    id: str
    read: geometry.ReadPlot
    standing: Incoming
    why: str
    existing: Plot | None = None

    @property
    def taken(self) -> bool:
        """Whether it is taken in."""
        return self.standing in (Incoming.NEW, Incoming.REPLACE)


def weigh(desk: Desk, plot_file: geometry.PlotFile, project_id: str, choices: dict[str, bool]) -> tuple[IncomingPlot, ...]:
    """Each plot of the file with its standing; `choices` (by the id of the line) take or leave it against the default."""
    here = {p.code: p for p in desk.store.load(Plot, project_id=project_id)}
    counted, whole = Counter(p.code for p in plot_file.plots), _of_whole_file(plot_file)
    return tuple(_weighed(str(at), read, here.get(read.code), _wrong(read, counted, whole), choices)
                 for at, read in enumerate(plot_file.plots))


def _weighed(id_: str, read: geometry.ReadPlot, existing: Plot | None, wrong: str, choices: dict[str, bool]) -> IncomingPlot:
    doubts = "".join(p.message for p in read.problems)
    if wrong:
        return IncomingPlot(id_, read, Incoming.HELD, wrong, existing)
    if existing is not None:
        standing = Incoming.REPLACE if choices.get(id_, False) else Incoming.KEEP
        return IncomingPlot(id_, read, standing, f"项目里已有编号 {read.code} 的地块。{doubts}", existing)
    return IncomingPlot(id_, read, Incoming.NEW if choices.get(id_, True) else Incoming.LEFT, doubts)


def _wrong(read: geometry.ReadPlot, counted: Counter[str], whole: str) -> str:
    errors = [f"{p.message}{p.fix}" for p in read.problems if p.severity is Severity.ERROR]
    if not errors and counted[read.code] > 1:
        errors = [f"文件里有 {counted[read.code]} 个地块编号都是“{read.code}”。请给它们不同的编号。"]
    if not errors and (not read.valid or not read.rings):
        errors = ["边界不成立或没有界址点。请测绘单位改正后重新导出。"]
    return whole or "".join(errors)


def _of_whole_file(plot_file: geometry.PlotFile) -> str:
    found = (p for p in plot_file.problems if p.severity is Severity.ERROR and p.code in WHOLE_FILE)
    return next((f"{p.message}{p.fix}" for p in found), "")


def taking(desk: Desk, plot_file: geometry.PlotFile, incoming: Collection[IncomingPlot], project_id: str) -> Change:
    """The change that takes in what is taken, as one step; what is held back or left stays out."""
    chosen = tuple(each.read for each in incoming if each.taken)
    if not chosen:
        raise KnownError("没有可以导入的地块，项目未改动。请核对每块的原因，改正文件后再选，或改为替换。")
    trusted = replace(plot_file, plots=chosen, problems=tuple(p for read in chosen for p in read.problems))
    return plots.import_plots(desk, trusted, project_id, existing=plots.REPLACE)


def drawn(plot_file: geometry.PlotFile, project_id: str) -> tuple[tuple[PlotRings, Plot], ...]:
    """The plots of a file as the map shows them, under the ids of their lines; those without points are left out."""
    return tuple(_drawn(str(at), read, plot_file.zone, project_id) for at, read in enumerate(plot_file.plots)
                 if any(len(ring) > 2 for ring in read.rings))


def _drawn(id_: str, read: geometry.ReadPlot, zone: int | None, project_id: str) -> tuple[PlotRings, Plot]:
    rings, plot, _ = geometry.to_entities(read, project_id, zone)
    return rings, replace(plot, id=id_)
