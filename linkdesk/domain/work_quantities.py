"""The quantities of a design's works: each what its formula gives on its plot, explained, or why it gives none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import localcontext
from typing import TYPE_CHECKING

from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.formula import EXACT
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot_numbers import PlotGround, PlotNumber, coefficients, grounds, numbers_on
from linkdesk.domain.work_reckoning import WorkLine, Works
from linkdesk.uncollected import uncollected

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

__all__ = ["WorkLine", "lines_by_plot", "lines_of", "work_lines"]

_ORDER = {category: at for at, category in enumerate(WorkCategory)}
_kept: Kept[tuple[WorkLine, ...]] = Kept(most=5000)  # plots


def work_lines(dossier: Dossier) -> tuple[WorkLine, ...]:
    """All works with their quantities: plots by code, their works by category and place."""
    return dossier.once("work_lines", lambda: tuple(line for lines in lines_by_plot(dossier).values() for line in lines))


def lines_of(dossier: Dossier, plot_id: str) -> tuple[WorkLine, ...]:
    """The works of one plot with their quantities, by category and place."""
    return lines_by_plot(dossier).get(plot_id, ())


def lines_by_plot(dossier: Dossier) -> dict[str, tuple[WorkLine, ...]]:
    """The works of every plot that has any, plots by code, by the plot's id."""
    return dossier.once("work_lines_by_plot", lambda: _reckoned(dossier))


def _reckoned(dossier: Dossier) -> dict[str, tuple[WorkLine, ...]]:
    items, ground = grouped(dossier.design.items, lambda item: item.plot_id), grounds(dossier)
    shared = coefficients(dossier.recipes)
    plots = sorted((plot for plot in dossier.plots if plot.id in items), key=lambda plot: plot.code)
    with uncollected(ages=True):
        return {plot.id: _lines(ground(plot), tuple(items[plot.id]), shared) for plot in plots}


def _lines(ground: PlotGround, items: tuple[WorkItem, ...], shared: Mapping[str, PlotNumber]) -> tuple[WorkLine, ...]:
    """The lines of a plot; they follow from what is named here and from nothing else."""
    def make() -> tuple[WorkLine, ...]:
        with localcontext(EXACT):
            return Works(numbers_on(ground, shared), sorted(items, key=_place)).lines()
    return _kept.of(ground.plot.id, (ground, items, shared), make)


def _place(item: WorkItem) -> tuple[int, int]:
    return _ORDER[item.category], item.position
