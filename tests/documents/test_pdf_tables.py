"""Tables on paper."""

import io
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pytest

from linkdesk.documents.blocks import (
    Align,
    Column,
    Computed,
    FieldGrid,
    Gap,
    Heading,
    PageKind,
    Signatures,
    Table,
    Width,
)
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pdf.columns import SIZES, Need, fitted
from linkdesk.domain.figure import Figure
from tests.documents.paper import MM, one, pages_of, printed, said, whole_text

COLUMNS = (
    Column("序号", width=Width.NARROW), Column("户主"), Column("身份证号"),
    Column("面积", (Column("宅基地", decimals=2), Column("其中", (Column("可复垦", decimals=2),)))),
    Column("备注", width=Width.WIDE, align=Align.LEFT))


def roster(rows, **more):
    """A table of so many households."""
    lines = tuple((at, f"户主{at:03d}", f"14022119600101{at:04d}", Decimal("266.67"), Decimal("100"), "说明" * (at % 9))
                  for at in range(1, rows + 1))
    totals = ("合计", None, None, Decimal("266.67") * rows, Decimal(100 * rows), None)
    return Table(COLUMNS, lines, totals, title="农户清册", unit="面积单位：平方米", filled_by="青石镇人民政府", **more)


def table_pages(table, landscape=True):
    """The lines of each page as text without spaces."""
    pdf = printed(one(table, page=PageKind.TABLE, landscape=landscape))
    return [[row.text.replace(" ", "") for row in page] for page in pages_of(pdf)]


def test_the_heading_comes_again_on_every_page():
    pages = table_pages(roster(300))
    assert len(pages) > 5
    for page in pages:
        assert any("身份证号" in line for line in page)
        assert any("可复垦" in line for line in page)


def test_title_and_unit_stand_on_the_first_page_only():
    pages = table_pages(roster(300))
    assert [sum("农户清册" in line for line in page) for page in pages] == [1] + [0] * (len(pages) - 1)
    assert any("填报单位：青石镇人民政府" in line and "面积单位：平方米" in line for line in pages[0])


def test_every_row_is_there_once_and_whole():
    pages = table_pages(roster(300))
    for at in range(1, 301):
        lines = [line for page in pages for line in page if f"户主{at:03d}" in line]
        assert len(lines) == 1
        assert f"14022119600101{at:04d}266.67100.00" in lines[0]


def test_a_row_of_several_lines_is_not_parted():
    # Every cell says its row at its first and its last line.
    rows = tuple((at, f"始{at:02d}" + "说明文字" * 30 + f"终{at:02d}") for at in range(40))
    pages = table_pages(Table((Column("序号"), Column("说明", align=Align.LEFT)), rows), landscape=False)
    assert len(pages) > 1
    for page in pages:
        text = "".join(page)
        assert [f"始{at:02d}" in text for at in range(40)] == [f"终{at:02d}" in text for at in range(40)]


def test_a_row_taller_than_a_page_is_printed_to_its_end():
    text = "".join(f"{at:04d}字" for at in range(4000))
    pages = table_pages(Table((Column("说明"),), ((text,),)), landscape=False)
    assert len(pages) > 1
    assert "3999字" in "".join("".join(page) for page in pages)


@pytest.mark.parametrize("rows", range(20, 45))
def test_no_page_bears_only_totals_and_signers(rows):
    pages = table_pages(roster(rows, signers=("制表", "审核", "负责人"), notes=("注：按户填写。",)))
    last = "".join(pages[-1])
    assert "制表：审核：负责人：" in last
    assert "注：按户填写。" in last
    assert f"户主{rows:03d}" in last
    assert f"户主{rows - 1:03d}" in last


@pytest.mark.parametrize("before", range(10, 23))
def test_a_small_table_stands_on_one_page_and_no_total_alone(before):
    small = Table((Column("搬迁类型"), Column("户数", decimals=0)), tuple((f"类{at}", at) for at in range(5)), ("合计", 10))
    pages = [[row.text for row in page] for page in pages_of(printed(one(*[said("甲")] * before, small)))]
    assert sum("类0" in line for line in pages[-1]) == sum("合计10" in line for line in pages[-1])
    large = replace(small, rows=small.rows * 8)
    pages = [[row.text for row in page] for page in pages_of(printed(one(*[said("甲")] * before, large)))]
    assert any("类4" in line for line in pages[-1])


def test_the_sentence_before_a_table_stands_on_its_page():
    for before in range(14, 23):
        pages = [[row.text for row in page] for page in pages_of(printed(one(*[said("甲")] * before, said("见下表。"), roster(2))))]
        page = next(page for page in pages if any("见下表。" in line for line in page))
        assert any("户主001" in line for line in page)


def test_papers_of_one_whole_are_numbered_through_and_bear_its_title():
    out = io.BytesIO()
    write_pdf([one(roster(2)), one(roster(2)), one(roster(2))], out, title="附表", running=True)
    assert [page[-1].text.replace(" ", "") for page in pages_of(out.getvalue())] == ["—1—", "—2—", "—3—"]
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo["/Title"]) == "附表"
        assert len(pdf.open_outline().root) == 3


@pytest.mark.parametrize("rows", range(24, 34))
def test_no_page_begins_with_a_subtotal(rows):
    lines = tuple((f"户{at}", Decimal(1)) for at in range(rows))
    table = Table((Column("户主"), Column("面积", decimals=2)), (*lines, ("甲村小计", Decimal(rows)), *lines),
                  subtotal_rows=(rows,))
    for page in table_pages(table):
        assert not page[1].startswith("甲村小计")


def test_a_sum_of_a_part_ends_where_numbers_end():
    numbers = Table((Column("村"), Column("人口", decimals=0)), (("甲", 194), ("乙", "183＊"), ("丙", "未填")))
    lines = pages_of(printed(one(numbers, page=PageKind.TABLE)))[0][1:4]
    edge = lines[0].glyphs[-1].x
    assert [line.text for line in lines] == ["甲194", "乙183＊", "丙未填"]
    assert lines[1].glyphs[-2].x < edge < lines[1].end
    assert lines[2].end < edge


def test_totals_are_printed_grouped_with_fixed_decimals():
    assert any("合计80,001.0030,000.00" in line for line in table_pages(roster(300))[-1])


def test_numbers_end_at_the_same_edge():
    numbers = Table((Column("名称"), Column("面积", decimals=4)),
                    (("甲", Decimal("1.5")), ("乙", Decimal("12345.6789")), ("丙", Decimal("100"))))
    lines = pages_of(printed(one(numbers, page=PageKind.TABLE)))[0][1:4]
    assert [line.text for line in lines] == ["甲1.5000", "乙12,345.6789", "丙100.0000"]
    assert len({round(line.glyphs[-1].x, 1) for line in lines}) == 1


def test_figures_gaps_and_computed_cells():
    known = Figure("a", "面积", Decimal("2.0202"), "公顷", 4)
    lacking = Figure("b", "复垦面积", None, "公顷", 4, missing="3号地块")
    table = Table((Column("面积", decimals=2), Column("复垦"), Column("合计", decimals=2), Column("来源")),
                  ((known, lacking, Computed(Decimal("3"), "甲+乙"), Gap("资金证明")),))
    text = whole_text(printed(one(table))).replace("\n", "")
    for word in ("2.0202", "［待补：3号地块］", "3.00", "［待补：资金证明］"):
        assert word in text


def test_column_numbers_stand_under_the_heading_unbroken():
    columns = tuple(Column(f"栏目{at}") for at in range(12))
    page = table_pages(Table(columns, (("值",) * 12,), column_numbers=True))[0]
    assert any(line.startswith("1栏2栏3栏") and line.endswith("12栏") for line in page)


def test_a_table_without_rows_still_has_its_heading():
    assert any("序号" in line for line in table_pages(Table((Column("序号"), Column("户主")), ()))[0])


def test_a_heading_stands_on_the_page_of_its_table():
    for before in range(16, 23):
        pages = pages_of(printed(one(*[said("甲")] * before, Heading(1, "一、表"), roster(3))))
        assert "一、表" not in [row.text for row in pages[0]] or any("序号" in row.text for row in pages[0])


def test_long_names_wrap_inside_their_column():
    table = Table((Column("户主"), Column("住址"), Column("人口")), (("阿依古丽·买买提江·吾斯曼", "某某县某某镇某某村" * 4, 5),))
    page = pages_of(printed(one(table, page=PageKind.AGREEMENT)))[0]
    text = "".join(row.text for row in page)
    assert text.count("某某镇") == 4
    right = 25 * MM + 38 * 12
    assert max(glyph.x for row in page for glyph in row.glyphs if glyph.size == 10) < right


NEEDS = [Need(1, 3, 3, Width.NARROW), Need(5, 8, 12, Width.NORMAL), Need(2, 30, 60, Width.WIDE)]


@pytest.mark.parametrize("measure", [40, 120, 300, 442, 708])
def test_columns_fill_the_measure(measure):
    size, widths = fitted(NEEDS, measure, 10.5)
    assert sum(widths) == pytest.approx(measure)
    assert size in SIZES
    assert min(widths) > 0


def test_type_gets_smaller_only_when_it_must():
    assert fitted(NEEDS, 442, 10.5)[0] == 10.5
    assert fitted([Need(5, 5, 5, Width.NORMAL)] * 14, 442, 10.5)[0] < 10.5


def test_a_field_grid_gives_an_odd_last_value_the_rest_of_its_row():
    grid = FieldGrid((("户主", "王建国"), ("人口", 5), ("住址", "青石村" * 9)), 2)
    text = whole_text(printed(one(grid, page=PageKind.AGREEMENT)))
    assert "青石村" * 9 in text


def signature_page(lines):
    """Pages of a document that ends in signatures, with so many lines before them."""
    boxes = Signatures((("甲方（盖章）：", ("年　月　日",)), ("乙方（签字）：", ("年　月　日",))))
    return pages_of(printed(one(*[said(f"第{at}行") for at in range(lines)], boxes, page=PageKind.AGREEMENT)))


@pytest.mark.parametrize("lines", range(26, 40))
def test_signatures_never_stand_alone_on_a_page(lines):
    last = "".join(row.text for row in signature_page(lines)[-1])
    assert "甲方（盖章）：" in last
    assert f"第{lines - 1}行" in last
    assert f"第{lines - 2}行" in last
