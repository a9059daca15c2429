"""Drawings below each other, as many as there are: only those in sight are drawn, when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from linkdesk.documents.blocks import Drawing
from linkdesk.ui import theme

GAP, KEPT, LEAST = 12, 6, 520  # px at 100 %; pictures kept drawn; narrowest picture


class GanttView(QScrollArea):
    """Pictures as wide as there is room, with their captions; a sentence where there are none."""

    def __init__(self, without: str) -> None:
        super().__init__(widgetResizable=True, horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper = _Paper(self, without)
        self.setWidget(self.paper)

    def show_drawings(self, drawings: Sequence[Drawing]) -> None:
        """Show other drawings."""
        self.paper.show_drawings(tuple(drawings))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.paper.lay_out()


class _Paper(QWidget):
    def __init__(self, area: QScrollArea, without: str) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.area, self.without = area, without
        self.drawings: tuple[Drawing, ...] = ()
        self.boxes: list[QRect] = []
        self._drawn: OrderedDict[int, QPixmap] = OrderedDict()

    def show_drawings(self, drawings: tuple[Drawing, ...]) -> None:
        self.drawings = drawings
        self.setAccessibleName("；".join(d.caption for d in drawings) or self.without)
        self.boxes = []
        self.lay_out()

    def lay_out(self) -> None:
        """Set the pictures below each other at the width there is."""
        gap = theme.current().px(GAP)
        width, top, boxes = max(theme.current().px(LEAST), self.area.viewport().width() - 2 * gap), gap, []
        for drawing in self.drawings:
            height = round(width * float(drawing.height_mm / drawing.width_mm))
            boxes.append(QRect(gap, top, width, height))
            top += height + 3 * gap
        if boxes != self.boxes:
            self.boxes = boxes
            self._drawn.clear()
            self.setMinimumHeight(top)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        painter.fillRect(event.rect(), now.colour("paper"))
        painter.setPen(now.colour("second"))
        if not self.drawings:
            painter.drawText(self.rect().adjusted(now.px(GAP), now.px(GAP), 0, 0), Qt.AlignmentFlag.AlignLeft, self.without)
        for at, box in enumerate(self.boxes):
            if box.adjusted(0, 0, 0, 3 * now.px(GAP)).intersects(event.rect()):
                painter.drawPixmap(box.topLeft(), self._picture(at))
                painter.drawText(box.left(), box.bottom() + 2 * now.px(GAP), self.drawings[at].caption)
        painter.end()

    def _picture(self, at: int) -> QPixmap:
        if at not in self._drawn:
            from linkdesk.documents.picture import png
            ratio, made, drawing = self.devicePixelRatioF(), QPixmap(), self.drawings[at]
            made.loadFromData(png(drawing, round(self.boxes[at].width() * 25.4 / float(drawing.width_mm) * ratio), None))
            made.setDevicePixelRatio(ratio)
            self._drawn[at] = made
        self._drawn.move_to_end(at)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return self._drawn[at]
