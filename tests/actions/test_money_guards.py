"""Ways around the rules of money, past every action and straight at the desk: each is refused, and nothing is paid twice."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, officers, payment_papers, payments, progress, standards, supplements
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import (
    AgreementEventKind,
    PaymentEventKind,
    StandardBasis,
)
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.household import Household
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.recording import Entry
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementState, Certainty, ChangeKind, LeftOutReason
from tests.actions import desks
from tests.actions.signed_pairs import DEMOLISH, SECRETS, enter, happened, pairs, second_officer

Kind = AgreementEventKind
TODAY = desks.NOON.date()


@pytest.fixture
def office(sample):
    """A desk with two signed pairs whose old houses are gone and accepted, and a second officer."""
    desk, project_id = sample
    households, made = pairs(desk, project_id, 2)
    return desk, project_id, households, made, second_officer(desk)


def taken_over(desk, made):
    """The first household's papers made void, and taken over instead as paid before."""
    desk.do(agreements.void(desk, made[:2], "改为接收"))
    taken = [replace(a, state=AgreementState.TAKEN_OVER, paid_before=Decimal(10000), signed_on=date(2018, 1, 5), number=f"旧-{at}",
                     id=f"taken-{at}") for at, a in enumerate(made[:2])]
    desk.do(Change("接收", after=tuple(taken), kind=ChangeKind.IMPORT))
    return taken


def test_money_given_back_by_an_entry_that_was_corrected_still_stands_against_making_void(office):
    desk, _project_id, _, made, _ = office
    taken = taken_over(desk, made)
    end = happened(taken[0], Kind.TERMINATED, agreement_id=taken[0].id, repaid=Decimal(10000), basis="协商")
    enter(desk, end)
    desk.do(progress.revoke(desk, end.id, "登记错户"))
    with pytest.raises(KnownError, match="已付10,000"):
        desk.do(agreements.void(desk, taken[:1], "重签"))


def test_a_household_whose_withdrawal_was_corrected_stays(office):
    desk, _project_id, households, made, _ = office
    ends = [happened(a, Kind.TERMINATED, agreement_id=a.id, basis="协商") for a in made[:2]]
    enter(desk, *ends)
    for end in ends:
        desk.do(progress.revoke(desk, end.id, "登记错户"))
    mine = desk.store.get(Household, households[0].id)
    with pytest.raises(KnownError, match="仍在执行"):
        desk.do(Change("移出", before=(mine,), after=(replace(mine, left_out=LeftOutReason.UNWILLING),)))


def test_a_void_paper_does_not_come_back_beside_its_successor(office):
    desk, _project_id, _, made, _ = office
    voided = desk.do(agreements.void(desk, made[:1], "印错"))
    anew = replace(made[0], id="anew", number="双签-9")
    desk.do(Change("重签", after=(anew,)))
    with pytest.raises(KnownError, match="已有"):
        desk.take_back(voided)
    with pytest.raises(KnownError, match="已有"):
        desk.do(Change("又一份", after=(replace(anew, id="third", number="双签-10"),)))
    standing = [a for a in desk.store.load(Agreement, household_id=made[0].household_id, kind=DEMOLISH) if a.state is not AgreementState.VOID]
    assert [a.id for a in standing] == ["anew"]


@pytest.fixture
def county(sample):
    desk, project_id = sample
    desk.do(standards.add_standard(desk, project_id, "拆旧奖补标准", "岚政发〔2018〕6号"))
    [standard] = desk.store.load(CountyStandard)
    desk.do(standards.add_rate(desk, standard, kind=DEMOLISH, basis=StandardBasis.PER_PERSON, price=Decimal(12000)))
    return desk, project_id, standard


def the(desk, entity):
    [found] = desk.store.load(entity)
    return found


def test_a_confirmed_rate_is_not_changed_by_taking_back_an_older_change(county):
    desk, _, standard = county
    raised = desk.do(standards.set_rate_field(desk, the(desk, StandardRate), "price", "13000"))
    desk.do(standards.confirm_standard(desk, the(desk, CountyStandard), standard.number))
    with pytest.raises(KnownError, match="核实"):
        desk.take_back(raised)
    assert the(desk, StandardRate).price == 13000


def test_a_confirmation_taken_back_is_not_brought_back_over_another_rate(county):
    desk, _, standard = county
    confirmed = desk.do(standards.confirm_standard(desk, standard, standard.number))
    desk.take_back(confirmed)
    taken_back = desk.store.history(1)[0].seq
    desk.do(standards.set_rate_field(desk, the(desk, StandardRate), "price", "99000"))
    with pytest.raises(KnownError, match="核实"):
        desk.take_back(taken_back)
    assert the(desk, CountyStandard).certainty is Certainty.UNVERIFIED


def test_undoing_a_change_of_a_confirmed_rate_brings_back_what_was_confirmed(county):
    desk, _, standard = county
    desk.do(standards.confirm_standard(desk, standard, standard.number))
    desk.do(standards.set_rate_field(desk, the(desk, StandardRate), "price", "13000"))
    desk.undo()
    assert (the(desk, CountyStandard).certainty, the(desk, StandardRate).price) == (Certainty.CONFIRMED, 12000)


def test_a_batch_whose_account_holder_changed_is_not_sent(office):
    desk, project_id, households, _, other = office
    desk.do(payments.make_batch(desk, project_id, DEMOLISH))
    batch = the(desk, PaymentBatch)
    mine = desk.store.get(Household, households[0].id)
    desk.do(Change("改", before=(mine,), after=(replace(mine, account_holder="张某", account_basis="委托书"),)))
    with pytest.raises(KnownError, match="户名"):
        payments.confirm(desk, batch.id, other.id, SECRETS[other.name])


def test_nobody_chosen_for_a_batch_is_passed_over_in_silence(office):
    desk, project_id, _, made, _ = office
    desk.do(agreements.void(desk, made[2:3], "印错"))
    with pytest.raises(KnownError, match="1 份"):
        payments.make_batch(desk, project_id, DEMOLISH, [made[0].id, made[2].id])


def test_a_batch_confirmed_with_a_secret_reset_by_another_is_refused_at_the_desk_too(office):
    desk, project_id, _, _, other = office
    desk.do(payments.make_batch(desk, project_id, DEMOLISH))
    batch = the(desk, PaymentBatch)
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    desk.do(officers.reset_secret(desk, other.id, "zhibiao-1", "linshi-99"))
    with pytest.raises(KnownError, match="口令"):
        desk.do(Change("复核", after=(PaymentEvent(project_id, batch.id, kind=PaymentEventKind.CONFIRMED, happened_on=TODAY,
                                                   officer_id=other.id, officer_name=other.name),), kind=ChangeKind.PAY))


def supplemented(desk, paper, persons, **more):
    """A signed supplement with another number of persons."""
    made = replace(paper, id=f"supplement-{persons}", supplements_id=paper.id, number=f"补-{persons}", persons=persons,
                   amount=paper.rate * persons, **more)
    line = AgreementLine(agreement_id=made.id, label="奖补", reward=True, quantity=Decimal(persons), unit="元/人", price=made.rate,
                         amount=made.amount)
    desk.do(Change("补充", after=(made, line)))
    enter(desk, *(happened(made, kind, agreement_id=made.id) for kind in SIGNATURES))
    return made


def test_a_supplement_that_was_paid_by_is_not_made_void(office):
    desk, project_id, _, made, _ = office
    more = supplemented(desk, made[0], made[0].persons + 2)
    desk.do(payments.make_batch(desk, project_id, DEMOLISH, [made[0].id]))
    assert the(desk, Payment).amount == more.amount
    with pytest.raises(KnownError, match="正在兑付"):
        desk.do(agreements.void(desk, [more], "写错"))


def test_a_supplement_is_for_persons_that_a_household_can_have(office):
    desk, _, _, made, _ = office
    for persons in (0, -2, 3.5, "3", 10**9):
        with pytest.raises(KnownError, match="计补人数"):
            supplements.supplement(desk, made[0].id, {"persons": persons})


def test_a_payment_goes_to_the_account_of_the_paper_or_of_the_household_only(office):
    desk, project_id, _, made, _ = office
    batch = PaymentBatch(project_id=project_id, number="越过-1", maker_id=desk.officer.id, made_on=TODAY, kind=DEMOLISH)
    paid = Payment(batch.id, project_id, made[0].id, 1, made[0].amount, made[0].account_holder, "行", "6222020202020202020")
    with pytest.raises(KnownError, match="收款账号不是"):
        desk.do(Change("越过", after=(batch, paid), kind=ChangeKind.PAY))
    desk.do(Change("越过", after=(batch, replace(paid, bank_account=made[0].bank_account)), kind=ChangeKind.PAY))


def test_money_refunded_here_is_not_given_back_a_second_time_with_the_termination(office, tmp_path):
    desk, project_id, households, made, other = office
    desk.do(payments.make_batch(desk, project_id, DEMOLISH, [made[0].id]))
    batch, paid = the(desk, PaymentBatch), the(desk, Payment)
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    payment_papers.send(desk, batch.id, tmp_path)
    desk.do(payments.record(desk, [paid.id], PaymentEventKind.PAID, TODAY))
    desk.do(payments.refund(desk, paid.id, paid.amount, TODAY, "家庭退回"))
    end = Entry(Kind.TERMINATED, TODAY, repaid=paid.amount, basis="协商")
    assert "退回已领款多于" in progress.refusals(desk.dossier(project_id), [households[0].id], end)[households[0].id]
    desk.do(progress.record(desk, project_id, [households[0].id], replace(end, repaid=None)))
    assert [(d.paid, d.overpaid, d.remaining) for d in desk.dossier(project_id).progress[households[0].id].dues] == [(0, 0, 0)] * 2


@pytest.mark.parametrize(("amount", "day", "why"), [
    (Decimal("0.001"), 3, "到分"), (Decimal("NaN"), 3, "到分"), (Decimal(-5), 3, "大于零"), (Decimal(0), 3, "大于零"),
    (Decimal(10**9), 3, "不超过"), (Decimal(5), 2, "早于付款日期")])
def test_what_cannot_have_come_back_is_not_entered(office, tmp_path, amount, day, why):
    desk, project_id, _, made, other = office
    desk.do(payments.make_batch(desk, project_id, DEMOLISH, [made[0].id]))
    batch, paid = the(desk, PaymentBatch), the(desk, Payment)
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    payment_papers.send(desk, batch.id, tmp_path)
    desk.clock = lambda: desks.NOON.replace(day=3)
    desk.do(payments.record(desk, [paid.id], PaymentEventKind.PAID, TODAY.replace(day=3)))
    with pytest.raises(KnownError, match=why):
        desk.do(payments.refund(desk, paid.id, amount, TODAY.replace(day=day), "家庭退回"))


def test_an_agreement_is_not_made_void_while_another_program_pays_it(office):
    desk, project_id, _, made, _ = office
    with closing(Desk.open(desk.folder, lambda: desks.NOON)) as other:
        other.officer = desk.officer
        paying, voiding = [payments.make_batch(other, project_id, DEMOLISH)], agreements.void(desk, made[:1], "印错")

        def clock():
            """Asked between the guards and the writing."""
            if paying:
                other.do(paying.pop())
            return desks.NOON

        desk.clock = clock
        with pytest.raises(Stale):
            desk.do(voiding)
    assert desk.store.get(Agreement, made[0].id).state is AgreementState.PRINTED
