"""复垦设计: plots at the left, facts, works, drawings and numbers at the right; every edit a change that can be undone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from linkdesk.actions import plot_designs, plot_removal, work_items
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignDrawing, PlotDesign, PresentBuilding, WorkItem, plot_design_id
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import HouseStructure, PlotUse, Severity
from linkdesk.ui import design_page
from linkdesk.ui.design_formula import NONE_CHOSEN
from linkdesk.ui.steps import State
from tests.ui.typing import enter, type_text

FACTS, WORKS, DRAWINGS, PLAN, NUMBERS = range(5)
BLOCK = "工程类别\t项目\t单位\t工程量计算式\t综合单价\n" \
        "拆除清运工程\t硬化地面破除\tm³\t硬化地面面积×硬化地面厚度\t48\n土地平整工程\t土地平整\tm³\t300\t5.2"


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("design", project_id)
    window.page.at = window
    return window.page


@pytest.fixture
def plot(desk, project_id):
    return desk.dossier(project_id).plots_of(PlotUse.OLD)[0]


def in_front(page, tab, qtbot):
    page.tabs.setCurrentIndex(tab)
    qtbot.wait(1)
    return page.tabs.widget(tab)


def fact(desk, plot, name):
    design = desk.store.get(PlotDesign, plot_design_id(plot.id))
    return design and getattr(design, name)


def pasted(page, text, qtbot):
    QGuiApplication.clipboard().setText(text)
    page.works.table.paste()
    qtbot.wait(1)
    return page.works.table.model


def cell(model, row, name):
    return model.index(row, 1 + [c.name for c in model.columns].index(name))


def typed(model, row, name, text, qtbot):
    model.setData(cell(model, row, name), text)
    qtbot.wait(1)


def works_of(desk, plot):
    return work_items.items(desk, plot.id)


def test_an_empty_project_is_led_to_its_plots(open_window, desk, project_id):
    desk.do(plot_removal.remove(desk, desk.dossier(project_id).plots))
    window = open_window(desk)
    window.open("design", project_id)
    assert window.page.body.currentIndex() == 1


def test_the_plots_are_listed_with_what_they_become_and_how_far_they_are(page, desk, plot, qtbot):
    rows = page.list.model.rows
    assert [r.plot.code for r in rows] == sorted(r.plot.code for r in rows)
    assert {r.state for r in rows} == {State.NONE}
    desk.do(plot_designs.set_field(desk, plot.id, "hard_area", "100"))
    desk.do(Change("新增", after=(WorkItem(plot.id, 0, name="清基", unit="m³", formula="10", price=Decimal(3)),
                                WorkItem(plot.id, 1, name="平整", unit="m³", formula="", price=Decimal(3)))))
    qtbot.wait(1)
    row = page.list.model.rows[0]
    assert (row.state, row.standing.works, row.standing.open, row.standing.cost) == (State.WORK, 2, 1, None)
    assert page.list.model.marks[plot.id] == (Severity.WARNING, "1 项工程的工程量或单价待补。")
    desk.do(work_items.set_field(desk, works_of(desk, plot)[1], "formula", "10 ÷ 0"))
    qtbot.wait(1)
    assert page.list.model.rows[0].state is State.ERROR
    desk.do(work_items.set_field(desk, works_of(desk, plot)[1], "formula", "20"))
    qtbot.wait(1)
    assert (page.list.model.rows[0].state, page.list.model.rows[0].standing.cost) == (State.DONE, Decimal(90))
    assert page.at.rail.steps["design"].state is not None


def test_what_is_typed_of_a_plot_is_stored_and_undone(page, desk, plot, qtbot):
    enter(qtbot, page.facts.form.boxes["hard_area"].widget, "１，２３０")
    enter(qtbot, page.facts.after.boxes["reclaim_class"].widget, "0103")
    qtbot.wait(1)
    assert fact(desk, plot, "hard_area") == 1230
    assert desk.store.get(Plot, plot.id).reclaim_class == "0103"
    assert page.facts.said.text() == "复垦为旱地（0103）。"
    enter(qtbot, page.facts.form.boxes["slope_after"].widget, "95")
    assert "原值未改动" in page.facts.form.boxes["slope_after"].below.text()
    assert fact(desk, plot, "slope_after") is None
    desk.undo()
    desk.undo()
    assert fact(desk, plot, "hard_area") is None


def test_surveyed_houses_stand_greyed_beside_typed_buildings(page, desk, plot, project_id, qtbot):
    household = next(h for h in desk.dossier(project_id).households if h.house_area and h.house_structure)
    desk.do(Change("落图", before=(household,), after=(Household(**{**_fields(household), "plot_id": plot.id}),)))
    qtbot.wait(1)
    panel = page.facts.buildings
    QGuiApplication.clipboard().setText("名称\t结构\t建筑面积（㎡）\n村小学\t砖混\t320.5")
    panel.table.paste()
    qtbot.wait(1)
    assert [r.name for r in panel.model.rows][-1] == "村小学"
    assert (panel.model.rows[0].name, panel.model.rows[0].area) == (household.head_name, household.house_area)
    assert not panel.model.flags(panel.model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert panel.model.flags(panel.model.index(len(panel.model.rows) - 1, 1)) & Qt.ItemFlag.ItemIsEditable
    assert [b.structure for b in desk.store.load(PresentBuilding)] == [HouseStructure.BRICK_CONCRETE]
    panel.table.select(panel.model.rows[0].id)
    panel.remove()
    assert "来自农户摸底资料" in page.at.notice.sentence.text()


def _fields(entity):
    return {name: getattr(entity, name) for name in type(entity).__dataclass_fields__}


def test_works_are_pasted_reckoned_edited_and_undone(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    assert page.works.body.currentIndex() == 1
    model = pasted(page, BLOCK, qtbot)
    assert [item.name for item in model.rows] == ["硬化地面破除", "土地平整"]
    assert model.marks[model.rows[0].id][0] is Severity.WARNING  # only waits for numbers
    for name, text in (("hard_area", "200"), ("hard_thickness", "0.15")):
        desk.do(plot_designs.set_field(desk, plot.id, name, text))
    qtbot.wait(1)
    assert [model.data(cell(model, 0, name)) for name in ("quantity", "price", "amount")] == ["30.00", "48.00", "1,440.00"]
    assert page.works.sums.text() == "合计（元） 3,000.00　拆除清运 1,440.00　土地平整 1,560.00"
    typed(model, 1, "formula", "复垦面积 × ", qtbot)
    assert works_of(desk, plot)[1].formula.startswith("复垦面积")
    assert "土地平整 待补" in page.works.sums.text()
    desk.undo()
    qtbot.wait(1)
    assert model.data(cell(model, 1, "amount")) == "1,560.00"


def test_only_what_changed_is_drawn_again(page, plot, qtbot):
    in_front(page, WORKS, qtbot)
    model = pasted(page, BLOCK, qtbot)
    resets, changed = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))
    typed(model, 1, "formula", "310", qtbot)
    assert (resets, changed) == ([], [1])
    assert page.works.sums.text().endswith("土地平整 1,612.00")


def test_a_price_of_nothing_is_refused_in_one_sentence(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    model = pasted(page, BLOCK, qtbot)
    typed(model, 1, "price", "0", qtbot)
    assert "综合单价不能为 0" in page.at.notice.sentence.text()
    assert works_of(desk, plot)[1].price == Decimal("5.2")
    typed(model, 1, "doer", str(Doer.HOUSEHOLD), qtbot)
    assert model.data(cell(model, 1, "amount")) == ""


def test_the_formula_line_edits_explains_and_takes_numbers(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    line = page.works.formula
    assert line.how.text() == NONE_CHOSEN
    model = pasted(page, BLOCK, qtbot)
    page.works.table.select(model.rows[1].id)
    assert line.line.text() == "300"
    line.line.setFocus()
    line.line.setText("300 + ")
    line.line.setModified(True)
    line.open_picker()
    line.picker.line.setText("硬化地面破除")
    line.picker._take(line.picker.list.item(0))
    assert line.line.text() == "300 + 硬化地面破除"
    assert works_of(desk, plot)[1].formula == "300"  # nothing is stored while a number is chosen
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.wait(1)
    assert works_of(desk, plot)[1].formula == "300 + 硬化地面破除"
    assert "硬化地面破除" in line.how.text()
    line.line.setText("1 + 2")
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.line.text() == "300 + 硬化地面破除"


def test_a_formula_typed_in_its_cell_goes_on_in_the_line(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    model, view = pasted(page, BLOCK, qtbot), page.works.table.view
    view.setCurrentIndex(cell(model, 1, "formula"))
    view.edit(view.currentIndex())
    editor = view.viewport().findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "复垦面积 × ")
    page.works.pick()
    assert page.works.formula.picker.isVisible()
    assert page.works.formula.line.text() == "复垦面积 × "
    assert works_of(desk, plot)[1].formula == "300"


def test_works_of_several_plots_stand_together(page, desk, project_id, qtbot):
    first, second = desk.dossier(project_id).plots_of(PlotUse.OLD)[:2]
    in_front(page, WORKS, qtbot)
    pasted(page, BLOCK, qtbot)
    page.works.copy_to((second.id,))
    qtbot.wait(1)
    assert [item.name for item in works_of(desk, second)] == ["硬化地面破除", "土地平整"]
    rows = page.list.view.selectionModel()
    rows.select(page.list.model.index(1, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows)
    qtbot.wait(1)
    model = page.works.table.model
    assert [model.data(cell(model, at, "plot")) for at in range(4)] == [first.code] * 2 + [second.code] * 2
    assert "plot" in [c.name for c in page.works.table.shown_columns()]
    page.list.select(first.id)
    qtbot.wait(1)
    assert "plot" not in [c.name for c in page.works.table.shown_columns()]


def test_copied_rows_bear_their_headings_and_are_pasted_onto_another_plot(page, desk, project_id, qtbot):
    second = desk.dossier(project_id).plots_of(PlotUse.OLD)[1]
    in_front(page, WORKS, qtbot)
    model = pasted(page, BLOCK, qtbot)
    page.works.table.view.selectAll()
    page.works.table.copy()
    page.list.select(second.id)
    qtbot.wait(1)
    page.works.table.paste()
    qtbot.wait(1)
    assert [(i.category, i.name, i.formula) for i in works_of(desk, second)] == [
        (WorkCategory.CLEARING, "硬化地面破除", "硬化地面面积×硬化地面厚度"), (WorkCategory.LEVELLING, "土地平整", "300")]
    assert len(model.rows) == 2


def test_rows_are_added_moved_and_removed_by_the_keys(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    model, view = pasted(page, BLOCK, qtbot), page.works.table.view
    view.setFocus()
    page.works.table.select(model.rows[1].id)
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: page.works.current is not None and page.works.current.name == "")
    assert page.works.current.category is WorkCategory.LEVELLING
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [i.name for i in model.rows] == ["硬化地面破除", "", "土地平整"])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [i.name for i in model.rows] == ["硬化地面破除", "土地平整"])
    assert len(works_of(desk, plot)) == 2


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_plots_to_copy_to_are_ticked_on_a_slip(page, qtbot):
    in_front(page, WORKS, qtbot)
    pasted(page, BLOCK, qtbot)
    slip = page.works.slip
    given = []
    slip.given.connect(given.append)
    others = page.list.model.rows[1:]
    slip.ask([r.plot for r in others], page.works.links["复制到其他地块"])
    assert not slip.act.isEnabled()
    slip.line.setText(others[0].plot.code)
    slip._tick(True)
    assert slip.act.text() == "复制到 1 个地块"
    slip.act.click()
    assert given == [(others[0].id,)]


def drop(widget, path, at=(4, 4)):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(*at), *how))
    QApplication.sendEvent(widget, QDropEvent(QPointF(*at), *how))


@pytest.fixture
def photo(tmp_path):
    Image.new("RGB", (60, 40), "green").save(tmp_path / "现状.png")
    return tmp_path / "现状.png"


def test_drawings_are_dropped_named_and_seen(page, desk, plot, photo, tmp_path, qtbot):
    in_front(page, DRAWINGS, qtbot)
    assert page.drawings.picture.text() == "还没有图件。"
    drop(page.drawings, photo)
    qtbot.wait(1)
    model = page.drawings.table.model
    assert [(d.title, d.file_name) for d in model.rows] == [("现状", "现状.png")]
    assert not page.drawings.picture.whole.isNull()
    model.setData(model.index(0, 1), "拆除前照片")
    qtbot.wait(1)
    assert desk.store.load(DesignDrawing)[0].title == "拆除前照片"
    (tmp_path / "图.dwg").write_bytes(b"AC1027")
    page.drawings.attach([tmp_path / "图.dwg"])
    qtbot.wait(1)
    page.drawings.table.select(model.rows[1].id)
    assert "不能在这里预览" in page.drawings.picture.text()
    page.drawings.remove()
    page.drawings.table.select(model.rows[0].id)
    qtbot.wait(1)
    assert len(desk.store.load(DesignDrawing)) == 1


def test_a_photograph_is_dropped_onto_a_work(page, desk, plot, photo, qtbot):
    in_front(page, WORKS, qtbot)
    model, view = pasted(page, BLOCK, qtbot), page.works.table.view
    drop(view.viewport(), photo, (40, view.rowViewportPosition(1) + 5))
    qtbot.wait(1)
    assert [d.work_item_id for d in desk.store.load(DesignDrawing)] == [works_of(desk, plot)[1].id]
    assert model.data(cell(model, 1, "drawings")) == "1"
    drop(view.viewport(), photo, (40, view.viewport().height() - 2))
    assert "没有拖到某一项工程上" in page.at.notice.sentence.text()
    in_front(page, DRAWINGS, qtbot)
    page.drawings.table.select(page.drawings.table.model.rows[0].id)
    page.drawings.of.setCurrentIndex(0)
    page.drawings._belong()
    qtbot.wait(1)
    assert desk.store.load(DesignDrawing)[0].work_item_id is None


def test_the_plan_of_a_plot_is_drawn_from_its_points(page, desk, project_id, qtbot):
    tab = in_front(page, PLAN, qtbot)
    first, second = desk.dossier(project_id).plots_of(PlotUse.OLD)[:2]
    assert first.code in tab.shown[0].name
    page.list.select(second.id)
    qtbot.wait(1)
    assert second.code in tab.shown[0].name
    desk.do(Change("去掉界址点", before=(second,), after=(replace(second, rings_id=None),)))
    qtbot.wait(1)
    assert tab.shown == ()


def test_the_numbers_of_a_plot_say_where_they_come_from(page, qtbot):
    in_front(page, NUMBERS, qtbot)
    model = page.numbers.table.model
    page.numbers.search.setText("dkmj")
    row = next(r for r in model.rows if r.number.name == "地块面积")
    assert row.number.value is not None
    assert row.told
    page.numbers.search.setText("")
    assert any(r.number.value is None and r.id in model.marks for r in model.rows)


def test_recipes_fill_the_chosen_plots_and_all(page, desk, plot, project_id, qtbot):
    enter(qtbot, page.facts.after.boxes["reclaim_class"].widget, "0103")
    qtbot.wait(1)
    page.recipes.offer()
    words = [a.text() for a in page.recipes.menu.actions()]
    assert words[:2] == ["按建议套用到所选地块", "全部地块按建议套用"]
    assert words[-1] == "其他配方"
    assert "旱地" in "".join(words[3:-1])
    page.recipes.apply_suggested()
    qtbot.waitUntil(lambda: bool(works_of(desk, plot)))
    qtbot.wait(1)
    assert page.tabs.currentWidget() is page.works
    model = page.works.table.model
    title = model.data(cell(model, 0, "recipe"))
    assert title
    typed(model, 0, "formula", "12", qtbot)
    assert model.data(cell(model, 0, "recipe")) == f"{title}（已改）"
    page.recipes.apply_everywhere()
    qtbot.waitUntil(lambda: len(desk.dossier(project_id).design.items) >= len(model.rows))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_foot_tells_the_design_and_what_is_open(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    pasted(page, BLOCK, qtbot)
    assert page.status.views["design_works_cost"].text() == "待补"
    slip = page.status.list_gaps()
    assert any("硬化地面破除" in label.text() for label in slip.findChildren(QLabel))
    slip.close()
    desk.do(work_items.remove(desk, [works_of(desk, plot)[0]]))
    qtbot.wait(1)
    assert page.status.views["design_works_cost"].text() == "0.16 万元"
    slip = page.status.explain("design_works_cost")
    assert slip.findChildren(QLabel)[0].text() == "怎么算的"
    slip.close()


def test_without_an_approved_plan_the_page_says_so(page, desk, plot, qtbot):
    assert not page.note.isVisible()
    desk.do(plot_designs.set_field(desk, plot.id, "hard_area", "1"))
    qtbot.wait(1)
    assert page.note.isVisible()
    assert "A §二(二)" in page.note.text()


def test_findings_lead_to_plots_works_and_drawings(page, desk, project_id, photo, qtbot):
    second = desk.dossier(project_id).plots_of(PlotUse.OLD)[1]
    work = WorkItem(second.id, 0, name="清基", unit="m³", formula="10")
    desk.do(Change("新增", after=(work,)))
    desk.do(plot_designs.attach(desk, second.id, [photo]))
    qtbot.wait(1)
    page.lead_to(work.id, "formula")
    assert page.works.current.id == work.id
    page.lead_to(desk.store.load(DesignDrawing)[0].id, "")
    assert page.tabs.currentWidget() is page.drawings
    page.lead_to(second.id, "hard_area")
    assert page.facts.form.boxes["hard_area"].widget.hasFocus()
    assert page.current.id == second.id


def test_the_menu_leads_to_the_other_rooms_of_the_design(page):
    words = [a.text() for a in page.actions_beside[-1].menu().actions()]
    assert "典型断面" in words
    assert design_page.DesignPage.key == "design"


def test_five_thousand_works_are_shown_and_edited(page, desk, plot, qtbot):
    desk.do(Change("新增", after=tuple(WorkItem(plot.id, at, name=f"工程{at}", unit="m³", formula=str(at + 1), price=Decimal(2))
                                     for at in range(5000))))
    in_front(page, WORKS, qtbot)
    model = page.works.table.model
    assert len(model.rows) == 5000
    changed = []
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))
    typed(model, 4321, "formula", "7", qtbot)
    assert changed == [4321]
    assert model.data(cell(model, 4321, "amount")) == "14.00"


def test_works_are_sorted_by_what_is_shown(page, qtbot):
    in_front(page, WORKS, qtbot)
    model = pasted(page, BLOCK, qtbot)
    for name, first in (("price", "土地平整"), ("category", "硬化地面破除"), ("amount", "土地平整"), ("unit_price_id", "硬化地面破除")):
        model.sort(1 + [c.name for c in model.columns].index(name))
        assert model.rows[0].name == first, name
    typed(model, 0, "formula", "5", qtbot)
    assert len(model.rows) == 2


def test_a_unit_price_is_chosen_by_its_code(page, desk, plot, qtbot):
    in_front(page, WORKS, qtbot)
    model = pasted(page, BLOCK, qtbot)
    typed(model, 1, "unit_price_id", "LK-205", qtbot)
    assert "不能计价" in page.at.notice.sentence.text()  # its unit is ㎡, the work's m³
    typed(model, 1, "unit_price_id", "LK-201", qtbot)
    assert model.data(cell(model, 1, "unit_price_id"), Qt.ItemDataRole.EditRole) == "LK-201"
    assert (works_of(desk, plot)[1].price, model.data(cell(model, 1, "price")) != "") == (None, True)
    typed(model, 1, "unit_price_id", "没有", qtbot)
    assert "都没有定额编号“没有”" in page.at.notice.sentence.text()
    typed(model, 1, "unit_price_id", "", qtbot)
    assert works_of(desk, plot)[1].unit_price_id is None
