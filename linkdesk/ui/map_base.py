"""Scanned maps and satellite pictures under the plots: decoded no larger than a screen needs, and kept in coarser copies too."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

from linkdesk.domain.plot import BaseMap
from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_shapes import ZONE_WIDTH

LONGEST, COARSEST = 3000, 400  # px of the finest and of the coarsest copy
PALE = 0.45                    # so much of it shows


@dataclass(frozen=True, slots=True)
class BasePicture:
    """A picture in copies from fine to coarse, where the pixels of the first lie on the map, and the zone they lie in."""

    copies: tuple[QImage, ...]
    lies: QTransform
    zone: int | None = None

    def paint(self, painter: QPainter, camera: Camera, size: QSizeF) -> None:
        """Draw the coarsest copy that is fine enough for the camera."""
        across = self.copies[0].width()
        shown = (self.lies * camera.transform(0, 0, size)).mapRect(self.copies[0].rect()).width()
        copy = next((c for c in reversed(self.copies) if c.width() >= min(shown, across)), self.copies[0])
        painter.save()
        painter.setOpacity(PALE)
        painter.setTransform(QTransform.fromScale(across / copy.width(), self.copies[0].height() / copy.height())
                             * self.lies * camera.transform(0, 0, size))
        painter.drawImage(QPointF(0, 0), copy)
        painter.restore()


def base_picture(base: BaseMap, content: bytes) -> BasePicture | None:
    """The picture of a base map; None when it cannot be read any more."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    whole = reader.size()
    if len(base.world) != 6 or not whole.isValid():
        return None
    if max(whole.width(), whole.height()) > LONGEST:
        reader.setScaledSize(whole.scaled(QSize(LONGEST, LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    smaller = QTransform.fromScale(base.width / image.width(), base.height / image.height())
    return BasePicture(_copies(image.convertToFormat(QImage.Format.Format_RGB32)), smaller * lies(base), base.zone)


def lies(base: BaseMap) -> QTransform:
    """From the picture's pixels to the map: the world file's numbers name the middle of the first pixel."""
    east_x, north_x, east_y, north_y, east, north = map(float, base.world)
    east %= ZONE_WIDTH
    return QTransform(east_x, -north_x, east_y, -north_y, east - (east_x + east_y) / 2, -(north - (north_x + north_y) / 2))


def _copies(image: QImage) -> tuple[QImage, ...]:
    copies = [image]
    while copies[-1].width() > COARSEST and copies[-1].height() > COARSEST:
        half = copies[-1].size() / 2
        copies.append(copies[-1].scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation))
    return tuple(copies)
