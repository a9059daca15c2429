"""Word copies in the window: out, back, side by side, one paragraph taken over and taken back."""

from datetime import date

import pytest

from linkdesk.actions import word_copies
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.letter import Letter
from tests.documents.word_files import edited

BODY = "一、基本情况\n项目区位于青石镇，涉及三个村。\n妥否，请批示。"


@pytest.fixture
def letter(desk, project_id):
    made = Letter(project_id, kind=LetterKind.REQUEST, way=LetterWay.UP, issuers=("岚川县人民政府",), title="关于审批方案的请示",
                  recipients="岚州市人民政府", body=BODY, signers=("张三",), dated_on=date(2018, 7, 2), contact="李四", phone="13900001234")
    desk.do(Change("拟稿", after=(made,)))
    return made


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.running)
    qtbot.wait(1)


def test_an_empty_room_says_what_it_is_for(opened):
    page = opened("word_copies")
    assert page.body.currentIndex() == 1
    assert page.main_action.text() == "读取改后的文件"


def test_a_copy_goes_out_and_its_differences_come_back(opened, desk, project_id, letter, tmp_path, qtbot):
    page = opened("word_copies")
    page.lead_to(letter.id, "")
    assert page.source == letter
    page.export_to(tmp_path / "out.docx")
    settled(qtbot, page)
    assert [copy.title for copy in page.table.model.rows] == ["关于审批方案的请示"]
    page.read(edited(tmp_path / "out.docx", tmp_path / "改.docx", ("涉及三个村", "涉及四个村"), ("13900001234", "13900005678")))
    settled(qtbot, page)
    shown = page.differences
    assert [line.why == "" for line in shown.lines.model.rows] == [True, False]
    assert "<u" in shown.after.text()
    assert "四" in shown.after.text()
    assert "13900005678" not in "".join(column.text(row) for column in shown.lines.model.columns for row in shown.lines.model.rows)
    assert shown.take.isEnabled()
    shown.take.click()
    assert desk.store.get(Letter, letter.id).body == BODY.replace("三个村", "四个村")
    qtbot.waitUntil(lambda: not shown.take.isEnabled())
    desk.undo()
    assert desk.store.get(Letter, letter.id).body == BODY


def test_a_file_that_is_no_word_file_is_told_under_the_title(opened, letter, tmp_path, qtbot):
    page = opened("word_copies")
    (tmp_path / "a.docx").write_text("你好")
    page.read(tmp_path / "a.docx")
    settled(qtbot, page)
    assert "不是 Word 文件" in opened.window.notice.sentence.text()
    assert word_copies.copies(page.desk, page.project_id) == []


def test_the_letters_room_leads_to_its_word_copies(opened, letter):
    page = opened("letters")
    page.table.select(letter.id)
    next(action for action in page.more.menu().actions() if action.text() == "Word 副本").trigger()
    assert opened.window.page.key == "word_copies"
    assert opened.window.page.source == letter


def test_the_approvals_room_leads_to_the_archive(opened):
    page = opened("matters")
    more = next(action.menu() for action in page.actions_beside if action.menu())
    next(action for action in more.actions() if action.text() == "归档").trigger()
    assert opened.window.page.key == "archive"
