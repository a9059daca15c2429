"""The rooms of public notices and complaints in the real window, and the marks complaints leave at their household."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices, QPixmap
from PySide6.QtWidgets import QFileDialog

from linkdesk.actions import notices, objections
from linkdesk.domain.agreement_words import NoticeKind
from linkdesk.domain.notice import Complaint, Notice, NoticeState, Objection
from linkdesk.domain.words import Severity
from linkdesk.ui.household_finder import called
from linkdesk.ui.notice_view import OBJECTIONS, PHOTO, ROWS, SETTINGS
from linkdesk.ui.paper_table import PaperTable
from tests.conftest import DAY
from tests.ui.typing import enter, type_text


@pytest.fixture
def window(open_window, desk):
    return open_window(desk)


@pytest.fixture
def show(window, project_id):
    def shown(key, *where):
        window.open(key, project_id, *where)
        return window.page
    return shown


@pytest.fixture
def fill(window, qtbot):
    def filled(line, text):
        enter(qtbot, line, text)
        window.refresh()
    return filled


def only(desk, entity):
    (found,) = desk.store.load(entity)
    return found


def finish(window, qtbot):
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(1)
    window.refresh()


def put_up(desk, project_id):
    desk.do(notices.begin(desk, project_id, NoticeKind.HOUSEHOLDS))
    desk.do(notices.correct(desk, only(desk, Notice), "contact", "0358-1234567"))
    desk.do(notices.issue(desk, only(desk, Notice).id))


def test_a_notice_is_begun_filled_in_and_put_up(show, desk, window, qtbot, fill):
    page = show("notices")
    assert page.body.currentIndex() == 1
    page.start(NoticeKind.HOUSEHOLDS)
    assert page.body.currentIndex() == 0
    assert "缺少异议受理电话" in page.view.said.text()
    page.main_action.trigger()
    finish(window, qtbot)
    assert "还不能张贴" in window.notice.sentence.text()
    assert only(desk, Notice).number == ""
    fill(page.view.form.boxes["contact"].widget, "0358-1234567")
    fill(page.view.form.boxes["until_on"].widget, "2018-06-07")
    assert "少于公示最短天数的 7 天" in page.view.doubts.text()
    page.main_action.trigger()
    finish(window, qtbot)
    assert only(desk, Notice).number == "青石镇公示-2018-001"
    assert (page.table.model.rows[0].state, page.main_action.text()) == (NoticeState.STANDING, "出具结果证明")
    assert not page.view.form.boxes["until_on"].isEnabled()
    assert page.view.form.boxes["result"].isEnabled()
    page.main_action.trigger()
    finish(window, qtbot)
    assert "公示期未满" in window.notice.sentence.text()


def test_the_preview_shows_the_very_rows_of_the_paper_and_stays_when_the_data_change(show, desk, project_id):
    put_up(desk, project_id)
    page = show("notices")
    page.view.tabs.setCurrentIndex(ROWS)
    model = page.view.rows.model
    assert model.rowCount() == len(desk.dossier(project_id).households) + len({h.village for h in desk.dossier(project_id).households}) + 1
    first = desk.dossier(project_id).households[0]
    shown = [model.data(model.index(0, at)) for at in range(model.columnCount())]
    assert first.head_name not in shown
    assert shown[4] == f"{first.id_number[:6]}********{first.id_number[-4:]}"


def test_the_paper_table_keeps_the_law_of_item_models(qtmodeltester, desk, project_id, qtbot):
    table = PaperTable()
    qtbot.addWidget(table)
    desk.do(notices.begin(desk, project_id, NoticeKind.HOUSEHOLDS))
    table.show_document(notices.paper(desk, only(desk, Notice)))
    qtmodeltester.check(table.model)
    assert table.model.headerData(3, Qt.Orientation.Horizontal) == "户主"


def test_an_objection_is_entered_linked_and_settled_and_then_the_result_certified(show, desk, project_id, window, qtbot, fill):
    put_up(desk, project_id)
    page = show("notices")
    page.object.trigger()
    view = page.view.objections
    assert page.view.tabs.currentIndex() == OBJECTIONS
    fill(view.form.boxes["content"].widget, "房屋面积少量")
    assert page.table.model.rows[0].state is NoticeState.OBJECTED
    household = desk.dossier(project_id).households[3]
    view.finder.line.setFocus()
    type_text(view.finder.line, household.id_number[-6:])
    qtbot.keyClick(view.finder.line, Qt.Key.Key_Return)
    window.refresh()
    assert only(desk, Objection).household_id == household.id
    assert called(household) in view.who.text()
    fill(view.form.boxes["settlement"].widget, "复测无误")
    fill(view.form.boxes["settled_on"].widget, "2018-06-04")
    desk.clock = lambda: DAY + timedelta(days=10)
    window.refresh()
    page.reload()
    page.main_action.trigger()
    finish(window, qtbot)
    assert page.table.model.rows[0].state is NoticeState.CERTIFIED
    assert not page.main_action.isVisible()
    assert not view.add.isEnabled()
    assert "结果证明" in page.view.said.text()


def test_a_blank_objection_can_be_taken_back(show, desk, project_id):
    put_up(desk, project_id)
    page = show("notices")
    page.object.trigger()
    page.view.objections.drop.click()
    assert desk.store.load(Objection) == []


def test_a_photo_is_attached_and_shown(show, desk, project_id, tmp_path, monkeypatch, window, fill):
    put_up(desk, project_id)
    page, path = show("notices"), tmp_path / "现场.png"
    picture = QPixmap(40, 30)
    picture.fill(QColor("#66aa88"))
    picture.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.choose_photo()
    window.refresh()
    assert page.view.tabs.currentIndex() == PHOTO
    assert not page.view.photo.picture.isNull()


def test_a_notice_is_taken_down_with_a_reason_and_a_draft_deleted(show, desk, project_id, window, qtbot, fill):
    put_up(desk, project_id)
    page = show("notices")
    page.down.trigger()
    qtbot.keyClick(page.reason.reason, Qt.Key.Key_Return)
    assert "撤下原因" in window.notice.sentence.text()
    fill(page.reason.reason, "漏列两户")
    assert page.table.model.rows[0].state is NoticeState.WITHDRAWN
    assert "漏列两户" in page.view.said.text()
    assert not page.main_action.isVisible()
    page.start(NoticeKind.PAYMENTS)
    assert page.down.text() == "删除"
    page.down.trigger()
    assert only(desk, Notice).withdrawn_because == "漏列两户"


def test_printing_shows_that_notice_alone(show, desk, project_id, window, qtbot):
    put_up(desk, project_id)
    desk.do(notices.begin(desk, project_id, NoticeKind.PAYMENTS))
    page = show("notices")
    page.table.select(next(n.id for n in desk.store.load(Notice) if n.number))
    page.print.trigger()
    qtbot.waitUntil(lambda: bool(getattr(window.page, "made", None) and window.page.made.sizes), timeout=20_000)
    assert window.page.kind.startswith("notices:")
    assert window.page.kinds.currentItem().text() == "公示"


def test_leading_to_a_notice_and_to_an_objection(show, desk, project_id):
    put_up(desk, project_id)
    desk.do(objections.enter(desk, only(desk, Notice)))
    page = show("notices", only(desk, Objection).id, "content")
    assert (page.view.tabs.currentIndex(), page.view.objections.chosen.id) == (OBJECTIONS, only(desk, Objection).id)
    page = show("notices", only(desk, Notice).id, "place")
    assert page.view.tabs.currentIndex() == SETTINGS


def test_a_complaint_is_entered_by_pinyin_and_settled(show, desk, project_id, qtbot, window, fill):
    page = show("complaints")
    assert page.body.currentIndex() == 1
    page.main_action.trigger()
    type_text(page.finder.line, "向")
    household = next(h for h in desk.dossier(project_id).households if (h.head_name or "").startswith("向"))
    qtbot.keyClick(page.finder.line, Qt.Key.Key_Return)
    window.refresh()
    made = only(desk, Complaint)
    assert (made.household_id, str(made.due_on)) == (household.id, "2018-08-03")
    fill(page.form.boxes["settled_on"].widget, "2018-06-04")
    assert "请先写明办理结果" in page.form.boxes["settled_on"].below.text()
    assert only(desk, Complaint).settled_on is None
    page.form.show_entity(only(desk, Complaint))
    for name, text in (("content", "人口少计一人"), ("settlement", "已更正"), ("settled_on", "2018-06-04")):
        fill(page.form.boxes[name].widget, text)
    assert page.table.model.rows[0].standing == "已办结"


def test_nobody_found_is_said_and_escape_clears(show, desk, qtbot):
    page = show("complaints")
    page.ask()
    type_text(page.finder.line, "〇〇")
    assert "没有符合的农户" in page.finder.found.item(0).text()
    qtbot.keyClick(page.finder.line, Qt.Key.Key_Return)
    assert desk.store.load(Complaint) == []
    qtbot.keyClick(page.finder.line, Qt.Key.Key_Escape)
    assert page.finder.line.text() == ""


def test_an_open_complaint_marks_its_household_and_an_overdue_one_is_flagged(show, desk, project_id, window):
    household = desk.dossier(project_id).households[0]
    page = show("households", household.id, "")
    assert not page.view.heard.isVisible()
    page._to_complaints()
    window.page.finder._take()
    made = only(desk, Complaint)
    assert made.household_id == household.id
    page = show("households", household.id, "")
    assert page.view.heard.text() == "有 1 件信访未办结。"
    assert page.table.model.marks[household.id] == (Severity.WARNING, "有 1 件信访未办结。")
    page.view.to_complaints.click()
    assert window.page.chosen.id == made.id
    desk.clock = lambda: DAY + timedelta(days=61)
    window.page.reload()
    assert window.page.chosen.standing == "逾期未办结"
    assert window.page.late.isVisible()
    window.page.which.setCurrentText("已办结")
    assert window.page.table.model.rows == []
    assert not window.page.side.isVisible()


def test_papers_of_a_complaint_are_attached_and_seen(show, desk, project_id, tmp_path, monkeypatch, window):
    page = show("complaints")
    page.enter(desk.dossier(project_id).households[0])
    window.refresh()
    scan, opened = tmp_path / "来信.pdf", []
    scan.write_bytes(b"%PDF-1.4\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    page.form.buttons["paper"].click()
    window.refresh()
    assert page.form.buttons["paper"].text() == "查看材料"
    page.form.buttons["paper"].click()
    assert opened


def test_numbers_that_people_write_into_texts_are_masked_in_the_tables(show, desk, project_id, fill):
    put_up(desk, project_id)
    page = show("notices")
    page.object.trigger()
    fill(page.view.objections.form.boxes["content"].widget, "请打 13900001234")
    model = page.view.objections.table.model
    shown = [model.data(model.index(0, at)) for at in range(1, model.columnCount())]
    assert "请打 139****1234" in shown
