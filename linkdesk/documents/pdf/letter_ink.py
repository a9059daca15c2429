"""What only letters draw: red names, and lines of a stated thickness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.flow import Draw
from linkdesk.documents.pdf.ink import Ink

_RED, _BLACK = "1 0 0", "0 0 0"


def black(line: Line, left: float, top: float, size: float, leading: float) -> Draw:
    """A set line in a band of `leading`, its upper left corner so far from that of its box."""
    return lambda ink, x, y: ink.line(line, x + left, y + top, size, leading)


def red(line: Line, left: float, base: float) -> Draw:
    """A set line in red, its base line so far below the top of its box."""
    return partial(_red, line, left, base)


def _red(line: Line, left: float, base: float, ink: Ink, x: float, y: float) -> None:
    ink.drawn(f"q {_RED} rg BT 1 0 0 1 {x + left + line.x:.2f} {ink.height - y - base:.2f} Tm {line.code} ET Q")


def bar(left: float, right: float, middle: float, thickness: float, in_red: bool = False) -> Draw:
    """A level line, its middle so far below the top of its box; all in points."""
    return partial(_bar, left, right, middle, thickness, _RED if in_red else _BLACK)


def _bar(left: float, right: float, middle: float, thickness: float, colour: str, ink: Ink, x: float, y: float) -> None:
    low = ink.height - y - middle - thickness / 2
    ink.drawn(f"q {colour} rg {x + left:.2f} {low:.3f} {right - left:.2f} {thickness:.3f} re f Q")


def together(draws: Sequence[Draw]) -> Draw:
    """Several things that are drawn in one box."""
    def draw(ink: Ink, x: float, y: float) -> None:
        for each in draws:
            each(ink, x, y)
    return draw
