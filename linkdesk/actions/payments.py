"""Payments (兑付): batches made by one officer, confirmed by another, sent to the bank, and what came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from linkdesk.actions.numbers import last_under, prefix_of
from linkdesk.actions.officers import at_desk, officer, prove
from linkdesk.desk import Desk
from linkdesk.domain import secret
from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.book import NOTHING, PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payable import Candidate, all_candidates, obstacle
from linkdesk.domain.payable import candidates as candidates  # payments begin with them
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.quantities import printed, rounded
from linkdesk.domain.words import AgreementKind, ChangeKind

Kind = PaymentEventKind
_NAMED = 3  # so many names are said, the rest is counted


def make_batch(desk: Desk, project_id: str, kind: AgreementKind, agreement_ids: Collection[str] | None = None,
               note: str = "") -> Change:
    """Make a batch of exactly what is due under the agreements chosen (all that can be paid when None); the officer at the desk is its maker."""
    maker, seen, dossier = at_desk(desk), desk.as_of(), desk.dossier(project_id)
    chosen = [c for c in all_candidates(dossier, kind) if agreement_ids is None or c.id in agreement_ids]
    _refuse_unready(chosen, agreement_ids)
    _refuse_unknown(chosen, agreement_ids or ())
    paid = [c for c in chosen if not c.why]
    batch = PaymentBatch(project_id=project_id, number=_next_number(desk, dossier), kind=AgreementKind(kind), made_on=desk.clock().date(),
                         maker_id=maker.id, maker_name=maker.name, note=note.strip())
    made = tuple(_payment(batch, at, c) for at, c in enumerate(paid, 1))
    return Change(f"兑付制表 {batch.number}，{len(made)} 笔 {printed(total(made), 2)} 元", after=(batch, *made), kind=ChangeKind.PAY,
                  as_of=seen)


def _refuse_unready(chosen: list[Candidate], wanted: Collection[str] | None) -> None:
    unready = [c for c in chosen if c.why]
    if wanted is not None and unready:
        said = "；".join(f"{c.name}：{c.why}" for c in unready[:_NAMED])
        raise KnownError(f"所选有 {len(unready)} 户现在不能付款，没有制表。{said}。请去掉这些户，或处理后再试。")
    if not [c for c in chosen if not c.why]:
        raise KnownError("没有可以付款的农户，没有制表。请先登记签订、拆除、复垦和验收，满足条件后再兑付。")


def _refuse_unknown(chosen: list[Candidate], wanted: Collection[str]) -> None:
    """Nobody who was chosen is passed over in silence, because his paper was made void meanwhile."""
    if gone := len(set(wanted) - {c.id for c in chosen}):
        raise KnownError(f"所选有 {gone} 份协议已作废或不是这一种，没有制表。请刷新后重新选择。")


def _payment(batch: PaymentBatch, at: int, candidate: Candidate) -> Payment:
    account = candidate.account
    return Payment(batch_id=batch.id, project_id=batch.project_id, agreement_id=candidate.id, position=at,
                   amount=candidate.due.remaining, account_holder=account.holder, bank_name=account.bank or None,
                   bank_account=account.number)


def _next_number(desk: Desk, dossier: Dossier) -> str:
    prefix = prefix_of(dossier, "兑付")
    return f"{prefix}{last_under(prefix, desk.store.numbers_given()) + 1:03d}"


def confirm(desk: Desk, batch_id: str, officer_id: str, typed: str) -> Change:
    """Confirm a batch as a second officer, who types his own secret at this desk; never the one who made it."""
    batch, confirmer = the_batch(desk, batch_id), officer(desk, officer_id)
    _refuse_maker(officer(desk, batch.maker_id), confirmer)
    if not confirmer.secret or secret.is_once(confirmer.secret):
        lacks = "的口令是别人重设的，还没有自己改过" if confirmer.secret else "还没有设置口令"
        raise KnownError(f"{confirmer.name}{lacks}，不能复核。请他登录后先{'修改' if confirmer.secret else '设置'}口令。")
    prove(desk, confirmer.id, typed)
    seen = desk.as_of()
    refuse_no_longer_due(desk, batch)
    return _of_batch(desk, batch, Kind.CONFIRMED, confirmer, f"（复核人 {confirmer.name}）", as_of=seen)


def _refuse_maker(maker: Officer, confirmer: Officer) -> None:
    if confirmer.id == maker.id or (confirmer.name, confirmer.office) == (maker.name, maker.office):
        raise KnownError(f"{maker.name}是本批次的制表人，不能复核自己制的批次。请由另一位经办人复核。")


def refuse(desk: Desk, batch_id: str, reason: str) -> Change:
    """Give a batch that waits for confirmation back to its maker, with a reason; it is not paid."""
    return _ended(desk, batch_id, Kind.REFUSED, reason)


def cancel(desk: Desk, batch_id: str, reason: str) -> Change:
    """Cancel a batch that has not gone to the bank, with a reason; its households can be paid in another."""
    return _ended(desk, batch_id, Kind.CANCELLED, reason)


def _ended(desk: Desk, batch_id: str, kind: PaymentEventKind, reason: str) -> Change:
    if not reason.strip():
        raise KnownError(f"请写明原因，再“{kind}”。")
    return _of_batch(desk, the_batch(desk, batch_id), kind, at_desk(desk), reason=reason.strip(), as_of=desk.as_of())


def sent(desk: Desk, batch: PaymentBatch) -> Change:
    """That a confirmed batch goes to the bank today; refused when somebody in it may not be paid any more."""
    seen = desk.as_of()
    refuse_no_longer_due(desk, batch)
    return _of_batch(desk, batch, Kind.SENT, at_desk(desk), as_of=seen)


def _of_batch(desk: Desk, batch: PaymentBatch, kind: PaymentEventKind, by: Officer, said: str = "", reason: str | None = None,
              as_of: int | None = None) -> Change:
    event = PaymentEvent(project_id=batch.project_id, batch_id=batch.id, kind=kind, happened_on=desk.clock().date(), reason=reason,
                         officer_id=by.id, officer_name=by.name, entered_at=desk.clock())
    return Change(f"{kind} {batch.number}{said}", after=(event,), kind=ChangeKind.PAY, as_of=as_of)


def no_longer_due(dossier: Dossier, batch: PaymentBatch) -> dict[str, str]:
    """By payment: why what stands in a batch on its way may not be paid any more; empty when all may."""
    found = {c.id: c for c in all_candidates(dossier, batch.kind)}
    wrong = {p.id: _why_not_now(dossier, found.get(p.agreement_id), p) for p in dossier.payments if p.batch_id == batch.id}
    return {id_: why for id_, why in wrong.items() if why}


def _why_not_now(dossier: Dossier, candidate: Candidate | None, payment: Payment) -> str:
    """The payment itself is on the way, so that a household with nothing else to get is as it should be."""
    if candidate is None:
        return "协议已作废"
    due = candidate.due
    if due.paid + due.on_the_way > due.payable:
        return f"现在应付 {printed(max(NOTHING, due.payable - due.paid), 2)} 元，少于本批的 {printed(payment.amount or NOTHING, 2)} 元"
    if (candidate.account.number, candidate.account.holder) != (payment.bank_account, payment.account_holder):
        return "收款账号或户名已变更"
    return obstacle(dossier, candidate)


def refuse_no_longer_due(desk: Desk, batch: PaymentBatch) -> None:
    """Raise KnownError naming who in a batch may not be paid any more."""
    dossier = desk.dossier(batch.project_id)
    wrong = no_longer_due(dossier, batch)
    if wrong:
        holders = {p.id: p.account_holder or "" for p in dossier.payments}
        said = "；".join(f"{holders[id_]}：{why}" for id_, why in list(wrong.items())[:_NAMED])
        raise KnownError(f"本批次有 {len(wrong)} 笔现在不能付（{said}），没有继续。请撤销本批次，处理后重新制表。")


def record(desk: Desk, payment_ids: Collection[str], kind: PaymentEventKind, on: date, voucher: str = "", reason: str = "") -> Change:
    """Enter by hand that the bank paid, or could not pay, payments of batches that were sent."""
    if kind not in (Kind.PAID, Kind.FAILED):
        raise KnownError("只能登记“已付”或“未付成功”，没有登记。")
    by, seen, found = at_desk(desk), desk.as_of(), desk.store.load(Payment, id=list(payment_ids))
    return results_change([event(desk, by, p, kind, on, voucher, reason) for p in found], seen)


def results_change(events: Collection[PaymentEvent], as_of: int) -> Change:
    """The change that enters what the bank did."""
    if not events:
        raise KnownError("没有可以登记的付款，没有改动。请先选择已送银行的付款。")
    paid = sum(e.kind is Kind.PAID for e in events)
    return Change(f"登记银行结果：已付 {paid} 笔，未付成功 {len(events) - paid} 笔", after=tuple(events), kind=ChangeKind.PAY, as_of=as_of)


def event(desk: Desk, by: Officer, payment: Payment, kind: PaymentEventKind, on: date, voucher: str = "", reason: str = "",
          amount: Decimal | None = None) -> PaymentEvent:
    """An entry of one payment; its amount is the payment's own unless another is given."""
    return PaymentEvent(
        project_id=payment.project_id, batch_id=payment.batch_id, payment_id=payment.id, kind=kind, happened_on=on,
        amount=payment.amount if amount is None else amount, voucher=voucher.strip() or None, reason=reason.strip() or None,
        officer_id=by.id, officer_name=by.name, entered_at=desk.clock())


def refund(desk: Desk, payment_id: str, amount: Decimal, on: date, reason: str, voucher: str = "") -> Change:
    """Enter that money of a payment came back, whole or in part; it may then be paid again as far as it is due."""
    by, seen, payment = at_desk(desk), desk.as_of(), desk.store.get(Payment, payment_id)
    if payment is None:
        raise KnownError("找不到这笔付款，没有登记退回。请刷新后再试。")
    if not reason.strip():
        raise KnownError("请写明退回原因，再登记退回。")
    if amount is None or not amount.is_finite() or amount != rounded(amount, 2):
        raise KnownError("退回金额应为到分的一个数，没有登记退回。请核对金额。")
    made = event(desk, by, payment, Kind.REFUNDED, on, voucher, reason, amount)
    return Change(f"登记退回款项 {printed(amount, 2)} 元", after=(made,), kind=ChangeKind.PAY, as_of=seen)


def the_batch(desk: Desk, batch_id: str) -> PaymentBatch:
    """A batch by its id; raises KnownError when there is none."""
    found = desk.store.get(PaymentBatch, batch_id)
    if found is None:
        raise KnownError("找不到这个兑付批次，没有改动。请刷新后再试。")
    return found


def total(payments: Iterable[Payment]) -> Decimal:
    """What payments come to."""
    return sum((p.amount or NOTHING for p in payments), NOTHING)


def payments_of(dossier: Dossier, batch: PaymentBatch) -> tuple[Payment, ...]:
    """The payments of a batch in their order."""
    return tuple(sorted((p for p in dossier.payments if p.batch_id == batch.id), key=lambda p: p.position))


def confirmers(desk: Desk, batch: PaymentBatch) -> list[Officer]:
    """Who may confirm a batch: everybody but its maker."""
    return [o for o in desk.officers() if o.id != batch.maker_id]


def confirmer_of(dossier: Dossier, batch: PaymentBatch) -> str:
    """Who confirmed a batch; empty while nobody has."""
    return next((e.officer_name for e in dossier.payment_events if e.batch_id == batch.id and e.kind is Kind.CONFIRMED), "")


def is_open(state: PaymentState) -> bool:
    """Whether a batch in this state has not gone to the bank yet."""
    return state in (PaymentState.MADE, PaymentState.CONFIRMED)
