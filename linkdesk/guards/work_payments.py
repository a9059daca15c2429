"""Payments to partners: each with day, sum and a voucher of its own, to a partner of its project, corrected once at most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from linkdesk.domain.carrying import Partner, WorkPayment
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.work_accounts import voucher_key
from linkdesk.store import Store

NOTHING = Decimal(0)


def refuse_wrong_work_payments(store: Store, change: Change) -> None:
    """Refuse payments without day, sum or voucher, a voucher paid twice, more than the contract without a reason, false corrections."""
    entered = [e for e in change.after if isinstance(e, WorkPayment)]
    for project_id, mine in grouped(entered, lambda p: p.project_id).items():
        known = list(store.load(WorkPayment, project_id=project_id))
        partners = {p.id: p for p in store.load(Partner, project_id=project_id)} | {
            e.id: e for e in change.after if isinstance(e, Partner) and e.project_id == project_id}
        for payment in mine:
            _look(payment, known, partners.get(payment.partner_id))
            known.append(payment)


def _look(payment: WorkPayment, known: Sequence[WorkPayment], partner: Partner | None) -> None:
    if partner is None:
        raise KnownError("收款单位不是本项目的参与主体，没有登记。请刷新后重新选择。")
    if payment.paid_on is None or not payment.amount or payment.amount < NOTHING or not voucher_key(payment.voucher):
        raise KnownError("付款要有日期、大于零的金额和凭证号，没有登记。请补齐后再登记。")
    stands = standing(known)
    if payment.revokes_id:
        _look_at_correction(payment, stands)
        return
    if any(voucher_key(p.voucher) == voucher_key(payment.voucher) for p in stands):
        raise KnownError(f"凭证号 {payment.voucher} 已登记过付款，没有重复登记。请核对凭证号。")
    paid = sum((p.amount for p in stands if p.partner_id == partner.id and p.amount), NOTHING)
    if partner.amount is not None and paid + payment.amount > partner.amount and not payment.note.strip():
        raise KnownError(f"连同这一笔，付给“{partner.name}”的款项超过合同金额，没有登记。确需支付的，请写明理由。")


def _look_at_correction(correction: WorkPayment, stands: Sequence[WorkPayment]) -> None:
    wrong = next((p for p in stands if p.id == correction.revokes_id), None)
    if wrong is None:
        raise KnownError("这笔付款已经更正过，或者不在本项目，没有更正。请刷新后重新选择。")
    if (wrong.partner_id, wrong.amount) != (correction.partner_id, correction.amount) or not correction.note.strip():
        raise KnownError("更正要与原付款的收款单位、金额一致，并写明原因，没有更正。")
