"""A question with a column for each answer, to be ticked, is one field."""

import pytest

from tests.survey.workbooks import household, read, sheet

LEFT = ["序号", "户主姓名", "身份证号", "宅基地面积(㎡)"]
WILLING = ("willing", "是否愿意拆旧复垦", ("愿意", "不愿意"))
STRUCTURE = ("house_structure", "房屋结构", ("砖混", "砖木", "土木"))


def _sheet(path, question, *ticks, below=()):
    _, group, answers = question
    rows = [[at + 1, household(at)["head_name"], household(at)["id_number"], 210, *cells] for at, cells in enumerate(ticks)]
    letters = "EFG"[:len(answers)]
    merges = (*(f"{letter}1:{letter}2" for letter in "ABCD"), f"E1:{letters[-1]}1")
    return sheet(path, [*LEFT, group], ["", "", "", "", *answers], *rows, *below, merges=merges)


@pytest.mark.parametrize(("question", "ticks", "values"), [
    (WILLING, [["√"], ["", "√"], []], [True, False, None]),
    (WILLING, [["是", "否"], ["×", "√"]], [True, False]),
    (("registered_poor", "是否建档立卡户", ("是", "否")), [["√"], ["", "√"]], [True, False]),
    (STRUCTURE, [["", 3], ["√"], ["", "", 1]], ["砖木", "砖混", "土木"]),
    (("resettlement_choice", "安置方式", ("集中安置", "分散安置", "货币安置")), [["", "", "√"]], ["货币安置"]),
    (("relocation_type", "搬迁类型", ("易地扶贫搬迁", "地质灾害治理搬迁", "其他闲置")), [["√"], ["", "", "√"]], ["易地扶贫搬迁", "其他闲置"])])
def test_the_ticked_answer_is_the_value(question, ticks, values, tmp_path):
    reading = read(_sheet(tmp_path / "a.xlsx", question, *ticks))
    assert [getattr(h, question[0]) for h in reading.households] == values
    assert reading.sheets[0].unmapped == ()
    assert [c.field for c in reading.sheets[0].columns].count(question[0]) == len(question[2])


def test_two_ticks_are_a_problem_and_hold_the_household(tmp_path):
    problem, = (p for p in read(_sheet(tmp_path / "a.xlsx", STRUCTURE, ["√", "√"])).problems if p.severity == "error")
    assert (problem.code, problem.column, problem.value) == ("not_a_choice", "E", "砖混、砖木")


def test_repeated_headers_and_totals_are_no_answers(tmp_path):
    below = [["序号", "户主姓名", "身份证号", "宅基地面积(㎡)", "房屋结构"], ["", "", "", "", "砖混", "砖木", "土木"],
             ["合计", "", "", 210, 1, 0, 0]]
    reading = read(_sheet(tmp_path / "a.xlsx", STRUCTURE, ["√"], below=below))
    assert [(s.row, s.why) for s in reading.skipped] == [(4, "重复的表头"), (5, "重复的表头"), (6, "合计行")]
    assert len(reading.households) == 1


def test_what_stood_in_the_cells_stays_with_the_row(tmp_path):
    row, = read(_sheet(tmp_path / "a.xlsx", STRUCTURE, ["", "", "√"])).source_rows
    assert dict(row.cells).get("E") is None
    assert dict(row.cells)["G"] == "√"


def test_areas_under_the_structures_are_no_ticks(tmp_path):
    path = _sheet(tmp_path / "a.xlsx", ("house_area", "建筑面积(㎡)", ("砖混", "砖木", "土木")), [80, "", ""])
    assert read(path).households[0].house_structure is None
