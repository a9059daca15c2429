"""Figures of the structure of land use: each zone by the three classes and farmland, before and after, and what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.figures.zones import lacking_zone
from linkdesk.domain.land_class import FARMLAND_NAMES, ThreeClass
from linkdesk.domain.land_use import FARMLAND, Part, Told
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse

ZONES = {  # beginning of a figure's name → word, uses of its plots
    "old": ("拆旧区", (PlotUse.OLD,)), "settlement": ("安置区", (PlotUse.SETTLEMENT,)), "urban": ("建新区", (PlotUse.NEW,)),
    "project": ("项目区", (PlotUse.OLD, PlotUse.SETTLEMENT, PlotUse.NEW))}
SIDES = {"before": LandSide.BEFORE, "after": LandSide.AFTER}
PLOUGHED = {"paddy": "0101", "irrigated": "0102", "dry": "0103"}  # the three classes of farmland as figures name them
Share = Callable[[Part], bool | None]  # whether a part belongs to what is summed; None where its class is too coarse to tell


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of land that is summed: its name in figures, its word, and which parts belong to it."""

    name: str
    word: str
    holds: Share


def _of_three(three: ThreeClass) -> Share:
    return lambda part: part.three is three


def _of_farmland(code: str) -> Share:
    """Farmland of one class; a part of coarse farmland cannot be told."""
    def holds(part: Part) -> bool | None:
        return None if part.ploughed in (None, FARMLAND) else part.ploughed == code
    return holds


KINDS = (
    Kind("total", "总面积", lambda part: True),
    Kind("agricultural", "农用地", _of_three(ThreeClass.AGRICULTURAL)),
    Kind("farmland", "耕地", lambda part: None if part.ploughed is None else bool(part.ploughed)),
    *(Kind(name, FARMLAND_NAMES[code], _of_farmland(code)) for name, code in PLOUGHED.items()),
    Kind("construction", "建设用地", _of_three(ThreeClass.CONSTRUCTION)), Kind("unused", "未利用地", _of_three(ThreeClass.UNUSED)))


@dataclass(frozen=True, slots=True)
class Land:
    """A subject of the figures of land: some kind of it in a zone, or only on some of its plots (by id)."""

    zone: str
    holds: Share
    word: str
    only: frozenset[str] | None = None


def plots_in(dossier: Dossier, zone: str) -> tuple[Plot, ...]:
    """The plots of a zone in order of use and code."""
    return tuple(p for use in ZONES[zone][1] for p in dossier.plots_of(use))


def _summed(dossier: Dossier, side: LandSide, land: Land) -> Computed:
    formula = f"Σ 地块{side}{land.word}"
    plots = [p for p in plots_in(dossier, land.zone) if land.only is None or p.id in land.only]
    leaves = [(plot.code, *_leaf(dossier.land[plot.id, side], land.holds)) for plot in plots]
    lacking = [what or f"{code} {side}地类（{land.word}不能分出）" for code, area, what in leaves if area is None]
    gone = lacking_zone(dossier, ZONES[land.zone][1])
    if lacking or gone:
        return Computed(None, formula, (), gone or (lacking[0] if len(lacking) == 1 else f"{lacking[0]}等 {len(lacking)} 个地块的地类"))
    return Computed(sum((area for _, area, _ in leaves), Decimal(0)), formula,
                    tuple((code, f"{printed(area, 4)} 公顷") for code, area, _ in leaves if area))


def _leaf(told: Told, holds: Share) -> tuple[Decimal | None, str]:
    if told.missing:
        return None, told.missing
    shares = [(holds(part), part.area) for part in told.parts]
    if any(within is None and area for within, area in shares):
        return None, ""
    return sum((area for within, area in shares if within), Decimal(0)), ""


def _named_sum(zone: str, side: LandSide, kind: Kind) -> Maker:
    return lambda dossier: _summed(dossier, side, Land(zone, kind.holds, kind.word))


for _zone, (_word, _) in ZONES.items():
    for _end, _side in SIDES.items():
        for _kind in KINDS:
            named(f"{_zone}_{_kind.name}_{_end}", f"{_side}{_word}{_kind.word}", "公顷", 4)(_named_sum(_zone, _side, _kind))


for _end, _side in SIDES.items():
    named(f"land_{_end}", f"{_side}地类面积", "公顷", 4, of=Land)(lambda dossier, land, side=_side: _summed(dossier, side, land))


def _land_difference(more: LandSide, less: LandSide) -> Maker:
    def made(dossier: Dossier, land: Land) -> Computed:
        both = [(side, _summed(dossier, side, land)) for side in (more, less)]
        formula = " − ".join(f"{side}{land.word}" for side, _ in both)
        if any(computed.value is None for _, computed in both):
            return Computed(None, formula, (), next(c.missing for _, c in both if c.value is None))
        return Computed(both[0][1].value - both[1][1].value, formula, tuple((str(s), f"{printed(c.value, 4)} 公顷") for s, c in both))
    return made


named("land_gained", "地类面积增加", "公顷", 4, of=Land)(_land_difference(LandSide.AFTER, LandSide.BEFORE))
named("land_taken", "地类面积减少", "公顷", 4, of=Land)(_land_difference(LandSide.BEFORE, LandSide.AFTER))


def _difference(more: str, less: str) -> Maker:
    """One figure less another."""
    def made(dossier: Dossier) -> Computed:
        both = figure(more, dossier), figure(less, dossier)
        formula = f"{both[0].label} − {both[1].label}"
        if None in (both[0].value, both[1].value):
            return Computed(None, formula, (), both[0].missing or both[1].missing)
        return Computed(both[0].value - both[1].value, formula, tuple((f.label, f"{f.text} 公顷") for f in both))
    return made


for _zone, (_word, _) in ZONES.items():
    for _kind in KINDS:
        named(f"{_zone}_{_kind.name}_change", f"{_word}{_kind.word}增减", "公顷", 4)(
            _difference(f"{_zone}_{_kind.name}_after", f"{_zone}_{_kind.name}_before"))
named("construction_increase", "项目区建设用地增加", "公顷", 4)(_difference("project_construction_after", "project_construction_before"))
named("farmland_decrease", "项目区耕地减少", "公顷", 4)(_difference("project_farmland_before", "project_farmland_after"))


def parts(dossier: Dossier, zones: Iterable[str], sides: Iterable[LandSide]) -> tuple[Part, ...]:
    """All parts of land of some zones on some sides."""
    return tuple(part for zone in zones for plot in plots_in(dossier, zone) for side in sides for part in dossier.land[plot.id, side].parts)
