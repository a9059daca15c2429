"""Net new farmland (净增耕地): what is reclaimed to farmland less ridges, roads and ditches, as typed or by coefficients.

All in printed hectares (10⁻⁴ ha), so that a row of the table can be reckoned again by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import PlotDesign
from linkdesk.domain.design_words import Terrain
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.land_class import class_of, farmland_code
from linkdesk.domain.land_use import FARMLAND
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import hectares, places, printed, rounded
from linkdesk.domain.words import Certainty, PlotUse

# The slope classes of the national land survey by their upper edge in degrees, each with the rate that says what share of
# its land ridges take: no bound that anybody sets but what tells the rates apart, as their labels in the pack say.
_SLOPE_CLASSES = (
    (Decimal(2), "ridge_share_2"), (Decimal(6), "ridge_share_6"), (Decimal(15), "ridge_share_15"), (Decimal(25), "ridge_share_25"),
    (Decimal(90), "ridge_share_90"))
_TERRAINS = {Terrain.PLAIN: "plain", Terrain.HILLS: "hills", Terrain.MOUNTAINS: "mountains"}
_CLASS_NUMBERS = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "Ⅰ": 0, "Ⅱ": 1, "Ⅲ": 2, "Ⅳ": 3, "Ⅴ": 4, "I": 0, "II": 1, "III": 2, "IV": 3, "V": 4,
                  "一": 0, "二": 1, "三": 2, "四": 3, "五": 4}


@dataclass(frozen=True, slots=True)
class Deduction:
    """What ridges, roads or ditches take, in hectares, with how it came about and the rate it stands on, if any."""

    label: str
    area: Decimal | None
    how: str = ""
    missing: str = ""
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class FarmlandGain:
    """The net new farmland of a plot in hectares, beside what the plan says; unknown while something is `missing`."""

    plot: Plot
    scale: Decimal | None                      # 建设规模: the area of the plot
    reclaimed: Decimal | None                  # to farmland
    deductions: tuple[Deduction, Deduction, Deduction]
    missing: str = ""
    note: str = ""

    @property
    def net(self) -> Decimal | None:
        """What is left."""
        return None if self.missing else self.reclaimed - sum(d.area for d in self.deductions)

    @property
    def planned(self) -> Decimal | None:
        """New farmland as the plot's own field says."""
        return None if self.plot.new_farmland_area is None else hectares(self.plot.new_farmland_area)

    @property
    def difference(self) -> Decimal | None:
        """Net new farmland less what the plan says."""
        return None if self.net is None or self.planned is None else self.net - self.planned

    @property
    def rate(self) -> Decimal | None:
        """净增耕地率 in %: net new farmland by the scale of construction."""
        return None if self.net is None or not self.scale else rounded(self.net * 100 / self.scale, 2)

    @property
    def doubt(self) -> str:
        """What is probably wrong with it."""
        if self.net is not None and self.net < 0:
            return f"地块 {self.plot.code} 田埂、道路和沟渠占地比复垦面积大，请核对"
        if self.difference:
            return (f"地块 {self.plot.code} 净增耕地 {printed(self.net, 4)} 公顷，方案中新增耕地 {printed(self.planned, 4)} 公顷，"
                    f"{'多' if self.difference > 0 else '少'} {printed(abs(self.difference), 4)} 公顷，请核对")
        return ""


def gains(dossier: Dossier) -> tuple[FarmlandGain, ...]:
    """The net new farmland of every demolition plot, by code."""
    def made() -> tuple[FarmlandGain, ...]:
        designs = {design.plot_id: design for design in dossier.design.plots}
        return tuple(_gain(dossier, plot, designs.get(plot.id)) for plot in dossier.plots_of(PlotUse.OLD))
    return dossier.once("farmland_gains", made)


def unconfirmed(dossier: Dossier) -> tuple[Rate, ...]:
    """The unconfirmed coefficients the gains stand on."""
    rates = {d.rate.name: d.rate for gain in gains(dossier) for d in gain.deductions if d.rate}
    return tuple(rate for rate in rates.values() if rate.certainty is Certainty.UNVERIFIED)


def _gain(dossier: Dossier, plot: Plot, design: PlotDesign | None) -> FarmlandGain:
    area = printed_area(plot, dossier.area_basis)
    scale = None if area is None else hectares(area)
    if not _to_farmland(plot):
        return FarmlandGain(plot, scale, Decimal(0), _nothing(), "", f"复垦方向为{plot.reclaim_class}，不计耕地")
    reclaimed = None if plot.reclaimed_area is None else hectares(plot.reclaimed_area)
    taken = _deductions(dossier, plot, design, reclaimed)
    missing = "、".join(dict.fromkeys(filter(None, ("复垦面积" if reclaimed is None else "", *(d.missing for d in taken)))))
    return FarmlandGain(plot, scale, reclaimed, taken, missing)


def _to_farmland(plot: Plot) -> bool:
    """Whether a plot is reclaimed to farmland; a direction nobody has filled in counts as farmland."""
    found = class_of(plot.reclaim_class, plot.land_scheme)
    return found is None or bool(farmland_code(found)) or plot.reclaim_class.strip() in ("01", FARMLAND)


def _nothing() -> tuple[Deduction, Deduction, Deduction]:
    return tuple(Deduction(label, Decimal(0)) for label in ("田埂田坎", "道路", "沟渠"))


def _deductions(dossier: Dossier, plot: Plot, design: PlotDesign | None, reclaimed: Decimal | None) -> tuple[Deduction, ...]:
    ridge, lacking = _ridge_rate(plot, design)
    terrain = _TERRAINS.get(dossier.design.basis.terrain) if dossier.design.basis else None
    typed = (design.ridge_area, design.road_area, design.ditch_area) if design else (None, None, None)
    names = (ridge, terrain and f"road_share_{terrain}", terrain and f"ditch_share_{terrain}")
    why = (lacking, "编制依据中的地形", "编制依据中的地形")
    return tuple(_deduction(dossier, label, area, reclaimed, name or "", no)
                 for label, area, name, no in zip(("田埂田坎", "道路", "沟渠"), typed, names, why, strict=True))


def _deduction(dossier: Dossier, label: str, typed: Decimal | None, reclaimed: Decimal | None, name: str, lacking: str) -> Deduction:
    if typed is not None:
        return Deduction(label, hectares(typed), f"{label} {printed(typed, 2)} ㎡（设计值）")
    rate = dossier.rate(name) if name else None
    if not name:
        return Deduction(label, None, "", lacking)
    if rate is None or rate.value is None:
        return Deduction(label, None, "", f"{rate.label if rate else label + '系数'}")
    if reclaimed is None:
        return Deduction(label, None, "", "", rate)
    share = f"{printed(rate.value, places(rate.value, 0))}%"
    area = rounded(reclaimed * rate.value / 100, 4)
    return Deduction(label, area, f"{label}：{printed(reclaimed, 4)} 公顷 × {share}（{rate.label}，{rate.certainty}）= {printed(area, 4)} 公顷",
                     "", rate)


def _ridge_rate(plot: Plot, design: PlotDesign | None) -> tuple[str, str]:
    """The name of the rate that says what ridges take, by the slope designed, else as it is, else by the plot's slope class."""
    slopes = (design.slope_after, design.slope_before) if design else ()
    if (slope := next((s for s in slopes if s is not None), None)) is not None:
        return next((name for up_to, name in _SLOPE_CLASSES if slope <= up_to), _SLOPE_CLASSES[-1][1]), ""
    at = _CLASS_NUMBERS.get(plot.slope_class.strip().removesuffix("级").strip().upper())
    return ("", "设计坡度") if at is None else (_SLOPE_CLASSES[at][1], "")
