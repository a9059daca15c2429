"""The text of sections: what is read, what is written, and that the one undoes the other."""

import pytest

from linkdesk.domain.rich_text import (
    Named,
    RichHeading,
    RichParagraph,
    RichPicture,
    RichTable,
    Run,
    parse,
    spelled,
)

HASH = "a" * 64


def test_figures_are_names_and_other_braces_text():
    found, = parse("拆旧区{old_area}公顷，{a.b.c}{}，{project.name}")
    assert found == RichParagraph((Run("拆旧区"), Named("old_area"), Run("公顷，{a.b.c}{}，"), Named("project.name")))


def test_headings_tables_and_pictures():
    text = f"## 地形\n第一段。\n\n| 类别 | 面积 |\n| 耕地 | {{old_area}} |\n| 林地 |\n![{HASH}|120|现状照片]"
    heading, paragraph, table, picture = parse(text)
    assert heading == RichHeading(2, (Run("地形"),))
    assert paragraph == RichParagraph((Run("第一段。"),))
    assert table == RichTable((((Run("类别"),), (Run("面积"),)), ((Run("耕地"),), (Named("old_area"),)), ((Run("林地"),), ())))
    assert picture == RichPicture(HASH, 120, "现状照片")


@pytest.mark.parametrize("block", [
    RichParagraph((Run("花括号{和竖线|，{old_area}不是数"),)),
    RichParagraph((Run("一"), Run("重点", strong=True), Named("old_area"))),
    RichTable((((Run("a|b"),), (Named("old_area"),)), ((Run("{old_area}"),), ()))),
    RichHeading(3, (Run("小节"),)),
    RichPicture(HASH, 80, ""),
    RichParagraph((Run("## 不是标题"),)),
    RichParagraph((Run("| 不是 | 表 |"),)),
    RichParagraph((Run(f"![{HASH}|120|不是图片]"),)),
    RichParagraph((Run("**不加粗**，反斜杠\\和\\{"),)),
    RichParagraph((Run("a*b{c|d\\", strong=True),)),
])
def test_what_is_written_is_read_again(block):
    assert parse(spelled((block, block))) == (block, block)


def test_text_written_before_there_were_tables_reads_as_its_paragraphs():
    assert parse("一。\n\n  二。\n") == (RichParagraph((Run("一。"),)), RichParagraph((Run("二。"),)))
