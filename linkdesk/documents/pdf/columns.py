"""How wide a table's columns are, and how large its type may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkdesk.documents.blocks import Width

# Type sizes to try, and the room left and right of a cell's text, in points.
SIZES = (10.5, 10, 9, 8.5, 8, 7.5, 7, 6.5)
PADDING = 2.5

_SHARE = {Width.NARROW: 1, Width.NORMAL: 2, Width.WIDE: 4}  # of room that nobody needs

# What is tried in turn: sizes, the words in ems that shall not wrap, the most lines an ordinary cell may take.
_READABLE, _SMALL = (10.5, 10, 9), (8.5, 8, 7.5, 7, 6.5)
_TRIALS = ((SIZES[:5], 6, 2), (_READABLE, 6, 12), (_SMALL, 4, 4), (_SMALL, 3, 6), (SIZES, 2, 30), (SIZES, 0, 60))


@dataclass(frozen=True, slots=True)
class Need:
    """What one column needs, in ems.

    `least`: nothing inside a word or number breaks; `usual`: nine cells of ten stand on one line; `most`: all do.
    """

    least: float
    usual: float
    most: float
    width: Width


def fitted(needs: Sequence[Need], measure: float, largest: float) -> tuple[float, list[float]]:
    """The type size and the column widths in points that fill `measure`; in the worst case words break."""
    for size, short, lines in _trials(largest):
        widths = [_points(max(n.least, min(n.usual, short), n.usual / lines), size) for n in needs]
        if sum(widths) <= measure:
            return size, _filled(needs, widths, measure, size)
    least = [_points(need.least, SIZES[-1]) for need in needs]
    return SIZES[-1], [width * measure / sum(least) for width in least]


def _trials(largest: float) -> Iterator[tuple[float, float, int]]:
    for sizes, short, most in _TRIALS:
        for size in sizes:
            if size <= largest or size == SIZES[-1]:
                yield from ((size, short, lines) for lines in range(1, most + 1))


def _points(ems: float, size: float) -> float:
    return ems * size + 2 * PADDING


def _filled(needs: Sequence[Need], widths: Sequence[float], measure: float, size: float) -> list[float]:
    """Give the room left to columns that wrap, then to all by their kind."""
    widths = _raised(widths, [_points(need.usual, size) for need in needs], measure)
    widths = _raised(widths, [_points(need.most, size) for need in needs], measure)
    shares = [width * _SHARE[need.width] for need, width in zip(needs, widths, strict=True)]
    left = (measure - sum(widths)) / sum(shares)
    return [width + share * left for width, share in zip(widths, shares, strict=True)]


def _raised(widths: Sequence[float], goals: Sequence[float], measure: float) -> list[float]:
    lacking = [max(goal - width, 0.0) for goal, width in zip(goals, widths, strict=True)]
    part = min(1.0, (measure - sum(widths)) / sum(lacking)) if sum(lacking) else 0.0
    return [width + part * lack for width, lack in zip(widths, lacking, strict=True)]
