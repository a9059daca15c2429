"""What rules measure of the reclamation design; nothing is measured of a project whose design has not begun."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.plan_standing import design_begun, plan_approved
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import PlotUse
from linkdesk.policy.measured import Measured, measured

Measure = Callable[[Dossier], list[Measured]]


def design_before_plan(dossier: Dossier) -> list[Measured]:
    """Whether a design stands on no approved plan: 1 or 0."""
    if not design_begun(dossier):
        return []
    return [Measured(Decimal(not plan_approved(dossier)), "project", dossier.project.id, "approved_on", "方案未获批准即编制的复垦设计", "份", 0)]


def plots_beside_plan(dossier: Dossier) -> list[Measured]:
    """Each demolition plot that the approved plan does not have, and each of the plan that is no longer there."""
    if not design_begun(dossier) or not dossier.approved_plots:
        return []
    now, then = ({p.id: p for p in plots if p.use is PlotUse.OLD} for plots in (dossier.plots, dossier.approved_plots))
    new = [Measured(Decimal(1), "plot", p.id, "code", f"批准的方案中没有的拆旧地块 {p.code}", "个", 0) for id_, p in now.items() if id_ not in then]
    gone = [Measured(Decimal(1), "project", dossier.project.id, "", f"批准的方案中有而现在没有的拆旧地块 {p.code}", "个", 0)
            for id_, p in then.items() if id_ not in now]
    return [*new, *gone]


def area_beside_plan(dossier: Dossier) -> list[Measured]:
    """How much each demolition plot's area, reclaimed area and new farmland differ from the approved plan's, in hectares."""
    then = {p.id: p for p in dossier.approved_plots} if design_begun(dossier) else {}
    return [found for plot in dossier.plots_of(PlotUse.OLD) if plot.id in then
            for label, of in _AREAS.items() if (found := _difference(dossier, plot, then[plot.id], label, of))]


_AREAS: dict[str, Callable[[Dossier, Plot], Decimal | None]] = {
    "面积": lambda dossier, plot: printed_area(plot, dossier.area_basis), "复垦面积": lambda dossier, plot: plot.reclaimed_area,
    "新增耕地": lambda dossier, plot: plot.new_farmland_area}


def _difference(dossier: Dossier, plot: Plot, then: Plot, label: str, of: Callable[[Dossier, Plot], Decimal | None]) -> Measured | None:
    mine, approved = of(dossier, plot), of(dossier, then)
    if mine is None or approved is None:
        return None
    apart = abs(hectares(mine) - hectares(approved))
    return Measured(apart, "plot", plot.id, "", f"地块 {plot.code} {label}与批准的方案之差", "公顷", 4,
                    detail=f"方案 {printed(hectares(approved), 4)} 公顷，现在 {printed(hectares(mine), 4)} 公顷")


def design_cost_per_mu(dossier: Dossier) -> list[Measured]:
    """What the reclamation of a mu costs."""
    return [measured(figure("design_cost_per_mu", dossier), "project", dossier.project.id, "")] if dossier.design.items else []


MEASURES: tuple[Measure, ...] = (design_before_plan, plots_beside_plan, area_beside_plan, design_cost_per_mu)
