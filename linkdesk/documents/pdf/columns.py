"""How wide a table's columns are, and how large its type may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linkdesk.documents.blocks import Width

# Type sizes to try, and the room left and right of a cell's text, in points.
SIZES = (10.5, 10, 9, 8.5, 8, 7.5, 7, 6.5)
PADDING = 2.5

# What a column of words may ask for before it wraps, in ems, and its share of room left over.
_WORDS = {Width.NARROW: 5, Width.NORMAL: 10, Width.WIDE: 22}
_SHARE = {Width.NARROW: 1, Width.NORMAL: 2, Width.WIDE: 4}


@dataclass(frozen=True, slots=True)
class Need:
    """What one column needs, in ems: at least (nothing inside a word or number breaks) and at best."""

    least: float
    best: float
    width: Width

    def capped(self) -> Need:
        """As words may have it: long text wraps."""
        return Need(self.least, max(self.least, min(self.best, _WORDS[self.width])), self.width)


def fitted(needs: Sequence[Need], measure: float, largest: float) -> tuple[float, list[float]]:
    """The type size and the column widths in points that fill `measure`.

    The largest size is taken at which the columns get at least the middle between least and best; else the
    largest at which nothing breaks; else the smallest, and words break.
    """
    sizes = [size for size in SIZES if size <= largest] or [SIZES[-1]]
    for comfort in (0.5, 0.0):
        for size in sizes:
            if sum(_points(n.least + comfort * (n.best - n.least), size) for n in needs) <= measure:
                return size, _shared(needs, measure, size)
    return sizes[-1], _shared(needs, measure, sizes[-1])


def _points(ems: float, size: float) -> float:
    return ems * size + 2 * PADDING


def _shared(needs: Sequence[Need], measure: float, size: float) -> list[float]:
    least = [_points(need.least, size) for need in needs]
    best = [_points(need.best, size) for need in needs]
    if sum(least) >= measure:
        return [width * measure / sum(least) for width in least]
    if sum(best) >= measure:
        part = (measure - sum(least)) / (sum(best) - sum(least))
        return [a + (b - a) * part for a, b in zip(least, best, strict=True)]
    shares = [width * _SHARE[need.width] for need, width in zip(needs, best, strict=True)]
    left = (measure - sum(best)) / sum(shares)
    return [width + share * left for width, share in zip(best, shares, strict=True)]
