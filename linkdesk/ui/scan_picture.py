"""A scanned page beside its row, large enough to read; pages of one agreement can be leafed through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from linkdesk.desk import Desk
from linkdesk.domain.agreement import ScannedPage
from linkdesk.domain.errors import KnownError
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.preview import image

READING_DPI = 150
FIT, LARGE = 1.0, 2.0


class ScanPicture(QWidget):
    """The picture with buttons to turn it for the eye, to see it larger, and to go to the next page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.pages, self.at = desk, (), 0
        self.turned, self.zoom, self.drawn = 0, FIT, QImage()
        self.said = label("", "small", wrap=True)
        self.paper = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.place = QScrollArea(widgetResizable=True)
        self.place.setWidget(self.paper)
        self.back, self.on = button("上一页", lambda: self._leaf(-1)), button("下一页", lambda: self._leaf(1))
        self.larger = button("放大", self._enlarge)
        tools = row(self.back, self.on, 1, button("旋转", self._turn), self.larger)
        column(self.said, self.place, tools, parent=self).setStretch(1, 1)

    def show_pages(self, pages: Sequence[ScannedPage], said: str) -> None:
        """Show the first of some pages; none clears the place."""
        self.pages, self.at, self.turned = tuple(pages), 0, 0
        self.said.setText(said)
        self.back.setVisible(len(self.pages) > 1)
        self.on.setVisible(len(self.pages) > 1)
        self._draw()

    def _draw(self) -> None:
        self.drawn = QImage()
        if self.pages:
            page = self.pages[self.at]
            try:
                self.drawn = image(self.desk.store.files.read(page.image), 0, READING_DPI) if page.image else QImage()
            except KnownError as missing:
                self.said.setText(str(missing))
        self._fit()

    def _fit(self) -> None:
        self.back.setEnabled(self.at > 0)
        self.on.setEnabled(self.at < len(self.pages) - 1)
        self.larger.setText("缩小" if self.zoom > FIT else "放大")
        if self.drawn.isNull():
            self.paper.setPixmap(QPixmap())
            self.paper.setText("这一页没有图像。" if self.pages else "")
            return
        turned = self.drawn.transformed(QTransform().rotate(self.turned)) if self.turned else self.drawn
        width = round(max(200, self.place.viewport().width() - 4) * self.zoom)
        self.paper.setPixmap(QPixmap.fromImage(turned.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _leaf(self, by: int) -> None:
        self.at = min(max(0, self.at + by), len(self.pages) - 1)
        self._draw()

    def _turn(self) -> None:
        self.turned = (self.turned + 90) % 360
        self._fit()

    def _enlarge(self) -> None:
        self.zoom = FIT if self.zoom > FIT else LARGE
        self._fit()
