"""The stage of a pair, one after the other and never beyond what was signed, and what stands beside it."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement_words import PairStage, PairTrouble, PaymentEventKind, WorkWay
from linkdesk.domain.book import Book, PaymentState
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.progress import progress
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.domain.agreements import (
    HOUSEHOLD,
    PAIR,
    PROJECT,
    SUMMER,
    Kind,
    agreement,
    day,
    event,
    pair,
    signed,
)

DEMOLISH, RECLAIM = pair()
SIGNED = [*signed(DEMOLISH, day(6, 10)), *signed(RECLAIM, day(6, 10))]
DOWN = event(Kind.DEMOLISHED, day(6, 20), way=WorkWay.SELF)
WORK = (event(Kind.VACATED, day(6, 18)), DOWN, event(Kind.DEMOLITION_ACCEPTED, day(6, 25), passed=True),
        event(Kind.RECLAIMED, day(8, 1), way=WorkWay.SELF), event(Kind.RECLAMATION_ACCEPTED, day(8, 10), passed=True))
STAGES = [PairStage.DUAL_SIGNED, PairStage.VACATED, PairStage.DEMOLISHED, PairStage.DEMOLITION_ACCEPTED, PairStage.RECLAIMED,
          PairStage.RECLAMATION_ACCEPTED]


def seen(*events, agreements=(DEMOLISH, RECLAIM), book=None, complaint=False, on=SUMMER):
    found = progress(PAIR, agreements, (), events, (), book or Book(), frozenset((HOUSEHOLD,) if complaint else ()), on)
    return found[HOUSEHOLD]


@pytest.mark.parametrize("steps", range(len(STAGES)))
def test_each_step_of_the_work_is_a_stage(steps):
    assert seen(*SIGNED, *WORK[:steps]).stage is STAGES[steps]


@pytest.mark.parametrize(("entries", "agreements", "stage"), [
    ([], (DEMOLISH, RECLAIM), PairStage.PRINTED), ([], pair(state=AgreementState.DRAFT), PairStage.DRAFT),
    ([], (DEMOLISH, agreement(AgreementKind.RECLAIM, state=AgreementState.DRAFT)), PairStage.DRAFT),
    (signed(DEMOLISH, day(6, 10))[:1], (DEMOLISH, RECLAIM), PairStage.PART_SIGNED),
    (signed(DEMOLISH, day(6, 10)), (DEMOLISH, RECLAIM), PairStage.PART_SIGNED),
    ([DOWN], (DEMOLISH, RECLAIM), PairStage.PRINTED),
    ([*signed(DEMOLISH, day(6, 10)), *WORK], (DEMOLISH, RECLAIM), PairStage.PART_SIGNED),
    ([*SIGNED, event(Kind.WITHDRAWN, day(6, 12), DEMOLISH)], (DEMOLISH, RECLAIM), PairStage.WITHDRAWN),
    ([*SIGNED, event(Kind.TERMINATED, day(6, 12), RECLAIM)], (DEMOLISH, RECLAIM), PairStage.TERMINATED),
    ([], pair(state=AgreementState.TAKEN_OVER), PairStage.DUAL_SIGNED),
    ([event(Kind.NOT_SIGNED, day(6, 12))], (), PairStage.NONE),
    ([*SIGNED, *WORK, event(Kind.CLOSED, day(8, 20))], (DEMOLISH, RECLAIM), PairStage.CLOSED),
])
def test_papers_and_ends(entries, agreements, stage):
    assert seen(*entries, agreements=agreements).stage is stage


def paid(amount, *kinds):
    batch = PaymentBatch(PROJECT, id="b")
    payment = Payment("b", PROJECT, DEMOLISH.id, amount=Decimal(amount), id="pay")
    return Book((batch,), (payment,), tuple(PaymentEvent(PROJECT, "b", "pay" if k in (
        PaymentEventKind.PAID, PaymentEventKind.FAILED, PaymentEventKind.REFUNDED) else None, kind=k) for k in kinds))


CONFIRMED, SENT, PAID, CANCELLED = (PaymentEventKind.CONFIRMED, PaymentEventKind.SENT, PaymentEventKind.PAID, PaymentEventKind.CANCELLED)


def test_paid_is_a_stage_when_nothing_payable_is_left():
    work = [*SIGNED, *WORK[:3]]
    assert seen(*work, book=paid(40_000, CONFIRMED, SENT, PAID)).stage is PairStage.DEMOLITION_PAID
    assert seen(*work, book=paid(39_999, CONFIRMED, SENT, PAID)).stage is PairStage.DEMOLITION_ACCEPTED
    assert seen(*work, book=paid(40_000, CONFIRMED, SENT)).stage is PairStage.DEMOLITION_ACCEPTED
    assert seen(*SIGNED, *WORK[:4], book=paid(40_000, CONFIRMED, SENT, PAID)).stage is PairStage.RECLAIMED


def test_a_batch_taken_back_pays_nobody_and_one_payment_can_be_taken_back_alone():
    assert paid(40_000, CONFIRMED, CANCELLED).states() == {"pay": PaymentState.CANCELLED}
    alone = Book(*[getattr(paid(40_000), name) for name in ("batches", "payments")],
                 (PaymentEvent(PROJECT, "b", "pay", kind=CANCELLED),))
    assert (alone.states(), alone.state_of_batch("b")) == ({"pay": PaymentState.CANCELLED}, PaymentState.MADE)


@pytest.mark.parametrize(("entries", "on", "troubles"), [
    (SIGNED, day(9, 30), ()), (SIGNED, day(10, 1), (PairTrouble.OVERDUE,)),
    ([*SIGNED, *WORK[:3]], day(10, 1), ()), ([*SIGNED, *WORK[:3]], date(2019, 7, 1), (PairTrouble.OVERDUE,)),
    ([], day(10, 1), ()),
    ([*SIGNED, event(Kind.WITHDRAWN, day(6, 12), DEMOLISH)], day(10, 1), ()),
    ([event(Kind.DISPUTED, day(6, 12))], day(6, 20), (PairTrouble.DISPUTED,)),
    ([event(Kind.DISPUTED, day(6, 12)), event(Kind.DISPUTE_SETTLED, day(6, 12))], day(6, 20), ()),
    ([event(Kind.HEAD_DIED, day(6, 12))], day(6, 20), (PairTrouble.HEAD_DIED,)),
    ([event(Kind.HEAD_DIED, day(6, 12)), event(Kind.HEIR_CONFIRMED, day(6, 19))], day(6, 20), ()),
])
def test_troubles_stand_beside_the_stage(entries, on, troubles):
    assert seen(*entries, on=on).troubles == troubles
    assert seen(*entries, on=on, complaint=True).troubles == (*troubles, PairTrouble.COMPLAINT)


def test_who_has_taken_the_house_down_has_left_it():
    early = pair(vacate_by=day(6, 15))
    assert PairTrouble.OVERDUE in seen(*SIGNED, agreements=early).troubles
    assert PairTrouble.OVERDUE not in seen(*SIGNED, DOWN, agreements=early).troubles
