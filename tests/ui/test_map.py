"""The map by itself: what is found where, what is seen, chosen, dragged, measured."""

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from linkdesk.domain.plot import BaseMap, Plot, PlotRings
from linkdesk.domain.spatial import PlotOverlap, Spatial
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui import theme
from linkdesk.ui.map_base import BasePicture, lies
from linkdesk.ui.map_camera import Camera
from linkdesk.ui.map_layers import Layer, Shapes
from linkdesk.ui.map_panel import MapPanel
from linkdesk.ui.map_scale import bar, grid_step, metres_text
from linkdesk.ui.map_shapes import shape_of
from linkdesk.ui.map_tools import Tool, length, shoelace
from linkdesk.ui.map_view import MapView
from tests.ui.map_plots import made

SIZE = QSizeF(600, 400)


def square(id_, east, north, side, hole=0.0, zone=37, use=PlotUse.OLD):
    """A square plot by its south-west corner (Y without zone, X), with a square hole of that side in its middle."""
    def ring(e, n, s):
        return [["J", f"{n + dn:.3f}", f"{(zone or 0) * 1_000_000 + e + de:.3f}"] for de, dn in ((0, 0), (0, s), (s, s), (s, 0))]
    rings = [ring(east, north, side)] + ([ring(east + (side - hole) / 2, north + (side - hole) / 2, hole)] if hole else [])
    return Plot(code=id_, use=use, rings_id=f"r{id_}", id=id_), PlotRings(json.dumps(rings), zone, f"r{id_}")


@pytest.fixture
def view(themed, qtbot):
    made_view = MapView()
    made_view.resize(600, 400)
    qtbot.addWidget(made_view, before_close_func=lambda v: v.maker.stop())
    with qtbot.waitExposed(made_view):
        made_view.show()
    return made_view


def show(view, *squares, **more):
    view.show_plots([p for p, _ in squares], [r for _, r in squares], **more)
    view.maker.finish()


def pixel(view, east, north):
    return view.camera.pixel(QPointF(east, -north), QSizeF(view.size())).toPoint()


def test_a_camera_holds_the_place_under_the_cursor_while_it_zooms():
    camera, at = Camera(400_000, -4_200_000, 2), QPointF(100, 350)
    closer = camera.zoomed(3, at, SIZE)
    held = closer.pixel(camera.ground(at, SIZE), SIZE)
    assert closer.scale == 6
    assert (round(held.x(), 3), round(held.y(), 3)) == (100, 350)
    assert camera.seen(SIZE).contains(closer.seen(SIZE))


def test_a_hole_is_no_part_of_its_plot(view):
    show(view, square("A", 400_000, 4_200_000, 100, hole=40))
    layer = view.layer
    assert layer.at(QPointF(400_010, -4_200_010), 1).id == "A"
    assert layer.at(QPointF(400_050, -4_200_050), 1) is None
    inside = layer.drawn[0].shape.inside
    assert layer.drawn[0].shape.contains(inside)
    paper, plot = (view.grab().toImage().pixelColor(pixel(view, *at)) for at in ((400_055, 4_200_045), (400_012, 4_200_088)))
    assert paper == QColor(theme.LIGHT.paper)
    assert plot != paper


def test_uses_differ_in_colour_and_in_hatching(view):
    pictures = []
    for use in PlotUse:
        show(view, square(use.name, 400_000, 4_200_000, 100, use=use))
        image = view.grab(view.rect().adjusted(180, 120, -180, -120)).toImage()
        colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert len(colours) > 2, f"{use} has no hatching"
        pictures.append(colours)
    assert len({frozenset(p) for p in pictures}) == 3


def test_of_two_plots_one_over_the_other_the_smaller_is_meant(view):
    show(view, square("big", 400_000, 4_200_000, 100), square("small", 400_040, 4_200_040, 10))
    assert view.layer.at(QPointF(400_045, -4_200_045), 1).id == "small"
    assert view.layer.at(QPointF(400_005, -4_200_005), 1).id == "big"
    assert view.layer.at(QPointF(399_000, -4_200_005), 1) is None


def test_click_and_ctrl_click_choose_and_a_click_beside_lets_go(view, qtbot):
    show(view, square("A", 400_000, 4_200_000, 50), square("B", 400_100, 4_200_000, 50))
    told = []
    view.chosen.connect(told.append)
    a, b = pixel(view, 400_025, 4_200_025), pixel(view, 400_125, 4_200_025)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=a)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, b)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, a)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, 200))
    assert told == [["A"], ["A", "B"], ["B"], []]


def drag(view, qtbot, start, end, modifiers=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    qtbot.mousePress(view, button, modifiers, start)
    for share in (0.3, 0.7, 1):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, button, modifiers))
    qtbot.mouseRelease(view, button, modifiers, end)


def test_a_drag_moves_the_last_picture_at_once_and_chooses_nothing(view, qtbot):
    show(view, square("A", 400_000, 4_200_000, 50))
    told, camera, last = [], view.camera, view.maker.last
    view.chosen.connect(told.append)
    before = view.grab().toImage().pixelColor(300, 180)
    drag(view, qtbot, QPoint(300, 200), QPoint(200, 260))
    assert (round((camera.x - view.camera.x) * camera.scale), round((camera.y - view.camera.y) * camera.scale)) == (-100, 60)
    assert view.maker.last is last, "the old picture stands until the new one is ready"
    assert view.grab().toImage().pixelColor(200, 240) == before
    assert told == []
    qtbot.waitUntil(lambda: view.maker.last.camera == view.camera)


@pytest.mark.parametrize("way", ["middle", "space"])
def test_the_middle_button_and_the_space_bar_drag_with_any_tool(view, qtbot, way):
    show(view, square("A", 400_000, 4_200_000, 50))
    view.use(Tool.AREA)
    camera = view.camera
    view.setFocus()
    if way == "space":
        qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(view, qtbot, QPoint(300, 200), QPoint(360, 200), button=Qt.MouseButton.MiddleButton if way == "middle" else Qt.MouseButton.LeftButton)
    assert round((camera.x - view.camera.x) * camera.scale) == 60
    assert view.measuring.points == []


def test_a_frame_chooses_what_lies_whole_in_it(view, qtbot):
    show(view, square("A", 400_000, 4_200_000, 50), square("B", 400_100, 4_200_000, 50), square("C", 400_200, 4_200_000, 50))
    told = []
    view.chosen.connect(told.append)
    start, end = pixel(view, 399_990, 4_200_060), pixel(view, 400_210, 4_199_990)
    drag(view, qtbot, start, end, Qt.KeyboardModifier.ShiftModifier)
    view.use(Tool.FRAME)
    drag(view, qtbot, end, start)
    assert told == [["A", "B"]] * 2


def test_wheel_and_keys_zoom_and_move(view, qtbot):
    show(view, square("A", 400_000, 4_200_000, 50))
    whole = view.camera
    at = QPointF(100, 100)
    held = view.camera.ground(at, QSizeF(view.size()))
    QApplication.sendEvent(view, QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                                             Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))
    moved = view.camera.pixel(held, QSizeF(view.size())) - at
    assert abs(moved.x()) < 0.01 > abs(moved.y())
    assert view.camera.scale > whole.scale
    for key, grows in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_Minus, False)):
        before = view.camera.scale
        qtbot.keyClick(view, key)
        assert (view.camera.scale > before) is grows
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == whole


def test_a_length_and_an_area_snap_to_boundary_points(view, qtbot):
    show(view, square("A", 400_000, 4_200_000, 50))
    said = []
    view.measured.connect(said.append)
    view.use(Tool.AREA)
    for east, north in ((400_000, 4_200_000), (400_000, 4_200_050), (400_050, 4_200_050), (400_050, 4_200_000)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, east, north) + QPoint(3, -2))
    assert said[-1].startswith("面积 2,500.00 ㎡，0.2500 公顷，3.75 亩；周长 200.00 m")
    view.use(Tool.LENGTH)
    for east, north in ((400_000, 4_200_000), (400_000, 4_200_050), (400_050, 4_200_050)):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(view, east, north) + QPoint(-2, 3))
    assert said[-1] == "本段 50.00 m，合计 100.00 m（平面）"
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert said[-1] == "本段 50.00 m，合计 50.00 m（平面）"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.tool is Tool.LOOK
    assert not view.measuring.points


def test_measures_are_exact_to_a_tenth_of_a_millimetre():
    line = [QPointF(412330.466, -4203557.219), QPointF(412296.862, -4203536.622), QPointF(412299.156, -4203512.429)]
    assert round(length(line), 3) == Decimal("63.716")
    assert shoelace([QPointF(0, 0), QPointF(0, 10.001), QPointF(10, 10.001), QPointF(10, 0)]) == Decimal("100.010")
    assert shoelace([QPointF(0, 0), QPointF(0, 100.0004), QPointF(100, 100.0004), QPointF(100, 0)]) == Decimal("10000.04")


def test_plots_of_two_zones_are_shown_one_zone_at_a_time(themed, qtbot):
    panel = MapPanel()
    qtbot.addWidget(panel, before_close_func=lambda p: p.view.maker.stop())
    shown = [square("A", 400_000, 4_200_000, 50), square("B", 400_100, 4_200_000, 50), square("C", 400_000, 4_200_000, 50, zone=36)]
    panel.view.show_plots([p for p, _ in shown], [r for _, r in shown])
    panel.offer_zones()
    assert (panel.view.zone, [d.id for d in panel.view.layer.drawn]) == (37, ["A", "B"])
    panel.zone.setCurrentIndex(1)
    assert (panel.view.zone, [d.id for d in panel.view.layer.drawn]) == (36, ["C"])
    assert panel.view.coordinates(QPointF(400_000, -4_200_000)) == "X 4200000.000　Y 36400000.000　36 带"


def test_overlaps_and_findings_are_marked(view):
    pair = square("A", 400_000, 4_200_000, 60), square("B", 400_040, 4_200_000, 60)
    show(view, *pair)
    plain = view.grab().toImage()
    show(view, *pair, spatial=Spatial(overlaps=(PlotOverlap("A", "B", "B", Decimal(1200)),)),
         marks={"A": (Severity.ERROR, "与地块 B 重叠 0.1200 公顷。")})
    marked = view.grab().toImage()
    strip = QRectF(pixel(view, 400_042, 4_200_058), pixel(view, 400_058, 4_200_002)).toRect()
    assert plain.copy(strip) != marked.copy(strip)
    assert view.told(view.layer.drawn[0]).endswith("与地块 B 重叠 0.1200 公顷。")


def test_a_name_is_never_taken_for_markup(view):
    plot, rings = square("A", 400_000, 4_200_000, 60)
    from dataclasses import replace
    show(view, (replace(plot, code="<b>1</b>"), rings))
    assert "<b>1</b>" in view.told(view.layer.drawn[0])


def test_many_plots_are_culled_and_coarse_from_afar(view):
    plots, rings = made(400, points=60)
    view.show_plots(plots, rings)
    view.maker.finish()
    assert len(view.layer.drawn) == 400
    assert len(view.layer.within(QRectF(399_900, -4_200_100, 400, 300))) < 12
    shape = shape_of(rings[1])
    assert shape.path_at(0.01).elementCount() < shape.path_at(10).elementCount() == shape.path.elementCount()
    again = view.shapes.by_zone(plots, rings)[37]
    assert all(a.shape is b.shape for a, b in zip(again, view.layer.drawn, strict=True)), "boundaries are read once"


def test_a_plot_of_a_hundred_thousand_points_is_drawn(view):
    plots, rings = made(1, points=100_000)
    view.show_plots(plots, rings)
    view.maker.finish()
    assert view.layer.drawn[0].shape.path_at(view.camera.scale).elementCount() < 10_000
    assert view.layer.boundary_point(QPointF(400_000, -4_200_070), 50) is not None


def test_nothing_drawable_is_an_empty_map(view, qtbot):
    view.show_plots([Plot(code="A")], [PlotRings()])
    view.maker.finish()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert view.zones == {}
    assert view.layer.extent().isNull()


def test_a_base_picture_lies_where_its_world_file_says(view):
    base = BaseMap(width=100, height=50, world=("2", "0", "0", "-2", "37400001", "4200099"), zone=37)
    placed = lies(base)
    corner, far = placed.map(QPointF(0, 0)), placed.map(QPointF(100, 50))
    assert (corner.x(), corner.y()) == (400_000, -4_200_100)
    assert (far.x(), far.y()) == (400_200, -4_200_000)
    image = QImage(100, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    show(view, square("A", 400_000, 4_200_000, 20))
    view.show_base([BasePicture((image,), placed)])
    view.maker.finish()
    seen = view.grab().toImage().pixelColor(pixel(view, 400_035, 4_200_010))
    assert seen.blue() > seen.red() + 50


def test_scales_and_grids_are_round():
    assert [grid_step(scale) for scale in (0.01, 0.5, 3)] == [20000, 200, 50]
    assert [metres_text(bar(scale)) for scale in (0.05, 1, 20)] == ["2 km", "100 m", "5 m"]


def test_another_plot_in_front_brings_the_map_to_it(view):
    show(view, square("A", 400_000, 4_200_000, 50), square("B", 410_000, 4_200_000, 50))
    view.fit(["A"])
    view.select(["B"], into_view=True)
    assert view.camera.seen(QSizeF(view.size())).contains(Layer(Shapes().by_zone(
        *([x] for x in square("B", 410_000, 4_200_000, 50)))[37]).extent())
