"""What rules measure of the reclamation design; nothing is measured of a project whose design has not begun."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from linkdesk.domain.design_words import Doer, SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.figures import figure
from linkdesk.domain.own_work import own_work
from linkdesk.domain.plan_standing import design_begun, plan_approved
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quality_verdicts import plot_passes, targets_of, why_not
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.domain.work_quantities import WorkLine, lines_of, work_lines
from linkdesk.policy.measured import Measured, measured

_SLOPE = "地面坡度"
OWN_TOO = "全部", "自行"  # how the names of numbers begin that count what households do themselves
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


def slope_excess(dossier: Dossier) -> list[Measured]:
    """By how many degrees the slope designed for each plot exceeds what is wanted of its land."""
    plots = {p.id: p for p in dossier.plots}
    return [found for design in dossier.design.plots if (found := _excess(dossier, plots.get(design.plot_id), design.slope_after))]


def _excess(dossier: Dossier, plot: Plot | None, slope: Decimal | None) -> Measured | None:
    target = next((t for t in targets_of(dossier, plot) if t.indicator == _SLOPE and t.bounds), None) if plot else None
    if plot is None or slope is None or target is None:
        return None
    limit = target.bounds[1]
    excess = max(slope - limit, Decimal(0))
    doubt = "（待核实）" if any(s.certainty is Certainty.UNVERIFIED for s in target.limits) else ""
    return Measured(excess, "plot_design", plot.id, "slope_after", f"地块 {plot.code} 设计坡度超出限值", "°", 1,
                    detail=f"设计 {printed(slope, 1)}°，{target.region}{target.land_class}限值 {printed(limit, 1)}°{doubt}")


def soil_short(dossier: Dossier) -> list[Measured]:
    """How much topsoil each designed plot is still short of after what is moved between plots, in m³."""
    if not design_begun(dossier):
        return []
    designed = {d.plot_id for d in dossier.design.plots}
    return [Measured(line.short, "soil_move", line.plot.id, "", f"地块 {line.plot.code} 缺少的耕作土", "m³", 2, line.missing)
            for line in soil_balance(dossier).of(SoilMaterial.TOPSOIL) if line.plot.id in designed and (line.short or line.missing)]


def work_paid_twice(dossier: Dossier) -> list[Measured]:
    """How many of the contractor's works on each plot count what households there do themselves, or such works of theirs."""
    own = own_work(dossier)
    doing = own.demolishing | own.reclaiming
    plots = {s.plot_id for s in (*dossier.households, *dossier.collective) if s.plot_id and s.id in doing}
    return [Measured(Decimal(1), "work_item", line.item.id, "formula", f"地块 {line.plot.code} “{line.item.name}”计入了农户自行完成的部分", "项", 0)
            for plot in dossier.plots if plot.id in plots for line in _counting_own(lines_of(dossier, plot.id))
            if line.item.doer is Doer.CONTRACTOR]


def _counting_own(lines: Sequence[WorkLine]) -> list[WorkLine]:
    """The works of a plot that count what households do themselves, by its numbers or by works that households do."""
    theirs: set[str] = set()
    while more := {line.item.name.strip() for line in lines if line.item.doer is Doer.HOUSEHOLD and _counts_own(line, theirs)} - theirs:
        theirs |= more
    return [line for line in lines if _counts_own(line, theirs)]


def _counts_own(line: WorkLine, theirs: Collection[str]) -> bool:
    return any(number.name.startswith(OWN_TOO) or number.name in theirs for number in line.used)


def works_without_quantity(dossier: Dossier) -> list[Measured]:
    """Each work whose quantity cannot be told, with the reason."""
    return [Measured(Decimal(1), "work_item", line.item.id, "formula", f"地块 {line.plot.code} “{line.item.name}”没有工程量", "项", 0,
                     detail=line.fault or "工程量计算式没有填写") for line in work_lines(dossier) if line.quantity is None]


def quality_failed(dossier: Dossier) -> list[Measured]:
    """Each plot where what was measured falls short of what is wanted of its land."""
    return [Measured(Decimal(1), "quality_measurement", plot.id, "", f"地块 {plot.code} 质量检测不合格", "个", 0, detail=why_not(dossier, plot))
            for plot in dossier.plots_of(PlotUse.OLD) if plot_passes(dossier, plot.id) is False]


MEASURES: tuple[Measure, ...] = (design_before_plan, plots_beside_plan, area_beside_plan, design_cost_per_mu, slope_excess, soil_short,
                                 work_paid_twice, works_without_quantity, quality_failed)
