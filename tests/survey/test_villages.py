"""The village of a sheet that has no column for it, and where it is named."""


import openpyxl
import pytest

from linkdesk import survey
from linkdesk.survey import villages
from tests.survey.workbooks import household, read, sheet

HEADER = ["序号", "户主姓名", "身份证号", "宅基地面积(㎡)"]


def _rows(*numbers):
    return [[at + 1, household(at)["head_name"], household(at)["id_number"], 210] for at in numbers]


@pytest.mark.parametrize(("text", "village"), [
    ("上沟村", "上沟村"), ("青石镇上沟村", "上沟村"), ("岚川县青石镇上沟村村委会", "上沟村"), ("十亩村委会", "十亩村"), ("石镇村", "石镇村"),
    ("青石镇石镇村", "石镇村"), ("上沟村村民委员会", "上沟村"), ("上街社区", "上街社区"),
    ("青石镇人民政府", None), ("农村", None), ("行政村", None), ("", None)])
def test_the_village_in_a_name(text, village):
    assert villages.of_name(text) == village


@pytest.mark.parametrize(("rows", "village"), [
    ([["填报单位：上沟村村委会"]], "上沟村"), ([["", "村名：", "上沟村"]], "上沟村"), ([["行政村：上沟村　　填报日期：2018年6月"]], "上沟村"),
    ([["岚川县青石镇上沟村农户摸底调查表"]], "上沟村"), ([["2018年上沟村农户基本情况登记表"]], "上沟村"),
    ([["填报单位（盖章）：青石镇上沟村民委员会"]], "上沟村"),
    ([["乡镇：青石镇  村：上沟村  调查人：张三"]], "上沟村"), ([["某县下沟村农户调查表"], ["村名：上沟村"]], "上沟村"),
    ([["岚川县农村宅基地摸底调查表"]], None), ([["逐村逐户摸底调查表"]], None),
    ([["填报单位：青石镇人民政府"]], None), ([["单位：户、人、亩"]], None),
    ([["城乡建设用地增减挂钩搬迁村调查表"]], None), ([["村名：上沟村"], ["村名：下沟村"]], None)])
def test_the_village_above_a_table(rows, village):
    found = villages.of_block(rows)
    assert (found and found[0]) == village


@pytest.mark.parametrize(("name", "alone", "place"), [
    ("上沟村", True, ("上沟村", None)), ("上沟", True, (None, None)), ("上沟", False, ("上沟", None)), ("1.上沟村", True, ("上沟村", None)),
    ("上沟村（2）", True, ("上沟村", None)), ("上沟2", False, ("上沟", None)), ("上沟村调查表", True, ("上沟村", None)),
    ("东沟组", False, (None, "东沟组")),
    ("Sheet1", False, (None, None)), ("表1", False, (None, None)), ("汇总", False, (None, None)), ("第二页", False, (None, None)),
    ("2018", False, (None, None)), ("农户", False, (None, None)), ("03-上沟村", False, ("上沟村", None)),
    ("三官庙村", True, ("三官庙村", None)), ("七里坪", False, ("七里坪", None)), ("二、上沟村(5户)", True, ("上沟村", None)),
    ("一组", True, (None, "一组")), ("1组", True, (None, "1组")), ("上沟村二组", True, ("上沟村", "二组")),
    ("第一村民小组", True, (None, "第一村民小组"))])
def test_what_a_sheets_name_says(name, alone, place):
    assert villages.of_sheet(name, alone) == place


def _book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(path)
    return path


def test_where_the_village_is_named_is_said(tmp_path):
    by_block = read(sheet(tmp_path / "a.xlsx", ["填报单位：上沟村村委会"], HEADER, *_rows(0)))
    assert [h.village for h in by_block.households] == ["上沟村"]
    assert "填报单位:上沟村村委会" in by_block.sheets[0].village_from
    assert survey.inspect_json(by_block)["sheets"][0]["village_from"] == by_block.sheets[0].village_from
    by_name = read(_book(tmp_path / "b.xlsx", 上沟=[HEADER, *_rows(0)], 下沟=[HEADER, *_rows(1)]))
    assert [h.village for h in by_name.households] == ["上沟", "下沟"]
    assert [s.village_from for s in by_name.sheets] == ["工作表名“上沟”", "工作表名“下沟”"]


def test_a_column_says_it_better_than_anything_else(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["填报单位：上沟村村委会"], ["行政村", *HEADER], ["下沟村", *_rows(0)[0]], ["", *_rows(1)[0]], title="前沟村")
    reading = read(path)
    assert [h.village for h in reading.households] == ["下沟村", None]
    assert reading.sheets[0].village_from == ""


def test_a_sheets_name_says_it_better_than_a_title_copied_from_another(tmp_path):
    rows = [["填报单位：上沟村村委会"], HEADER]
    reading = read(_book(tmp_path / "a.xlsx", 上沟村=[*rows, *_rows(0)], 下沟村=[*rows, *_rows(1)]))
    assert [h.village for h in reading.households] == ["上沟村", "下沟村"]


def test_sheets_that_are_not_alike_are_not_named_after_villages(tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", 上沟=[HEADER, *_rows(0)], 备查=[[*HEADER, "备注"], *_rows(1)]))
    assert [h.village for h in reading.households] == [None, None]


def test_lines_between_the_rows_name_village_and_group(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, ["一、上沟村"], *_rows(0), ["一组"], *_rows(1), ["村名：下沟村"], *_rows(2))
    reading = read(path)
    assert [(h.village, h.group) for h in reading.households] == [("上沟村", None), ("上沟村", "一组"), ("下沟村", None)]
    assert [(s.row, s.why) for s in reading.skipped] == [(2, "分村、分组的标题"), (4, "分村、分组的标题"), (6, "分村、分组的标题")]


def test_a_row_with_only_a_name_is_no_line_between(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER[1:], _rows(0)[0][1:], ["赵社"]))
    assert reading.rows_read == 2


def test_natural_villages_and_groups(tmp_path):
    both = read(sheet(tmp_path / "a.xlsx", [*HEADER, "自然村", "村民小组"], [*_rows(0)[0], "羊圈湾", "二组"]))
    assert (both.households[0].hamlet, both.households[0].group) == ("羊圈湾", "二组")
    other = read(sheet(tmp_path / "b.xlsx", [*HEADER, "村民小组", "所在自然村"], [*_rows(0)[0], "二组", "羊圈湾"]))
    assert (other.households[0].hamlet, other.households[0].group) == ("羊圈湾", "二组")
    alone = read(sheet(tmp_path / "c.xlsx", [*HEADER, "自然村"], [*_rows(0)[0], "羊圈湾"]))
    assert (alone.households[0].hamlet, alone.households[0].group) == (None, "羊圈湾")


@pytest.mark.parametrize(("heading", "text", "place"), [
    ("乡（镇）、村、组", "青石镇上沟村一组", ("上沟村", "一组")), ("村组", "上沟村二社", ("上沟村", "二社")), ("村组", "一组", (None, "一组"))])
def test_village_and_group_in_one_column(heading, text, place, tmp_path):
    head = household(0)
    path = sheet(tmp_path / "a.xlsx", ["序号", heading, "户主姓名", "身份证号", "宅基地面积(㎡)"],
                 [1, text, head["head_name"], head["id_number"], 210])
    read_back = read(path).households[0]
    assert (read_back.village, read_back.group) == place


def test_a_sheet_for_each_group_of_the_village_in_the_title(tmp_path):
    rows = [["岚川县青石镇上沟村农户登记表"], HEADER]
    reading = read(_book(tmp_path / "a.xlsx", 一组=[*rows, *_rows(0)], 二组=[*rows, *_rows(1)]))
    assert [(h.village, h.group) for h in reading.households] == [("上沟村", "一组"), ("上沟村", "二组")]


def _placed(path, *places):
    rows = [[at + 1, *place, household(at)["head_name"], household(at)["id_number"], 210] for at, place in enumerate(places)]
    return read(sheet(path, ["序号", "行政村", "组", "户主姓名", "身份证号", "宅基地面积(㎡)"], *rows))


def test_a_village_written_once_is_that_of_the_households_below(tmp_path):
    reading = _placed(tmp_path / "a.xlsx", ("上沟村", "一组"), ("", ""), ("", "二组"), ("", ""), ("下沟村", "二组"), ("", ""), ("", ""))
    assert [(h.village, h.group) for h in reading.households] == [
        ("上沟村", "一组"), ("上沟村", "一组"), ("上沟村", "二组"), ("上沟村", "二组"), *[("下沟村", "二组")] * 3]
    assert reading.sheets[0].village_from == villages.BY_FIRST


@pytest.mark.parametrize("places", [
    [("上沟村", "一组"), ("", "一组"), ("上沟村", "一组"), ("", "一组")], [("上沟村", "一组"), ("", "")],
    [("", ""), ("", ""), ("上沟村", "一组"), ("", "")], [("上沟村", "一组"), ("下沟村", "二组"), ("", "")]])
def test_a_village_left_out_here_and_there_is_not_guessed(places, tmp_path):
    reading = _placed(tmp_path / "a.xlsx", *places)
    assert [h.village or "" for h in reading.households] == [village for village, _ in places]


def test_groups_in_lines_between_the_rows(tmp_path):
    path = _book(tmp_path / "a.xlsx", 上沟村=[HEADER, ["第一村民小组"], *_rows(0), ["第二村民小组"], *_rows(1)])
    assert [(h.village, h.group) for h in read(path).households] == [("上沟村", "第一村民小组"), ("上沟村", "第二村民小组")]
