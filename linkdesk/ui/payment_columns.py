"""Columns of the payments page: who is to be paid, batches, payments, and the rows of the bank's answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk.actions.bank_lists import Finding, ResultRow
from linkdesk.domain.agreement_words import PaymentEventKind as Kind
from linkdesk.domain.book import NOTHING, PaymentState
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.payable import Candidate
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.ui.columns import Column, ordered
from linkdesk.ui.inner_columns import words


def money(name: str, heading: str, value: Callable[[Any], Decimal | None], width: int = 104) -> Column:
    """A column of yuan with its sum; nothing stands where there is no amount."""
    def text(row: Any) -> str:
        amount = value(row)
        return "" if amount is None else printed(amount, 2)
    return Column(name, heading, text, lambda row: ordered(value(row)), width, True, value, 2, "元")


def _count(name: str, heading: str, value: Callable[[Any], int], width: int = 56) -> Column:
    return Column(name, heading, lambda row: f"{value(row):,}", lambda row: ordered(value(row)), width, True, lambda row: Decimal(value(row)))


def _day(name: str, heading: str, value: Callable[[Any], date | None]) -> Column:
    return Column(name, heading, lambda row: str(value(row) or ""), lambda row: ordered(value(row)), 98)


def _conditions(candidate: Candidate) -> str:
    met = [m.met for m in candidate.due.met]
    return f"{met.count(True)}/{len(met)}" if met else ""


def said(candidate: Candidate) -> str:
    """Why somebody cannot be paid now, and what else is to be looked at."""
    return "；".join(filter(None, (candidate.why, *candidate.remarks)))


def now(candidate: Candidate) -> Decimal:
    """What a batch made now would pay."""
    return NOTHING if candidate.why else candidate.due.remaining


CANDIDATES = (
    words("village", "行政村", lambda c: (c.subject and c.subject.village) or "", 74), words("name", "户主", lambda c: c.name, 66),
    money("payable", "应付（元）", lambda c: c.due.payable), money("now", "本次可付（元）", now),
    words("why", "不能付的原因和提示", said, 156), words("conditions", "条件", _conditions, 52),
    money("paid", "已付（元）", lambda c: c.due.paid), money("on_the_way", "在付（元）", lambda c: c.due.on_the_way),
    words("group", "村民小组", lambda c: (c.subject and c.subject.group) or "", 74),
    words("number", "协议编号", lambda c: c.due.agreement.number, 150))


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch as the table shows it; amounts in yuan."""

    id: str
    batch: PaymentBatch
    state: PaymentState
    confirmer: str
    payments: tuple[Payment, ...]
    states: tuple[PaymentState, ...]
    ended: str = ""  # how a batch that is not paid ended: who gave it back or cancelled it, and why

    @property
    def total(self) -> Decimal:
        """What the batch comes to."""
        return sum((p.amount or NOTHING for p in self.payments), NOTHING)

    def count(self, *states: PaymentState) -> int:
        """How many of its payments stand so."""
        return sum(s in states for s in self.states)

    @property
    def told(self) -> str:
        """Where the batch stands; of one with the bank, whether all its answers are there."""
        answered = self.state is PaymentState.SENT and not self.count(PaymentState.SENT)
        return "银行已回" if answered else str(self.state)


def batch_lines(dossier: Dossier) -> list[BatchLine]:
    """The batches of a project, the newest first."""
    book = dossier.book
    states, stands = book.states(), book.states_of_batches()
    confirmed = {e.batch_id: e.officer_name for e in dossier.payment_events if e.kind is Kind.CONFIRMED}
    ended = {e.batch_id: f"{e.kind}：{e.reason}（{e.officer_name}）" for e in dossier.payment_events if e.kind in (Kind.REFUSED, Kind.CANCELLED)}
    mine: dict[str, list[Payment]] = {b.id: [] for b in dossier.batches}
    for payment in sorted(dossier.payments, key=lambda p: p.position):
        mine[payment.batch_id].append(payment)
    return [BatchLine(b.id, b, stands[b.id], confirmed.get(b.id, ""), tuple(mine[b.id]), tuple(states[p.id] for p in mine[b.id]),
                      ended.get(b.id, ""))
            for b in reversed(dossier.batches)]


BATCHES = (
    words("number", "批次编号", lambda line: line.batch.number, 160), words("state", "状态", lambda line: line.told, 96),
    money("total", "金额（元）", lambda line: line.total), _count("count", "笔数", lambda line: len(line.payments), 52),
    words("kind", "协议种类", lambda line: str(line.batch.kind), 110), words("maker", "制表人", lambda line: line.batch.maker_name, 64),
    words("confirmer", "复核人", lambda line: line.confirmer, 64), _day("made_on", "制表日期", lambda line: line.batch.made_on),
    _count("paid", "已付", lambda line: line.count(PaymentState.PAID)), _count("failed", "未成功", lambda line: line.count(PaymentState.FAILED), 62),
    _count("refunded", "已退回", lambda line: line.count(PaymentState.REFUNDED), 62))


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment with what the bank said of it."""

    id: str
    payment: Payment
    number: str
    state: PaymentState
    back: Decimal
    voucher: str
    on: date | None
    reason: str


def payment_lines(dossier: Dossier) -> list[PaymentLine]:
    """Every payment of a project that has gone to the bank, in the order of batches."""
    book = dossier.book
    states, back, stands = book.states(), book.refunded(), book.states_of_batches()
    numbers = {b.id: b.number for b in dossier.batches}
    last = {e.payment_id: e for e in dossier.payment_events if e.payment_id}
    vouchers = {e.payment_id: e.voucher for e in dossier.payment_events if e.payment_id and e.voucher}
    found = [p for p in dossier.payments if stands[p.batch_id] is PaymentState.SENT]
    return [PaymentLine(p.id, p, f"{numbers[p.batch_id]}-{p.position:04d}", states[p.id], back.get(p.id, NOTHING), vouchers.get(p.id, ""),
                        last[p.id].happened_on if p.id in last else None, (last[p.id].reason or "") if p.id in last else "")
            for p in sorted(found, key=lambda p: (numbers[p.batch_id], p.position))]


PAYMENTS = (
    words("number", "批次和序号", lambda line: line.number, 196), words("holder", "户名", lambda line: line.payment.account_holder or "", 66),
    money("amount", "金额（元）", lambda line: line.payment.amount), words("state", "结果", lambda line: str(line.state), 86),
    money("back", "已退回（元）", lambda line: line.back or None), words("voucher", "凭证号", lambda line: line.voucher, 96),
    _day("on", "日期", lambda line: line.on), words("reason", "原因", lambda line: line.reason, 110),
    words("account", "账号", lambda line: on_screen(line.payment.bank_account, Private.ACCOUNT), 150))

RESULTS = (
    words("place", "所在行", lambda r: f"第 {r.id.rpartition('!')[2]} 行", 70), words("finding", "核对", lambda r: str(r.finding), 74),
    words("holder", "户名", lambda r: r.result.holder or "", 66), money("amount", "银行金额（元）", lambda r: r.result.amount, 104),
    words("outcome", "银行结果", lambda r: r.result.outcome or "", 76),
    words("why", "说明", lambda r: r.why, 230),
    words("key", "批次和序号", lambda r: r.key, 190),
    words("sheet", "工作表", lambda r: r.id.rpartition("!")[0], 80), words("voucher", "凭证号", lambda r: r.result.number, 96),
    words("account", "账号", lambda r: on_screen(r.result.account, Private.ACCOUNT), 150))


def is_doubtful(row: ResultRow) -> bool:
    """Whether somebody has to look at a row of the bank's answer."""
    return row.finding not in (Finding.PAID, Finding.FAILED, Finding.KNOWN)
