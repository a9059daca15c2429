"""Signs on a map for what is too small for its outline."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from linkdesk.documents.blocks import Shape
from linkdesk.documents.maps.lines import Line, Spot
from linkdesk.documents.maps.pen import area

RADIUS = 1.1      # mm
SMALLEST = 2.4    # mm: a plot that is less across is a sign


def symbol(middle: Spot, radius: float, corners: int, fill: str) -> Iterator[Shape]:
    """A sign with so many corners (16 for a circle) round its middle."""
    yield area([_round(middle, radius, corners)], fill, width=0.2)


def _round(middle: Spot, radius: float, corners: int) -> Line:
    # A square and a triangle stand on a side, and are a little larger so that they weigh as much as the circle.
    start, more = pi / 2 + (pi / 4 if corners == 4 else 0), 1.25 if corners < 5 else 1.0
    return [(middle[0] + radius * more * cos(start + 2 * pi * at / corners),
             middle[1] + radius * more * sin(start + 2 * pi * at / corners)) for at in range(corners)]
