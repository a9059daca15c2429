"""No row is lost, everything can be taken back, and nothing old is taken for new."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk.actions import households, intake
from linkdesk.actions.intake import NEW, OLD
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.survey import ImportBatch, SourceRow
from tests.actions.walks import AREA, ID, POPULATION, Walk, everything, number, rows


def test_undo_of_an_import_brings_back_what_stood(walk):
    table = rows()
    table[2][ID] = ""
    file_hash = walk.start(table)
    before = everything(walk.desk)
    fixed = rows(8)
    fixed[1][POPULATION], fixed[3][AREA] = 9, "约300"
    weighed = walk.back(file_hash, fixed)
    walk.take(weighed, {t.key: NEW for t in weighed.undecided({})})
    assert walk.household("刘秀英").homestead_area is None
    assert everything(walk.desk) != before
    undone = walk.desk.undo()
    assert {o.outcome for o in undone.outcomes} == {"已撤销"}
    assert everything(walk.desk) == before


def test_the_batch_says_what_came_of_it(walk):
    import json
    table = rows()
    file_hash = walk.start(table)
    table[1][ID] = ""
    table.append([7, "上沟村", "", "赵大山", "12345", 3, 200, "同意", ""])
    weighed = walk.back(file_hash, table)
    walk.take(weighed, {t.key: OLD for t in weighed.undecided({})})
    said = json.loads(walk.desk.store.load(ImportBatch)[-1].understood)
    assert {name: said[name] for name in ("rows_read", "new", "changed", "same", "held")} == {
        "rows_read": 7, "new": 1, "changed": 1, "same": 5, "held": 1}


def test_weighing_can_be_stopped(walk):
    def stop(done, total):
        raise Cancelled

    reading = walk.book(rows())
    with pytest.raises(Cancelled):
        intake.weigh(walk.desk, reading, walk.project_id, stop)


def test_a_change_meanwhile_is_looked_at_again(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([*table, ["", ""]])
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    with pytest.raises(KnownError, match="1 户"):
        intake.change(walk.desk, weighed, {})


edits = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 8), st.sampled_from(
    ["", "约120", "130.5", "王秀英", "上沟村", "同意", number(3), number(70), "12345", "#REF!", "13900000001"])), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(edits=edits, choice=st.sampled_from([NEW, OLD]), with_keys=st.booleans())
def test_no_row_is_lost_whatever_comes_back(tmp_path_factory, edits, choice, with_keys):
    walk = Walk(tmp_path_factory.mktemp("walk"))
    file_hash = walk.start(rows())
    before = everything(walk.desk)
    table = rows()
    for at, column, text in edits:
        table[at][column] = text
    weighed = walk.back(file_hash, table) if with_keys else walk.weigh([*table, ["", "", "", "说明"]])
    walk.take(weighed, {t.key: choice for t in weighed.taken})
    batch = walk.desk.store.load(ImportBatch)[-1]
    kept = walk.desk.store.load(SourceRow, batch_id=batch.id)
    assert len(kept) == batch.rows_read == weighed.reading.rows_read
    assert all(row.household_id for row in kept)
    assert sum(1 for t in weighed.taken) == len(weighed.reading.households)
    standing = {h.id for h in walk.desk.store.load(Household)}
    assert standing >= set(before[Household])
    assert len(standing) == 6 + weighed.counts.new
    walk.desk.undo()
    assert everything(walk.desk) == before
    walk.desk.close()
