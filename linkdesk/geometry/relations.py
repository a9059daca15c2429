"""How the plots of a project lie: to each other, to the plots of other projects, and under surveyed homesteads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from linkdesk.domain.spatial import PlotDistance, PlotFlaw, PlotOverlap, SameCode, Spatial
from linkdesk.domain.words import PlotUse
from linkdesk.geometry.extents import around, extent, may_meet
from linkdesk.geometry.overlapping import Overlap, mean_width, metres, shared_land
from linkdesk.geometry.plot_file import Boundary
from linkdesk.geometry.shapes import drawable, flaw, shapes_of, sound, zone_of

MOST = 2000
"""Of more overlaps every plot is named with its largest only."""

_NO_POINTS = "没有界址点坐标，未核对重叠"
_TOO_FEW = "界址点不足三个，围不成地块"
_OTHER_ZONE = "带号{mine}，与本项目区多数地块（{most}）不同，未与它们核对重叠"
_OTHERS = "其他项目区有 {count} 个地块（{names}）与本项目区带号不同，或没有界址点坐标，未与它们核对重叠"
_CUT = "地块重叠共 {count} 处，每个地块只列出面积最大的一处"


class OwnPlot(NamedTuple):
    """A plot of the project; without boundary points `boundary` is None."""

    plot_id: str
    code: str
    use: PlotUse
    boundary: Boundary | None


class OtherPlot(NamedTuple):
    """A plot of another project of the workspace, with that project's name and year."""

    plot_id: str
    code: str
    project: str
    year: int | None
    boundary: Boundary | None


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plots whose coordinates count in one zone, those of the project first, as sound shapes."""

    own: list[OwnPlot]
    others: list[OtherPlot]
    shapes: NDArray[np.object_]
    crossed: NDArray[np.bool_]  # which of its own are not sound as drawn


def relations(own: Sequence[OwnPlot], others: Sequence[OtherPlot] = ()) -> Spatial:
    """Overlaps, flaws, widths, distances and codes that come twice; compared is what counts in the same zone, else it is said."""
    planes = [_plane(own, others, zone) for zone in dict.fromkeys(zone_of(p.boundary) for p in own if _is_drawn(p))]
    found = [o for plane in planes for o in _overlaps(plane)]
    overlaps = found if len(found) <= MOST else _largest(found)
    cut = [PlotFlaw("", _CUT.format(count=len(found)), doubtful=True)] if len(overlaps) < len(found) else []
    return Spatial(
        overlaps=tuple(overlaps), flaws=(*(f for p in planes for f in _flaws(p)), *_doubts(own, others), *cut),
        distances=tuple(d for plane in planes for d in _distances(plane)),
        widths=tuple(w for plane in planes for w in _widths(plane)), codes=tuple(_codes(own, others)))


def _is_drawn(plot: OwnPlot | OtherPlot) -> bool:
    return plot.boundary is not None and drawable(plot.boundary.rings)


def _plane(own: Sequence[OwnPlot], others: Sequence[OtherPlot], zone: int | None) -> _Plane:
    mine, theirs = ([p for p in plots if _is_drawn(p) and zone_of(p.boundary) == zone] for plots in (own, others))
    drawn = shapes_of([p.boundary.rings for p in (*mine, *theirs)])
    return _Plane(mine, theirs, sound(drawn), ~shapely.is_valid(drawn[:len(mine)]))


def _overlaps(plane: _Plane) -> list[PlotOverlap]:
    shared = sorted(shared_land(plane.shapes, len(plane.own)), key=lambda o: (o.first, o.second))
    return [_overlap(plane, each) for each in shared]


def _overlap(plane: _Plane, shared: Overlap) -> PlotOverlap:
    plot, at = plane.own[shared.first], shared.second - len(plane.own)
    if at < 0:
        other = plane.own[shared.second]
        return PlotOverlap(plot.plot_id, other.plot_id, other.code, shared.area_m2, width=shared.width_m)
    other = plane.others[at]
    return PlotOverlap(plot.plot_id, other.plot_id, other.code, shared.area_m2, other.project, other.year, shared.width_m)


def _largest(found: list[PlotOverlap]) -> list[PlotOverlap]:
    """Of each plot the overlap that takes most of it."""
    best: dict[str, PlotOverlap] = {}
    for each in sorted(found, key=lambda o: o.area):
        best |= {each.plot_id: each} | ({} if each.other_project else {each.other_id: each})
    return list(dict.fromkeys(best.values()))


def _flaws(plane: _Plane) -> Iterable[PlotFlaw]:
    for plot, crossed in zip(plane.own, plane.crossed.tolist(), strict=True):
        found = flaw(plot.boundary.rings) if crossed else None
        if found:
            reason, place = found
            yield PlotFlaw(plot.plot_id, f"{reason}（{place.label}附近）" if place.label else reason)


def _doubts(own: Sequence[OwnPlot], others: Sequence[OtherPlot]) -> Iterable[PlotFlaw]:
    """What could not be compared, plot by plot; of all other projects together in one sentence."""
    zones = Counter(zone_of(p.boundary) for p in own if _is_drawn(p))
    most = next(iter(zone for zone, _ in zones.most_common()), None)
    for plot in own:
        if plot.boundary is None or not plot.boundary.rings:
            yield PlotFlaw(plot.plot_id, _NO_POINTS, doubtful=True)
        elif not drawable(plot.boundary.rings):
            yield PlotFlaw(plot.plot_id, _TOO_FEW)
        elif zone_of(plot.boundary) != most:
            why = _OTHER_ZONE.format(mine=_named(zone_of(plot.boundary)), most=_named(most).strip())
            yield PlotFlaw(plot.plot_id, why, doubtful=True)
    if aside := _not_compared(own, others, frozenset(zones)):
        names = list(dict.fromkeys(f"“{p.project}”" for p in aside))
        said = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        yield PlotFlaw("", _OTHERS.format(count=len(aside), names=said), doubtful=True)


def _not_compared(own: Sequence[OwnPlot], others: Sequence[OtherPlot], zones: frozenset[int | None]) -> list[OtherPlot]:
    """Plots of other projects that may lie on those of this one for all that is known."""
    aside = [p for p in others if not _is_drawn(p) or zone_of(p.boundary) not in zones] if zones else []
    here = around(extent(p.boundary) for p in own if _is_drawn(p)) if aside else None
    return [p for p in aside if not _is_drawn(p) or may_meet(here, extent(p.boundary))]


def _named(zone: int | None) -> str:
    return "未写明" if zone is None else f" {zone}"


def _distances(plane: _Plane) -> Iterable[PlotDistance]:
    """Of each settlement plot to the nearest old plot of the same zone, of two as near to the one that stands first."""
    at = {use: [i for i, p in enumerate(plane.own) if p.use is use] for use in (PlotUse.SETTLEMENT, PlotUse.OLD)}
    settled, old = at[PlotUse.SETTLEMENT], at[PlotUse.OLD]
    if not settled or not old:
        return
    (which, near), far = shapely.STRtree(plane.shapes[old]).query_nearest(plane.shapes[settled], return_distance=True)
    nearest: dict[int, tuple[float, int]] = {}
    for i, j, distance in zip(which.tolist(), near.tolist(), far.tolist(), strict=True):
        nearest[i] = min(nearest.get(i, (distance, j)), (distance, j))
    for i, (distance, j) in nearest.items():
        yield PlotDistance(plane.own[settled[i]].plot_id, plane.own[old[j]].plot_id, metres(distance))


def _widths(plane: _Plane) -> Iterable[tuple[str, Decimal]]:
    own = plane.shapes[:len(plane.own)]
    wide = mean_width(shapely.area(own), shapely.length(own)).tolist()
    return ((plot.plot_id, metres(width)) for plot, width in zip(plane.own, wide, strict=True))


def _codes(own: Sequence[OwnPlot], others: Sequence[OtherPlot]) -> Iterable[SameCode]:
    mine = {p.code: p.plot_id for p in own if p.code}
    return dict.fromkeys(SameCode(mine[p.code], p.project, p.year) for p in others if p.code in mine)
