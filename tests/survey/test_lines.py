"""Rows that are no households and look like some: examples, numbered blanks, opinions and signatures."""

import pytest

from tests.survey.workbooks import household, read, sheet

HEADER = ["序号", "行政村", "户主姓名", "身份证号", "家庭人口", "建筑面积(㎡)", "宅基地面积(㎡)"]


def _row(at, number=None):
    head = household(at)
    return [number or at + 1, "上沟村", head["head_name"], head["id_number"], 3, 80, 210]


@pytest.mark.parametrize(("row", "why"), [
    (["示例", "某某村", "张三", "140101198001010010", 3, 80, 200], "填写示例"),
    (["例：", "某某村", "张三", "身份证号码", 3, 80, 200], "填写示例"),
    ([3, "上沟村"], "只有序号或村组，没有农户内容"), ([3, "上沟村", "", "", 0, 0, 0], "只有序号或村组，没有农户内容"),
    ([3, "", "", "", "", "0.00"], "只有序号或村组，没有农户内容"),
    (["过次页", "", "", "", 3, 80, 210], "重复的标题"), (["", "承前页", "", "", 3], "重复的标题"),
    (["村委会意见：", "", "", "", "乡镇人民政府意见："], "签字行")])
def test_what_is_no_household(row, why, tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, _row(0), row, _row(1)))
    assert [(s.row, s.why) for s in reading.skipped] == [(3, why)]
    assert len(reading.households) == 2


def test_below_opinions_everything_in_words_belongs_to_them(tmp_path):
    end = [["村委会意见："], ["", "", "情况属实，同意上报。", "", "", "同意上报。"], ["", "", "2018年6月1日", "", "", "2018年6月5日"],
           ["联系人：王五", "", "联系电话：13900000001"]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, _row(0), *end))
    assert len(reading.households) == 1
    assert [s.row for s in reading.skipped] == [3, 4, 5, 6]


def test_a_household_after_a_signature_is_still_one(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, _row(0), ["填表人：张三"], [2, "上沟村", "李四"], _row(2)))
    assert [h.head_name for h in reading.households] == [household(0)["head_name"], "李四", household(2)["head_name"]]


@pytest.mark.parametrize("cell", ["户004", "以上为易地扶贫搬迁户", "下页续"])
def test_a_code_alone_is_no_household(cell, tmp_path):
    header, rows = ["户编号", *HEADER[2:]], [[f"户00{at}", *_row(at)[2:]] for at in range(2)]
    reading = read(sheet(tmp_path / "a.xlsx", header, rows[0], [cell], rows[1]))
    assert len(reading.households) == 2
    assert [s.row for s in reading.skipped] == [3]


def test_a_form_of_one_household_is_no_table(tmp_path):
    head = household(0)
    form = [["农户调查表"], ["户主姓名", head["head_name"], "身份证号", head["id_number"]], ["家庭人口", 3, "联系电话", "13900000001"]]
    reading = read(sheet(tmp_path / "a.xlsx", *form))
    assert reading.households == ()
    assert reading.sheets[0].asks_header
