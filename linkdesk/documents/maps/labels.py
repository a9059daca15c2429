"""Words on a map: in their plot where there is room, else beside it with a line to it; never one on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, hypot, pi, sin

from linkdesk.documents.blocks import Align, Shape
from linkdesk.documents.maps.board import Board
from linkdesk.documents.maps.lines import Frame, Spot
from linkdesk.documents.maps.pen import box, stroke, width_of, word

_LEADING = 1.3                                  # of lines, in their size
_AWAY = (1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 23.0)  # mm from the plot, tried in this order
_ROUND = tuple((cos(at * pi / 8), sin(at * pi / 8)) for at in range(16))
_CROSSING = 1.5                                 # mm further away are better than running over half a millimetre of line


@dataclass(frozen=True)
class Label:
    """Words for one place; with two lines a stroke stands between them, as surveyors write 编号 over 面积."""

    lines: tuple[str, ...]
    at: Spot
    size: float = 2.3
    strong: bool = False
    reach: float = 0.0     # how far round its place the label must stay away (the radius of a symbol)
    leader: bool = True    # a line leads to it from its place
    ground: str = ""       # the colour under it where it stands in its plot, so that no hatching runs through it

    @cached_property
    def half(self) -> tuple[float, float]:
        """Half of width and height."""
        return max(width_of(line, self.size) for line in self.lines) / 2 + 0.4, len(self.lines) * self.size * _LEADING / 2 + 0.2


def placed(board: Board, labels: Iterable[Label]) -> tuple[list[Shape], list[Label]]:
    """The shapes of all labels that found a place, and those that found none."""
    shapes: list[Shape] = []
    outside, lost = [], []
    for label in labels:
        spot = _inside(board, label)
        if spot is None:
            outside.append(label)
        else:
            shapes += [*_ground(label, spot), *_drawn(board, label, spot)]
    for label in outside:
        found = next(((each, spot) for each in _shorter(label) if (spot := _beside(board, each))), None)
        if found is None:
            lost.append(label)
        else:
            shapes += [*_leader(board, *found), *_drawn(board, *found)]
    return shapes, lost


def _shorter(label: Label) -> tuple[Label, ...]:
    """The label, and in a crowd only its first line."""
    return (label,) if len(label.lines) == 1 else (label, replace(label, lines=label.lines[:1], size=label.size * 0.8))


def _box(label: Label, middle: Spot) -> Frame:
    across, up = label.half
    return middle[0] - across, middle[1] - up, middle[0] + across, middle[1] + up


def _inside(board: Board, label: Label) -> Spot | None:
    around = _box(label, label.at)
    return label.at if not label.reach and board.is_free(around) and not board.crossings(around) else None


def _beside(board: Board, label: Label) -> Spot | None:
    best: tuple[float, Spot] | None = None
    for away in _AWAY:
        if best and best[0] <= away:
            break
        for spot in _around(label, away):
            cost = away + board.crossings(_box(label, spot)) * _CROSSING if _stands(board, label, spot) else None
            if cost is not None and (best is None or cost < best[0]):
                best = cost, spot
    return best[1] if best else None


def _around(label: Label, away: float) -> Iterator[Spot]:
    (x, y), (across, up) = label.at, label.half
    for dx, dy in _ROUND:
        # to the edge of the box in this direction, so that all boxes of a round are equally far from the place
        to_edge = min(across / abs(dx) if abs(dx) > 1e-9 else 1e9, up / abs(dy) if abs(dy) > 1e-9 else 1e9)
        far = label.reach + away + to_edge
        yield x + dx * far, y + dy * far


def _stands(board: Board, label: Label, spot: Spot) -> bool:
    around = _box(label, spot)
    return board.is_free(around) and (not label.leader or board.is_open([_start(label, spot), _nearest(around, label.at)]))


def _start(label: Label, spot: Spot) -> Spot:
    """Where the line to a label begins: at its place, or at the rim of the symbol there."""
    (x, y), dx, dy = label.at, spot[0] - label.at[0], spot[1] - label.at[1]
    far = hypot(dx, dy) or 1.0
    rim = label.reach + 0.5 if label.reach else 0.0
    return x + dx / far * rim, y + dy / far * rim


def _nearest(frame: Frame, spot: Spot) -> Spot:
    return min(max(spot[0], frame[0]), frame[2]), min(max(spot[1], frame[1]), frame[3])


def _leader(board: Board, label: Label, spot: Spot) -> list[Shape]:
    start, end = _start(label, spot), _nearest(_box(label, spot), label.at)
    if not label.leader or hypot(end[0] - start[0], end[1] - start[1]) < 1.2:
        return []
    board.line([start, end], closed=False)
    return [stroke(start, end, width=0.1)]


def _ground(label: Label, spot: Spot) -> list[Shape]:
    return [box(_box(label, spot), label.ground, colour="")] if label.ground else []


def _drawn(board: Board, label: Label, spot: Spot) -> list[Shape]:
    around = _box(label, spot)
    board.word(around)
    step = label.size * _LEADING
    top = spot[1] + (len(label.lines) / 2 - 0.5) * step - label.size * 0.36
    shapes = [word(spot[0], top - at * step, line, label.size, align=Align.CENTRE, strong=label.strong, halo=True)
              for at, line in enumerate(label.lines)]
    if len(label.lines) == 2:
        shapes.append(stroke((around[0] + 0.3, spot[1]), (around[2] - 0.3, spot[1]), width=0.12))
    return shapes


def codes(labels: Sequence[Label]) -> str:
    """The first lines of some labels, at most eight of them."""
    said = "、".join(label.lines[0] for label in labels[:8])
    return said if len(labels) <= 8 else f"{said}等 {len(labels)} 处"
