"""The archive in the window: proposed, put right in a cell, numbered, stamped."""

from datetime import date

import pypdfium2

from linkdesk.actions import archive
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.letter import Letter


def received(project_id, scan):
    return Letter(project_id, kind=LetterKind.REPLY, way=LetterWay.RECEIVED, number="岚市政函〔2018〕9号", title="关于方案的批复",
                  issuers=("岚州市人民政府",), dated_on=date(2018, 5, 20), received_on=date(2018, 5, 25), file_name="批复.pdf", file_hash=scan)


def rows_of(page):
    """The rows as they stand: a page shows a change when the window comes to it."""
    page.reload()
    return page.rows.model.rows


def a_scan(desk, pages):
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    path = desk.folder / "scan.pdf"
    document.save(str(path))
    return desk.store.files.put(path)


def test_an_empty_room_offers_to_begin(opened):
    page = opened("archive")
    assert page.body.currentIndex() == 1
    assert [action.isEnabled() for action in page.actions_beside[:4]] == [False] * 4


def test_pieces_are_proposed_put_right_and_numbered(opened, desk, project_id, tmp_path):
    desk.do(Change("收文", after=(received(project_id, a_scan(desk, 3)),)))
    page = opened("archive")
    page.main_action.trigger()
    item, = rows_of(page)
    assert (item.title, item.pages) == ("关于方案的批复", 3)
    assert page.rows.how.text() == "编号前待补：全宗号"
    page.rows.model.edited.emit(item, "fonds", "Z109")
    page.reload()
    page.number()
    item, = rows_of(page)
    assert page.rows.model.columns[0].text(item) == "Z109-WS·ZJGG·2018-Y-0001"
    page.rows.model.edited.emit(item, "year", "2019")
    assert "件号编定后不再改动" in opened.window.notice.sentence.text()
    assert archive.items(desk, project_id)[0].year == 2018
    page.rows.table.select(item.id)
    page.stamp_to(tmp_path / "盖章.pdf")
    assert "Z109" in pypdfium2.PdfDocument(tmp_path / "盖章.pdf")[0].get_textpage().get_text_range()
    desk.undo()
    assert rows_of(page)[0].item is None
