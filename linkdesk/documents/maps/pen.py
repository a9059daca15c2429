"""Shapes from spots in mm, and how much room a word takes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from unicodedata import east_asian_width

from linkdesk.documents.blocks import Align, Hatch, Places, Shape, ShapeKind
from linkdesk.documents.maps.lines import Frame, Line, Spot

INK, PALE_INK, GRID = "#1F2328", "#59636E", "#8A97A3"
_NARROW = dict.fromkeys("-./:,;()'I", 0.36) | dict.fromkeys("MWmw", 1.05)


def mm(value: float) -> Decimal:
    """A length as shapes hold it, to a thousandth."""
    return Decimal(f"{value:.3f}")


def places(line: Sequence[Spot]) -> Places:
    """Spots as a shape holds them."""
    return tuple((mm(x), mm(y)) for x, y in line)


def stroke(*line: Spot, width: float = 0.15, colour: str = INK, dashed: bool = False) -> Shape:
    """A line."""
    return Shape(ShapeKind.LINE, places(line), stroke=colour, size_mm=mm(width), dashed=dashed)


def area(rings: Sequence[Line], fill: str = "", hatch: Hatch = Hatch.NONE, *, width: float = 0.3, colour: str = INK,
         dashed: bool = False) -> Shape:
    """A filled outline; further rings are holes or parts."""
    return Shape(ShapeKind.POLYGON, places(rings[0]), stroke=colour, fill=fill, size_mm=mm(width),
                 holes=tuple(map(places, rings[1:])), hatch=hatch, dashed=dashed)


def box(frame: Frame, fill: str = "", hatch: Hatch = Hatch.NONE, *, width: float = 0.3, colour: str = INK,
        dashed: bool = False) -> Shape:
    """An upright rectangle."""
    left, low, right, high = frame
    return area([[(left, low), (right, low), (right, high), (left, high)]], fill, hatch, width=width, colour=colour,
                dashed=dashed)


def word(x: float, y: float, text: str, size: float, *, align: Align = Align.LEFT, colour: str = INK, strong: bool = False,
         halo: bool = False) -> Shape:
    """A text whose base line begins, ends or has its middle at (x, y)."""
    return Shape(ShapeKind.TEXT, ((mm(x), mm(y)),), text, stroke=colour, size_mm=mm(size), align=align, strong=strong, halo=halo)


@lru_cache(10_000)
def width_of(text: str, size: float) -> float:
    """At most so many mm does a text take."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    return _NARROW.get(character, 0.85 if character.isupper() else 0.66 if character.isalpha() else 0.56)


def size_for(text: str, size: float, room: float) -> float:
    """The size, or the smaller one at which a text fits its room."""
    return min(size, room / max(width_of(text, 1.0), 0.01))
