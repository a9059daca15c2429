"""A held row is corrected, settled, searched, pasted and removed."""

from dataclasses import replace

import pytest

from linkdesk.actions import agreements, edits, households
from linkdesk.documents.agreements.proof_sheet import left_out
from linkdesk.domain.entry import Unreadable
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import Problem

GOOD_ID = "11010519491231002X"


def _held(desk, project_id, code):
    dossier = desk.dossier(project_id)
    problem = next(p for p in dossier.problems if p.code == code and p.holds)
    return next(h for h in dossier.households if h.id == problem.household_id), problem


def test_a_corrected_field_lets_the_household_go_and_undo_holds_it_again(sample):
    desk, project_id = sample
    household, problem = _held(desk, project_id, "id_checksum")
    desk.do(households.correct(desk, household, "id_number", GOOD_ID))
    assert household.id not in desk.dossier(project_id).held
    settled = desk.store.get(Problem, problem.id)
    assert (settled.settled_by, settled.settled_how) == ("演示员", "已改正")
    desk.undo()
    assert household.id in desk.dossier(project_id).held
    assert desk.store.get(Household, household.id) == household


def test_an_id_that_somebody_else_has_is_refused(sample):
    desk, project_id = sample
    household, _ = _held(desk, project_id, "id_checksum")
    taken = next(h for h in desk.dossier(project_id).households if h.id_number)
    with pytest.raises(Unreadable, match="另一户"):
        households.correct(desk, household, "id_number", taken.id_number)


def test_a_birth_date_to_come_is_refused(sample):
    desk, project_id = sample
    number = "14112720180703001"
    with pytest.raises(Unreadable, match="出生日期"):
        households.correct(desk, desk.dossier(project_id).households[0], "id_number", number + check_digit(number))


@pytest.mark.parametrize("name", ["head_name", "id_number", "homestead_area"])
def test_who_lacks_what_an_agreement_cannot_do_without_is_left_out(sample, name):
    desk, project_id = sample
    household = agreements.eligible(desk.dossier(project_id))[0][0]
    desk.do(households.correct(desk, household, name, ""))
    why = {out.household.id: out.why for out in agreements.eligible(desk.dossier(project_id))[1]}
    said = f"缺{fields_of(Household)[name].label}"
    assert why[household.id] == said
    assert [w for h, w in left_out(desk.dossier(project_id)) if h.id == household.id] == [said]


def test_nobody_is_pasted_who_stands_here_already(sample):
    desk, project_id = sample
    taken = next(h.id_number for h in desk.dossier(project_id).households if h.id_number)
    with pytest.raises(Unreadable, match="第 2 行"):
        households.paste(desk, project_id, [["甲", ""], ["乙", taken]], ["head_name", "id_number"])
    with pytest.raises(Unreadable, match="第 2 行"):
        households.paste(desk, project_id, [["甲", "11010519491231002X"], ["乙", "11010519491231002x"]], ["head_name", "id_number"])
    assert len(households.paste(desk, project_id, [["甲", ""], ["乙", ""]], ["head_name", "id_number"]).after) == 2


def test_clearing_a_field_settles_nothing(sample):
    desk, project_id = sample
    household, _ = _held(desk, project_id, "not_a_number")
    desk.do(households.correct(desk, household, "homestead_area", ""))
    assert household.id in desk.dossier(project_id).held


def test_an_area_typed_in_mu_keeps_what_was_typed(sample):
    desk, project_id = sample
    household, _ = _held(desk, project_id, "not_a_number")
    desk.do(households.correct(desk, household, "homestead_area", "0.3亩"))
    now = desk.store.get(Household, household.id)
    assert now.homestead_area == 200
    assert now.as_typed == (("homestead_area", "0.3亩"),)


def test_an_officer_states_that_it_is_right(sample):
    desk, project_id = sample
    household, problem = _held(desk, project_id, "id_duplicate")
    with pytest.raises(KnownError):
        households.settle(desk, problem, "  ")
    desk.do(households.settle(desk, problem, "已到户核对，另一户为登记错误"))
    assert household.id not in desk.dossier(project_id).held


def test_an_edit_on_an_old_state_is_refused_and_nothing_is_written(sample):
    desk, project_id = sample
    household = desk.dossier(project_id).households[0]
    desk.do(edits.set_field(household, "note", "第一次"))
    with pytest.raises(Stale):
        desk.do(edits.set_field(household, "note", "第二次"))
    assert desk.store.get(Household, household.id).note == "第一次"


def test_pasted_rows_become_households_and_a_bad_cell_refuses_all(sample):
    desk, project_id = sample
    names = ("village", "head_name", "population", "homestead_area")
    desk.do(households.paste(desk, project_id, [["上沟村", "新户甲", "3人", "0.3亩"], ["", "", "", ""]], names))
    assert desk.store.count(Household, head_name="新户甲") == 1
    with pytest.raises(Unreadable, match="第 2 行"):
        households.paste(desk, project_id, [["上沟村", "乙", "3", "1"], ["上沟村", "丙", "很多", "1"]], names)


def test_removing_takes_the_rows_below_and_undo_brings_them_back(sample):
    desk, project_id = sample
    household, _ = _held(desk, project_id, "missing")
    desk.do(households.remove(desk, [household]))
    assert desk.store.get(Household, household.id) is None
    assert desk.store.count(Problem, household_id=household.id) == 0
    desk.undo()
    assert desk.store.get(Household, household.id) == household
    assert household.id in desk.dossier(project_id).held


def test_a_household_with_agreements_is_not_removed(sample):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    first = agreements.eligible(desk.dossier(project_id))[0][0]
    with pytest.raises(KnownError, match="已有协议"):
        households.remove(desk, [first])


def test_values_equal_to_what_stands_write_nothing(sample):
    desk, project_id = sample
    household = desk.dossier(project_id).households[0]
    before = desk.store.data_version
    assert desk.do(edits.set_field(replace(household), "population", str(household.population))) is None
    assert desk.store.data_version == before
