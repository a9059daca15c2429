"""The archive list, its volume and the stamp of 45 × 16 mm, measured on the printed page."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from linkdesk.documents.archive import archive_list, volumes
from linkdesk.documents.archive_stamp import cells, label_sheet, stamp
from linkdesk.documents.blocks import Document, Paragraph, Section, Text
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.text import as_text
from linkdesk.domain.approval import Approvals
from linkdesk.domain.approval_words import Retention
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.errors import KnownError
from tests.documents.dossiers import bare

MM = 72 / 25.4
PIECE = ArchiveItem("p", fonds="Z109", category="WS", year=2018, organ="地籍股", title="关于审批方案的请示", number="岚政〔2018〕3号",
                    author="岚川县人民政府", dated_on=date(2018, 7, 2), pages=4, item=1, id="1")
PIECES = (replace(PIECE, item=2, id="2", title="关于方案的批复", pages=2), PIECE, replace(PIECE, item=None, id="3", author="", pages=None),
          replace(PIECE, retention=Retention.TEN, id="4", title="关于征求意见的函"))


def printed(document):
    out = io.BytesIO()
    write_pdf([document], out)
    return out.getvalue()


def with_pieces(*pieces):
    return replace(bare(), approvals=Approvals(archive=pieces))


def test_the_list_has_the_columns_of_the_standard_in_order():
    text = as_text(archive_list(with_pieces(*PIECES)))
    assert "序号 | 档号 | 文号 | 责任者 | 题名 | 日期 | 密级 | 页数 | 备注" in text
    rows = [line for line in text.splitlines() if "岚政〔2018〕3号" in line]
    assert rows[0].startswith("1 | Z109-WS·2018-Y-地籍股-0001 | 岚政〔2018〕3号 | 岚川县人民政府 | 关于审批方案的请示 | 20180702 |  | 4 |")
    assert rows[2].startswith("3 | ［待补：未编号］")
    assert "共 4 件，永久 3 件，10年 1 件；1 件尚未编号。" in text
    assert archive_list(with_pieces()) is None


def test_a_volume_tells_the_page_each_piece_begins_on():
    first, second = volumes(with_pieces(*PIECES))
    text = as_text(first)
    assert "1 | 岚政〔2018〕3号 | 岚川县人民政府 | 关于审批方案的请示 | 20180702 | 1 |" in text
    assert "2 | 岚政〔2018〕3号 | 岚川县人民政府 | 关于方案的批复 | 20180702 | 5 |" in text
    assert "备考表" in text
    assert "页数 | 6" in text
    assert "Z109-WS·2018-D10-地籍股" in as_text(second)


def test_the_stamp_has_six_cells():
    assert cells(PIECE) == ("Z109", "2018", "1", "地籍股", "Y", "4")


def rules(pdf):
    """The lines drawn on the first page as (x0, y0, x1, y1) in mm from the lower left."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return [tuple(n / MM for n in each.get_bounds()) for each in page.get_objects(max_depth=3) if each.type == 2]


def test_labels_are_45_by_16_millimetres():
    lines = rules(printed(label_sheet([PIECE], "归档章")))
    assert max(x for _, _, x, _ in lines) - min(x for x, *_ in lines) == pytest.approx(45, abs=0.6)
    assert max(y for *_, y in lines) - min(y for _, y, *_ in lines) == pytest.approx(16, abs=0.6)
    assert label_sheet([replace(PIECE, item=None)], "归档章") is None
    assert len(label_sheet([PIECE] * 37, "归档章").sections) == 2


def test_the_stamp_lies_at_the_head_of_the_first_page():
    plain = printed(Document("letter", "请示", (Section((Paragraph((Text("正文。"),)),)),)))
    made = stamp(plain, PIECE)
    assert made == stamp(plain, PIECE)
    page = pypdfium2.PdfDocument(made)[0]
    text = page.get_textpage().get_text_bounded(0, page.get_height() - 30 * MM, page.get_width(), page.get_height())
    assert {"Z109", "2018", "地籍股", "Y", "4"} <= set(text.split())
    form = next(each for each in page.get_objects(max_depth=1) if each.type == 5)
    left, _, right, high = (n / MM for n in form.get_bounds())
    assert (left + right) / 2 == pytest.approx(105, abs=1)
    assert 297 - high == pytest.approx(10, abs=1)
    assert right - left == pytest.approx(45, abs=1)
    assert len(pikepdf.open(io.BytesIO(made)).pages) == len(pikepdf.open(io.BytesIO(plain)).pages)


def test_a_spoilt_file_is_refused_in_words():
    with pytest.raises(KnownError, match="没有加盖归档章"):
        stamp(b"%PDF-1.7 broken", PIECE)
