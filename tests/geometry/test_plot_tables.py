"""Tables of points and the exchange text in cells, in all the ways people lay them out."""

from decimal import Decimal

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.geometry import read_file, read_rows, read_sheets
from tests.geometry.exchange_files import SECOND, TEXT, codes
from tests.geometry.shape_files import AREAS, EXPECTED, seen, table

LINES = TEXT.splitlines()


def first(plot_file):
    return plot_file.plots[0]


@pytest.mark.parametrize("rows", [
    [[line] for line in LINES], [line.split(",") for line in LINES], [["", line] for line in LINES],
    [[*line.split(","), "", None] for line in LINES], [[TEXT]],
    [[int(c) if c.isdigit() and len(c) < 3 else c for c in line.split(",")] for line in LINES],
    [[float(c) if "." in c and c[0].isdigit() and "版" not in c else c for c in line.split(",")] for line in LINES],
])
def test_exchange_text_in_cells(rows):
    file = read_rows(rows, "表.xlsx")
    assert (file.form, file.zone, seen(file)) == ("exchange", 36, EXPECTED)


def test_exchange_text_on_several_sheets():
    other = TEXT.replace("CJ-0", "XX-0").replace("0.8802", "0.9999")
    file = read_sheets([("甲村", [[line] for line in LINES]), ("说明", [["请核对"]]), ("空", []),
                        ("乙村", [line.split(",") for line in other.splitlines()])], "表.xlsx")
    assert [p.code for p in file.plots] == ["CJ-001", "CJ-002", "XX-001", "XX-002"]
    assert set(codes(file)) == {"sheet_unread", "stated_area"}
    assert next(p for p in file.problems if p.code == "stated_area").message.startswith("工作表“乙村”：")


def test_a_table_of_points():
    file = read_rows(table(), "表.xlsx")
    assert (file.form, seen(file), codes(file)) == ("table", EXPECTED, ["datum_missing"])
    assert [p.stated_agrees for p in file.plots] == [True, True]


@pytest.mark.parametrize("headings", [
    ("编号", "名称", "地块用途", "地类编码", "面积", "地块圈号", "界址点号", "X", "Y"),
    ("地块号", "地块名称", "用途", "地类代码", "申报面积(公顷)", "圈号", "点名", "纵坐标X（m）", "横坐标Y（m）"),
    ("宗地编号", "地块名称", "类型", "DLBM", "地块面积", "环号", "拐点号", "X坐标(米)", "Y坐标(米)"),
    ("图斑号", "图斑名称", "用途", "现状地类", "面积_公顷", "圈号", "序号", "北坐标", "东坐标"),
])
def test_headings(headings):
    if "类型" in headings:
        headings = tuple("地块类型" if h == "类型" else h for h in headings)
    assert seen(read_rows(table(headings), "表.xlsx")) == EXPECTED


def test_east_before_north():
    rows = [[*row[:7], row[8], row[7]] for row in table()]
    assert seen(read_rows(rows, "表.xlsx")) == EXPECTED


def test_columns_named_the_wrong_way_are_turned_with_a_word():
    rows = table()
    rows[0][7:] = ["Y坐标", "X坐标"]
    file = read_rows(rows, "表.xlsx")
    assert (seen(file), codes(file).count("swapped")) == (EXPECTED, 2)


def test_headings_in_two_rows():
    rows = table()
    above = [*rows[0][:7], "坐标", ""]
    assert seen(read_rows([above, [""] * 7 + ["X", "Y"], *rows[1:]], "表.xlsx")) == EXPECTED


@pytest.mark.parametrize(("heading", "factor"), [("面积（亩）", Decimal(15)), ("面积(㎡)", Decimal(10000)), ("面积（平方米）", Decimal(10000))])
def test_area_in_the_unit_of_its_heading(heading, factor):
    rows = table()
    rows[0][4] = heading
    rows[1][4] = float(Decimal("0.8802") * factor)
    assert first(read_rows(rows, "表.xlsx")).stated_ha == Decimal("0.8802")


def test_area_in_mu_under_a_heading_without_unit_is_said():
    rows = table()
    rows[1][4] = 13.203
    assert "stated_unit" in codes(read_rows(rows, "表.xlsx"))


def test_a_land_class_that_lost_its_zero_or_is_a_name():
    for value in (702, 702.0, "0702 农村宅基地", "农村宅基地"):
        rows = table()
        rows[1][3] = value
        assert first(read_rows(rows, "表.xlsx")).land_class == "0702"


def test_one_plot_a_sheet_with_its_code_in_a_title():
    sheets = []
    for start, end, code in ((1, 10, "CJ-001"), (10, 14, "CJ-002")):
        points = [row[5:] for row in table()[start:end]]
        sheets.append((f"Sheet{start}", [["界址点成果表"], [f"地块编号：{code}", "", "地块名称：某村地块"], ["用途", "拆旧", "地类", "0702"],
                                          ["圈号", "点号", "X", "Y"], *points, ["测量员：张三  日期：2018年"]]))
    file = read_sheets(sheets, "表.xlsx")
    assert [(p.code, p.name, str(p.use), p.land_class, p.plane_m2) for p in file.plots] == [
        ("CJ-001", "某村地块", "拆旧", "0702", AREAS[0]), ("CJ-002", "某村地块", "拆旧", "0702", AREAS[1])]
    assert codes(file).count("row_unread") == 2


def test_several_titled_plots_on_one_sheet():
    rows = []
    for start, end, code in ((1, 10, "CJ-001"), (10, 14, "CJ-002")):
        rows += [["地块编号", code, "用途", "拆旧"], ["圈号", "点号", "X", "Y"], *(row[5:] for row in table()[start:end]), []]
    assert [(p.code, p.plane_m2) for p in read_rows(rows, "表.xlsx").plots] == [("CJ-001", AREAS[0]), ("CJ-002", AREAS[1])]


def test_the_sheet_names_the_plot_and_the_file_its_use():
    sheets = [("CJ-002", [["点号", "X", "Y"], *(row[6:] for row in table()[10:])])]
    file = read_sheets(sheets, "拆旧区.xlsx")
    assert (first(file).code, str(first(file).use), first(file).plane_m2) == ("CJ-002", "拆旧", AREAS[1])


@pytest.mark.parametrize(("title", "code"), [
    ("坐标系：1980西安坐标系", "datum"),
    ("界址点成果表（54北京坐标系）", "datum"), ("坐标系：2000国家大地坐标系", None), ("带号：37", "zone_differs")])
def test_a_title_may_name_system_and_zone(title, code):
    file = read_rows([[title], *table()], "表.xlsx")
    assert code is None or code in codes(file)
    assert ("datum_missing" in codes(file)) == (code == "zone_differs")


def test_no_row_is_lost_without_a_word():
    rows = table()
    rows[3][7] = "3450604.87O"
    rows.insert(5, ["", "", "", "", "", "", "备注：以下为东边"])
    file = read_rows(rows, "表.xlsx")
    assert {"not_a_number", "row_unread"} <= set(codes(file))
    assert (first(file).valid, first(file).plane_m2) == (False, None)


def test_lengths_of_sides_between_the_points_are_no_points():
    rows = [["地块编号", "用途", "地类", "点号", "X", "Y", "边长"]]
    for row in table()[10:]:
        rows += [["CJ-002", "拆旧", "0702", *row[6:], ""], ["", "", "", "", "", "", 60.0]]
    file = read_rows(rows, "表.xlsx")
    assert (first(file).plane_m2, [c for c in codes(file) if "row" in c]) == (AREAS[1], [])


def test_full_width_digits_and_repeated_codes():
    rows = [[str(c).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789."}) for c in row] for row in table()]
    assert seen(read_rows(rows, "表.xlsx")) == [(p[0], p[1].translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}), *p[2:]) for p in EXPECTED]
    rows = table()
    assert "code_repeated" in codes(read_rows([*rows, rows[1], rows[2], rows[3]], "表.xlsx"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_table(delimiter, tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("\n".join(delimiter.join(map(str, row)) for row in table()), "gbk")
    file = read_file(path)
    assert (seen(file), file.encoding) == (EXPECTED, "gbk")


def test_exchange_text_saved_as_csv(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("\n".join(f"{line},,," if "," not in line else line for line in LINES), "utf-8-sig")
    assert seen(read_file(path)) == EXPECTED


@pytest.mark.parametrize("rows", [[], [["姓名", "电话"], ["甲", "1"]], [[""]], [[SECOND.partition("\n")[2]]]])
def test_nothing_of_the_kind(rows):
    with pytest.raises(KnownError, match=r"表\.xlsx"):
        read_rows(rows, "表.xlsx")


@pytest.mark.parametrize("rows", [[["X", "Y"]], [["[地块坐标]"]]])
def test_no_plots(rows):
    file = read_rows(rows, "表.xlsx")
    assert (file.plots, "no_plots" in codes(file)) == ((), True)


POINTS = [line.split(",") for line in SECOND.splitlines()[1:]]


@pytest.mark.parametrize("rows", [
    POINTS, [[r[0], r[2], r[3]] for r in POINTS], [[r[2], r[3]] for r in POINTS], [[r[0], "", r[3], r[2], "812.35"] for r in POINTS],
    [["移民新村界址点"], *([r[0], float(r[2]), r[3]] for r in POINTS)]])
def test_points_without_headings(rows):
    file = read_rows(rows, "AZ-01.txt")
    assert ([p.plane_m2 for p in file.plots], "headings_missing" in codes(file)) == (AREAS[1:], True)


@pytest.mark.parametrize("rows", [POINTS[:2], [["J1", "3450700", "36462500"]] * 3, [[*r, r[3]] for r in POINTS],
                                  [["甲", "13800138000", "3450700.5"]] * 3])
def test_numbers_that_may_be_anything(rows):
    with pytest.raises(KnownError, match=r"表\.xlsx"):
        read_rows(rows, "表.xlsx")


@pytest.mark.parametrize("heading", [[], ["点号 X坐标 Y坐标"]])
def test_columns_parted_by_spaces(heading, tmp_path):
    path = tmp_path / "安置地块1.txt"
    path.write_text("\n".join([*heading, *(f"{r[0]}  {r[2]} {r[3]}" for r in POINTS)]), "gbk")
    assert [p.plane_m2 for p in read_file(path).plots] == AREAS[1:]
