"""Headings that only their group tells apart: wholes and parts, homesteads and footprints, a part before what it is a part of."""

import pytest

from tests.survey.workbooks import household, read, sheet

LEFT = ["序号", "户主姓名", "身份证号"]


def _first(path, group, parts, cells, *more):
    head = household(0)
    letters = "DEFG"[:len(parts)]
    merges = (*(f"{letter}1:{letter}2" for letter in "ABC"), f"D1:{letters[-1]}1")
    top = [*LEFT, group, *[""] * (len(parts) - 1), *(heading for heading, _ in more)]
    return read(sheet(path, top, ["", "", "", *parts], [1, head["head_name"], head["id_number"], *cells, *(cell for _, cell in more)],
                      merges=merges)).households[0]


@pytest.mark.parametrize(("group", "parts", "cells", "field", "area"), [
    ("宅基地面积(㎡)", ["合计", "其中：房屋占地", "其中：院落"], [210, 100, 110], "homestead_area", 210),
    ("宅基地面积(㎡)", ["证载面积", "实测面积", "合计"], [200, 212, 212], "homestead_area", 212),
    ("家庭人口", ["男", "女", "小计"], [2, 3, 5], "population", 5),
    ("建筑面积(㎡)", ["合计", "主房", "附属房"], [95, 80, 15], "house_area", 80),
    ("建筑面积(㎡)", ["合计", "主房", "附属房"], [95, 80, 15], "outbuilding_area", 15),
    ("建筑面积(㎡)", ["合计", "砖混", "土木"], [95, 80, 15], "house_area", 95)])
def test_a_whole_and_its_parts(group, parts, cells, field, area, tmp_path):
    assert getattr(_first(tmp_path / "a.xlsx", group, parts, cells), field) == area


def test_the_footprint_of_a_house_is_no_homestead_where_there_is_one(tmp_path):
    first = _first(tmp_path / "a.xlsx", "房屋情况", ["占地面积(㎡)", "建筑面积(㎡)"], [60, 80], ("宅基地面积(㎡)", 210))
    assert (first.homestead_area, first.house_area) == (210, 80)
    assert _first(tmp_path / "b.xlsx", "房屋情况", ["占地面积(㎡)", "建筑面积(㎡)"], [160, 80]).homestead_area == 160
