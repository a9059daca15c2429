"""How each use of land looks on the map: a colour role and a hatching, so that colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from linkdesk.domain.words import PlotUse
from linkdesk.ui import theme

USES = {PlotUse.OLD: ("warning", Qt.BrushStyle.BDiagPattern), PlotUse.SETTLEMENT: ("note", Qt.BrushStyle.Dense6Pattern),
        PlotUse.NEW: ("accent", Qt.BrushStyle.CrossPattern)}
TINT, HATCH, BACKING = 46, 120, 205  # alpha of 255


class Style:
    """Pens, brushes and type of one theme, made once."""

    def __init__(self, now: theme.Theme) -> None:
        self.now, colour = now, now.colour
        self.tint = {use: faded(colour(role), TINT) for use, (role, _) in USES.items()}
        self.hatch = {use: QBrush(faded(colour(role), HATCH), pattern) for use, (role, pattern) in USES.items()}
        self.edge = {use: pen(colour(role), 1.2) for use, (role, _) in USES.items()}
        self.wrong, self.doubtful = pen(colour("error"), 2), pen(colour("warning"), 2, Qt.PenStyle.DashLine)
        self.foreign = pen(colour("second"), 1.2, Qt.PenStyle.DashLine)
        self.overlap = QBrush(faded(colour("error"), 200), Qt.BrushStyle.DiagCrossPattern)
        self.chosen, self.around = pen(colour("ink"), 2.4), pen(colour("paper"), 4.4)
        self.grid, self.ink, self.tool = pen(faded(colour("line"), 170), 1), pen(colour("ink"), 1), pen(colour("error"), 1.6)
        self.paper, self.backing = colour("paper"), faded(colour("paper"), BACKING)
        self.second = colour("second")
        self.face, self.small = theme.face(now, 9), theme.face(now, 8)
        self.face_metrics, self.small_metrics = QFontMetricsF(self.face), QFontMetricsF(self.small)

    def say(self, painter: QPainter, at: QPointF, text: str, faint: bool = False) -> None:
        """Small words on their backing, their left end in the middle of the height at a place."""
        width, height = self.small_metrics.horizontalAdvance(text) + 6, self.small_metrics.height()
        box = QRectF(at.x(), at.y() - height / 2, width, height)
        painter.fillRect(box, self.backing)
        painter.setPen(self.second if faint else self.ink)
        painter.setFont(self.small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen as wide on the screen whatever the zoom."""
    made = QPen(colour, width, style)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made


def faded(colour: QColor, alpha: int) -> QColor:
    """A colour that lets so much through."""
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)
