"""费用标准和系数: found, changed with a document, confirmed, marked as the county's, given back."""

import pytest
from PySide6.QtCore import Qt

from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty
from tests.ui.typing import enter


@pytest.fixture
def page(open_window, desk, project_id):
    window = open_window(desk)
    window.open("standard_values", project_id)
    window.page.at = window
    return window.page


def line(page, label, standard="fees_2017"):
    return next(each for each in page.found if each.stated.label == label and each.stated.standard == standard)


def choose(page, label):
    page.table.select(line(page, label).id)


def test_everything_of_the_standards_is_listed_and_filtered(page):
    titles = {each.title for each in page.found}
    assert len(titles) >= 4
    assert len({each.id for each in page.found}) == len(page.found) > 100
    page.standard.setCurrentText("复垦质量控制标准")
    page.standard.activated.emit(page.standard.currentIndex())
    assert {each.title for each in page.table.model.rows} == {"复垦质量控制标准"}
    page.standard.setCurrentIndex(0)
    page.standard.activated.emit(0)
    page.search.setText("lr")
    assert {each.stated.label for each in page.table.model.rows} >= {"利润"}


def test_a_value_typed_in_its_cell_waits_for_its_document(page, desk, qtbot):
    at = page.table.model.row_of(line(page, "利润").id)
    column = 1 + [c.name for c in page.table.model.columns].index("value")
    page.table.model.setData(page.table.model.index(at, column), "4", Qt.ItemDataRole.EditRole)
    assert page.fields["value"].text() == "4"
    assert page.fields["document"].hasFocus()
    assert "请填写依据文件" in page.was.text()
    assert desk.store.count(PolicyOverride) == 0
    page._put(True)
    assert "请填写“利润”依据文件" in page.at.notice.sentence.text()
    enter(qtbot, page.fields["document"], "岚政发〔2018〕9号")
    qtbot.waitUntil(lambda: line(page, "利润").own)
    now = line(page, "利润")
    assert (now.value, now.whose, now.stated.certainty) == ("4", "本县", Certainty.CONFIRMED)
    assert "程序自带：3（待核实" in page.was.text()


def test_what_the_county_changed_is_given_back(page, desk, qtbot):
    choose(page, "利润")
    assert not page.back.isVisible()
    page.fields["value"].setText("5")
    page.fields["document"].setText("岚政发〔2018〕9号")
    page._put(False)
    qtbot.waitUntil(lambda: line(page, "利润").own)
    assert line(page, "利润").stated.certainty is Certainty.UNVERIFIED
    assert page.back.isVisible()
    page.back.click()
    qtbot.waitUntil(lambda: not line(page, "利润").own)
    assert line(page, "利润").value == "3"
    desk.undo()
    qtbot.waitUntil(lambda: line(page, "利润").value == "5")


@pytest.mark.parametrize(("value", "day", "why"), [("三", "", "应填数字"), ("101", "", "不能大于 100"), ("4", "去年", "请填日期")])
def test_what_cannot_be_is_refused_with_words(page, desk, value, day, why):
    choose(page, "利润")
    for name, text in (("value", value), ("document", "岚政发〔2018〕9号"), ("from_on", day)):
        page.fields[name].setText(text)
    page._put(True)
    assert why in page.at.notice.sentence.text()
    assert desk.store.count(PolicyOverride) == 0


def test_a_line_of_the_budget_leads_to_its_value(page):
    page.lead_to("fees_2017", "工程监理费")
    assert page.line.stated.standard == "fees_2017"
    assert page.line.stated.label.startswith("工程监理费")
    assert page.fields["document"].hasFocus()
