"""One plot as the map draws it: its boundary about an origin of its own, coarser from afar, and a place inside for its label."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from linkdesk.domain import gauss_zone
from linkdesk.domain.outlines import stored_points
from linkdesk.domain.plot import PlotRings

ZONE_WIDTH = float(gauss_zone.ZONE_WIDTH)  # as the map's own numbers are
SMALL = 16              # points: fewer are always drawn as they are
FINEST = -8             # 2**-8 m: no eye sees a finer step at the closest zoom


@dataclass(frozen=True, eq=False)
class Shape:
    """Rings of one plot: (n, 2) metres east and south of `x`, `y`; each ring ends where `ends` says."""

    x: float
    y: float
    points: np.ndarray
    ends: tuple[int, ...]
    zone: int | None
    _coarser: dict[int, QPainterPath] = field(default_factory=dict)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, north, east and south edge (x and y of the map)."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        return self.x + float(low[0]), self.y + float(low[1]), self.x + float(high[0]), self.y + float(high[1])

    @cached_property
    def box(self) -> QRectF:
        """The bounds as a rectangle."""
        west, north, east, south = self.bounds
        return QRectF(west, north, east - west, south - north)

    @cached_property
    def longest(self) -> float:
        """The longer side of the bounds (m)."""
        return max(self.box.width(), self.box.height())

    @cached_property
    def path(self) -> QPainterPath:
        """The boundary as it is, holes left out of the inside."""
        return _path(self.rings)

    @property
    def rings(self) -> list[np.ndarray]:
        """Each ring's points."""
        return np.split(self.points, self.ends[:-1])

    def path_at(self, scale: float) -> QPainterPath:
        """The boundary as it can be seen at so many pixels a metre: points closer than half a pixel are one."""
        level = math.floor(math.log2(0.5 / scale))
        if len(self.points) <= SMALL or level <= FINEST:
            return self.path
        if level not in self._coarser:
            self._coarser[level] = _path([_coarse(ring, 2.0 ** level) for ring in self.rings])
        return self._coarser[level]

    def contains(self, ground: QPointF) -> bool:
        """Whether a place lies inside and in no hole."""
        return self.path.contains(QPointF(ground.x() - self.x, ground.y() - self.y))

    @cached_property
    def inside(self) -> QPointF:
        """A place well inside: the middle of the widest stretch of land on the line through the middle."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        y = float(low[1] + high[1]) / 2
        crossings = sorted(x for ring in self.rings for x in _crossings(ring, y))
        spans = sorted(zip(crossings[::2], crossings[1::2], strict=False), key=lambda s: s[1] - s[0])
        x = sum(spans[-1]) / 2 if spans else float(low[0] + high[0]) / 2
        return QPointF(self.x + x, self.y + y)


def shape_of(rings: PlotRings) -> Shape | None:
    """The shape of stored rings; None where there is nothing to draw."""
    found = [[(float(east), -float(north)) for _, north, east in ring] for ring in stored_points(rings) if len(ring) > 2]
    if not found:
        return None
    points = np.array([p for ring in found for p in ring], dtype=float)
    points[:, 0] %= ZONE_WIDTH
    x, y = (float(n) for n in np.floor(points.min(axis=0)))
    ends = tuple(int(n) for n in np.cumsum([len(ring) for ring in found]))
    return Shape(x, y, points - (x, y), ends, rings.zone)


def _path(rings: list[np.ndarray]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path


def _coarse(ring: np.ndarray, step: float) -> np.ndarray:
    """The first of each run of points that fall on the same place of a grid; a ring never has fewer than three."""
    cells = np.floor(ring / step)
    kept = np.concatenate(([True], np.any(np.diff(cells, axis=0) != 0, axis=1)))
    return ring[kept] if kept.sum() > 2 else ring[:: max(1, len(ring) // 3)]


def _crossings(ring: np.ndarray, y: float) -> list[float]:
    """Where a ring crosses a line from west to east."""
    following = np.roll(ring, -1, axis=0)
    crosses = (ring[:, 1] <= y) != (following[:, 1] <= y)
    a, b = ring[crosses], following[crosses]
    return (a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])).tolist()
