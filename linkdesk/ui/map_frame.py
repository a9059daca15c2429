"""What stands over the map and does not move with it: north arrow, scale bar, legend, figures of the grid."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from linkdesk.domain.words import PlotUse
from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_layers import Layer
from linkdesk.ui.map_look import Style
from linkdesk.ui.map_scale import bar, grid_step, metres_text, steps

EDGE, SWATCH, CORNER, SHORT = 10, 16, 72, 8  # px, characters
FOREIGN, OVERLAP = "其他项目地块", "重叠"


def frame(painter: QPainter, layer: Layer, camera: Camera, size: QSizeF, style: Style) -> None:
    """Draw all of it."""
    _grid_figures(painter, camera, size, style)
    _north(painter, size, style)
    _scale_bar(painter, camera, size, style)
    _legend(painter, layer, size, style)


def _grid_figures(painter: QPainter, camera: Camera, size: QSizeF, style: Style) -> None:
    """Eastings along the upper edge, northings along the left one, in metres."""
    step, seen, line = grid_step(camera.scale), camera.seen(size), style.small_metrics.height()
    for x in steps(seen.left(), seen.right(), step):
        at = camera.pixel(QPointF(x, 0), size).x()
        if at < size.width() - CORNER:
            style.say(painter, QPointF(at + 2, line / 2 + 1), f"{x:.0f}", faint=True)
    for y in steps(seen.top(), seen.bottom(), step):
        at = camera.pixel(QPointF(0, y), size).y()
        if 2 * line < at < size.height() - CORNER:
            style.say(painter, QPointF(2, at - line / 2), f"{-y:.0f}", faint=True)


def _north(painter: QPainter, size: QSizeF, style: Style) -> None:
    x, y, high = size.width() - EDGE - 12, EDGE + 14.0, 26.0
    painter.fillRect(QRectF(x - 12, EDGE - 2, 24, high + 20), style.backing)
    painter.setPen(style.ink)
    painter.setBrush(style.ink.color())
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x, y + high - 6), QPointF(x - 6, y + high)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x, y + high - 6), QPointF(x + 6, y + high)]))
    painter.setFont(style.small)
    painter.drawText(QRectF(x - 12, EDGE - 2, 24, 16), Qt.AlignmentFlag.AlignCenter, "北")


def _scale_bar(painter: QPainter, camera: Camera, size: QSizeF, style: Style) -> None:
    metres = bar(camera.scale)
    wide, y = metres * camera.scale, size.height() - EDGE - 4
    line = style.small_metrics.height()
    painter.fillRect(QRectF(EDGE - 6, y - line - 6, wide + 12, line + 14), style.backing)
    painter.fillRect(QRectF(EDGE, y - 4, wide / 2, 4), style.ink.color())
    painter.setPen(style.ink)
    painter.drawRect(QRectF(EDGE, y - 4, wide, 4))
    painter.setFont(style.small)
    painter.drawText(QRectF(EDGE, y - line - 5, wide, line), Qt.AlignmentFlag.AlignRight, metres_text(metres))
    painter.drawText(QRectF(EDGE, y - line - 5, wide, line), Qt.AlignmentFlag.AlignLeft, "0")


def _legend(painter: QPainter, layer: Layer, size: QSizeF, style: Style) -> None:
    uses = {d.plot.use for d in layer.drawn if not d.foreign}
    entries = [(str(use), style.tint[use], style.hatch[use], style.edge[use]) for use in PlotUse if use in uses]
    if layer.overlaps:
        entries.append((OVERLAP, style.paper, style.overlap, style.wrong))
    if others := {d.foreign for d in layer.drawn if d.foreign}:
        word = min(others) if len(others) == 1 and len(min(others)) <= SHORT else FOREIGN
        entries.append((word, style.paper, style.paper, style.foreign))
    if not entries:
        return
    line = max(style.small_metrics.height(), SWATCH)
    wide = SWATCH + 14 + max(style.small_metrics.horizontalAdvance(word) for word, *_ in entries)
    box = QRectF(size.width() - EDGE - wide, size.height() - EDGE - line * len(entries) - 8, wide, line * len(entries) + 8)
    painter.fillRect(box, style.backing)
    painter.setFont(style.small)
    for at, (word, tint, hatch, edge) in enumerate(entries):
        top = box.top() + 4 + at * line
        swatch = QRectF(box.left() + 4, top + 2, SWATCH, line - 5)
        painter.fillRect(swatch, tint)
        painter.fillRect(swatch, hatch)
        painter.setPen(edge)
        painter.drawRect(swatch)
        painter.setPen(style.ink)
        painter.drawText(QRectF(swatch.right() + 6, top, wide, line), Qt.AlignmentFlag.AlignVCenter, word)
