"""Several tables below each other on one sheet: each is read by its own header, and rows of other tables are skipped."""

from linkdesk import survey
from tests.survey.workbooks import household, read, sheet

HEADER = ["序号", "户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)"]
OTHER = ["序号", "身份证号", "户主姓名", "宅基地面积(亩)", "家庭人口", "联系电话"]


def _row(at):
    head = household(at)
    return [at + 1, head["head_name"], head["id_number"], 3, 210 + at]


def _other(at):
    head = household(at)
    return [at + 1, head["id_number"], head["head_name"], 0.3, 4, head["phone"]]


def test_a_table_of_another_order_below(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["登记表（一）"], HEADER, _row(0), _row(1), [], ["登记表（二）"], OTHER, _other(2), _other(3))
    reading = read(path)
    assert [h.head_name for h in reading.households] == [household(at)["head_name"] for at in range(4)]
    assert [str(h.homestead_area) for h in reading.households] == ["210.00", "211.00", "200.00", "200.00"]
    assert [s.header_rows for s in reading.sheets] == [(2,), (7,)]
    assert survey.inspect_json(reading)["rows_read"] == 4
    assert [p for p in reading.problems if p.severity == "error"] == []


def test_a_problem_of_a_lower_table_names_its_own_column(tmp_path):
    wrong = [*_other(2)[:3], "约0.3", 4, ""]
    path = sheet(tmp_path / "a.xlsx", HEADER, _row(0), OTHER, wrong)
    problem, = (p for p in read(path).problems if p.severity == "error")
    assert (problem.row, problem.column, problem.heading, problem.code) == (4, "D", "宅基地面积(亩)", "not_a_number")


def test_a_table_about_something_else_is_skipped_row_by_row(tmp_path):
    collective = [["附：村集体房屋登记表"], ["序号", "名称", "用途", "占地面积(㎡)", "建筑面积(㎡)"], [1, "小学", "学校", 1200, 600], [],
                  [2, "村委会", "办公", 300, 150]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, _row(0), *collective, HEADER, _row(1)))
    assert [h.head_name for h in reading.households] == [household(0)["head_name"], household(1)["head_name"]]
    assert [(s.row, s.why) for s in reading.skipped][-3:] == [(4, "另一张表的内容，不是农户"), (5, "另一张表的内容，不是农户"),
                                                              (7, "另一张表的内容，不是农户")]


def test_each_page_with_the_village_in_its_title(tmp_path):
    rows = [["青石镇上沟村农户登记表"], HEADER, _row(0), ["村主任签字："], [], ["青石镇下沟村农户登记表"], HEADER, _row(1),
            ["青石镇下沟村农户登记表"], HEADER, _row(2)]
    assert [h.village for h in read(sheet(tmp_path / "a.xlsx", *rows)).households] == ["上沟村", "下沟村", "下沟村"]


def test_a_lower_table_inherits_unit_and_village_but_for_its_own(tmp_path):
    bare, other = [*HEADER[:4], "宅基地面积"], [*OTHER[:3], "宅基地面积", *OTHER[4:]]
    rows = [["青石镇上沟村农户登记表"], ["单位：亩"], bare, [*_row(0)[:4], 0.3]]
    reading = read(sheet(tmp_path / "a.xlsx", *rows, other, _other(1)))
    assert [(h.village, str(h.homestead_area)) for h in reading.households] == [("上沟村", "200.00")] * 2
    reading = read(sheet(tmp_path / "b.xlsx", *rows, ["青石镇下沟村农户登记表"], other, _other(1)))
    assert [(h.village, str(h.homestead_area)) for h in reading.households] == [("上沟村", "200.00"), ("下沟村", "200.00")]


def test_ticks_of_one_table_are_not_looked_for_in_the_next(tmp_path):
    asked = ["序号", "户主姓名", "身份证号", "宅基地面积(㎡)", "是否愿意拆旧复垦"]
    head = household(0)
    ticked = [1, head["head_name"], head["id_number"], 210, "", "√"]
    path = sheet(tmp_path / "a.xlsx", asked, ["", "", "", "", "愿意", "不愿意"], ticked, [*OTHER[:4], "家庭人口", "间数"],
                 [*_other(1)[:5], 6], merges=("E1:F1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"))
    assert [(h.willing, h.population, h.rooms) for h in read(path).households] == [(False, None, None), (None, 4, 6)]


def test_no_row_is_lost_where_headers_never_end(tmp_path):
    rows = [row for at in range(150) for row in ((HEADER if at % 2 else OTHER), (_row if at % 2 else _other)(at))]
    reading = read(sheet(tmp_path / "a.xlsx", *rows))
    told = {r.row for r in reading.source_rows} | {s.row for s in reading.skipped} | {r for s in reading.sheets for r in s.header_rows}
    assert told == set(range(1, 301))
