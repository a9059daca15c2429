"""What differs between two versions of a document: sentences under their headings, cells under their rows and columns."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from linkdesk.documents.blocks import Column, Document, Heading, Paragraph, Section, Table, Text
from linkdesk.documents.comparing import CellDifference, TextDifference, table_differences, text_differences

COLUMNS = (Column("序号"), Column("地块编号"), Column("面积", (Column("公顷", decimals=4), Column("亩", decimals=2))))


def paper(*blocks):
    return Document("plan", "方案", (Section(blocks),))


def said(text):
    return Paragraph((Text(text),))


def table(*rows, totals=None):
    return Table(COLUMNS, rows, totals, title="附表3")


def test_only_the_sentence_that_changed_is_told_with_its_headings():
    old = paper(Heading(1, "一、总则"), Heading(2, "（一）背景"), said("甲。面积5公顷。乙。"))
    new = paper(Heading(1, "一、总则"), Heading(2, "（一）背景"), said("甲。面积6公顷。乙。"))
    assert text_differences(old, new) == (TextDifference("总则 · 背景", "面积5公顷。", "面积6公顷。"),)


def test_a_new_chapter_does_not_change_those_behind_it():
    old = paper(Heading(1, "一、总则"), said("甲。"), Heading(1, "二、概况"), said("乙。"))
    new = paper(Heading(1, "一、总则"), said("甲。"), Heading(1, "二、新章"), said("丙。"), Heading(1, "三、概况"), said("乙。"))
    assert text_differences(old, new) == (TextDifference("新章", "", "丙。"),)
    assert text_differences(new, old) == (TextDifference("新章", "丙。", ""),)


def test_a_heading_without_text_that_came_is_told():
    assert text_differences(paper(said("甲。")), paper(said("甲。"), Heading(1, "一、空章"))) == (
        TextDifference("空章", "", "（标题）空章"),)


def test_cells_are_told_by_row_and_column():
    old = paper(table((1, "CJ-1", Decimal(1), Decimal(15)), (2, "CJ-2", Decimal(2), Decimal(30)), totals=("", "合计", Decimal(3), Decimal(45))))
    new = paper(table((1, "CJ-2", Decimal("2.5"), Decimal("37.5")), totals=("", "合计", Decimal("2.5"), Decimal("37.5"))))
    assert table_differences(old, new) == (
        CellDifference("附表3", "CJ-2", "面积·公顷", "2.0000", "2.5000"), CellDifference("附表3", "CJ-2", "面积·亩", "30.00", "37.50"),
        CellDifference("附表3", "合计", "面积·公顷", "3.0000", "2.5000"), CellDifference("附表3", "合计", "面积·亩", "45.00", "37.50"),
        CellDifference("附表3", "CJ-1", "", "地块编号 CJ-1；面积·公顷 1.0000；面积·亩 15.00", ""))


def test_a_row_that_came_between_others_of_its_township_changes_none_of_them():
    columns = (Column("乡镇"), Column("村"), Column("面积", decimals=2))
    old, new = (paper(Table(columns, tuple(("东岭镇", village, Decimal(area)) for village, area in rows), ("合计", "", Decimal(9)), title="附表2"))
                for rows in ((("甲村", 1), ("丙村", 3)), (("甲村", 1), ("乙村", 2), ("丙村", 4))))
    assert table_differences(old, new) == (
        CellDifference("附表2", "东岭镇 乙村", "", "", "乡镇 东岭镇；村 乙村；面积 2.00"),
        CellDifference("附表2", "东岭镇 丙村", "面积", "3.00", "4.00"))


def test_a_table_that_came_is_told_row_by_row():
    found = table_differences(paper(), paper(table((1, "CJ-1", Decimal(1), Decimal(15)))))
    assert [(d.row, d.before) for d in found] == [("CJ-1", "")]


WORDS = st.lists(st.sampled_from(["甲。", "乙。", "丙。", "丁。"]), max_size=6)


@given(WORDS, WORDS)
def test_equal_texts_differ_nowhere_and_others_somewhere(one, other):
    first, second = (paper(Heading(1, "一、章"), *map(said, texts)) for texts in (one, other))
    assert bool(text_differences(first, second)) is (one != other)


CELLS = st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(0, 3)), max_size=5)


def by_code(rows):
    return {code: [n for c, n in rows if c == code] for code, _ in rows}


@given(CELLS, CELLS)
def test_tables_differ_when_the_rows_of_one_name_do(one, other):
    first, second = (paper(table(*((at, code, Decimal(n), Decimal(n)) for at, (code, n) in enumerate(rows)))) for rows in (one, other))
    assert bool(table_differences(first, second)) is (by_code(one) != by_code(other))


def test_a_table_called_as_its_heading_is_named_once():
    old, new = (paper(Heading(1, "一、预算总额"), Table(COLUMNS, ((1, "CJ-1", Decimal(area), Decimal(15)),), name="预算总额"))
                for area in (1, 2))
    assert {difference.table for difference in table_differences(old, new)} == {"预算总额"}
