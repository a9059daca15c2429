"""Who holds the land of each plot before and after: what was entered, and that nothing changes for the others."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import TenureAdjustment
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse


@dataclass(frozen=True, slots=True)
class TenureLine:
    """A change entered (its plot may be left open), or a plot that keeps its owner (`change` None)."""

    plot: Plot | None
    change: TenureAdjustment | None

    @property
    def id(self) -> str:
        """The id of the change, else that of the plot."""
        return self.change.id if self.change else self.plot.id if self.plot else ""


def tenure_lines(dossier: Dossier) -> tuple[TenureLine, ...]:
    """Plots by use and code, each with its changes in order or none; then changes of no plot."""
    changes = sorted(dossier.tenure_changes, key=lambda c: c.position)
    plots = [p for use in PlotUse for p in dossier.plots_of(use)]
    lines: list[TenureLine] = []
    for plot in plots:
        mine = [c for c in changes if c.plot_id == plot.id]
        lines += [TenureLine(plot, c) for c in mine] or [TenureLine(plot, None)]
    known = {p.id for p in plots}
    return (*lines, *(TenureLine(None, c) for c in changes if c.plot_id not in known))
