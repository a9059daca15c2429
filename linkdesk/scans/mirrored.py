"""Codes of the other side that shine through thin paper: a reader of codes takes a mirrored one for a code of this side."""

from __future__ import annotations

from collections.abc import Iterator

import segno
import zxingcpp
from PIL import Image

_SIDE = 21  # modules of a code as printed


def is_mirrored(image: Image.Image, code: zxingcpp.Barcode) -> bool:
    """Whether a token's code stands on a grey picture as in a mirror: what is seen fits better with its rows as columns."""
    drawn = segno.make(code.text, version=1, error="q", mask=code.extra["DataMask"], mode="alphanumeric", boost_error=False).matrix
    seen = (image.getpixel(place) for place in _modules(code.position))
    return sum((drawn[y][x] - drawn[x][y]) * next(seen) for y in range(_SIDE) for x in range(_SIDE)) > 0


def _modules(corners: zxingcpp.Position) -> Iterator[tuple[float, float]]:
    """The middle of each module, row by row."""
    middles = [(at + 0.5) / _SIDE for at in range(_SIDE)]
    for down in middles:
        left, right = (_between(a, b, down) for a, b in ((corners.top_left, corners.bottom_left),
                                                         (corners.top_right, corners.bottom_right)))
        yield from ((left[0] + (right[0] - left[0]) * across, left[1] + (right[1] - left[1]) * across) for across in middles)


def _between(a: zxingcpp.Point, b: zxingcpp.Point, share: float) -> tuple[float, float]:
    return a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share
