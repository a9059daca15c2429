"""Drawings of the documents as pictures on paper, as wide as there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from linkdesk.documents.blocks import Drawing
from linkdesk.ui import theme
from linkdesk.ui.look import column, emptied, label

_DPI = 60, 150  # least and most; between them as wide as there is room


class DrawingView(QScrollArea):
    """Drawings below each other with their captions, or a sentence for there being none; drawn again only when they have changed."""

    def __init__(self, without: str, pictures: Callable[[str], bytes] | None = None) -> None:
        super().__init__(widgetResizable=True)
        self.without, self.pictures = without, pictures
        self.shown: tuple[Drawing, ...] | None = None
        inside = QWidget()
        inside.setObjectName("paper")
        self.box = column(margin=12, gap=8, parent=inside)
        self.setWidget(inside)

    def show_drawings(self, drawings: Sequence[Drawing]) -> None:
        """Show drawings, or the sentence for there being none."""
        if tuple(drawings) == self.shown:
            return
        self.shown = tuple(drawings)
        emptied(self.box)
        for drawing in self.shown:
            shown = QLabel()
            shown.setPixmap(self._pixmap(drawing))
            shown.setAccessibleName(drawing.caption or drawing.name)
            self.box.addWidget(shown)
            self.box.addWidget(label(drawing.caption, "small"))
        if not self.shown:
            self.box.addWidget(label(self.without, "small", wrap=True))
        self.box.addStretch(1)

    def _pixmap(self, drawing: Drawing) -> QPixmap:
        from linkdesk.documents.picture import png
        ratio, made = self.devicePixelRatioF(), QPixmap()
        fitting = (self.viewport().width() - theme.current().px(64)) * 25.4 / float(drawing.width_mm)
        made.loadFromData(png(drawing, round(min(max(fitting, _DPI[0]), _DPI[1]) * ratio), self.pictures))
        made.setDevicePixelRatio(ratio)
        return made
