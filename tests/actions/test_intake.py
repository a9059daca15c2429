"""A workbook is weighed against what stands: only the right things change, everything else is asked."""

import openpyxl
import pytest

from linkdesk.actions import households, intake, survey_returns, surveys
from linkdesk.actions.intake import NEW, OLD, Weight
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.survey import ImportBatch, Problem
from linkdesk.survey import keys
from linkdesk.survey.directions import Directions
from tests.actions.walks import AREA, HEADINGS, ID, PHONE, POPULATION, keyed, number, rows
from tests.survey.workbooks import sheet


def weights(weighed):
    return [t.weight for t in weighed.taken]


def test_the_same_rows_again_are_all_the_same(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([*table, ["", "", "", "", ""]])
    assert set(weights(weighed)) == {Weight.SAME}
    assert weighed.counts == intake.Counts(same=6)


def test_a_wrong_number_that_comes_back_right_lifts_the_hold_without_asking(walk):
    table = rows()
    wrong = table[2][ID][:-2] + "00"
    file_hash = walk.start([*table[:2], [*table[2][:ID], wrong, *table[2][ID + 1:]], *table[3:]])
    assert len(walk.desk.dossier(walk.project_id).held) == 1
    weighed = walk.back(file_hash, table)
    assert weights(weighed).count(Weight.CHANGED) == 1
    assert not weighed.undecided({})
    assert weighed.counts == intake.Counts(changed=1, same=5)
    walk.take(weighed)
    assert walk.household("张秀英").id_number == table[2][ID]
    assert not walk.desk.dossier(walk.project_id).held
    settled = [p for p in walk.desk.store.load(Problem) if p.settled_at]
    assert [p.settled_how for p in settled] == ["已由退回核实的表更正"]
    assert walk.desk.store.count(Household) == 6


def test_a_number_still_wrong_replaces_what_was_said_of_it(walk):
    table = rows()
    file_hash = walk.start([[*table[0][:ID], "12345", *table[0][ID + 1:]], *table[1:]])
    table[0][ID] = number(0)[:-2] + "00"
    weighed = walk.back(file_hash, table)
    assert weighed.counts == intake.Counts(changed=1, same=5, held=1)
    walk.take(weighed)
    assert [(p.code, p.value) for p in walk.open(field="id_number")] == [("id_checksum", table[0][ID])]


def test_any_other_changed_cell_is_asked_and_either_answer_is_kept(walk):
    table = rows()
    file_hash = walk.start(table)
    table[1][POPULATION], table[3][AREA], table[3][PHONE] = 9, 300, "13911111111"
    weighed = walk.back(file_hash, table)
    asked = {t.household.head_name: {d.field: (d.old, d.new) for d in t.asks} for t in weighed.taken if t.asks}
    assert asked["李秀英"] == {"population": (2, 9)}
    assert set(asked["刘秀英"]) == {"homestead_area", "phone"}
    with pytest.raises(KnownError, match="2 户"):
        intake.change(walk.desk, weighed, {})
    first, second = (t.key for t in weighed.taken if t.asks)
    with pytest.raises(KnownError, match="1 户"):
        intake.change(walk.desk, weighed, {first: NEW, second: {"phone": NEW}})
    walk.take(weighed, {first: OLD, second: {"phone": NEW, "homestead_area": OLD}})
    assert walk.household("李秀英").population == 2
    assert walk.household("刘秀英").phone == "13911111111"
    assert walk.household("刘秀英").homestead_area == 213.5


def test_an_emptied_cell_is_asked_only_where_it_held_something(walk):
    table = rows()
    table[2][PHONE] = ""
    file_hash = walk.start(table)
    corrected = walk.household("张秀英")
    walk.desk.do(households.correct(walk.desk, corrected, "phone", "13922222222"))
    table[1][PHONE] = ""
    weighed = walk.back(file_hash, table)
    assert [(t.household.head_name, d.field, d.new) for t in weighed.taken for d in t.asks] == [("李秀英", "phone", None)]
    walk.take(weighed, {weighed.undecided({})[0].key: NEW})
    assert walk.household("李秀英").phone is None
    assert walk.household("张秀英").phone == "13922222222"


def test_what_was_corrected_here_is_not_asked_back_while_the_cell_is_as_it_was(walk):
    table = rows()
    table[4][PHONE] = "123"
    file_hash = walk.start(table)
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    walk.desk.do(households.correct(walk.desk, walk.household("陈秀英"), "phone", "13922222222"))
    walk.desk.do(households.correct(walk.desk, walk.household("刘秀英"), "homestead_area", "260"))
    assert walk.back(file_hash, table).counts == intake.Counts(same=6)
    table[1][POPULATION], table[4][PHONE] = 5, "456"
    weighed = walk.back(file_hash, table)
    assert [(d.field, d.old, d.new) for t in weighed.taken for d in t.asks] == [("population", 8, 5), ("phone", "13922222222", "456")]


def test_a_cell_corrected_in_the_review_counts_as_changed(walk):
    table = rows()
    file_hash = walk.start(table)
    path = sheet(walk.folder / "回.xlsx", [*HEADINGS, keys.ROW_HEADING], *keyed(file_hash, "调查表", table))
    reading = surveys.understand(path, directions=Directions().with_cell("调查表", 3, "F", "7"))
    weighed = intake.weigh(walk.desk, reading, walk.project_id)
    assert [(d.field, d.old, d.new) for t in weighed.taken for d in t.asks] == [("population", 2, 7)]


def test_a_good_value_that_has_become_unreadable_is_asked_without_keys_too(walk):
    walk.start(rows())
    table = rows()
    table[1][AREA] = "约120"
    weighed = walk.weigh([*table, ["", ""]])
    assert [(d.field, d.new) for t in weighed.taken for d in t.asks] == [("homestead_area", None)]
    assert weighed.counts.held == 1
    walk.take(weighed, {weighed.undecided({})[0].key: OLD})
    assert not walk.open()


def test_what_goes_to_the_village_and_comes_back_corrected(walk):
    table = rows(8)
    table[2][ID], table[5][AREA] = table[2][ID][:-2] + "00", "约120"
    path = sheet(walk.folder / "上沟村.xlsx", HEADINGS, *table)
    walk.desk.store.files.put(path)
    walk.take(intake.weigh(walk.desk, surveys.understand(path), walk.project_id))
    batch = walk.desk.store.load(ImportBatch)[0]
    out = survey_returns.of_batch(walk.desk, batch.id, walk.folder / "退回.xlsx")
    book = openpyxl.load_workbook(out)
    cells = book["调查表"]
    at = next(r for r in range(1, 20) if cells.cell(r, 4).value == "张秀英")
    cells.cell(at, 5).value, cells.cell(at, 6).value = number(2), 5
    cells.cell(at + 3, 7).value = 240
    book.save(out)
    weighed = intake.weigh(walk.desk, surveys.understand(out), walk.project_id)
    assert weighed.counts == intake.Counts(changed=2, same=6)
    assert [(t.household.head_name, d.field) for t in weighed.taken for d in t.asks] == [("张秀英", "population")]
    walk.take(weighed, {t.key: OLD for t in weighed.undecided({})})
    assert not walk.desk.dossier(walk.project_id).held
    assert walk.household("张秀英").population == 3
    assert walk.desk.store.count(Household) == 8


def test_what_a_workbook_has_no_column_for_stays(walk):
    walk.start(rows())
    path = sheet(walk.folder / "少列.xlsx", ["户主姓名", "身份证号", "联系电话"],
                 *([row[3], row[ID], row[PHONE]] for row in rows()))
    weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
    assert not [t for t in weighed.taken if t.differences]


def test_a_row_written_over_by_somebody_else_is_somebody_new(walk):
    table = rows()
    file_hash = walk.start(table)
    table[5][3], table[5][ID] = "赵大山", number(77)
    weighed = walk.back(file_hash, table)
    assert weighed.counts == intake.Counts(new=1, same=5)


def test_rows_held_are_found_again_without_keys(walk):
    table = rows()
    table[1][ID], table[2][ID], table[4][ID] = number(1)[:-2] + "00", "", table[0][ID]
    walk.start(table)
    assert len(walk.desk.dossier(walk.project_id).held) == 3
    again = rows()
    weighed = walk.weigh([*again[:4], table[4], again[5], ["", "", "", ""]])
    assert weighed.counts.new == 0
    assert weighed.counts.held == 1
    settled = {t.household.head_name: t.settles for t in weighed.taken if t.settles}
    assert settled == {"李秀英": {"id_number"}}
    assert {t.household.head_name for t in weighed.undecided({})} == {"张秀英"}


def test_a_file_is_taken_in_again_when_something_was_changed_since(walk):
    path = sheet(walk.folder / "同一份.xlsx", HEADINGS, *rows())
    for _ in range(2):
        weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
        if weighed.counts.new:
            walk.take(weighed)
    with pytest.raises(KnownError, match="没有变化"):
        intake.change(walk.desk, weighed, {})
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
    assert weighed.counts == intake.Counts(changed=1, same=5)
    walk.take(weighed, {weighed.undecided({})[0].key: NEW})
    assert walk.household("李秀英").population == 2
