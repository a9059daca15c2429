"""A drawing of the documents as a picture on paper, as wide as there is room."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from linkdesk.documents.blocks import Drawing
from linkdesk.ui import theme
from linkdesk.ui.look import column, label

_DPI = 60, 150  # least and most; between them as wide as there is room


class DrawingView(QScrollArea):
    """One drawing with its caption; drawn again only when it has changed."""

    def __init__(self, without: str) -> None:
        super().__init__(widgetResizable=True)
        self.without, self.shown = without, None
        self.picture, self.caption = QLabel(), label("", "small")
        inside = QWidget()
        inside.setObjectName("paper")
        column(self.picture, self.caption, 1, margin=12, gap=8, parent=inside)
        self.setWidget(inside)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show a drawing, or the sentence for there being none."""
        if drawing == self.shown and self.caption.text():
            return
        self.shown = drawing
        self.picture.setVisible(drawing is not None)
        self.caption.setText(drawing.caption if drawing else self.without)
        if drawing:
            self.picture.setPixmap(self._pixmap(drawing))
            self.picture.setAccessibleName(drawing.caption)

    def _pixmap(self, drawing: Drawing) -> QPixmap:
        from linkdesk.documents.picture import png
        ratio, made = self.devicePixelRatioF(), QPixmap()
        fitting = (self.viewport().width() - theme.current().px(64)) * 25.4 / float(drawing.width_mm)
        made.loadFromData(png(drawing, round(min(max(fitting, _DPI[0]), _DPI[1]) * ratio)))
        made.setDevicePixelRatio(ratio)
        return made
