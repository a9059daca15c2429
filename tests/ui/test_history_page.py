"""The history page: an import found among what was done, looked at, taken back, and taken back again."""

from datetime import timedelta

import pytest

from linkdesk.actions import households
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household, Member
from linkdesk.domain.words import ChangeKind
from linkdesk.ui import page as pages
from tests.conftest import DAY


@pytest.fixture
def window(open_window, desk, project_id, qtbot):
    edited, added = desk.dossier(project_id).households[:2]
    desk.do(households.correct(desk, edited, "population", "9"))
    desk.do(Change("添加家庭成员", after=(Member(household_id=added.id, name="小满"),)))
    desk.clock = lambda: DAY + timedelta(days=10)
    opened = open_window(desk)
    opened.open("overview", project_id)
    next(a for a in opened.menus.guarded if a.text() == "操作记录…").trigger()
    settled(qtbot, opened)
    return opened


def settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


def titles(page):
    return [line.act.title for line in page.table.model.rows]


def choose(page, title):
    assert page.table.select(next(line.id for line in page.table.model.rows if line.act.title == title))


def fates(page):
    return [(line.fate.name.split(" ")[0], line.fate.reason) for line in page.view.table.model.rows]


def test_it_stands_in_the_menu_for_the_project_at_hand_and_for_all(window, qtbot):
    assert (window.page.key, window.page.project_id != "") == ("history", True)
    assert titles(window.page)[:3] == ["添加家庭成员", "修改家庭人口", "导入农户"]
    assert window.page.chosen.title == "添加家庭成员"
    window.head.shown["全部操作记录"].click()
    settled(qtbot, window)
    assert (window.page.key, titles(window.page)[-1]) == ("county_history", "登录")
    window.menus._history()
    assert window.page.key == "county_history"


def test_imports_stand_first_among_the_kinds_and_typing_finds_an_act(window, qtbot):
    page = window.page
    assert page.kind.itemText(1) == str(ChangeKind.IMPORT)
    page.kind.setCurrentIndex(1)
    assert titles(page) == ["导入农户", "导入地块"]
    page.search.setText("农户")
    assert (titles(page), page.chosen.title, page.count.text()) == (["导入农户"], "导入农户", "1 条")
    page.search.setText("没有这样的")
    assert (titles(page), page.main_action.isEnabled()) == ([], False)


def test_an_import_is_looked_at_taken_back_and_brought_again(window, desk, qtbot):
    page = window.page
    choose(page, "导入农户")
    assert fates(page) == [("农户", "之后已修改，保留现在的内容"), ("农户", "之后新增了“家庭成员 小满”"), ("导入批次", "还有保留的“原始行”")]
    assert desk.store.count(Household) == 186
    page.view.table.select(page.view.table.model.rows[0].id)
    assert "之后已修改" in page.view.detail.text()
    page.main_action.trigger()
    settled(qtbot, window)
    assert desk.store.count(Household) == 2
    assert page.chosen.title == "导入农户"
    assert page.view.sentence.text().startswith("已撤销")
    assert not page.main_action.isEnabled()
    assert window.status.message.text().startswith("已撤销“导入农户”：农户 184 户")
    choose(page, "撤销：导入农户")
    page.main_action.trigger()
    settled(qtbot, window)
    assert desk.store.count(Household) == 186
    assert desk.store.verify() == []


def test_what_was_done_is_no_longer_said_once_something_else_has_changed(window, desk, qtbot):
    page = window.page
    choose(page, "导入农户")
    page.main_action.trigger()
    settled(qtbot, window)
    window.undo()
    settled(qtbot, window)
    assert page.chosen.title == "导入农户"
    assert page.main_action.isEnabled()
    assert page.view.sentence.text().startswith("撤销时")


def test_a_large_act_is_looked_at_in_the_worker_and_only_when_asked(window, desk, qtbot, monkeypatch):
    monkeypatch.setattr("linkdesk.ui.history_page.IN_WORKER", 100)
    assert pages.IN_WORKER == 2000
    page = window.page
    choose(page, "导入农户")
    assert page.view.look.isVisible()
    assert fates(page) == []
    page.view.look.click()
    assert window.work.running
    settled(qtbot, window)
    assert len(fates(page)) == 3
    assert not page.view.look.isVisible()
    assert desk.store.count(Household) == 186


def test_what_cannot_be_taken_back_says_why_and_offers_nothing(window, qtbot):
    window.open("county_history")
    choose(window.page, "登录")
    assert window.page.view.sentence.text() == "“登录”已经发生，不能撤销。"
    assert not window.page.main_action.isEnabled()
    assert fates(window.page) == []


def test_older_acts_are_shown_when_asked_for(window, qtbot, monkeypatch):
    monkeypatch.setattr("linkdesk.ui.history_page.AT_ONCE", 2)
    window.open("county_history")
    page = window.page
    assert (len(titles(page)), page.older.isVisible()) == (2, True)
    page.older.click()
    assert len(titles(page)) == 4


def test_no_page_is_wider_than_the_window(window, qtbot):
    window.open("county_history")
    settled(qtbot, window)
    assert window.minimumSizeHint().width() <= 1366
