"""The map at 10,000 plots of 20 points: a step of a drag, and all plots painted anew, beside QGraphicsView with a path item each.

Both show the same plots in the same pens and half-transparent fills, 1200 × 800 px, antialiased, all plots in view. The peer paints
everything anew at each step and writes no names; ours moves its last picture, which is more than twice the view, and paints
the next one with hatching, marks and names while the hand rests.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from linkdesk.ui import theme
from linkdesk.ui.map_layers import Drawn
from linkdesk.ui.map_look import Style
from linkdesk.ui.map_view import MapView
from tests.ui.map_plots import made

PLOTS, STEPS, ROUNDS = 10_000, 12, 5
SIZE = 1200, 800
STEP_GOAL, PAINT_GOAL = 0.1, 2.0


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def our_map() -> MapView:
    """Our map, all plots in view and painted."""
    view = MapView()
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()
    view.show_plots(*made(PLOTS))
    view.maker.finish()
    return view


def peer(plots: tuple[Drawn, ...]) -> QGraphicsView:
    """The peer, all plots in view."""
    scene, style = QGraphicsScene(), Style(theme.current())
    for drawn in plots:
        item = scene.addPath(drawn.shape.path, style.edge[drawn.plot.use], style.tint[drawn.plot.use])
        item.setPos(drawn.shape.x, drawn.shape.y)
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.resize(*SIZE)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
    view.show()
    view.fitInView(scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    QApplication.processEvents()
    return view


def drag_step(view: MapView, at: int) -> float:
    """The last picture moved by a few pixels and shown, forth and back."""
    def step() -> None:
        view._look(view.camera.dragged(QPointF(3, 2) * (-1) ** at))
        view.repaint()
    return milliseconds(step)


def peer_step(view: QGraphicsView, at: int) -> float:
    """The same step of the peer."""
    def step() -> None:
        view.translate(3 * (-1) ** at / view.transform().m11(), 0)
        view.viewport().repaint()
    return milliseconds(step)


def paint_anew(view: MapView) -> float:
    """The whole next picture, painted to its end."""
    def whole() -> None:
        view._repaint(at_once=True)
        view.maker.finish()
    return milliseconds(whole)


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, milliseconds of ours, of the peer, their ratio, and the ratio allowed."""
    app = QApplication.instance() or QApplication([])
    theme.wear(app, theme.Theme())
    ours = our_map()
    other = peer(ours.layer.drawn)
    moved, peers = zip(*((drag_step(ours, at), peer_step(other, at)) for at in range(STEPS)), strict=True)
    painted, anew = zip(*((paint_anew(ours), milliseconds(other.viewport().repaint)) for _ in range(ROUNDS)), strict=True)
    ours.maker.stop()
    return [_line(f"{PLOTS} 个地块拖动一步（毫秒）", max(moved), median(peers), STEP_GOAL),
            _line(f"{PLOTS} 个地块全图重绘（毫秒；我们的图面积为 2.25 倍，含填充花纹和编号）", median(painted), median(anew), PAINT_GOAL)]


def _line(what: str, ours: float, other: float, goal: float) -> tuple[str, float, float, float, float]:
    return what, ours, other, ours / other, goal


if __name__ == "__main__":
    print(run())
