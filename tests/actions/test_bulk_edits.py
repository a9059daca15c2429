"""One field of many households: what it does is said before, done in one change, settled with its problems, and undone at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.actions import bulk_edits
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import ResettlementChoice


@pytest.fixture
def three(sample):
    desk, project_id = sample
    chosen = desk.store.load(Household, project_id=project_id)[:3]
    choices = (None, ResettlementChoice.MONEY, ResettlementChoice.SCATTERED)
    desk.do(Change("安置方式", before=tuple(chosen), after=tuple(
        replace(h, resettlement_choice=c) for h, c in zip(chosen, choices, strict=True))))
    return desk, [desk.store.get(Household, h.id) for h in chosen]


def test_what_it_would_do_is_counted_before(three):
    _, chosen = three
    counts = bulk_edits.preview(chosen, "resettlement_choice", "货币安置")
    assert (counts.same, counts.filled, counts.overwritten, counts.differing) == (1, 1, 1, 2)


def test_it_is_one_change_and_one_undo(three):
    desk, chosen = three
    desk.do(bulk_edits.bulk(desk, chosen, "resettlement_choice", "货币安置"))
    assert {desk.store.get(Household, h.id).resettlement_choice for h in chosen} == {ResettlementChoice.MONEY}
    assert desk.undo_title == "批量修改安置方式 2 户"
    desk.undo()
    assert [desk.store.get(Household, h.id) for h in chosen] == chosen


def test_areas_are_read_as_typed_and_problems_about_them_settled(three):
    desk, chosen = three
    desk.do(Change("问题", after=(Problem(household_id=chosen[0].id, field="homestead_area", code="missing"),)))
    desk.do(bulk_edits.bulk(desk, chosen, "homestead_area", "0.3亩"))
    now = [desk.store.get(Household, h.id) for h in chosen]
    assert {h.homestead_area for h in now} == {Decimal("200.0000")}
    assert {dict(h.as_typed)["homestead_area"] for h in now} == {"0.3亩"}
    assert all(p.settled_at for p in desk.store.load(Problem, household_id=chosen[0].id, field="homestead_area"))


@pytest.mark.parametrize("name", ["id_number", "head_name", "bank_account", "left_out", "project_id"])
def test_what_belongs_to_one_household_is_not_given_to_many(three, name):
    desk, chosen = three
    with pytest.raises(KnownError, match="逐户"):
        bulk_edits.bulk(desk, chosen, name, "张三")


def test_a_value_that_cannot_be_read_changes_nothing(three):
    desk, chosen = three
    with pytest.raises(KnownError, match="请从"):
        bulk_edits.preview(chosen, "resettlement_choice", "随便")
    with pytest.raises(KnownError, match="已是这个值"):
        bulk_edits.bulk(desk, chosen[1:2], "resettlement_choice", "货币安置")
