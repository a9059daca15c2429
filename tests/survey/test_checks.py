"""Checks that look at more than one cell: of one household, of households beside each other, of a whole column."""

from datetime import date

import pytest

from linkdesk import survey
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.words import Severity
from linkdesk.survey.problems import KINDS
from tests.survey.workbooks import read, sheet, silent

IDS = ["149923195903235341", "149923198705266829", "14992319580204364X"]
HEADER = ["户主姓名", "身份证号", "宅基地面积(㎡)", "建筑面积(㎡)", "可复垦耕地(㎡)"]


def _with_flags(path, heading, flags):
    rows = [["王秀英", number, 210, flag] for number, flag in zip(IDS, flags, strict=True)]
    return read(sheet(path, ["户主姓名", "身份证号", "宅基地面积(㎡)", heading], *rows))


@pytest.mark.parametrize(("flags", "read_as"), [
    (["√", "", "√"], [True, False, True]), (["是", "", "否"], [True, None, False]), (["", "", "√"], [False, False, True])])
def test_an_empty_cell_in_a_ticked_column_is_a_no(tmp_path, flags, read_as):
    reading = _with_flags(tmp_path / "a.xlsx", "建档立卡户", flags)
    assert [h.registered_poor for h in reading.households] == read_as


def test_an_unreadable_flag_in_a_ticked_column_is_not_a_no(tmp_path):
    reading = _with_flags(tmp_path / "a.xlsx", "建档立卡户", ["√", "待定", ""])
    assert [h.registered_poor for h in reading.households] == [True, None, False]
    assert survey.held_ids(reading) == {reading.households[1].id}


def test_consent_is_never_inferred(tmp_path):
    reading = _with_flags(tmp_path / "a.xlsx", "是否愿意拆旧复垦", ["√", "", "×"])
    assert [h.willing for h in reading.households] == [True, None, False]
    assert [(p.row, p.code, p.severity) for p in reading.problems] == [(3, "consent_empty", "warning")]
    assert survey.held_ids(reading) == frozenset()


@pytest.mark.parametrize(("areas", "field"), [
    ([1200, 100, 800], "homestead_area"), (["无", 0, 0], "homestead_area"),
    ([210, 1060, 150], "house_area"), ([210, 100, 220], "reclaimable_area")])
def test_areas_that_do_not_fit_are_remarked(tmp_path, areas, field):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", IDS[0], *areas]))
    assert [(p.row, p.field, p.code, p.severity) for p in reading.problems] == [(2, field, "area_unlikely", "warning")]
    assert getattr(reading.households[0], field) is not None


def test_a_single_homestead_of_hardly_any_metres_is_remarked(tmp_path):
    rows = [["王秀英", IDS[0], 210], ["李秀英", IDS[1], 0.5], ["张秀英", IDS[2], 180]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER[:3], *rows))
    assert [(p.row, p.column, p.code) for p in reading.problems] == [(3, "C", "area_unlikely")]


def test_areas_at_the_bounds_are_not_remarked(tmp_path):
    assert read(sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", IDS[0], 1000, 1000, 1000], ["李秀英", IDS[1], 100, 500, 100])).problems == ()


@pytest.mark.parametrize(("heading", "area"), [("宅基地面积(㎡)", 0.3), ("宅基地面积(亩)", 9)])
def test_a_unit_that_cannot_be_right_is_remarked_at_the_header(tmp_path, heading, area):
    rows = [["王秀英", number, area] for number in IDS]
    problems = read(sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", heading], *rows)).problems
    assert [(p.row, p.column, p.household_id) for p in problems if p.code == "unit_doubtful"] == [(1, "C", None)]


def test_duplicates_across_sheets_name_the_sheet(tmp_path):
    import openpyxl
    workbook = openpyxl.Workbook()
    for name, sheet_ in (("东村", workbook.active), ("西村", workbook.create_sheet())):
        sheet_.title = name
        sheet_.append(HEADER)
        sheet_.append(["王秀英", IDS[0], 210, 100, 150])
    workbook.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    earlier, later = reading.problems
    assert (earlier.sheet, earlier.code, later.sheet, later.code) == ("东村", "id_repeated", "西村", "id_duplicate")
    assert "西村" in earlier.message
    assert "东村" in later.message
    assert [h.id_number for h in reading.households] == [IDS[0], None]
    assert [h.village for h in reading.households] == ["东村", "西村"]


def test_the_third_of_three_is_compared_with_the_first(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *[["王秀英", IDS[0], 210, 100, 150]] * 3))
    assert [(p.row, p.code) for p in reading.problems] == [
        (2, "id_repeated"), (2, "id_repeated"), (3, "id_duplicate"), (4, "id_duplicate")]
    assert len(survey.held_ids(reading)) == 2


def test_no_identity_number_stands_in_a_message():
    from linkdesk.paths import SAMPLES
    reading = read(SAMPLES / "survey_qingshi.xlsx")
    assert not any(p.value and p.value in p.message + p.fix for p in reading.problems if p.field in ("id_number", "bank_account"))


BASE = {"户主姓名": "王秀英", "身份证号": IDS[0], "宅基地面积(㎡)": 210}


def _told(path, *rows, on=None):
    """The problems of households that are in order but for the cells given, as (row, column, heading, field, code, value)."""
    headings = list(dict.fromkeys([*BASE, *(heading for row in rows for heading in row)]))
    filled = [{**BASE, "户主姓名": f"{'王李张'[at]}秀{'英莲兰'[at]}", "身份证号": IDS[at], **row} for at, row in enumerate(rows)]
    reading = survey.read(sheet(path, headings, *([row.get(h, "") for h in headings] for row in filled)), silent, on)
    return reading, [(p.row, p.column, p.heading, p.field, p.code, p.value) for p in reading.problems]


@pytest.mark.parametrize(("cells", "column", "heading", "field", "code", "value"), [
    ({"性别": "男", "身份证号": IDS[1]}, "D", "性别", "sex", "sex_mismatch", "男"),
    ({"搬迁类型": "易地扶贫搬迁", "建档立卡户": "否"}, "D", "搬迁类型", "relocation_type", "relocation_without_poverty", "易地扶贫搬迁"),
    ({"旧房已拆除": "是", "宅基地面积(㎡)": 0}, "C", "宅基地面积(㎡)", "homestead_area", "demolished_without_homestead", "0.00"),
    ({"开户人": "李四"}, "D", "开户人", "account_holder", "holder_differs", "李四"),
    ({"银行账号": "6219069032945877811"}, "D", "银行账号", "bank_account", "account_luhn", "6219069032945877811"),
    ({"联系电话": "1390000"}, "D", "联系电话", "phone", "phone_format", "1390000"),
    ({"户主姓名": "王秀 英"}, "A", "户主姓名", "head_name", "name_format", "王秀 英"),
    ({"户主姓名": "王"}, "A", "户主姓名", "head_name", "name_format", "王"),
    ({"身份证号": "l49923195903235341"}, "B", "身份证号", "id_number", "id_characters", "l49923195903235341"),
    ({"身份证号": "149923590323534"}, "B", "身份证号", "id_number", "id_upgraded", "149923590323534"),
    ({"是否愿意拆旧复垦": ""}, "D", "是否愿意拆旧复垦", "willing", "consent_empty", ""),
])
def test_each_mistake_that_is_a_warning(tmp_path, cells, column, heading, field, code, value):
    reading, told = _told(tmp_path / "a.xlsx", cells)
    assert told == [(2, column, heading, field, code, value)]
    assert reading.problems[0].value.__class__ is str  # a term of a list is no text to the store
    assert reading.problems[0].severity is Severity.WARNING
    assert survey.held_ids(reading) == frozenset()


@pytest.mark.parametrize(("cells", "column", "field", "code"), [
    ({"身份证号": IDS[0][:17] + "2"}, "B", "id_number", "id_checksum"), ({"身份证号": IDS[0][:16]}, "B", "id_number", "id_length"),
    ({"身份证号": 1.499231992010411e17}, "B", "id_number", "id_precision_lost"),
    ({"身份证号": "14992319591323534" + check_digit("14992319591323534")}, "B", "id_number", "id_birth"),
    ({"宅基地面积(㎡)": "水田1.0089,旱地0.3303"}, "C", "homestead_area", "not_a_number"), ({"宅基地面积(㎡)": ""}, "C", "homestead_area", "missing"),
    ({"调查日期": "3月5日"}, "D", "surveyed_on", "not_a_date"), ({"是否愿意拆旧复垦": "○"}, "D", "willing", "not_a_choice"),
    ({"银行账号": 6.219069032945877e18}, "D", "bank_account", "account_precision_lost"), ({"家庭人口": 0}, "D", "population", "out_of_range")])
def test_each_mistake_that_is_an_error_holds_the_household_and_keeps_the_cell(tmp_path, cells, column, field, code):
    reading, told = _told(tmp_path / "a.xlsx", cells)
    assert [(row, at, about, kind) for row, at, _, about, kind, _ in told] == [(2, column, field, code)]
    assert survey.held_ids(reading) == {reading.households[0].id}
    assert getattr(reading.households[0], field) is None
    problem = reading.problems[0]
    assert dict(reading.source_rows[0].cells).get(column, "") == problem.value
    assert problem.message
    assert problem.fix


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "Err:502", "错误:502"])
@pytest.mark.parametrize(("heading", "field"), [
    ("户主姓名", "head_name"), ("身份证号", "id_number"), ("宅基地面积(㎡)", "homestead_area"), ("家庭人口", "population"), ("备注", "note"),
    ("调查日期", "surveyed_on"), ("房屋结构", "house_structure"), ("建档立卡户", "registered_poor"), ("银行账号", "bank_account"),
    ("联系电话", "phone"), ("行政村", "village")])
def test_a_formula_error_is_an_error_in_every_column(heading, field, error):
    from linkdesk.domain.fields import fields_of
    from linkdesk.domain.household import Household
    from linkdesk.survey.problems import Remark
    from linkdesk.survey.values import reader
    assert reader(fields_of(Household)[field], "㎡")(error) == Remark(None, "formula_error")
    assert KINDS["formula_error"].severity is Severity.ERROR


def test_a_formula_error_names_its_cell(tmp_path):
    _, told = _told(tmp_path / "a.xlsx", {"备注": "#REF!", "家庭人口": "#N/A"})
    assert told == [(2, "D", "备注", "note", "formula_error", "#REF!"), (2, "E", "家庭人口", "population", "formula_error", "#N/A")]


def test_a_text_that_only_looks_like_a_formula_error_is_a_text(tmp_path):
    reading, told = _told(tmp_path / "a.xlsx", {"备注": "#1井旁", "房屋坐落": "Error村口"})
    assert told == []
    assert (reading.households[0].note, reading.households[0].address) == ("#1井旁", "Error村口")


@pytest.mark.parametrize(("on", "why"), [(date(1958, 1, 1), "今天以后"), (date(2090, 1, 1), "120")])
def test_a_birth_that_cannot_be_on_the_day_of_reading(tmp_path, on, why):
    reading, told = _told(tmp_path / "a.xlsx", {}, on=on)
    assert told == [(2, "B", "身份证号", "id_number", "id_birth", IDS[0])]
    assert why in reading.problems[0].message
    assert reading.households[0].id_number is None
    assert survey.held_ids(reading) == {reading.households[0].id}


def test_an_area_that_could_not_be_read_is_not_taken_for_none(tmp_path):
    _, told = _told(tmp_path / "a.xlsx", {"旧房已拆除": "是", "宅基地面积(㎡)": "约120"})
    assert [code for *_, code, _ in told] == ["not_a_number"]


@pytest.mark.parametrize(("heading", "codes"), [("联系电话", []), ("房屋结构", []), ("是否愿意拆旧复垦", ["consent_empty"] * 2)])
def test_a_mark_for_an_empty_cell_above_is_no_error_where_none_is_needed(tmp_path, heading, codes):
    reading, told = _told(tmp_path / "a.xlsx", {heading: ""}, {heading: "同上"})
    assert [code for *_, code, _ in told] == codes
    assert survey.held_ids(reading) == frozenset()


@pytest.mark.parametrize(("above", "codes"), [([], ["missing"]), ([{"调查日期": "去年"}], ["not_a_date", "missing"])])
def test_a_mark_for_what_is_not_there_or_cannot_be_read_is_an_error(tmp_path, above, codes):
    _, told = _told(tmp_path / "a.xlsx", *above, {"调查日期": "同上"})
    assert [code for *_, code, _ in told] == codes


@pytest.mark.parametrize("holder", ["王秀英", "本人", "户主"])
def test_a_head_may_hold_the_account(tmp_path, holder):
    assert _told(tmp_path / "a.xlsx", {"开户人": holder})[1] == []


@pytest.mark.parametrize(("heading", "one", "other", "code"), [
    ("银行账号", "6219069032945877810", "6219 0690 3294 5877 810", "account_repeated"),
    ("权属证号", "岚集用（2005）第0012号", "岚集用[2005]第0012号", "homestead_repeated")])
def test_what_belongs_to_one_and_stands_at_two_is_told_at_both(tmp_path, heading, one, other, code):
    reading, told = _told(tmp_path / "a.xlsx", {heading: one}, {}, {heading: other})
    assert [(row, column, kind) for row, column, _, _, kind, _ in told] == [(2, "D", code), (4, "D", code)]
    assert told[0][5] == one
    assert "第 4 行" in reading.problems[0].message
    assert "第 2 行" in reading.problems[1].message


@pytest.mark.parametrize("filler", ["无", "有", "办理中", "1", "——"])
def test_fillers_are_no_certificates(tmp_path, filler):
    assert _told(tmp_path / "a.xlsx", {"权属证号": filler}, {"权属证号": filler})[1] == []


NEAR = IDS[0][:12] + "1" + IDS[0][13:17]


@pytest.mark.parametrize(("name", "number", "further"), [
    ("王秀英", NEAR + check_digit(NEAR), []), ("王秀莲", NEAR + check_digit(NEAR), []),
    ("王秀英", IDS[0][:12] + "9" + IDS[0][13:], ["id_checksum"]), ("王英", IDS[0][:9] + IDS[0][10:], ["id_length"])])
def test_near_duplicates_name_each_other(tmp_path, name, number, further):
    reading, told = _told(tmp_path / "a.xlsx", {"行政村": "上沟村"}, {"行政村": "上沟村", "户主姓名": name, "身份证号": number})
    assert [(row, code) for row, *_, code, _ in told] == [(2, "near_duplicate"), *((3, code) for code in further), (3, "near_duplicate")]
    near = [p for p in reading.problems if p.code == "near_duplicate"]
    assert ["第 3 行" in near[0].message, "第 2 行" in near[1].message] == [True, True]
    assert not any(p.value in p.message for p in near)


def test_neighbours_of_another_village_or_name_are_not_near(tmp_path):
    number = NEAR + check_digit(NEAR)
    for other in ({"行政村": "下沟村", "户主姓名": "王秀英", "身份证号": number}, {"行政村": "上沟村", "户主姓名": "李桂兰", "身份证号": number}):
        assert _told(tmp_path / "a.xlsx", {"行政村": "上沟村"}, other)[1] == []


MEMBERS = ["户编号", "姓名", "与户主关系", "身份证号", "性别", "开户人", "宅基地面积(㎡)"]


def test_members_are_looked_at_in_their_own_rows(tmp_path):
    rows = [["A1", "王建国", "户主", IDS[0], "男", "李秀莲", 210], ["A1", "李秀莲", "妻", IDS[1], "女"],
            ["A2", "张建国", "户主", IDS[2], "", "", 200], ["A2", "李秀莲", "母", IDS[1][:12] + "1" + IDS[1][13:], "女"]]
    reading = read(sheet(tmp_path / "a.xlsx", MEMBERS, *rows))
    assert [(p.row, p.column, p.field, p.code) for p in reading.problems] == [
        (2, "E", "members.sex", "sex_mismatch"), (3, "D", "members.id_number", "near_duplicate"),
        (5, "D", "members.id_number", "id_checksum"), (5, "D", "members.id_number", "near_duplicate")]


def test_twins_of_one_household_are_not_near(tmp_path):
    first = IDS[0][:16] + "3"
    rows = [["A1", "王建国", "户主", IDS[0], "", "", 210], ["A1", "王建民", "弟", first + check_digit(first), "", "", ""]]
    assert read(sheet(tmp_path / "a.xlsx", MEMBERS, *rows)).problems == ()


def test_a_member_born_after_the_day_has_no_number(tmp_path):
    rows = [["A1", "王建国", "户主", IDS[0], "", "", 210], ["A1", "王小明", "子", IDS[1], "", "", ""]]
    reading = survey.read(sheet(tmp_path / "a.xlsx", MEMBERS, *rows), silent, date(1980, 1, 1))
    assert [(p.row, p.field, p.code) for p in reading.problems] == [(3, "members.id_number", "id_birth")]
    assert [m.id_number for m in reading.members] == [IDS[0], None]
