"""Moves of soil and rubble as people read and type them: either end is the code of a plot, else the name of a place outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import PlotDesign, SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.fields import about
from linkdesk.domain.haulage import PROPOSED
from linkdesk.domain.plot_numbers.hauls import HaulWay, hauls
from linkdesk.domain.quantities import Quantity, printed
from linkdesk.domain.work_quantities import lines_by_plot

_COUNTED = {  # the numbers by which the works of a plot count a haul; rubble is carted as a whole, what goes to another plot is its work
    (SoilMaterial.EARTH, HaulWay.IN): ("调入土方",), (SoilMaterial.EARTH, HaulWay.BORROWED): ("借方", "外借土方"),
    (SoilMaterial.EARTH, HaulWay.CARTED): ("弃方", "外运土方"), (SoilMaterial.TOPSOIL, HaulWay.IN): ("调入表土",),
    (SoilMaterial.TOPSOIL, HaulWay.BORROWED): ("客土量", "外借表土"), (SoilMaterial.TOPSOIL, HaulWay.CARTED): ("外运表土",)}


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A row of the table of moves."""

    material: SoilMaterial = about("材料", default=SoilMaterial.TOPSOIL)
    source: str = about("调出", default="", help="地块编号，或取土场名称", aliases=("调出地块", "取土场", "从"))
    target: str = about("调入", default="", help="地块编号，或弃置场名称", aliases=("调入地块", "弃置场", "到"))
    volume: Decimal | None = about("方量", quantity=Quantity.MEASURED, unit="m³", decimals=2, at_least=0)
    distance: Decimal | None = about("运距", quantity=Quantity.MEASURED, unit="km", decimals=2, at_least=0)
    note: str = about("说明", default="")
    id: str = about("标识", default="")


def move_lines(dossier: Dossier) -> list[MoveLine]:
    """The moves in their order, plots by their codes."""
    codes = {plot.id: plot.code for plot in dossier.plots}
    return [MoveLine(m.material, codes.get(m.from_plot_id or "", m.from_place), codes.get(m.to_plot_id or "", m.to_place),
                     m.volume, m.distance, m.note, m.id) for m in soil_balance(dossier).moves]


def remarks(dossier: Dossier) -> dict[str, str]:
    """What is wrong with a move or open about it, by its id."""
    faults = {(line.plot.id, line.material): line.fault for line in soil_balance(dossier).lines if line.fault}
    designs, not_hauled = {design.plot_id: design for design in dossier.design.plots}, _not_hauled(dossier)
    said = {m.id: "；".join(filter(None, (faults.get((m.from_plot_id or "", m.material)), *_open(m), _outdated(m, designs), not_hauled.get(m.id))))
            for m in dossier.design.soil_moves}
    return {id_: text for id_, text in said.items() if text}


def _not_hauled(dossier: Dossier) -> dict[str, str]:
    """The moves that no work of the plot that hauls them counts, as after moves were proposed; of plots that have works."""
    found = {}
    for plot_id, lines in lines_by_plot(dossier).items():
        formulas = " ".join(line.item.formula for line in lines)
        for haul in hauls(dossier).get(plot_id, ()):
            names = _COUNTED.get((haul.material, haul.way), ())
            if haul.volume and names and not any(name in formulas for name in names):
                found[haul.move_id] = f"地块 {lines[0].plot.code} 的工程里没有计这笔运输，请再套用一次配方“土方表土调运”"
    return found


def _outdated(move: SoilMove, designs: Mapping[str, PlotDesign]) -> str:
    """A proposed way beyond the plots follows what is typed for the plot with the next proposal."""
    design = designs.get((move.to_plot_id if move.from_plot_id is None else move.from_plot_id) or "")
    if move.note != PROPOSED or design is None or (move.from_plot_id and move.to_plot_id):
        return ""
    typed = design.soil_distance if move.from_plot_id is None else design.rubble_distance
    return f"地块所填的运距已是 {printed(typed, 2)} km，请再测算一次" if typed is not None and typed != move.distance else ""


def _open(move: SoilMove) -> list[str]:
    checks = ((not move.from_plot_id and not move.from_place, "待补：取土场（从哪里调出）"),
              (not move.to_plot_id and not move.to_place, "待补：弃置场（调到哪里）"),
              (bool(move.from_plot_id) and move.from_plot_id == move.to_plot_id, "调出和调入是同一地块，没有计入，请改正"),
              (not move.volume, "待补：方量"), (move.distance is None, "待补：运距"))
    return [text for wrong, text in checks if wrong]
