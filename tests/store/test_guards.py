"""What no change may do, whoever asks: entries that belong nowhere, a clock set back, taking away what is on paper."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement, AgreementEvent, Sealed
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind, LeftOutReason
from linkdesk.guards.clock import refuse_clock_set_back
from linkdesk.guards.events import refuse_unfit_entries
from linkdesk.guards.standing import refuse_taking_away, refuse_voiding_what_was_paid
from linkdesk.store import connect

Kind = AgreementEventKind
NOON = datetime(2018, 7, 2, 12, 0)
DAY = date(2018, 7, 1)
OFFICER = Officer("王建国", id="o1")
HERE, OTHER = Project("青石", id="p1"), Project("双河", id="p2")
FIRST, SECOND = Household("p1", head_name="张三", id="h1"), Household("p1", head_name="李四", id="h2")
PAPER = Agreement("p1", "h1", number="青石双签-2018-00001", state=AgreementState.PRINTED, id="a1")
DRAFT = Agreement("p1", "h2", id="a2")


@pytest.fixture
def store(tmp_path):
    with connect(tmp_path / "工作区", clock=lambda: NOON) as opened:
        put(opened, OFFICER, HERE, OTHER, FIRST, SECOND, PAPER, DRAFT)
        yield opened


def put(store, *entities, kind=ChangeKind.EDIT):
    store.apply(Change("准备", after=entities, kind=kind), "王建国")


def entry(kind=Kind.PARTY_B_SIGNED, of="a1", household="h1", **other):
    return AgreementEvent("p1", household, None, of, kind, other.pop("on", DAY), **other)


@pytest.mark.parametrize(("wrong", "word"), [
    (entry(of="a2", household="h2"), "草稿"), (entry(household="h2"), "不是该户"), (entry(of="gone"), "不是该户"),
    (replace(entry(), project_id="p2"), "不是该户"), (entry(of=None), "哪份协议"), (entry(on=None), "没有日期"),
    (entry(Kind.VACATED, of=None, household=None), "哪一户"), (entry(Kind.REVOKED, of=None, revokes_id="gone"), "不在该户名下"),
    (replace(entry(), collective_id="c1"), "哪一户"),
])
def test_entries_that_belong_nowhere_are_refused(store, wrong, word):
    with pytest.raises(KnownError, match=word):
        refuse_unfit_entries(store, Change("登记", after=(wrong,), kind=ChangeKind.PROGRESS))


def test_what_belongs_is_let_through_and_so_is_a_paper_printed_in_the_same_change(store):
    refuse_unfit_entries(store, Change("登记", after=(entry(), entry(Kind.VACATED, of=None))))
    printed = replace(DRAFT, state=AgreementState.PRINTED)
    refuse_unfit_entries(store, Change("定稿", before=(DRAFT,), after=(printed, entry(Kind.PRINTED, "a2", "h2"))))


def test_an_entry_is_corrected_once(store):
    wrong, right = entry(id="e1"), entry(Kind.REVOKED, of=None, revokes_id="e1")
    put(store, wrong)
    refuse_unfit_entries(store, Change("更正", after=(right,)))
    with pytest.raises(KnownError, match="已经更正过"):
        refuse_unfit_entries(store, Change("更正", after=(right, replace(right, id="e3"))))
    with pytest.raises(KnownError, match="不在该户名下"):
        refuse_unfit_entries(store, Change("更正", after=(replace(right, household_id="h2"),)))
    put(store, right)
    with pytest.raises(KnownError, match="已经更正过"):
        refuse_unfit_entries(store, Change("更正", after=(replace(right, id="e4"),)))
    with pytest.raises(KnownError, match="不在该户名下"):
        refuse_unfit_entries(store, Change("更正", after=(entry(Kind.REVOKED, of=None, revokes_id=right.id),)))


DATED = [Change("登记", after=(entry(),), kind=ChangeKind.PROGRESS), Change("兑付", after=(PaymentBatch("p1", made_on=DAY),), kind=ChangeKind.PAY),
         Change("定稿", after=(Sealed("agreement", "a1", "青石双签-2018-00001"),), kind=ChangeKind.PRINT)]


@pytest.mark.parametrize("change", DATED, ids=lambda c: c.title)
def test_a_clock_set_back_stops_numbers_progress_and_payments(store, change):
    refuse_clock_set_back(store, change)
    store.clock = lambda: NOON - timedelta(days=1)
    with pytest.raises(KnownError, match="校准"):
        refuse_clock_set_back(store, change)
    store.apply(Change("登录", kind=ChangeKind.SIGN_IN), "王建国")
    with pytest.raises(KnownError, match="校准"):
        refuse_clock_set_back(store, change)
    refuse_clock_set_back(store, Change("修改", before=(FIRST,), after=(replace(FIRST, population=3),)))
    refuse_clock_set_back(store, Change("打印清册", kind=ChangeKind.PRINT))


def test_days_to_come_are_refused(store):
    tomorrow = Change("登记", after=(entry(on=NOON.date() + timedelta(days=1)),), kind=ChangeKind.PROGRESS)
    with pytest.raises(KnownError, match="今天"):
        refuse_clock_set_back(store, tomorrow)


TAKING_AWAY = [replace(FIRST, project_id="p2"), replace(FIRST, left_out=LeftOutReason.UNWILLING), None]


@pytest.mark.parametrize("after", TAKING_AWAY, ids=["moved", "left out", "deleted"])
def test_who_has_a_paper_in_force_stays(store, after):
    away = Change("移走", before=(FIRST,), after=(after,) if after else ())
    with pytest.raises(KnownError, match="00001"):
        refuse_taking_away(store, away)
    refuse_taking_away(store, Change("移走", before=(SECOND,)))
    refuse_taking_away(store, Change("修改", before=(FIRST,), after=(replace(FIRST, population=9),)))
    put(store, entry(Kind.WITHDRAWN))
    refuse_taking_away(store, away)


def voided(agreement=PAPER):
    return Change("作废", before=(agreement,), after=(replace(agreement, state=AgreementState.VOID, void_reason="重印"),))


def test_what_was_paid_is_not_made_void(store):
    refuse_voiding_what_was_paid(store, voided())
    put(store, PaymentBatch("p1", maker_id="o1", id="b"), Payment("b", "p1", "a1", amount=Decimal(40_000), id="pay"))
    with pytest.raises(KnownError, match=r"40,000\.00元正在兑付"):
        refuse_voiding_what_was_paid(store, voided())
    put(store, PaymentEvent("p1", "b", "pay", PaymentEventKind.PAID, DAY, officer_id="o1"))
    with pytest.raises(KnownError, match=r"已付40,000\.00元"):
        refuse_voiding_what_was_paid(store, voided())
    put(store, PaymentEvent("p1", "b", "pay", PaymentEventKind.REFUNDED, DAY, amount=Decimal(40_000), officer_id="o1"))
    refuse_voiding_what_was_paid(store, voided())


def test_what_was_paid_before_it_was_taken_over_must_come_back_first(store):
    taken = Agreement("p1", "h2", kind=AgreementKind.RECLAIM, state=AgreementState.TAKEN_OVER, paid_before=Decimal(5000), id="a3")
    put(store, taken)
    with pytest.raises(KnownError, match=r"已付5,000\.00元"):
        refuse_voiding_what_was_paid(store, voided(taken))
    put(store, entry(Kind.WITHDRAWN, "a3", "h2", repaid=Decimal(5000)))
    refuse_voiding_what_was_paid(store, voided(taken))
