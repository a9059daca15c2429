"""A review is kept as it is made: every decision is undone like anything else, and stands when the program opens again."""

import json

import pytest

from linkdesk.actions import drafts, intake, surveys
from linkdesk.actions.intake import NEW, OLD
from linkdesk.commands import NOT_DONE, WITH_ERRORS, run
from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.survey import HeadingPattern, ImportBatch, ImportDraft
from tests.actions.desks import NOON, PROJECT, empty
from tests.actions.walks import HEADINGS, ID, PHONE, POPULATION, number, rows
from tests.survey.workbooks import sheet


@pytest.fixture
def desk(tmp_path):
    opened, opened.mine = empty(tmp_path / "w")
    yield opened
    opened.close()


def begun(desk, path):
    change = drafts.begin(desk, path, desk.mine)
    desk.do(change)
    return change.after[0]


def reread(desk, draft):
    """As the window reads again: the kept original, by what was decided."""
    return surveys.understand(drafts.original(desk, draft), on=desk.clock().date(),
                              directions=drafts.decisions(desk, draft).directions, name=draft.file_name)


def book(folder, table, name="上沟村.xlsx", headings=HEADINGS):
    return sheet(folder / name, headings, *table)


def wrong(table):
    table[1][ID] = number(1)[:-2] + "00"
    return table


def taken(desk, draft, choices=None):
    weighed = intake.weigh(desk, reread(desk, draft), desk.mine)
    desk.do(intake.change(desk, weighed, choices or drafts.decisions(desk, draft).choices, draft))
    return weighed


def test_a_corrected_cell_is_read_again_and_can_be_taken_back(desk, tmp_path):
    draft = begun(desk, book(tmp_path, wrong(rows())))
    assert [p.code for p in reread(desk, draft).problems] == ["id_checksum"]
    desk.do(drafts.correct_cells(desk, draft, [("调查表", 3, "E", number(1))]))
    assert desk.undo_title == "导入核对：改正单元格 E3"
    reading = reread(desk, draft)
    assert not reading.problems
    assert dict(reading.source_rows[1].cells)["E"] == number(1)[:-2] + "00"
    desk.undo()
    assert reread(desk, draft).problems
    desk.redo()
    assert not reread(desk, draft).problems


def test_titles_name_places_and_nothing_that_stands_there(desk, tmp_path):
    draft = begun(desk, book(tmp_path, rows()))
    cells = [("调查表", row, "E", number(row)) for row in range(2, 7)]
    done = [drafts.correct_cells(desk, draft, cells), drafts.map_column(desk, draft, ["调查表"], "B", ""),
            drafts.map_column(desk, draft, ["调查表"], "B", "group"), drafts.set_unit(desk, draft, ["调查表"], "G", "亩"),
            drafts.set_header(desk, draft, "调查表", 1, 2), drafts.choose_all(desk, draft, ["调查表!2"], {"phone": NEW}),
            drafts.choose_all(desk, draft, ["调查表!2", "调查表!3"], OLD), drafts.give_up(desk, draft)]
    assert [change.title for change in done] == [
        "导入核对：改正单元格 E2、E3、E4 等 5 格", "导入核对：不导入 B 列", "导入核对：指定 B 列对应的字段", "导入核对：G 列按亩读取",
        "导入核对：指定第 1 至 2 行为表头", "导入核对：逐项选取（1 户）", "导入核对：留现有（2 户）", "放弃导入"]


def test_several_reviews_stand_open_and_are_found_again_tomorrow(desk, tmp_path):
    first, second = begun(desk, book(tmp_path, rows())), begun(desk, book(tmp_path, rows(3), "下沟村.xlsx"))
    desk.do(drafts.set_unit(desk, first, ["调查表"], "G", "亩"))
    desk.do(drafts.choose_all(desk, second, ["调查表!2"], NEW))
    (tmp_path / "上沟村.xlsx").unlink()
    again = Desk.open(tmp_path / "w", lambda: NOON)
    assert {d.file_name for d in drafts.of_project(again, desk.mine)} == {"上沟村.xlsx", "下沟村.xlsx"}
    stood = next(d for d in drafts.of_project(again, desk.mine) if d.id == first.id)
    assert drafts.decisions(again, stood).directions.units == (("调查表", "G", "亩"),)
    reading = reread(again, stood)
    assert reading.file_name == "上沟村.xlsx"
    assert {p.code for p in reading.problems} == {"out_of_range"}
    assert drafts.decisions(again, next(d for d in drafts.of_project(again, desk.mine) if d.id == second.id)).choices == {"调查表!2": NEW}
    again.close()


def test_taking_in_ends_the_review_and_undo_brings_it_back(desk, tmp_path):
    draft = begun(desk, book(tmp_path, wrong(rows())))
    desk.do(drafts.correct_cells(desk, draft, [("调查表", 3, "E", number(1))]))
    assert taken(desk, draft).counts == intake.Counts(new=6)
    assert desk.store.count(ImportDraft) == 0
    batch = desk.store.load(ImportBatch)[0]
    assert json.loads(batch.directions)["cells"] == [["调查表", 3, "E", number(1)]]
    assert desk.store.files.path(batch.file_hash).exists()
    with pytest.raises(KnownError, match="已经完成或放弃"):
        drafts.choose_all(desk, draft, ["调查表!2"], NEW)
    desk.undo()
    assert desk.store.count(Household) == 0
    stood = drafts.of_project(desk, desk.mine)[0]
    assert drafts.decisions(desk, stood).directions.cells == (("调查表", 3, "E", number(1)),)
    assert taken(desk, stood).counts == intake.Counts(new=6)


def test_what_was_chosen_is_taken(desk, tmp_path):
    taken(desk, begun(desk, book(tmp_path, rows())))
    changed = rows()
    changed[1][POPULATION], changed[2][PHONE] = 9, "13911111111"
    draft = begun(desk, book(tmp_path, changed, "改.xlsx"))
    desk.do(drafts.choose_all(desk, draft, ["调查表!3", "调查表!4"], OLD))
    desk.do(drafts.choose_all(desk, draft, ["调查表!4"], {"phone": NEW}))
    taken(desk, draft)
    standing = {h.head_name: h for h in desk.store.load(Household)}
    assert standing["李秀英"].population == 2
    assert standing["张秀英"].phone == "13911111111"


def test_a_review_given_up_leaves_nothing_once_another_begins(desk, tmp_path):
    draft = begun(desk, book(tmp_path, rows()))
    desk.do(drafts.give_up(desk, draft))
    assert drafts.of_project(desk, desk.mine) == []
    desk.undo()
    assert reread(desk, drafts.of_project(desk, desk.mine)[0]).households
    desk.do(drafts.give_up(desk, draft))
    other = begun(desk, book(tmp_path, rows(2), "另一份.xlsx"))
    assert list(desk.store.files) == [other.file_hash]


def test_an_original_that_was_taken_in_stays(desk, tmp_path):
    path = book(tmp_path, rows())
    taken(desk, begun(desk, path))
    again = begun(desk, path)
    desk.do(drafts.give_up(desk, again))
    begun(desk, book(tmp_path, rows(2), "另一份.xlsx"))
    assert again.file_hash in list(desk.store.files)


def test_headings_matched_by_hand_are_remembered(desk, tmp_path):
    headings = [*HEADINGS[:PHONE], "怎么找他"]
    draft = begun(desk, book(tmp_path, rows(), headings=headings))
    desk.do(drafts.map_column(desk, draft, ["调查表"], "I", "phone"))
    taken(desk, draft)
    assert [dict(p.choices) for p in desk.store.load(HeadingPattern)] == [{"怎么找他": "phone"}]
    other = begun(desk, book(tmp_path, [[*row[:ID], number(40 + at), *row[ID + 1:]] for at, row in enumerate(rows(2))],
                             "另一份.xlsx", headings))
    reading = reread(desk, other)
    assert {h.phone for h in reading.households} == {"13900000000", "13900000001"}
    taken(desk, other)
    assert desk.store.count(HeadingPattern) == 1
    desk.undo()
    assert [d.id for d in drafts.of_project(desk, desk.mine)] == [other.id]


def test_the_command_line_asks_for_a_choice(tmp_path, capsys):
    opened, _ = empty(tmp_path / "w")
    opened.close()
    command = ["--data", str(tmp_path / "w"), "survey", "import", "--project", PROJECT]
    assert run([*command, str(book(tmp_path, wrong(rows())))]) == WITH_ERRORS
    assert "新增 6 户" in capsys.readouterr().out
    changed = rows()
    changed[2][POPULATION] = 9
    path = str(book(tmp_path, changed, "改.xlsx"))
    assert run([*command, path]) == NOT_DONE
    said = capsys.readouterr().err
    assert "有 1 户与项目里现有的资料不同" in said
    assert "--changed new" in said
    assert run([*command, path, "--changed", "new"]) == 0
    assert "有变化 2 户，无变化 4 户" in capsys.readouterr().out
    opened = Desk.open(tmp_path / "w")
    assert {h.head_name: h.population for h in opened.store.load(Household)}["张秀英"] == 9
    opened.close()
