"""The bar of a project in a cell: a part for each thing that goes up, its word in it, the further the fuller."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip

from linkdesk.domain.approval_words import MatterState
from linkdesk.policy.stages import NOT_BEGUN, Stage
from linkdesk.ui import theme
from linkdesk.ui.cells import Cells, Index

MARGIN, GAP, HEIGHT, SMALL = 6, 3, 18, 8.5  # px at 100 %, pt
STOPPED = frozenset({MatterState.REFUSED, MatterState.WITHDRAWN})


class StagesCells(Cells):
    """Draws the stages of the rows' projects in one column, and cells of other columns as everywhere."""

    def __init__(self, column: int, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.column = column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != self.column:
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        drawn.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        stages = index.model().rows[index.row()].stages
        painter.save()
        painter.setFont(theme.face(theme.current(), SMALL))
        for stage, box in zip(stages, boxes(QRectF(option.rect), len(stages)), strict=True):
            _draw(painter, box, stage)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.column() != self.column or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), "\n".join(s.words for s in index.model().rows[index.row()].stages), view)
        return True


def boxes(cell: QRectF, count: int) -> list[QRectF]:
    """Where the parts of a bar stand in its cell."""
    now = theme.current()
    margin, gap, height = now.px(MARGIN), now.px(GAP), now.px(HEIGHT)
    wide = (cell.width() - 2 * margin - gap * (count - 1)) / max(1, count)
    top = cell.top() + (cell.height() - height) / 2
    return [QRectF(cell.left() + margin + at * (wide + gap), top, wide, height) for at in range(count)]


def _draw(painter: QPainter, box: QRectF, stage: Stage) -> None:
    now, (ground, ink, edge) = theme.current(), _colours(stage)
    painter.fillRect(box, now.colour(ground))
    if stage.of and not stage.is_done:
        share = QRectF(box.left(), box.bottom() - now.px(3), box.width() * stage.passed / stage.of, now.px(3))
        painter.fillRect(share, now.colour("error" if ink == "error" else "accent"))
    painter.setPen(QPen(now.colour(edge), 1, Qt.PenStyle.DashLine if stage.state == NOT_BEGUN else Qt.PenStyle.SolidLine))
    painter.drawRect(box)
    painter.setPen(now.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, stage.word)
    if stage.is_done or stage.state in (MatterState.RETURNED, *STOPPED):
        _mark(painter, box, done=stage.is_done)


def _colours(stage: Stage) -> tuple[str, str, str]:
    """Ground, words and edge of a part, as colour roles."""
    if stage.is_done:
        return "accent", "on_accent", "accent"
    if stage.state in (MatterState.RETURNED, *STOPPED):
        return "error_tint", "error", "error"
    return ("paper", "second", "line") if stage.state == NOT_BEGUN else ("accent_tint", "ink", "accent")


def _mark(painter: QPainter, box: QRectF, done: bool) -> None:
    """A tick for what is decided, a stroke back for what came back: not by colour alone."""
    side = box.height() / 4
    right, middle = box.right() - side / 2, box.top() + side
    shape = ((-1.2, 0), (-0.7, 0.6), (0, -0.6)) if done else ((0, -0.5), (-1.2, -0.5), (-0.8, -0.9), (-1.2, -0.5), (-0.8, -0.1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPolyline(QPolygonF([QPointF(right + x * side, middle + y * side) for x, y in shape]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
