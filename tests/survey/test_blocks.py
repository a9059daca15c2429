"""Households written as blocks of member rows, with merged cells, with repeated cells, or with neither."""

import pytest

from linkdesk import survey
from tests.survey.workbooks import household, read, sheet

HEADER = ["户编号", "村", "姓名", "与户主关系", "身份证号", "宅基地面积(㎡)", "联系电话"]
ROWS = [
    ["1", "上沟村", "王秀英", "户主", "149923195903235341", 210, "13900000001"], ["", "", "王大山", "配偶", "149923198705266829"],
    ["2", "上沟村", "李秀英", "户主", "14992319580204364X", 220, "13900000002"],
    ["3", "上沟村", "张秀英", "户主", "149923194510288704", 230, "13900000003"], ["", "", "张大山", "长子", "149923194101161710"],
]
MERGED = tuple(f"{letter}{top}:{letter}{top + 1}" for letter in "ABFG" for top in (2, 5))


def _households(reading):
    return [(h["head_name"], h["population"], h["homestead_area"], [m["name"] for m in h["members"]])
            for h in survey.inspect_json(reading)["households"]]


EXPECTED = [("王秀英", 2, "210.00", ["王秀英", "王大山"]), ("李秀英", 1, "220.00", ["李秀英"]), ("张秀英", 2, "230.00", ["张秀英", "张大山"])]


def _repeated(rows):
    heads = {row[0]: row for row in rows if row[0]}
    filled, last = [], ""
    for row in rows:
        last = row[0] or last
        filled.append([*heads[last][:2], *row[2:5], *heads[last][5:]])
    return filled


@pytest.mark.parametrize(("header", "rows", "merges"), [
    (HEADER, ROWS, MERGED), (HEADER, ROWS, ()), (HEADER, _repeated(ROWS), ()),
    (HEADER[1:], [row[1:] for row in ROWS], ()), (["序号", *HEADER[1:]], ROWS, MERGED),
    (["序号", *HEADER[1:]], [[str(at), *row[1:]] for at, row in enumerate(ROWS, 1)], ()),
], ids=["merged", "blank", "repeated", "by relation", "merged running number", "every row numbered"])
def test_a_block_is_a_household(header, rows, merges, tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", header, *rows, merges=merges))
    assert _households(reading) == EXPECTED
    assert reading.problems == ()
    assert reading.rows_read == 5


def test_the_head_need_not_stand_first(tmp_path):
    rows = [["1", "上沟村", "王大山", "配偶", "149923198705266829", 210], ["", "", "王秀英", "户主", "149923195903235341"], ROWS[2]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert [h.head_name for h in reading.households] == ["王秀英", "李秀英"]
    assert [h.id_number for h in reading.households] == ["149923195903235341", "14992319580204364X"]


def test_the_head_and_the_members_in_columns_of_their_own(tmp_path):
    header = ["户主姓名", "户主身份证号", "宅基地面积(㎡)", "成员姓名", "与户主关系", "身份证号"]
    rows = [["王秀英", "149923195903235341", 210, "王秀英", "户主", "149923195903235341"], ["", "", "", "王大山", "配偶", "149923198705266829"],
            ["李秀英", "14992319580204364X", 220, "李秀英", "户主", "14992319580204364X"]]
    reading = read(sheet(tmp_path / "a.xlsx", header, *rows, merges=("A2:A3", "B2:B3", "C2:C3")))
    assert [(h.head_name, h.id_number) for h in reading.households] == [
        ("王秀英", "149923195903235341"), ("李秀英", "14992319580204364X")]
    assert [m.id_number for m in reading.members] == ["149923195903235341", "149923198705266829", "14992319580204364X"]
    assert reading.problems == ()


def test_columns_of_the_head_may_stand_behind_those_of_the_members(tmp_path):
    header = ["姓名", "身份证号", "与户主关系", "户主姓名", "户主身份证号", "宅基地面积(㎡)"]
    rows = [["王秀英", "149923195903235341", "户主", "王秀英", "149923195903235341", 210], ["王大山", "149923198705266829", "配偶"]]
    reading = read(sheet(tmp_path / "a.xlsx", header, *rows))
    assert [c.field for c in reading.sheets[0].columns] == [
        "members.name", "members.id_number", "members.relation", "head_name", "id_number", "homestead_area"]
    assert reading.problems == ()
    assert [m.name for m in reading.members] == ["王秀英", "王大山"]


def test_somebody_listed_twice_in_one_household(tmp_path):
    rows = [ROWS[0], [*ROWS[1][:4], ROWS[0][4]]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert [(p.row, p.field, p.code) for p in reading.problems] == [
        (2, "id_number", "id_repeated"), (3, "members.id_number", "id_duplicate")]


def test_errors_of_the_head_and_of_others_are_told_apart(tmp_path):
    rows = [["1", "上沟村", "", "户主", "149923195903235342", 210], ["", "", "王大山", "配偶", "14992319870526682"]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert {(p.row, p.column, p.field, p.code) for p in reading.problems} == {
        (2, "C", "head_name", "missing"), (2, "E", "id_number", "id_checksum"), (3, "E", "members.id_number", "id_length")}
    assert survey.held_ids(reading) == {reading.households[0].id}


def test_somebody_listed_in_two_households(tmp_path):
    rows = [ROWS[0], ROWS[1], [*ROWS[2][:4], ROWS[1][4], 220]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert [(p.row, p.field, p.code) for p in reading.problems] == [
        (3, "members.id_number", "id_repeated"), (4, "id_number", "id_duplicate")]
    assert reading.households[1].id_number is None


def test_population_is_compared_with_the_members_listed(tmp_path):
    header, rows = [*HEADER, "家庭人口"], [[*ROWS[0], 3], ROWS[1], [*ROWS[2], 1]]
    reading = read(sheet(tmp_path / "a.xlsx", header, *rows))
    assert [(p.row, p.field, p.code, p.value) for p in reading.problems] == [(2, "population", "population_mismatch", "3")]
    assert [h.population for h in reading.households] == [3, 1]


@pytest.mark.parametrize("mark", ["同上", "〃"])
def test_a_row_that_says_its_household_is_that_above(mark, tmp_path):
    rows = [[cell or mark for cell in row[:2]] + row[2:5] + (row[5:] or [mark, mark]) for row in ROWS]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert _households(reading) == EXPECTED
    assert reading.problems == ()


def test_what_stands_in_a_later_row_is_not_lost(tmp_path):
    rows = [ROWS[0], [*ROWS[1], 60]]
    reading = read(sheet(tmp_path / "a.xlsx", HEADER, *rows))
    assert [(p.row, p.column, p.code, p.value) for p in reading.problems] == [(3, "F", "not_placed", "60")]


def _own_head(*members, population=None):
    head = household(0)
    first = [1, head["head_name"], head["id_number"], 210, population]
    return [["序号", "户主姓名", "户主身份证号", "宅基地面积(㎡)", "家庭人口" if population else "备注", "成员姓名", "与户主关系", "成员身份证号"],
            *([*(first if at == 0 else [""] * 5), *member] for at, member in enumerate(members))]


@pytest.mark.parametrize(("people", "population"), [
    ([["王小山", "长子", "149923199104165381"]], 2), ([["王秀英", "长女", "149923199104165381"]], 2), ([[]], 1),
    ([["王秀英", "户主", ""], ["王小山", "长子", "149923199104165381"]], 2), ([["王秀英", "", ""]], 1)])
def test_a_head_who_is_not_listed_counts_too(people, population, tmp_path):
    reading = read(sheet(tmp_path / "a.xlsx", *_own_head(*people)))
    assert reading.households[0].population == population
    assert [m.name for m in reading.members] == [person[0] for person in people if person]
    assert "population_mismatch" in {p.code for p in read(sheet(tmp_path / "b.xlsx", *_own_head(*people, population=9))).problems}
    same = read(sheet(tmp_path / "c.xlsx", *_own_head(*people, population=population)))
    assert "population_mismatch" not in {p.code for p in same.problems}


def _beside(path, *households):
    people = [f"家庭成员{n}" for n in (1, 2, 3)]
    group = ["序号", "户主姓名", "户主身份证号", "宅基地面积(㎡)", *(cell for who in people for cell in (who, "", ""))]
    below = ["", "", "", "", *["姓名", "与户主关系", "身份证号"] * 3]
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:J1", "K1:M1")
    rows = [[at + 1, household(at)["head_name"], household(at)["id_number"], 210, *(cell for one in members for cell in one)]
            for at, members in enumerate(households)]
    return read(sheet(path, group, below, *rows, merges=merges))


def test_members_beside_each_other(tmp_path):
    wife, son = ["王大山", "配偶", "149923198705266829"], ["王小山", "长子", "149923199104165381"]
    reading = _beside(tmp_path / "a.xlsx", [], [wife, son])
    assert [(m.name, m.relation, m.id_number) for m in reading.members] == [tuple(wife), tuple(son)]
    assert [h.population for h in reading.households] == [1, 3]
    assert reading.sheets[0].unmapped == ()
    assert reading.problems == ()


def test_a_wrong_number_of_a_further_member_is_found_in_its_column(tmp_path):
    wife, son = ["王大山", "配偶", "149923198705266829"], ["王小山", "长子", "149923199104165380"]
    problem, = _beside(tmp_path / "a.xlsx", [wife, son]).problems
    assert (problem.row, problem.column, problem.field, problem.code) == (3, "J", "members.id_number", "id_checksum")
