"""Totals are no households, and one that does not agree with its rows is a problem."""

import pytest

from tests.survey.workbooks import read, sheet

HEADER = ["行政村", "户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)"]
FIRST = ["上沟村", "王秀英", "149923195903235341", 2, 210.5]
SECOND = ["上沟村", "李秀英", "149923198705266829", 3, 220.25]
THIRD = ["下沟村", "张秀英", "14992319580204364X", 4, 230]


def _wrong(path):
    return [(p.row, p.column, p.field, p.value) for p in read(path).problems]


@pytest.mark.parametrize("total", [
    ["合计", "2户", "", 5, 430.75], ["上沟村小计", "", "", "5人", "430.75㎡"], ["", "共计", "共2户5人"], ["合 计:", "", "", 5],
    ["本页小计", "", "", 5, 430.75], ["", "", "", 5, 430.75], ["上沟村小计", "", "2户", "", ""]])
def test_totals_that_agree_are_skipped_in_silence(total, tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, FIRST, SECOND, total)
    reading = read(path)
    assert reading.problems == ()
    assert [(s.row, s.why) for s in reading.skipped] == [(4, "合计行")]


@pytest.mark.parametrize(("total", "wrong"), [
    (["合计", "3户", "", 5, 430.75], (4, "B", "", "3户")), (["小计", "", "", 6, 430.75], (4, "D", "population", "6")),
    (["总计", "", "", 5, 430.85], (4, "E", "homestead_area", "430.85")),
    (["总计", "", "", 5, "430.85㎡"], (4, "E", "homestead_area", "430.85㎡")),
    (["总计", "", "", 5, "0.75亩"], (4, "E", "homestead_area", "0.75亩")),
    (["共计", "", "2户6人"], (4, "C", "population", "2户6人"))])
def test_totals_that_disagree_are_named(total, wrong, tmp_path):
    assert _wrong(sheet(tmp_path / "a.xlsx", HEADER, FIRST, SECOND, total)) == [wrong]


def test_sections_and_the_whole(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, FIRST, SECOND, ["小计", "2户", "", 5], THIRD, ["小计", "1户", "", 4],
                 ["合计", "3户", "", 9, 660.75])
    assert _wrong(path) == []


def test_totals_that_stand_before_their_rows(tmp_path):
    good = sheet(tmp_path / "a.xlsx", HEADER, ["合计", "3户", "", 9], ["小计", "2户"], FIRST, SECOND, ["小计", "1户"], THIRD)
    assert _wrong(good) == []
    wrong = sheet(tmp_path / "b.xlsx", HEADER, ["合计", "4户", "", 9], FIRST, SECOND, THIRD)
    assert _wrong(wrong) == [(2, "B", "", "4户")]


def test_a_total_over_an_unreadable_value_cannot_be_checked(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, FIRST, [*SECOND[:4], "约220"], ["合计", "", "", 5, 430])
    assert [p.code for p in read(path).problems] == ["not_a_number"]


def test_totals_in_mu(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(亩)"], ["王秀英", FIRST[2], 0.31], ["李秀英", SECOND[2], 0.32],
                 ["合计", "", 0.63])
    assert _wrong(path) == []


def test_totals_of_villages_before_their_rows(tmp_path):
    header, first, second, third = ([row[at] for at in (1, 2, 3, 4)] for row in (HEADER, FIRST, SECOND, THIRD))
    rows = [["上沟村小计", "2户", 5], first, second, ["下沟村小计", "1户", 5], third]
    reading = read(sheet(tmp_path / "a.xlsx", header, *rows))
    assert [h.village for h in reading.households] == ["上沟村", "上沟村", "下沟村"]
    assert [(p.row, p.code, p.value) for p in reading.problems] == [(5, "total_mismatch", "5")]


def test_totals_of_villages_below_their_rows(tmp_path):
    header, first, second, third = ([row[at] for at in (1, 2, 3, 4)] for row in (HEADER, FIRST, SECOND, THIRD))
    reading = read(sheet(tmp_path / "a.xlsx", header, first, second, ["上沟村小计", "2户", 5], third, ["下沟村小计", "1户", 4], ["合计", "3户", 9]))
    assert [h.village for h in reading.households] == ["上沟村", "上沟村", "下沟村"]
    assert reading.problems == ()


def test_the_whole_before_all_rows_and_parts_below_theirs(tmp_path):
    rows = [["总计", "3户", "", 9], FIRST, SECOND, ["小计", "2户", "", 5], THIRD, ["小计", "1户", "", 5]]
    assert _wrong(sheet(tmp_path / "a.xlsx", HEADER, *rows)) == [(7, "D", "population", "5")]
