"""Lines on paper: thinned to what print can show, cut at the frame, and the place inside them for a label. All in mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Spot = tuple[float, float]
Line = list[Spot]
Frame = tuple[float, float, float, float]  # left, low, right, high

_FINE = 0.025   # half of what print can show: used twice
_SCANS = 13     # lines tried across a plot for the place of its label
_SIDES = ((0, 1), (0, -1), (1, 1), (1, -1))  # axis, and the sign with which the frame's edge bounds it from below


def thinned(ring: Line) -> Line:
    """The ring without points that would not be seen; no line moves by more than 0.05 mm, and none that stays moves."""
    near = _apart(ring)
    if len(near) < 4:
        return near
    far = max(range(len(near)), key=lambda at: _square(near[0], near[at]))
    kept = {0, far, *_kept(near, 0, far), *_kept([*near, near[0]], far, len(near))}
    return [near[at] for at in sorted(kept) if at < len(near)]


def _apart(ring: Line) -> Line:
    kept = ring[:1]
    for spot in ring[1:]:
        if _square(kept[-1], spot) > _FINE ** 2:
            kept.append(spot)
    return kept


def _kept(line: Line, first: int, last: int) -> set[int]:
    """Which points between two stay (Douglas and Peucker), without recursion: a ring may have thousands of points."""
    kept, open_ = set(), [(first, last)]
    while open_:
        a, b = open_.pop()
        if b - a < 2:
            continue
        off, at = max((_off(line[i], line[a], line[b]), i) for i in range(a + 1, b))
        if off > _FINE ** 2:
            kept.add(at)
            open_ += [(a, at), (at, b)]
    return kept


def _off(spot: Spot, a: Spot, b: Spot) -> float:
    """The square of the distance of a spot from a stretch."""
    (x, y), (ax, ay), (bx, by) = spot, a, b
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy
    share = min(max(((x - ax) * dx + (y - ay) * dy) / long, 0.0), 1.0) if long else 0.0
    return (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2


def _square(a: Spot, b: Spot) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def cut(ring: Line, frame: Frame) -> Line:
    """The part of a filled ring inside a frame (Sutherland and Hodgman); empty when nothing is."""
    for (axis, sign), edge in zip(_SIDES, (frame[0], frame[2], frame[1], frame[3]), strict=True):
        ring = _half(ring, lambda spot, axis=axis, sign=sign, edge=edge: sign * (spot[axis] - edge))
    return ring


def _half(ring: Line, inside: Callable[[Spot], float]) -> Line:
    kept: Line = []
    for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        before, after = inside(a), inside(b)
        if (before < 0) != (after < 0):
            share = before / (before - after)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if after >= 0:
            kept.append(b)
    return kept


def anchor(rings: Sequence[Line]) -> Spot:
    """A place well inside some rings (those in an even number of others are holes), for a label."""
    ys = [y for _, y in rings[0]]
    low, high = min(ys), max(ys)
    steps = [low + (high - low) * (at + 0.5) / _SCANS for at in range(_SCANS)]
    spots = [((a + b) / 2, y) for y in steps for a, b in _spans(rings, y)]
    edges = [(a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    return max(spots, key=lambda spot: min(_off(spot, a, b) for a, b in edges), default=rings[0][0])


def _spans(rings: Sequence[Line], y: float) -> list[Spot]:
    """Where a level line lies inside, as pairs of x."""
    xs = sorted(ax + (y - ay) * (bx - ax) / (by - ay) for ring in rings
                for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True) if (ay <= y) != (by <= y))
    return list(zip(xs[::2], xs[1::2], strict=True))


def extent(rings: Sequence[Line]) -> float:
    """The longer side of the upright rectangle around some rings."""
    xs, ys = zip(*(spot for ring in rings for spot in ring), strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))
