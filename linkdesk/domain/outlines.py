"""Stored boundary points as places on the Gauss plane, and where a base picture lies there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from linkdesk.domain.gauss_zone import zoned
from linkdesk.domain.plot import BaseMap, PlotRings

Place = tuple[Decimal, Decimal]  # metres east (with the zone in front) and north


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


def stored_points(rings: PlotRings) -> list[list[list[str]]]:
    """The points of stored rings as they are kept, ring by ring: label, north and east as written."""
    return json.loads(rings.rings)


def boundary_points(rings: PlotRings) -> tuple[tuple[BoundaryPoint, ...], ...]:
    """The boundary points ring by ring, the easting with the zone in front where the zone is known."""
    read = [[(label, Decimal(north), Decimal(east)) for label, north, east in ring] for ring in stored_points(rings)]
    return tuple(tuple(BoundaryPoint(label, zoned(east, rings.zone), north) for label, north, east in ring) for ring in read)


def outline(rings: PlotRings) -> tuple[tuple[Place, ...], ...]:
    """The rings of a plot as (east, north) in metres; the closing point is not repeated."""
    return tuple(tuple((p.east, p.north) for p in ring) for ring in boundary_points(rings))


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
