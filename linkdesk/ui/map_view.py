"""The map under the hand: chosen, measured, dragged, zoomed by mouse and keyboard; knows no desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from linkdesk.domain.plot import Plot
from linkdesk.ui.map_canvas import MapCanvas
from linkdesk.ui.map_layers import Drawn
from linkdesk.ui.map_tools import MEASURING, Measuring, Tool

REACH = 8          # px: how near is near enough to be meant
NOTCH = 1.25       # times closer for a notch of the wheel
STEP = 60          # px an arrow key moves
ARROWS = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class MapView(MapCanvas):
    """Shows plots; what is chosen here and what is chosen elsewhere are told to each other by ids."""

    chosen = Signal(list)      # ids, after a click or a frame
    opened = Signal(str)       # the id of a plot double-clicked
    pointed = Signal(str)      # the coordinates under the cursor
    measured = Signal(str)     # what is being measured, or what the tool does
    tool_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("地图")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.describe: Callable[[Plot], str] = lambda plot: f"{plot.code} {plot.name}".strip()
        self.tool, self.measuring = Tool.LOOK, Measuring()
        self._pressed: QPointF | None = None
        self._pulled: QPointF | None = None
        self._framing = self._panning = self._space = False

    def use(self, tool: Tool) -> None:
        """Take a tool to hand; what was measured goes."""
        self.tool, self.measuring, self._framing = tool, Measuring(), False
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.LOOK else Qt.CursorShape.CrossCursor)
        self.tool_changed.emit(str(tool))
        self.measured.emit(self.measuring.text(tool))
        self.update()

    def _paint_over(self, painter: QPainter) -> None:
        if self._framing and self._pulled is not None:
            painter.setPen(self.style_now.doubtful)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self._pressed, self._pulled))
        if self.measuring.points:
            pixels = [self.camera.pixel(p, self._size) for p in self.measuring.line]
            self.measuring.paint(painter, pixels, self.style_now, self.tool is Tool.AREA)
        if self.measuring.snapped and self.measuring.next is not None:
            at = self.camera.pixel(self.measuring.next, self._size)
            painter.setPen(self.style_now.tool)
            painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(NOTCH ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._pulled = event.position()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if event.button() == Qt.MouseButton.RightButton:
            self._pressed = None
        elif middle or self._space:
            self._panning = True
        elif self.tool is Tool.FRAME or (self.tool is Tool.LOOK and event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            self._framing = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        self._point(here)
        if self._pressed is None:
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._panning = self._panning or (far and not self._framing)
        if self._panning:
            self._look(self.camera.dragged(here - self._pulled))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._pulled = here
        self.update()

    def _point(self, pixel: QPointF) -> None:
        ground, snapped = self._aimed(pixel)
        self.pointed.emit(self.coordinates(ground))
        if self.tool in MEASURING and not self.measuring.done:
            self.measuring.next, self.measuring.snapped = ground, snapped
            self.measured.emit(self.measuring.text(self.tool))
            self.update()

    def _aimed(self, pixel: QPointF) -> tuple[QPointF, bool]:
        """The place under a pixel, or the boundary point beside it while measuring."""
        ground = self.camera.ground(pixel, self._size)
        near = self.layer.boundary_point(ground, REACH / self.camera.scale) if self.tool in MEASURING else None
        return (near, True) if near is not None else (ground, False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        began, panned, framed = self._pressed, self._panning, self._framing
        self._pressed, self._panning, self._framing = None, False, False
        self.setCursor(Qt.CursorShape.ArrowCursor if self.tool is Tool.LOOK else Qt.CursorShape.CrossCursor)
        more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if framed:
            corners = (self.camera.ground(p, self._size) for p in (began, event.position()))
            self._choose(self.layer.enclosed(QRectF(*corners).normalized()), more)
        elif not panned:
            self._click(event.position(), more)
        self.update()

    def _click(self, pixel: QPointF, more: bool) -> None:
        ground, _ = self._aimed(pixel)
        if self.tool in MEASURING:
            self.measuring.add(ground)
            self.measured.emit(self.measuring.text(self.tool))
            return
        found = self.layer.at(ground, REACH / 2 / self.camera.scale)
        self._choose([found.id] if found and not found.foreign else [], more)

    def _choose(self, ids: list[str], more: bool) -> None:
        self.select(self.selected ^ frozenset(ids) if more else ids)
        self.chosen.emit(sorted(self.selected, key=self.layer.by_id.get))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool in MEASURING:
            self.measuring.finish()
            self.measured.emit(self.measuring.text(self.tool))
        elif (found := self.layer.at(self.camera.ground(event.position(), self._size), REACH / self.camera.scale)) and not found.foreign:
            self.opened.emit(found.id)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS:
            self._look(self.camera.dragged(QPointF(*(n * STEP for n in ARROWS[key]))))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / NOTCH if key == Qt.Key.Key_Minus else NOTCH)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key == Qt.Key.Key_End:
            self.fit(self.selected)
        elif key == Qt.Key.Key_Space:
            self._space = True
        elif not self._key_of_tool(event):
            super().keyPressEvent(event)

    def _key_of_tool(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.tool is not Tool.LOOK:
            self.use(Tool.LOOK)
        elif event.key() == Qt.Key.Key_Backspace and self.tool in MEASURING:
            self.measuring.take_back()
            self.measured.emit(self.measuring.text(self.tool))
            self.update()
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._choose([d.id for d in self.layer.drawn if not d.foreign], more=False)
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self._space = False
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        found = self.layer.at(self.camera.ground(QPointF(event.pos()), self._size), REACH / 2 / self.camera.scale)
        if found is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), Qt.convertFromPlainText(self.told(found)), self)

    def told(self, found: Drawn) -> str:
        """What is said of a plot under the cursor: who it is and what was found about it."""
        mark = self.layer.marks.get(found.id)
        lines = [self.describe(found.plot), f"属于{found.foreign}" if found.foreign else "", mark[1] if mark else ""]
        return "\n".join(line for line in lines if line)
