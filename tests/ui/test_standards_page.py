"""The county's standards on their page: entered, pasted, confirmed; led to from the values they stand in place of."""

import pytest
from PySide6.QtGui import QGuiApplication

from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import Certainty

ROWS = "旧房拆除协议\t按人口\t\t12000\t元/人\t第三条\n旧房拆除协议\t按房屋结构\t砖木\t320.5\t元/㎡\t附表1"


@pytest.fixture
def window(open_window, desk, project_id):
    window = open_window(desk)
    window.open("standards", project_id)
    return window


@pytest.fixture
def page(window, qtbot):
    window.page.main_action.trigger()
    qtbot.waitUntil(lambda: window.page.standard is not None)
    return window.page


def test_an_empty_page_says_what_belongs_here(window):
    assert window.page.body.currentIndex() == 1
    assert not window.page.main_action.isVisible()


def test_a_document_is_entered_with_its_rates_and_confirmed(page, desk, window, qtbot):
    for name, text in (("title", "拆旧奖补标准"), ("number", "岚政发〔2018〕6号")):
        page.fields.boxes[name].entered.emit(text)
    QGuiApplication.clipboard().setText("协议种类\t计算依据\t名目\t标准\t单位\t条款\n" + ROWS)
    page.rates.paste()
    qtbot.waitUntil(lambda: [r.item for r in page.rates.model.rows] == ["", "砖木"])
    assert "10,000.00 元/人 → 12,000.00 元/人" in page.instead.text()
    page.confirm.click()
    assert "文号" in window.notice.sentence.text()
    page.document.setText("岚政发[2018]6号")
    page.confirm.click()
    [standard] = desk.store.load(CountyStandard)
    assert standard.certainty is Certainty.CONFIRMED
    qtbot.waitUntil(lambda: not page.confirm.isEnabled())
    page.rates.model.edited.emit(page.rates.model.rows[1], "price", "330")
    assert desk.store.load(CountyStandard)[0].certainty is Certainty.UNVERIFIED
    desk.undo()
    qtbot.waitUntil(lambda: "核实。" in page.state.text())
    assert desk.store.load(CountyStandard)[0].certainty is Certainty.CONFIRMED


def test_rows_are_added_and_removed_and_come_back(page, desk, qtbot):
    page._add_rate()
    qtbot.waitUntil(lambda: len(page.rates.model.rows) == 1)
    page.rates.select(page.rates.model.rows[0].id)
    page._remove_rates()
    assert desk.store.count(StandardRate) == 0
    desk.undo()
    qtbot.waitUntil(lambda: len(page.rates.model.rows) == 1)


def test_a_value_that_a_standard_sets_leads_to_it(page, desk, window, project_id):
    page.rates.pasted.emit([line.split("\t") for line in ROWS.splitlines()], ["kind", "basis", "item", "price", "unit", "clause"])
    [standard] = desk.store.load(CountyStandard)
    window.open("values", project_id)
    window.page.lead_to("", "demolition_reward_per_person")
    assert "县级标准" in window.page.choices.text()
    window.page.confirm.click()
    assert (window.page.key, window.page.standard.id) == ("standards", standard.id)
