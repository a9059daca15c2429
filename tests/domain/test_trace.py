"""What follows from entries: who has signed, how far the work has come, and which facts of the conditions hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement_words import AcceptanceLevel, AgreementStage, WorkWay
from linkdesk.domain.trace import FACTS, Trace, standing_events, traces
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.domain.agreements import HOUSEHOLD, PAIR, SUMMER, Kind, agreement, day, event, pair, signed

DEMOLISH, RECLAIM = pair()


def trace(*events, agreements=(DEMOLISH, RECLAIM), level=None):
    return traces(PAIR, agreements, events, level).get(HOUSEHOLD, Trace(HOUSEHOLD, PAIR, (), ()))


def both_signed(on=None):
    on = on or day(6, 10)
    return [*signed(DEMOLISH, on), *signed(RECLAIM, on)]


def fact(name, *events, on=SUMMER, **other):
    return FACTS[name](trace(*events, **other), on)


def test_a_paper_is_signed_when_every_box_is():
    first = event(Kind.PARTY_B_SIGNED, day(6, 10), DEMOLISH)
    assert trace().stage(DEMOLISH) is AgreementStage.PRINTED
    assert trace(first).stage(DEMOLISH) is AgreementStage.PART_SIGNED
    assert trace(*signed(DEMOLISH, day(6, 10))).stage(DEMOLISH) is AgreementStage.SIGNED
    later = trace(first, event(Kind.PARTY_A_SIGNED, day(6, 20), DEMOLISH), event(Kind.WITNESS_SIGNED, day(6, 15), DEMOLISH))
    assert later.signed_on(DEMOLISH) == day(6, 20)


def test_a_pair_is_complete_on_the_day_of_its_last_signature():
    assert not trace(*signed(DEMOLISH, day(6, 10))).dual_signed
    whole = trace(*signed(DEMOLISH, day(6, 10)), *signed(RECLAIM, day(6, 12)))
    assert (whole.dual_signed, whole.dual_signed_on) == (True, day(6, 12))


def test_without_a_pair_nothing_is_dual_signed():
    assert not Trace(HOUSEHOLD, (), (DEMOLISH,), tuple(signed(DEMOLISH, day(6, 10)))).dual_signed


def test_a_paper_taken_over_is_signed_though_it_tells_no_day():
    taken = pair(state=AgreementState.TAKEN_OVER)
    found = trace(agreements=taken)
    assert (found.dual_signed, found.dual_signed_on) == (True, None)
    assert fact("dual_signed_before_demolition", event(Kind.DEMOLISHED, day(6, 20)), agreements=taken) is None


def test_a_corrected_entry_is_gone_and_so_is_its_correction():
    wrong = event(Kind.DEMOLISHED, day(6, 20), id="wrong")
    assert standing_events([wrong, event(Kind.REVOKED, day(6, 21), revokes_id="wrong")]) == ()


def test_entries_of_one_day_stand_in_the_order_of_the_work_whoever_came_first():
    done = [event(Kind.DEMOLITION_ACCEPTED, day(6, 20), passed=True), event(Kind.DEMOLISHED, day(6, 20)), event(Kind.VACATED, day(6, 20))]
    kinds = [e.kind for e in standing_events(done)]
    assert kinds == [Kind.VACATED, Kind.DEMOLISHED, Kind.DEMOLITION_ACCEPTED] == [e.kind for e in standing_events(done[::-1])]


def test_void_agreements_leave_the_ground_as_it_is():
    found = trace(event(Kind.DEMOLISHED, day(6, 20)), agreements=pair(state=AgreementState.VOID))
    assert found.agreements == ()
    assert found.last(Kind.DEMOLISHED)


def accepted(passed, level=None, on=None):
    return event(Kind.DEMOLITION_ACCEPTED, on or day(6, 25), passed=passed, level=level)


VILLAGE, TOWNSHIP, COUNTY = AcceptanceLevel


@pytest.mark.parametrize(("entries", "level", "day_that_counts"), [
    ([], None, None),
    ([accepted(True)], None, day(6, 25)),
    ([accepted(False), accepted(True, on=day(6, 28))], None, day(6, 28)),
    ([accepted(True), accepted(False, on=day(6, 28))], None, None),
    ([accepted(True, VILLAGE), accepted(True, TOWNSHIP, day(6, 28))], None, day(6, 25)),
    ([accepted(True, VILLAGE), accepted(True, TOWNSHIP, day(6, 28))], TOWNSHIP, day(6, 28)),
    ([accepted(True, VILLAGE)], TOWNSHIP, None),
    ([accepted(True)], TOWNSHIP, None),
    ([accepted(True, COUNTY)], TOWNSHIP, day(6, 25)),
    ([accepted(False, VILLAGE), accepted(True, TOWNSHIP)], None, day(6, 25)),
])
def test_the_acceptance_that_stands(entries, level, day_that_counts):
    found = trace(*entries, level=level).accepted(Kind.DEMOLITION_ACCEPTED)
    assert (found and found.happened_on) == day_that_counts


DOWN, DOWN_BY_OTHERS = (event(Kind.DEMOLISHED, day(6, 20), way=way) for way in (WorkWay.SELF, WorkWay.ORGANISED))


@pytest.mark.parametrize(("name", "entries", "holds"), [
    ("dual_signed", [], None), ("dual_signed", both_signed(), True),
    ("dual_signed", [*both_signed(), event(Kind.WITHDRAWN, day(6, 15), DEMOLISH)], False),
    ("dual_signed_before_demolition", both_signed(), None),
    ("dual_signed_before_demolition", [*both_signed(), DOWN], True),
    ("dual_signed_before_demolition", [*both_signed(day(6, 20)), DOWN], True),
    ("dual_signed_before_demolition", [*both_signed(day(6, 21)), DOWN], False),
    ("dual_signed_before_demolition", [DOWN], False),
    ("vacated", [], None), ("vacated", [event(Kind.VACATED, day(6, 18))], True), ("vacated", [DOWN], True),
    ("demolished", [], None), ("demolished", [DOWN], True),
    ("demolished_by_itself", [], None), ("demolished_by_itself", [DOWN], True), ("demolished_by_itself", [DOWN_BY_OTHERS], False),
    ("demolition_accepted", [DOWN], None), ("demolition_accepted", [DOWN, accepted(True)], True),
    ("demolition_accepted", [DOWN, accepted(False)], False),
    ("demolition_accepted_in_time", [DOWN], None), ("demolition_accepted_in_time", [accepted(True, on=day(9, 30))], True),
    ("demolition_accepted_in_time", [accepted(True, on=day(10, 1))], False),
    ("reclaimed", [], None), ("reclaimed", [event(Kind.RECLAIMED, day(6, 30))], True), ("moved_in", [], None),
])
def test_facts_hold_do_not_hold_or_cannot_be_said_yet(name, entries, holds):
    assert fact(name, *entries) is holds


def test_a_term_that_has_passed_without_acceptance_is_missed_and_without_a_term_nothing_is_said():
    assert fact("demolition_accepted_in_time", on=day(10, 1)) is False
    assert fact("demolition_accepted_in_time", accepted(True), agreements=pair(demolish_by=None)) is None


def supplement(**other):
    return replace(agreement(AgreementKind.DEMOLISH, id=other.pop("id")), supplements_id=DEMOLISH.id,
                   **({"persons": None, "rate": None, "amount": None, "demolish_by": None, "reclaim_by": None} | other))


def test_a_supplement_is_in_force_when_signed_and_the_one_signed_last_wins():
    longer, longest = supplement(id="s1", demolish_by=date(2018, 11, 30)), supplement(id="s2", demolish_by=date(2018, 12, 31))
    every = DEMOLISH, RECLAIM, longer, longest
    assert trace(agreements=every).in_force(DEMOLISH).demolish_by == day(9, 30)
    found = trace(*signed(longest, day(7, 1)), *signed(longer, day(7, 5)), agreements=every)
    assert found.in_force(DEMOLISH).demolish_by == date(2018, 11, 30)
    assert found.in_force(DEMOLISH).persons == 4
    assert found.priced_by(DEMOLISH) == DEMOLISH, "a term changes no amount"
    assert found.mains == (DEMOLISH, RECLAIM)


def test_a_supplement_ends_with_what_it_supplements():
    more = supplement(id="s1", demolish_by=date(2018, 11, 30))
    void = replace(DEMOLISH, state=AgreementState.VOID)
    assert trace(agreements=(void, RECLAIM, more)).agreements == (RECLAIM,)


def test_lines_follow_the_supplement_that_states_an_amount():
    more = supplement(id="s1", persons=5, amount=Decimal(50_000))
    found = trace(*signed(more, day(7, 1)), agreements=(DEMOLISH, RECLAIM, more))
    assert found.priced_by(DEMOLISH) == more
    assert found.in_force(DEMOLISH).persons == 5
