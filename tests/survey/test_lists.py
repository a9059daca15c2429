"""Plain lists: village lists, collective property, relocation lists and ledgers, read by the headings of their fields."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import about
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.relocation import RelocationEntry
from linkdesk.domain.words import CollectiveUse
from linkdesk.survey.lists import read_list
from tests.survey.workbooks import household, sheet, silent

GOOD = household(0)["id_number"]
WRONG = GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1")


@dataclass(frozen=True, slots=True)
class Paper:
    """A row of a ledger of papers."""

    head_name: str | None = about("户主姓名", required=True)
    reclaim_number: str | None = about("复垦协议编号", aliases=("宅基地复垦协议/协议号",))
    reclaim_on: date | None = about("复垦协议日期", aliases=("宅基地复垦协议/签订日期",))  # noqa: RUF009
    demolish_number: str | None = about("拆除协议编号", aliases=("旧房拆除协议/协议号",))
    demolish_on: date | None = about("拆除协议日期", aliases=("旧房拆除协议/签订日期",))  # noqa: RUF009
    paid: Decimal | None = about("已付金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)  # noqa: RUF009


def read(path, entity, on=None):
    return read_list(path, entity, silent, on)


def test_each_row_becomes_an_entity(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["岚川县集体房屋调查表"], ["填报单位：青石镇", "", "", "面积单位：亩"],
                 ["序号", "行政村", "名称", "类别", "占地面积", "调查日期", "图幅号"],
                 [1, "上沟村", "上沟小学", "学校", 1.5, "2018年5月6日", "J49"],
                 ["", "", "", "", "", "", ""], [2, "同上", "晒场", "晒场院坝", "300㎡"], ["合计", "", "", "", 1.95])
    listing = read(path, CollectiveProperty)
    first, second = listing.entities
    assert (first.village, first.name, first.use, first.land_area) == ("上沟村", "上沟小学", CollectiveUse.SCHOOL, Decimal("1000.00"))
    assert (first.surveyed_on, second.village, second.land_area) == (date(2018, 5, 6), "上沟村", Decimal("300.00"))
    assert listing.places == (("调查表", 4), ("调查表", 6))
    assert [(s.row, s.why) for s in listing.skipped] == [(1, "标题"), (2, "表头上方的说明"), (5, "空行"), (7, "合计行")]
    assert [(c.heading, c.unit) for c in listing.columns if c.unit] == [("占地面积", "亩")]
    assert [c.heading for c in listing.columns if not c.field] == ["图幅号"]
    assert not listing.problems


def test_what_is_wrong_is_a_problem_and_the_row_stays(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["行政村", "名称", "类别", "占地面积（㎡）"], ["上沟村", "戏台", "戏台", "约300"], ["上沟村", "", "学校", 20])
    listing = read(path, CollectiveProperty)
    assert listing.rows_read == 2
    assert [(p.row, p.column, p.code, p.value) for p in listing.problems] == [
        (2, "C", "not_a_choice", "戏台"), (2, "D", "not_a_number", "约300"), (3, "B", "missing", "")]
    assert listing.entities[0].land_area is None
    assert listing.problems_at(listing.places[1])[0].message == "缺少名称。"


def test_headings_of_households_are_known_in_lists_of_them(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["所在村", "户主", "身份证号码", "人口数", "安置点"], ["上沟村", "张秀英", GOOD, "3人", "河滩新村"],
                 ["上沟村", "李二", WRONG, 2, ""])
    listing = read(path, RelocationEntry)
    assert [(e.village, e.head_name, e.id_number, e.population) for e in listing.entities] == [
        ("上沟村", "张秀英", GOOD, 3), ("上沟村", "李二", None, 2)]
    assert [(p.code, p.value) for p in listing.problems] == [("id_checksum", WRONG)]


def test_a_birth_after_the_day_is_wrong(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号"], ["张秀英", GOOD])
    assert read(path, RelocationEntry, date(1949, 1, 1)).problems[0].code == "id_birth"


@pytest.mark.parametrize("merges", [("B1:C1", "D1:E1", "A1:A2"), ()], ids=["merged", "not merged"])
def test_a_header_of_two_rows_and_money(tmp_path, merges):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "旧房拆除协议", "", "宅基地复垦协议", "", "已付金额（万元）"],
                 ["", "协议号", "签订日期", "协议号", "签订日期"],
                 ["张秀英", "拆-001", "2018.3.5", "垦-001", 43164, 1.2], ["李二", "拆-002", "", "", "", "3000元"], merges=merges)
    listing = read(path, Paper)
    assert listing.entities == (
        Paper("张秀英", "垦-001", date(2018, 3, 5), "拆-001", date(2018, 3, 5), Decimal("12000.00")),
        Paper("李二", None, None, "拆-002", None, Decimal("3000.00")))


def test_merged_cells_are_meant_for_every_row(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["行政村", "名称", "占地面积（㎡）"], ["上沟村", "小学", 10], ["", "晒场", 20], merges=("A2:A3",))
    assert [e.village for e in read(path, CollectiveProperty).entities] == ["上沟村", "上沟村"]


def test_every_sheet_is_read_and_its_name_may_be_the_village(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "上沟村"
    for rows, name in ((["小学", 10], "上沟村"), (["晒场", 20], "下沟村"), (["村部", 30], "Sheet9")):
        at = workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name)
        for row in (["名称", "占地面积（㎡）"], rows):
            at.append(row)
    workbook.create_sheet("说明").append(["本表由村委会填写"])
    workbook.save(tmp_path / "a.xlsx")
    listing = read(tmp_path / "a.xlsx", CollectiveProperty)
    assert [e.village for e in listing.entities] == ["上沟村", "下沟村", None]
    assert [(s.sheet, s.why) for s in listing.skipped] == [("说明", "没有找到表头")]


def test_a_workbook_that_lists_something_else_is_refused_with_the_headings_wanted(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["品名", "数量", "单价"], ["水泥", 3, 400])
    with pytest.raises(KnownError, match="“名称”、“占地面积”"):
        read(path, CollectiveProperty)


@pytest.mark.parametrize(("heading", "is_roster"), [("户主姓名", True), ("身份证号码", True), ("联系人", False), ("姓名", False)])
def test_a_list_of_households_is_known_for_one(tmp_path, heading, is_roster):
    path = sheet(tmp_path / "a.xlsx", ["行政村", "名称", "占地面积（㎡）", heading], ["上沟村", "小学", 30, "张秀英"])
    assert read(path, CollectiveProperty).is_roster is is_roster
