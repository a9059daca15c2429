"""Word files: written steadily with real headings, tables and page numbers; read back as text, hostile ones refused in words."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import docx
import pytest
from docx.oxml.ns import qn

from linkdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Drawing,
    FieldGrid,
    Gap,
    Heading,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.docx.process import read_apart
from linkdesk.documents.docx.word_text import WordLine, WordTable, WordText
from linkdesk.documents.docx.writer import write_docx
from linkdesk.documents.letters import letter_document
from linkdesk.documents.word_changes import Piece, word_changes
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from tests.documents.word_files import comment, deleted, edited, inserted, run

SECOND = '<w:p><w:pPr><w:pStyle w:val="Heading2"/>'
COPY = "0123456789abcdef0123456789abcdef"
COLUMNS = (Column("村", width=Width.WIDE), Column("面积", (Column("拆旧", decimals=4), Column("建新", decimals=4))))
TABLE = Table(COLUMNS, (("上沟村", Decimal("1.2"), Gap("")), ("柳树塬村", Decimal("2.5"), Decimal("0.3"))),
              ("合计", Decimal("3.7"), Decimal("0.3")), title="附表1 面积", unit="单位：公顷", column_numbers=True, notes=("注：实测。",))
PAPER = Document("plan", "实施方案", (
    Section((Paragraph((Text("实施方案"),), Style.TITLE, Align.CENTRE), Heading(1, "一、总则"),
             Paragraph((Text("拆旧区位于"), Text("上沟村", strong=True), Text("，资金来自"), Gap("资金来源"), Text("。"))),
             Heading(2, "（一）范围"), Paragraph((Text("共 12 个地块。"),)), FieldGrid((("项目", "一号"), ("编号", Gap("编号")))),
             Signatures((("责任主体（盖章）", ("日期：",)),)))),
    Section((TABLE, Drawing(Decimal(60), Decimal(20), (), "示意图", "图")), PageKind.TABLE, landscape=True)), mark="草稿")
LETTER = Letter("p", kind=LetterKind.REQUEST, way=LetterWay.UP, issuers=("岚川县人民政府",), document_code="岚政", title="关于审批方案的请示",
                recipients="岚州市人民政府", body="一、基本情况\n项目区位于青石镇，涉及三个村。\n妥否，请批示。", attachments=("实施方案", "附表"),
                signers=("张三",), dated_on=date(2018, 7, 2), contact="李四", phone="0350-1234567", copies_to="市国土资源局")


@pytest.fixture
def sent(tmp_path):
    path = tmp_path / "sent.docx"
    path.write_bytes(write_docx(PAPER, COPY))
    return path


def test_the_same_document_gives_the_same_bytes():
    assert write_docx(PAPER, COPY) == write_docx(PAPER, COPY)
    assert write_docx(PAPER, COPY) != write_docx(PAPER, COPY[::-1])


def test_headings_tables_and_margins_are_words_own(sent):
    word = docx.Document(str(sent))
    assert [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")] == [
        ("Heading 1", "一、总则"), ("Heading 2", "（一）范围")]
    official, tables = word.sections
    assert [round(m.mm) for m in (official.top_margin, official.right_margin, official.bottom_margin, official.left_margin)] == [37, 26, 35, 28]
    assert tables.page_width > tables.page_height
    body = word.styles["公文正文"]
    assert body.font.size.pt == 16
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert 22 * body.paragraph_format.line_spacing.mm <= 225 < 22.1 * body.paragraph_format.line_spacing.mm
    table = next(t for t in word.tables if t.rows[0].cells[0].text == "村")
    assert [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows] == [True] * 3 + [False] * 3
    assert [cell.text for cell in table.rows[3].cells] == ["上沟村", "1.2000", "待补"]
    assert len(word.inline_shapes) == 1


def test_pages_are_numbered_by_fields_at_the_outer_side(sent):
    page = docx.Document(str(sent)).sections[0]
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        line = footer.paragraphs[0]._p
        assert line.find(".//" + qn("w:instrText")).text.strip() == "PAGE"
        assert line.find(".//" + qn("w:jc")).get(qn("w:val")) == side
    assert page.header.paragraphs[0].text == "草稿"


def test_gaps_are_marked(sent):
    runs = [r for p in docx.Document(str(sent)).paragraphs for r in p.runs if r.font.highlight_color]
    assert [r.text for r in runs] == ["［待补：资金来源］"]


def test_what_was_written_is_read_back(sent, tmp_path):
    told = read_apart(sent.rename(tmp_path / "领导改.docx"))
    assert told.copy_id == COPY
    assert WordLine("一、总则", 1, "heading 1") in told.blocks
    table = next(b for b in told.blocks if isinstance(b, WordTable) and b.headed)
    assert table.rows[0] == ("村", "面积", "面积")
    assert table.rows[1] == ("村", "拆旧", "建新")
    assert table.rows[-1] == ("合计", "3.7000", "0.3000")
    assert not word_changes(told, told)


def test_changed_words_cells_tracked_changes_and_comments_are_told(sent, tmp_path):
    back = edited(sent, tmp_path / "back.docx",
                  ("<w:r>(?:(?!<w:r>).)*?<w:t>共 12 个地块。</w:t></w:r>",
                   run("共") + deleted(" 12 ") + inserted("十二") + '<w:commentRangeStart w:id="7"/>' + run("个地块。")),
                  ("<w:t>2.5000</w:t>", "<w:t>2.6000</w:t>"),
                  (SECOND, f"<w:p>{run('新增的一段。')}</w:p>{SECOND}"),
                  comments=comment(7, "李县长", "与附表核对"))
    found = word_changes(read_apart(sent), read_apart(back))
    assert [(c.kind, c.heading, c.before, c.after) for c in found.lines] == [
        ("增加", "一、总则", "", "新增的一段。"), ("改动", "（一）范围", "共 12 个地块。", "共十二个地块。")]
    assert found.lines[1].pieces == ((Piece.KEPT, "共"), (Piece.REMOVED, " 12 "), (Piece.ADDED, "十二"), (Piece.KEPT, "个地块。"))
    assert [(c.table, c.row, c.column, c.before, c.after) for c in found.cells] == [
        ("附表1 面积", "柳树塬村", "面积·拆旧·2栏", "2.5000", "2.6000")]
    assert [(r.kind, r.author, r.text) for r in found.revisions] == [("删除", "王局长", " 12 "), ("插入", "王局长", "十二")]
    assert [(c.author, c.text, c.about) for c in found.comments] == [("李县长", "与附表核对", "共十二个地块。")]


def test_a_paragraph_taken_out_stands_alone(sent, tmp_path):
    back = edited(sent, tmp_path / "back.docx", ("<w:t>共 12 个地块。</w:t>", ""))
    found = word_changes(read_apart(sent), read_apart(back))
    assert [(c.kind, c.before) for c in found.lines] == [("删去", "共 12 个地块。")]


def test_a_letter_keeps_its_parts(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(write_docx(letter_document(LETTER), COPY))
    texts = [line.text for line in read_apart(path).lines]
    assert texts[0] == "岚川县人民政府文件"
    assert "签发人：张三" in texts[1]
    assert texts[2:4] == ["关于审批方案的请示", "岚州市人民政府："]
    assert texts[-5:-3] == ["岚川县人民政府", "2018年7月2日"]
    assert texts[-2] == "抄送：市国土资源局。"
    assert {"附件：1．实施方案", "2．附表"} <= set(texts)


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)


def doctype(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>')


def other_archive(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


@pytest.mark.parametrize(("made", "words"), [
    (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "旧格式的 Word 文件（.doc）"),
    (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")), "设有打开密码"),
    (lambda path: path.write_bytes(b""), "空文件"),
    (lambda path: path.write_text("你好"), "不是 Word 文件"),
    (lambda path: path.write_bytes(b"PK\x03\x04broken"), "已损坏"),
    (lambda path: path.mkdir(), "文件夹"),
    (bomb, "展开后过大"), (doctype, "已损坏"), (other_archive, "不是 Word 文件"), (lambda path: None, "找不到文件"),
])
def test_what_is_no_honest_word_file_is_refused_in_words(tmp_path, made, words):
    path = tmp_path / "file.docx"
    made(path)
    with pytest.raises(KnownError, match="没有比较") as refused:
        read_apart(path)
    assert words in str(refused.value)


def test_a_paragraph_beyond_all_measure_is_told_whole_and_soon():
    old, new = WordText((WordLine("一" * 300_000),)), WordText((WordLine("一" * 299_999 + "二"),))
    change, = word_changes(old, new).lines
    assert [kind for kind, _ in change.pieces] == [Piece.REMOVED, Piece.ADDED]


def test_control_characters_are_left_out_and_the_rest_stays():
    letter = Letter("p", kind=LetterKind.REQUEST, way=LetterWay.UP, issuers=("甲县\x01人民政府",), title="题\x00目", body="正\x1f文\ufffe一段",
                    attachments=("附\x08表",), signers=("王\x0b立",), recipients="乙市")
    written = write_docx(letter_document(letter))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        told = archive.read("word/document.xml").decode()
    assert all(words in told for words in ("甲县人民政府", "题目", "正文一段", "附表", "王立"))
