"""The same households are read the same from every layout, one trait at a time and together; no row is lost."""

import dataclasses
import os

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk import survey
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.survey.headings import cleaned
from tests.survey.workbooks import NUMBERINGS, Layout, household, read, sheet

FIELDS = {*household(0), "members", "houses"}
TRAITS = [
    Layout(), Layout(header_rows=2), Layout(header_rows=3), Layout(header_rows=4), Layout(header_rows=5), Layout(titles=0),
    Layout(titles=3), Layout(header_rows=2, titles=2), Layout(scattered=True), Layout(scattered=True, titles=2, header_rows=4),
    Layout(unit="亩"), Layout(unit="亩", unit_in="block"), Layout(unit_in="block", header_rows=2), Layout(unit_in="nowhere"),
    Layout(unit="亩", unit_in="nowhere", header_rows=2), Layout(unit="公顷"), Layout(unit="公顷", unit_in="block"),
    Layout(unit="亩", unit_in="stray"), Layout(unit="亩", unit_in="value"), Layout(unit="公顷", unit_in="stray", header_rows=5),
    Layout(subtotals=True, households=12), *(Layout(column_numbers=kind, header_rows=2) for kind in NUMBERINGS),
    Layout(repeated_header=True), Layout(repeated_header=True, header_rows=2, titles=2, column_numbers=True),
    Layout(blank_rows=True), Layout(signature=True), Layout(notes=True, signature=True), Layout(hidden_sheet=True),
    Layout(left_margin=2), Layout(left_margin=1, header_rows=3, shuffled=1), Layout(shuffled=2),
    Layout(header_rows=2, shuffled=3), Layout(households=1), Layout(marked=True), Layout(marked=True, header_rows=2),
    Layout(empty_tail=True), Layout(hidden_rows=True), Layout(village_in="sheets", households=12),
    Layout(village_in="bare sheets", households=12), Layout(village_in="title", households=7),
    Layout(village_in="label", households=7), Layout(village_in="section", households=12), Layout(houses="merged"),
    Layout(houses="blank"), Layout(houses="same number"), Layout(houses="merged", unit="亩", subtotals=True, households=11),
    Layout(members="before"), Layout(members="after"), Layout(members="after", houses="blank", village_in="sheets"),
]


def _check(layout, path):
    reading = read(layout.write(path))
    said = survey.inspect_json(reading)
    assert [{k: h.get(k) for k in FIELDS} for h in said["households"]] == [{k: h.get(k) for k in FIELDS} for h in layout.expected()]
    assert said["problems"] == []
    assert not any(sheet["unmapped"] for sheet in said["sheets"])
    assert said["rows_read"] == layout.rows_read()
    _check_no_row_is_lost(reading, path)


def _check_no_row_is_lost(reading, path):
    book = openpyxl.load_workbook(path)
    for each in reading.sheets:
        if each.skipped:
            continue
        told = ([s.row for s in reading.skipped if s.sheet == each.name] + list(each.header_rows)
                + [r.row for r in reading.source_rows if r.sheet == each.name])
        content = [at for at, row in enumerate(book[each.name].iter_rows(values_only=True), 1) if any(c is not None for c in row)]
        assert len(told) == len(set(told))
        assert set(content) <= set(told)


@pytest.mark.parametrize("layout", TRAITS, ids=lambda layout: _named(layout))
def test_one_trait_at_a_time(layout, tmp_path):
    _check(layout, tmp_path / "survey.xlsx")


def _named(layout):
    return ",".join(f"{f.name}={getattr(layout, f.name)}" for f in dataclasses.fields(layout)
                    if getattr(layout, f.name) != f.default) or "plain"


LAYOUTS = st.builds(
    Layout, households=st.integers(1, 14), header_rows=st.integers(1, 5), titles=st.integers(0, 3), scattered=st.booleans(),
    unit=st.sampled_from(["㎡", "亩", "公顷"]), unit_in=st.sampled_from(["heading", "block", "stray", "value"]),
    subtotals=st.booleans(), column_numbers=st.sampled_from([False, *NUMBERINGS]), repeated_header=st.booleans(),
    blank_rows=st.booleans(), signature=st.booleans(), notes=st.booleans(), hidden_sheet=st.booleans(),
    left_margin=st.integers(0, 2), shuffled=st.none() | st.integers(0, 99), marked=st.booleans(), empty_tail=st.booleans(),
    hidden_rows=st.booleans(), houses=st.sampled_from(["", "merged", "blank", "same number"]),
    members=st.sampled_from(["", "before", "after"]),
    village_in=st.sampled_from(["column", "sheets", "bare sheets", "title", "label", "section"]))


@settings(max_examples=400 if os.environ.get("LINKDESK_NIGHTLY") else 15, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=LAYOUTS)
def test_traits_together(layout, tmp_path):
    _check(layout, tmp_path / "survey.xlsx")


def test_the_unit_chosen_is_said_with_its_reason(tmp_path):
    for where, reason in (("heading", "列标题"), ("block", "单位:户、人、亩"), ("nowhere", "中位数")):
        reading = read(Layout(unit="亩", unit_in=where).write(tmp_path / f"{where}.xlsx"))
        column = next(c for c in reading.sheets[0].columns if c.field == "homestead_area")
        assert column.unit == "亩"
        assert reason in column.unit_reason


def test_headings_in_two_rows_without_merged_cells(tmp_path):
    path = sheet(tmp_path / "a.xlsx",
                 ["序号", "户主姓名", "身份证号", "房屋情况", None, None, "宅基地", "备注"],
                 [None, None, None, "结构", "间数", "建筑面积(㎡)", "面积(㎡)", None],
                 [1, "王秀英", "149923195903235341", "砖木", 3, 90, 210, "邻路"])
    reading = read(path)
    assert [c.heading for c in reading.sheets[0].columns][2:6] == ["房屋情况/结构", "房屋情况/间数", "房屋情况/建筑面积(㎡)", "宅基地/面积(㎡)"]
    home = reading.households[0]
    assert (home.house_structure, home.rooms, home.house_area, home.homestead_area, home.note) == ("砖木", 3, 90, 210, "邻路")


def test_a_heading_merged_down_is_no_group_for_its_neighbour(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", None, "宅基地面积(㎡)", "联系电话"], [None, "身份证号"],
                 ["王秀英", "149923195903235341", 210], merges=("A1:A2", "C1:C2", "D1:D2"))
    assert [c.heading for c in read(path).sheets[0].columns] == ["户主姓名", "身份证号", "宅基地面积(㎡)", "联系电话"]


def test_units_in_a_row_of_their_own(tmp_path):
    path = sheet(tmp_path / "a.xlsx",
                 ["户主姓名", "身份证号", "宅基地面积", "家庭人口"], [None, None, "（亩）", "（人）"],
                 ["王秀英", "149923195903235341", 0.3, 2])
    reading = read(path)
    assert reading.sheets[0].header_rows == (1, 2)
    assert str(reading.households[0].homestead_area) == "200.00"


@pytest.mark.parametrize(("house", "area", "unit"), [(90, "90.00", "㎡"), (0.15, "100.00", "亩")])
def test_a_unit_of_land_above_the_table_is_that_of_buildings_only_where_it_can_be(house, area, unit, tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["面积单位：亩"], ["户主姓名", "身份证号", "宅基地面积", "房屋建筑面积"],
                 ["王秀英", "149923195903235341", 0.3, house])
    reading = read(path)
    home, column = reading.households[0], next(c for c in reading.sheets[0].columns if c.field == "house_area")
    assert (str(home.homestead_area), str(home.house_area), column.unit) == ("200.00", area, unit)
    assert "单位:亩" in column.unit_reason


def test_headings_nobody_knows_are_shown(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)", "门牌颜色"],
                 ["王秀英", "149923195903235341", 210, "蓝"])
    reading = read(path)
    assert reading.sheets[0].unmapped == ("门牌颜色",)
    assert dict(reading.source_rows[0].cells)["D"] == "蓝"


def test_a_sheet_without_header_says_so(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", ["购物清单"], ["苹果", 3], ["梨", 4]))
    assert reading.households == ()
    assert "表头" in reading.sheets[0].skipped


def test_a_sheet_about_something_else_says_so(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", ["行政村", "搬迁类型", "间数", "备注"], ["上沟村", "其他闲置", 3, ""]))
    assert reading.households == ()
    assert "户主" in reading.sheets[0].skipped


def test_merged_village_cells_stand_for_all_their_rows(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["村", "户主姓名", "身份证号", "宅基地面积(㎡)"],
                 ["上沟村", "王秀英", "149923195903235341", 210], [None, "李秀英", "149923198705266829", 220],
                 ["下沟村", "张秀英", "14992319580204364X", 230], merges=("A2:A3",))
    reading = read(path)
    assert [h.village for h in reading.households] == ["上沟村", "上沟村", "下沟村"]
    assert [dict(r.cells).get("A") for r in reading.source_rows] == ["上沟村", None, "下沟村"]


def test_a_sheet_named_after_a_village_stands_for_it(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)"], ["王秀英", "149923195903235341", 210], title="上沟村")
    assert read(path).households[0].village == "上沟村"


def test_a_second_row_merged_to_the_same_head_is_not_a_second_household(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)", "房屋结构"],
                 ["王秀英", "149923195903235341", 210, "砖木"], [None, None, 60, "土木"], merges=("A2:A3", "B2:B3"))
    reading = read(path)
    assert len(reading.households) == 1
    assert reading.rows_read == 2
    assert reading.problems == ()
    assert [(h.position, h.homestead_area, h.house_structure) for h in reading.houses] == [(0, 210, "砖木"), (1, 60, "土木")]
    assert (reading.households[0].homestead_area, reading.households[0].house_structure) == (270, "砖木")


def test_a_row_that_lacks_name_and_number_is_kept_and_held(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["行政村", "户主姓名", "身份证号", "宅基地面积(㎡)", "备注"],
                 ["上沟村", "王秀英", "149923195903235341", 210, ""], ["上沟村", None, None, 180, "负责人：外出"])
    reading = read(path)
    assert reading.rows_read == 2
    assert {(p.row, p.field, p.code) for p in reading.problems} == {(3, "head_name", "missing"), (3, "id_number", "missing")}


def test_rows_numbered_in_advance_are_no_households(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["序号", "户主姓名", "身份证号", "宅基地面积(㎡)"],
                 [1, "王秀英", "149923195903235341", 210], [2], [3], [None, "以下空白"])
    reading = read(path)
    assert reading.rows_read == 1
    assert [s.row for s in reading.skipped] == [3, 4, 5]


def test_a_field_without_column_is_missing_from_every_row(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "家庭人口"], ["王秀英", "149923195903235341", 2])
    assert [(p.field, p.code, p.column) for p in read(path).problems] == [("homestead_area", "missing", "")]


def test_ditto_marks_take_the_value_above(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["行政村", "户主姓名", "身份证号", "宅基地面积(亩)", "房屋结构"],
                 ["同上", "王秀英", "149923195903235341", 0.3, "砖木"], ["上沟村", "同上", "149923198705266829", "〃", "同上"],
                 ["〃", "张秀英", "14992319580204364X", 0.3, "〃"])
    reading = read(path)
    assert [h.village for h in reading.households] == [None, "上沟村", "上沟村"]
    assert [h.house_structure for h in reading.households] == ["砖木"] * 3
    assert [h.as_typed for h in reading.households] == [(("homestead_area", "0.3亩"),)] * 3
    assert {(p.row, p.field, p.code) for p in reading.problems} == {(2, "village", "missing"), (3, "head_name", "missing")}


def test_lines_above_the_table_that_name_fields_are_no_header(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["行政村：", "上沟村", "村民小组：", "一组", "联系电话：", "0350-1234567"],
                 ["户主姓名", "身份证号", "宅基地面积(㎡)"], ["王秀英", "149923195903235341", 210])
    reading = read(path)
    assert reading.sheets[0].header_rows == (2,)
    assert reading.rows_read == 1


@pytest.mark.parametrize(("headings", "fields"), [
    (["农户姓名", "公民身份证号码", "宅基地占地面积"], ["head_name", "id_number", "homestead_area"]),
    (["*户主姓名", "身份证号码(18位)", "宅基地面积/㎡"], ["head_name", "id_number", "homestead_area"]),
    (["1.户主", "2.身份证", "3.占地面积（平方米）"], ["head_name", "id_number", "homestead_area"]),
    (["户 主\n姓 名", "身份证\n号　码", "宅基地面积\n（㎡）"], ["head_name", "id_number", "homestead_area"]),
])
def test_headings_are_matched_tolerantly(headings, fields, tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", headings, ["王秀英", "149923195903235341", 210]))
    assert [c.field for c in reading.sheets[0].columns] == fields


def test_no_heading_means_two_fields():
    for entity in (Household, Member):
        words = [cleaned(word) for field in fields_of(entity).values() for word in {field.label, *field.aliases}]
        assert sorted(words) == sorted(set(words))


def test_true_and_one_in_a_column_stay_apart(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)"],
                 ["王秀英", household(0)["id_number"], True, 210], ["李秀英", household(1)["id_number"], 1, 220])
    reading = read(path)
    assert [h.population for h in reading.households] == [None, 1]
    assert [(p.row, p.code) for p in reading.problems] == [(2, "not_a_number")]
