"""One page of a letter as it prints, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from linkdesk.documents.preview import page_sizes
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.preview import image

NARROWEST = 120
_POINTS = 72


class PaperPage(QWidget):
    """A page of a PDF, drawn anew when the room changes."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf, self.at, self.sizes = b"", 0, ()
        self._drawn: tuple[tuple[int, int], QImage] | None = None
        self.setMinimumSize(theme.current().px(NARROWEST), theme.current().px(NARROWEST))

    def show_page(self, pdf: bytes, at: int) -> None:
        """Show a page, counted from 0, of a PDF; the last one when there are fewer."""
        self.pdf, self.sizes, self._drawn = pdf, page_sizes(pdf) if pdf else (), None
        self.at = min(at, len(self.sizes) - 1) if self.sizes else 0
        self.update()

    def _box(self) -> QRect:
        width, height = self.sizes[self.at]
        scale = min((self.width() - 1) / width, (self.height() - 1) / height)
        return QRect(round((self.width() - width * scale) / 2), 0, round(width * scale), round(height * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.sizes:
            return
        painter, box = QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image(box))
        painter.setPen(theme.current().colour("line"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, box: QRect) -> QImage:
        dense = self.devicePixelRatioF()
        wanted = self.at, round(box.width() * dense)
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = wanted, image(self.pdf, self.at, wanted[1] / self.sizes[self.at][0] * _POINTS)
        return self._drawn[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()


class Sheet(QWidget):
    """The page with a line to turn over."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.counted = PaperPage(), label("", "small")
        self.back, self.on = button("上一页", lambda: self.turn(-1), "link"), button("下一页", lambda: self.turn(1), "link")
        column(row(self.counted, 1, self.back, self.on), self.page, gap=4, parent=self).setStretch(1, 1)
        self.counted.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def show_pdf(self, pdf: bytes, same: bool) -> None:
        """Show a PDF; where it is the same letter as before, the page that was looked at."""
        self.page.show_page(pdf, self.page.at if same else 0)
        self._count()

    def turn(self, by: int) -> None:
        """Turn over."""
        self.page.show_page(self.page.pdf, max(0, self.page.at + by))
        self._count()

    def _count(self) -> None:
        count = len(self.page.sizes)
        self.counted.setText(f"第 {self.page.at + 1} 页，共 {count} 页" if count else "")
        self.back.setVisible(self.page.at > 0)
        self.on.setVisible(self.page.at + 1 < count)
