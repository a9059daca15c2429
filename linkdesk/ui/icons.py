"""The icons: line drawings in resources/icons, tinted by a colour role."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from linkdesk import paths
from linkdesk.ui import theme

SIZE = 18


def icon(name: str, role: str = "second") -> QIcon:
    """An icon in a role's colour, sharp on ordinary and on dense screens."""
    made = QIcon()
    for density in (1, 2):
        made.addPixmap(picture(name, role, density=density))
    return made


def picture(name: str, role: str = "second", size: int = SIZE, density: int = 2) -> QPixmap:
    """An icon as a picture of `size` logical pixels at 100 %."""
    now = theme.current()
    return _drawn(name, getattr(now.roles, role), now.px(size), density)


@cache
def _drawn(name: str, colour: str, size: int, density: int) -> QPixmap:
    drawing = (paths.RESOURCES / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    picture = QPixmap(QSize(size, size) * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture
