"""Payments (兑付): batches made by one officer and confirmed by another, and everything that happened to them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.fields import Private, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import AgreementKind


@dataclass(frozen=True, slots=True)
class PaymentBatch:
    """A batch of payments of one step: append-only; a wrong one is cancelled by an event and made anew."""

    project_id: str = about("项目区", refers_to="project")
    number: str = about("批次编号", default="")
    kind: AgreementKind = about("协议种类", default=AgreementKind.DEMOLISH)
    made_on: date | None = about("制表日期")
    maker_id: str = about("制表人标识", refers_to="officer")
    maker_name: str = about("制表人", default="")
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a batch to one account under one agreement: append-only."""

    batch_id: str = about("批次", refers_to="payment_batch")
    project_id: str = about("项目区", refers_to="project")
    agreement_id: str = about("协议", refers_to="agreement")
    position: int = about("序号", default=0)
    amount: Decimal | None = about("金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    account_holder: str | None = about("户名", private=Private.NAME)
    bank_name: str | None = about("开户行")
    bank_account: str | None = about("银行账号", private=Private.ACCOUNT)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """What happened to a batch, or to one payment of it: append-only."""

    project_id: str = about("项目区", refers_to="project")
    batch_id: str = about("批次", refers_to="payment_batch")
    payment_id: str | None = about("付款", refers_to="payment")
    kind: PaymentEventKind = about("事项", default=PaymentEventKind.CONFIRMED)
    happened_on: date | None = about("日期", required=True)
    amount: Decimal | None = about("金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    voucher: str | None = about("凭证号")
    reason: str | None = about("原因")
    officer_id: str = about("经办人标识", refers_to="officer")
    officer_name: str = about("经办人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()
