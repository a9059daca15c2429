"""The book of payments: what became of each payment, and what each agreement has had. Nothing is stored; it follows from the entries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.agreement_words import PaymentEventKind
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent

Kind = PaymentEventKind
NOTHING = Decimal(0)


class PaymentState(StrEnum):
    """Where one payment stands."""

    MADE = "待复核"
    CONFIRMED = "待送银行"
    SENT = "银行办理中"
    PAID = "已付"
    FAILED = "未付成功"
    REFUNDED = "已退回"
    CANCELLED = "已撤销"


_OF_BATCH = {Kind.CONFIRMED: PaymentState.CONFIRMED, Kind.SENT: PaymentState.SENT,
             Kind.REFUSED: PaymentState.CANCELLED, Kind.CANCELLED: PaymentState.CANCELLED}
_OF_PAYMENT = _OF_BATCH | {Kind.PAID: PaymentState.PAID, Kind.FAILED: PaymentState.FAILED, Kind.REFUNDED: PaymentState.REFUNDED}
ON_THE_WAY = frozenset((PaymentState.MADE, PaymentState.CONFIRMED, PaymentState.SENT))


@dataclass(frozen=True, slots=True)
class Had:
    """What one agreement has had: paid and not come back, and what is on its way (made, confirmed or with the bank)."""

    paid: Decimal = NOTHING
    on_the_way: Decimal = NOTHING


@dataclass(frozen=True)
class Book:
    """All batches and payments of a project, with what happened to them since, in the order of entry."""

    batches: tuple[PaymentBatch, ...] = ()
    payments: tuple[Payment, ...] = ()
    events: tuple[PaymentEvent, ...] = ()

    def state_of_batch(self, batch_id: str) -> PaymentState:
        """Where a batch stands; one whose list went to the bank stays there, its payments tell the rest."""
        return self.states_of_batches().get(batch_id, PaymentState.MADE)

    def states_of_batches(self) -> dict[str, PaymentState]:
        """Where every batch stands, by its id."""
        told = {e.batch_id: _OF_BATCH[e.kind] for e in self.events if e.payment_id is None}
        return {b.id: told.get(b.id, PaymentState.MADE) for b in self.batches}

    def states(self) -> dict[str, PaymentState]:
        """Where every payment stands, by its id; one of which only a part came back is still paid."""
        batches, back = self.states_of_batches(), self.refunded()
        own = {e.payment_id: _OF_PAYMENT[e.kind] for e in self.events if e.payment_id}
        own |= {p.id: PaymentState.PAID for p in self.payments if NOTHING < back.get(p.id, NOTHING) < (p.amount or NOTHING)}
        return {p.id: own.get(p.id, batches[p.batch_id]) for p in self.payments}

    def refunded(self) -> dict[str, Decimal]:
        """What came back of each payment, by its id."""
        back: dict[str, Decimal] = {}
        for event in self.events:
            if event.kind is Kind.REFUNDED and event.payment_id:
                back[event.payment_id] = back.get(event.payment_id, NOTHING) + (event.amount or NOTHING)
        return back

    def had(self) -> dict[str, Had]:
        """What every agreement has had, by its id."""
        states, back = self.states(), self.refunded()
        paid: dict[str, Decimal] = {}
        coming: dict[str, Decimal] = {}
        for payment in self.payments:
            state, amount = states[payment.id], payment.amount or NOTHING
            if state in (PaymentState.PAID, PaymentState.REFUNDED):
                paid[payment.agreement_id] = paid.get(payment.agreement_id, NOTHING) + amount - back.get(payment.id, NOTHING)
            elif state in ON_THE_WAY:
                coming[payment.agreement_id] = coming.get(payment.agreement_id, NOTHING) + amount
        return {id_: Had(paid.get(id_, NOTHING), coming.get(id_, NOTHING)) for id_ in paid.keys() | coming.keys()}
