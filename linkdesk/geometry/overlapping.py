"""Which plots share land, how much and how wide it is: a tree of bounds, then exact relations, then areas where land is shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import numpy as np
import shapely
from numpy.typing import NDArray

from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import rounded
from linkdesk.geometry.plot_file import Boundary
from linkdesk.geometry.shapes import drawable, shapes_of, sound, zone_of

INTERIORS_MEET = "T********"
AT_ONCE = 64  # shapes looked up together: memory stays small even where each meets every other
ENOUGH = 30
"""Two plots that each overlap so many others need not be named together: pairs would grow with the square."""

Indices = NDArray[np.intp]
Shapes = NDArray[np.object_]
Lengths = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two plots, as indices into what was given, the land they share in m² (4 decimals), and its mean width in m (3 decimals)."""

    first: int
    second: int
    area_m2: Decimal
    width_m: Decimal


def overlaps(plots: Sequence[Boundary]) -> tuple[Overlap, ...]:
    """Every pair of plots of one zone that share land, in order of their indices; touching edges are no overlap.

    Plots without points enough to be drawn are passed over, as is what is printed as 0.0000 m². Where very many lie on
    each other every plot is named with some of the others.
    """
    found: list[Overlap] = []
    zones = grouped((i for i, plot in enumerate(plots) if drawable(plot.rings)), lambda i: zone_of(plots[i]))
    for at in zones.values():
        found += _renumbered(shared_land(sound(shapes_of([plots[i].rings for i in at]))), at)
    return tuple(sorted(found, key=lambda o: (o.first, o.second)))


def shared_land(shapes: Shapes, own: int | None = None) -> list[Overlap]:
    """The overlaps of sound shapes in one plane, by their indices; with `own` only those of the first so many."""
    own = len(shapes) if own is None else own
    alike = _alike(shapes)
    distinct = shapes[[members[0] for members in alike]]
    shared = [o for first, second in _meeting(distinct, sum(members[0] < own for members in alike))
              for o in _measured(distinct, first, second)]
    found = [_between(o, i, j) for o in shared for i in _named(alike[o.first]) for j in _named(alike[o.second])]
    for members in alike:
        if len(members) > 1:
            whole = _whole(shapes[members[0]])
            found += [_between(whole, i, j) for i, j in _pairs(members)]
    return [o for o in found if o.area_m2 > 0 and o.first < own]


def mean_width(area: Lengths, perimeter: Lengths) -> Lengths:
    """How wide a strip of this area and perimeter is, in m: of a long thin one nearly its width, of a square half its side."""
    return np.divide(2 * area, perimeter, out=np.zeros_like(area), where=perimeter > 0)


def metres(length: float) -> Decimal:
    """A length as it is kept: 3 decimals."""
    return rounded(Decimal(length), 3)


def _alike(shapes: Shapes) -> list[list[int]]:
    """The indices of shapes that are the same points in the same order, together."""
    groups: dict[bytes, list[int]] = {}
    for at, drawn in enumerate(shapely.to_wkb(shapes).tolist()):
        groups.setdefault(drawn, []).append(at)
    return list(groups.values())


def _named(members: list[int]) -> list[int]:
    return members if len(members) <= ENOUGH else members[:1]


def _pairs(members: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(members, 2) if len(members) <= ENOUGH else ((members[0], other) for other in members[1:])


def _meeting(shapes: Shapes, own: int) -> Iterator[tuple[Indices, Indices]]:
    """Indices of two shapes, one of the first `own`, that share land, some at a time; the one with more points stands first."""
    shapely.prepare(shapes)
    tree, points = shapely.STRtree(shapes), shapely.get_num_coordinates(shapes)
    met = np.zeros(len(shapes), dtype=np.intp)
    for start in range(0, own, AT_ONCE):
        one, other = tree.query(shapes[start:min(start + AT_ONCE, own)])
        one = one + start
        wanted = (one < other) & (np.minimum(met[one], met[other]) < ENOUGH)
        one, other = one[wanted], other[wanted]
        rough, fine = np.where(points[one] < points[other], (one, other), (other, one))
        meets = shapely.relate_pattern(shapes[fine], shapes[rough], INTERIORS_MEET)  # what is prepared should be the finer one
        fine, rough = _thinned(fine[meets], rough[meets])
        met += np.bincount(fine, minlength=len(met)) + np.bincount(rough, minlength=len(met))
        yield fine, rough


def _thinned(fine: Indices, rough: Indices) -> tuple[Indices, Indices]:
    """The pairs without those of two shapes that are each in enough pairs before."""
    kept = np.minimum(_times_before(fine), _times_before(rough)) < ENOUGH
    return fine[kept], rough[kept]


def _times_before(indices: Indices) -> Indices:
    """How often each index stands in the list before."""
    order = np.argsort(indices, kind="stable")
    ordered = indices[order]
    times = np.empty_like(order)
    times[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return times


def _measured(shapes: Shapes, fine: Indices, rough: Indices) -> list[Overlap]:
    """The land that the pairs share; of one that lies within the other, all of it."""
    shared = shapes[rough]
    cut = ~shapely.contains(shapes[fine], shapes[rough])
    shared[cut] = shapely.intersection(shapes[fine[cut]], shapes[rough[cut]])
    areas, widths = shapely.area(shared), mean_width(shapely.area(shared), shapely.length(shared))
    return [Overlap(i, j, rounded(Decimal(area), 4), metres(width))
            for i, j, area, width in zip(fine.tolist(), rough.tolist(), areas.tolist(), widths.tolist(), strict=True)]


def _whole(shape: shapely.Geometry) -> Overlap:
    area = shapely.area(shape)
    return Overlap(0, 0, rounded(Decimal(area), 4), metres(2 * area / (shapely.length(shape) or 1)))


def _between(overlap: Overlap, i: int, j: int) -> Overlap:
    return Overlap(min(i, j), max(i, j), overlap.area_m2, overlap.width_m)


def _renumbered(found: list[Overlap], at: list[int]) -> list[Overlap]:
    return [_between(o, at[o.first], at[o.second]) for o in found]
