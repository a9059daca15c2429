"""Documents to JSON and back."""

from decimal import Decimal

import pytest

from linkdesk.documents.blocks import (
    Align,
    Code,
    Column,
    Computed,
    Contents,
    Document,
    Drawing,
    FieldGrid,
    Gap,
    Heading,
    PageBreak,
    PageKind,
    Paragraph,
    Picture,
    Section,
    Shape,
    ShapeKind,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.json import from_json, to_json
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure

FIGURE = Figure("old_area", "拆旧区总面积", Decimal("2.0200"), "公顷", 4, "Σ 拆旧地块面积", (("CJ-01", "2.0200 公顷"),))
EVERYTHING = Document("plan", "实施方案", (
    Section((
        Heading(1, "一、总则"), Paragraph((Text("甲", strong=True), FIGURE, Gap("依据")), Style.PLAIN, Align.RIGHT),
        Table((Column("组", (Column("面积", width=Width.WIDE, align=Align.LEFT, decimals=4),)),),
              ((FIGURE,), (Decimal("1.10"),), (3,), ("=x",), (None,), (Gap("数"),), (Computed(Decimal("2"), "甲+乙"),)),
              (Decimal("0E-4"),), "表", "单位：公顷", "某局", ("制表",), True, ("注",), "附表1", (2,)),
        FieldGrid((("户主", "王"), ("人口", None)), 3), Signatures((("甲方", ("年月日",)),), 30),
        Picture("ab12", 120, "位置图"), Contents((("实施方案", 3),)),
        Drawing(Decimal("100"), Decimal("50.5"), (Shape(ShapeKind.POLYGON, ((Decimal("1"), Decimal("2.25")),), "", "", "#ffffff"),)),
        Code("LD2018ABCDEF", "1"), PageBreak())),
    Section((), PageKind.TABLE, True)), "草稿", "2018-1", "页眉", "页脚", "id1", ("LD2018ABCDEF", "LD2018ABCDEG"))


def test_every_block_comes_back_as_it_was():
    assert from_json(to_json(EVERYTHING)) == EVERYTHING


def test_decimals_keep_their_digits():
    table = from_json(to_json(EVERYTHING)).sections[0].blocks[2]
    assert str(table.rows[1][0]) == "1.10"
    assert [type(row[0]) for row in table.rows[1:4]] == [Decimal, int, str]


def test_words_of_closed_lists_come_back_as_such():
    back = from_json(to_json(EVERYTHING))
    assert back.sections[1].page is PageKind.TABLE
    assert back.sections[0].blocks[1].style is Style.PLAIN


def test_the_same_document_gives_the_same_text():
    assert to_json(EVERYTHING) == to_json(from_json(to_json(EVERYTHING)))


@pytest.mark.parametrize("text", [
    "", "{}", "[]", '{"version":2,"document":{}}', '{"version":1,"document":{"is":"Nothing"}}',
    '{"version":1,"document":{"is":"Text","text":"甲"}}', '{"version":1,"document":{"is":"Document"}}',
    '{"version":1,"document":{"decimal":"x"}}'])
def test_what_is_no_document_is_refused_in_one_sentence(text):
    with pytest.raises(KnownError, match="读不出来"):
        from_json(text)
