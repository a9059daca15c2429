"""期限 and 年度任务: limits in the order they are due, what an officer says of one, and the targets of the county."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linkdesk.domain.approval import ClockReading, YearTarget
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.project import Project
from linkdesk.ui.table import MARK


@pytest.fixture
def approved(desk, project_id):
    project = desk.store.get(Project, project_id)
    desk.do(Change("批复", before=(project,), after=(replace(project, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5)),)))
    desk.do(Change("征求意见", after=(Opinion(project_id=project_id, department="县林业局", asked_on=date(2018, 3, 6), due_on=date(2018, 3, 20)),)))
    return desk


def texts(page):
    model = page.table.model
    return [[model.index(at, column).data() for column in range(1, 6)] for at in range(model.rowCount())]


def test_limits_stand_in_the_order_they_are_due_with_what_is_left(approved, opened, project_id):
    page = opened("clocks")
    today = approved.dossier(project_id).on
    due = date(2021, 3, 5)
    assert [row[0] for row in texts(page)] == ["征求意见答复期限", "复垦验收期限", "易地交易项目复垦验收期限"]
    assert texts(page)[1][1:4] == ["2018-03-05※", "2021-03-05", f"{(due - today).days:,}"]
    assert page.table.model.marks[page.table.model.rows[0].id][1].startswith("逾期")
    assert page.table.model.index(0, MARK).data() is None
    assert "已逾期" in page.rule.text()
    assert not page.form.isVisible()  # set by the register of opinions, not by a policy


def test_the_chosen_limit_says_how_it_was_reckoned_and_its_start_is_changed_with_a_note(approved, opened, project_id):
    page = opened("clocks")
    page.lead_to("A-ACCEPT-3Y", "started_on")
    assert "3 年后为 2021-03-05，当日仍在期限内" in page.how.text()
    assert "停批建设用地" in page.consequence.text()
    page.lines["started_on"].setText("2018-04-01")
    page.enter.click()
    assert opened.window.notice.sentence.text() == "改起算日期要写明依据文件或说明，没有登记。请先填写。"
    assert page.lines["started_on"].text() == "2018-04-01"  # what was typed stays
    page.lines["note"].setText("自批复送达之日起算")
    page.enter.click()
    assert approved.store.load(ClockReading)[0].started_on == date(2018, 4, 1)
    page.reload()
    assert page.chosen.clock.due_on == date(2021, 4, 1)
    page.clear.click()
    assert approved.store.load(ClockReading) == []
    page.reload()
    assert page.chosen.clock.due_on == date(2021, 3, 5)


def test_a_finding_about_a_limit_leads_to_it(approved, opened, project_id):
    approved.clock = lambda: datetime(2021, 3, 6, 9)
    found = next(f for f in approved.findings(project_id) if f.subject == "clock_reading")
    opened.window.open("clocks", project_id, found.subject_id, found.field)
    page = opened.window.page
    assert page.chosen.clock.id == "A-ACCEPT-3Y"
    assert "已逾期 1 天" in page.rule.text()


def test_working_days_beyond_the_published_years_say_so(approved, opened, project_id):
    assert not opened("clocks").doubt.isVisible()
    approved.clock = lambda: datetime(2099, 1, 1)
    page = opened("clocks")
    page.reload()
    assert "此后按周一至周五计" in page.doubt.text()


def test_a_project_without_limits_says_where_they_come_from(desk, opened, project_id):
    project = desk.store.get(Project, project_id)
    desk.do(Change("去掉政策", before=(project,), after=(replace(project, packs=()),)))
    page = opened("clocks")
    assert page.body.currentIndex() == 1
    desk.undo()
    page.reload()
    assert page.body.currentIndex() == 0


def test_targets_are_added_typed_and_removed(desk, opened):
    page = opened("targets")
    page.take_focus()
    assert "贫困县节余指标易地交易任务" in [r.clock.label for r in page.years.model.rows]
    page.main_action.trigger()
    (made,) = desk.store.load(YearTarget)
    page.reload()
    assert page.rows.how.text() == "待补：目标面积、下达文件。"
    page.rows.model.edited.emit(made, "area", "1000")
    page.rows.model.edited.emit(made, "document", "晋国土资发〔2018〕1号")
    page.reload()
    assert page.rows.how.text() == ""
    page.rows.model.edited.emit(made, "to_year", "2000")
    assert "截止年度早于起始年度" in opened.window.notice.sentence.text()
    page.bodies.setCurrentIndex(0)
    page.bodies.activated.emit(0)
    assert desk.store.load(YearTarget)[0].authority_id is None
    page.rows.table.select(made.id)
    page.rows.remove()
    assert desk.store.load(YearTarget) == []
    page.reload()
    assert page.body.currentIndex() == 1
