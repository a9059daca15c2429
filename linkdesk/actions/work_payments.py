"""Payments to partners (工程款): entered once with their voucher, corrected by a further entry, asked about beyond the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.actions import plan_rows
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Partner, WorkPayment
from linkdesk.domain.carrying_words import PaymentPurpose
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import ChangeKind
from linkdesk.domain.work_accounts import voucher_key

FIELDS = fields_of(WorkPayment)
NOTHING = Decimal(0)


class BeyondContract(KnownError):
    """More would be paid than the contract says: it is paid only with a reason."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A payment as it was typed: its amount in 万元 unless a unit stands behind it, its day, its voucher, a note."""

    purpose: PaymentPurpose = PaymentPurpose.PROGRESS
    amount: str = ""
    paid_on: str = ""
    voucher: str = ""
    note: str = ""


def pay(desk: Desk, partner: Partner, typed: Typed) -> Change:
    """Enter a payment to a partner; BeyondContract when it goes beyond the contract and no note says why."""
    seen, partner = desk.as_of(), plan_rows.newest(desk, partner)
    amount, paid_on, voucher = _read(desk, typed)
    stands = standing(desk.store.load(WorkPayment, project_id=partner.project_id))
    if same := next((p for p in stands if voucher_key(p.voucher) == voucher_key(voucher)), None):
        raise KnownError(f"凭证号 {voucher} 在 {same.paid_on} 已登记过 {_said(same.amount)}，没有重复登记。请核对凭证号；"
                         "原来登记有误的，请先更正。")
    _ask(partner, sum((p.amount for p in stands if p.partner_id == partner.id and p.amount), NOTHING), amount, typed.note)
    made = WorkPayment(project_id=partner.project_id, partner_id=partner.id, purpose=typed.purpose, amount=amount, paid_on=paid_on,
                       voucher=voucher, note=typed.note.strip(), officer_name=desk.officer_name, entered_at=desk.clock())
    return Change(f"登记工程款 {_said(amount)}", after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def _read(desk: Desk, typed: Typed) -> tuple[Decimal, date, str]:
    amount, paid_on = parse(FIELDS["amount"], typed.amount), parse(FIELDS["paid_on"], typed.paid_on)
    voucher = parse(FIELDS["voucher"], typed.voucher)
    lacking = [label for label, value in (("金额", amount), ("付款日期", paid_on), ("凭证号", voucher_key(voucher))) if not value]
    if lacking:
        raise KnownError(f"请填写{'、'.join(lacking)}，再登记付款。")
    if paid_on > desk.clock().date():
        raise KnownError(f"付款日期 {paid_on} 在今天以后，没有登记。请核对日期。")
    return amount, paid_on, voucher


def _ask(partner: Partner, paid: Decimal, amount: Decimal, note: str) -> None:
    if partner.amount is None or paid + amount <= partner.amount or note.strip():
        return
    raise BeyondContract(f"“{partner.name}”合同金额 {_said(partner.amount)}，已付 {_said(paid)}，加上这一笔 {_said(amount)} 超过合同 "
                         f"{_said(paid + amount - partner.amount)}，还没有登记。确需支付的，请写明理由。")


def revoke(desk: Desk, payment: WorkPayment, why: str) -> Change:
    """Answer a payment that was entered wrongly; both entries stay."""
    if not why.strip():
        raise KnownError("请写明更正的原因，再更正。")
    seen = desk.as_of()
    if payment.id not in {p.id for p in standing(desk.store.load(WorkPayment, project_id=payment.project_id))}:
        raise KnownError("这笔付款已经更正过，没有再次更正。")
    entry = WorkPayment(project_id=payment.project_id, partner_id=payment.partner_id, purpose=payment.purpose, amount=payment.amount,
                        paid_on=payment.paid_on, voucher=payment.voucher, revokes_id=payment.id, note=why.strip(),
                        officer_name=desk.officer_name, entered_at=desk.clock())
    return Change(f"更正工程款 {_said(payment.amount)}", after=(entry,), kind=ChangeKind.PROGRESS, as_of=seen)


def payments(desk: Desk, partner: Partner) -> list[WorkPayment]:
    """Every entry about a partner, by the day it was paid and then as entered."""
    found = desk.store.load(WorkPayment, partner_id=partner.id)
    return sorted(found, key=lambda p: (str(p.paid_on), str(p.entered_at)))


def _said(amount: Decimal | None) -> str:
    return "金额待补" if amount is None else f"{printed(in_ten_thousands(amount), 2)} 万元"
