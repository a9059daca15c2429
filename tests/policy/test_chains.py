"""Which chain a project goes, by its facts; an open fact leaves both ways possible."""

from datetime import date

import pytest

from linkdesk.domain.project import Project
from linkdesk.policy import chains
from linkdesk.policy.terms import Act, Actor, Subject
from tests.policy.dossiers import DAY, shipped


def plan_chains(pack_id, **facts):
    found = chains.chains(shipped()[pack_id], Project(**facts), DAY, Subject.PLAN, Subject.OLD_PLAN)
    return [c.id for c in found if "CITY" not in c.id]


@pytest.mark.parametrize(("trade", "expected"), [
    (False, ["A-PLAN-LOCAL"]), (True, ["A-PLAN-OLD"]), (None, ["A-PLAN-LOCAL", "A-PLAN-OLD"]),
])
def test_trading_decides_the_chain_of_the_plan(trade, expected):
    assert plan_chains("A", surplus_trade=trade) == expected
    open_ = chains.open_facts(chains.chains(shipped()["A"], Project(surplus_trade=trade), DAY), Project(surplus_trade=trade))
    assert open_ == (("surplus_trade",) if trade is None else ())


@pytest.mark.parametrize(("extended", "acts"), [
    (True, [Act.COMPILE, Act.APPROVE]), (False, [Act.COMPILE, Act.EXAMINE, Act.APPROVE]),
    (None, [Act.COMPILE, Act.EXAMINE, Act.APPROVE]),
])
def test_a_county_with_extended_powers_skips_the_city(extended, acts):
    project = Project(surplus_trade=True, extended_powers_county=extended)
    (chain,) = chains.chains(shipped()["A"], project, DAY, Subject.OLD_PLAN)
    assert [s.act for s in chains.steps(chain, project)] == acts


def test_review_examination_and_approval_are_kept_apart():
    (chain,) = chains.chains(shipped()["A"], Project(surplus_trade=False), DAY, Subject.PLAN)
    assert [(s.actor, s.act) for s in chain.steps] == [
        (Actor.COUNTY, Act.COMPILE), (Actor.CITY_LAND, Act.REVIEW), (Actor.CITY, Act.APPROVE), (Actor.PROVINCE_LAND, Act.FILE)]


def test_dazhou_goes_from_special_plan_to_the_province():
    (chain,) = chains.chains(shipped()["B"], Project(), DAY, Subject.PLAN)
    assert chain.requires == ("B-SPECIAL-PLAN",)
    assert [s.act for s in chain.steps] == [Act.COMPILE, Act.JOINT_REVIEW, Act.JOINT_REVIEW, Act.POOL, Act.FORWARD, Act.ESTABLISH]


def test_who_decides_an_advance_is_not_invented():
    (chain,) = chains.chains(shipped()["B"], Project(), DAY, Subject.ADVANCE)
    assert {s.actor for s in chain.steps} == {Actor.UNSTATED}


@pytest.mark.parametrize(("trade", "expected"), [
    (False, {"A-ACCEPT-3Y": 3}), (True, {"A-ACCEPT-3Y": 3, "A-ACCEPT-2Y": 2}),
])
def test_time_limits_follow_the_facts(trade, expected):
    assert {c.id: c.limit for c in chains.clocks(shipped()["A"], Project(surplus_trade=trade), DAY)} == expected


def test_nothing_applies_before_the_policy():
    assert chains.chains(shipped()["A"], Project(), date(2018, 2, 22)) == ()
    assert chains.clocks(shipped()["A"], Project(), date(2018, 2, 22)) == ()
