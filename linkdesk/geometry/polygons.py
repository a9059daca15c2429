"""The polygons of a .shp, record by record with every bound checked; measures and heights (M, Z) are passed over."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from linkdesk.geometry.answers import Refused, of_double
from linkdesk.geometry.degrees import Pair
from linkdesk.geometry.limits import MOST_POINTS

MAGIC = b"\x00\x00\x27\x0a"
_HEADER, _RECORD, _BOX = 100, 8, 36  # bytes; a record's box is preceded by its kind
_POLYGONS, _NULL = (5, 15, 25), 0

Rings = list[list[Pair]]


def polygons(shp: bytes) -> Iterator[Rings | None]:
    """The rings of each record as (east, north); None for a record without a shape, or with coordinates that are no numbers.

    Refused where the file holds points or lines, or ends before its records do.
    """
    if len(shp) < _HEADER or not shp.startswith(MAGIC):
        raise Refused("broken")
    stated, = struct.unpack_from(">i", shp, 24)
    if 2 * stated > len(shp):
        raise Refused("broken")
    if struct.unpack_from("<i", shp, 32)[0] not in (*_POLYGONS, _NULL):
        raise Refused("not_polygons")
    yield from _records(memoryview(shp)[_HEADER:])


def _records(rest: memoryview) -> Iterator[Rings | None]:
    points = 0
    while len(rest) >= _RECORD:
        _, words = struct.unpack_from(">ii", rest)
        end = _RECORD + 2 * words
        if words < 2 or end > len(rest):
            raise Refused("broken")
        points += _count(rest[_RECORD:end])
        if points > MOST_POINTS:
            raise Refused("too_many")
        yield _rings(rest[_RECORD:end])
        rest = rest[end:]
    if len(rest) and any(rest):
        raise Refused("broken")


def _count(content: memoryview) -> int:
    """How many points a record says it has."""
    return struct.unpack_from("<i", content, _BOX + 4)[0] if len(content) >= _BOX + 8 else 0


def _rings(content: memoryview) -> Rings | None:
    kind, = struct.unpack_from("<i", content)
    if kind == _NULL:
        return None
    if kind not in _POLYGONS or len(content) < _BOX + 8:
        raise Refused("broken" if kind in _POLYGONS else "not_polygons")
    parts, points = struct.unpack_from("<ii", content, _BOX)
    at = _BOX + 8
    if parts < 1 or points < 1 or at + 4 * parts + 16 * points > len(content):
        raise Refused("broken")
    starts = struct.unpack_from(f"<{parts}i", content, at)
    pairs = list(struct.iter_unpack("<dd", content[at + 4 * parts:at + 4 * parts + 16 * points]))
    if starts[0] != 0 or any(b <= a for a, b in zip(starts, (*starts[1:], points), strict=True)):
        raise Refused("broken")
    return _decimal([pairs[a:b] for a, b in zip(starts, (*starts[1:], points), strict=True)])


def _decimal(rings: list[list[tuple[float, float]]]) -> Rings | None:
    read = [[(of_double(east), of_double(north)) for east, north in ring] for ring in rings]
    return None if any(None in pair for ring in read for pair in ring) else read
