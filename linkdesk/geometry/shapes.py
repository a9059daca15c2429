"""Plots as shapes: whether a boundary is sound, many plots as shapes from one origin, outlines to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from linkdesk.domain.gauss_zone import ZONE_WIDTH, zone_at
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


def flaw(rings: Rings) -> tuple[str, Point] | None:
    """Why the rings do not bound a plot (in Chinese) and the boundary point nearest to the place, or None if they do."""
    verdict = shapely.is_valid_reason(_shape(local(rings)))
    if verdict == "Valid Geometry":
        return None
    reason, east, north = re.fullmatch(r"(.*?)\s*\[(\S+) (\S+)\]", verdict).groups()
    return _REASONS.get(reason, "边界不成立"), _nearest(rings, float(east), float(north))


def drawable(rings: Rings) -> bool:
    """Whether every ring has points enough to be drawn: three, or four where the first is repeated at the end."""
    return bool(rings) and all(len(ring) >= 3 + (ring[0][1:] == ring[-1][1:]) for ring in rings)


def zone_of(boundary: Boundary) -> int | None:
    """The zone a drawable boundary counts in: as it is kept, else as it stands in front of its Y; None where neither says."""
    return boundary.zone or zone_at(boundary.rings[0][0].y)


def shapes_of(plots: Sequence[Rings]) -> NDArray[np.object_]:
    """The drawable plots of one zone as shapes in metres, sound or not.

    All count from one origin taken off while the coordinates are still decimals, so that a shared edge is the same
    floats in both plots; a zone number in front of Y, which some files print and others leave out, is taken off too.
    """
    ends = np.cumsum([0, *(len(rings) for rings in plots)])
    rings = _linear_rings(plots)
    if len(rings) == len(plots):
        return shapely.polygons(rings)
    made = np.empty(len(plots), dtype=object)
    for at, (begin, end) in enumerate(pairwise(ends.tolist())):
        made[at] = _assembled(list(rings[begin:end]))
    return made


def origin(plots: Sequence[Rings]) -> tuple[Decimal, Decimal]:
    """North and east (without zone) from which the shapes of these plots count."""
    first = plots[0][0][0]
    return first.x, first.y % ZONE_WIDTH


def sound(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The shapes with what crosses itself taken apart into the areas it goes round; lines and points fall away."""
    made, wrong = shapes.copy(), ~shapely.is_valid(shapes)
    made[wrong] = [_areas_only(shape) for shape in shapely.make_valid(shapes[wrong])]
    return made


def _shape(rings: list[Local]) -> shapely.Geometry:
    return _assembled([shapely.LinearRing(ring) for ring in rings])


def _assembled(rings: list[shapely.LinearRing]) -> shapely.Geometry:
    """Outer rings with their holes; one polygon, or several where the plot has parts."""
    within = enclosing([shapely.Polygon(ring) for ring in rings]) if len(rings) > 1 else [[]]
    holes: dict[int, list[shapely.LinearRing]] = {i: [] for i, outer in enumerate(within) if len(outer) % 2 == 0}
    for i, outer in enumerate(within):
        if i not in holes:
            holes[outer[0]].append(rings[i])
    parts = [shapely.Polygon(rings[i], inner) for i, inner in holes.items()]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _linear_rings(plots: Sequence[Rings]) -> NDArray[np.object_]:
    """Every ring of the plots, one after the other."""
    north, east = origin(plots)
    west = [east + rings[0][0].y // ZONE_WIDTH * ZONE_WIDTH for rings in plots]
    points = sum(len(ring) for rings in plots for ring in rings)
    places = np.empty((points, 2))
    places[:, 0] = np.fromiter((float(p.y - w) for rings, w in zip(plots, west, strict=True) for ring in rings for p in ring), float, points)
    places[:, 1] = np.fromiter((float(p.x - north) for rings in plots for ring in rings for p in ring), float, points)
    lengths = [len(ring) for rings in plots for ring in rings]
    return shapely.linearrings(places, indices=np.repeat(np.arange(len(lengths)), lengths))


def _areas_only(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon(parts)


def _nearest(rings: Rings, east: float, north: float) -> Point:
    flat = [(p, e, n) for ring, near in zip(rings, local(rings), strict=True)
            for p, (e, n) in zip(ring, near, strict=True)]
    return min(flat, key=lambda f: (f[1] - east) ** 2 + (f[2] - north) ** 2)[0]
