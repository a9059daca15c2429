"""What the left mouse button does on the map, and what is measured with it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF

from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.ui.map_look import Style, faded


class Tool(StrEnum):
    """The tools of the map."""

    LOOK = "浏览"
    FRAME = "框选"
    LENGTH = "量距"
    AREA = "量面积"


MEASURING = Tool.LENGTH, Tool.AREA
HINTS = {Tool.LOOK: "拖动平移，滚轮缩放，单击选中（Ctrl 加选），Shift 拖动框选",
         Tool.FRAME: "拖出一个框，选中框内的地块（Ctrl 加选），Esc 结束",
         Tool.LENGTH: "逐点单击，双击结束一次，退格删去上一点，Esc 退出；靠近界址点时自动对准",
         Tool.AREA: "沿边界逐点单击，双击结束一次，退格删去上一点，Esc 退出；靠近界址点时自动对准"}


class Measuring:
    """Points set one after the other, and the place the cursor would set the next."""

    def __init__(self) -> None:
        self.points: list[QPointF] = []
        self.next: QPointF | None = None
        self.snapped = self.done = False

    def add(self, ground: QPointF) -> None:
        """Set a point; after a finished measure a new one begins."""
        if self.done:
            self.points, self.done = [], False
        self.points.append(ground)

    def take_back(self) -> None:
        """Without the last point."""
        self.points, self.done = self.points[:-1], False

    def finish(self) -> None:
        """The next point begins a new measure."""
        self.done, self.next = True, None

    @property
    def line(self) -> list[QPointF]:
        """The points set, and the one that would be next."""
        return [*self.points, self.next] if self.points and self.next is not None and not self.done else self.points

    def text(self, tool: Tool) -> str:
        """What the line measures, on the plane."""
        line = self.line
        if len(line) < 2:
            return HINTS[tool]
        if tool is Tool.LENGTH:
            return f"本段 {printed(length(line[-2:]), 2)} m，合计 {printed(length(line), 2)} m（平面）"
        area = shoelace(line)
        return (f"面积 {printed(area, 2)} ㎡，{printed(hectares(area), 4)} 公顷，{printed(mu(area), 2)} 亩；"
                f"周长 {printed(length([*line, line[0]]), 2)} m（平面）")

    def paint(self, painter: QPainter, pixels: list[QPointF], style: Style, area: bool) -> None:
        """Draw the line over the map."""
        painter.setPen(style.tool)
        painter.setBrush(faded(style.tool.color(), 30 if area else 0))
        if area:
            painter.drawPolygon(QPolygonF(pixels))
        else:
            painter.drawPolyline(QPolygonF(pixels))
        painter.setBrush(style.paper)
        for pixel in pixels:
            painter.drawEllipse(pixel, 2.5, 2.5)


def length(points: Sequence[QPointF]) -> Decimal:
    """Metres along a line of points, each taken to a tenth of a millimetre."""
    places = [_place(p) for p in points]
    return sum((((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2).sqrt() for a, b in pairwise(places)),
               Decimal(0))


def shoelace(points: Sequence[QPointF]) -> Decimal:
    """Square metres inside a line of points, each taken to a tenth of a millimetre."""
    places = [_place(p) for p in points]
    twice = sum((a[0] * b[1] - b[0] * a[1] for a, b in zip(places, [*places[1:], places[0]], strict=True)), Decimal(0))
    return abs(twice) / 2


def _place(point: QPointF) -> tuple[Decimal, Decimal]:
    return Decimal(f"{point.x():.4f}"), Decimal(f"{point.y():.4f}")
