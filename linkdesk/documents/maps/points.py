"""Boundary points with their names, on maps large enough for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, pi, sin

from linkdesk.documents.blocks import Align, Shape
from linkdesk.documents.maps.board import Board
from linkdesk.documents.maps.ground import Lying
from linkdesk.documents.maps.lines import Frame, Spot
from linkdesk.documents.maps.pen import width_of, word
from linkdesk.documents.maps.symbols import symbol
from linkdesk.documents.maps.view import View

_RADIUS, _SIZE, _APART = 0.5, 1.8, 1.6  # mm: of the sign, of its name, between two signs that both are drawn
_TURNS = (0, pi / 4, -pi / 4, pi / 2, -pi / 2, 3 * pi / 4, -3 * pi / 4, pi)


def point_signs(board: Board, view: View, plots: Sequence[Lying]) -> Iterator[Shape]:
    """Each point as a small circle, its name beside it, outside its plot where there is room; without room no name."""
    named = [(label, spot, outward) for each in plots for label, spot, outward in _points(view, each)]
    for _, spot, _ in named:
        yield from symbol(spot, _RADIUS, 16, "#FFFFFF")
        board.word((spot[0] - 0.4, spot[1] - 0.4, spot[0] + 0.4, spot[1] + 0.4))
    for label, spot, outward in named:
        yield from _name(board, label, spot, outward)


def _points(view: View, lying: Lying) -> Iterator[tuple[str, Spot, float]]:
    """The points that can be told apart, and the direction that leads away from the plot's middle line."""
    for ring in lying.rings:
        spots = [view.place(p.east, p.north) for p in ring]
        last: Spot | None = None
        for at, (point, spot) in enumerate(zip(ring, spots, strict=True)):
            if last is None or hypot(spot[0] - last[0], spot[1] - last[1]) >= _APART:
                yield point.label, spot, _outward(spots, at)
                last = spot


def _outward(spots: Sequence[Spot], at: int) -> float:
    before, spot, after = spots[at - 1], spots[at], spots[(at + 1) % len(spots)]
    return atan2(2 * spot[1] - before[1] - after[1], 2 * spot[0] - before[0] - after[0])


def _name(board: Board, label: str, spot: Spot, outward: float) -> Iterator[Shape]:
    across, up = width_of(label, _SIZE) / 2 + 0.1, _SIZE * 0.5
    boxes = [_beside(spot, outward + turn, across, up) for turn in _TURNS]
    free = [box for box in boxes if board.is_free(box)]
    if label and free:
        box = min(free, key=board.crossings)
        board.word(box)
        yield word((box[0] + box[2]) / 2, box[1] + up - 0.36 * _SIZE, label, _SIZE, align=Align.CENTRE, halo=True)


def _beside(spot: Spot, direction: float, across: float, up: float) -> Frame:
    x = spot[0] + cos(direction) * (across + _RADIUS + 0.4)
    y = spot[1] + sin(direction) * (up + _RADIUS + 0.4)
    return x - across, y - up, x + across, y + up
