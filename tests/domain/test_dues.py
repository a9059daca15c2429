"""What is payable under an agreement: by the pack's conditions, at the reduced rate, not at all, and never above what was agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement_words import StandardBasis, WorkWay
from linkdesk.domain.book import Had
from linkdesk.domain.dues import Condition, due
from linkdesk.domain.trace import traces
from linkdesk.domain.words import AgreementKind, AgreementState, Certainty
from tests.domain.agreements import AUTUMN, HOUSEHOLD, PAIR, Kind, day, event, line, pair, signed

DEMOLISH, RECLAIM = pair()
SIGNED = [*signed(DEMOLISH, day(6, 10)), *signed(RECLAIM, day(6, 10))]
ACCEPTED = event(Kind.DEMOLITION_ACCEPTED, day(6, 25), passed=True)
LATE = event(Kind.DEMOLITION_ACCEPTED, day(10, 2), passed=True)
REWARD, HOUSE = line(DEMOLISH), line(DEMOLISH, label="砖混房屋补偿", basis=StandardBasis.BY_STRUCTURE, reward=False, unit="元/㎡",
                                     quantity=Decimal("120.5"), price=Decimal(600), amount=Decimal(72_300))


def down(way=WorkWay.SELF):
    return event(Kind.DEMOLISHED, day(6, 20), way=way)


def condition(fact, label, rewards_only=True, reduced=None):
    return Condition(fact, AgreementKind.DEMOLISH, fact, label, "A §三(四)", "", Certainty.STATED, rewards_only,
                     None if reduced is None else Decimal(reduced))


def conditions(other_way=None, late=None):
    return (condition("dual_signed", "两份协议均已签订", rewards_only=False), condition("demolished_by_itself", "自行拆除", reduced=other_way),
            condition("demolition_accepted", "拆除验收合格"),
            condition("demolition_accepted_in_time", "在约定期限内验收", reduced=late))


def owed(*events, lines=(REWARD,), of=DEMOLISH, under=None, had=None):
    trace = traces(PAIR, (of, RECLAIM), events)[HOUSEHOLD]
    return due(trace, of, lines, under or conditions(), had or Had(), AUTUMN)


@pytest.mark.parametrize(("entries", "under", "payable"), [
    ([], conditions(), 0),
    (SIGNED, conditions(), 0),
    ([*SIGNED, down()], conditions(), 0),
    ([*SIGNED, down(), ACCEPTED], conditions(), 40_000),
    ([down(), ACCEPTED], conditions(), 0),
    ([*SIGNED, down(WorkWay.ORGANISED), ACCEPTED], conditions(), 0),
    ([*SIGNED, down(WorkWay.ORGANISED), ACCEPTED], conditions(other_way=3000), 12_000),
    ([*SIGNED, down(), LATE], conditions(late=5000), 20_000),
    ([*SIGNED, down(), LATE], conditions(), 0),
    ([*SIGNED, down(WorkWay.ENTRUSTED), LATE], conditions(other_way=3000, late=5000), 12_000),
    ([*SIGNED, down(WorkWay.ENTRUSTED), LATE], conditions(other_way=3000), 0),
    ([*SIGNED, down(WorkWay.ENTRUSTED)], conditions(other_way=3000), 0),
    ([*SIGNED, down(), LATE], conditions(late=90_000), 40_000),
])
def test_what_is_payable(entries, under, payable):
    assert owed(*entries, under=under).payable == payable


def test_the_formula_says_how_it_was_reached_and_why_not_more():
    assert owed(*SIGNED, down(), ACCEPTED).formula == "旧房拆除奖补4人×10,000.00元/人"
    said = owed(*SIGNED, down(WorkWay.ORGANISED), ACCEPTED, under=conditions(other_way=3000)).formula
    assert said == "旧房拆除奖补4人×3,000.00元/人（自行拆除未满足）"
    assert owed(*SIGNED).formula == "旧房拆除奖补0.00元（自行拆除尚未满足、拆除验收合格尚未满足、在约定期限内验收未满足）"
    assert owed().formula == "协议已印制，不付款"


def test_a_reduced_rate_above_the_agreed_one_is_neither_paid_nor_said():
    assert owed(*SIGNED, down(), LATE, under=conditions(late=90_000)).formula == "旧房拆除奖补4人×10,000.00元/人（在约定期限内验收未满足）"


def test_the_formula_shows_every_decimal_that_was_reckoned_with():
    fine = replace(HOUSE, quantity=Decimal("12.3456"), price=Decimal("100.125"), amount=Decimal("1236.10"))
    assert "12.3456㎡×100.125元/㎡" in owed(*SIGNED, lines=(fine,)).formula


def test_compensation_waits_for_both_signatures_only():
    found = owed(*SIGNED, lines=(REWARD, HOUSE))
    assert (found.agreed, found.payable) == (112_300, 72_300)
    assert "砖混房屋补偿120.50㎡×600.00元/㎡" in found.formula
    only_one = owed(*signed(DEMOLISH, day(6, 10)), lines=(REWARD, HOUSE))
    assert only_one.payable == 0


def test_an_open_line_leaves_the_whole_open_and_pays_nothing_for_itself():
    found = owed(*SIGNED, down(), ACCEPTED, lines=(replace(REWARD, amount=None), HOUSE))
    assert (found.agreed, found.payable) == (None, 72_300)


def test_what_is_on_the_way_is_not_paid_again():
    found = owed(*SIGNED, down(), ACCEPTED, had=Had(Decimal(10_000), Decimal(25_000)))
    assert (found.remaining, found.overpaid) == (5_000, 0)


@pytest.mark.parametrize("end", [Kind.WITHDRAWN, Kind.TERMINATED])
def test_who_ended_the_agreement_is_owed_nothing_and_gives_back_what_was_paid(end):
    found = owed(*SIGNED, event(end, day(6, 15), DEMOLISH), had=Had(Decimal(10_000)))
    assert (found.payable, found.remaining, found.overpaid) == (0, 0, 10_000)
    assert "不付款" in found.formula
    back = owed(*SIGNED, event(end, day(6, 15), DEMOLISH, repaid=Decimal(10_000)), had=Had(Decimal(10_000)))
    assert (back.paid, back.overpaid) == (0, 0)


def test_an_acceptance_taken_back_makes_what_was_paid_too_much():
    found = owed(*SIGNED, down(), ACCEPTED, event(Kind.DEMOLITION_ACCEPTED, day(7, 1), passed=False), had=Had(Decimal(40_000)))
    assert (found.payable, found.overpaid) == (0, 40_000)


def test_what_a_paper_taken_over_had_before_stands_though_nobody_entered_the_work():
    taken = replace(DEMOLISH, state=AgreementState.TAKEN_OVER, paid_before=Decimal(40_000), signed_on=date(2018, 5, 1))
    other = replace(RECLAIM, state=AgreementState.TAKEN_OVER)
    found = due(traces(PAIR, (taken, other), ())[HOUSEHOLD], taken, (REWARD,), conditions(), Had(), AUTUMN)
    assert (found.paid, found.payable, found.overpaid) == (40_000, 40_000, 0)
    lowered = line(taken, quantity=Decimal(3), amount=Decimal(30_000))
    less = due(traces(PAIR, (taken, other), ())[HOUSEHOLD], taken, (lowered,), conditions(), Had(), AUTUMN)
    assert (less.paid, less.payable, less.overpaid) == (40_000, 30_000, 10_000)


def test_an_agreement_is_paid_only_when_no_condition_can_still_make_something_payable():
    had = Had(paid=Decimal(72_300))
    compensated = owed(*SIGNED, lines=(HOUSE, REWARD), had=had)
    assert (compensated.payable, compensated.is_paid) == (72_300, False)
    late = owed(*SIGNED, down(), LATE, lines=(HOUSE, REWARD), had=had)
    assert (late.payable, late.is_paid) == (72_300, True)
