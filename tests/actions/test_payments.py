"""Batches: exactly what is due, a second officer with his own secret, nobody twice and nobody beyond his due."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import officers, payment_papers, payments
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.book import PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty, ChangeKind
from tests.actions import desks
from tests.actions.signed_pairs import (
    DEMOLISH,
    RECLAIM,
    SECRETS,
    enter,
    happened,
    pairs,
    second_officer,
    work,
)

Kind = PaymentEventKind
TODAY = desks.NOON.date()


@pytest.fixture
def office(sample):
    """A desk with four signed pairs whose old houses are gone and accepted, and a second officer."""
    desk, project_id = sample
    households, made = pairs(desk, project_id)
    return desk, project_id, households, made, second_officer(desk)


def state(desk, project_id, at=0):
    return desk.dossier(project_id).book.state_of_batch(desk.store.load(PaymentBatch)[at].id)


def made_batch(desk, project_id, kind=DEMOLISH, **more):
    desk.do(payments.make_batch(desk, project_id, kind, **more))
    return desk.store.load(PaymentBatch, order="number")[-1]


def sent_batch(office, tmp_path, **more):
    desk, project_id, _, _, other = office
    batch = made_batch(desk, project_id, **more)
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    payment_papers.send(desk, batch.id, tmp_path)
    return batch


def of(desk, batch):
    return desk.store.load(Payment, batch_id=batch.id, order="position")


def test_a_batch_is_exactly_what_is_due(office):
    desk, project_id, households, made, _ = office
    ready, left_out = payments.candidates(desk.dossier(project_id), DEMOLISH)
    assert [d.agreement.id for d in ready] == [a.id for a in made[::2]]
    assert not left_out
    batch = made_batch(desk, project_id)
    assert [p.amount for p in of(desk, batch)] == [Decimal(10000) * h.population for h in households]
    assert (batch.number, batch.maker_name) == ("青石镇兑付-2018-001", desk.officer_name)
    assert payments.candidates(desk.dossier(project_id), DEMOLISH)[0] == []
    with pytest.raises(KnownError, match="没有可以付款的农户"):
        payments.make_batch(desk, project_id, DEMOLISH)


def test_conditions_not_met_are_named(office):
    desk, project_id, *_ = office
    ready, left_out = payments.candidates(desk.dossier(project_id), RECLAIM)
    assert not ready
    assert {why for _, why in left_out} == {"尚未满足：完成宅基地复垦、复垦验收合格"}


@pytest.mark.parametrize(("spoil", "why"), [
    (lambda h: replace(h, bank_account="6228480000000000999"), "账号与签字的协议不同"),
    (lambda h: replace(h, left_out=None, bank_account="123"), "账号与签字的协议不同")])
def test_an_account_changed_since_signing_is_asked_about(office, spoil, why):
    desk, project_id, households, *_ = office
    desk.do(Change("改", before=(households[0],), after=(spoil(households[0]),)))
    assert why in payments.candidates(desk.dossier(project_id), DEMOLISH)[1][0][1]
    changed = replace(spoil(households[0]), account_basis="存折复印件")
    desk.do(Change("改", before=(spoil(households[0]),), after=(changed,)))
    batch = made_batch(desk, project_id)
    assert of(desk, batch)[0].bank_account == changed.bank_account


def test_a_dispute_or_a_dead_head_holds_the_payment_back_until_settled(office):
    desk, project_id, _, made, _ = office
    enter(desk, happened(made[0], AgreementEventKind.DISPUTED), happened(made[2], AgreementEventKind.HEAD_DIED))
    assert [why for _, why in payments.candidates(desk.dossier(project_id), DEMOLISH)[1]] == ["有争议，解决后再付", "户主死亡，继承人确定后再付"]
    enter(desk, happened(made[0], AgreementEventKind.DISPUTE_SETTLED))
    assert len(payments.candidates(desk.dossier(project_id), DEMOLISH)[0]) == 3


def test_one_account_for_two_households_is_said_by_name(office):
    desk, project_id, households, *_ = office
    one = replace(households[0], account_basis="同住", bank_account=households[1].bank_account)
    desk.do(Change("改", before=(households[0],), after=(one,)))
    found = payments.all_candidates(desk.dossier(project_id), DEMOLISH)
    assert f"与{households[1].head_name}同一账号" in found[0].remarks
    assert f"与{households[0].head_name}同一账号" in found[1].remarks


def test_the_second_officer_types_his_own_secret(office):
    desk, project_id, _, _, other = office
    batch = made_batch(desk, project_id)
    with pytest.raises(KnownError, match="制表人"):
        payments.confirm(desk, batch.id, batch.maker_id, "whatever")
    with pytest.raises(KnownError, match="口令不对"):
        payments.confirm(desk, batch.id, other.id, "不是这个")
    assert state(desk, project_id) is PaymentState.MADE
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    event, = desk.store.load(PaymentEvent)
    assert (event.officer_id, event.officer_name) == (other.id, other.name)
    last = desk.store.history(1)[0]
    assert (last.officer, other.name in last.title) == (batch.maker_name, True)


def test_who_has_no_secret_of_his_own_cannot_confirm(office):
    desk, project_id, _, _, other = office
    batch = made_batch(desk, project_id)
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    desk.do(officers.reset_secret(desk, other.id, "zhibiao-1", "linshi-99"))
    with pytest.raises(KnownError, match="别人重设的"):
        payments.confirm(desk, batch.id, other.id, "linshi-99")


def test_only_a_confirmed_batch_goes_to_the_bank(office, tmp_path):
    desk, project_id, *_ = office
    batch = made_batch(desk, project_id)
    with pytest.raises(KnownError, match="待复核"):
        payment_papers.send(desk, batch.id, tmp_path)
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_list_that_cannot_be_written_is_not_sent(office, tmp_path):
    desk, project_id, _, _, other = office
    batch = made_batch(desk, project_id)
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    with pytest.raises(KnownError, match="没有写成"):
        payment_papers.send(desk, batch.id, tmp_path / "没有" / "名单.xlsx")
    assert state(desk, project_id) is PaymentState.CONFIRMED


def test_a_household_that_may_not_be_paid_any_more_stops_the_batch(office, tmp_path):
    desk, project_id, _, made, other = office
    batch = made_batch(desk, project_id)
    enter(desk, happened(made[0], AgreementEventKind.DISPUTED))
    with pytest.raises(KnownError, match="有争议"):
        payments.confirm(desk, batch.id, other.id, SECRETS[other.name])
    desk.do(payments.cancel(desk, batch.id, "有争议户"))
    assert len(payments.candidates(desk.dossier(project_id), DEMOLISH)[0]) == 3
    assert made_batch(desk, project_id).number == "青石镇兑付-2018-002"


def test_refused_batches_are_not_paid(office):
    desk, project_id, *_ = office
    batch = made_batch(desk, project_id)
    with pytest.raises(KnownError, match="原因"):
        payments.refuse(desk, batch.id, " ")
    desk.do(payments.refuse(desk, batch.id, "金额请核对"))
    assert state(desk, project_id) is PaymentState.CANCELLED
    assert len(payments.candidates(desk.dossier(project_id), DEMOLISH)[0]) == 4


def test_paid_failed_and_paid_again_in_a_later_batch(office, tmp_path):
    desk, project_id, _households, made, _ = office
    batch = sent_batch(office, tmp_path)
    first, second, *rest = of(desk, batch)
    desk.do(payments.record(desk, [first.id, *(p.id for p in rest)], Kind.PAID, TODAY, "V1"))
    desk.do(payments.record(desk, [second.id], Kind.FAILED, TODAY, reason="账号不存在"))
    ready, left_out = payments.candidates(desk.dossier(project_id), DEMOLISH)
    assert [d.agreement.id for d in ready] == [made[2].id]
    assert all("已付清" in why for _, why in left_out)
    again = sent_batch(office, tmp_path)
    desk.do(payments.record(desk, [p.id for p in of(desk, again)], Kind.PAID, TODAY))
    assert payments.candidates(desk.dossier(project_id), DEMOLISH)[0] == []


def test_what_came_back_in_part_is_due_again(office, tmp_path):
    desk, project_id, *_ = office
    batch = sent_batch(office, tmp_path)
    first, *_ = of(desk, batch)
    desk.do(payments.record(desk, [first.id], Kind.PAID, TODAY))
    desk.do(payments.refund(desk, first.id, Decimal("3000.00"), TODAY, "多填"))
    due, = payments.candidates(desk.dossier(project_id), DEMOLISH)[0]
    assert (due.remaining, desk.dossier(project_id).book.states()[first.id]) == (Decimal(3000), PaymentState.PAID)
    with pytest.raises(KnownError, match="退回金额"):
        desk.do(payments.refund(desk, first.id, first.amount, TODAY, "全退"))
    desk.do(payments.refund(desk, first.id, first.amount - 3000, TODAY, "全退"))
    assert desk.dossier(project_id).book.states()[first.id] is PaymentState.REFUNDED


def test_payments_are_not_undone(office):
    desk, project_id, *_ = office
    before = desk.undo_title
    batch = made_batch(desk, project_id)
    with pytest.raises(KnownError):
        desk.take_back(desk.store.history(1)[0].seq)
    assert desk.undo_title == before
    assert desk.store.load(PaymentBatch) == [batch]


def refused(desk, *entries, kind=ChangeKind.PAY, match=""):
    with pytest.raises(KnownError, match=match):
        desk.do(Change("越过", after=entries, kind=kind))


def test_no_entry_passes_the_guard_that_does_not_follow(office, tmp_path):
    desk, project_id, _households, made, other = office
    batch = made_batch(desk, project_id, agreement_ids=[made[0].id])
    paid, = of(desk, batch)
    new = PaymentEvent(project_id=project_id, batch_id=batch.id, happened_on=TODAY, officer_id=other.id, reason="因")
    refused(desk, replace(new, kind=Kind.SENT), match="待复核")
    refused(desk, replace(new, kind=Kind.CONFIRMED, officer_id=batch.maker_id), match="口令")
    refused(desk, replace(new, kind=Kind.CONFIRMED), kind=ChangeKind.EDIT, match="兑付")
    refused(desk, replace(new, kind=Kind.PAID, payment_id=paid.id, amount=paid.amount), match="待复核")
    refused(desk, replace(new, kind=Kind.CONFIRMED, happened_on=date(2018, 7, 3)), match="日期")
    refused(desk, replace(paid, id="f" * 32, batch_id=batch.id), match="不能再加入")
    more = replace(batch, id="b" * 32, number="青石镇兑付-2018-099")
    refused(desk, more, replace(paid, id="c" * 32, batch_id=more.id), match="超过应付")
    refused(desk, replace(more, number=batch.number), replace(paid, id="c" * 32, batch_id=more.id), match="编号")
    refused(desk, more, match="没有付款")
    desk.do(Change("复核", after=(replace(new, kind=Kind.CONFIRMED),), kind=ChangeKind.PAY))
    desk.do(Change("送", after=(replace(new, kind=Kind.SENT, id="1" * 32),), kind=ChangeKind.PAY))
    refused(desk, replace(new, kind=Kind.CANCELLED), match="银行办理中")
    done = replace(new, kind=Kind.PAID, payment_id=paid.id, amount=paid.amount)
    refused(desk, done, replace(done, id="2" * 32), match="已付")
    refused(desk, replace(done, amount=paid.amount + 1), match="不符")
    desk.do(Change("付", after=(replace(done, id="3" * 32),), kind=ChangeKind.PAY))
    refused(desk, replace(done, kind=Kind.FAILED, id="4" * 32), match="已付")


def test_the_guard_too_knows_which_acceptance_counts(office):
    desk, project_id, *_ = office
    batch, old = made_batch(desk, project_id), desk.store.load(Payment)[0]
    desk.do(payments.cancel(desk, batch.id, "县里另有规定"))
    desk.do(Change("县级参数", after=(PolicyOverride(pack_id="A", name="acceptance_level", value="县级抽验", document="岚政发〔2018〕9号",
                                                  certainty=Certainty.CONFIRMED),)))
    more = replace(batch, id="b" * 32, number="青石镇兑付-2018-099")
    refused(desk, more, replace(old, id="c" * 32, batch_id=more.id), match="超过应付")


def test_another_agreement_of_the_same_kind_is_not_paid_too(office, tmp_path):
    desk, _project_id, _households, made, _ = office
    batch = sent_batch(office, tmp_path, agreement_ids=[made[0].id])
    desk.do(payments.record(desk, [p.id for p in of(desk, batch)], Kind.PAID, TODAY))
    twin = replace(made[0], id="e" * 32, number="双签-另", token="")
    with pytest.raises(KnownError, match="已有一份有效的"):
        desk.do(Change("另签", after=(twin,)))
    desk.store.apply(Change("另签", after=(twin,)), desk.officer_name)  # as an older program may have left it
    desk.as_of()
    enter(desk, *(happened(twin, kind, agreement_id=twin.id) for kind in (
        AgreementEventKind.PARTY_A_SIGNED, AgreementEventKind.PARTY_B_SIGNED, AgreementEventKind.WITNESS_SIGNED)))
    paid, = of(desk, batch)
    more = replace(batch, id="b" * 32, number="青石镇兑付-2018-099")
    refused(desk, more, replace(paid, id="c" * 32, batch_id=more.id, agreement_id=twin.id), match="另一份")


def test_the_lists_of_a_batch(office, tmp_path):
    desk, _project_id, _households, _made, other = office
    batch = sent_batch(office, tmp_path)
    sheet = payment_papers.sheet(desk, batch.id)
    table = sheet.sections[0].blocks[0]
    assert table.signers == (f"制表：{batch.maker_name}", f"复核：{other.name}", "负责人")
    assert table.totals[8] == sum(p.amount for p in of(desk, batch))
    assert [p.suffix for p in payment_papers.write_sheet(desk, batch.id, tmp_path)] == [".pdf", ".xlsx"]


def test_two_programs_do_not_pay_the_same_household(office):
    desk, project_id, *_ = office
    change = payments.make_batch(desk, project_id, DEMOLISH)
    made_batch(desk, project_id)
    with pytest.raises(KnownError):
        desk.do(change)
    with pytest.raises(KnownError, match="编号"):
        desk.do(replace(change, as_of=None))
    assert desk.store.count(PaymentBatch) == 1


def test_reclamation_is_paid_when_reclaimed_and_accepted(office, tmp_path):
    desk, _project_id, households, made, _ = office
    enter(desk, *(work(a, kind) for a in made[::2] for kind in (AgreementEventKind.RECLAIMED, AgreementEventKind.RECLAMATION_ACCEPTED)))
    batch = sent_batch(office, tmp_path, kind=RECLAIM)
    assert [p.amount for p in of(desk, batch)] == [Decimal(5000) * h.population for h in households]
