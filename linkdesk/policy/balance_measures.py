"""What rules measure of the balance: land before and after by class, farmland in quantity and quality, what new plots take.

The separate project of who only builds on quota from elsewhere is balanced by the project that the quota comes from: it
is measured against its quota alone.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, plot_area, structure
from linkdesk.domain.figures.comparison import USES_OF_SETTLEMENT
from linkdesk.domain.figures.zones import builds_only, new_side_elsewhere
from linkdesk.domain.land_use import rows_of
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse
from linkdesk.policy.measured import Measured, measured, open_once
from linkdesk.policy.totals import exact_total

_ZONES = ("old", "settlement", "urban")


def construction_increase(dossier: Dossier) -> list[Measured]:
    """How much construction land of the project area grows, in ha; less is negative."""
    return [] if builds_only(dossier) else [_of_land(dossier, "construction_increase")]


def farmland_decrease(dossier: Dossier) -> list[Measured]:
    """How much farmland of the project area shrinks, in ha; more is negative."""
    return [] if builds_only(dossier) else [_of_land(dossier, "farmland_decrease")]


def zone_difference(dossier: Dossier) -> list[Measured]:
    """By how much the land of each zone after the plan differs from the land before, in ha."""
    zones = [zone for zone in _ZONES if structure.plots_in(dossier, zone)]
    return open_once([_of_zone(dossier, zone) for zone in zones]) or [_of_land(dossier, "project_total_change")]


def _of_zone(dossier: Dossier, zone: str) -> Measured:
    """Rows kept in 亩 or ㎡ may add up exactly and still differ as printed hectares: both must differ to break the rule."""
    found = _of_land(dossier, f"{zone}_total_change", zone)
    if found.value is None:
        return found
    differ = (_differ(dossier, plot, LandSide.AFTER) - _differ(dossier, plot, LandSide.BEFORE) for plot in structure.plots_in(dossier, zone))
    return replace(found, value=abs(found.value), exact=abs(sum(differ, Decimal(0))))


def _differ(dossier: Dossier, plot: Plot, side: LandSide) -> Decimal:
    """By how many hectares the rows of a side differ from the plot: as printed or before rounding, whichever is less."""
    rows, area = rows_of(dossier, plot, side), plot_area(dossier, plot)
    if not rows or area is None:
        return Decimal(0)
    as_printed = sum(part.area for part in dossier.land[plot.id, side].parts) - hectares(area)
    return min(as_printed, sum(row.area for row in rows) / 10000 - area / 10000, key=abs)


def farmland_margin(dossier: Dossier) -> list[Measured]:
    """By how much reclaimed farmland exceeds farmland taken, in ha."""
    return [] if builds_only(dossier) else [replace(_of_fields(dossier, "farmland_margin"), exact=_exact_margin(dossier))]


def _exact_margin(dossier: Dossier) -> Decimal:
    """The margin before its leaves are rounded."""
    gained = (p.new_farmland_area for p in dossier.plots_of(PlotUse.OLD))
    taken = (p.farmland_taken for use in (PlotUse.SETTLEMENT, PlotUse.NEW) for p in dossier.plots_of(use))
    return (sum(filter(None, gained), Decimal(0)) - sum(filter(None, taken), Decimal(0))) / 10000


def farmland_margin_reached(dossier: Dossier) -> list[Measured]:
    """The same where farmland is not short: whether it grows is another question."""
    return _reached(farmland_margin(dossier))


def grade_gain(dossier: Dossier) -> list[Measured]:
    """By how many grades reclaimed farmland is better than farmland taken; nothing to compare where none is taken."""
    taken = figure("built_farmland_taken", dossier)
    nothing = builds_only(dossier) or (taken.value == 0 and not taken.missing)
    return [] if nothing else [_of_fields(dossier, "grade_gain")]


def grade_gain_reached(dossier: Dossier) -> list[Measured]:
    """The same where the quality is not lower."""
    return _reached(grade_gain(dossier))


def _reached(found: list[Measured]) -> list[Measured]:
    return [m for m in found if m.value is not None and m.value >= 0]


def separate_new_area(dossier: Dossier) -> list[Measured]:
    """The urban plots that are built on quota from elsewhere, in ha; nothing where the county builds on its own."""
    if not dossier.plots_of(PlotUse.NEW) or not (new_side_elsewhere(dossier) or builds_only(dossier)):
        return []
    return [measured(figure("new_area", dossier), "project", dossier.project.id, "quota_assigned", exact=exact_total("new_area", dossier))]


def basic_farmland(dossier: Dossier) -> list[Measured]:
    """Permanent basic farmland taken by each settlement and urban plot, in ha."""
    plots = (*dossier.plots_of(PlotUse.SETTLEMENT), *dossier.plots_of(PlotUse.NEW))
    none = Measured(None, "plot", "", "", "占用永久基本农田", "公顷", 4, "尚未录入安置地块和建新地块")
    return open_once([_basic(plot) for plot in plots]) or [none]


def _basic(plot: Plot) -> Measured:
    area, label = plot.basic_farmland_taken, f"地块 {plot.code} 占用永久基本农田"
    return Measured(None if area is None else hectares(area), "plot", plot.id, "basic_farmland_taken", label, "公顷", 4,
                    "" if area is not None else f"{plot.code} 占用永久基本农田")


def settlement_uses_excess(dossier: Dossier) -> list[Measured]:
    """By how much the four uses of each settlement plot exceed it, in ha; less is negative, nothing where none is told."""
    return [made for plot in dossier.plots_of(PlotUse.SETTLEMENT) for made in _excess(dossier, plot)]


def _excess(dossier: Dossier, plot: Plot) -> list[Measured]:
    told, area = [part for name in USES_OF_SETTLEMENT if (part := getattr(plot, name)) is not None], plot_area(dossier, plot)
    if not told or area is None:
        return []
    as_printed, label = sum(map(hectares, told)) - hectares(area), f"地块 {plot.code} 四类用地超过地块面积"
    return [Measured(as_printed, "plot", plot.id, "housing_area", label, "公顷", 4, exact=(sum(told) - area) / 10000)]


def surplus_short(dossier: Dossier) -> list[Measured]:
    """By how much the surplus falls below nothing on both measures, in ha; nothing while it cannot be told."""
    if builds_only(dossier):
        return []
    project = dossier.project.id
    both = (("surplus_construction", "project", project, "reserve_area"), ("surplus_farmland", "plot", "", "new_farmland_area"))
    found = [measured(figure(name, dossier), *place) for name, *place in both]
    return [replace(m, value=-m.value, label=f"{m.label}缺") for m in found if m.value is not None]


def land_rows_difference(dossier: Dossier) -> list[Measured]:
    """By how much the rows that tell a plot apart by class differ from its area, each side by itself, in ha."""
    return [made for plot in dossier.plots for side in LandSide for made in _rows(dossier, plot, side)]


def _rows(dossier: Dossier, plot: Plot, side: LandSide) -> list[Measured]:
    if not rows_of(dossier, plot, side):
        return []
    area, told, label = plot_area(dossier, plot), dossier.land[plot.id, side], f"地块 {plot.code} {side}各地类之和与地块面积之差"
    if area is None or told.missing:
        return [Measured(None, "plot", plot.id, "", label, "公顷", 4, told.missing or f"{plot.code} 面积")]
    as_printed = abs(sum(part.area for part in told.parts) - hectares(area))
    return [Measured(as_printed, "plot", plot.id, "", label, "公顷", 4, exact=abs(_differ(dossier, plot, side)))]


def _of_land(dossier: Dossier, name: str, zone: str = "project") -> Measured:
    lacking = next((p.id for p in structure.plots_in(dossier, zone) if any(dossier.land[p.id, s].missing for s in LandSide)), "")
    return measured(figure(name, dossier), "plot", lacking, "")


_NEEDED = {"farmland_margin": ("new_farmland_area", "farmland_taken"), "grade_gain": ("quality_grade", "quality_grade")}


def _of_fields(dossier: Dossier, name: str) -> Measured:
    """A figure that hangs on one field of old plots and one of the others: it leads to the first that is not filled in."""
    old, built = _NEEDED[name]
    fields = ((p, old if p.use is PlotUse.OLD else built) for use in PlotUse for p in dossier.plots_of(use))
    lacking = next(((p.id, f) for p, f in fields if getattr(p, f) is None), None)
    return measured(figure(name, dossier), "plot", *(lacking or _most_taken(dossier, built)))


def _most_taken(dossier: Dossier, field: str) -> tuple[str, str]:
    """The plot that takes the most farmland, where a breach weighs most."""
    takers = [p for use in (PlotUse.SETTLEMENT, PlotUse.NEW) for p in dossier.plots_of(use) if p.farmland_taken]
    return (max(takers, key=lambda p: p.farmland_taken).id, field) if takers else ("", "")


MEASURES = (construction_increase, farmland_decrease, zone_difference, farmland_margin, farmland_margin_reached, grade_gain,
            grade_gain_reached, separate_new_area, basic_farmland, settlement_uses_excess, surplus_short, land_rows_difference)
