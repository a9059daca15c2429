"""审批 in the real window: opened, sent, returned with comments, answered, sent again, approved, filed; what is out of turn is said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from linkdesk.actions import matters
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.change import Change
from linkdesk.domain.project import Project
from tests.ui.test_annexes_page import pdf


@pytest.fixture
def page(open_window, desk, project_id):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, surplus_trade=False, packs=("A",)),)))
    window = open_window(desk)
    window.open("matters", project_id)
    window.page.window_ = window
    return window.page


def fill(page, kind, **texts):
    page.form.kind.setCurrentIndex(page.form.kind.findData(str(kind)))
    for name, text in texts.items():
        if name == "comments":
            page.form.comments.setPlainText(text)
        else:
            page.form.lines[name].setText(text)
    page.form.enter.click()
    page.window_.refresh()


def dropped(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, mime, left, none))


def opened(page):
    page.main_action.trigger()
    page.opening.which.setCurrentIndex(next(at for at, o in enumerate(page.opening.offered) if o.chain.id == "A-PLAN-LOCAL"))
    page.opening._open()
    page.window_.refresh()
    return page.chosen.matter


def state(desk, project_id):
    return matters.register(desk, project_id)[0].state


def test_a_matter_is_returned_answered_and_refused(page, desk, project_id):
    assert page.body.currentIndex() == 1
    opened(page)
    body = {"actor": "岚州市国土资源局"}
    fill(page, EntryKind.PASSED, acted_on="2018-03-01", actor="岚川县人民政府")
    fill(page, EntryKind.SENT, acted_on="2018-03-02", number="岚政[2018]3号", **body)
    fill(page, EntryKind.RETURNED, acted_on="2018-03-09", reason="资料不全", comments="附表5：面积不符\n缺签到表", **body)
    assert state(desk, project_id) is MatterState.RETURNED
    assert [line.comment.place for line in page.register.comments.model.rows] == ["附表5", ""]
    assert page.register.tabs.tabText(1) == "退回意见 2（2 条未答复）"
    fill(page, EntryKind.PASSED, acted_on="2018-03-10", actor="岚川县人民政府")
    assert "2 条没有答复" in page.window_.notice.sentence.text()
    for line in tuple(page.register.comments.model.rows):
        page.register.comments.model.edited.emit(line, "answer", "已改")
        page.window_.refresh()
    fill(page, EntryKind.PASSED, acted_on="2018-03-10", actor="岚川县人民政府")
    fill(page, EntryKind.SENT, acted_on="2018-03-11", number="岚政〔2018〕4号", **body)
    fill(page, EntryKind.REFUSED, acted_on="2018-03-20", reason="不符合规划", **body)
    assert state(desk, project_id) is MatterState.REFUSED
    assert not page.form.isVisibleTo(page)
    assert [line.act for line in page.register.entries.model.rows][:2] == ["不予通过（审查同意）", "报送（审查同意）"]


def test_a_wrong_entry_is_corrected_and_stays_in_the_register(page, desk, project_id):
    opened(page)
    fill(page, EntryKind.PASSED, acted_on="2018-03-01", actor="岚川县人民政府")
    page.register.entries.select(page.register.entries.model.rows[0].id)
    page.register.ask_correction()
    page.register.correction.reason.setText("日期抄错")
    page.register.correction.given.emit("日期抄错")
    page.window_.refresh()
    assert [line.act for line in page.register.entries.model.rows].count("更正：编制") == 1
    assert all(line.gone for line in page.register.entries.model.rows)
    assert state(desk, project_id) is MatterState.COMPILING


def test_what_cannot_begin_yet_says_why_and_takes_an_earlier_approval(page, desk, project_id):
    page.main_action.trigger()
    at = next(at for at, o in enumerate(page.opening.offered) if o.chain.id == "A-DESIGN")
    page.opening.which.setCurrentIndex(at)
    assert "批准之后进行" in page.opening.why.text()
    page.opening._open()
    assert not matters.register(desk, project_id)
    page.opening.document.setText("某县复垦设计的批复")
    page.opening.number.setText("岚国土资〔2018〕9号")
    page.opening.on.setText("2018-02-01")
    page.opening._open()
    assert [s.chain.id for s in matters.register(desk, project_id)] == ["A-DESIGN"]


def test_a_day_that_is_none_and_one_to_come_are_refused_and_what_was_typed_stays(page, desk, project_id):
    opened(page)
    fill(page, EntryKind.PASSED, acted_on="三月三十二日", actor="岚川县人民政府")
    assert "日期" in page.window_.notice.sentence.text()
    fill(page, EntryKind.PASSED, acted_on="2099-01-01", actor="岚川县人民政府")
    assert "在今天之后" in page.window_.notice.sentence.text()
    assert page.form.lines["acted_on"].text() == "2099-01-01"
    assert not page.register.entries.model.rows


def test_what_stands_on_no_earlier_approval_asks_for_none(page):
    opened(page)
    page.about.click()
    assert page.facts.lines["title"].isVisible()
    assert not page.facts.basis.isVisible()
    assert not page.facts.together.isVisible()


def test_a_scan_dropped_onto_the_form_goes_with_the_entry(page, desk, project_id, tmp_path):
    opened(page)
    dropped(page.form, pdf(tmp_path / "报告.pdf"))
    fill(page, EntryKind.PASSED, acted_on="2018-03-01", actor="岚川县人民政府")
    (entry,) = desk.dossier(project_id).approvals.entries
    assert entry.file_name == "报告.pdf"
    assert page.form.file is None
    page.register.entries.select(entry.id)
    assert page.register.scan.isVisible()


def test_the_number_typed_stays_when_a_letter_is_in_hand(page, desk, project_id):
    opened(page)
    fill(page, EntryKind.PASSED, acted_on="2018-03-01", actor="岚川县人民政府")
    page.form.lines["number"].setText("岚政〔2018〕77号")
    page.form.show_matter(page.chosen, True, {EntryKind.SENT: "岚政〔2018〕1号"})
    assert page.form.lines["number"].text() == "岚政〔2018〕77号"
    page.form.done()
    page.form.show_matter(page.chosen, True, {EntryKind.SENT: "岚政〔2018〕1号"})
    assert page.form.lines["number"].text() == "岚政〔2018〕1号"
