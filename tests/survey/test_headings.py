"""Headings are matched where there is no doubt, however they are dressed, and never where there is."""

import pytest

from linkdesk.survey.headings import household_field, spellings, split_unit
from tests.survey.workbooks import household, read, sheet

ID = household(0)["id_number"]


def _field(*parts):
    return next((found for name in spellings(parts) if (found := household_field(name))), None)


@pytest.mark.parametrize(("heading", "field"), [
    ("1.户主姓名", "head_name"), ("（1）户主姓名", "head_name"), ("户主(姓名)", "head_name"), ("户主姓名①", "head_name"), ("户主姓名⑴", "head_name"),
    ("*户主姓名", "head_name"), ("户主姓名（必填）", "head_name"), ("【必填】户主姓名", "head_name"), ("户主的姓名", "head_name"),
    ("身份证号码(18位)", "id_number"), ("身份证 号码：", "id_number"), ("户主-身份证号", "id_number"),
    ("宅基地面积（平方米，以实测为准）", "homestead_area"), ("宅基地面积（单位：亩）", "homestead_area"), ("宅基地面积m²", "homestead_area"),
    ("其中：可复垦面积", "reclaimable_area"), ("联系电话(手机)", "phone"), ("是否建档立卡户（是/否）", "registered_poor"),
    ("户主姓名（签字）", None), ("户住姓名", None), ("身分证号", None), ("房屋面积（附属房）", None), ("姓名和电话", None)])
def test_one_heading(heading, field):
    assert _field(heading) == field


@pytest.mark.parametrize(("parts", "field"), [
    (("户主", "姓名"), "head_name"), (("配偶", "姓名"), None), (("联系人", "姓名"), None), (("开户人", "姓名"), "account_holder"),
    (("帮扶责任人", "联系电话"), None), (("附属房", "面积(㎡)"), "outbuilding_area"), (("附属房", "结构"), None),
    (("安置房", "建筑面积"), None), (("新建住房", "间数"), None), (("房屋情况", "建筑面积"), "house_area"),
    (("土地房屋", "宅基地情况", "面积"), "homestead_area"), (("农户意愿", "复垦"), "reclamation_will"),
    (("是否同意", "拆旧"), "demolition_will"), (("农户意愿", "安置方式"), "resettlement_choice")])
def test_headings_above_each_other(parts, field):
    assert _field(*parts) == field


@pytest.mark.parametrize(("heading", "unit"), [
    ("面积（平方米，以实测为准）", "㎡"), ("面积（亩/㎡）", ""), ("面积[公顷]", "公顷"), ("面积m²①", "㎡"), ("（亩）", "亩"),
    ("人口（人、户）", "人")])
def test_units_in_headings(heading, unit):
    assert split_unit(heading)[1] == unit


@pytest.mark.parametrize(("headings", "cells", "willing"), [
    (["同意拆旧"], ["是"], True), (["是否同意复垦"], ["否"], False), (["同意拆旧", "同意复垦"], ["是", "是"], True),
    (["同意拆旧", "同意复垦"], ["是", "否"], False), (["同意拆旧", "同意复垦"], ["是", ""], None), (["同意拆旧", "同意复垦"], ["", "否"], False),
    (["是否愿意拆旧复垦", "同意拆旧", "同意复垦"], ["是", "否", "否"], True), (["是否同意搬迁"], ["是"], None)])
def test_the_wills_and_what_they_come_to(headings, cells, willing, tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)", *headings], ["王秀英", ID, 210, *cells])
    assert read(path).households[0].willing is willing


def test_bands_whose_rows_know_each_other_only_together(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "证件", ""], ["", "号码", "宅基地"], ["", "", "面积(㎡)"], ["王秀英", ID, 210])
    assert read(path).sheets[0].header_rows == (1, 2, 3)
    path = sheet(tmp_path / "b.xlsx", ["户主姓名", "", ""], ["", "身份证号", ""], ["", "", "宅基地面积(㎡)"], ["王秀英", ID, 210])
    assert read(path).sheets[0].header_rows == (1, 2, 3)


def test_groups_over_headings_without_merged_cells(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["序号", "户主信息", "", "房屋情况", "", "宅基地情况"],
                 ["", "姓名", "身份证号", "建筑面积(㎡)", "结构", "面积(㎡)"],
                 [1, "王秀英", ID, 80, "土木", 210])
    reading = read(path)
    assert reading.sheets[0].header_rows == (1, 2)
    assert reading.households[0].homestead_area == 210


def test_most_homesteads_out_of_range_mean_a_wrong_unit(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(亩)"], ["王秀英", ID, 210])
    assert ("unit_doubtful", 1, "C") in [(p.code, p.row, p.column) for p in read(path).problems]


def test_a_short_header_with_names_and_numbers_is_one(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["姓名", "身份证号", "庄子大小"], ["王秀英", ID, 210])
    assert read(path).sheets[0].header_rows == (1,)


def test_a_heading_merged_beyond_the_last_row_ends_with_the_sheet(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)"], ["王秀英", ID, 210], merges=("C1:C4",))
    assert read(path).sheets[0].header_rows == (1,)
    assert read(path).rows_read == 1
