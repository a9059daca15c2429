"""Made-up plots for tests and measurements of the map: polygons in rows, some with a hole, as stored rings."""

from __future__ import annotations

import json
import math
import random

from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.words import PlotUse

STEP, NORTH, EAST = 180, 4_200_000, 37_400_000


def made(count: int, points: int = 20, zone: int = 37) -> tuple[list[Plot], list[PlotRings]]:
    """So many plots of so many points, each its own shape; every seventh has a hole."""
    chance, side, rough = random.Random(1), max(1, math.isqrt(count)), min(20, 1200 / points)
    plots, rings = [], []
    for at in range(count):
        east, north = EAST - 37_000_000 + zone * 1_000_000 + at % side * STEP, NORTH + at // side * STEP
        outer = _ring(east, north, [60 + rough * chance.random() for _ in range(points)])
        hole = [_ring(east, north, [20] * 4)] if at % 7 == 0 else []
        rings.append(PlotRings(json.dumps([outer, *hole]), zone, f"rings{zone}-{at}"))
        plots.append(Plot(code=f"CJ-{at:05d}", use=list(PlotUse)[at % 3], rings_id=f"rings{zone}-{at}", id=f"plot{zone}-{at}"))
    return plots, rings


def _ring(east: float, north: float, radii: list[float]) -> list[list[str]]:
    turn = 2 * math.pi / len(radii)
    return [[f"J{at + 1}", f"{north + r * math.cos(at * turn):.3f}", f"{east + r * math.sin(at * turn):.3f}"] for at, r in enumerate(radii)]
