"""Moves of soil and rubble as people read and type them: either end is the code of a plot, else the name of a place outside."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.fields import about
from linkdesk.domain.quantities import Quantity


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
    said = {m.id: "；".join(filter(None, (faults.get((m.from_plot_id or "", m.material)), *_open(m)))) for m in dossier.design.soil_moves}
    return {id_: text for id_, text in said.items() if text}


def _open(move: SoilMove) -> list[str]:
    checks = ((not move.from_plot_id and not move.from_place, "待补：取土场（从哪里调出）"),
              (not move.to_plot_id and not move.to_place, "待补：弃置场（调到哪里）"),
              (bool(move.from_plot_id) and move.from_plot_id == move.to_plot_id, "调出和调入是同一地块，没有计入，请改正"),
              (not move.volume, "待补：方量"), (move.distance is None, "待补：运距"))
    return [text for wrong, text in checks if wrong]
