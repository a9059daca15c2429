import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollArea, QWidget

from linkdesk import paths
from linkdesk.actions import projects
from linkdesk.actions.demo import SAMPLE
from linkdesk.actions.edits import set_field
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from linkdesk.ui import crash, theme
from linkdesk.ui.attention import Group
from linkdesk.ui.pages import ROOMS, room, room_for
from linkdesk.ui.window import MainWindow
from tests.ui.typing import type_text

COUNTY_PAGES = [r.key for r in ROOMS if not r.of_project]
PROJECT_PAGES = [r.key for r in ROOMS if r.of_project and r.key != "preview"]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.work.running)
    qtbot.wait(1)


@pytest.fixture
def window(open_window, desk, project_id, qtbot):
    opened = open_window(desk)
    opened.open("households", project_id)
    settle(qtbot, opened)
    return opened


class Shown(QObject):
    """Notes every widget that is shown as a window, be it for a moment."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, widget, event):
        if event.type() is QEvent.Type.Show and isinstance(widget, QWidget) and widget.isWindow():
            self.windows.append(widget)
        return False


def test_nothing_opens_a_window_of_its_own(window, project_id, qtbot, themed):
    shown = Shown()
    themed.installEventFilter(shown)
    for key in PROJECT_PAGES:
        window.open(key, project_id)
        settle(qtbot, window)
    themed.removeEventFilter(shown)
    assert shown.windows == []


def test_every_room_in_the_register_is_built(themed):
    for each in ROOMS:
        page = each.page_class()
        assert (page.key, page.title) == (each.key, each.title)
        assert not each.icon or (paths.RESOURCES / "icons" / f"{each.icon}.svg").exists()
        assert not each.within or room(each.within).step


def test_the_first_page_asks_who_works(open_window, empty_desk, qtbot):
    window = open_window(empty_desk)
    assert not window.rail.isVisible()
    assert not any(a.isEnabled() for a in window.menus.guarded)
    assert window.page.name.hasFocus()
    type_text(window.page.name, "张三")
    qtbot.keyClick(window.page.name, Qt.Key.Key_Return)
    type_text(window.page.office, "岚川县国土资源局")
    qtbot.keyClick(window.page.office, Qt.Key.Key_Return)
    assert (empty_desk.officer.name, empty_desk.officer.office) == ("张三", "岚川县国土资源局")
    assert window.page.key == "projects"
    assert window.rail.isVisible()


def test_who_worked_here_before_is_offered(open_window, desk, qtbot):
    desk.sign_in(Officer(name="李四", office="青石镇人民政府"))
    desk.officer = None
    window = open_window(desk)
    assert [window.page.list.item(at).text() for at in range(window.page.list.count())] == ["演示员　岚川县国土资源局", "李四　青石镇人民政府"]
    window.page.list.setCurrentRow(1)
    window.page.start.click()
    assert desk.officer_name == "李四"


def test_an_officer_without_office_is_asked_for_it(open_window, empty_desk):
    window = open_window(empty_desk)
    window.page.name.setText("张三")
    window.page.start.click()
    assert window.page.problem.text() == "请填写姓名和单位，再开始工作。"
    assert empty_desk.officers() == []


def test_an_empty_workspace_says_what_to_do_first(open_window, empty_desk):
    empty_desk.sign_in(Officer(name="张三", office="岚川县国土资源局"))
    window = open_window(empty_desk)
    assert window.page.body.currentIndex() == 1
    assert [b.text() for b in window.head.shown.values() if b.isVisible()] == []
    window.page.create.click()
    assert window.page.key == "new_project"


def test_the_sample_opens_as_a_project(open_window, empty_desk, qtbot):
    empty_desk.sign_in(Officer(name="张三", office="岚川县国土资源局"))
    window = open_window(empty_desk)
    window.page.sample.click()
    assert not window.stack.isEnabled()  # the worker holds the desk: no edits meanwhile
    settle(qtbot, window)
    assert window.stack.isEnabled()
    assert window.page.key == "overview"
    assert len(empty_desk.dossier(window.project_id).households) == 186


def test_a_finding_about_a_village_leads_into_the_directories_and_back(window, desk, project_id):
    village = desk.dossier(project_id).villages[0]
    window.open(room_for("village").key, project_id, village.id, "in_special_plan")
    assert window.page.key == "directories"
    assert window.page.places.row().entity == village
    assert window.page.places.forms[type(village)].boxes["in_special_plan"].widget.hasFocus()
    assert window.panel.isVisible()
    window.rail.steps["plots"].click()
    assert (window.page.key, window.project_id) == ("plots", project_id)


def test_plots_are_done_when_nothing_is_unknown_of_them(window, project_id):
    assert window.rail.steps["plots"].toolTip() == "地块：进行中"


@pytest.mark.parametrize("key", ["plots", "plots_import", "placing", "links", "finance", "tenure", "schedule", "versions"])
def test_on_an_empty_page_enter_starts(open_window, empty_desk, key, qtbot):
    empty_desk.sign_in(Officer(name="张三", office="岚川县国土资源局"))
    empty_desk.do(projects.new_project(empty_desk, SAMPLE))
    window = open_window(empty_desk)
    window.open(key, projects.find(empty_desk, SAMPLE.name).id)
    start, pressed = window.focusWidget(), []
    assert start.property("look") == "main"
    start.clicked.disconnect()
    start.clicked.connect(lambda: pressed.append(start.text()))
    qtbot.keyClick(start, Qt.Key.Key_Return)
    assert pressed == [start.text()]


@pytest.mark.parametrize("key", ["plots", "plan", "finance", "schedule", "annexes"])
def test_tab_reaches_every_button(window, project_id, key, qtbot):
    window.open(key, project_id)
    settle(qtbot, window)
    wanted = {b for b in window.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()
              and b.focusPolicy() & Qt.FocusPolicy.TabFocus and not b.autoExclusive() and not b.group()}  # in a group the arrows go on
    first = window.focusWidget()
    for _ in range(200):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        wanted.discard(window.focusWidget())
        if window.focusWidget() is first:
            break
    assert {b.text() for b in wanted} == set()
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert window.focusWidget() is not first
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is first


def test_after_work_that_held_the_desk_the_cursor_is_back_in_the_page(window, project_id, qtbot):
    window.open("versions", project_id)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)  # seals the first version
    qtbot.waitUntil(lambda: window.work.running)
    settle(qtbot, window)
    assert window.page.isAncestorOf(window.focusWidget())


def test_another_look_leaves_the_officer_where_he_was(window, project_id):
    window.open("finance", project_id)
    states = {key: step.toolTip() for key, step in window.rail.steps.items()}
    window.wear(theme.Theme(theme.DARK, 125))
    try:
        assert window.page.key == "finance"
        assert {key: step.toolTip() for key, step in window.rail.steps.items()} == states
        assert window.rail.steps["plan"].isChecked()
    finally:
        window.wear(theme.Theme())


def test_only_rooms_that_exist_stand_in_the_rail(window):
    assert [s.room.title for s in window.rail.steps.values()] == [
        "今日", "项目", "名录", "年度任务", "考核督查", "指标台账", "概况", "农户", "双签协议", "地块", "实施方案", "审批", "公文",
        "复垦设计", "实施验收", "申报材料"]
    window.open("projects")
    assert list(window.rail.steps) == ["today", "projects", "directories", "targets", "oversight", "quota"]
    assert not window.panel.isVisible()


def test_steps_carry_their_state_in_words(window):
    assert window.rail.steps["households"].toolTip() == "农户：有错误"
    assert window.rail.steps["agreements"].toolTip() == "双签协议：未开始"


@pytest.mark.parametrize("key", PROJECT_PAGES)
@pytest.mark.parametrize("folded", [False, True])
def test_no_page_scrolls_sideways(window, project_id, key, folded, qtbot):
    window.open(key, project_id)
    window.panel.fold(folded)
    settle(qtbot, window)
    areas = [a for a in window.findChildren(QAbstractScrollArea) if a.isVisible()]
    assert [type(a).__name__ for a in areas if a.horizontalScrollBar().maximum() > 0] == []
    cut = [a for a in areas if isinstance(a, QScrollArea) and a.widget() and a.widget().minimumSizeHint().width() > a.viewport().width()]
    assert cut == []
    assert (window.width(), window.height()) == (1366, 768)
    assert window.minimumSizeHint().width() <= 1366


def test_the_main_table_shows_fifteen_rows_with_their_figures(window):
    view = window.page.table.view
    assert view.viewport().height() // view.rowHeight(0) >= 15
    assert [c.name for c in window.page.table.shown_columns()][:5] == ["village", "group", "head_name", "population", "homestead_area"]


@pytest.mark.parametrize("percent", [90, 150])
def test_everything_still_fits_in_another_size(window, project_id, percent, qtbot):
    window.wear(theme.Theme(theme.DARK, percent))
    try:
        for key in (*COUNTY_PAGES, *PROJECT_PAGES):  # every page that was opened stays in the stack and asks for its room
            window.open(key, "" if key in COUNTY_PAGES else project_id)
            settle(qtbot, window)
            assert window.minimumSizeHint().width() <= 1366, key
            assert window.minimumSizeHint().height() <= 768, key
        assert window.panel.is_folded is (percent == 150)
        assert window.memory.get("theme", {}) == {"dark": True, "percent": percent}
    finally:
        theme.wear(QApplication.instance(), theme.Theme())


def test_findings_come_in_groups_and_lead_to_their_field(window, project_id):
    groups = window.panel.groups
    assert [g.group for g in groups] == [Group.ERROR, Group.WARNING, Group.JUDGE, Group.LACKING]
    item = next(i for i in groups[0].items if i.field == "id_number")
    window.open("overview", project_id)
    window.panel.lead.emit(item)
    assert window.page.key == "households"
    assert window.page.view.household.id == item.subject_id
    assert window.page.view.form.boxes["id_number"].widget.hasFocus()


def test_findings_are_gathered_anew_only_when_something_has_changed(window, desk, project_id, qtbot, monkeypatch):
    gathered = []
    monkeypatch.setattr(window.panel, "show_items", gathered.append)
    for key in ("coverage", "overview", "households"):
        window.open(key, project_id)
    assert gathered == []
    desk.do(set_field(desk.dossier(project_id).households[0], "note", "已核对"))
    qtbot.waitUntil(lambda: gathered != [])
    window.open("projects")
    window.open("households", project_id)
    assert len(gathered) == 2


def test_every_finding_leads_somewhere(window):
    assert {i.subject for i in window.panel.items if room_for(i.subject) is None} == set()


def test_many_findings_show_in_portions(window):
    judge = next(g for g in window.panel.groups if g.group is Group.JUDGE)
    judge.open(True)
    assert judge.cards.count() == 30
    judge.more.click()
    assert judge.cards.count() == min(60, len(judge.items))


def test_the_panel_starts_folded_in_a_narrow_window(window):
    assert not window.panel.is_folded
    window.resize(1199, 768)
    assert window.panel.is_folded
    assert window.panel.counts.count() == 8  # four marks with their numbers
    assert MainWindow(window.desk).panel.is_folded is False


def test_a_folded_rail_and_panel_are_remembered(window):
    window.rail.fold(True)
    window.panel.fold(True)
    again = MainWindow(window.desk)
    assert (again.rail.is_folded, again.panel.is_folded) == (True, True)
    assert again.rail.steps["projects"].text() == ""


def test_undo_and_redo_say_what_they_would_do(window, desk, project_id, qtbot):
    household = desk.dossier(project_id).households[0]
    desk.do(set_field(household, "population", "7"))
    settle(qtbot, window)
    assert window.menus.undo.text() == "撤销：修改家庭人口"
    assert window.status.saved.text() == "已保存 09:30"
    window.menus.undo.trigger()
    settle(qtbot, window)
    assert desk.store.get(Household, household.id) == household
    assert window.status.message.text() == "已撤销：修改家庭人口"
    assert window.menus.redo.text() == "重做：修改家庭人口"
    window.menus.redo.trigger()
    assert desk.store.get(Household, household.id).population == 7


def test_ctrl_z_in_an_untouched_field_undoes_the_last_change(window, desk, project_id, qtbot):
    line = window.page.view.form.boxes["village"].widget
    before = window.page.view.household
    desk.do(set_field(before, "population", "7"))
    settle(qtbot, window)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.store.get(Household, before.id) == before


def test_what_an_undo_leaves_standing_is_said(window, desk, project_id, qtbot):
    desk.do(set_field(desk.dossier(project_id).households[0], "population", "7"))
    settle(qtbot, window)
    desk.do(Change("另一处修改", (desk.dossier(project_id).households[0],),
                   (set_field(desk.dossier(project_id).households[0], "population", "8").after[0],), kind=ChangeKind.EDIT))
    for _ in range(2):
        window.undo()
    window.undo()  # the import: nothing of it was changed since, so it goes whole
    settle(qtbot, window)
    assert desk.dossier(project_id).households == ()


def test_undoing_the_project_leads_back_to_the_list(window, desk, qtbot):
    for _ in range(3):
        window.undo()
        settle(qtbot, window)
    assert window.page.key == "projects"
    assert not window.panel.isVisible()


def test_a_known_error_stands_under_the_title_until_something_succeeds(window, desk, project_id, qtbot):
    window.page.attempt(lambda: (_ for _ in ()).throw(KnownError("没有保存。")))
    assert window.notice.sentence.text() == "没有保存。"
    assert window.notice.isVisible()
    desk.do(set_field(desk.dossier(project_id).households[0], "population", "7"))
    assert not window.notice.isVisible()


def test_a_bug_is_one_sentence_and_a_report_without_personal_data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path)
    said = []
    before = sys.excepthook
    try:
        crash.install(said.append)
        error = ValueError("向海牢 149923195903235341")
        sys.excepthook(ValueError, error, None)
        sys.excepthook(KnownError, KnownError("文件已被移走。"), None)
    finally:
        sys.excepthook = before
    assert said[0].startswith("程序出现故障，刚才这一步没有完成；之前的修改都已保存。")
    assert said[1] == "文件已被移走。"
    report = next(tmp_path.iterdir()).read_text("utf-8")
    assert "ValueError" in report
    assert "向海牢" not in report
    assert "1499" not in report


def test_closing_stores_what_is_just_being_typed(window, desk):
    household, line = window.page.view.household, window.page.view.form.boxes["note"].widget
    line.setFocus()
    type_text(line, "房屋已空置")
    window.close()
    assert desk.store.get(Household, household.id).note == "房屋已空置"


def test_work_begins_after_what_is_just_being_typed_is_stored(window, desk, qtbot):
    box = window.page.view.form.boxes["note"]
    box.widget.setFocus()
    type_text(box.widget, "先存下来")
    found = []
    window.work.start("备份", lambda report: desk.store.load(Household, note="先存下来"), found.extend, holds_desk=True)
    assert not any(action.isEnabled() for action in window.menus.looks)
    settle(qtbot, window)
    assert found == [window.page.view.household]
    assert all(action.isEnabled() for action in window.menus.looks)


def test_a_room_that_is_not_built_is_said_so(window):
    window.page.go.emit("trade", "", "")
    assert window.status.message.text() == "这一步还没有做好，将在以后的版本提供。"
    assert window.page.key == "households"


def test_a_step_goes_by_the_name_of_the_projects_province(open_window, desk, project_id):
    window = open_window(desk)
    window.open("overview", project_id)
    project = desk.store.get(Project, project_id)
    desk.do(Change("改为川", before=(project,), after=(replace(project, packs=("B",)),)))
    window.refresh()
    assert window.rail.steps["plan"].text().strip() == "实施规划"
    assert window.rail.steps["plan"].accessibleName().startswith("实施规划：")
