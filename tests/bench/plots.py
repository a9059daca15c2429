"""Overlap checks of 10,000 and 100,000 plots from their printed decimals: beside plain shapely doing the same, and their growth."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from decimal import Decimal

import shapely

from linkdesk.geometry import Boundary, Point, overlaps
from linkdesk.geometry.rings import local

SIZES = 10_000, 30_000, 100_000
ROUNDS = 3
SECONDS = 1.0
"""How long the check of the smallest size may take."""

SIDE, STEPS = 120, 3  # metres, points of each side
ONE_SHIFTED_IN = 50


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, seconds of LinkDesk (the best of some rounds), what they are held against, the ratio, and the ratio allowed."""
    told, each = [], {}
    for size in SIZES:
        plots = country(size)
        ours = min(_seconds(overlaps, plots) for _ in range(ROUNDS))
        peer = min(_seconds(_peer, plots) for _ in range(ROUNDS if size == SIZES[0] else 1))
        assert _found(overlaps(plots)) == _peer(plots), "not the same overlaps"
        told.append((f"地块重叠 {size} 个（秒，对照 shapely 逐对求交）", ours, peer, ours / peer, 1.0))
        each[size] = ours / (size * math.log(size)) * 1e6
    smallest, largest = each[SIZES[0]], each[SIZES[-1]]
    first = told[0][1]
    return [*told, (f"地块重叠 {SIZES[0]} 个（秒，对照上限）", first, SECONDS, first / SECONDS, 1.0),
            ("地块重叠用时除以 n·log n 的增长（微秒，10 万个对照 1 万个）", largest, smallest, largest / smallest, 1.5)]


def country(size: int) -> list[Boundary]:
    """Made-up plots that share edges with all their neighbours; every fiftieth is moved half a metre onto them."""
    across = math.isqrt(size) + 1
    return [_plot(at // across * SIDE, at % across * SIDE, Decimal("0.5") if at % ONE_SHIFTED_IN == 0 else Decimal(0)) for at in range(size)]


def _plot(north: int, east: int, moved: Decimal) -> Boundary:
    corners = [(0, 0), (0, SIDE), (SIDE, SIDE), (SIDE, 0)]
    edges = zip(corners, corners[1:] + corners[:1], strict=True)
    places = [(a[0] + (b[0] - a[0]) * t // STEPS, a[1] + (b[1] - a[1]) * t // STEPS) for a, b in edges for t in range(STEPS)]
    ring = tuple(Point(f"J{i}", Decimal(3_450_000 + north + n) + moved + Decimal("0.125"), Decimal(36_400_000 + east + e) + Decimal("0.875"))
                 for i, (n, e) in enumerate(places, 1))
    return Boundary(36, (ring,))


def _peer(plots: Sequence[Boundary]) -> set[tuple[int, int, float]]:
    """The plain way: a polygon for each plot, a tree, and the intersection of every two that touch."""
    origin = plots[0].rings[0][0]
    shapes = [shapely.Polygon(local(plot.rings, origin)[0]) for plot in plots]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = ((i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True) if i < j)
    shared = ((i, j, round(shapes[i].intersection(shapes[j]).area, 3)) for i, j in pairs)
    return {each for each in shared if each[2] > 0}


def _found(shared: Sequence[object]) -> set[tuple[int, int, float]]:
    return {(o.first, o.second, round(float(o.area_m2), 3)) for o in shared}


def _seconds(work: Callable[[Sequence[Boundary]], object], plots: Sequence[Boundary]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work(plots)
    return time.perf_counter() - begun
