"""Earthwork and soil balance: what is cut, filled, found and needed on each plot, what is moved, what is still short or over.

Volumes are leaves of 0.01 m³; every sum is that of its leaves, and a sum with an unknown leaf is unknown and names it. What
households demolish and reclaim themselves is left out, as in the works: nobody hauls for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import PlotDesign, SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.plot_numbers import Numbers, PlotGround, PlotNumber, coefficients, grounds, numbers_on
from linkdesk.domain.plot_numbers.hauls import Haul, HaulWay, hauled
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse

NOTHING = Decimal(0)
_AWAY, _HERE = (HaulWay.OUT, HaulWay.CARTED), (HaulWay.IN, HaulWay.BORROWED)


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume in m³ with how it came about; unknown when something is `missing`."""

    value: Decimal | None
    how: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class SoilLine:
    """One material on one plot: found there, needed there, taken away and brought by the moves; all in m³."""

    plot: Plot
    material: SoilMaterial
    found: Volume
    needed: Volume
    taken: Decimal = NOTHING
    brought: Decimal = NOTHING
    doubt: str = ""

    @property
    def surplus(self) -> Decimal | None:
        """What is there beyond the need before anything is moved; negative where it is short."""
        return None if self.missing else self.found.value - self.needed.value

    @property
    def after(self) -> Decimal | None:
        """The surplus after the moves."""
        return None if self.surplus is None else self.surplus - self.taken + self.brought

    @property
    def short(self) -> Decimal | None:
        """What is still short after the moves."""
        return None if self.after is None else max(NOTHING, -self.after)

    @property
    def over(self) -> Decimal | None:
        """What is still over after the moves."""
        return None if self.after is None else max(NOTHING, self.after)

    @property
    def missing(self) -> str:
        """What has to be filled in before the balance can be told."""
        return "、".join(dict.fromkeys(filter(None, (self.found.missing, self.needed.missing))))

    @property
    def fault(self) -> str:
        """What cannot be: more is taken away than there is."""
        if self.found.value is None or self.taken <= self.found.value + self.brought:
            return ""
        there = f"{printed(self.found.value + self.brought, 2)} m³"
        return f"地块 {self.plot.code} 调出{self.material} {printed(self.taken, 2)} m³，多于现有的 {there}，请减少调出方量"


@dataclass(frozen=True, slots=True)
class SoilBalance:
    """The balance of a project: a line for each plot and material, by plot code; and the moves it counts."""

    lines: tuple[SoilLine, ...]
    moves: tuple[SoilMove, ...]

    def of(self, material: SoilMaterial) -> tuple[SoilLine, ...]:
        """The lines of one material."""
        return tuple(line for line in self.lines if line.material is material)

    def line(self, plot_id: str, material: SoilMaterial) -> SoilLine | None:
        """The line of a plot; None where the plot takes no part."""
        return next((line for line in self.lines if line.plot.id == plot_id and line.material is material), None)

    def total(self, material: SoilMaterial, of: Callable[[SoilLine], Decimal | None]) -> Decimal | None:
        """The sum of something over the lines of a material; None while one is unknown or there is none."""
        values = [of(line) for line in self.of(material)]
        return None if not values or None in values else sum(values, NOTHING)

    @property
    def short(self) -> Decimal | None:
        """Topsoil that is still short after the moves, over all plots."""
        return self.total(SoilMaterial.TOPSOIL, lambda line: line.short)

    @property
    def faults(self) -> tuple[str, ...]:
        """What cannot be, in words."""
        return tuple(line.fault for line in self.lines if line.fault)


def soil_balance(dossier: Dossier) -> SoilBalance:
    """The balance of the demolition plots, and of other plots that have a design or give or take soil."""
    return dossier.once("soil_balance", lambda: _balance(dossier))


def _balance(dossier: Dossier) -> SoilBalance:
    ground, shared = grounds(dossier), coefficients(dossier.recipes)
    plots = _plots(dossier, (design.plot_id for design in dossier.design.plots))
    lines = [line for plot in plots for line in _lines(ground(plot), shared)]
    return SoilBalance(tuple(lines), tuple(sorted(dossier.design.soil_moves, key=lambda m: m.position)))


_kept: Kept[tuple[SoilLine, ...]] = Kept(most=5000)  # plots


def _lines(ground: PlotGround, shared: Mapping[str, PlotNumber]) -> tuple[SoilLine, ...]:
    """The lines of a plot; they follow from what is named here and from nothing else."""
    def make() -> tuple[SoilLine, ...]:
        mine = _Ground(ground.plot, ground.design, printed_area(ground.plot, ground.basis), numbers_on(ground, shared))
        return tuple([_line(mine, ground.hauls, material) for material in SoilMaterial])
    return _kept.of(ground.plot.id, (ground, shared), make)


def _line(ground: _Ground, hauls: Iterable[Haul], material: SoilMaterial) -> SoilLine:
    taken, brought = (hauled(hauls, material, *ways) for ways in (_AWAY, _HERE))
    return SoilLine(ground.plot, material, *_VOLUMES[material](ground), taken, brought, _doubt(ground, material))


@dataclass(frozen=True, slots=True)
class _Ground:
    """A plot with its design, its area in m² as printed, and its numbers."""

    plot: Plot
    design: PlotDesign | None
    area: Decimal | None
    numbers: Numbers


def _plots(dossier: Dossier, designed: Iterable[str]) -> list[Plot]:
    concerned = {*designed, *(id_ for move in dossier.design.soil_moves for id_ in (move.from_plot_id, move.to_plot_id) if id_)}
    others = (p for use in PlotUse if use is not PlotUse.OLD for p in dossier.plots_of(use) if p.id in concerned)
    return [*dossier.plots_of(PlotUse.OLD), *others]


def _topsoil(ground: _Ground) -> tuple[Volume, Volume]:
    """What can be stripped, and what covers the reclaimed land; of other than demolition plots nothing is covered."""
    if ground.design is None:
        return _undesigned(ground.plot)
    needed = _volume(ground, "覆土需要量", "复垦面积", "覆土厚度") if ground.plot.use is PlotUse.OLD else Volume(NOTHING)
    return _volume(ground, "表土剥离量", "可剥离表土面积", "可剥离表土厚度"), needed


def _volume(ground: _Ground, name: str, *factors: str) -> Volume:
    """A volume as the works reckon it, or what it lacks: by the names of what it is made from, in short."""
    number = ground.numbers[name]
    if number.value is not None:
        return Volume(number.value, f"{name} {printed(number.value, 2)} m³（{number.source}）")
    lacking = [factor for factor in factors if ground.numbers[factor].value is None]
    return Volume(None, "", "、".join(lacking) or number.missing.rstrip("。"))


def _doubt(ground: _Ground, material: SoilMaterial) -> str:
    stripped = ground.design.topsoil_area if ground.design and material is SoilMaterial.TOPSOIL else None
    if stripped is None or ground.area is None or stripped <= ground.area:
        return ""
    return f"地块 {ground.plot.code} 可剥离表土面积 {printed(stripped, 2)} ㎡，大于地块面积 {printed(ground.area, 2)} ㎡，请核对"


def _earth(ground: _Ground) -> tuple[Volume, Volume]:
    if ground.design is None:
        return _undesigned(ground.plot)
    return _levelled(ground, "挖方", ground.design.cut_volume), _levelled(ground, "填方", ground.design.fill_volume)


def _levelled(ground: _Ground, name: str, typed: Decimal | None) -> Volume:
    """Cut or fill; where neither it nor the levels are written down, that is what it lacks."""
    if typed is None and None in (ground.design.level_before, ground.design.level_after):
        return Volume(None, "", f"{name}（没有的填 0，或者填现状和设计高程）")
    return _volume(ground, name)


def _rubble(ground: _Ground) -> tuple[Volume, Volume]:
    """Rubble is only found: nothing needs it, all of it has to go."""
    if ground.plot.use is not PlotUse.OLD and ground.design is None:
        return Volume(NOTHING), Volume(NOTHING)
    parts = [_volume(ground, name) for name in ("建筑垃圾量", "附属房垃圾量")]
    if lacking := next((part for part in parts if part.value is None), None):
        return lacking, Volume(NOTHING)
    some = [part for part in parts if part.value]
    return Volume(sum((part.value for part in some), NOTHING), " + ".join(part.how for part in some)), Volume(NOTHING)


_VOLUMES = {SoilMaterial.TOPSOIL: _topsoil, SoilMaterial.EARTH: _earth, SoilMaterial.RUBBLE: _rubble}


def _undesigned(plot: Plot) -> tuple[Volume, Volume]:
    volume = Volume(None, "", "复垦设计") if plot.use is PlotUse.OLD else Volume(NOTHING)
    return volume, volume
