"""The chart of signing as a picture of the page it is printed on."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from linkdesk.documents.blocks import Drawing
from linkdesk.documents.progress_chart import progress_chart
from linkdesk.domain.dossier import Dossier
from linkdesk.ui import theme
from linkdesk.ui.look import column, emptied, label

_DPI = 90, 150  # least and most; between them as wide as there is room


class ChartView(QScrollArea):
    """All pictures of the chart below each other, on paper."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.inside = QWidget()
        self.inside.setObjectName("paper")
        self.box = column(margin=16, gap=12, parent=self.inside)
        self.setWidget(self.inside)

    def show_dossier(self, dossier: Dossier) -> None:
        """Draw the chart of a project as it stands."""
        from linkdesk.documents.picture import png
        emptied(self.box)
        ratio, now = self.devicePixelRatioF(), theme.current()
        for drawing in (b for b in progress_chart(dossier) if isinstance(b, Drawing)):
            picture, shown = QPixmap(), QLabel()
            fitting = (self.viewport().width() - now.px(40)) * 25.4 / float(drawing.width_mm)
            picture.loadFromData(png(drawing, round(min(max(fitting, _DPI[0]), _DPI[1]) * ratio)))
            picture.setDevicePixelRatio(ratio)
            shown.setPixmap(picture)
            shown.setAccessibleName(drawing.caption)
            self.box.addWidget(shown)
            self.box.addWidget(label(drawing.caption, "small"))
        self.box.addStretch(1)
