"""Several rows of one household for several houses: summed, listed, and told from duplicates and from totals."""

import pytest

from linkdesk import survey
from tests.survey.workbooks import household, read, sheet

ID, OTHER_ID = (household(at)["id_number"] for at in (0, 1))
HEADER = ["序号", "户主姓名", "身份证号", "家庭人口", "房屋结构", "间数", "建筑面积(㎡)", "宅基地面积(㎡)", "权属证号"]
FIRST = [1, "王秀英", ID, 3, "砖木", 3, 90, 210, "甲1"]
SECOND = ["", "", "", "", "土木", 2, 40.5, 60.25, "乙2"]
NEXT = [2, "李秀英", OTHER_ID, 2, "砖混", 4, 120, 180]
SAME = [1, "王秀英", ID, 3, *SECOND[4:]]


def _plain(reading):
    return [(h.head_name, h.rooms, h.house_area, h.homestead_area, h.house_structure) for h in reading.households]


EXPECTED = [("王秀英", 5, 130.5, 270.25, "砖木"), ("李秀英", 4, 120, 180, "砖混")]


@pytest.mark.parametrize(("second", "merges"), [
    (SECOND, ()), (SAME, ()), (["", *SAME[1:]], ()), (SECOND, ("A2:A3", "B2:B3", "C2:C3", "D2:D3")), (SECOND, ("B2:B3", "C2:C3")),
    (SECOND, ("A2:A3",)), (["", "王秀英", "", "", *SECOND[4:]], ()),
], ids=["blank", "same number", "number left out", "merged", "keys merged", "number merged", "name again"])
def test_a_second_house(second, merges, tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, second, NEXT, ["", "合计", "2户", 5, "", 9, 250.5, 450.25], merges=merges))
    assert _plain(reading) == EXPECTED
    assert reading.problems == ()
    assert reading.rows_read == 3
    assert [(h.position, h.certificate_number, h.homestead_area) for h in reading.houses] == [(0, "甲1", 210), (1, "乙2", 60.25)]
    assert {h.household_id for h in reading.houses} == {reading.households[0].id}
    assert reading.source_rows[1].household_id == reading.households[0].id
    first, other = survey.inspect_json(reading)["households"]
    assert [h["homestead_area"] for h in first["houses"]] == ["210.00", "60.25"]
    assert "houses" not in other


def test_a_head_repeated_under_a_number_of_its_own_is_a_duplicate(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, [2, *SAME[1:]]))
    assert len(reading.households) == 2
    assert [(p.row, p.code) for p in reading.problems if "id" in p.code] == [(2, "id_repeated"), (3, "id_duplicate")]
    assert "多处房屋" in next(p for p in reading.problems if p.code == "id_duplicate").fix


def test_the_same_row_twice_is_a_duplicate(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, FIRST))
    assert {"id_repeated", "id_duplicate"} <= {p.code for p in reading.problems}


def test_a_household_that_lacks_name_and_number_is_no_house_of_its_neighbour(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, [2, "", "", 4, "土木", 2, 40, 60]))
    assert len(reading.households) == 2
    assert reading.houses == ()
    assert {p.field for p in reading.problems if p.row == 3} == {"head_name", "id_number"}


def test_a_row_after_a_total_continues_nobody(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, ["", "小计", "1户"], SECOND))
    assert len(reading.households) == 2


def test_a_total_that_does_not_say_so_and_does_not_agree_is_no_house(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, NEXT, ["", "", "", "", "", "", 2110, 3390]))
    assert reading.houses == ()
    assert len(reading.households) == 3


def test_an_unreadable_part_leaves_the_sum_open(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, [*SECOND[:7], "约60"]))
    assert reading.households[0].homestead_area is None
    assert [(p.row, p.column, p.field, p.code) for p in reading.problems] == [(3, "H", "homestead_area", "not_a_number")]
    assert reading.households[0].house_area == 130.5
    assert survey.held_ids(reading) == {reading.households[0].id}


def test_what_only_the_second_row_says_is_not_missing(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, [*FIRST[:7], "", ""], SECOND))
    assert reading.households[0].homestead_area == 60.25
    assert reading.problems == ()


def test_cells_that_are_no_houses_are_not_lost(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", [*HEADER, "联系电话"], [*FIRST, "13900000001"], [*SECOND, "13900000002"],
                         merges=("A2:A3", "B2:B3", "C2:C3", "D2:D3")))
    assert [(p.column, p.code, p.value) for p in reading.problems] == [("J", "not_placed", "13900000002")]


def test_what_was_typed_stays_side_by_side(tmp_path):
    header = [h.replace("宅基地面积(㎡)", "宅基地面积(亩)") for h in HEADER]
    reading = read(sheet(tmp_path / "a.xlsx", header, [*FIRST[:7], 0.3], [*SECOND[:7], "0.09"]))
    assert reading.households[0].homestead_area == 260
    assert reading.households[0].as_typed == (("homestead_area", "0.3亩+0.09亩"),)


def test_ditto_marks_take_the_house_above(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, FIRST, [*SECOND[:4], "同上", *SECOND[5:]]))
    assert [h.house_structure for h in reading.houses] == ["砖木", "砖木"]


def test_two_houses_beside_a_list_of_members(tmp_path):
    header = ["户编号", "姓名", "与户主关系", "身份证号", "房屋结构", "宅基地面积(㎡)"]
    reading = read(sheet(tmp_path / "a.xlsx", header, ["1", "王秀英", "户主", ID, "砖木", 210], ["", "王大山", "子", OTHER_ID, "土木", 60]))
    assert [h.homestead_area for h in reading.houses] == [210, 60]
    assert reading.households[0].homestead_area == 270
    assert reading.problems == ()


def test_strokes_and_blanks_in_a_further_row_stand_for_nothing(tmp_path):
    path = sheet(tmp_path / "a.xlsx", [*HEADER, "联系电话"], [*FIRST, "13900000001"], ["〃", "〃", "同上", "—", *SECOND[4:], "〃"],
                 ["", "  ", "/", "", "", "", "　", "", "", ""])
    reading = read(path)
    assert [h.homestead_area for h in reading.houses] == [210, 60.25]
    assert reading.problems == ()
