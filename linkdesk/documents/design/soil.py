"""附表7–10 of a design: land before and after, net new farmland, soil balance, and what is moved from where to where."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.documents.annexes.sheet import (
    NONE,
    Row,
    area,
    order_column,
    remarks_column,
    summed,
    whole,
)
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.design.sheet import live, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.farmland_gain import FarmlandGain, gains, unconfirmed
from linkdesk.domain.figures import figure
from linkdesk.domain.figures.structure import Land, parts
from linkdesk.domain.grouping import grouped
from linkdesk.domain.land_groups import Group, groups, scheme_of_project
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.soil_lines import move_lines
from linkdesk.domain.words import PlotUse

HECTARES = "面积单位：公顷"
_TAKEN = {"ridges": "田埂田坎", "roads": "道路", "ditches": "沟渠"}
_SIDES = {LandSide.BEFORE: "复垦前", LandSide.AFTER: "复垦后"}
_LEFT, _PARTS = "余缺", ("挖方", "填方", "可剥离", "需要")  # what is left over, and of which parts: found, needed
_SOIL = (  # heading, material, what stands in it
    ("挖方", SoilMaterial.EARTH, lambda line: line.found.value), ("填方", SoilMaterial.EARTH, lambda line: line.needed.value),
    (_LEFT, SoilMaterial.EARTH, lambda line: line.surplus), ("调配后", SoilMaterial.EARTH, lambda line: line.after),
    ("可剥离", SoilMaterial.TOPSOIL, lambda line: line.found.value), ("需要", SoilMaterial.TOPSOIL, lambda line: line.needed.value),
    (_LEFT, SoilMaterial.TOPSOIL, lambda line: line.surplus), ("调配后", SoilMaterial.TOPSOIL, lambda line: line.after),
    ("数量", SoilMaterial.RUBBLE, lambda line: line.found.value), ("未清运", SoilMaterial.RUBBLE, lambda line: line.after))
_HEADS = {SoilMaterial.EARTH: "土方", SoilMaterial.TOPSOIL: "表土", SoilMaterial.RUBBLE: "建筑垃圾"}


def soil_sheet(dossier: Dossier, number: str = "附表9") -> Document:
    """土方量表: cut, fill, topsoil and rubble of each plot, before and after what is moved, and the moves below it."""
    balance = soil_balance(dossier)
    by_plot = grouped(balance.lines, lambda line: line.plot.id)
    columns = (order_column(), Column("地块编号", width=Width.WIDE), *(
        Column(word, tuple(Column(head, decimals=2, key=f"{material.name}{head}") for head, of, _ in _SOIL if of is material))
        for material, word in _HEADS.items()))
    rows = [(at, lines[0].plot.code, *_soil_cells(lines)) for at, lines in enumerate(by_plot.values(), 1)]
    totals = ("合计", "", *(known(balance.total(material, of)) for _, material, of in _SOIL)) if rows else None
    notes = ("余缺为正是多余，为负是不足；调配后为计入调入、调出后的余缺。", *_haul_note(dossier)) if rows else ("没有拆旧地块。",)
    return sheet(number, "土方量表", dossier, columns, rows, totals, unit="单位：m³", notes=notes)


def _soil_cells(lines: list[SoilLine]) -> tuple[Cell, ...]:
    by_material = {line.material: line for line in lines}
    return tuple(_soil_cell(head, material, of(by_material[material])) for head, material, of in _SOIL)


def _soil_cell(head: str, material: SoilMaterial, value: Decimal | None) -> Cell:
    """What is over or short is live: cut less fill, what is stripped less what is needed."""
    if head != _LEFT:
        return known(value)
    found, needed = (f"{{{material.name}{part}}}" for part, of, _ in _SOIL if of is material and part in _PARTS)
    return live(value, f"ROUND({found}-{needed},2)")


def _haul_note(dossier: Dossier) -> tuple[str, ...]:
    """What is moved and how far on the whole; as long as the way of one move is not known, there is no mean."""
    moves = [m for m in dossier.design.soil_moves if m.volume]
    if not moves:
        return ()
    mean, lacking = figure("mean_haul", dossier), sum(m.distance is None for m in moves)
    way = f"其中 {lacking} 笔没有运距，平均运距待补" if lacking else f"按方量加权的平均运距 {mean.text} km"
    return (f"共调配 {len(moves)} 笔 {figure('moved_total', dossier).text} m³，{way}。",)


def moves_sheet(dossier: Dossier, number: str = "附表10") -> Document:
    """土方调配表: what is moved from where to where, how much and how far."""
    columns = (order_column(), Column("材料"), Column("调出", width=Width.WIDE), Column("调入", width=Width.WIDE),
               Column("方量", decimals=2), Column("运距", decimals=2), remarks_column())
    rows = [(at, str(m.material), known(m.source), known(m.target), known(m.volume), known(m.distance), m.note)
            for at, m in enumerate(move_lines(dossier), 1)]
    totals = ("合计", "", "", "", summed(row[4] for row in rows), "", "") if rows else None
    return sheet(number, "土方调配表", dossier, columns, rows, totals, unit="方量单位：m³，运距单位：km",
                 notes=() if rows else ("没有登记土方调配。",))


def farmland_gain_sheet(dossier: Dossier, number: str = "附表8") -> Document:
    """新增耕地测算表: reclaimed land less ridges, roads and ditches, its rate, and what the plan says."""
    found = gains(dossier)
    columns = (order_column(), Column("地块编号", width=Width.WIDE), Column("建设规模", decimals=4, key="scale"),
               Column("复垦为耕地", decimals=4, key="reclaimed"),
               Column("扣除", tuple(Column(label, decimals=4, key=key) for key, label in _TAKEN.items())),
               Column("净增耕地", decimals=4, key="net"), Column("净增耕地率（%）", decimals=2), Column("方案新增耕地", decimals=4, key="planned"),
               Column("差额", decimals=4), remarks_column())
    rows = [(at, gain.plot.code, *_gain_cells(gain), gain.note) for at, gain in enumerate(found, 1)]
    totals = ("合计", "", *_gain_totals(dossier, found), "") if rows else None
    notes = ("净增耕地＝复垦为耕地－田埂田坎－道路－沟渠；净增耕地率＝净增耕地÷建设规模。", *_coefficients(dossier)) if rows else ("没有拆旧地块。",)
    return sheet(number, "新增耕地测算表", dossier, columns, rows, totals, unit=HECTARES, notes=notes, doubtful=bool(unconfirmed(dossier)))


def _gain_cells(gain: FarmlandGain) -> tuple[Cell, ...]:
    taken = "".join(f"-{{{key}}}" for key in _TAKEN)
    return (known(gain.scale), known(gain.reclaimed), *(known(d.area) for d in gain.deductions),
            live(gain.net, f"ROUND({{reclaimed}}{taken},4)"), live(gain.rate, "ROUND({net}*100/{scale},2)"),
            known(gain.planned), live(gain.difference, "ROUND({net}-{planned},4)"))


def _gain_totals(dossier: Dossier, found: tuple[FarmlandGain, ...]) -> tuple[Cell, ...]:
    sums = [summed(cells) for cells in zip(*map(_gain_cells, found), strict=True)]
    return *sums[:6], whole(dossier, "net_farmland_rate"), *sums[7:]


def _coefficients(dossier: Dossier) -> tuple[str, ...]:
    open_ = unconfirmed(dossier)
    return (f"按系数扣除的，系数待核实：{'、'.join(rate.label for rate in open_)}。",) if open_ else ()


def land_change_sheet(dossier: Dossier, number: str = "附表7") -> Document:
    """地块复垦前后地类表: the land of each plot by class before and after reclamation."""
    scheme, plots = scheme_of_project(dossier), dossier.plots_of(PlotUse.OLD)
    shown = groups(scheme, parts(dossier, ("old",), LandSide))
    used = [group for group in shown if any(_area(dossier, plot, side, group) not in (0, None) for plot in plots for side in LandSide)]
    columns = (order_column(), Column("地块编号", width=Width.WIDE), Column("时点"), Column("总面积", decimals=4),
               *(Column(group.heading, decimals=4) for group in used), Column("备注", width=Width.WIDE, align=Align.LEFT))
    rows = [_land_row(dossier, at, plot, side, used) for at, plot in enumerate(plots, 1) for side in LandSide]
    totals = [("合计", "", _SIDES[side], *_land_totals(dossier, side, used), "") for side in LandSide] if rows else []
    subtotals = (len(rows),) if rows else ()
    return sheet(number, "地块复垦前后地类表", dossier, columns, [*rows, *totals[:1]], totals[1] if totals else None, unit=HECTARES,
                 notes=(f"地类按{scheme}分列，只列本项目有的地类。" if rows else "没有拆旧地块。",), subtotal_rows=subtotals)


def _area(dossier: Dossier, plot: Plot, side: LandSide, group: Group) -> Decimal | None:
    told = dossier.land[plot.id, side]
    return None if told.missing else sum((part.area for part in told.parts if group.holds(part)), Decimal(0))


def _land_row(dossier: Dossier, at: int, plot: Plot, side: LandSide, used: list[Group]) -> Row:
    told = dossier.land[plot.id, side]
    cells: tuple[Cell, ...] = tuple(known(_area(dossier, plot, side, group)) for group in used)
    total = area(sum((use.area for use in told.uses), Decimal(0))) if not told.missing else Gap("")
    return at, plot.code, _SIDES[side], total, *(NONE if cell == 0 else cell for cell in cells), f"待补：{told.missing}" if told.missing else ""


def _land_totals(dossier: Dossier, side: LandSide, used: list[Group]) -> list[Cell]:
    name = "land_before" if side is LandSide.BEFORE else "land_after"
    return [whole(dossier, name, Land("old", lambda part: True, "总面积")), *(whole(dossier, name, Land("old", g.holds, g.label)) for g in used)]
