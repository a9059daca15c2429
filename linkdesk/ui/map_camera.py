"""Where the map looks: which place of the ground lies in the middle of the view, and how many pixels a metre has."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

CLOSEST, FARTHEST = 400.0, 0.0005  # px a metre
MARGIN = 100, 76                   # px in all that stay free for names when something is brought into view whole
ALONE = 60.0                       # metres: what is smaller is not brought closer than this


@dataclass(frozen=True, slots=True)
class Camera:
    """The ground in metres, x east and y south (the negative of north), as the view shows it."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    def pixel(self, ground: QPointF, size: QSizeF) -> QPointF:
        """Where a place of the ground stands in a view of that size."""
        return QPointF((ground.x() - self.x) * self.scale + size.width() / 2, (ground.y() - self.y) * self.scale + size.height() / 2)

    def ground(self, pixel: QPointF, size: QSizeF) -> QPointF:
        """The place of the ground under a pixel."""
        return QPointF(self.x + (pixel.x() - size.width() / 2) / self.scale, self.y + (pixel.y() - size.height() / 2) / self.scale)

    def seen(self, size: QSizeF) -> QRectF:
        """The ground a view of that size shows."""
        width, height = size.width() / self.scale, size.height() / self.scale
        return QRectF(self.x - width / 2, self.y - height / 2, width, height)

    def transform(self, x: float, y: float, size: QSizeF) -> QTransform:
        """From metres about the place x, y to pixels; so near numbers stay exact however far from zero they lie."""
        return QTransform(self.scale, 0, 0, self.scale, (x - self.x) * self.scale + size.width() / 2,
                          (y - self.y) * self.scale + size.height() / 2)

    def dragged(self, pixels: QPointF) -> Camera:
        """The ground follows the hand by so many pixels."""
        return replace(self, x=self.x - pixels.x() / self.scale, y=self.y - pixels.y() / self.scale)

    def zoomed(self, factor: float, at: QPointF, size: QSizeF) -> Camera:
        """So many times closer; the place under the pixel stays where it is."""
        scale, held = min(CLOSEST, max(FARTHEST, self.scale * factor)), self.ground(at, size)
        return Camera(held.x() - (at.x() - size.width() / 2) / scale, held.y() - (at.y() - size.height() / 2) / scale, scale)

    def showing(self, ground: QRectF, size: QSizeF) -> Camera:
        """The same view with a part of the ground whole in its middle."""
        width, height = max(ground.width(), ALONE), max(ground.height(), ALONE)
        room = [max(side / 2, side - margin) for side, margin in zip((size.width(), size.height()), MARGIN, strict=True)]
        scale = min(room[0] / width, room[1] / height)
        return Camera(ground.center().x(), ground.center().y(), min(CLOSEST, max(FARTHEST, scale)))
