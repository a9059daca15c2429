"""Members on a sheet of their own find their households by the head's number or the household's code."""

import openpyxl
import pytest

from linkdesk import survey
from tests.survey.workbooks import household, members, read, sheet

HEADER = ["序号", "户主姓名", "身份证号", "宅基地面积(㎡)"]
LIST = ["户主姓名", "户主身份证号", "成员姓名", "与户主关系", "身份证号"]
ID, OTHER_ID = (household(at)["id_number"] for at in (0, 1))
STRANGER = members(5)[3]["id_number"]


def _book(path, homes, people, first="homes", merges=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("农户", homes), ("成员", people)) if first == "homes" else (("成员", people), ("农户", homes)):
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    for area in merges:
        book["成员"].merge_cells(area)
    book.save(path)
    return path


def _homes(*more):
    return [HEADER, [1, "王秀英", ID, 210], [2, "李秀英", OTHER_ID, 220], *more]


def _people(*rows):
    return [LIST, *rows]


MINE = ["王秀英", ID, "王秀英", "户主", ID]
SON = ["王秀英", ID, "王大山", "子", STRANGER]


@pytest.mark.parametrize("first", ["homes", "people"])
def test_members_join_their_household_wherever_their_sheet_stands(first, tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, SON), first))
    one, other = survey.inspect_json(reading)["households"]
    assert one["members"] == [{"name": "王秀英", "relation": "户主", "id_number": ID},
                              {"name": "王大山", "relation": "子", "id_number": STRANGER}]
    assert (one["sheet"], one["row"], one["population"]) == ("农户", 2, 2)
    assert other["members"] == []
    assert reading.problems == ()
    assert reading.rows_read == 4
    assert {m.position for m in reading.members} == {0, 1}
    assert {r.household_id for r in reading.source_rows if r.sheet == "成员"} == {reading.households[0].id}


@pytest.mark.parametrize("key", [f" {ID[:6]} {ID[6:]}", f"'{ID}", ID.replace("1", "１")])
def test_keys_are_compared_as_numbers_are_read(key, tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(["王秀英", key, "王大山", "子", STRANGER])))
    assert reading.members[0].household_id == reading.households[0].id


def test_a_wrong_number_written_alike_in_both_places_joins_all_the_same(tmp_path):
    wrong = ID[:17] + ("1" if ID[17] != "1" else "2")
    reading = read(_book(tmp_path / "a.xlsx", [HEADER, [1, "王秀英", wrong, 210]], _people(["王秀英", wrong, "王大山", "子", STRANGER])))
    assert reading.members[0].household_id == reading.households[0].id
    assert [(p.sheet, p.code) for p in reading.problems] == [("农户", "id_checksum")]


@pytest.mark.parametrize("merges", [(), ("A2:A3", "B2:B3")])
def test_the_head_may_be_named_once(merges, tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, ["", "", *SON[2:]]), merges=merges))
    assert [m.household_id for m in reading.members] == [reading.households[0].id] * 2


def test_a_member_whose_head_is_not_here_is_kept_and_named(tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, ["赵秀英", household(5)["id_number"], "赵大山", "子", STRANGER])))
    assert [(p.sheet, p.row, p.column, p.code, p.severity) for p in reading.problems] == [
        ("成员", 3, "B", "member_without_household", "warning")]
    loose, = reading.loose_members
    assert (loose.head_number, loose.member.name, loose.sheet, loose.row) == (household(5)["id_number"], "赵大山", "成员", 3)
    assert [m.name for m in reading.members] == ["王秀英"]
    assert [r.household_id for r in reading.source_rows if r.row == 3 and r.sheet == "成员"] == [None]
    assert reading.rows_read == 4


def test_somebody_listed_twice_is_told(tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, SON, ["李秀英", OTHER_ID, "王大山", "子", STRANGER])))
    assert [(p.row, p.field, p.code) for p in reading.problems if p.code.startswith("id")] == [
        (3, "members.id_number", "id_repeated"), (4, "members.id_number", "id_duplicate")]


def test_a_head_who_is_a_member_elsewhere_is_told(tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, ["王秀英", ID, "李秀英", "妻", OTHER_ID])))
    assert {(p.sheet, p.row, p.code) for p in reading.problems if p.code.startswith("id")} == {
        ("农户", 3, "id_repeated"), ("成员", 3, "id_duplicate")}


def test_population_is_compared_with_the_list(tmp_path):
    homes = [[*HEADER, "家庭人口"], [1, "王秀英", ID, 210, 2], [2, "李秀英", OTHER_ID, 220, 5]]
    people = _people(MINE, SON, ["李秀英", OTHER_ID, "李大山", "子", members(4)[2]["id_number"]])
    reading = read(_book(tmp_path / "a.xlsx", homes, people))
    assert [(p.row, p.code, p.value) for p in reading.problems] == [(3, "population_mismatch", "5")]


def test_a_code_is_a_key_too(tmp_path):
    homes = [["户编号", *HEADER[1:]], ["甲1", "王秀英", ID, 210], ["甲2", "李秀英", OTHER_ID, 220]]
    people = [["户编号", "姓名", "与户主关系", "身份证号"], ["甲2", "李大山", "子", STRANGER]]
    reading = read(_book(tmp_path / "a.xlsx", homes, people, "people"))
    assert reading.members[0].household_id == reading.households[1].id
    assert len(reading.households) == 2


def test_a_list_alone_keeps_every_row(tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", *_people(MINE, SON)))
    assert (len(reading.loose_members), reading.households, reading.rows_read) == (2, (), 2)


def test_totals_and_blank_rows_of_a_list_are_no_members(tmp_path):
    reading = read(_book(tmp_path / "a.xlsx", _homes(), _people(MINE, [], SON, ["合计", "", "2人"])))
    assert [(s.row, s.why) for s in reading.skipped if s.sheet == "成员"] == [(3, "空行"), (5, "合计行")]
    assert reading.problems == ()
