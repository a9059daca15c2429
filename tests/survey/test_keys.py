"""Workbooks this program wrote are read by their keys, whatever was renamed, moved or sorted, and rows keep whose they are."""

import openpyxl
import pytest

from linkdesk.survey import keys
from tests.survey.workbooks import household, members, read

ID, OTHER_ID = (household(at)["id_number"] for at in (0, 1))
FIELDS = ["sequence", "village", "head_name", "id_number", "house_structure", "homestead_area"]
GROUPS = ["序号", "村", "户主", "", "房屋和宅基地", ""]
LEAVES = ["", "", "姓名", "身份证号", "结构", "面积（㎡）"]
ROW = [1, "上沟村", "王秀英", ID, "砖木", 210]


def _form(path, groups=GROUPS, leaves=LEAVES, fields=FIELDS, rows=(ROW,), numbers=True, keys_below=False):
    book = openpyxl.Workbook()
    made = book.active
    made.title = "农户调查表"
    hidden = [keys.field_key(name) for name in fields]
    top = [["农户调查表"], ["填报单位：", "", "填报日期：", "", "面积单位：㎡"], groups, leaves, *([[*range(1, len(fields) + 1)]] if numbers else [])]
    top.insert(len(top) if keys_below else 0, hidden)
    for row in (*top, *rows):
        made.append(row)
    first = top.index(groups) + 1
    for at, leaf in enumerate(leaves, 1):
        if not leaf:
            made.merge_cells(start_row=first, start_column=at, end_row=first + 1, end_column=at)
    notes = book.create_sheet("填表说明")
    notes["A1"] = keys.NOT_A_SURVEY
    notes["A2"] = "户主姓名"
    marks = book.create_sheet(keys.HIDDEN_SHEET)
    marks.append(["template", "1"])
    marks.sheet_state = "hidden"
    book.save(path)
    return path


NONSENSE = ["甲", "乙", "丙", "", "丁", ""], ["", "", "子", "丑", "寅", "卯"]


@pytest.mark.parametrize("form", [
    {}, {"numbers": False}, {"keys_below": True}, {"keys_below": True, "numbers": False},
    {"groups": NONSENSE[0], "leaves": NONSENSE[1]}, {"groups": NONSENSE[0], "leaves": NONSENSE[1], "numbers": False},
    {"groups": NONSENSE[0], "leaves": NONSENSE[1], "keys_below": True, "numbers": False},
], ids=["plain", "no numbers", "keys below", "keys right above", "renamed", "renamed, no numbers", "renamed, keys right above"])
def test_a_form_is_read_by_its_keys(form, tmp_path):
    reading = read(_form(tmp_path / "a.xlsx", **form))
    home, = reading.households
    assert (home.village, home.head_name, home.id_number, home.house_structure, home.homestead_area) == (
        "上沟村", "王秀英", ID, "砖木", 210)
    assert reading.problems == ()
    assert reading.sheets[0].unmapped == ()
    skipped = {s.row: s.why for s in reading.skipped}
    assert "字段标识行" in skipped.values()
    assert {*skipped, *reading.sheets[0].header_rows, *(r.row for r in reading.source_rows)} == set(range(1, 1 + max(
        r.row for r in reading.source_rows)))
    assert [bool(s.skipped) for s in reading.sheets] == [False, True, True]
    assert not any(s.asks_header for s in reading.sheets)


def test_a_form_with_moved_columns_and_one_more(tmp_path):
    fields = ["id_number", "head_name", "homestead_area", "sequence"]
    path = _form(tmp_path / "a.xlsx", ["证", "人", "地", "号"], ["", "", "", "", "门牌颜色"], fields, [[ID, "王秀英", 210, 1, "蓝"]])
    reading = read(path)
    assert (reading.households[0].id_number, reading.households[0].homestead_area) == (ID, 210)
    assert reading.sheets[0].unmapped == ("门牌颜色",)


def test_an_empty_form_has_no_households(tmp_path):
    reading = read(_form(tmp_path / "a.xlsx", rows=()))
    assert (reading.households, reading.rows_read, reading.problems) == ((), 0, ())


def test_members_of_a_form_join_by_key(tmp_path):
    path = _form(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    people = book.create_sheet("成员", 0)
    people.append([keys.field_key(name) for name in ("household.head_name", "household.id_number", "members.name",
                                                     "members.relation", "members.id_number")])
    people.append(["家庭成员表"])
    people.append(["甲", "乙", "丙", "丁", "戊"])
    people.append([1, 2, 3, 4, 5])
    for member in members(2):
        people.append(["王秀英", ID, *member.values()])
    collective = book.create_sheet("集体")
    collective.append([keys.field_key(f"collective_property.{name}") for name in ("village", "use", "land_area")])
    collective.append(["村", "用途", "面积"])
    collective.append(["上沟村", "学校", 300])
    book.save(path)
    reading = read(path)
    assert [m.household_id for m in reading.members] == [reading.households[0].id] * 3
    assert "农户" in reading.sheets[-1].skipped


def _returned(path, *rows, heading_row=2):
    book = openpyxl.Workbook()
    made = book.active
    made.append(["上沟村农户调查表"])
    made.append(["户主姓名", "身份证号", "宅基地面积(㎡)", "门牌颜色", keys.ROW_HEADING])
    for row in rows:
        made.append(row)
    book.save(path)
    return path


def test_row_keys_say_whose_a_row_is_and_are_no_data(tmp_path):
    first, second = keys.row_key("a" * 64, "调查表", 5), keys.row_key("a" * 64, "调查表", 4)
    reading = read(_returned(tmp_path / "a.xlsx", ["李秀英", OTHER_ID, 220, "红", first], ["王秀英", ID, 210, "蓝", second],
                             ["", "", "", "", keys.row_key("a" * 64, "调查表", 6)], ["赵秀英", household(2)["id_number"], 230]))
    assert reading.keys == ((reading.households[0].id, first), (reading.households[1].id, second))
    assert keys.of_row_key(reading.keys[0][1]) == ("a" * 16, "调查表", 5)
    assert reading.sheets[0].unmapped == ("门牌颜色",)
    assert all("linkdesk" not in text for row in reading.source_rows for _, text in row.cells)
    assert reading.rows_read == 3
    assert [s.row for s in reading.skipped] == [1, 5]


def test_keys_change_nothing_else(tmp_path):
    bare = read(_returned(tmp_path / "a.xlsx", ["李秀英", OTHER_ID, 220], ["合计", "", 220]))
    keyed = read(_returned(tmp_path / "b.xlsx", ["李秀英", OTHER_ID, 220, "", keys.row_key("b" * 64, "表", 3)],
                           ["合计", "", 220, "", keys.row_key("b" * 64, "表", 4)]))
    assert [s.why for s in bare.skipped] == [s.why for s in keyed.skipped]
    assert bare.sheets[0].fingerprint == keyed.sheets[0].fingerprint
