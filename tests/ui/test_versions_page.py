"""版本和变更 in the real window: fixed, approved, changed, compared, fixed again with its reason, corrected."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.change import Change
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project


@pytest.fixture
def window(open_window, desk, project_id):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, surplus_trade=False, packs=("A",)),)))
    return open_window(desk)


@pytest.fixture
def page(window, project_id):
    window.open("versions", project_id)
    return window.page


def finish(window, qtbot):
    qtbot.waitUntil(lambda: not window.work.running, timeout=30_000)
    qtbot.wait(1)
    window.refresh()


def kept(desk, project_id):
    return versions(desk.dossier(project_id), PlanKind.WHOLE)


def test_from_the_first_version_to_an_amendment(page, window, desk, project_id, qtbot):
    assert page.body.currentIndex() == 1
    page.main_action.trigger()
    finish(window, qtbot)
    assert [v.version for v in kept(desk, project_id)] == [1]
    page.enter.click()
    page.approval.approver.setText("岚州市人民政府")
    page.approval.number.setText("岚政复〔2018〕12号")
    page.approval.on.setText("2018年3月1日")
    page.approval.on.returnPressed.emit()
    assert not page.approval.isVisibleTo(page)
    window.refresh()
    assert "岚政复〔2018〕12号" in page.standing.text()
    assert [page.tabs.tabText(at) for at in range(3)] == ["文字 0", "表格 0", "地块 0"]

    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == "CJ-SG-01")
    desk.do(Change("修改", before=(plot,), after=(replace(plot, new_farmland_area=Decimal("6000")),)))
    window.refresh()
    assert page.tabs.tabText(2) == "地块 1"
    assert page.papers["地块"].model.rows[0][1:3] == ("CJ-SG-01", "资料变动")

    page.tabs.setCurrentWidget(page.map)
    assert page.map.box.itemAt(0).widget().pixmap().width() > 200

    page.main_action.trigger()
    assert page.reason.isVisibleTo(page)
    page.reason.given.emit(" ")
    finish(window, qtbot)
    assert "请先写明变更理由" in window.notice.sentence.text()
    page.travels.setCurrentText(TravelsWith.ACCEPTANCE)
    page.reason.reason.setText("新增耕地核减")
    page.reason.reason.returnPressed.emit()
    finish(window, qtbot)
    assert [(v.version, v.reason, v.travels_with) for v in kept(desk, project_id)[1:]] == [
        (2, "新增耕地核减", TravelsWith.ACCEPTANCE)]


def test_a_wrong_approval_is_corrected(page, window, desk, project_id, qtbot):
    page.fix()
    finish(window, qtbot)
    page._approve("岚州市人民政府", "岚政复〔2018〕21号", "2018-03-01")
    window.refresh()
    assert "岚政复〔2018〕21号" in page.standing.text()
    page.correct.click()
    page.correction.reason.setText("文号抄错")
    page.correction.reason.returnPressed.emit()
    window.refresh()
    assert page.standing.text() == "尚未登记批复。"
    assert page.enter.isVisibleTo(page)


def test_a_wrong_day_says_so_and_keeps_what_was_typed(page, window, qtbot):
    page.fix()
    finish(window, qtbot)
    page.enter.click()
    page.approval.number.setText("1号")
    page.approval.on.setText("下周")
    page.approval.on.returnPressed.emit()
    assert "批复日期" in window.notice.sentence.text()
    assert page.approval.number.text() == "1号"


def test_a_plan_no_longer_asked_for_is_told(page, window, desk, project_id, qtbot):
    page.fix()
    finish(window, qtbot)
    page._approve("岚州市人民政府", "岚政复〔2018〕21号", "2018-03-01")
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, surplus_trade=True),)))
    window.refresh()
    assert "项目已不再编制项目区实施方案" in page.warned.text()
