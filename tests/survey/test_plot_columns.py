"""Columns that say on which plot a homestead lies: the plot's code and the surveyed coordinates, under their many headings."""

from decimal import Decimal

import openpyxl
import pytest

from linkdesk import survey
from linkdesk.survey.inspection import inspect_json
from tests.survey.workbooks import silent

HEADS = "序号", "行政村", "村民小组", "户主姓名", "身份证号", "家庭人口", "宅基地面积（㎡）"
ROW = 1, "上沟村", "一组", "王秀英", "149923195903235341", 3, 120


def read(tmp_path, heads, cells):
    book = openpyxl.Workbook()
    for row in (["农户摸底调查表"], [*HEADS, *heads], [*ROW, *cells]):
        book.active.append(row)
    book.save(tmp_path / "摸底表.xlsx")
    return survey.read(tmp_path / "摸底表.xlsx", silent)


@pytest.mark.parametrize("heads", [
    ("地块编号", "X坐标", "Y坐标"), ("所在地块", "坐标X", "坐标Y"), ("拆旧地块编号", "纵坐标", "横坐标"), ("地块号", "宅基地坐标/X", "宅基地坐标/Y"),
    ("所属地块编号", "宅基地X坐标（m）", "宅基地Y坐标（m）"), ("拆旧地块", "中心点X坐标", "中心点Y坐标"), ("地块编号", "Y坐标", "X坐标")])
def test_headings(tmp_path, heads):
    cells = ["CJ-1", "3450001.123", 36462001.5] if "X" in heads[1] or heads[1] == "纵坐标" else ["CJ-1", 36462001.5, "3450001.123"]
    reading = read(tmp_path, heads, cells)
    (household,) = reading.households
    assert (household.plot_code, household.homestead_x, household.homestead_y) == ("CJ-1", Decimal("3450001.123"), Decimal("36462001.500"))
    (said,) = inspect_json(reading)["households"]
    assert (said["homestead_x"], said["homestead_y"], said["homestead_area"]) == ("3450001.123", "36462001.500", "120.00")


def test_numbers_written_the_other_way_round_hold_nobody(tmp_path):
    reading = read(tmp_path, ("X坐标", "Y坐标"), (462001.5, 3450001.123))
    assert (reading.households[0].homestead_x, reading.problems) == (Decimal("462001.500"), ())


def test_degrees_are_no_coordinates(tmp_path):
    (problem,) = read(tmp_path, ("X坐标", "Y坐标"), (3450001, 35.2)).problems
    assert (problem.field, problem.code) == ("homestead_y", "out_of_range")
