"""The clause-by-clause table: each row's state, what was measured, who judged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.project import Judgement
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.judging import latest_judgements
from linkdesk.policy.terms import RowResult
from tests.policy.dossiers import dossier, household, old, settlement, shipped


def states(of):
    return {(s.pack_id, s.row.id): s for s in rows_with_state(of, shipped().values())}


def test_every_row_of_the_projects_packs_stands_in_the_table_in_order():
    made = rows_with_state(dossier(old("6")), reversed(shipped().values()))
    expected = [row.id for pack_id in ("B", "LD") for row in shipped()[pack_id].rows]
    assert [s.row.id for s in made] == expected


def test_a_row_that_holds_shows_what_was_measured():
    row = states(dossier(old("6")))["B", "B21-16"]
    assert (row.clause, row.state) == ("B §二(一)", RowResult.MET)
    assert row.result == "拆旧区总面积 6.0000 公顷（应不小于 5 公顷，不大于 30 公顷）"
    assert row.findings == ()


def test_states_of_checked_rows():
    refusing = [household(willing=False)]
    made = states(dossier(old("40"), settlement("0.1"), households=refusing))
    assert made["B", "B21-16"].state is RowResult.NOT_MET
    assert made["B", "B27-11"].state is RowResult.DOUBTFUL
    assert made["B", "B21-19"].state is RowResult.UNDETERMINED
    assert "安置人数" in made["B", "B21-19"].result
    assert [f.rule_id for f in made["B", "B21-16"].findings] == ["R06"]


def test_rows_of_a_policy_not_yet_in_force_say_so():
    made = states(dossier(old("6"), on=date(2017, 1, 1)))
    assert made["B", "B21-16"].state is RowResult.NOT_IN_FORCE


def test_many_values_are_cut_short():
    made = states(dossier(*(old("1", code=f"CJ-{at}", stated_area=Decimal(9000)) for at in range(6))))
    assert made["LD", "L-01"].result.endswith("等 12 项")


def judged(satisfied):
    return Judgement(project_id="p", pack_id="B", row_id="B21-17", satisfied=satisfied, officer_name="李工",
                     judged_on=date(2018, 6, 1), basis="现场核查记录 3 号")


def test_rows_left_to_a_person():
    of = dossier(old("6"))
    assert states(of)["B", "B21-17"].state is RowResult.TO_JUDGE
    for satisfied, state in ((True, RowResult.JUDGED_MET), (False, RowResult.JUDGED_NOT_MET), (None, RowResult.TO_JUDGE)):
        assert states(replace(of, judgements=(judged(satisfied),)))["B", "B21-17"].state is state
    row = states(replace(of, judgements=(judged(True),)))["B", "B21-17"]
    assert row.result == "李工 2018-06-01：现场核查记录 3 号"


def test_of_several_judgements_on_a_row_the_last_stands():
    mine, later = judged(True), replace(judged(False), judged_on=date(2018, 7, 1), id="later")
    found = latest_judgements(replace(dossier(old("6")), judgements=(later, mine)), shipped()["B"])
    assert found == {mine.row_id: later}
