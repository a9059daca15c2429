"""Names of plots on the map: the largest first, none over another, the area under the code where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_layers import Drawn
from linkdesk.ui.map_look import Style

if TYPE_CHECKING:
    from linkdesk.ui.map_paint import Scene

AT_ONCE = 20
LEAST, MANY, FEW = 6.0, 36.0, 80  # px of a plot that bears its code: while that few plots are seen, and while more are
ROOMY, GAP, CELL = 0.66, 3.0, 64.0  # of a plot's width that its area may take; px beside words; px of a cell
AROUND = (1, 0), (-1, 0), (0, 1), (0, -1), (0.6, 1.1), (0.6, -1.1), (-0.6, 1.1), (-0.6, -1.1)  # where else a name is tried


def least(seen: int) -> float:
    """How many px a plot must have for its name, where so many are seen."""
    return LEAST if seen <= FEW else MANY


class Labels:
    """Places words where no other words stand; what is taken is kept by cells of a few lines' size."""

    def __init__(self, painter: QPainter, style: Style, camera: Camera, size: QSizeF) -> None:
        self.painter, self.style, self.camera, self.size = painter, style, camera, size
        self.line = style.face_metrics.height()
        self.taken: dict[tuple[int, int], list[QRectF]] = {}

    def place(self, named: list[Drawn], scene: Scene, few: bool) -> Iterator[None]:
        """Write what fits; where few plots are seen no name covers a small plot."""
        own = {d.plot.code for d in named if not d.foreign}
        named = [d for d in named if not (d.foreign and d.plot.code in own)]
        named.sort(key=lambda d: (d.id not in scene.chosen, -d.shape.longest))
        if few:
            self._keep_clear(named)
        for at, drawn in enumerate(named):
            self._write(drawn, scene)
            if at % AT_ONCE == AT_ONCE - 1:
                yield

    def _keep_clear(self, seen: list[Drawn]) -> None:
        """No name stands on a plot smaller than names are."""
        for box in (d.shape.box for d in seen):
            size = box.size() * self.camera.scale
            if size.width() < 3 * self.line or size.height() < self.line:
                self._free(QRectF(self.camera.pixel(box.topLeft(), self.size), size))

    def _write(self, drawn: Drawn, scene: Scene) -> None:
        box, code = drawn.shape.box, drawn.plot.code or drawn.plot.name
        wide, high = box.width() * self.camera.scale, box.height() * self.camera.scale
        area = scene.area(drawn.plot) if 3 * self.line < high else ""
        roomy = area and self._width(area) < wide * ROOMY
        if not code or (roomy and self._put(drawn, [code, area])):
            return
        if self._width(code) < wide and self.line < high:
            self._put(drawn, [code])
        else:
            self._put_beside(drawn, code)

    def _put_beside(self, drawn: Drawn, code: str) -> None:
        """At the right of a plot smaller than its name, else at its left, below, above, at a corner."""
        near, size = self.camera.pixel(drawn.shape.box.center(), self.size), QSizeF(self._width(code), self.line)
        right = drawn.shape.box.width() * self.camera.scale / 2 + size.width() / 2 + 1
        below = drawn.shape.box.height() * self.camera.scale / 2 + size.height() / 2 + 1
        for across, down in AROUND:
            x, y = across * right, down * below
            place = QRectF(QPointF(near.x() + x - size.width() / 2, near.y() + y - size.height() / 2), size)
            if self._free(place):
                self._say(place, [code])
                return

    def _width(self, text: str) -> float:
        return self.style.face_metrics.horizontalAdvance(text) + 2 * GAP

    def _put(self, drawn: Drawn, lines: list[str]) -> bool:
        """In the middle of a plot that has room for it."""
        width, height = max(map(self._width, lines)), len(lines) * self.line
        middle = self.camera.pixel(drawn.shape.inside, self.size)
        place = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        free = self._free(place)
        if free:
            self._say(place, lines)
        return free

    def _say(self, place: QRectF, lines: list[str]) -> None:
        self.painter.fillRect(place, self.style.backing)
        self.painter.setFont(self.style.face)
        self.painter.setPen(self.style.ink)
        self.painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))

    def _free(self, place: QRectF) -> bool:
        """Whether nothing stands there yet; if so it is taken."""
        first, last = (math.floor(edge / CELL) for edge in (place.left(), place.right()))
        top, bottom = (math.floor(edge / CELL) for edge in (place.top(), place.bottom()))
        cells = [(x, y) for x in range(first, last + 1) for y in range(top, bottom + 1)]
        if any(place.intersects(other) for cell in cells for other in self.taken.get(cell, ())):
            return False
        for cell in cells:
            self.taken.setdefault(cell, []).append(place)
        return True
