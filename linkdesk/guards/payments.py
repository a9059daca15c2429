"""Nobody is paid twice and nobody beyond his due: what no entry of a payment may say, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.book import NOTHING, Book, PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.quantities import printed
from linkdesk.domain.secret import is_once
from linkdesk.domain.words import ChangeKind
from linkdesk.guards.dues import Entry, Owed, owed
from linkdesk.store import Store

Kind = PaymentEventKind
_BATCH_FROM = {Kind.CONFIRMED: (PaymentState.MADE,), Kind.REFUSED: (PaymentState.MADE,), Kind.SENT: (PaymentState.CONFIRMED,),
               Kind.CANCELLED: (PaymentState.MADE, PaymentState.CONFIRMED)}
_PAYMENT_FROM = {Kind.PAID: PaymentState.SENT, Kind.FAILED: PaymentState.SENT, Kind.REFUNDED: PaymentState.PAID}
_BECOMES = {Kind.CONFIRMED: PaymentState.CONFIRMED, Kind.REFUSED: PaymentState.CANCELLED, Kind.SENT: PaymentState.SENT,
            Kind.CANCELLED: PaymentState.CANCELLED}
_WITH_REASON = frozenset((Kind.REFUSED, Kind.CANCELLED, Kind.FAILED, Kind.REFUNDED))
_AGAIN_DUE = frozenset((Kind.CONFIRMED, Kind.SENT))  # entries before which a batch is weighed against what is due once more


def refuse_wrong_payments(store: Store, change: Change) -> None:
    """Refuse entries of payments that do not follow from what stands: wrong order, wrong officer, more than is due."""
    entries = tuple(e for e in change.after if isinstance(e, Entry))
    if not entries:
        return
    if change.kind is not ChangeKind.PAY:
        raise KnownError("兑付记录只能在“兑付”里登记，没有改动。")
    _Entries(store, entries).look()


class _Entries:
    """New entries of payments beside what the store holds of the same batches."""

    def __init__(self, store: Store, entries: tuple[Entry, ...]) -> None:
        self.store, self.entries = store, entries
        self.batches = [e for e in entries if isinstance(e, PaymentBatch)]
        self.payments = [e for e in entries if isinstance(e, Payment)]
        self.events = [e for e in entries if isinstance(e, PaymentEvent)]
        ids = list({e.batch_id for e in (*self.payments, *self.events)})
        self.book = Book((*store.load(PaymentBatch, id=ids), *self.batches), (*store.load(Payment, batch_id=ids), *self.payments),
                         tuple(store.load(PaymentEvent, batch_id=ids)))

    def look(self) -> None:
        """Raise KnownError for the first entry that may not be."""
        for batch in self.batches:
            self._look_at_batch(batch)
        for payment in self.payments:
            self._look_at_payment(payment)
        _Course(self.store, self.book).run(self.events)
        self._weigh()

    def _look_at_batch(self, batch: PaymentBatch) -> None:
        if not batch.number or self.store.count(PaymentBatch, number=batch.number):
            raise KnownError(f"批次编号“{batch.number}”已经用过或没有编号，没有保存。请重新制表。")
        if not any(p.batch_id == batch.id for p in self.payments):
            raise KnownError("批次里没有付款，没有保存。请先选择要兑付的农户。")
        if self.store.get(Officer, batch.maker_id) is None:
            raise KnownError("没有制表人，批次没有保存。请先确认经办人。")

    def _look_at_payment(self, payment: Payment) -> None:
        batch = next((b for b in self.batches if b.id == payment.batch_id), None)
        if batch is None:
            raise KnownError("批次制成后不能再加入付款，没有保存。请另制一个批次。")
        agreement = self.store.get(Agreement, payment.agreement_id)
        if agreement is None or (agreement.project_id, agreement.kind) != (batch.project_id, batch.kind):
            raise KnownError("付款与批次不是同一项目、同一种协议，没有保存。请重新制表。")
        if not payment.amount or payment.amount < 0 or not payment.bank_account:
            raise KnownError("付款没有金额或账号，批次没有保存。请重新制表。")

    def _weigh(self) -> None:
        """No agreement gets more than its due, and of one household only one agreement of a kind."""
        new = {p.agreement_id for p in self.payments}
        again = {e.batch_id for e in self.events if e.kind in _AGAIN_DUE}
        ids = new | {p.agreement_id for p in self.book.payments if p.batch_id in again}
        if not ids:
            return
        found = owed(self.store, ids, self.entries)
        for id_ in ids:
            refuse_beyond_due(found, id_)
        for id_ in new:
            _refuse_second(found, id_)
        for payment in self.payments:
            _refuse_other_account(found, payment)


def refuse_beyond_due(found: Owed, agreement_id: str) -> None:
    """Raise KnownError when an agreement has had or is about to get more than is payable under it today."""
    due = found.dues.get(agreement_id)
    if due is None:
        raise KnownError("付款的协议已作废，或只是补充协议，没有保存。请撤销本批次，按有效的协议重新制表。")
    if due.paid + due.on_the_way > due.payable:
        said = (f"应付 {printed(due.payable, 2)} 元，已付 {printed(due.paid, 2)} 元，"
                f"连同本批在付 {printed(due.on_the_way, 2)} 元")
        raise KnownError(f"{_called(due.agreement)}{said}，超过应付，没有保存。请核对后重新制表。")


def _refuse_other_account(found: Owed, payment: Payment) -> None:
    if payment.bank_account != found.accounts[payment.agreement_id].number:
        raise KnownError(f"{_called(found.dues[payment.agreement_id].agreement)}的收款账号不是协议或农户资料里的账号，没有保存。请重新制表。")


def _refuse_second(found: Owed, agreement_id: str) -> None:
    mine = next(a for a in found.agreements if a.id == agreement_id)
    had = found.book.had()
    for other in found.agreements:
        if other.id == mine.id or (other.subject_id, other.kind) != (mine.subject_id, mine.kind) or other.supplements_id == mine.id:
            continue
        if other.id in had and had[other.id].paid + had[other.id].on_the_way > NOTHING:
            raise KnownError(f"{_called(mine)}的农户在另一份{other.kind}（{other.number or '未编号'}）下已经付款，没有保存。"
                             "请先核对，多付的登记退回。")


def _called(agreement: Agreement) -> str:
    return f"{agreement.kind}{agreement.number}"


class _Course:
    """How batches and payments go on from where they stand, entry by entry."""

    def __init__(self, store: Store, book: Book) -> None:
        self.store, self.today = store, store.clock().date()
        self.batches = {b.id: b for b in book.batches}
        self.payments = {p.id: p for p in book.payments}
        self.of_batch, self.of_payment, self.back = book.states_of_batches(), book.states(), book.refunded()
        self.paid_on = {e.payment_id: e.happened_on for e in book.events if e.kind is Kind.PAID}

    def run(self, events: Iterable[PaymentEvent]) -> None:
        """Take the entries in their order; raises KnownError at the first that does not follow."""
        for event in events:
            self._look(event)
            self._pay(event) if event.payment_id else self._go_on(event)

    def _look(self, event: PaymentEvent) -> None:
        batch = self.batches.get(event.batch_id)
        if batch is None or event.project_id != batch.project_id:
            raise KnownError("找不到这个兑付批次，没有保存。请刷新后再试。")
        if event.happened_on is None or event.happened_on > self.today:
            raise KnownError("兑付日期没有填，或晚于今天，没有保存。请核对日期。")
        if batch.made_on and event.happened_on < batch.made_on:
            raise KnownError(f"兑付日期早于批次的制表日期 {batch.made_on}，没有保存。请核对日期。")
        if event.kind in _WITH_REASON and not (event.reason or "").strip():
            raise KnownError(f"“{event.kind}”要写明原因，没有保存。")
        if (event.kind in _PAYMENT_FROM) != bool(event.payment_id):
            raise KnownError(f"“{event.kind}”登记的对象不对，没有保存。")

    def _go_on(self, event: PaymentEvent) -> None:
        stands = self.of_batch[event.batch_id]
        if stands not in _BATCH_FROM[event.kind]:
            raise KnownError(f"批次 {self.batches[event.batch_id].number} 的状态是“{stands}”，不能再“{event.kind}”，没有保存。")
        if event.kind is Kind.CONFIRMED:
            self._refuse_same_person(event)
        self.of_batch[event.batch_id] = _BECOMES[event.kind]
        for payment in self.payments.values():
            if payment.batch_id == event.batch_id:
                self.of_payment[payment.id] = _BECOMES[event.kind]

    def _refuse_same_person(self, event: PaymentEvent) -> None:
        maker = self.store.get(Officer, self.batches[event.batch_id].maker_id)
        confirmer = self.store.get(Officer, event.officer_id)
        if confirmer is None or not confirmer.secret or is_once(confirmer.secret):
            raise KnownError("复核人还没有自己的口令，没有复核。请复核人先登录并设置口令。")
        if maker is None or confirmer.id == maker.id or (confirmer.name, confirmer.office) == (maker.name, maker.office):
            raise KnownError("制表人不能复核自己制的批次，没有复核。请由另一位经办人复核。")

    def _pay(self, event: PaymentEvent) -> None:
        payment = self.payments.get(event.payment_id or "")
        if payment is None or payment.batch_id != event.batch_id:
            raise KnownError("找不到这笔付款，没有保存。请刷新后再试。")
        stands = self.of_payment[payment.id]
        if stands is not _PAYMENT_FROM[event.kind]:
            raise KnownError(f"第 {payment.position} 笔付款的状态是“{stands}”，不能再登记“{event.kind}”，没有保存。")
        {Kind.PAID: self._paid, Kind.FAILED: self._failed, Kind.REFUNDED: self._refunded}[event.kind](event, payment)

    def _paid(self, event: PaymentEvent, payment: Payment) -> None:
        if event.amount != payment.amount:
            raise KnownError(f"第 {payment.position} 笔付款的金额与批次不符，没有登记已付。请核对银行结果。")
        self.of_payment[payment.id] = PaymentState.PAID
        self.paid_on[payment.id] = event.happened_on

    def _failed(self, event: PaymentEvent, payment: Payment) -> None:
        self.of_payment[payment.id] = PaymentState.FAILED

    def _refunded(self, event: PaymentEvent, payment: Payment) -> None:
        amount: Decimal = payment.amount or NOTHING
        back = self.back.get(payment.id, NOTHING) + (event.amount or NOTHING)
        if (paid_on := self.paid_on.get(payment.id)) and event.happened_on < paid_on:
            raise KnownError(f"退回日期早于付款日期 {paid_on}，没有保存。请核对日期。")
        if not event.amount or event.amount < 0 or back > amount:
            raise KnownError(f"退回金额要大于零，合计不超过已付的 {printed(amount, 2)} 元，没有保存。请核对金额。")
        self.back[payment.id] = back
        self.of_payment[payment.id] = PaymentState.REFUNDED if back == amount else PaymentState.PAID
