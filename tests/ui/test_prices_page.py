"""单价分析: the reference prices taken over, components typed in place, prices confirmed; every refusal is said."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem

from linkdesk.domain.design import PriceComponent, Resource, UnitPrice
from linkdesk.domain.words import Certainty
from tests.ui.panels import paste, typed
from tests.ui.typing import enter


@pytest.fixture
def page(open_window, desk, project_id, qtbot):
    window = open_window(desk)
    window.open("prices", project_id)
    window.page.at = window
    return window.page


@pytest.fixture
def filled(page, desk, qtbot):
    page._take_over()
    qtbot.waitUntil(lambda: bool(page.analysis.model.rows))
    return page


def first_component(panel):
    return next(at for at, line in enumerate(panel.model.rows) if line.part and line.part.resource_id)


def test_an_empty_page_offers_the_reference_prices(page, desk, qtbot):
    assert page.body.currentIndex() == 1
    page._take_over()
    qtbot.waitUntil(lambda: page.body.currentIndex() == 0)
    assert desk.store.count(UnitPrice) == len(page.prices.model.rows) > 10
    desk.undo()
    qtbot.waitUntil(lambda: page.body.currentIndex() == 1)
    assert desk.store.count(Resource) == 0


def test_the_rows_stand_in_the_official_order_and_only_components_are_typed(filled):
    labels = [line.row.label for line in filled.analysis.model.rows]
    order = ["直接费", "直接工程费", "人工费", "材料费", "机械使用费", "措施费", "间接费", "利润", "材料价差", "合计", "综合单价"]
    assert [label for label in labels if label in order] == order
    for at, line in enumerate(filled.analysis.model.rows):
        flags = filled.analysis.model.flags(filled.analysis.model.index(at, 2))
        assert bool(flags & Qt.ItemFlag.ItemIsEditable) is (line.part is not None)


def test_another_quantity_gives_another_price_at_once_and_back(filled, desk, qtbot):
    before = filled.prices.model.data(filled.prices.model.index(0, 4))
    at = first_component(filled.analysis)
    typed(filled.analysis, at, "quantity", "99.5")
    qtbot.waitUntil(lambda: filled.prices.model.data(filled.prices.model.index(0, 4)) != before)
    filled.analysis.table.select(filled.analysis.model.rows[at].id)
    assert filled.analysis.how.text().startswith("怎么算的：99.5 ")
    desk.undo()
    qtbot.waitUntil(lambda: filled.prices.model.data(filled.prices.model.index(0, 4)) == before)


def test_a_component_is_added_named_and_given_a_share(filled, desk, qtbot):
    panel = filled.analysis
    count = desk.store.count(PriceComponent)
    panel.add()
    qtbot.waitUntil(lambda: any(line.part and line.row.label.startswith("（未指明") for line in panel.model.rows))
    at = next(at for at, line in enumerate(panel.model.rows) if line.row.label.startswith("（未指明"))
    part = panel.model.rows[at].part
    typed(panel, at, "name", "没有这种材料")
    assert "人材机价格里没有" in filled.at.notice.sentence.text()
    typed(panel, at, "name", "水泥 32.5")
    qtbot.waitUntil(lambda: desk.store.get(PriceComponent, part.id).resource_id is not None)
    at = panel.model.row_of(part.id)
    typed(panel, at, "name", "其他材料费")
    qtbot.waitUntil(lambda: desk.store.get(PriceComponent, part.id).resource_id is None)
    typed(panel, panel.model.row_of(part.id), "quantity", "5")
    qtbot.waitUntil(lambda: desk.store.get(PriceComponent, part.id).share == Decimal(5))
    qtbot.waitUntil(lambda: panel.model.rows[panel.model.row_of(part.id)].row.unit == "%")
    panel.table.select(part.id)
    panel.remove()
    qtbot.waitUntil(lambda: desk.store.count(PriceComponent) == count)


def test_what_is_typed_is_offered_from_the_resources(filled):
    view = filled.analysis.table.view
    index = filled.analysis.model.index(first_component(filled.analysis), filled.analysis.cells.column)
    editor = filled.analysis.cells.createEditor(view.viewport(), QStyleOptionViewItem(), index)
    assert isinstance(editor, QLineEdit)
    offered = editor.completer().model()
    assert "LK-R01 甲类工" in [offered.index(at, 0).data() for at in range(offered.rowCount())]


def test_components_are_pasted_and_a_missing_column_is_named(filled, desk, qtbot):
    count = desk.store.count(PriceComponent)
    paste(filled.analysis, "甲类工\t2\n其他材料费\t3.5")
    qtbot.waitUntil(lambda: desk.store.count(PriceComponent) == count + 2)
    paste(filled.analysis, "甲类工\t2\n乙类工")
    assert "粘贴的第 2 行缺一列" in filled.at.notice.sentence.text()
    assert desk.store.count(PriceComponent) == count + 2


def test_prices_are_confirmed_here_and_the_list_of_prices_is_pasted(filled, desk, qtbot):
    filled.tabs.setCurrentWidget(filled.resources)
    panel = filled.resources
    paste(panel.rows, "编号\t预算价\t价格来源\nLK-R01\t66.6\t定额站\nQ1\t1.5\t询价")
    qtbot.waitUntil(lambda: bool(desk.store.load(Resource, code="Q1")))
    labour = desk.store.load(Resource, code="LK-R01")[0]
    assert (labour.price, labour.certainty) == (Decimal("66.6"), Certainty.UNVERIFIED)
    typed(panel.rows, panel.rows.model.row_of(labour.id), "price", "0")
    assert "预算价是 0" in filled.at.notice.sentence.text()
    panel.rows.table.select(labour.id)
    panel.confirm()
    assert "请填写价格来源" in filled.at.notice.sentence.text()
    enter(qtbot, panel.source, "2018 年第 3 期信息价")
    qtbot.waitUntil(lambda: desk.store.load(Resource, code="LK-R01")[0].certainty is Certainty.CONFIRMED)


def test_a_unit_price_is_confirmed_on_its_norm(filled, desk, qtbot):
    price = filled.prices.current
    filled._confirm()
    assert "请填写定额的依据" in filled.at.notice.sentence.text()
    enter(qtbot, filled.basis, "预算定额 10018")
    qtbot.waitUntil(lambda: desk.store.get(UnitPrice, price.id).certainty is Certainty.CONFIRMED)
    assert filled.basis.text() == "预算定额 10018"


def test_a_finding_leads_to_its_row(filled, desk):
    resource = desk.store.load(Resource)[3]
    filled.lead_to(resource.id, "price")
    assert filled.tabs.currentWidget() is filled.resources
    assert filled.resources.rows.current.id == resource.id
    price = desk.store.load(UnitPrice)[5]
    filled.lead_to(price.id, "base")
    assert filled.prices.current.id == price.id
    assert filled.analysis.shown.id == price.id
