"""What the map shows: the plots of one zone through a camera, from a picture that moves at once; knows no mouse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.spatial import Spatial
from linkdesk.ui import theme
from linkdesk.ui.map_base import BasePicture
from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_frame import frame
from linkdesk.ui.map_layers import Drawn, Layer, Marks, Shapes
from linkdesk.ui.map_look import Style
from linkdesk.ui.map_paint import Scene, outlines
from linkdesk.ui.map_picture import PictureMaker, blit
from linkdesk.ui.map_shapes import ZONE_WIDTH

LIVE = 300  # chosen plots whose outlines are drawn over the picture; more are painted into it


def _unsaid(plot: Plot) -> str:
    return ""


class MapCanvas(QWidget):
    """Shows plots, base pictures and frame; what is chosen is outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(120, 90)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.style_now = Style(theme.current())
        self.camera, self.layer, self.shapes = Camera(), Layer(), Shapes()
        self.zones: dict[int | None, list[Drawn]] = {}
        self.zone: int | None = None
        self.selected: frozenset[str] = frozenset()
        self.base: tuple[BasePicture, ...] = ()
        self.labels = True
        self.area: Callable[[Plot], str] = _unsaid
        self._marks: Marks | None = None
        self._spatial: Spatial | None = None
        self.maker = PictureMaker(self)
        self.maker.made.connect(self.update)
        self._fitted = False

    def show_plots(self, plots: Iterable[Plot], rings: Iterable[PlotRings], marks: Marks | None = None, spatial: Spatial | None = None,
                   foreign: Mapping[str, str] | None = None, area: Callable[[Plot], str] = _unsaid) -> None:
        """Show plots with their rings: `marks` are their findings, `foreign` names the project of plots that are not of this one."""
        self._marks, self._spatial, self.area = marks, spatial, area
        self.zones = self.shapes.by_zone(plots, rings, foreign)
        self.show_zone(self.zone if self.zone in self.zones else next(iter(self.zones), None))

    def show_zone(self, zone: int | None) -> None:
        """Show the plots of one zone; places of different zones cannot lie on one plane."""
        other, self.zone = zone != self.zone, zone
        was_empty = not self.layer.drawn
        self.layer = Layer(self.zones.get(zone, ()), self._marks, self._spatial)
        self.selected &= self.layer.by_id.keys()
        if other or was_empty or not self._fitted:
            self.fit()
        self._repaint(at_once=True)

    def show_base(self, pictures: Iterable[BasePicture]) -> None:
        """Put pictures of the ground under the plots."""
        self.base = tuple(pictures)
        self._repaint(at_once=True)

    def show_labels(self, wanted: bool) -> None:
        """Write codes and areas, or leave them out."""
        self.labels = wanted
        self._repaint(at_once=True)

    def select(self, ids: Collection[str], into_view: bool = False) -> None:
        """Outline these plots; nothing is emitted."""
        many, self.selected = max(len(self.selected), len(ids)) > LIVE, frozenset(ids) & self.layer.by_id.keys()
        if into_view and self.selected and not self.camera.seen(self._size).intersects(self.layer.extent(self.selected)):
            self.fit(self.selected)
        if many:
            self._repaint(at_once=True)
        self.update()

    def fit(self, ids: Collection[str] | None = None) -> None:
        """Bring all plots, or those asked for, whole into view."""
        ground = self.layer.extent(ids)
        self._fitted = self._size.width() > 0 and self.isVisible()
        if ids is None or not ground.isNull():
            self._look(self.camera.showing(ground, self._size))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """So many times closer, about a pixel or the middle."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._look(self.camera.zoomed(factor, at if at is not None else middle, self._size))

    def coordinates(self, ground: QPointF) -> str:
        """A place as surveyors write it: X north, Y east with the zone in front."""
        zone = (self.zone or 0) * ZONE_WIDTH
        said = f"{self.zone} 带" if self.zone else "坐标文件未写带号"
        return f"X {-ground.y():.3f}　Y {zone + ground.x():.3f}　{said}" if self.layer.drawn else ""

    @property
    def _size(self) -> QSizeF:
        return QSizeF(self.size())

    def sizeHint(self) -> QSize:
        return QSize(400, 260)

    def _look(self, camera: Camera) -> None:
        self.camera = camera
        self._repaint()

    def _repaint(self, at_once: bool = False) -> None:
        self.update()
        if self.isVisible():
            kept = self.selected if len(self.selected) > LIVE else frozenset()
            base = tuple(b for b in self.base if b.zone in (None, self.zone))
            scene = Scene(self.layer, base, kept, self.labels, self.area)
            self.maker.ask(scene, self.camera, self._size, self.style_now, self.devicePixelRatioF(), at_once)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if self._fitted:
            self._repaint(at_once=True)
        else:
            self.fit()

    def hideEvent(self, event: QEvent) -> None:
        self.maker.stop()  # nobody looks, or the window goes: no painter may outlive its picture
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and event.oldSize().isEmpty():
            self.fit()
        self._repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.style_now.paper)
        if self.maker.last is not None:
            blit(painter, self.maker.last, self.camera, self._size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self.selected) <= LIVE:
            seen = [d for d in (self.layer.drawn[self.layer.by_id[id_]] for id_ in self.selected)
                    if self.camera.seen(self._size).intersects(d.shape.box)]
            for _ in outlines(painter, seen, self.camera, self._size, self.style_now):
                pass
        self._paint_over(painter)
        frame(painter, self.layer, self.camera, self._size, self.style_now)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.current().colour("accent" if self.hasFocus() else "line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_over(self, painter: QPainter) -> None:
        """What is drawn over plots and outlines."""
