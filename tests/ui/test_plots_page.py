"""The page of plots and the review of a file of plots, in the real window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSizeF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from linkdesk import paths
from linkdesk.actions import land_uses, plot_removal
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import BaseMap, LandUse, Plot, PlotSource
from linkdesk.ui import theme
from linkdesk.ui.map_tools import Tool
from linkdesk.ui.plots_view import Showing
from tests.ui.typing import type_text

PLOTS = paths.SAMPLES / "plots_qingshi.txt"


@pytest.fixture
def window(qtbot, open_window, desk, project_id):
    made = open_window(desk)
    made.open("plots", project_id)
    return made


def _settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


def _codes(plots):
    return sorted(p.code for p in plots)


def _pixel(view, plot_id):
    return view.camera.pixel(view.layer.drawn[view.layer.by_id[plot_id]].shape.inside, QSizeF(view.size())).toPoint()


def _drop(target, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPointF(200, 200)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(where, Qt.DropAction.CopyAction, data, left, none))


def _file(tmp_path, change=lambda text: text, name="地块.txt"):
    path = tmp_path / name
    path.write_text(change(PLOTS.read_text("gbk")), "gbk")
    return path


def test_table_and_map_choose_together(qtbot, window):
    page = window.page
    view, table = page.plots.map.view, page.table
    first, second = table.model.rows[2], table.model.rows[7]
    table.select(first.id)
    assert view.selected == {first.id}
    view.fit()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=_pixel(view, second.id))
    assert [p.id for p in table.selected()] == [second.id]
    assert page.form.entity.id == second.id
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, _pixel(view, first.id))
    assert {p.id for p in table.selected()} == {first.id, second.id} == view.selected
    qtbot.waitUntil(lambda: window.status.message.text().startswith("已选 2 行　面积 1."))


def test_the_way_it_is_shown_is_remembered(window, desk, project_id, open_window):
    page = window.page
    assert page.table.isVisible()
    assert page.plots.map.isVisible()
    page.plots.switch[Showing.MAP].click()
    assert not page.table.isVisible()
    again = open_window(desk)
    again.open("plots", project_id)
    assert not again.page.table.isVisible()
    again.page.plots.switch[Showing.TABLE].click()
    assert not again.page.plots.map.isVisible()
    assert again.page.table.isVisible()


def test_what_is_typed_in_the_search_keeps_rows_and_the_form_follows(window):
    page = window.page
    type_text(page.plots.search, "az")
    assert _codes(page.table.model.rows) == ["AZ-01"]


def test_the_table_says_which_area_is_printed_and_shows_both(window):
    page = window.page
    assert "打印采用平面面积" in page.plots.basis.text()
    names = [c.name for c in page.table.model.columns]
    assert {"hectares", "mu", "plane_area", "ellipsoid_area", "stated_area"} <= set(names)


def test_a_finding_of_a_plot_stands_on_the_map(window):
    view = window.page.plots.map.view
    marked = next(d for d in view.layer.drawn if d.plot.code == "CJ-LS-03")
    assert "申报面积" in view.told(marked)
    assert "0.5947 公顷 / 8.92 亩" in view.told(marked)


def test_tools_are_reached_by_keyboard_and_escape_ends_them(qtbot, window):
    panel = window.page.plots.map
    tool = panel.bar.widgetForAction(panel.tools[Tool.AREA])
    tool.setFocus()
    qtbot.keyClick(tool, Qt.Key.Key_Space)
    assert panel.view.tool is Tool.AREA
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.view.tool is Tool.LOOK
    assert panel.tools[Tool.LOOK].isChecked()


def test_chosen_plots_are_removed_with_what_belongs_to_them_and_come_back(qtbot, window, desk, project_id):
    page = window.page
    new = next(p for p in page.table.model.rows if p.code == "CR-01")
    sources = desk.store.count(PlotSource)
    page.table.select(new.id)
    page.ask_to_remove()
    assert page.sure.isVisible()
    page.sure.act.click()
    assert desk.store.get(Plot, new.id) is None
    assert desk.store.count(PlotSource) == sources - 1
    qtbot.waitUntil(lambda: new.id not in page.plots.map.view.layer.by_id)
    window.undo()
    assert desk.store.get(Plot, new.id) == new
    assert desk.store.count(PlotSource) == sources


def test_a_plot_with_homesteads_on_it_stays(desk, project_id):
    from dataclasses import replace

    from linkdesk.domain.change import Change
    plot, household = desk.store.load(Plot, project_id=project_id)[0], desk.store.load(Household, project_id=project_id)[0]
    desk.do(Change("落图", before=(household,), after=(replace(household, plot_id=plot.id),)))
    with pytest.raises(KnownError, match=f"地块 {plot.code} 等上落有农户 1 户"):
        plot_removal.remove(desk, [plot])


def test_land_by_class_goes_with_its_plot(desk, project_id):
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == "AZ-01")
    desk.do(land_uses.add(desk, plot, LandSide.BEFORE))
    assert desk.store.count(LandUse) > 0
    desk.do(plot_removal.remove(desk, [desk.store.get(Plot, plot.id)]))
    assert desk.store.count(LandUse) == 0


def test_a_file_dropped_on_the_plots_is_reviewed_and_same_codes_are_kept(qtbot, window, desk, project_id):
    before = desk.store.load(Plot, project_id=project_id)
    _drop(window.page, PLOTS)
    _settled(qtbot, window)
    page = window.page
    assert page.key == "plots_import"
    assert {str(e.standing) for e in page.incoming} == {"保留原有"}
    assert not page.main_action.isEnabled()
    assert desk.store.load(Plot, project_id=project_id) == before


def test_a_plot_with_errors_is_held_back_and_the_others_come_in(qtbot, open_window, empty_desk, tmp_path):
    from linkdesk.actions import projects
    from linkdesk.actions.demo import SAMPLE
    from linkdesk.domain.directory import Officer
    empty_desk.sign_in(Officer(name="王建国", office="岚川县国土资源局"))
    empty_desk.do(projects.new_project(empty_desk, SAMPLE))
    window = open_window(empty_desk)
    window.open("plots", projects.find(empty_desk, SAMPLE.name).id)
    assert window.page.body.currentIndex() == 1
    window.open("plots_import", window.project_id)
    wrong = _file(tmp_path, lambda text: text.replace("J2,1,4203536.622,37412296.862", "J2,1,42035.622,37412296.862"))
    window.page.read(wrong)
    _settled(qtbot, window)
    page = window.page
    held = [e for e in page.incoming if not e.taken]
    assert [e.read.code for e in held] == ["CJ-SG-01"]
    assert "位数不对" in held[0].why
    qtbot.waitUntil(lambda: page.map.view.camera.scale > 0.05)  # one point a world away does not push the others out of sight
    sums = [c.sum(page.table.model.rows) for c in page.table.shown_columns() if c.name == "plane"]
    assert [Decimal(s) < 11 for s in sums] == [True], "what is held back is in no sum"
    assert page.main_action.text() == "导入 11 块"
    page.table.select(page.incoming[1].id)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    assert page.main_action.text() == "导入 10 块"
    page.table.select(held[0].id)
    assert not page.take.isEnabled()
    page.main_action.trigger()
    _settled(qtbot, window)
    assert window.page.key == "plots"
    assert "CJ-SG-01" not in _codes(empty_desk.store.load(Plot))
    assert empty_desk.store.count(Plot) == 10
    window.undo()
    _settled(qtbot, window)
    assert empty_desk.store.count(Plot) == 0


def test_a_chosen_plot_gets_the_boundary_of_the_file_and_keeps_what_was_entered(qtbot, window, desk, project_id, tmp_path):
    from linkdesk.actions.edits import set_field
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == "CJ-SG-01")
    desk.do(set_field(plot, "owner_unit", "上沟村一组"))
    window.open("plots_import", project_id)
    window.page.read(_file(tmp_path, lambda text: text.replace("4203557.219,37412330.466", "4203559.219,37412330.466")))
    _settled(qtbot, window)
    page = window.page
    page.table.select(next(e.id for e in page.incoming if e.read.code == "CJ-SG-01"))
    page.take.click()
    assert page.main_action.text() == "导入 1 块"
    page.main_action.trigger()
    _settled(qtbot, window)
    now = desk.store.get(Plot, plot.id)
    assert now.owner_unit == "上沟村一组"
    assert now.rings_id != plot.rings_id
    assert now.plane_area != plot.plane_area
    assert desk.store.count(Plot) == 12


@pytest.mark.parametrize(("old", "new", "said"), [
    ("2000国家大地坐标系", "1980西安坐标系", "不是2000国家大地坐标系"), ("CJ-SG-02", "CJ-SG-01", "CJ-SG-01")])
def test_what_cannot_be_trusted_is_held_back_with_its_reason(qtbot, window, project_id, tmp_path, old, new, said):
    window.open("plots_import", project_id)
    window.page.read(_file(tmp_path, lambda text: text.replace(old, new)))
    _settled(qtbot, window)
    held = [e for e in window.page.incoming if str(e.standing) == "不能导入"]
    assert held
    assert all(said in e.why for e in held)


def test_a_file_that_holds_no_plots_is_one_sentence(qtbot, window, project_id, tmp_path):
    (tmp_path / "说明.txt").write_text("这不是坐标文件", "utf-8")
    window.open("plots_import", project_id)
    window.page.read(tmp_path / "说明.txt")
    _settled(qtbot, window)
    assert window.notice.isVisible()
    assert window.page.body.currentIndex() == 0
    assert not window.page.main_action.isVisible()


def test_a_picture_of_the_ground_is_put_under_the_plots_and_taken_away(qtbot, window, desk, project_id, tmp_path):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    assert image.save(str(tmp_path / "影像.png"))
    (tmp_path / "影像.pgw").write_text("50\n0\n0\n-50\n37411025\n4205000\n")
    window.page.more.add_base(tmp_path / "影像.png")
    _settled(qtbot, window)
    panel = window.page.plots.map
    qtbot.waitUntil(lambda: len(panel.view.base) == 1)
    assert panel.base.isVisible()
    panel.base.trigger()
    assert panel.view.base == ()
    base = desk.store.load(BaseMap, project_id=project_id)[0]
    next(a for a in window.page.more.base.actions() if base.name in a.text()).trigger()
    qtbot.waitUntil(lambda: not panel.base.isVisible())
    assert desk.store.count(BaseMap) == 0


def test_a_finding_leads_to_its_plot_in_table_map_and_form(qtbot, window, desk, project_id):
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == "CJ-LS-03")
    window.open("plots", project_id, plot.id, "stated_area")
    qtbot.wait(20)
    assert window.page.plots.map.view.selected == {plot.id}
    assert window.page.form.boxes["stated_area"].widget.hasFocus()


def test_a_double_click_brings_a_plot_near(qtbot, window):
    view = window.page.plots.map.view
    view.fit()
    plot = window.page.table.model.rows[3]
    before, at = view.camera.scale, _pixel(view, plot.id)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.camera.scale > 3 * before
    assert window.page.form.entity.id == plot.id
    assert view.rect().contains(_pixel(view, plot.id) + QPoint())


@pytest.mark.parametrize(("form", "suffix"), [("txt", ".txt"), ("geojson", ".geojson"), ("shapefile", ".shp")])
def test_plots_go_out_and_the_review_knows_them_again(qtbot, window, desk, project_id, tmp_path, form, suffix):
    window.page.more.export_to(form, tmp_path / f"导出{suffix}")
    _settled(qtbot, window)
    assert "已导出" in window.status.message.text()
    window.open("plots_import", project_id)
    window.page.read(tmp_path / f"导出{suffix}")
    _settled(qtbot, window)
    assert _codes(e.existing for e in window.page.incoming) == _codes(desk.store.load(Plot, project_id=project_id))


def test_land_by_class_and_balance_stand_beside_the_plot(qtbot, window, desk):
    page = window.page
    plot = next(p for p in page.table.model.rows if p.code == "CJ-SG-01")
    page.table.select(plot.id)
    page.tabs.setCurrentIndex(1)
    page.land.sides[LandSide.BEFORE].fill()
    qtbot.waitUntil(lambda: page.land.sides[LandSide.BEFORE].table.isVisible())
    assert desk.store.load(LandUse, plot_id=plot.id)[0].land_class == "0702"
    page.tabs.setCurrentIndex(2)
    assert page.balance.lines


def test_f2_goes_from_the_table_to_the_first_field_and_delete_asks(qtbot, window):
    page = window.page
    page.table.select(page.table.model.rows[4].id)
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_F2)
    assert page.form.boxes["code"].widget.hasFocus()
    qtbot.keyClick(page.form.boxes["code"].widget, Qt.Key.Key_Return)
    assert page.form.boxes["name"].widget.hasFocus()
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert page.sure.isVisible()
    qtbot.keyClick(page.sure.act, Qt.Key.Key_Escape)
    assert not page.sure.isVisible()


def test_another_theme_while_a_picture_is_painted_does_no_harm(qtbot, window):
    view = window.page.plots.map.view
    view.zoom(2)
    view.maker._begin()
    window.menus._look(theme.DARK)
    window.open("plots", window.project_id)
    qtbot.wait(100)
    assert window.page.plots.map.view.style_now.now.roles is theme.DARK
    window.menus._look(theme.LIGHT)
