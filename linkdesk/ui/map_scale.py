"""Round steps of the map: of its grid and of its scale bar, in metres."""

from __future__ import annotations

import math
from collections.abc import Iterator

GRID_PX, BAR_PX = 110, 150
MOST = 200  # lines


def round_step(metres: float) -> float:
    """The largest of 1, 2, 5 × 10ⁿ that is not more."""
    power = 10.0 ** math.floor(math.log10(metres))
    return next(power * n for n in (5, 2, 1) if power * n <= metres)


def grid_step(scale: float) -> float:
    """Metres between two lines of the grid."""
    return max(1.0, round_step(GRID_PX * 2 / scale))


def bar(scale: float) -> float:
    """Metres the scale bar stands for."""
    return round_step(BAR_PX / scale)


def steps(low: float, high: float, step: float) -> Iterator[float]:
    """The multiples of a step between two numbers."""
    first = math.ceil(low / step)
    yield from (at * step for at in range(first, min(math.floor(high / step), first + MOST) + 1))


def metres_text(metres: float) -> str:
    """A length as the scale bar says it."""
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
