"""The report's tables of plots: where they are, what stands on them, their soil, what they become, and how earth is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext

from linkdesk.documents.annexes.sheet import area, location, named_class, order_column, summed, whole
from linkdesk.documents.blocks import Block, Cell, Column, Gap, Paragraph, Table, Text, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.design import PlotDesign
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.farmland_gain import FarmlandGain, gains
from linkdesk.domain.formula.exact import EXACT
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import PlotGround, grounds, numbers_on
from linkdesk.domain.quality_verdicts import targets_of
from linkdesk.domain.words import Certainty, PlotUse

Blocks = tuple[Block, ...]
_HEAD = (order_column(), Column("地块编号"))
_PLOTS = (*_HEAD, Column("行政村"), Column("现状地类", width=Width.WIDE), Column("面积（公顷）", decimals=4), Column("复垦面积（公顷）", decimals=4))
_SOIL = (*_HEAD, Column("质地"), Column("土层厚度（m）", decimals=2), Column("可剥离表土面积（㎡）", decimals=2),
         Column("可剥离厚度（m）", decimals=2), Column("现状坡度（°）", decimals=1))
_STANDING = (("房屋（㎡）", "全部房屋面积"), ("附属房（㎡）", "全部附属房面积"), ("硬化地面（㎡）", "硬化地面面积"), ("基础（m³）", "基础体积"))
_HOUSES = "全部房屋面积", "全部附属房面积"
_PRESENT = (*_HEAD, *(Column(label, decimals=2) for label, _ in _STANDING))
_BECOMES = (*_HEAD, Column("复垦方向"), Column("复垦面积", decimals=4), Column("占地扣除", decimals=4), Column("净增耕地", decimals=4))
_EARTH = (*_HEAD, Column("挖方", decimals=2), Column("填方", decimals=2), Column("可用表土", decimals=2), Column("需要表土", decimals=2),
          Column("建筑垃圾", decimals=2))
_TARGETS = (order_column(), Column("复垦地类"), Column("指标", width=Width.WIDE), Column("标准", width=Width.WIDE), Column("核实状态"))
_HECTARES = "面积单位：公顷"


def _old(dossier: Dossier) -> tuple[Plot, ...]:
    return dossier.plots_of(PlotUse.OLD)


def _where_plots(make: Callable[[Dossier], Blocks]) -> Callable[[Dossier], Blocks]:
    """Tables of plots, where there is any; else a gap in their place."""
    return lambda dossier: make(dossier) if _old(dossier) else (Paragraph((Gap("拆旧地块"),)),)


def plots(dossier: Dossier) -> Blocks:
    """The demolition plots."""
    rows = tuple((at, p.code, location(dossier, p)[1], known(named_class(p.land_class, p.land_scheme)), whole(dossier, "plot_area", p),
                  area(p.reclaimed_area)) for at, p in enumerate(_old(dossier), 1))
    totals = ("", "合计", "", "", whole(dossier, "old_area"), whole(dossier, "reclaimed_area"))
    return (Table(_PLOTS, rows, totals if rows else None, name="设计地块"),)


def _designs(dossier: Dossier) -> dict[str, PlotDesign]:
    return {design.plot_id: design for design in dossier.design.plots}


def soil_facts(dossier: Dossier) -> Blocks:
    """What soil there is, plot by plot."""
    found = _designs(dossier)
    rows = tuple((at, p.code, *_soil(found.get(p.id))) for at, p in enumerate(_old(dossier), 1))
    return (Table(_SOIL, rows, name="现状土壤"),)


def _soil(design: PlotDesign | None) -> tuple[Cell, ...]:
    names = "soil_texture", "soil_thickness", "topsoil_area", "topsoil_thickness", "slope_before"
    return tuple(known(getattr(design, name) if design else None) for name in names)


def present(dossier: Dossier) -> Blocks:
    """Buildings, hard ground and foundations, whoever takes them away."""
    found = [grounds(dossier)(plot) for plot in _old(dossier)]
    with localcontext(EXACT):
        rows = [(at, ground.plot.code, *_standing(ground)) for at, ground in enumerate(found, 1)]
    bare = sum(1 for household in dossier.households if not household.plot_id)
    notes = (f"注：另有 {bare} 户还没有落到地块上，房屋和附属房未计入。",) if bare else ()
    return (Table(_PRESENT, tuple(rows), column_sums(rows, 2), notes=notes, name="地上现状"),)


def _standing(ground: PlotGround) -> Iterator[Cell]:
    """A plot without a household, in a village of which some lie on no plot yet, is not known to be bare of houses."""
    numbers, unknown = numbers_on(ground, {}), bool(ground.unplaced and not ground.households)
    for _, name in _STANDING:
        number = numbers[name]
        yield Gap("") if unknown and name in _HOUSES and not number.value else known(number.value)


def column_sums(rows: list[tuple[Cell, ...]], first: int) -> tuple[Cell, ...] | None:
    """The last row of a table: the sums of the columns from `first` on, a gap where one of them has a gap."""
    if not rows:
        return None
    columns = ([row[at] for row in rows] for at in range(first, len(rows[0])))
    return ("", "合计", *[""] * (first - 2), *map(summed, columns))


def directions(dossier: Dossier) -> Blocks:
    """What each plot becomes, and how much farmland is left when ridges, roads and ditches are deducted."""
    rows = [_becomes(at, gain) for at, gain in enumerate(gains(dossier), 1)]
    totals = ("", "合计", "", *(column_sums([row[1:] for row in rows], 2) or ())[2:]) if rows else None
    return (Table(_BECOMES, tuple(rows), totals, unit=_HECTARES, name="复垦方向"),)


def _becomes(at: int, gain: FarmlandGain) -> tuple[Cell, ...]:
    areas = [each.area for each in gain.deductions]
    taken = None if None in areas else sum(areas, Decimal(0))
    plot = gain.plot
    return (at, plot.code, known(named_class(plot.reclaim_class, plot.land_scheme)), known(gain.reclaimed), known(taken), known(gain.net))


def earthwork(dossier: Dossier) -> Blocks:
    """Cut, fill, topsoil and rubble of the demolition plots."""
    balance = soil_balance(dossier)
    rows = [(at, plot.code, *_moved({m: balance.line(plot.id, m) for m in SoilMaterial})) for at, plot in enumerate(_old(dossier), 1)]
    return (Table(_EARTH, tuple(rows), column_sums(rows, 2), unit="方量单位：m³", name="土方平衡"),)


def _moved(lines: dict[SoilMaterial, SoilLine | None]) -> Iterator[Cell]:
    for material, side in ((SoilMaterial.EARTH, "found"), (SoilMaterial.EARTH, "needed"), (SoilMaterial.TOPSOIL, "found"),
                           (SoilMaterial.TOPSOIL, "needed"), (SoilMaterial.RUBBLE, "found")):
        line = lines[material]
        yield known(getattr(line, side).value if line else None)


def targets(dossier: Dossier) -> Blocks:
    """The quality targets of the classes that the plots become, each once."""
    found = {(t.land_class, t.indicator): t for plot in _old(dossier) for t in targets_of(dossier, plot)}
    rows = []
    for at, target in enumerate(found.values(), 1):
        sure = all(limit.certainty is not Certainty.UNVERIFIED for limit in target.limits)
        wanted = Gap("") if "待补" in target.text else target.text
        rows.append((at, target.land_class, target.indicator, wanted, "已核实" if sure else str(Certainty.UNVERIFIED)))
    return (Table(_TARGETS, tuple(rows), name="复垦标准"),)


def layouts(dossier: Dossier) -> Blocks:
    """What is said of each plot's layout."""
    found = _designs(dossier)
    said = ((p.code, found[p.id].layout.strip()) for p in _old(dossier) if p.id in found)
    return tuple(Paragraph((Text(f"{code}：", strong=True), Text(" ".join(text.split())))) for code, text in said if text)


_TABLES = {"design_plots": plots, "design_soil_facts": soil_facts, "design_present": present, "design_directions": directions,
           "design_earthwork": earthwork}
BLOCKS = {**{name: _where_plots(make) for name, make in _TABLES.items()}, "design_targets": targets, "design_layouts": layouts}
