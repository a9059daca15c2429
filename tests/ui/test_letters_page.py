"""The room 公文 through the window: drafted, written, issued, made void, received, printed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from linkdesk.actions import letter_editing, letter_receiving, letters
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.fields import new_id
from linkdesk.domain.letter import Letter
from linkdesk.ui.letter_sheet import Sheet
from tests.ui.typing import enter, type_text

PDF = b"%PDF-1.4\n" + bytes(64)


@pytest.fixture
def page(open_window, desk, project_id, qtbot):
    window = open_window(desk)
    window.open("letters", project_id)
    window.page.at, window.page.bot = window, qtbot
    return window.page


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "盖章件.pdf"
    path.write_bytes(PDF)
    return path


def stored(page):
    return page.desk.store.load(Letter)


def fill(page, **typed):
    for name, text in typed.items():
        part = next(p for p in page.view.fields.parts if name in p.boxes)
        enter(page.bot, part.boxes[name].widget, text)
        settle(page)


def settle(page):
    """Let the window show what was changed."""
    page.bot.wait(5)


def ready(page):
    """A notice that lacks nothing."""
    page.start(LetterKind.NOTICE)
    settle(page)
    page.view.tabs.setCurrentIndex(1)
    fill(page, recipients="青石镇人民政府", document_code="岚政", dated_on="2018-06-04")


def test_an_empty_room_offers_the_first_letter_and_what_came_in(page):
    assert page.body.currentIndex() == 1
    assert not page.begin.isVisible()
    page._list_kinds()
    assert [a.text() for a in page.kinds.actions() if a.text()] == list(map(str, LetterKind))


def test_a_draft_is_shown_with_figures_and_as_it_prints(page, qtbot):
    page.start(LetterKind.NOTICE)
    settle(page)
    letter = page.chosen
    assert letter.kind is LetterKind.NOTICE
    assert "{old_area_with_mu}" in page.view.text.editor.text()
    assert page.view.said.text().startswith("还不能印发：缺少机关代字")
    qtbot.waitUntil(lambda: page.view.sheet.page.pdf != b"")
    assert page.view.sheet.counted.text().startswith("第 1 页")


def test_what_is_typed_is_kept_and_undone(page, qtbot):
    page.start(LetterKind.NOTICE)
    settle(page)
    before = page.chosen.body
    type_text(page.view.text.editor, "请各单位抓紧。")
    page.view.text.flush()
    settle(page)
    assert stored(page)[0].body.startswith("请各单位抓紧。")
    assert page.view.text.conflict.isHidden()
    page.at.undo()
    settle(page)
    assert stored(page)[0].body == before
    assert not page.view.text.editor.text().startswith("请各单位")


def test_typing_elsewhere_leaves_both_texts_to_choose_from(page):
    page.start(LetterKind.NOTICE)
    settle(page)
    type_text(page.view.text.editor, "这里写的。")
    page.desk.do(letter_editing.write(stored(page)[0], "别处写的。"))
    settle(page)
    assert not page.view.text.conflict.isHidden()
    page.view.text.conflict.theirs.emit()
    assert page.view.text.editor.text() == "别处写的。"
    type_text(page.view.text.editor, "又写。")
    page.desk.do(letter_editing.write(stored(page)[0], "别处又写。"))
    settle(page)
    page.view.text.conflict.mine.emit()
    assert "又写。别处写的。" in stored(page)[0].body


def test_issuing_numbers_the_letter_and_fixes_it(page):
    ready(page)
    assert "将编为 岚政〔2018〕1号" in page.view.state.text()
    assert page.view.said.text().startswith("资料齐全")
    page.main_action.trigger()
    settle(page)
    letter = page.chosen
    assert letter.number == "岚政〔2018〕1号"
    assert page.view.text.editor.isReadOnly()
    assert not page.main_action.isVisible()
    assert page.view.fields.long.boxes["title"].widget.isReadOnly()
    page.at.undo()
    settle(page)
    assert "不能撤销" in page.at.notice.sentence.text()


def test_a_refusal_says_what_is_missing(page):
    page.start(LetterKind.REQUEST)
    settle(page)
    page.issue()
    settle(page)
    assert page.at.notice.sentence.text().startswith("还不能印发：缺少机关代字")


def test_a_void_letter_stays_and_a_draft_goes(page, scan):
    ready(page)
    page.issue()
    settle(page)
    page.attach(scan)
    settle(page)
    assert "扫描件：盖章件.pdf" in page.view.said.text()
    page.down.trigger()
    page.reason.reason.setText("主送机关有误")
    page.reason.act.click()
    settle(page)
    assert page.chosen.void_reason == "主送机关有误"
    assert page.table.model.marks
    page.start(LetterKind.NOTICE)
    settle(page)
    assert page.down.text() == "删除"
    page.down.trigger()
    settle(page)
    assert len(stored(page)) == 1


def test_what_came_in_is_entered_in_place(page, scan):
    page.ask_received()
    lines = page.receiving
    for name, text in {"sender": "岚阳市人民政府", "number": "岚阳政函〔2018〕12号", "title": "关于方案的批复", "dated_on": "2018-06-01"}.items():
        lines.lines[name].setText(text)
    lines.scan.take(scan)
    lines.give()
    settle(page)
    assert page.chosen.number == "岚阳政函〔2018〕12号"
    assert lines.isHidden()
    page.ask_received()
    lines.give()
    settle(page)
    assert page.at.notice.sentence.text().startswith("收文要写明来文机关、来文字号、标题、成文日期")
    lines.done()
    settle(page)
    assert page.body.currentIndex() == 0


def test_giving_up_on_an_empty_room_leads_back(page):
    page.ask_received()
    page.receiving.done()
    settle(page)
    assert page.body.currentIndex() == 1


def test_a_number_on_paper_is_taken_over(page, scan):
    ready(page)
    page.paper_number.trigger()
    page.on_paper.lines["number"].setText("岚政〔2018〕37号")
    page.on_paper.give()
    settle(page)
    assert "请先选择扫描件" in page.at.notice.sentence.text()
    page.on_paper.scan.take(scan)
    page.on_paper.give()
    settle(page)
    assert page.chosen.number == "岚政〔2018〕37号"
    ready(page)
    assert "岚政〔2018〕38号" in page.view.state.text()


def test_open_matters_offer_the_letters_they_ask_for(page, project_id):
    project = page.desk.dossier(project_id).project
    matter = Matter(project_id=project_id, pack_id="A", chain_id="A-DESIGN", title="复垦设计报批", opened_on=date(2018, 6, 1))
    page.desk.do(Change("准备", before=(project,), after=(replace(project, surplus_trade=False), matter)))
    asked = letters.wanted(page.desk, project_id)
    page._list_kinds()
    assert [a.text() for a in page.kinds.actions()][:len(asked)] == [w.label for w in asked]
    page.start(LetterKind.REQUEST, matter, 2)
    assert page.table.model.rows[0].matter == "复垦设计报批"
    page.at.open("overview", project_id)
    page.at.open("letters", project_id, matter.id)
    assert page.at.page.chosen.matter_id == matter.id


def test_attachments_stand_one_a_line(page):
    page.start(LetterKind.NOTICE)
    settle(page)
    page.view.fields.attachments.setPlainText("实施方案（一）、附表\n附图")
    page.view.fields.flush()
    assert stored(page)[0].attachments == ("实施方案（一）、附表", "附图")


def test_selected_letters_are_previewed_together(page, qtbot):
    ready(page)
    page.issue()
    settle(page)
    ready(page)
    page.table.view.selectAll()
    page.print.trigger()
    qtbot.waitUntil(lambda: not page.work.running)
    assert page.at.page.key == "preview"
    assert len(page.at.page.made.sizes) >= 2


def test_three_hundred_letters_are_found_by_typing(page):
    page.start(LetterKind.NOTICE)
    settle(page)
    one = stored(page)[0]
    page.desk.do(Change("准备", after=tuple(replace(one, id=new_id(), title=f"第 {n} 份" + "很长的标题" * 30) for n in range(300))))
    settle(page)
    assert page.count.text() == "301 份，拟稿 301"
    page.search.setText("第 299 份")
    assert [line.letter.title[:7] for line in page.table.model.rows] == ["第 299 份"]
    page.search.setText("没有")
    assert page.begin.isVisible()


def test_the_telephone_is_masked_until_asked_for(page):
    page.start(LetterKind.REQUEST)
    settle(page)
    page.view.tabs.setCurrentIndex(1)
    fill(page, phone="0358-1234567")
    box = page.view.fields.call.boxes["phone"]
    assert "1234567" not in box.widget.text()
    page.view.fields.reveal.emit()
    settle(page)
    assert box.widget.text() == "0358-1234567"


def test_a_received_letter_can_be_corrected_but_not_doubled(page, project_id):
    for number in ("岚阳政函〔2018〕1号", "岚阳政函〔2018〕2号"):
        page.desk.do(letter_receiving.receive(page.desk, project_id, Incoming(
            LetterKind.REPLY, number, "岚阳市人民政府", "批复", date(2018, 6, 1))))
    page.reload()
    page.view.tabs.setCurrentIndex(1)
    box = page.view.fields.came.boxes["number"]
    enter(page.bot, box.widget, "岚阳政函〔2018〕1号")
    settle(page)
    assert "已登记过收文" in box.below.text()
    enter(page.bot, box.widget, "岚阳政函〔2018〕3号")
    settle(page)
    assert page.chosen.number == "岚阳政函〔2018〕3号"


def test_the_sheet_is_turned_over(themed, qtbot, desk, project_id):
    from linkdesk.actions.printing import pdf_bytes
    from linkdesk.documents.letters import letter_document
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.resize(300, 500)
    sheet.show()
    sheet.show_pdf(pdf_bytes([letter_document(Letter(project_id=project_id, title="标题", body="一段。\n" * 60))]), False)
    sheet.turn(1)
    assert sheet.counted.text().startswith("第 2 页")
    sheet.turn(-1)
    assert sheet.back.isHidden()
    assert not QGuiApplication.overrideCursor()
