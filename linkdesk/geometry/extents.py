"""Where plots lie on the earth, roughly: enough to tell that plots counted in different zones cannot meet."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from linkdesk.domain.gauss_zone import central_meridian
from linkdesk.geometry.plot_file import Boundary
from linkdesk.geometry.shapes import zone_of
from linkdesk.geometry.survey_area import geodetic

MARGIN = 0.02
"""Degrees, about two kilometres: what the corners of a plot's bounds may be off because grid north is not true north."""


class Extent(NamedTuple):
    """Bounds in degrees of latitude and longitude."""

    south: float
    west: float
    north: float
    east: float


def extent(boundary: Boundary) -> Extent | None:
    """Roughly where a drawable plot lies; None without a zone."""
    zone = zone_of(boundary)
    if zone is None:
        return None
    points = [p for ring in boundary.rings for p in ring]
    corners = (geodetic(end(p.x for p in points), end(p.y for p in points)) for end in (min, max))
    middle = central_meridian(zone)
    (south, west), (north, east) = ((math.degrees(lat), math.degrees(lon) + middle) for lat, lon in corners)
    return Extent(south - MARGIN, west - MARGIN, north + MARGIN, east + MARGIN)


def around(extents: Iterable[Extent | None]) -> Extent | None:
    """The bounds of all; None where there are none or one of them is not known."""
    found = list(extents)
    if not found or None in found:
        return None
    south, west, north, east = zip(*found, strict=True)
    return Extent(min(south), min(west), max(north), max(east))


def may_meet(one: Extent | None, other: Extent | None) -> bool:
    """Whether two bounds have anything in common; what is not known may."""
    if one is None or other is None:
        return True
    return one.south <= other.north and other.south <= one.north and one.west <= other.east and other.west <= one.east
