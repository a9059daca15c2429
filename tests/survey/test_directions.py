"""What a person says of a workbook is followed, remembered for the same headings, and never changes what stood in the cells."""

import json

import pytest

from linkdesk import survey
from linkdesk.domain.survey import HeadingPattern
from linkdesk.survey import Directions
from tests.survey.workbooks import household, sheet, silent

ID, OTHER_ID = (household(at)["id_number"] for at in (0, 1))
HEADINGS = ["户主姓名", "身份证号", "宅基地面积(㎡)", "圈占地块", "门牌颜色"]
ROW = ["王秀英", ID, 210, 88.5, "蓝"]
CODES = ["1栏", "2栏", "3栏"]


def _read(path, directions):
    return survey.read(path, silent, None, directions)


def _letters(reading, at=0):
    return {c.column: (c.field, c.chosen) for c in reading.sheets[at].columns}


def test_directions_go_through_json_and_keep_the_last_word():
    said = (Directions().with_header("表", 2, 3).with_field("表", "D", "note").with_field("表", "D", "house_area")
            .with_unit("表", "C", "亩").with_cell("表", 5, "B", "x").with_cell("表", 5, "B", "y").with_cell("乙", 5, "B", "z"))
    assert said.fields == (("表", "D", "house_area"),)
    assert said.cells == (("表", 5, "B", "y"), ("乙", 5, "B", "z"))
    assert Directions.from_json(json.loads(json.dumps(said.to_json()))) == said


def test_what_no_heading_tells_can_be_said(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, ROW)
    plain = _read(path, Directions())
    assert plain.sheets[0].unmapped_columns == (("D", "圈占地块"), ("E", "门牌颜色"))
    reading = _read(path, Directions().with_field("调查表", "D", "house_area").with_field("调查表", "E", ""))
    assert _letters(reading)["D"] == ("house_area", True)
    assert _letters(reading)["A"] == ("head_name", False)
    assert str(reading.households[0].house_area) == "88.50"
    assert reading.sheets[0].unmapped_columns == (("E", "门牌颜色"),)


def test_what_is_said_of_a_column_wins_over_another_columns_heading(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, ROW)
    reading = _read(path, Directions().with_field("调查表", "D", "homestead_area"))
    assert str(reading.households[0].homestead_area) == "88.50"
    assert ("C", "宅基地面积(㎡)") in reading.sheets[0].unmapped_columns


def test_a_column_without_a_heading_can_be_named_too(tmp_path):
    path = sheet(tmp_path / "a.xlsx", [*HEADINGS[:3], ""], [*ROW[:3], "13900000000"])
    assert _read(path, Directions().with_field("调查表", "D", "phone")).households[0].phone == "13900000000"


def test_members_can_be_said(tmp_path):
    path = sheet(tmp_path / "a.xlsx", [*HEADINGS[:3], "人", "与户主关系"], ["王秀英", ID, 210, "王秀英", "户主"], ["", "", "", "王大山", "子"])
    reading = _read(path, Directions().with_field("调查表", "D", "members.name"))
    assert [m.name for m in reading.members] == ["王秀英", "王大山"]


def test_the_unit_of_a_column_can_be_said(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, [*ROW[:2], 0.3])
    reading = _read(path, Directions().with_unit("调查表", "C", "亩"))
    column = reading.sheets[0].columns[2]
    assert (column.unit, column.unit_reason, column.chosen) == ("亩", "经办人指定", True)
    assert str(reading.households[0].homestead_area) == "200.00"
    assert not [p for p in reading.problems if p.code == "unit_doubtful"]


@pytest.mark.parametrize(("area", "unit", "doubted"), [(0.3, "亩", False), (4.9, "亩", True), (12, "㎡", True), (20, "㎡", False)])
def test_a_unit_that_numbers_do_not_tell_is_asked_for(area, unit, doubted, tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积"], ["王秀英", ID, area])
    reading = _read(path, Directions())
    assert reading.sheets[0].columns[2].unit == unit
    assert [p.column for p in reading.problems if p.code == "unit_doubtful"] == ["C"] * doubted


def test_a_header_nobody_finds_is_asked_for_and_can_be_shown(tmp_path):
    rows = [["王秀英", ID, 210], ["李秀英", OTHER_ID, 220]]
    path = sheet(tmp_path / "a.xlsx", CODES, *rows)
    asked = _read(path, Directions()).sheets[0]
    assert (asked.asks_header, asked.top[0]) == (True, ("1栏", "2栏", "3栏"))
    assert survey.inspect_json(_read(path, Directions()))["sheets"][0]["asks_header"] is True
    said = Directions().with_header("调查表", 1, 1)
    for column, field in zip("ABC", ("head_name", "id_number", "homestead_area"), strict=True):
        said = said.with_field("调查表", column, field)
    reading = _read(path, said)
    assert [h.head_name for h in reading.households] == ["王秀英", "李秀英"]
    assert reading.sheets[0].header_rows == (1,)
    assert reading.sheets[0].fingerprint == ""


def test_a_header_can_be_shown_elsewhere_than_it_was_found(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, HEADINGS, ROW)
    assert _read(path, Directions().with_header("调查表", 2, 2)).sheets[0].header_rows == (2,)
    assert _read(path, Directions().with_header("调查表", 900, 901)).rows_read == 0


def test_corrected_cells_are_read_and_the_row_is_kept_as_it_stood(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, ROW, ["李秀英", OTHER_ID[:17], "约220", "", "红"])
    said = (Directions().with_cell("调查表", 3, "B", OTHER_ID).with_cell("调查表", 3, "C", "220").with_cell("调查表", 2, "A", "")
            .with_cell("调查表", 99, "A", "无此行").with_cell("别的表", 2, "A", "x"))
    reading = _read(path, said)
    assert [(h.head_name, h.id_number, h.homestead_area) for h in reading.households] == [(None, ID, 210), ("李秀英", OTHER_ID, 220)]
    assert [(p.row, p.code) for p in reading.problems] == [(2, "missing")]
    assert dict(reading.source_rows[0].cells)["A"] == "王秀英"
    assert dict(reading.source_rows[1].cells)["C"] == "约220"


def test_a_corrected_heading_is_read_as_such(tmp_path):
    path = sheet(tmp_path / "a.xlsx", [*HEADINGS[:3], "电活"], [*ROW[:3], "13900000000"])
    assert _read(path, Directions().with_cell("调查表", 1, "D", "电话")).households[0].phone == "13900000000"


def _remembered(reading, *choices):
    sheet = reading.sheets[0]
    return HeadingPattern(sheet.fingerprint, sheet.depth, choices, "张三")


def test_choices_are_remembered_for_the_same_headings(tmp_path):
    first = _read(sheet(tmp_path / "a.xlsx", HEADINGS, ROW), Directions())
    pattern = _remembered(first, ("圈占地块", "house_area"))
    again = _read(sheet(tmp_path / "b.xlsx", ["标题"], HEADINGS, ["李秀英", OTHER_ID, 220, 77]), Directions(patterns=(pattern,)))
    assert (again.households[0].house_area, again.sheets[0].remembered) == (77, "张三")
    other = _read(sheet(tmp_path / "c.xlsx", HEADINGS[:4], ["李秀英", OTHER_ID, 220, 77]), Directions(patterns=(pattern,)))
    assert (other.households[0].house_area, other.sheets[0].remembered) == (None, "")


def test_what_is_said_now_wins_over_what_was_remembered(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADINGS, ROW)
    pattern = _remembered(_read(path, Directions()), ("圈占地块", "house_area"))
    reading = _read(path, Directions(patterns=(pattern,)).with_field("调查表", "D", "outbuilding_area"))
    assert (reading.households[0].house_area, reading.households[0].outbuilding_area) == (None, 88.5)


def test_a_remembered_header_is_found_where_none_is_known(tmp_path):
    odd = ["当家的", "证件", "地盘"]
    path = sheet(tmp_path / "a.xlsx", ["花名册"], odd, ["王秀英", ID, 210])
    shown = _read(path, Directions().with_header("调查表", 2, 2))
    pattern = _remembered(shown, ("当家的", "head_name"), ("证件", "id_number"), ("地盘", "homestead_area"))
    reading = _read(path, Directions(patterns=(pattern,)))
    assert reading.sheets[0].header_rows == (2,)
    assert reading.households[0].head_name == "王秀英"
    assert not reading.sheets[0].asks_header


def test_sheets_alike_have_the_same_fingerprint(tmp_path):
    one, moved = (_read(sheet(tmp_path / name, headings, ROW), Directions()).sheets[0]
                  for name, headings in (("a.xlsx", [h.replace("(", " （") for h in HEADINGS]), ("b.xlsx", HEADINGS)))
    assert one.fingerprint == moved.fingerprint
    shifted = _read(sheet(tmp_path / "c.xlsx", ["", *HEADINGS], ["", *ROW]), Directions()).sheets[0]
    assert shifted.fingerprint != one.fingerprint
