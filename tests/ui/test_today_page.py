"""今日 in the real window: projects by what presses, filters, calendar, Gantt picture, the report, and where lines lead."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from linkdesk.actions import projects
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.project import Project
from linkdesk.policy.today import Concern

LATE = date(2018, 6, 1)  # the desk's day is 4 June 2018


@pytest.fixture
def busy(desk, project_id):
    """The sample with a matter under way and something overdue, and a quiet project with a long name."""
    project = desk.store.get(Project, project_id)
    quiet = replace(project, name="岚川县白水乡东坡村西坡村南坡村北坡村城乡建设用地增减挂钩项目区" * 2, id="b" * 32)
    matter = Matter(project_id=project_id, pack_id="A", chain_id="A-PLAN-LOCAL", title="实施方案报批", opened_on=date(2018, 5, 1))
    compiled = MatterEntry(matter_id=matter.id, step=1, kind=EntryKind.PASSED, acted_on=date(2018, 5, 10), actor="岚川县人民政府")
    late = Inspection(project_id=project_id, inspector="省厅", finding="渣土未清", inspected_on=date(2018, 5, 1), rectify_by=LATE)
    soon = Opinion(project_id=project_id, department="林业局", asked_on=date(2018, 5, 20), due_on=date(2018, 6, 20))
    desk.do(Change("登记", after=(quiet, matter, compiled, late, soon)))
    return desk


@pytest.fixture
def page(open_window, busy):
    window = open_window(busy)
    window.page.at = window
    return window.page


def test_the_window_opens_with_today_where_there_are_projects(page, project_id):
    assert page.key == "today"
    line = page.table.model.rows[0]
    assert (line.id, len(page.table.model.rows)) == (project_id, 2)
    assert [d.clock.label for d in page.due.table.model.rows] == ["整改期限", "征求意见答复期限"]
    assert page.due.what.text().startswith("岚川县青石镇增减挂钩项目区　整改期限：逾期 3 天")


def test_an_empty_workspace_says_what_to_do_first(open_window, empty_desk, qtbot):
    from linkdesk.domain.directory import Officer
    empty_desk.sign_in(Officer(name="张三", office="岚川县国土资源局"))
    window = open_window(empty_desk)
    assert window.page.key == "projects"
    window.open("today")
    assert window.page.body.currentIndex() == 1
    assert not window.page.main_action.isVisible()


def test_a_count_keeps_the_projects_of_its_concern(page, project_id):
    assert page.counts.buttons[Concern.OVERDUE].text() == "逾期 1"
    page.counts.buttons[Concern.OVERDUE].click()
    assert [p.id for p in page.table.model.rows] == [project_id]
    page.counts.buttons[Concern.OVERDUE].click()
    assert len(page.table.model.rows) == 2
    assert not page.counts.buttons[Concern.SUSPENDED].isEnabled()


def test_typing_finds_a_project_by_its_initials(page):
    page.find.setText("bsx")
    page.find.textEdited.emit("bsx")
    assert [p.id for p in page.table.model.rows] == ["b" * 32]


def test_a_line_leads_to_the_time_limits_of_its_project(page, project_id):
    page.due.table.opened.emit(page.due.table.model.rows[0])
    assert (page.at.page.key, page.at.project_id) == ("clocks", project_id)


def test_a_project_with_a_matter_opens_its_matters(page, project_id):
    page.table.opened.emit(page.table.model.rows[0])
    assert (page.at.page.key, page.at.project_id) == ("matters", project_id)
    page.at.open("today")
    page.table.opened.emit(page.table.model.rows[1])
    assert (page.at.page.key, page.at.project_id) == ("overview", "b" * 32)


def test_a_day_of_the_calendar_shows_its_lines(page, qtbot):
    page.tabs.setCurrentIndex(1)
    view = page.calendar.view
    days = view.days()
    at = days.index(LATE)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.box(at, len(days)).center().toPoint())
    assert [d.clock.label for d in page.calendar.due.table.model.rows] == ["整改期限"]
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert (view.day, page.calendar.month.text()) == (date(2018, 7, 1), "2018年7月")
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.day == date(2018, 6, 4)


@pytest.mark.parametrize(("day", "reached"), [(date(1, 1, 1), date(1, 2, 1)), (date(9999, 12, 31), date(9999, 12, 30))])
def test_the_calendar_ends_with_the_calendar(page, day, reached):
    page.tabs.setCurrentIndex(1)
    page.calendar.view.choose(day)
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(page.calendar.view, key)
    assert page.calendar.view.day == reached
    page.grab()


def test_the_gantt_picture_has_a_row_for_project_and_matter(page):
    page.tabs.setCurrentIndex(2)
    page.grab()
    drawing, = page.gantt.paper.drawings
    words = [s.text for s in drawing.shapes if s.text]
    assert {"岚川县青石镇增减挂钩项目区", "　实施方案报批"} <= set(words)


def test_a_change_of_one_project_shows_at_once(page, busy, project_id, qtbot):
    late = next(i for i in busy.store.load(Inspection))
    busy.do(Change("整改", before=(late,), after=(replace(late, rectified_on=date(2018, 6, 3)),)))
    qtbot.waitUntil(lambda: page.counts.buttons[Concern.OVERDUE].text() == "逾期 0")
    busy.undo()
    qtbot.waitUntil(lambda: page.counts.buttons[Concern.OVERDUE].text() == "逾期 1")


def test_the_report_is_one_page_and_the_workbook_has_every_row(page, tmp_path, qtbot):
    page.save_to(tmp_path / "报告")
    qtbot.waitUntil(lambda: not page.work.running and (tmp_path / "报告" / "项目进度横道图.pdf").exists())
    out = tmp_path / "报告"
    assert len(page_sizes((out / "增减挂钩项目办理情况.pdf").read_bytes())) == 1
    book = load_workbook(out / "增减挂钩项目办理情况.xlsx")
    assert book.sheetnames == ["项目", "逾期", "30 天内到期", "轮到谁办"]
    assert {row[1].value for row in book["项目"].iter_rows(min_row=3)} >= {p.name for p in projects.projects(page.desk)}
