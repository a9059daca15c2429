"""Checks that look at more than one cell: ticks, areas that do not fit each other, and units that cannot be right."""

import pytest

from linkdesk import survey
from tests.survey.workbooks import read, sheet

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
    ([1200, 100, 800], "homestead_area"), ([210, 1060, 150], "house_area"), ([210, 100, 220], "reclaimable_area")])
def test_areas_that_do_not_fit_are_remarked(tmp_path, areas, field):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", IDS[0], *areas]))
    assert [(p.row, p.field, p.code, p.severity) for p in reading.problems] == [(2, field, "area_unlikely", "warning")]
    assert getattr(reading.households[0], field) is not None


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
