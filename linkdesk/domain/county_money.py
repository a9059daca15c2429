"""The money of all projects of a county as dated amounts told by what they are, from the same books as the money of one project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.book import Book, PaymentState
from linkdesk.domain.carrying import WorkPayment
from linkdesk.domain.corrections import standing
from linkdesk.domain.grouping import grouped
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trace import standing_events
from linkdesk.domain.trade import Trade, TradePayment

NOTHING = Decimal(0)
ENDINGS = AgreementEventKind.WITHDRAWN, AgreementEventKind.TERMINATED
HOUSEHOLDS, WORKS = "协议兑付", "工程款"
PROCEEDS, BOUGHT = "交易收益", "购入指标付款"
NO_PURPOSE = "没有写明用途"


@dataclass(frozen=True, slots=True)
class Flow:
    """So much money (yuan) of a project on a day, and what it was; what came back of a spending is below nothing."""

    project_id: str | None
    on: date | None
    what: str
    amount: Decimal
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """The rows that tell of money, of as many projects as are looked at; `ended` are the entries by which agreements ended."""

    receipts: tuple[FundReceipt, ...] = ()
    uses: tuple[FundUse, ...] = ()
    book: Book = Book()
    ended: tuple[AgreementEvent, ...] = ()
    works: tuple[WorkPayment, ...] = ()
    trades: tuple[Trade, ...] = ()
    trade_payments: tuple[TradePayment, ...] = ()
    subjects: Mapping[str, tuple[str, str]] | None = None  # agreement's id → project, and who it is with


def came(books: Books) -> Iterator[Flow]:
    """What came in: proceeds of trades, and everything else by its kind."""
    yield from (Flow(p.project_id, p.on, PROCEEDS, p.amount) for p in _of_trades(books, TradeSide.SELLER))
    yield from (Flow(r.project_id, r.received_on, str(r.kind), r.amount or NOTHING) for r in standing(books.receipts))


def went(books: Books) -> Iterator[Flow]:
    """What was spent: proceeds by their purpose, other money by what it was for, and what the other books tell."""
    for use in standing(books.uses):
        proceeds = use.trade_id or use.kind is FundKind.PROCEEDS
        what = f"{PROCEEDS}：{use.purpose or NO_PURPOSE}" if proceeds else str(use.category)
        yield Flow(use.project_id, use.paid_on, what, use.amount or NOTHING, use.household_id or "")
    yield from paid_to_households(books)
    yield from (Flow(w.project_id, w.paid_on, WORKS, w.amount or NOTHING) for w in standing(books.works))
    yield from (Flow(p.project_id, p.on, BOUGHT, p.amount) for p in _of_trades(books, TradeSide.BUYER))


def _of_trades(books: Books, side: TradeSide) -> Iterator[Flow]:
    mine = {t.id: t for t in books.trades if t.side is side}
    yield from (Flow(mine[p.trade_id].project_id, p.paid_on, "", p.amount or NOTHING) for p in standing(books.trade_payments)
                if p.trade_id in mine)


def paid_to_households(books: Books) -> Iterator[Flow]:
    """Payments under agreements on the day the bank paid, what came back of them, and what was given back when an agreement ended."""
    states, events, subjects = books.book.states(), grouped(books.book.events, lambda e: e.payment_id), books.subjects or {}
    for payment in books.book.payments:
        if states[payment.id] not in (PaymentState.PAID, PaymentState.REFUNDED):
            continue
        mine, (_, subject) = events.get(payment.id, []), subjects.get(payment.agreement_id, ("", ""))
        made = next((e for e in reversed(mine) if e.kind is PaymentEventKind.PAID), None)
        yield Flow(payment.project_id, made.happened_on if made else None, HOUSEHOLDS, payment.amount or NOTHING, subject)
        yield from (Flow(payment.project_id, e.happened_on, HOUSEHOLDS, -(e.amount or NOTHING), subject) for e in mine
                    if e.kind is PaymentEventKind.REFUNDED)
    yield from (Flow(e.project_id, e.happened_on, HOUSEHOLDS, -(e.repaid or NOTHING), e.subject_id) for e in last_ended(books.ended) if e.repaid)


def last_ended(events: Iterable[AgreementEvent]) -> Iterable[AgreementEvent]:
    """Of each agreement the entry by which it ended, as far as that stands."""
    return {e.agreement_id: e for e in standing_events(events) if e.kind in ENDINGS}.values()


def by_what(flows: Iterable[Flow], first: date = date.min, last: date = date.max) -> dict[str, Decimal]:
    """The amounts of some days (both belong to them) by what they were, in the order they first come; what bears no day is left out."""
    sums: dict[str, Decimal] = {}
    for flow in flows:
        if flow.on and first <= flow.on <= last:
            sums[flow.what] = sums.get(flow.what, NOTHING) + flow.amount
    return sums
