"""Hatching: parallel lines over a shape, cut off at its outline. They stand on one grid for the whole drawing."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, cos, floor, radians, sin

from linkdesk.documents.blocks import Hatch, Shape

# The directions of the lines in degrees, and how far apart they stand in mm.
_LINES = {
    Hatch.RISING: ((45,), 2.0), Hatch.FALLING: ((135,), 2.0), Hatch.LEVEL: ((0,), 1.6), Hatch.UPRIGHT: ((90,), 1.6),
    Hatch.CROSSED: ((45, 135), 2.6), Hatch.SQUARED: ((0, 90), 2.4), Hatch.DASHED: ((0,), 1.6),
}
_WIDTH = 0.08  # of a line, in mm


def hatched(shape: Shape, clip: str, colour: str) -> str:
    """The operators that hatch a shape; `clip` are those that make its outline the clipping path."""
    angles, apart = _LINES[shape.hatch]
    dashes = "[2.4 1.2] 0 d" if shape.hatch is Hatch.DASHED else ""
    lines = [f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for angle in angles for x, y, to_x, to_y in _lines(shape, angle, apart)]
    return " ".join(filter(None, ("q", clip, f"{colour} RG {_WIDTH} w", dashes, *lines, "S Q")))


def _lines(shape: Shape, angle: int, apart: float) -> Iterator[tuple[float, float, float, float]]:
    c, s = cos(radians(angle)), sin(radians(angle))
    xs, ys = zip(*((float(x), float(y)) for x, y in shape.points), strict=True)
    corners = [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
    along, across = [c * x + s * y for x, y in corners], [c * y - s * x for x, y in corners]
    for at in range(floor(min(across) / apart), ceil(max(across) / apart) + 1):
        d = at * apart
        yield (c * min(along) - s * d, s * min(along) + c * d, c * max(along) - s * d, s * max(along) + c * d)
