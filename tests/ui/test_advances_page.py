"""预支和义务 in the window: an application typed in its row, the bound above it, its limits below; consequences entered and settled."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from linkdesk.actions import advances, obligations
from linkdesk.domain.quota import Obligation
from tests.actions.advanced import applied, approve, planned
from tests.ui.panels import cell, paste, typed


@pytest.fixture
def opened(open_window, qtbot, tmp_path):
    """The room of a project under B that expects 6.5 ha of surplus."""
    desk, project_id = planned(tmp_path)
    window = open_window(desk)
    window.open("advances", project_id)
    window.page.told = window.notice.sentence.text
    window.page.window_ = window
    yield desk, project_id, window.page
    window.work.stop()
    desk.close()


def again(page):
    page.window_.refresh()
    return page


def overdue(desk, project_id, page):
    applied(desk, project_id, construction="1", farmland="0.8")
    approve(desk, project_id, date(2019, 2, 1))
    desk.clock = lambda: datetime(2020, 3, 2, 9, 0)
    return again(page)


def shown(table, name):
    at = 1 + [c.name for c in table.model.columns].index(name)
    return [table.model.index(row, at).data() for row in range(table.model.rowCount())]


def test_an_application_is_typed_in_its_row_and_the_bound_stands_above_it(opened, qtbot):
    _desk, _project_id, page = opened
    assert page.body.currentIndex() == 1
    page.start.click()
    qtbot.waitUntil(lambda: page.rows.current is not None)
    assert page.body.currentIndex() == 0
    typed(page.rows, 0, "construction", "15亩")
    typed(page.rows, 0, "place", "安置区道路")
    again(page)
    assert (shown(page.rows.table, "construction"), shown(page.rows.table, "state")) == (["1.0000"], ["编制中"])
    assert {name: view.figure.text for name, view in page.figures.views.items()}["advance_bound"] == "1.9500"
    assert page.figures.views["advance_asked"].figure.text == "1.0000"
    assert "待补：用途、符合的条件、条件的依据文件" in page.rows.how.text()
    typed(page.rows, 0, "construction", "15")
    assert "按亩算的，请写成“15亩”" in page.told()
    assert shown(page.rows.table, "construction") == ["1.0000"]


def test_rows_are_pasted_and_removed(opened):
    desk, project_id, page = opened
    applied(desk, project_id, construction="0.1")
    again(page)
    page.rows.table.view.setCurrentIndex(cell(page.rows, 0, "place"))
    paste(page.rows, "东区\t0.5\t0.4\n西区\t3亩\t")
    again(page)
    assert sorted(shown(page.rows.table, "construction")) == ["0.1000", "0.2000", "0.5000"]
    page.rows.table.view.selectAll()
    page.rows.remove()
    assert again(page).body.currentIndex() == 1
    assert advances.advances(desk, project_id) == []


def test_an_approved_one_is_fixed_and_its_limits_run_below(opened):
    desk, project_id, page = opened
    overdue(desk, project_id, page)
    assert not cell(page.rows, 0, "construction").flags() & Qt.ItemFlag.ItemIsEditable
    assert (shown(page.rows.table, "state"), shown(page.rows.table, "left")) == (["已批准"], ["1.0000"])
    assert shown(page.clocks, "due_on") == ["2020-02-01", "2021-03-05"]
    assert shown(page.clocks, "state")[0] == "逾期"
    assert page.tabs.tabText(1) == "应履行义务（4 项待登记）"


def test_consequences_are_entered_by_one_click_and_settled_one_by_one(opened):
    desk, project_id, page = opened
    owed = overdue(desk, project_id, page).owed
    page.tabs.setCurrentIndex(1)
    assert set(shown(owed.table, "state")) == {"待登记"}
    assert "停止预支、扣减年度计划指标、履行占补平衡、补缴税费" in owed.said.text()
    owed.enter.click()
    again(page)
    assert shown(owed.table, "state") == ["未履行"] * 4
    assert not owed.said.isVisible()
    assert not owed.enter.isEnabled()
    owed.settle.click()
    owed.settling.settled_on.setText("2020-02-20")
    owed.settling._give()
    assert "请填写履行凭据" in page.told()
    assert owed.settling.isVisible()
    owed.settling.proof.setText("达市府办〔2020〕3号")
    owed.settling._give()
    again(page)
    assert "已履行" in shown(owed.table, "state")
    assert not owed.settling.isVisible()
    assert (owed.settle.isEnabled(), owed.drop.isEnabled(), owed.reopen.isEnabled()) == (False, False, True)
    owed.reopen.click()
    owed.reason.reason.setText("凭据抄错")
    owed.reason._give()
    assert "凭据抄错" in again(page).owed.chosen.note
    assert owed.chosen.settled_on is None


def test_the_amount_and_the_day_are_typed_and_a_decision_is_not_entered_twice(opened):
    desk, project_id, page = opened
    overdue(desk, project_id, page)
    desk.do(obligations.enter(desk, project_id, {o.id for o in obligations.proposed(desk, project_id)}))
    owed = again(page).owed
    typed(owed, 3, "amount", "12.5")
    typed(owed, 3, "due_on", "2020-02-25")
    again(page)
    assert (shown(owed.table, "amount")[3], shown(owed.table, "state")[3]) == ("12.50", "逾期未履行")
    page.lead_to(desk.store.load(Obligation)[0].id, "settled_on")
    assert page.tabs.currentIndex() == 1
    assert owed.register.isEnabled()
    assert "登记一次" in owed.decision.text()
    owed.register.click()
    assert page.window_.page.key == "oversight"


def test_a_policy_without_advances_says_so_and_still_shows_what_is_owed(open_window, tmp_path):
    desk, project_id = planned(tmp_path, "A")
    window = open_window(desk)
    window.open("advances", project_id)
    page = window.page
    assert (page.body.currentIndex(), page.main_action.isEnabled()) == (2, False)
    desk.clock = lambda: datetime(2021, 3, 6, 9, 0)
    window.refresh()
    assert page.tabs.tabText(1) == "应履行义务（3 项待登记）"
    desk.close()
