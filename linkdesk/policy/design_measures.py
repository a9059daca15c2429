"""What rules measure of the reclamation design; nothing is measured of a project whose design has not begun."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.design import region_of
from linkdesk.domain.design_words import Doer, SoilMaterial, WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.figures import figure
from linkdesk.domain.grouping import grouped
from linkdesk.domain.land_class import class_of
from linkdesk.domain.own_work import own_work
from linkdesk.domain.plan_standing import (
    approved_plan,
    design_begun,
    first_approved_on,
    plan_approved,
    plan_approved_on,
    versions,
)
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quality_verdicts import plot_passes, targets_of, why_not
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.spelling import compact
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.domain.work_quantities import WorkLine, lines_of, work_lines
from linkdesk.policy.measured import Measured, measured, open_once

_SLOPE = "地面坡度"
_NAMED = 3  # of many works of a plot so many are named
_FILLS = {SoilMaterial.TOPSOIL: "耕作土", SoilMaterial.EARTH: "填方土"}
_BESIDE = "与批准的方案不同的拆旧地块"
_HOUSES = (WorkCategory.CLEARING,)                      # works that taking down a house by oneself takes the place of
_GROUND = (WorkCategory.LEVELLING, WorkCategory.SOIL)   # and those that reclaiming by oneself does
OWN_TOO = "全部", "自行"  # how the names of numbers begin that count what households do themselves
Measure = Callable[[Dossier], list[Measured]]


def design_before_plan(dossier: Dossier) -> list[Measured]:
    """Whether a design stands on no approved plan, or was approved before it was: 1 or 0."""
    if not design_begun(dossier):
        return []
    plan, design = plan_approved_on(dossier), first_approved_on(dossier, PlanKind.DESIGN)
    early = plan_approved(dossier) and plan is not None and design is not None and design < plan
    place = ("plan_version", versions(dossier, PlanKind.DESIGN)[-1].id) if early else ("project", dossier.project.id)
    return [Measured(Decimal(early or not plan_approved(dossier)), *place, "" if early else "approved_on", "方案未获批准即编制的复垦设计", "份", 0,
                     detail=f"实施方案 {plan} 批准，复垦设计 {design} 批准" if early else "")]


def plots_beside_plan(dossier: Dossier) -> list[Measured]:
    """Each demolition plot that the approved plan does not have, each of the plan that is no longer there, and each that becomes
    other land than the plan says."""
    if not design_begun(dossier):
        return []
    if not dossier.approved_plots:
        return _not_fixed(dossier)
    now, then = ({p.id: p for p in plots if p.use is PlotUse.OLD} for plots in (dossier.plots, dossier.approved_plots))
    new = [Measured(Decimal(1), "plot", p.id, "code", f"批准的方案中没有的拆旧地块 {p.code}", "个", 0) for id_, p in now.items() if id_ not in then]
    version = approved_plan(dossier)
    gone = [Measured(Decimal(1), "plan_version", version.id if version else "", "", f"批准的方案中有而现在没有的拆旧地块 {p.code}", "个", 0)
            for id_, p in then.items() if id_ not in now]
    turned = [Measured(Decimal(1), "plot", p.id, "reclaim_class", f"复垦方向与批准的方案不同的拆旧地块 {p.code}", "个", 0,
                       detail=f"方案 {then[id_].reclaim_class}，现在 {p.reclaim_class or '没有填写'}")
              for id_, p in now.items() if id_ in then and _is_turned(then[id_], p)]
    return [*new, *gone, *turned] or [_none(dossier, _BESIDE, "个")]


def _is_turned(then: Plot, now: Plot) -> bool:
    """What the plan did not tell cannot differ from it; a class by its code or its name is the same."""
    if not then.reclaim_class.strip() or compact(then.reclaim_class) == compact(now.reclaim_class):
        return False
    approved, found = (class_of(plot.reclaim_class, plot.land_scheme) for plot in (then, now))
    return approved is None or found is None or approved.code != found.code


def _not_fixed(dossier: Dossier) -> list[Measured]:
    """Of a plan that was approved on paper, or before this workspace, there is nothing here to hold the plots against."""
    lacking = "获批的方案没有在“版本和变更”里定稿并登记批复"
    return [Measured(None, "plan_version", "", "", _BESIDE, "个", 0, lacking)] if plan_approved(dossier) else []


def area_beside_plan(dossier: Dossier) -> list[Measured]:
    """How much each demolition plot's area, reclaimed area and new farmland differ from the approved plan's, in hectares."""
    then = {p.id: p for p in dossier.approved_plots} if design_begun(dossier) else {}
    return open_once([found for plot in dossier.plots_of(PlotUse.OLD) if plot.id in then
                      for name in _AREAS if (found := _difference(dossier, plot, then[plot.id], name))])


# field a finding leads to → how the area is called, and how it is read
_AREAS: dict[str, tuple[str, Callable[[Dossier, Plot], Decimal | None]]] = {
    "": ("面积", lambda dossier, plot: printed_area(plot, dossier.area_basis)),
    "reclaimed_area": ("复垦面积", lambda dossier, plot: plot.reclaimed_area),
    "new_farmland_area": ("新增耕地", lambda dossier, plot: plot.new_farmland_area)}


def _difference(dossier: Dossier, plot: Plot, then: Plot, name: str) -> Measured | None:
    """What the plan did not tell cannot differ from it; what it told and is no longer there is not known."""
    label, of = _AREAS[name]
    mine, approved_area = of(dossier, plot), of(dossier, then)
    if approved_area is None:
        return None
    said, place = f"地块 {plot.code} {label}与批准的方案之差", ("plot", plot.id, name)
    if mine is None:
        return Measured(None, *place, said, "公顷", 4, f"地块 {plot.code} {label}")
    apart = abs(hectares(mine) - hectares(approved_area))
    return Measured(apart, *place, said, "公顷", 4,
                    detail=f"方案 {printed(hectares(approved_area), 4)} 公顷，现在 {printed(hectares(mine), 4)} 公顷")


def design_cost_per_mu(dossier: Dossier) -> list[Measured]:
    """What the reclamation of a mu costs."""
    return [measured(figure("design_cost_per_mu", dossier), "design_basis", "", "")] if dossier.design.items else []


def slope_excess(dossier: Dossier) -> list[Measured]:
    """By how many degrees the slope designed for each plot exceeds what is wanted of its land."""
    plots = {p.id: p for p in dossier.plots_of(PlotUse.OLD)}
    return open_once([found for design in dossier.design.plots
                      if design.plot_id in plots and (found := _excess(dossier, plots[design.plot_id], design.slope_after))])


def _excess(dossier: Dossier, plot: Plot, slope: Decimal | None) -> Measured | None:
    """Nothing of land that no slope is wanted of."""
    target = next((t for t in targets_of(dossier, plot) if t.indicator == _SLOPE), None)
    if target is None and region_of(dossier.design):
        return None
    label, place = f"地块 {plot.code} 设计坡度超出限值", ("plot_design", plot.id, "slope_after")
    if target is None:
        return Measured(None, "design_basis", "", "region", label, "°", 1, "质量控制区")
    limit = target.bounds[1] if target.bounds else None
    if slope is None or limit is None:
        lacking = f"地块 {plot.code} 设计坡度" if slope is None else f"{target.region}{target.land_class}的坡度限值"
        return Measured(None, *place, label, "°", 1, lacking)
    doubt = "（待核实）" if any(s.certainty is Certainty.UNVERIFIED for s in target.limits) else ""
    return Measured(max(slope - limit, Decimal(0)), *place, label, "°", 1,
                    detail=f"设计 {printed(slope, 1)}°，{target.region}{target.land_class}限值 {printed(limit, 1)}°{doubt}")


def soil_short(dossier: Dossier) -> list[Measured]:
    """How much topsoil, and earth to fill with, each designed plot is still short of after what is moved between plots, in m³."""
    designed = {d.plot_id for d in dossier.design.plots}
    if not designed:
        return []
    balance = soil_balance(dossier)
    topsoil, earth = ([_short(line, what) for line in balance.of(material) if line.plot.id in designed] for material, what in _FILLS.items())
    return [*open_once(topsoil), *(found for found in earth if found.value is not None)]  # cut and fill are not asked of every plot


def _short(line: SoilLine, what: str) -> Measured:
    return Measured(line.short, "soil_move", line.plot.id, "", f"地块 {line.plot.code} 缺少的{what}", "m³", 2, line.missing)


def work_paid_twice(dossier: Dossier) -> list[Measured]:
    """How many of the contractor's works on each plot count what households there do themselves, or such works of theirs.

    Of a quantity that was typed as it is nobody can tell whether it counts that.
    """
    if not dossier.design.items:
        return []
    demolished, reclaimed = _own_plots(dossier)
    found = [measured for plot in dossier.plots if plot.id in demolished | reclaimed
             for measured in _paid_twice(lines_of(dossier, plot.id), {*(_HOUSES if plot.id in demolished else ()),
                                                                      *(_GROUND if plot.id in reclaimed else ())})]
    return open_once(found) or [_none(dossier, "计入了农户自行完成部分的工程", "项")]


def _own_plots(dossier: Dossier) -> tuple[set[str], set[str]]:
    """The plots on which someone demolishes, and those on which someone reclaims, by himself."""
    own, subjects = own_work(dossier), (*dossier.households, *dossier.collective)
    demolished, reclaimed = ({s.plot_id for s in subjects if s.plot_id and s.id in doing} for doing in (own.demolishing, own.reclaiming))
    return demolished, reclaimed


def _paid_twice(lines: Sequence[WorkLine], own: Collection[WorkCategory]) -> Iterator[Measured]:
    """Of one plot: the works that count what is done already, and those of which it cannot be told."""
    counting, contracted = {line.item.id for line in _counting_own(lines)}, [line for line in lines if line.item.doer is Doer.CONTRACTOR]
    if twice := [line for line in contracted if line.item.id in counting]:
        yield _of_works(twice, "计入了农户自行完成部分的工程", [f"“{line.item.name}”" for line in twice])
    for line in contracted:
        if line.item.id not in counting and line.quantity and not line.used and line.item.category in own:
            lacking = f"地块 {line.plot.code} “{line.item.name}”的工程量直接填了数，没有用地块的数据计算"
            yield replace(_of_works([line], "计入了农户自行完成部分的工程", []), value=None, missing=lacking)


def _of_works(lines: Sequence[WorkLine], label: str, said: Sequence[str]) -> Measured:
    """So many works of one plot; leads to the first, and names some of them."""
    more = f"等 {len(said)} 项" if len(said) > _NAMED else ""
    return Measured(Decimal(len(lines)), "work_item", lines[0].item.id, "formula", f"地块 {lines[0].plot.code} {label}", "项", 0,
                    detail="；".join(said[:_NAMED]) + more)


def _counting_own(lines: Sequence[WorkLine]) -> list[WorkLine]:
    """The works of a plot that count what households do themselves, by its numbers or by works that households do."""
    theirs: set[str] = set()
    while more := {line.item.name.strip() for line in lines if line.item.doer is Doer.HOUSEHOLD and _counts_own(line, theirs)} - theirs:
        theirs |= more
    return [line for line in lines if _counts_own(line, theirs)]


def _counts_own(line: WorkLine, theirs: Collection[str]) -> bool:
    return any(number.name.startswith(OWN_TOO) or number.name in theirs for number in line.used)


def works_without_quantity(dossier: Dossier) -> list[Measured]:
    """How many works of each plot have no quantity that can be told, with the reasons."""
    if not dossier.design.items:
        return []
    open_ = grouped((line for line in work_lines(dossier) if line.quantity is None), lambda line: line.plot.id)
    found = [_of_works(lines, "没有工程量的工程", [f"“{line.item.name}”{line.fault or '工程量计算式没有填写'}".rstrip("。") for line in lines])
             for lines in open_.values()]
    return found or [_none(dossier, "没有工程量的工程", "项")]


def quality_failed(dossier: Dossier) -> list[Measured]:
    """Whether what was measured on each plot falls short of what is wanted of its land: 1 or 0; nothing before anything is measured."""
    if not dossier.design.measurements:
        return []
    return open_once([_failed(dossier, plot) for plot in dossier.plots_of(PlotUse.OLD) if targets_of(dossier, plot) or not region_of(dossier.design)])


def _failed(dossier: Dossier, plot: Plot) -> Measured:
    passes, why = plot_passes(dossier, plot.id), why_not(dossier, plot)
    return Measured(None if passes is None else Decimal(not passes), "quality_measurement", plot.id, "", f"质量不合格的地块 {plot.code}", "个", 0,
                    f"地块 {plot.code} {why}" if passes is None else "", detail=why if passes is False else "")


def _none(dossier: Dossier, label: str, unit: str) -> Measured:
    """That everything was looked at and nothing found."""
    return Measured(Decimal(0), "project", dossier.project.id, "", label, unit, 0)


MEASURES: tuple[Measure, ...] = (design_before_plan, plots_beside_plan, area_beside_plan, design_cost_per_mu, slope_excess, soil_short,
                                 work_paid_twice, works_without_quantity, quality_failed)
