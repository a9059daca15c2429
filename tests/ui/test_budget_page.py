"""复垦预算: lines in the official order, fees typed over and given back, two schedules side by side, gaps that lead on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from linkdesk.actions import design_basis
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignBasis, Equipment, FeeAmount, WorkItem, basis_id
from linkdesk.domain.design_words import Doer, Terrain, WorkCategory
from linkdesk.domain.words import PlotUse
from linkdesk.ui.budget_page import BASIS, BUYING, GAPS, LINES, WORKS
from tests.ui.typing import enter


@pytest.fixture
def works(desk, project_id):
    """Works of 800 万元 on one plot, and one a household does itself."""
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    basis = DesignBasis(project_id, "fees_2017", priced_on=date(2018, 3, 5), terrain=Terrain.MOUNTAINS, id=basis_id(project_id))
    work = WorkItem(plot.id, 0, WorkCategory.LEVELLING, "土地平整", "m³", "400000", price=Decimal(20))
    own = WorkItem(plot.id, 1, WorkCategory.CLEARING, "自行拆除", "㎡", "100", price=Decimal(5), doer=Doer.HOUSEHOLD)
    desk.do(Change("准备", after=(basis, work, own)))
    return work, own


@pytest.fixture
def page(open_window, desk, project_id, works):
    window = open_window(desk)
    window.open("budget", project_id)
    window.page.at = window
    return window.page


def line(page, label):
    return next(each for each in page.lines.model.rows if each.label == label)


def typed(page, label, name, text):
    model = page.lines.model
    column = 1 + [c.name for c in model.columns].index(name)
    model.setData(model.index(model.row_of(line(page, label).id), column), text, Qt.ItemDataRole.EditRole)


def test_without_works_there_is_one_sentence_and_the_way_to_them(open_window, desk, project_id):
    window = open_window(desk)
    window.open("budget", project_id)
    page = window.page
    assert page.body.currentIndex() == 1
    page._begin()
    assert page.body.currentIndex() == 0
    assert page.tabs.currentIndex() == BASIS


def test_the_worked_example_stands_line_by_line(page, desk, project_id):
    labels = [each.label for each in page.lines.model.rows if each.depth < 2]
    assert labels == ["工程施工费", "土地平整工程", "设备购置费", "其他费用", "前期工作费", "工程监理费", "拆迁补偿费", "竣工验收费", "业主管理费",
                      "不可预见费", "总预算"]
    assert [line(page, label).leaf for label in ("工程施工费", "项目勘测费", "工程监理费")] == [800, Decimal("13.20"), 18]
    assert "951.1069234" in line(page, "总预算").how
    assert line(page, "总预算").leaf == budget(desk.dossier(project_id)).total


def test_every_line_says_how_it_was_reckoned(page):
    for each in page.lines.model.rows:
        page.lines.table.select(each.id)
        assert page.lines.how.text().startswith("怎么算的：")


def test_only_fees_are_typed_over_within_the_schedule_and_given_back(page, desk, qtbot):
    model = page.lines.model
    editable = {each.label for at, each in enumerate(model.rows) if model.flags(model.index(at, 3)) & Qt.ItemFlag.ItemIsEditable}
    assert {"项目勘测费", "拆迁补偿费"} <= editable
    assert not editable & {"工程施工费", "前期工作费", "总预算"}
    typed(page, "项目勘测费", "amount", "20")
    assert "按费用标准是 13.20 万元，填报的不能高于它" in page.at.notice.sentence.text()
    typed(page, "项目勘测费", "basis", "合同")
    assert "另填金额后再写依据" in page.at.notice.sentence.text()
    before = line(page, "总预算").leaf
    typed(page, "项目勘测费", "amount", "10")
    qtbot.waitUntil(lambda: line(page, "项目勘测费").leaf == 10)
    typed(page, "项目勘测费", "basis", "勘测合同")
    qtbot.waitUntil(lambda: line(page, "项目勘测费").basis == "勘测合同")
    assert line(page, "总预算").leaf < before - 3
    typed(page, "项目勘测费", "amount", "")
    qtbot.waitUntil(lambda: line(page, "总预算").leaf == before)
    assert desk.store.count(FeeAmount) == 0


def test_an_actual_cost_is_what_was_typed(page, desk, qtbot):
    typed(page, "拆迁补偿费", "amount", "123.45")
    qtbot.waitUntil(lambda: line(page, "拆迁补偿费").leaf == Decimal("123.45"))
    assert desk.store.load(FeeAmount)[0].amount == Decimal(1234500)
    typed(page, "拆迁补偿费", "amount", "很多")
    assert "请填数字" in page.at.notice.sentence.text()
    desk.undo()
    qtbot.waitUntil(lambda: line(page, "拆迁补偿费").leaf == 0)


def test_two_schedules_stand_side_by_side(page, desk, project_id, qtbot):
    assert "other" not in [c.name for c in page.lines.model.columns]
    desk.do(design_basis.set_field(desk, project_id, "compared_id", "fees_2011"))
    qtbot.waitUntil(lambda: "other" in [c.name for c in page.lines.model.columns])
    dossier = desk.dossier(project_id)
    for each in page.lines.model.rows:
        assert each.difference == each.other - each.leaf
    assert line(page, "总预算").other == budget(dossier, "fees_2011").total
    assert "对比财综〔2011〕128号" in page.by.text()
    desk.undo()
    qtbot.waitUntil(lambda: "other" not in [c.name for c in page.lines.model.columns])


def test_the_basis_is_chosen_from_lists_and_refuses_to_compare_with_itself(page, desk, project_id, qtbot):
    page.tabs.setCurrentIndex(BASIS)
    box = page.form.boxes["compared_id"].widget
    assert [box.itemData(at) for at in range(box.count())] == ["", *(s.id for s in desk.dossier(project_id).schedules)]
    box.setCurrentIndex(box.findData("fees_2017"))
    box.activated.emit(box.currentIndex())
    assert "同一个" in page.form.boxes["compared_id"].below.text()
    enter(qtbot, page.form.boxes["designer"].widget, "岚川县勘测队")
    qtbot.waitUntil(lambda: desk.dossier(project_id).design.basis.designer == "岚川县勘测队")
    assert desk.store.count(DesignBasis) == 1


def test_works_are_listed_with_what_households_do_themselves_unpaid(page, works, qtbot):
    page.tabs.setCurrentIndex(WORKS)
    rows = {row.item.name: row for row in page.works.model.rows}
    assert rows["土地平整"].amount == 8_000_000
    assert rows["自行拆除"].amount is None
    assert "由协议兑付" in rows["自行拆除"].source
    page.works.select(works[0].id)
    assert "400,000.00 × 20.00 元（填报单价） = 8,000,000.00 元" in page.how.text()
    page.search.setText("zixing")
    assert not page.works.model.rows
    page.search.setText("zxcc")
    assert [row.item.name for row in page.works.model.rows] == ["自行拆除"]


def test_a_work_without_quantity_leaves_the_sum_unknown_and_leads_to_its_formula(page, desk, works, qtbot):
    led = []
    page.go.connect(lambda *to: led.append(to))
    desk.do(Change("改", before=(works[0],), after=(replace(works[0], formula="没有的数 × 2"),)))
    qtbot.waitUntil(lambda: line(page, "总预算").leaf is None)
    assert page.lines.model.marks["works"][1].startswith("待补")
    page.tabs.setCurrentIndex(WORKS)
    amount = next(c for c in page.works.model.columns if c.name == "amount")
    assert amount.sum(page.works.model.rows) == "待补"
    page.tabs.setCurrentIndex(GAPS)
    first = page.gaps.model.rows[0]
    assert first.kind == "待补"
    page.gaps.opened.emit(first)
    assert led == [("design", works[0].id, "formula")]


def test_what_nobody_has_confirmed_leads_to_where_it_is_confirmed(page, qtbot):
    page.tabs.setCurrentIndex(GAPS)
    led = []
    page.go.connect(lambda *to: led.append(to))
    page.gaps.opened.emit(next(each for each in page.gaps.model.rows if "工程监理费" in each.says))
    assert led == [("standard_values", "fees_2017", "工程监理费")]


def test_equipment_is_typed_and_a_price_of_nothing_refused(page, desk, qtbot):
    page.tabs.setCurrentIndex(BUYING)
    QGuiApplication.clipboard().setText("设备名称\t数量\t原价\t运杂等费\n水泵\t2\t3500\t120")
    page.equipment.table.paste()
    qtbot.waitUntil(lambda: desk.store.count(Equipment) == 1)
    qtbot.waitUntil(lambda: len(page.equipment.model.rows) == 1)
    column = 1 + [c.name for c in page.equipment.model.columns].index("amount")
    assert page.equipment.model.data(page.equipment.model.index(0, column)) == "7,240.00"
    page.equipment.table.select(page.equipment.model.rows[0].id)
    assert page.equipment.how.text() == "怎么算的：2.00 × （原价 3,500.00 + 运杂等费 120.00） = 7,240.00 元。"
    price = 1 + [c.name for c in page.equipment.model.columns].index("price")
    page.equipment.model.setData(page.equipment.model.index(0, price), "0", Qt.ItemDataRole.EditRole)
    assert "原价是 0" in page.at.notice.sentence.text()
    page.tabs.setCurrentIndex(LINES)
    assert line(page, "设备购置费").leaf == Decimal("0.72")


def test_a_finding_leads_to_field_row_or_line(page, desk, qtbot):
    page.lead_to("", "priced_on")
    assert page.tabs.currentIndex() == BASIS
    assert page.form.boxes["priced_on"].widget.hasFocus()
    survey = line(page, "项目勘测费")
    page.lead_to(survey.id, "amount")
    assert page.tabs.currentIndex() == LINES
    assert page.lines.table.entity_at(page.lines.table.view.currentIndex().row()).id == survey.id
    typed(page, "工程监理费", "amount", "9")
    qtbot.waitUntil(lambda: desk.store.count(FeeAmount) == 1)
    page.lead_to(desk.store.load(FeeAmount)[0].id, "amount")
    qtbot.waitUntil(lambda: "填报 9 万元" in page.lines.how.text())


def test_the_cost_of_a_mu_is_held_against_what_is_usual(page, desk, project_id, qtbot):
    plots = desk.dossier(project_id).plots_of(PlotUse.OLD)
    desk.do(Change("填", before=plots, after=tuple(replace(p, reclaimed_area=Decimal(10000)) for p in plots)))
    qtbot.waitUntil(lambda: page.range.text().startswith("每亩 "))
    assert "在参考范围" in page.range.text()
