"""The zones of the Gauss-Krüger projection in China: 13 to 23 are 6° wide, 24 to 45 are 3° wide; their number stands before Y."""

from __future__ import annotations

from decimal import Decimal

ZONES = range(13, 46)
SIX_DEGREE_ZONES = range(13, 24)
ZONE_WIDTH = Decimal(1_000_000)  # the zone number stands in front of the six digits of Y
FALSE_EASTING = Decimal(500_000)
_NORTHINGS = Decimal(1_000_000), Decimal(10_000_000)  # of China: seven digits
_EASTINGS = Decimal(100_000), Decimal(1_000_000)      # six digits, or eight with the zone in front
_WITH_ZONE = ZONES.start * ZONE_WIDTH, ZONES.stop * ZONE_WIDTH


def is_northing(value: Decimal) -> bool:
    """Whether a number can be a northing (X) of China."""
    return _NORTHINGS[0] <= value < _NORTHINGS[1]


def is_easting(value: Decimal) -> bool:
    """Whether a number can be an easting (Y) of China, with or without its zone in front."""
    return _EASTINGS[0] <= value < _EASTINGS[1] or _WITH_ZONE[0] <= value < _WITH_ZONE[1]


def zone_at(east: Decimal) -> int | None:
    """The zone that stands in front of what can be an easting; None when it has none."""
    return int(east // ZONE_WIDTH) or None


def zoned(east: Decimal, zone: int | None) -> Decimal:
    """An easting with its zone in front: 412330 in zone 37 → 37412330."""
    return east if zone is None or east >= ZONE_WIDTH else east + zone * ZONE_WIDTH


def degrees_wide(zone: int | None) -> int:
    """How many degrees of longitude a zone is wide; 3 when no zone is known."""
    return 6 if zone in SIX_DEGREE_ZONES else 3


def central_meridian(zone: int) -> int:
    """The longitude in degrees of the middle of a zone: 37 → 111, and 19 → 111 as a zone of 6°."""
    return zone * 6 - 3 if zone in SIX_DEGREE_ZONES else zone * 3
