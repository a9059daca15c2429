"""Figures that checks compare: the old zone's extent, a plot's stated against its computed area, homesteads on a plot."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures.register import Computed, figure, named
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import computed_area
from linkdesk.domain.quantities import hectares, printed, rounded
from linkdesk.domain.words import PlotUse

_FOUR_USES = "新居、基础设施、公益设施和非农产业用地之和"
USES_OF_SETTLEMENT = ("housing_area", "infrastructure_area", "public_area", "business_area")


def township_of(dossier: Dossier, plot: Plot) -> str | None:
    """The id of the township a plot lies in, known only through its village."""
    return next((v.township_id for v in dossier.villages if v.id == plot.village_id), None)


@named("project_area", "项目区总面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    parts = figure("old_area", dossier), figure("built_area", dossier)
    lacking = "、".join(part.missing or part.label for part in parts if part.value is None)
    formula = " + ".join(part.label for part in parts)
    if lacking:
        return Computed(None, formula, (), lacking)
    return Computed(sum((part.value for part in parts), Decimal(0)), formula,
                    tuple((part.label, f"{part.text} 公顷") for part in parts))


@named("old_townships", "拆旧区涉及乡镇", "个", 0)
def _(dossier: Dossier) -> Computed:
    found = {p.code: township_of(dossier, p) for p in dossier.plots_of(PlotUse.OLD)}
    lacking = [code for code, township in found.items() if township is None]
    if lacking or not found:
        which = f"拆旧地块所在行政村（{'、'.join(lacking[:3])}{'等' if len(lacking) > 3 else ''}）" if lacking else "拆旧地块"
        return Computed(None, "拆旧地块所在乡镇的个数", (), which)
    names = sorted(t.name for t in dossier.townships if t.id in set(found.values()))
    return Computed(Decimal(len(set(found.values()))), "拆旧地块所在乡镇的个数", (("涉及乡镇", "、".join(names)),))


@named("plot_difference", "申报面积与计算面积之差", "公顷", 4, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    formula = "｜申报面积 − 计算面积｜"
    computed, stated = computed_area(plot, dossier.area_basis), plot.stated_area
    if computed is None or stated is None:
        return Computed(None, formula, (), f"{plot.code} {'申报面积' if stated is None else '界址点坐标'}")
    inputs = ("申报面积", f"{printed(hectares(stated), 4)} 公顷"), ("计算面积", f"{printed(hectares(computed), 4)} 公顷")
    return Computed(abs(hectares(stated) - hectares(computed)), formula, inputs)


@named("plot_difference_share", "申报面积与计算面积之差占比", "%", 2, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    difference, computed = figure("plot_difference", dossier, plot), computed_area(plot, dossier.area_basis)
    if difference.value is None or not computed or not hectares(computed):
        return Computed(None, "面积之差 ÷ 计算面积 × 100%", (), difference.missing or f"{plot.code} 计算面积")
    return Computed(difference.value * 100 / hectares(computed), "面积之差 ÷ 计算面积 × 100%", difference.inputs)


@named("plot_settlement_per_person", "安置地块人均综合用地面积", "㎡/人", 2, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    label, area = settlement_land(dossier, plot)
    formula = f"{label} ÷ 安置人数"
    if area is None or not plot.settled_persons:
        return Computed(None, formula, (), f"{plot.code} {_lacking_land(plot) if area is None else '安置人数'}")
    return Computed(area / plot.settled_persons, formula,
                    ((label, f"{printed(area, 2)} ㎡"), ("安置人数", f"{plot.settled_persons} 人")))


def settlement_land(dossier: Dossier, plot: Plot) -> tuple[str, Decimal | None]:
    """The four uses together, the whole plot where none is filled in, unknown while some are not; m² of printed hectares."""
    parts = [getattr(plot, name) for name in USES_OF_SETTLEMENT]
    if uses_unfilled(plot):
        return _FOUR_USES, None
    if None not in parts:
        return _FOUR_USES, sum((hectares(p) for p in parts), Decimal(0)) * 10000
    whole = figure("plot_area", dossier, plot).value
    return "地块面积", None if whole is None else whole * 10000


def uses_unfilled(plot: Plot) -> tuple[str, ...]:
    """Those of the four uses of settlement land that are not filled in where others are: 0 is written as 0."""
    blank = tuple(name for name in USES_OF_SETTLEMENT if getattr(plot, name) is None)
    return blank if len(blank) < len(USES_OF_SETTLEMENT) else ()


def _lacking_land(plot: Plot) -> str:
    return "、".join(fields_of(Plot)[name].label for name in uses_unfilled(plot)) or "面积"


@named("homestead_on_plot", "地块内宅基地面积合计", "㎡", 2, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    mine = [h.homestead_area for h in dossier.households_by_plot.get(plot.id, ())]
    known = [rounded(area, 2) for area in mine if area is not None]
    lacking = f"{len(mine) - len(known)} 户未填写宅基地面积" if len(known) < len(mine) else ""
    return Computed(sum(known, Decimal(0)) if known or not mine else None, "Σ 落在地块内农户的宅基地面积",
                    (("农户", f"{len(mine)} 户"),), lacking)


@named("homestead_share", "宅基地面积合计占地块面积", "%", 2, of=Plot)
def _(dossier: Dossier, plot: Plot) -> Computed:
    homesteads, area = figure("homestead_on_plot", dossier, plot), figure("plot_area", dossier, plot)
    formula = "地块内宅基地面积合计 ÷ 地块面积 × 100%"
    if homesteads.value is None or not area.value:
        return Computed(None, formula, (), homesteads.missing or area.missing or f"{plot.code} 面积")
    return Computed(homesteads.value / area.value / 100, formula,
                    ((homesteads.label, f"{homesteads.text} ㎡"), (area.label, f"{area.text} 公顷")), homesteads.missing)
