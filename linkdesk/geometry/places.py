"""Surveyed homesteads on plots: a point is read as boundary points are, whichever of its two numbers is north."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import shapely

from linkdesk.domain.gauss_zone import ZONE_WIDTH, is_easting, is_northing, zone_at
from linkdesk.domain.grouping import grouped
from linkdesk.geometry.relations import OwnPlot
from linkdesk.geometry.shapes import drawable, origin, shapes_of, sound, zone_of


class Place(NamedTuple):
    """A household and the two numbers surveyed for its homestead, in metres."""

    household_id: str
    x: Decimal
    y: Decimal


class _Point(NamedTuple):
    household_id: str
    zone: int | None
    north: Decimal
    east: Decimal  # without zone


Lying = tuple[tuple[str, str], ...]


def lying(own: Sequence[OwnPlot], places: Sequence[Place]) -> tuple[Lying, tuple[str, ...]]:
    """Which household's point lies on which plot, its edge included (household id, plot id), and the households on none.

    A point without zone is held against the plots of every zone, and plots without zone against every point.
    """
    points = [point for place in places if (point := _point(place)) is not None]
    drawn = [p for p in own if p.boundary is not None and drawable(p.boundary.rings)]
    on = [each for zone, plots in grouped(drawn, lambda p: zone_of(p.boundary)).items()
          for each in _on_plots(plots, _of_zone(points, zone))]
    found = {household_id for household_id, _ in on}
    return tuple(on), tuple(p.household_id for p in places if p.household_id not in found)


def _of_zone(points: list[_Point], zone: int | None) -> list[_Point]:
    return [p for p in points if zone is None or p.zone in (None, zone)]


def _on_plots(plots: list[OwnPlot], points: list[_Point]) -> list[tuple[str, str]]:
    if not points:
        return []
    rings = [p.boundary.rings for p in plots]
    north, east = origin(rings)
    tree = shapely.STRtree(shapely.points([(float(p.east - east), float(p.north - north)) for p in points]))
    which, at = tree.query(sound(shapes_of(rings)), predicate="intersects")
    pairs = sorted(zip(at.tolist(), which.tolist(), strict=True))
    return [(points[i].household_id, plots[j].plot_id) for i, j in pairs]


def _point(place: Place) -> _Point | None:
    """North and east of a place; None where its numbers can be no coordinates of China."""
    for north, east in ((place.x, place.y), (place.y, place.x)):
        if is_northing(north) and is_easting(east):
            return _Point(place.household_id, zone_at(east), north, east % ZONE_WIDTH)
    return None
