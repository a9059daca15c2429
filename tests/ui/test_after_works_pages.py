"""竣工验收, 安置区建设 and 后续利用 in the window: what is typed, entered, corrected, pasted and marked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from linkdesk.actions import acceptances
from linkdesk.domain.carrying import Acceptance, AfterUse, PlotAcceptance, SettlementCheck, SettlementHouse
from linkdesk.domain.household import Household
from linkdesk.domain.words import PlotUse, Severity


@pytest.fixture
def show(open_window, desk, project_id):
    window = open_window(desk)

    def shown(key):
        window.open(key, project_id)
        return window.page, window.notice.sentence
    return shown


def typed(model, row, name, text):
    at = 1 + [c.name for c in model.columns].index(name)
    return model.setData(model.index(row, at), text, Qt.ItemDataRole.EditRole)


def paste(table, text):
    QGuiApplication.clipboard().setText(text)
    table.paste()


def test_plots_are_accepted_as_typed_and_corrected(show, desk, project_id, qtbot):
    page, said = show("acceptance")
    assert "市级国土资源部门（A §二(二)）" in page.body_line.text()
    assert not page.tabs.isTabVisible(1)
    for name, text in (("accepted_area", "0.5"), ("farmland_area", "0.45")):
        typed(page.model, 0, name, text)
    page.table.view.clearSelection()
    page.ask()
    assert "还没有选中" in said.text()
    page.table.view.selectRow(0)
    page.ask()
    assert "登记 1 个地块的验收" in page.line.said.text()
    page.line.given.emit("示例市国土资源局", "示国土资验〔2018〕3号", str(date(2017, 6, 1)), "")
    (entered,), (plot,) = desk.store.load(Acceptance), desk.store.load(PlotAcceptance)
    assert (entered.number, plot.accepted_area, plot.farmland_area) == ("示国土资验〔2018〕3号", 5000, 4500)
    qtbot.waitUntil(lambda: page.tabs.isTabVisible(1))
    first = next(r for r in page.model.rows if r.plot_id == plot.plot_id)
    assert not page.model.flags(page.model.index(page.model.row_of(first.id), 7)) & Qt.ItemFlag.ItemIsEditable
    page.entries.view.selectRow(0)
    page._ask_correction()
    page.correction.given.emit("文号抄错")
    assert len(desk.store.load(Acceptance)) == 2
    assert len(acceptances.proposed(desk.dossier(project_id))) == len(desk.dossier(project_id).plots_of(PlotUse.OLD))


def test_a_plot_that_failed_is_marked_and_counts_in_no_sum(show, desk, project_id, qtbot):
    page, _ = show("acceptance")
    row = replace(page.model.rows[0], passed=False, accepted_area=Decimal(5000), failing="土层不足")
    desk.do(acceptances.accept(desk, project_id, "示例市国土资源局", "示国土资验〔2018〕3号", date(2017, 6, 1), [row]))
    qtbot.waitUntil(lambda: bool(page.failed))
    typed(page.model, 0, "accepted_area", "0.5")
    first, area = page.model.rows[0], next(c for c in page.model.columns if c.name == "accepted_area")
    assert (page.model.columns[1].text(first), first.passed, first.accepted_area) == ("不合格", None, 5000)
    assert page.model.marks[first.id] == (Severity.WARNING, "上次验收（示国土资验〔2018〕3号）不合格：土层不足")
    assert area.sum([first]) == ""
    assert area.sum([replace(first, passed=True)]) == "0.5000"


def test_an_area_that_cannot_be_read_is_told(show):
    page, said = show("acceptance")
    typed(page.model, 0, "accepted_area", "很大")
    assert "验收面积" in said.text()
    assert page.model.rows[0].accepted_area is None


def test_houses_are_pasted_with_their_households_and_checks_are_kept(show, desk, project_id, qtbot):
    page, said = show("settlement")
    there = desk.store.load(Household, project_id=project_id)
    numbers = [h.id_number for h in there if h.id_number]
    who = next(h for h in there if h.id_number and numbers.count(h.id_number) == 1)
    paste(page.houses.table, f"房号\t户主姓名\t建筑面积\n1-101\t{who.id_number}\t90.5\n1-102\t\t80")
    assert not said.text()
    houses = desk.store.load(SettlementHouse, order="position")
    assert [(h.number, h.household_id) for h in houses] == [("1-101", who.id), ("1-102", None)]
    qtbot.waitUntil(lambda: len(page.houses.model.rows) == 2)
    assert who.head_name in page.houses.model.rows[0].household_id
    assert "住房 2 套　已分配 1" in page.sums.text()
    typed(page.houses.model, 0, "moved_in_on", "2017-05-01")
    qtbot.waitUntil(lambda: "还没有检查合格的记录" in page.troubles.text())
    page.checks.add()
    qtbot.waitUntil(lambda: len(page.checks.model.rows) == 1)
    typed(page.checks.model, 0, "item", "给水管网")
    assert desk.store.load(SettlementCheck)[0].item == "给水管网"
    page.houses.table.view.selectRow(0)
    page.houses.remove()
    assert "先改为未分配" in said.text()


def test_use_is_typed_filled_and_pasted_by_the_year(show, desk, project_id, qtbot):
    page, said = show("after_use")
    page.years.setCurrentIndex(page.years.findData(page.desk.clock().year))
    typed(page.model, 0, "farmer_kind", "无人耕种")
    idle = (Severity.WARNING, "撂荒或无人耕种，还没有整改完成的记录。")
    qtbot.waitUntil(lambda: page.model.marks.get(page.model.rows[0].id) == idle)
    page.table.view.setCurrentIndex(page.model.index(0, 1 + [c.name for c in page.model.columns].index("farmer_kind")))
    page._fill()
    assert "选中多行" in said.text()
    page.table.view.selectAll()
    page._fill()
    assert len(desk.store.load(AfterUse)) == len(page.model.rows)
    code = page.plots[page.model.rows[1].plot_id].code
    paste(page.table, f"地块编号\t经营主体\t种植作物\n{code}\t示例合作社\t玉米")
    assert {u.farmer for u in desk.store.load(AfterUse)} == {"", "示例合作社"}
    paste(page.table, "没有的\t村集体")
    assert "没有地块“没有的”" in said.text()
