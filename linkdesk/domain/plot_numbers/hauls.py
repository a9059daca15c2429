"""What the moves of soil and rubble mean for each plot: what is brought and what is taken, how much, how far, from or to where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.domain.design import SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import PlotUse

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier


class HaulWay(StrEnum):
    """Which way a haul goes, as a plot sees it; every move is the work of one plot: that which takes, else that which gives."""

    IN = "调入"         # from another plot
    OUT = "调出"        # to another demolition plot, whose works haul it
    BORROWED = "外借"   # from a place outside
    CARTED = "外运"     # to a place outside, or to a plot that has no works


@dataclass(frozen=True, slots=True)
class Haul:
    """A move as one of its plots sees it: m³ with two decimals, km; None while nobody has filled it in."""

    way: HaulWay
    material: SoilMaterial
    place: str              # the other end: code of a plot, else name of a place
    volume: Decimal | None
    distance: Decimal | None
    move_id: str


Hauls = Mapping[str, tuple[Haul, ...]]
_kept: Kept[Hauls] = Kept(most=10)  # projects


def hauls(dossier: Dossier) -> Hauls:
    """The hauls of every plot that takes part in a move, by the plot's id, in the order of the moves."""
    rows = dossier.design.soil_moves, dossier.plots
    return dossier.once("hauls", lambda: _kept.of(dossier.project.id, rows, lambda: _hauls(*rows)))


def hauled(some: Iterable[Haul], material: SoilMaterial, *ways: HaulWay) -> Decimal:
    """How much of a material goes these ways, in m³; a move whose volume is open counts for nothing yet."""
    return sum((haul.volume for haul in some if haul.volume and haul.material is material and haul.way in ways), Decimal(0))


def _hauls(moves: Iterable[SoilMove], plots: Iterable[Plot]) -> Hauls:
    known = {plot.id: plot for plot in plots}
    ends = [end for move in sorted(moves, key=lambda move: move.position) for end in _ends(move, known)]
    return {id_: tuple(haul for _, haul in mine) for id_, mine in grouped(ends, lambda end: end[0]).items()}


def _ends(move: SoilMove, plots: Mapping[str, Plot]) -> Iterator[tuple[str, Haul]]:
    """A move as the plots at its ends see it; from a plot to itself nothing is moved."""
    giver, taker = plots.get(move.from_plot_id or ""), plots.get(move.to_plot_id or "")
    if giver is taker:
        return
    much = rounded(move.volume, 2) if move.volume else None, move.distance, move.id
    if taker:
        way = HaulWay.IN if giver else HaulWay.BORROWED
        yield taker.id, Haul(way, move.material, giver.code if giver else move.from_place, *much)
    if giver:
        way = HaulWay.OUT if taker and taker.use is PlotUse.OLD else HaulWay.CARTED
        yield giver.id, Haul(way, move.material, taker.code if taker else move.to_place, *much)
