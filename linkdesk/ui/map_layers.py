"""What lies on the map: the plots of one zone with what is marked on them, and what is found under a pixel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.spatial import Spatial
from linkdesk.domain.words import Severity
from linkdesk.ui.map_shapes import Shape, shape_of

Marks = Mapping[str, tuple[Severity, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot and its shape; `foreign` is the other project it belongs to, empty for one of this project."""

    plot: Plot
    shape: Shape
    foreign: str = ""

    @property
    def id(self) -> str:
        """The plot's id."""
        return self.plot.id


class Layer:
    """The plots of one zone, found by place."""

    def __init__(self, drawn: Iterable[Drawn] = (), marks: Marks | None = None, spatial: Spatial | None = None) -> None:
        self.drawn, self.marks = tuple(sorted(drawn, key=lambda d: not d.foreign)), marks or {}  # other projects beneath
        self.by_id = {d.id: at for at, d in enumerate(self.drawn)}
        self.bounds = np.array([d.shape.bounds for d in self.drawn], dtype=float).reshape(-1, 4)
        self.longest = np.array([d.shape.longest for d in self.drawn], dtype=float)
        pairs = spatial.overlaps if spatial else ()
        self.overlaps = tuple((self.by_id[o.plot_id], self.by_id[o.other_id]) for o in pairs
                              if o.plot_id in self.by_id and o.other_id in self.by_id)

    def within(self, ground: QRectF) -> list[int]:
        """Which plots touch a part of the ground, by their bounds."""
        if not len(self.bounds):
            return []
        west, north, east, south = self.bounds.T
        touches = (west <= ground.right()) & (east >= ground.left()) & (north <= ground.bottom()) & (south >= ground.top())
        return np.flatnonzero(touches).tolist()

    def larger(self, among: list[int], metres: float) -> list[Drawn]:
        """Those of some plots whose longer side is so many metres or more."""
        places = np.array(among, dtype=int)
        return [self.drawn[at] for at in places[self.longest[places] >= metres].tolist()]

    def enclosed(self, ground: QRectF) -> list[str]:
        """The plots of this project that lie whole inside a part of the ground."""
        return [self.drawn[at].id for at in self.within(ground) if ground.contains(self.drawn[at].shape.box)
                and not self.drawn[at].foreign]

    def at(self, ground: QPointF, reach: float) -> Drawn | None:
        """The smallest plot at a place; failing that the nearest whose bounds are within reach (m)."""
        around = QRectF(ground.x() - reach, ground.y() - reach, 2 * reach, 2 * reach)
        near = [self.drawn[at] for at in self.within(around)]
        inside = [d for d in near if d.shape.contains(ground)]
        tiny = [d for d in near if d.shape.longest < 4 * reach]
        return min(inside or tiny, key=lambda d: d.shape.box.width() * d.shape.box.height(), default=None)

    def boundary_point(self, ground: QPointF, reach: float) -> QPointF | None:
        """The nearest boundary point within reach (m)."""
        around = QRectF(ground.x() - reach, ground.y() - reach, 2 * reach, 2 * reach)
        best, found = reach, None
        for shape in (self.drawn[at].shape for at in self.within(around)):
            distances = np.hypot(shape.points[:, 0] + shape.x - ground.x(), shape.points[:, 1] + shape.y - ground.y())
            nearest = int(distances.argmin())
            if distances[nearest] <= best:
                best, found = float(distances[nearest]), QPointF(shape.x + shape.points[nearest][0], shape.y + shape.points[nearest][1])
        return found

    def extent(self, ids: Collection[str] | None = None) -> QRectF:
        """The ground all plots lie on, or those asked for; empty when there are none."""
        wanted = [self.by_id[id_] for id_ in ids if id_ in self.by_id] if ids is not None else range(len(self.drawn))
        if not len(wanted):
            return QRectF()
        chosen = self.bounds[list(wanted)]
        (west, north), (east, south) = chosen[:, :2].min(axis=0), chosen[:, 2:].max(axis=0)
        return QRectF(float(west), float(north), float(east - west), float(south - north))


class Shapes:
    """Shapes by the hash of their rings, read once: an edit of a field leaves every boundary as it is."""

    def __init__(self) -> None:
        self._read: dict[str, Shape | None] = {}

    def by_zone(self, plots: Iterable[Plot], rings: Iterable[PlotRings],
                foreign: Mapping[str, str] | None = None) -> dict[int | None, list[Drawn]]:
        """The plots that can be drawn, by zone, the zone with most plots first; `foreign` names other projects by plot id."""
        content, named = {r.id: r for r in rings}, foreign or {}
        self._read = {id_: self._read[id_] if id_ in self._read else shape_of(row) for id_, row in content.items()}
        drawn = [Drawn(p, self._read[p.rings_id], named.get(p.id, "")) for p in plots if self._read.get(p.rings_id)]
        zones = grouped(drawn, lambda d: d.shape.zone)
        return dict(sorted(zones.items(), key=lambda z: -len(z[1])))
