"""Random histories of entries and corrections: no stage is skipped, nothing is payable beyond what was agreed, all can be taken back."""

import os
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain.agreement_words import AcceptanceLevel, AgreementStage, PairStage, WorkWay
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Condition
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.recording import ENTERED, Entry, judged, refuse_correction
from linkdesk.domain.recording.steps import ORDER, stands, unfounded
from linkdesk.domain.words import AgreementKind, Certainty
from tests.domain.agreements import HOUSEHOLD, PAIR, PROJECT, Kind, event, pair

FIRST, TODAY = date(2018, 6, 1), date(2019, 8, 1)
AGREED = pair(made_on=FIRST)
REDUCED = {"demolished_by_itself": Decimal(3000), "demolition_accepted_in_time": Decimal(50_000)}
_OF = {AgreementKind.DEMOLISH: ("dual_signed", "dual_signed_before_demolition", "demolished_by_itself", "demolition_accepted",
                                "demolition_accepted_in_time"),
       AgreementKind.RECLAIM: ("dual_signed", "reclaimed", "reclamation_accepted", "reclamation_accepted_in_time")}
CONDITIONS = tuple(Condition(f"{kind}-{fact}", kind, fact, fact, "A §三(四)", "", Certainty.STATED, fact != "dual_signed", REDUCED.get(fact))
                   for kind, facts in _OF.items() for fact in facts)
DONE = tuple(k for k in ENTERED if k not in (Kind.HEIR_CONFIRMED, Kind.STAMPED, Kind.COPIED, Kind.WITHDRAWN, Kind.TERMINATED))
"""The kinds that move a pair on; those that end it are drawn more rarely, or nothing else would ever be reached."""


def dossier(events):
    return Dossier(Project("青石", id=PROJECT), TODAY, households=(Household(PROJECT, head_name="张三", population=4, id=HOUSEHOLD),),
                   agreements=AGREED, agreement_events=tuple(events), conditions=CONDITIONS, pair=PAIR)


def seen(events):
    return dossier(events).progress.get(HOUSEHOLD)


@st.composite
def entries(draw):
    kind = draw(st.sampled_from((*DONE, *DONE, Kind.WITHDRAWN, Kind.TERMINATED)))
    return Entry(kind, FIRST + timedelta(days=draw(st.integers(-3, 430))), basis="证明", person=None,
                 agreement_kind=draw(st.sampled_from((None, None, AgreementKind.DEMOLISH, AgreementKind.RECLAIM))),
                 way=draw(st.sampled_from(WorkWay)), passed=draw(st.sampled_from((True, True, False))),
                 level=draw(st.sampled_from((None, *AcceptanceLevel))))


GOOD_YEAR = [Entry(kind, FIRST + timedelta(days=9 * at), way=WorkWay.SELF, passed=True, basis="证明") for at, kind in enumerate(
    (Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED, *ORDER[:5]), 1)]
"""What usually happens; random entries fall between, or a history would hardly ever come beyond the signatures."""


@st.composite
def histories(draw):
    """Entries (None for a correction of a random one) around a good year of which some steps are left out."""
    usual = [e for e in GOOD_YEAR if draw(st.integers(0, 9))]
    steps = [*usual, *draw(st.lists(st.one_of(st.none(), entries()), max_size=20))]
    return draw(st.permutations(steps)) if draw(st.booleans()) else steps


def play(steps, pick):
    """Make what can be made, one step after the other; yields the entries as they stand after each."""
    events = []
    for step in steps:
        known = dossier(events)
        if step is None:
            events += corrected(known, events, pick)
        else:
            events += judged(known, known.households[0], (step,)).events
        yield events


def corrected(known, events, pick):
    wrong = events[pick(len(events))] if events else None
    if wrong is None or refuse_correction(known, wrong):
        return []
    return [event(Kind.REVOKED, TODAY, revokes_id=wrong.id)]


laws = settings(max_examples=600 if os.environ.get("LINKDESK_NIGHTLY") else 60, deadline=None, derandomize=True, database=None)


@laws
@given(histories(), st.randoms(use_true_random=False))
def test_no_stage_is_skipped_and_nothing_is_payable_beyond_what_was_agreed(steps, random):
    for events in play(steps, random.randrange):
        if found := seen(events):
            check(found)


def check(found):
    trace, order = found.trace, list(PairStage)
    assert unfounded(trace) is None
    days = [done.happened_on for kind in ORDER if (done := stands(trace, kind)) and kind not in (Kind.DEMOLITION_ACCEPTED,)]
    assert days == sorted(days)
    if found.stage in (PairStage.WITHDRAWN, PairStage.TERMINATED):
        assert trace.ended
    elif order.index(found.stage) >= order.index(PairStage.DUAL_SIGNED):
        assert all(trace.stage(a) is AgreementStage.SIGNED for a in trace.mains)
    for due in found.dues:
        assert 0 <= due.payable <= due.agreed
        assert due.payable == 0 or trace.dual_signed


@laws
@given(histories(), st.randoms(use_true_random=False))
def test_what_follows_does_not_depend_on_the_order_of_entry(steps, random):
    *_, events = [[], *play(steps, random.randrange)]
    alike = {(e.kind, e.happened_on, e.level, e.agreement_id) for e in events if e.kind is not Kind.REVOKED}
    if not events or len(alike) < sum(e.kind is not Kind.REVOKED for e in events):
        return  # two of one kind on one day: which came last is what the officer says by entering it last
    shuffled = random.sample(events, len(events))
    assert (seen(shuffled).stage, seen(shuffled).dues, seen(shuffled).troubles) == (seen(events).stage, seen(events).dues, seen(events).troubles)


@laws
@given(histories(), st.randoms(use_true_random=False))
def test_everything_can_be_taken_back_from_the_last_to_the_first(steps, random):
    *_, events = [[], *play(steps, random.randrange)]
    for _ in range(len(events) + 1):
        for each in reversed(seen(events).trace.events):
            if not refuse_correction(dossier(events), each):
                events = [*events, event(Kind.REVOKED, TODAY, revokes_id=each.id)]
                break
    found = seen(events)
    assert (found.trace.events, found.stage, found.troubles) == ((), PairStage.PRINTED, ())
    assert {d.payable for d in found.dues} == {0}


def test_the_good_year_is_good():
    *_, events = play(GOOD_YEAR, int)
    found = seen(events)
    assert found.stage is PairStage.RECLAMATION_ACCEPTED
    assert [d.payable for d in found.dues] == [40_000, 40_000]
    closed = judged(dossier(events), dossier(events).households[0], (replace(GOOD_YEAR[0], kind=Kind.CLOSED, happened_on=TODAY),))
    assert "未付" in closed.why
