"""Rings of a plot: cutting a run of points into rings, and which rings are outer and which are holes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import shapely

from linkdesk.geometry.plot_file import Point, Ring, Rings

Local = list[tuple[float, float]]
Numbered = tuple[str, Point]  # the ring number as written, and the point


def local(rings: Rings, origin: Point | None = None) -> list[Local]:
    """Rings as (east, north) floats in metres from the origin, by default the first point.

    Near an origin floats keep the digits they lose in coordinates of seven or eight places.
    """
    origin = origin or rings[0][0]
    return [[(float(p.y - origin.y), float(p.x - origin.x)) for p in ring] for ring in rings]


def signs(rings: Rings) -> list[int]:
    """+1 for each ring that adds land, -1 for each hole: a ring inside an odd number of larger rings is a hole."""
    return [-1 if depth % 2 else 1 for depth in depths(rings)]


def depths(rings: Rings) -> list[int]:
    """How many other rings each ring lies in."""
    if len(rings) < 2:
        return [0] * len(rings)
    return [len(outer) for outer in enclosing(shapely.polygons([shapely.linearrings(r) for r in local(rings)]))]


def enclosing(polygons: Sequence[shapely.Polygon]) -> list[list[int]]:
    """For each filled ring the indices of the larger rings it lies in, smallest first."""
    areas = shapely.area(polygons)
    outer, inner = shapely.STRtree(shapely.point_on_surface(polygons)).query(polygons, predicate="contains")
    found: list[list[int]] = [[] for _ in polygons]
    for i, j in zip(inner.tolist(), outer.tolist(), strict=True):
        if (areas[j], j) > (areas[i], i):
            found[i].append(j)
    return [sorted(js, key=lambda j: areas[j]) for js in found]


def without_repeats(numbered: Sequence[Numbered]) -> tuple[list[Numbered], list[Point]]:
    """The points without those that repeat the place of the point before them in the same ring, and the repeats."""
    kept, repeats = list(numbered[:1]), []
    for number, point in numbered[1:]:
        if number == kept[-1][0] and same_place(point, kept[-1][1]):
            repeats.append(point)
        else:
            kept.append((number, point))
    return kept, repeats


def split(numbered: Sequence[Numbered]) -> Rings:
    """Cut points into rings: one begins where the ring number changes and after a return to the first point."""
    return tuple(ring for _, run in groupby(numbered, key=lambda n: n[0]) for ring in _cut([p for _, p in run]))


def _cut(points: list[Point]) -> list[Ring]:
    rings: list[Ring] = []
    current: list[Point] = []
    for point in points:
        if len(current) >= 3 and same_place(point, current[0]):
            rings.append(tuple(current))
            current = []
        else:
            current.append(point)
    return [*rings, tuple(current)] if current else rings


def astray(rings: Rings) -> list[Point]:
    """Last points that bear the first point's name and yet lie elsewhere."""
    return [r[-1] for r in rings if len(r) > 3 and r[0].label and r[-1].label == r[0].label]


def distinct(ring: Ring) -> int:
    """How many different places a ring has."""
    return len({(p.x, p.y) for p in ring})


def same_place(a: Point, b: Point) -> bool:
    """Whether two points have equal coordinates, whatever their names."""
    return (a.x, a.y) == (b.x, b.y)
