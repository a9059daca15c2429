"""Stored boundary points as places on the Gauss plane, and where a base picture lies there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from linkdesk.domain.plot import BaseMap, PlotRings

Place = tuple[Decimal, Decimal]  # metres east (with the zone in front) and north
ZONE_WIDTH = Decimal(1_000_000)  # the zone stands in front of the six digits of the easting
FALSE_EASTING = Decimal(500_000)
FIRST_OF_THREE_DEGREES = 24      # zones of 3° in China are 24 to 45, those of 6° are 13 to 23


class BoundaryPoint(NamedTuple):
    """A boundary point (界址点): its name and its place in metres."""

    label: str
    east: Decimal
    north: Decimal


class Bounds(NamedTuple):
    """The least upright rectangle around places, in metres."""

    west: Decimal
    south: Decimal
    east: Decimal
    north: Decimal


def boundary_points(rings: PlotRings) -> tuple[tuple[BoundaryPoint, ...], ...]:
    """The boundary points ring by ring, the easting with the zone in front where the zone is known."""
    read = [[(label, Decimal(north), Decimal(east)) for label, north, east in ring] for ring in json.loads(rings.rings)]
    return tuple(tuple(BoundaryPoint(label, zoned(east, rings.zone), north) for label, north, east in ring) for ring in read)


def outline(rings: PlotRings) -> tuple[tuple[Place, ...], ...]:
    """The rings of a plot as (east, north) in metres; the closing point is not repeated."""
    return tuple(tuple((p.east, p.north) for p in ring) for ring in boundary_points(rings))


def zoned(east: Decimal, zone: int | None) -> Decimal:
    """An easting with its zone in front: 412330 in zone 37 → 37412330."""
    return east if zone is None or east >= ZONE_WIDTH else east + zone * ZONE_WIDTH


def zone_at(east: Decimal) -> int | None:
    """The zone that stands in front of an easting; None when it has none."""
    return int(east // ZONE_WIDTH) or None


def central_meridian(zone: int) -> int:
    """The longitude in degrees of the middle of a zone: 37 → 111, and 19 → 111 as a zone of 6°."""
    return zone * 3 if zone >= FIRST_OF_THREE_DEGREES else zone * 6 - 3


def bounds_of(places: Iterable[Place]) -> Bounds:
    """The bounds of one place or more."""
    easts, norths = zip(*places, strict=True)
    return Bounds(min(easts), min(norths), max(easts), max(norths))


def middle(bounds: Bounds) -> Place:
    """The middle of some ground."""
    return (bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2


def joined(bounds: Iterable[Bounds]) -> Bounds:
    """The bounds of several bounds."""
    wests, souths, easts, norths = zip(*bounds, strict=True)
    return Bounds(min(wests), min(souths), max(easts), max(norths))


def picture_corners(base: BaseMap) -> tuple[Place, Place, Place]:
    """Upper left, upper right and lower left corner of a base picture, with the zone in front of the eastings."""
    a, d, b, e, c, f = map(Decimal, base.world)
    half = Decimal("0.5")

    def corner(column: int, row: int) -> Place:
        x, y = column - half, row - half
        return zoned(c + a * x + b * y, base.zone), f + d * x + e * y

    return corner(0, 0), corner(base.width, 0), corner(0, base.height)
