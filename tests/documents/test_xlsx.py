"""Workbooks, read back by another library."""

from decimal import Decimal

import openpyxl
import pytest

from linkdesk.documents.blocks import Column, Computed, Document, Gap, Section, Table, Width
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure
from tests.documents.paper import one, said

COLUMNS = (
    Column("序号", width=Width.NARROW), Column("户主"), Column("身份证号"), Column("账号"),
    Column("面积", (Column("宅基地", decimals=2), Column("可复垦", decimals=2))), Column("备注"))
ROWS = (
    (1, "王建国", "140221196010075171", "6228480402564890018", Decimal("266.67"), Decimal("200.10"), "=1+1"),
    (2, "张三𬱖", "14022119601007517X", "0012345678901234567", Decimal("100.33"), Gap("可复垦面积"), "@甲"),
    (3, "李四", "140221196010075172", "6228480402564890026", Decimal("33.00"), Decimal("30.00"), "https://a.cn"))
TOTALS = ("合计", None, None, None, Decimal("400.00"), Decimal("230.10"), None)


def table(**more):
    """Three households."""
    return Table(COLUMNS, ROWS, TOTALS, **({"title": "农户清册", "unit": "单位：平方米", "filled_by": "青石镇",
                                           "name": "农户清册"} | more))


def sheet_of(tmp_path, *tables, values=False, **more):
    """The first sheet of the workbook of tables."""
    path = tmp_path / "表.xlsx"
    write_xlsx(one(*tables, **more), path)
    return openpyxl.load_workbook(path, data_only=values).worksheets[0]


def test_numbers_are_numbers_and_identities_and_accounts_are_text(tmp_path):
    sheet = sheet_of(tmp_path, table())
    first = sheet[5]
    assert [cell.value for cell in first[:6]] == [1, "王建国", "140221196010075171", "6228480402564890018", 266.67, 200.1]
    assert [cell.data_type for cell in first[:6]] == ["n", "s", "s", "s", "n", "n"]
    assert sheet["D6"].value == "0012345678901234567"
    assert {sheet[cell].number_format for cell in ("C5", "D5")} == {"@"}
    assert sheet["E5"].number_format == "#,##0.00"


@pytest.mark.parametrize(("cell", "text"), [("G5", "=1+1"), ("G6", "@甲"), ("G7", "https://a.cn")])
def test_text_that_looks_like_something_else_stays_text(tmp_path, cell, text):
    found = sheet_of(tmp_path, table())[cell]
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


def test_totals_are_live_sums_with_the_documents_number_stored(tmp_path):
    assert [sheet_of(tmp_path, table())[cell].value for cell in ("E8", "F8")] == ["=SUM(E5:E7)", "=SUM(F5:F7)"]
    assert [sheet_of(tmp_path, table(), values=True)[cell].value for cell in ("E8", "F8")] == [400, 230.1]


def test_a_total_that_is_no_plain_sum_stays_a_number(tmp_path):
    mean = Table((Column("地块"), Column("等别", decimals=1)), (("甲", Decimal("11.8")), ("乙", Decimal("12.0"))),
                 ("平均", Decimal("11.9")))
    assert sheet_of(tmp_path, mean)["B4"].value == 11.9


def test_subtotals_are_live_and_not_summed_again(tmp_path):
    rows = (("甲", 2), ("乙", 3), ("小计", 5), ("丙", 4), ("小计", 4))
    summed = Table((Column("村"), Column("户数")), rows, ("合计", 9), subtotal_rows=(2, 4))
    sheet = sheet_of(tmp_path, summed)
    formulas = [sheet[f"B{row}"].value for row in (4, 6, 7)]
    assert formulas == ["=SUBTOTAL(9,B2:B3)", "=SUBTOTAL(9,B5)", "=SUBTOTAL(9,B2:B6)"]
    values = openpyxl.load_workbook(tmp_path / "表.xlsx", data_only=True).worksheets[0]
    assert [values[f"B{row}"].value for row in (4, 6, 7)] == [5, 4, 9]


def test_figures_keep_their_decimals_and_gaps_are_named(tmp_path):
    known = Figure("a", "面积", Decimal("2.0202"), "公顷", 4)
    cells = Table((Column("面积", decimals=2), Column("复垦"), Column("合计", decimals=2)),
                  ((known, Figure("b", "复垦", None, "公顷", 4), Computed(Decimal("3"), "甲+乙")),))
    sheet = sheet_of(tmp_path, cells)
    assert (sheet["A2"].value, sheet["A2"].number_format) == (2.0202, "#,##0.0000")
    assert sheet["B2"].value == "［待补：复垦］"
    assert sheet["C2"].value == 3


def test_the_heading_tree_is_merged_and_repeated_in_print(tmp_path):
    sheet = sheet_of(tmp_path, table())
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:G1", "E3:F3", "A3:A4", "G3:G4"} <= merged
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "A5"
    assert (sheet["A2"].value, sheet["E2"].value) == ("填报单位：青石镇", "单位：平方米")


def test_print_is_a4_fitted_to_the_width_and_wide_tables_lie_across(tmp_path):
    narrow = sheet_of(tmp_path, table())
    assert (narrow.page_setup.paperSize, narrow.page_setup.orientation) == (9, "portrait")
    assert (narrow.page_setup.fitToHeight, narrow.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    wide = Table(tuple(Column(f"第{at}列") for at in range(10)), ((None,) * 10,))
    assert sheet_of(tmp_path, wide).page_setup.orientation == "landscape"


def test_the_face_is_song(tmp_path):
    sheet = sheet_of(tmp_path, table())
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"宋体"}


def test_every_table_is_a_sheet_with_a_name_excel_takes(tmp_path):
    tables = [table(name="附表3"), table(name="附表3"), table(name="a/b:c[d]?*"), table(name="", title="很长的表名" * 9)]
    path = tmp_path / "表.xlsx"
    write_xlsx(Document("x", "x", (Section(tuple(tables)),)), path)
    names = openpyxl.load_workbook(path).sheetnames
    assert names == ["附表3", "附表3(2)", "abcd", ("很长的表名" * 9)[:31]]


def test_a_draft_says_so(tmp_path):
    assert sheet_of(tmp_path, table(), mark="草稿")["A1"].value == "农户清册（草稿）"


def test_the_same_table_gives_the_same_file(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(one(table()), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_document_without_tables_is_refused(tmp_path):
    with pytest.raises(KnownError, match="没有表格"):
        write_xlsx(one(said("甲")), tmp_path / "表.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_excel_holds_is_refused(tmp_path):
    with pytest.raises(KnownError, match="超过 Excel"):
        write_xlsx(one(Table((Column("说明"),), (("长" * 32768,),))), tmp_path / "表.xlsx")
    assert list(tmp_path.iterdir()) == []


PRICES = Table((Column("名称"), Column("单价", decimals=2, key="price")), (("土方", Decimal("12.35")),), name="单价", title="单价表",
               row_keys=("earth",))


def works(live):
    """One work at a price of another sheet, and its total."""
    columns = (Column("项目"), Column("工程量", decimals=2, key="quantity"), Column("合计", decimals=2, key="amount"))
    row = ("挖土", Decimal("3.50"), Computed(Decimal("43.23"), "工程量×单价", live))
    return Table(columns, (row,), ("合计", None, Computed(Decimal("43.23"), "", "{work|amount}*1")), name="预算", title="预算表",
                 unit="单位：元", column_numbers=True, row_keys=("work",))


def test_a_cell_that_names_others_is_live_across_sheets(tmp_path):
    path = tmp_path / "表.xlsx"
    write_xlsx(one(works("ROUND({quantity}*{单价|earth|price},2)"), PRICES), path)
    sheet = openpyxl.load_workbook(path)["预算"]
    assert [sheet[cell].value for cell in ("C5", "C6")] == ["=ROUND(B5*'单价'!B3,2)", "=C5*1"]
    assert openpyxl.load_workbook(path, data_only=True)["预算"]["C5"].value == 43.23


def test_a_cell_that_names_what_is_not_in_the_workbook_stays_a_number(tmp_path):
    path = tmp_path / "表.xlsx"
    write_xlsx(one(works("ROUND({quantity}*{单价|earth|price},2)")), path)
    assert openpyxl.load_workbook(path)["预算"]["C5"].value == 43.23


def test_a_narrow_table_is_as_wide_as_a_page_and_its_long_notes_have_rows_high_enough(tmp_path):
    note = "甲类工预算价、乙类工预算价、单斗挖掘机预算价等六十九项待核实，核实前为草稿。" * 3
    narrow = Table((Column("序号"), Column("名称", width=Width.WIDE), Column("金额", decimals=2)), ((1, "工程施工费", Decimal("69.51")),),
                   title="预算总表", filled_by="编制单位：某某国土勘测规划设计研究院有限责任公司", unit="金额单位：万元", notes=(note,))
    sheet = sheet_of(tmp_path, narrow)
    wide = sum(sheet.column_dimensions[letter].width for letter in "ABC")
    assert wide >= 84
    assert sheet.row_dimensions[5].height >= 13.5 * -(-len(note) * 2 // wide)  # Excel fits no row to merged cells
    assert sheet["A2"].value.endswith("公司")
    assert sheet["C2"].value == "金额单位：万元"


def test_cells_of_a_row_without_a_key_find_each_other(tmp_path):
    columns = (Column("数量", decimals=2, key="quantity"), Column("单价", decimals=2, key="price"), Column("合计", decimals=2, key="amount"))
    row = (Decimal(3), Decimal("2.50"), Computed(Decimal("7.50"), "数量×单价", "ROUND({quantity}*{price},2)"))
    sheet = sheet_of(tmp_path, Table(columns, (row, row), name="表"))
    assert [sheet["C2"].value, sheet["C3"].value] == ["=ROUND(A2*B2,2)", "=ROUND(A3*B3,2)"]
