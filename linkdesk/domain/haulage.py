"""Hauling soil between plots: how far it is, and who gives to whom so that the transport (Σ volume × distance) is least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import isqrt

from linkdesk.domain.design import SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.outlines import Place, bounds_of, middle, outline
from linkdesk.domain.quantities import rounded
from linkdesk.domain.transport import least_transport

DETOUR = "haul_detour"      # rate: what a way is longer than the straight line
PROPOSED = "程序测算"        # note of a row the program made; one an officer has changed bears it no more
_FAR = 10 ** 9              # millimetres: in place of a distance nobody knows
_ZONE_STEP = 1_000_000      # metres of easting with the zone in front


def distance(dossier: Dossier, from_id: str, to_id: str) -> Decimal | None:
    """How far it is from plot to plot in km (0.01): the straight line between their middles times the detour factor.

    None without boundary points, in different zones, or as long as nobody has stated the factor.
    """
    straight, factor = _straight(centres(dossier), from_id, to_id), dossier.rate(DETOUR)
    if straight is None or factor is None or factor.value is None:
        return None
    return rounded(straight * factor.value / 1_000_000, 2)


def centres(dossier: Dossier) -> dict[str, Place]:
    """The middle of every plot with boundary points (its largest ring's centre of gravity), by plot id."""
    def made() -> dict[str, Place]:
        rings = {r.id: r for r in dossier.rings}
        outlines = {p.id: [ring for ring in outline(rings[p.rings_id]) if ring] for p in dossier.plots if p.rings_id in rings}
        return {id_: _centre(found) for id_, found in outlines.items() if found}
    return dossier.once("plot_centres", made)


def _centre(rings: Sequence[Sequence[Place]]) -> Place:
    return max((_gravity(ring) for ring in rings), key=lambda found: found[0])[1]


def _gravity(ring: Sequence[Place]) -> tuple[Decimal, Place]:
    """Twice the area of a ring and its centre of gravity; the middle of its bounds where it has no area."""
    east, north = ring[0]
    around = [(e - east, n - north) for e, n in ring]
    parts = [(x * v - u * y, x + u, y + v) for (x, y), (u, v) in zip(around, [*around[1:], around[0]], strict=True)]
    twice = sum((cross for cross, _, _ in parts), Decimal(0))
    if not twice:
        return Decimal(0), middle(bounds_of(ring))
    x, y = (sum(part[0] * part[at] for part in parts) / (3 * twice) for at in (1, 2))
    return abs(twice), (east + x, north + y)


def _straight(places: dict[str, Place], from_id: str, to_id: str) -> int | None:
    """Millimetres between two plots."""
    one, other = places.get(from_id), places.get(to_id)
    if one is None or other is None or one[0] // _ZONE_STEP != other[0] // _ZONE_STEP:
        return None
    return isqrt(sum(int((a - b) * 1000) ** 2 for a, b in zip(one, other, strict=True)))


def proposals(dossier: Dossier, borrow: str = "", dump: str = "") -> tuple[SoilMove, ...]:
    """The moves that fill what is short from what is over at least transport; the rest comes from outside (`borrow`), rubble and
    what is left of cut earth goes out (`dump`). A place nobody names is that of an earlier row, else open. Rows the program
    made before are made anew."""
    kept = tuple(move for move in dossier.design.soil_moves if move.note != PROPOSED)
    bare = replace(dossier, design=replace(dossier.design, soil_moves=kept))
    found = [*between(bare, SoilMaterial.TOPSOIL), *between(bare, SoilMaterial.EARTH)]
    then = replace(bare, design=replace(bare.design, soil_moves=(*kept, *found)))
    first = 1 + max((move.position for move in kept), default=-1)
    return tuple(replace(move, position=first + at) for at, move in enumerate((*found, *_outside(then, _Places(dossier, borrow, dump)))))


def between(dossier: Dossier, material: SoilMaterial) -> list[SoilMove]:
    """The moves of a material from plot to plot."""
    lines = soil_balance(dossier).of(material)
    givers, takers = [line for line in lines if line.over], [line for line in lines if line.short]
    costs = _costs(dossier, givers, takers)
    moved = least_transport([_units(line.over) for line in givers], [_units(line.short) for line in takers], costs)
    return [_move(dossier, material, volume, from_plot_id=givers[i].plot.id, to_plot_id=takers[j].plot.id,
                  distance=distance(dossier, givers[i].plot.id, takers[j].plot.id)) for i, j, volume in moved]


def _costs(dossier: Dossier, givers: Sequence[SoilLine], takers: Sequence[SoilLine]) -> list[list[int]]:
    places = centres(dossier)
    ways = [[_straight(places, giver.plot.id, taker.plot.id) for taker in takers] for giver in givers]
    return [[_FAR if way is None else way for way in row] for row in ways]


def _units(volume: Decimal | None) -> int:
    return int((volume or Decimal(0)) * 100)


class _Places:
    """The places outside by material: as named, else as in an earlier row of the material."""

    def __init__(self, dossier: Dossier, borrow: str, dump: str) -> None:
        self.borrow, self.dump, self.moves = borrow.strip(), dump.strip(), dossier.design.soil_moves

    def source(self, material: SoilMaterial) -> str:
        """Where it is brought from."""
        return self.borrow or next((m.from_place for m in self.moves if m.material is material and m.from_place), "")

    def target(self, material: SoilMaterial) -> str:
        """Where it goes."""
        return self.dump or next((m.to_place for m in self.moves if m.material is material and m.to_place), "")


def _outside(dossier: Dossier, places: _Places) -> list[SoilMove]:
    """What is still short is brought from outside, rubble and earth that is over goes out; surplus topsoil stays where it is."""
    designs = {design.plot_id: design for design in dossier.design.plots}
    made = []
    for line in soil_balance(dossier).lines:
        design = designs.get(line.plot.id)
        if line.short:
            made.append(_move(dossier, line.material, _units(line.short), from_place=places.source(line.material), to_plot_id=line.plot.id,
                              distance=design.soil_distance if design else None))
        elif line.over and line.material is not SoilMaterial.TOPSOIL:
            made.append(_move(dossier, line.material, _units(line.over), from_plot_id=line.plot.id, to_place=places.target(line.material),
                              distance=design.rubble_distance if design else None))
    return made


def _move(dossier: Dossier, material: SoilMaterial, hundredths: int, **more: object) -> SoilMove:
    return SoilMove(dossier.project.id, material=material, volume=Decimal(hundredths) / 100, note=PROPOSED, **more)
