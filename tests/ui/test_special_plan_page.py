"""专项规划 in the window: begun, filled in tab by tab, proposed, pasted, linked, approved by hand, led to by its findings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from linkdesk.actions import special_plan_rows, special_plans
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Village
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.words import Severity
from tests.ui.typing import enter

PLAN, LINKS, POTENTIAL, PROJECTS, CONSULTED, APPROVAL = range(6)


@pytest.fixture
def room(open_window, desk, project_id):
    """The room of the sample's project under B, with its window."""
    was = desk.store.get(Project, project_id)
    desk.do(Change("改依据", before=(was,), after=(replace(was, packs=("B",)),)))
    window = open_window(desk)
    window.open("special_plan", project_id)
    return window


@pytest.fixture
def begun(room):
    room.page.actions_beside[2].trigger()
    room.page.reload()
    return room


def put(table, at, name, text, room):
    room.page.reload()
    place = 1 + [c.name for c in table.model.columns].index(name)
    table.model.setData(table.model.index(at, place), text, Qt.ItemDataRole.EditRole)
    room.page.reload()


def tab(room, at):
    room.page.tabs.setCurrentIndex(at)
    return room.page.tabs.widget(at)


def the(desk, kind):
    found, = desk.store.load(kind)
    return found


def test_an_empty_room_says_what_it_is_for_and_begins(room, desk, project_id):
    assert room.page.body.currentIndex() == 1
    assert room.page.main_action.isVisible() is False
    room.page.actions_beside[2].trigger()
    room.page.reload()
    plan = the(desk, SpecialPlan)
    assert (plan.project_id, room.page.chosen, room.page.body.currentIndex()) == (project_id, plan.id, 0)
    assert room.page.state.text() == "编制中"
    room.page.actions_beside[3].trigger()
    room.page.reload()
    assert not desk.store.load(SpecialPlan)
    assert room.page.body.currentIndex() == 1


def test_fields_and_texts_are_stored_when_they_are_left(begun, desk, qtbot):
    facts = tab(begun, PLAN)
    enter(qtbot, facts.scale.boxes["old_area"].widget, "120")
    text = facts.texts["layout"]
    text.setPlainText("三个乡镇。")
    text.given.emit(text.toPlainText())
    plan = the(desk, SpecialPlan)
    assert (plan.old_area, plan.layout) == (1200000, "三个乡镇。")
    enter(qtbot, facts.scale.boxes["to_year"].widget, "2001")
    assert "早于起始年" in facts.scale.boxes["to_year"].below.text()
    assert the(desk, SpecialPlan).to_year == 2020


def test_links_are_typed_into_their_six_rows(begun, desk):
    links = tab(begun, LINKS)
    assert len(links.table.model.rows) == 6
    put(links.table, 0, "title", "县土地整治规划", begun)
    put(links.table, 0, "how", "一致", begun)
    assert the(desk, PlanLink).how == "一致"
    assert len(links.table.model.marks) == 5
    put(links.table, 0, "plan", "产业规划", begun)
    assert "不能改动" in begun.notice.sentence.text()
    QGuiApplication.clipboard().setText("衔接的规划\t规划名称\t衔接情况\n产业规划\t县产业规划\t一致\n")
    links.table.paste()
    begun.page.reload()
    assert len(links.table.model.marks) == 4


def test_the_survey_proposes_a_line_and_the_officer_takes_it(begun, desk):
    potential = tab(begun, POTENTIAL)
    assert len(potential.table.model.rows) == len(desk.store.load(Village))
    potential.propose()
    assert "只补空格" in potential.proposal.text()
    assert not desk.store.load(VillagePotential)
    potential._take()
    told = desk.store.load(VillagePotential)
    assert told
    assert all(p.households for p in told)
    assert not potential.line.isVisible()
    potential.propose()
    assert "没有可以补填" in begun.notice.sentence.text()


def test_a_village_is_taken_into_the_plan_and_marked_while_it_is_left_out(begun, desk):
    potential = tab(begun, POTENTIAL)
    row = potential.table.model.rows[0]
    put(potential.table, 0, "is_poor", "是", begun)
    potential.table.select(row.id)
    potential._include(False)
    begun.page.reload()
    assert potential.table.model.marks[row.id][0] is Severity.WARNING
    assert row.village in potential.outside.text()
    potential.table.select(row.id)
    potential._include(True)
    begun.page.reload()
    assert row.id not in potential.table.model.marks
    put(potential.table, 0, "township", "别的", begun)
    assert "名录里修改" in begun.notice.sentence.text()
    QGuiApplication.clipboard().setText(f"行政村\t可复垦面积（亩）\n{row.village}\t15\n没有的村\t1")
    potential.table.paste()
    assert "不在本县名录里" in begun.notice.sentence.text()
    QGuiApplication.clipboard().setText(f"行政村\t可复垦面积（亩）\n{row.village}\t15")
    potential.table.paste()
    assert the(desk, VillagePotential).reclaimable_area == 10000


def test_a_workbook_is_read_in_the_worker(begun, desk, tmp_path, qtbot):
    from openpyxl import Workbook
    potential, book = tab(begun, POTENTIAL), Workbook()
    for line in (("行政村", "可复垦面积（公顷）", "农户"), (potential.table.model.rows[0].village, 2, 30)):
        book.active.append(line)
    book.save(tmp_path / "潜力.xlsx")
    potential.read(tmp_path / "潜力.xlsx")
    qtbot.waitUntil(lambda: not begun.work.running)
    assert the(desk, VillagePotential).households == 30


def test_projects_show_what_is_left_and_their_project_area(begun, desk, project_id):
    projects = tab(begun, PROJECTS)
    projects.rows.add()
    begun.page.reload()
    put(projects.rows.table, 0, "old_area", "5", begun)
    assert projects.linked.isEnabled()
    projects.linked.setCurrentIndex(projects.linked.findData(project_id))
    projects.linked.activated.emit(projects.linked.currentIndex())
    begun.page.reload()
    row = the(desk, PlannedProject)
    assert row.project_id == project_id
    assert projects.rows.model.marks[row.id][0] is Severity.WARNING  # the sample takes 6.3664 hectares
    assert "超出安排：拆旧面积 1.3664 公顷" in projects.rows.how.text()
    facts = tab(begun, PLAN)
    assert "列在第 1 项" in facts.place.text()
    assert facts.areas.lines[4][:2] == ("本项目的安排", "5.0000")


def test_approval_by_hand_freezes_the_plan_and_shows_in_the_overview(begun, desk, project_id, qtbot):
    approval = tab(begun, APPROVAL)
    assert "报批前还缺" in approval.lacking.text()
    for name, text in (("approval_number", "达市国土资函〔2017〕8号"), ("approved_on", "2017-03-01")):
        enter(qtbot, approval.fields.boxes[name].widget, text)
    plan = the(desk, SpecialPlan)
    assert plan.approved_on == date(2017, 3, 1)
    begun.page.reload()
    assert "批准" in begun.page.state.text()
    facts = tab(begun, PLAN)
    assert facts.texts["scale"].isReadOnly()
    begun.open("overview", project_id)
    boxes = begun.page.form.boxes
    assert boxes["special_plan"].widget.text() == f"{plan.name}（{plan.approval_number}）"
    assert boxes["special_plan"].widget.isReadOnly()
    assert "取自“专项规划”" in boxes["special_plan_on"].below.text()
    desk.do(special_plans.set_plan_field(desk, plan, "approved_on", ""))
    begun.page.reload()
    assert not boxes["special_plan"].widget.isReadOnly()


def test_consultation_is_told_and_led_to(begun, desk, project_id):
    consulted = tab(begun, CONSULTED)
    assert "农工委" in consulted.open.text()
    consulted.go.click()
    assert begun.page.key == "consultation"
    desk.do(special_plans.set_project(desk, the(desk, SpecialPlan), None))
    begun.open("special_plan", project_id)
    assert "选择办理项目区" in tab(begun, CONSULTED).words.text()


@pytest.mark.parametrize(("rule", "at"), [
    ("R37-links", LINKS), ("R37-texts", PLAN), ("R37-villages", POTENTIAL), ("R37-area", PROJECTS)])
def test_findings_lead_to_the_tab_where_they_are_put_right(begun, desk, project_id, rule, at):
    plan = the(desk, SpecialPlan)
    desk.do(special_plan_rows.add_project(desk, plan))
    row = the(desk, PlannedProject)
    desk.do(Change("面积", before=(row,), after=(replace(row, old_area=Decimal(10000), project_id=project_id),)))
    finding = next(f for f in desk.findings(project_id) if f.rule_id == rule)
    tab(begun, CONSULTED)
    begun.open("special_plan", project_id, finding.subject_id, finding.field)
    assert begun.page.tabs.currentIndex() == at


def test_papers_go_to_the_preview_and_the_list_to_a_folder(begun, desk, project_id, tmp_path):
    begun.page.export_to(tmp_path / "清单")
    assert (tmp_path / "清单" / "专项规划清单.xlsx").exists()
    begun.page.actions_beside[0].trigger()
    assert begun.page.key == "preview"
    begun.open("special_plan", "")
    begun.page.main_action.trigger()
    assert begun.page.key in ("special_plan", "preview")


def test_a_plan_approved_and_filed_in_many_words_fits_the_window(begun, desk):
    plan = the(desk, SpecialPlan)
    narrow = begun.page.minimumSizeHint().width()
    desk.do(Change("批准", before=(plan,), after=(replace(
        plan, approver="某某市自然资源和规划局", approval_number="某自然资规划〔2018〕15号（关于某某县专项规划的批复）", approved_on=date(2018, 3, 1),
        filing_number="某自然资备〔2018〕27号", filed_on=date(2018, 3, 20)),)))
    begun.page.reload()
    assert "2018-03-01" in begun.page.state.text()
    assert begun.page.minimumSizeHint().width() <= narrow + 20
