"""Plots as shapes: whether a boundary is sound, where plots overlap, outlines to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import shapely

from linkdesk.domain.quantities import rounded
from linkdesk.geometry.plot_file import Boundary, Point, Rings
from linkdesk.geometry.rings import Local, enclosing, local

_REASONS = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界两次经过同一点",
    "Hole lies outside shell": "内圈不在外圈之内",
    "Holes are nested": "内圈相互包含",
    "Nested shells": "外圈相互包含",
    "Interior is disconnected": "内圈把地块隔断",
    "Duplicate Rings": "有两圈重合",
    "Too few points in geometry component": "界址点不足",
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two plots, as indices into what was given, and the land they share in m² (4 decimals)."""

    first: int
    second: int
    area_m2: Decimal


def flaw(rings: Rings) -> tuple[str, Point] | None:
    """Why the rings do not bound a plot (in Chinese) and the boundary point nearest to the place, or None if they do."""
    verdict = shapely.is_valid_reason(_shape(local(rings)))
    if verdict == "Valid Geometry":
        return None
    reason, east, north = re.fullmatch(r"(.*?)\s*\[(\S+) (\S+)\]", verdict).groups()
    return _REASONS.get(reason, "边界不成立"), _nearest(rings, float(east), float(north))


def overlaps(plots: Sequence[Boundary]) -> tuple[Overlap, ...]:
    """Every pair of plots of one zone that share land, in order of their indices; touching edges are no overlap."""
    found: list[Overlap] = []
    for zone in {plot.zone for plot in plots}:
        found += _overlaps_in_zone([(i, plot.rings) for i, plot in enumerate(plots) if plot.zone == zone])
    return tuple(sorted(found, key=lambda o: (o.first, o.second)))


def outline(rings: Rings) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings as (east, north) metres from the south-west corner of their bounds, for drawing."""
    west = min(p.y for ring in rings for p in ring)
    south = min(p.x for ring in rings for p in ring)
    return tuple(tuple((float(p.y - west), float(p.x - south)) for p in ring) for ring in rings)


def _filled(rings: list[Local]) -> list[shapely.Polygon]:
    return [shapely.Polygon(ring) for ring in rings]


def _shape(rings: list[Local]) -> shapely.Geometry:
    """Outer rings with their holes; one polygon, or several where the plot has parts."""
    within = enclosing(_filled(rings)) if len(rings) > 1 else [[]]
    holes: dict[int, list[Local]] = {i: [] for i, outer in enumerate(within) if len(outer) % 2 == 0}
    for i, outer in enumerate(within):
        if i not in holes:
            holes[outer[0]].append(rings[i])
    parts = [shapely.Polygon(rings[i], inner) for i, inner in holes.items()]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _overlaps_in_zone(plots: list[tuple[int, Rings]]) -> list[Overlap]:
    origin = plots[0][1][0][0]  # one origin for all, so that a shared edge is the same floats in both plots
    shapes = shapely.make_valid([_shape(local(rings, origin)) for _, rings in plots])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    areas = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    pairs = zip(first.tolist(), second.tolist(), areas.tolist(), strict=True)
    measured = (Overlap(plots[i][0], plots[j][0], rounded(Decimal(area), 4)) for i, j, area in pairs)
    return [overlap for overlap in measured if overlap.area_m2 > 0]


def _nearest(rings: Rings, east: float, north: float) -> Point:
    flat = [(p, e, n) for ring, near in zip(rings, local(rings), strict=True)
            for p, (e, n) in zip(ring, near, strict=True)]
    return min(flat, key=lambda f: (f[1] - east) ** 2 + (f[2] - north) ** 2)[0]
