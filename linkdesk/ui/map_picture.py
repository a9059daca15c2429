"""The map's picture, larger than the view: the last one moves at once, the next one is painted between two events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_look import Style
from linkdesk.ui.map_paint import Scene, paint

AROUND = 0.25        # of the view's size, on each side
BURST, PAUSE = 0.006, 50  # seconds of painting between two events; ms the hand rests before a new picture begins


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture and what it shows."""

    image: QImage
    camera: Camera
    size: QSizeF  # logical px


class PictureMaker(QObject):
    """Holds the last picture of a scene and paints the next."""

    made = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.last: Picture | None = None
        self._painter: QPainter | None = None
        self._next: Picture | None = None
        self._steps: Iterator[None] = iter(())
        self._wanted: tuple[Scene, Camera, QSizeF, Style, float] | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._begin)
        self._tick = QTimer(self, interval=0)
        self._tick.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return self._painter is not None or self._soon.isActive()

    def ask(self, scene: Scene, camera: Camera, view: QSizeF, style: Style, density: float, at_once: bool = False) -> None:
        """A picture of this is wanted; of several asked for in a row only the last is painted."""
        size = QSizeF(int(view.width() * (1 + 2 * AROUND)), int(view.height() * (1 + 2 * AROUND)))
        self._wanted = scene, camera, size, style, density
        if at_once or self.last is None or (self._painter is None and not self._covers(camera, view)):
            self._begin()
        elif self._painter is None or self._next.camera.scale != camera.scale:
            self._soon.start()

    def _covers(self, camera: Camera, view: QSizeF) -> bool:
        return self.last.camera.seen(self.last.size).contains(camera.seen(view))

    def finish(self) -> None:
        """Paint what is wanted to its end, now."""
        if self._soon.isActive():
            self._begin()
        while self._painter is not None:
            self._go_on()

    def stop(self) -> None:
        """Paint no further: the view goes."""
        self._soon.stop()
        self._tick.stop()
        if self._painter is not None:
            self._painter.end()
        self._painter, self._steps = None, iter(())

    def _begin(self) -> None:
        self.stop()
        scene, camera, size, style, density = self._wanted
        image = QImage(round(size.width() * density), round(size.height() * density), QImage.Format.Format_RGB32)
        if image.isNull():
            return
        image.setDevicePixelRatio(density)
        image.fill(style.paper)
        self._next, self._painter = Picture(image, camera, size), QPainter(image)
        self._steps = paint(self._painter, scene, camera, size, style)
        self._tick.start()
        self._go_on()

    def _go_on(self) -> None:
        until = time.perf_counter() + BURST
        for _ in self._steps:
            if time.perf_counter() >= until:
                return
        self._tick.stop()
        self._painter.end()
        self.last, self._next, self._painter = self._next, None, None
        self.made.emit()
        if self._wanted[1:3] != (self.last.camera, self.last.size):
            self._soon.start()


def blit(painter: QPainter, last: Picture, camera: Camera, view: QSizeF) -> None:
    """Put a picture where its ground lies for another camera."""
    ground = last.camera.seen(last.size)
    at = camera.pixel(ground.topLeft(), view)
    if last.camera.scale == camera.scale:
        painter.drawImage(QPointF(round(at.x()), round(at.y())), last.image)
        return
    factor = camera.scale / last.camera.scale
    painter.drawImage(QRectF(at.x(), at.y(), last.size.width() * factor, last.size.height() * factor), last.image)
