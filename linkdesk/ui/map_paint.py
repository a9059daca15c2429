"""Paints the plots into a picture, a few at a time, so that the window goes on answering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen

from linkdesk.domain.plot import Plot
from linkdesk.domain.words import Severity
from linkdesk.ui.icons import picture
from linkdesk.ui.map_base import BasePicture
from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_labels import FEW, Labels, least
from linkdesk.ui.map_layers import Drawn, Layer
from linkdesk.ui.map_look import Style
from linkdesk.ui.map_scale import grid_step, steps

AT_ONCE = 40  # plots between two looks at the clock
DOT, SPECK, CROWD = 4.0, 2.0, 500   # px of the least a plot is drawn; where more plots than that are seen
HATCHED, MARKED = 12.0, 16.0       # px: less has no hatching; less has no mark of its finding
OVERLAPS = 2000  # that many are hatched; who has more has a table to read first


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one picture of the map shows."""

    layer: Layer
    base: tuple[BasePicture, ...] = ()
    chosen: frozenset[str] = frozenset()
    labels: bool = True
    area: Callable[[Plot], str] = lambda plot: ""


def paint(painter: QPainter, scene: Scene, camera: Camera, size: QSizeF, style: Style) -> Iterator[None]:
    """Paint a scene step by step; each step is short."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for base in scene.base:
        base.paint(painter, camera, size)
        yield
    _grid(painter, camera, size, style)
    layer = scene.layer
    places = layer.within(camera.seen(size))
    seen = [layer.drawn[at] for at in places]
    yield
    dot = DOT if len(seen) <= CROWD else SPECK
    for at in range(0, len(seen), AT_ONCE):
        _plots(painter, seen[at:at + AT_ONCE], scene, camera, size, style, dot)
        yield
    yield from _overlaps(painter, layer, camera, size, style)
    if scene.chosen:
        yield from outlines(painter, [d for d in seen if d.id in scene.chosen], camera, size, style)
    if scene.labels:
        named = layer.larger(places, least(len(seen)) / camera.scale)
        yield from Labels(painter, style, camera, size).place(named, scene, few=len(seen) <= FEW)
    marked = layer.larger(places, MARKED / camera.scale) if layer.marks else []
    yield from _marks(painter, [d for d in marked if d.id in layer.marks], layer, camera, size, style)


def outlines(painter: QPainter, chosen: list[Drawn], camera: Camera, size: QSizeF, style: Style) -> Iterator[None]:
    """The boundaries of the chosen plots, on a light edge so that they stand out on any colour."""
    for at, drawn in enumerate(chosen):
        shape = drawn.shape
        painter.setTransform(camera.transform(shape.x, shape.y, size))
        for each in (style.around, style.chosen):
            painter.strokePath(shape.path_at(camera.scale), each)
        if at % AT_ONCE == AT_ONCE - 1:
            yield
    painter.resetTransform()


def _grid(painter: QPainter, camera: Camera, size: QSizeF, style: Style) -> None:
    step, seen = grid_step(camera.scale), camera.seen(size)
    painter.setPen(style.grid)
    for x in steps(seen.left(), seen.right(), step):
        at = round(camera.pixel(QPointF(x, 0), size).x()) + 0.5
        painter.drawLine(QPointF(at, 0), QPointF(at, size.height()))
    for y in steps(seen.top(), seen.bottom(), step):
        at = round(camera.pixel(QPointF(0, y), size).y()) + 0.5
        painter.drawLine(QPointF(0, at), QPointF(size.width(), at))


def _plots(painter: QPainter, plots: list[Drawn], scene: Scene, camera: Camera, size: QSizeF, style: Style,
           dot: float) -> None:
    for drawn in plots:
        shape, use = drawn.shape, drawn.plot.use
        west, north, east, south = shape.bounds
        wide = shape.longest * camera.scale
        edge = _edge(drawn, scene.layer, style)
        if wide < dot:
            middle = camera.pixel(QPointF((west + east) / 2, (north + south) / 2), size)
            painter.fillRect(QRectF(middle.x() - dot / 2, middle.y() - dot / 2, dot, dot), edge.color())
            continue
        path = shape.path_at(camera.scale)
        painter.setTransform(camera.transform(shape.x, shape.y, size))
        if not drawn.foreign:
            painter.fillPath(path, style.tint[use])
            if wide >= HATCHED:
                painter.fillPath(path, style.hatch[use])
        painter.strokePath(path, edge)
        painter.resetTransform()


def _edge(drawn: Drawn, layer: Layer, style: Style) -> QPen:
    if drawn.foreign:
        return style.foreign
    found = layer.marks.get(drawn.id)
    if found is None:
        return style.edge[drawn.plot.use]
    return style.wrong if found[0] is Severity.ERROR else style.doubtful


def _overlaps(painter: QPainter, layer: Layer, camera: Camera, size: QSizeF, style: Style) -> Iterator[None]:
    seen = set(layer.within(camera.seen(size)))
    pairs = [pair for pair in layer.overlaps if seen.issuperset(pair)][:OVERLAPS]
    for first, second in pairs:
        one, other = layer.drawn[first].shape, layer.drawn[second].shape
        painter.save()
        painter.setClipPath(camera.transform(one.x, one.y, size).map(one.path_at(camera.scale)))
        painter.fillPath(camera.transform(other.x, other.y, size).map(other.path_at(camera.scale)), style.overlap)
        painter.restore()
        yield


def _marks(painter: QPainter, marked: list[Drawn], layer: Layer, camera: Camera, size: QSizeF, style: Style) -> Iterator[None]:
    icons = {severity: picture(severity.value, severity.value, 14) for severity in (Severity.ERROR, Severity.WARNING)}
    for count, drawn in enumerate(marked):
        severity, _ = layer.marks[drawn.id]
        if severity in icons:
            at = camera.pixel(drawn.shape.inside, size) - QPointF(7, 14 + style.face_metrics.height() * 0.6)
            painter.drawPixmap(at, icons[severity])
        if count % AT_ONCE == AT_ONCE - 1:
            yield
