"""Every amount of a project's money as one line, whichever book it stands in, so that nothing is counted twice and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.book import NOTHING, PaymentState
from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.payment import Payment, PaymentEvent
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.progress import Progress, lines_of
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import AgreementKind

Parts = tuple[tuple[CostCategory, Decimal], ...]


class MoneyBook(StrEnum):
    """In which book an amount stands; each amount stands in one."""

    RECEIPTS = "到账登记"
    USES = "支出登记"
    HOUSEHOLDS = "协议兑付"
    WORKS = "工程款"
    TRADES = "交易价款"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """An amount in yuan as it was entered, to the fen; what came back of a spending is below nothing.

    `entity` and `id` are the entry behind it. `kind` None: its book does not tell from which money it was paid.
    `parts` tell a spending by the categories of the estimate and add up to `amount`.
    """

    id: str
    book: MoneyBook
    entity: str
    amount: Decimal
    day: date | None
    what: str
    party: str = ""
    kind: FundKind | None = None
    parts: Parts = ()
    purpose: ProceedsPurpose | None = None
    budget_item: str = ""
    subject_id: str = ""
    source_id: str = ""
    trade_id: str = ""
    voucher: str = ""
    document: str = ""
    note: str = ""
    officer: str = ""
    entered_at: datetime | None = None

    @property
    def order(self) -> tuple[date, str, str]:
        """By the day, what has none first, then as entered."""
        return self.day or date.min, str(self.entered_at or ""), self.id

    @property
    def of_proceeds(self) -> bool:
        """Whether it is proceeds of a trade, or spent from them."""
        return self.kind is FundKind.PROCEEDS


def receipts(dossier: Dossier) -> tuple[MoneyLine, ...]:
    """What came in, by the day: entered receipts, and payments of trades in which this side sells."""
    return dossier.once("money_receipts", lambda: _ordered((*map(line_of, standing(dossier.quotas.receipts)), *_proceeds(dossier))))


def uses(dossier: Dossier) -> tuple[MoneyLine, ...]:
    """What was spent, by the day: entered uses, payments under agreements, to partners, and for bought quota."""
    return dossier.once("money_uses", lambda: _ordered((
        *map(line_of, standing(dossier.quotas.fund_uses)), *_agreements(dossier), *_works(dossier), *_bought(dossier))))


def _ordered(lines: tuple[MoneyLine, ...]) -> tuple[MoneyLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.order))


def line_of(entry: FundReceipt | FundUse) -> MoneyLine:
    """An entry of the project's own book as a line, whether it counts or not."""
    amount = entry.amount or NOTHING
    if isinstance(entry, FundReceipt):
        return MoneyLine(entry.id, MoneyBook.RECEIPTS, "fund_receipt", amount, entry.received_on, str(entry.kind), entry.payer, entry.kind,
                         source_id=entry.fund_source_id or "", voucher=entry.voucher, document=entry.number, note=entry.note,
                         officer=entry.officer_name, entered_at=entry.entered_at)
    return MoneyLine(entry.id, MoneyBook.USES, "fund_use", amount, entry.paid_on, str(entry.category), entry.payee, entry.kind,
                     ((entry.category, amount),), entry.purpose, entry.budget_item, entry.household_id or "", trade_id=entry.trade_id or "",
                     voucher=entry.voucher, document=entry.budget_item, note=entry.note, officer=entry.officer_name, entered_at=entry.entered_at)


def _proceeds(dossier: Dossier) -> Iterator[MoneyLine]:
    yield from (line for line, side in _trades(dossier) if side is TradeSide.SELLER)


def _bought(dossier: Dossier) -> Iterator[MoneyLine]:
    yield from (line for line, side in _trades(dossier) if side is TradeSide.BUYER)


def _trades(dossier: Dossier) -> Iterator[tuple[MoneyLine, TradeSide]]:
    trades: dict[str, Trade] = {t.id: t for t in dossier.quotas.trades}
    names = {i.id: i.name for i in dossier.quotas.instalments}
    for p in standing(dossier.quotas.trade_payments):
        trade, amount = trades[p.trade_id], p.amount or NOTHING
        sells = trade.side is TradeSide.SELLER
        yield MoneyLine(p.id, MoneyBook.TRADES, "trade_payment", amount, p.paid_on, names.get(p.instalment_id or "", "") or "交易价款",
                        trade.counterpart, FundKind.PROCEEDS if sells else None, () if sells else ((CostCategory.OTHER, amount),),
                        trade_id=trade.id, voucher=p.voucher, document=trade.number or trade.title, note=p.note, officer=p.officer_name,
                        entered_at=p.entered_at), trade.side


def _works(dossier: Dossier) -> Iterator[MoneyLine]:
    partners = {p.id: p for p in dossier.carrying.partners}
    for w in standing(dossier.carrying.payments):
        partner, amount = partners.get(w.partner_id), w.amount or NOTHING
        yield MoneyLine(w.id, MoneyBook.WORKS, "work_payment", amount, w.paid_on, str(w.purpose), partner.name if partner else "",
                        parts=((CostCategory.RECLAMATION, amount),), voucher=w.voucher,
                        document=partner.contract_number if partner else "", note=w.note, officer=w.officer_name, entered_at=w.entered_at)


def _agreements(dossier: Dossier) -> Iterator[MoneyLine]:
    """Of each agreement what was paid before this desk, by the book, and what came back; told by category in the order of the days."""
    paid = grouped(_booked(dossier), lambda pair: pair[0])
    for progress in dossier.progress.values():
        for main in progress.trace.mains:
            papers = (main.id, *(s.id for s in progress.trace.agreements if s.supplements_id == main.id))
            lines = (*_before(main), *(line for id_ in papers for _, line in paid.pop(id_, ())))
            lines += tuple(_repaid(progress, main, sum((line.amount for line in lines), NOTHING)))
            yield from _by_category(_ordered(lines), main.kind, _compensation(dossier, progress, main))
    for left in paid.values():  # of papers that are void by now: the money went out all the same
        yield from (replace(line, parts=((CostCategory.REWARD, line.amount),)) for _, line in left)


def _before(main: Agreement) -> Iterator[MoneyLine]:
    """What was paid before the desk began, on no day that is known."""
    if main.paid_before:
        yield MoneyLine(main.id, MoneyBook.HOUSEHOLDS, "agreement", main.paid_before, None, f"{main.kind}（接收前已付）", main.head_name or "",
                        subject_id=main.subject_id, document=main.number or main.source or "", note=main.source or "")


def _repaid(progress: Progress, main: Agreement, had: Decimal) -> Iterator[MoneyLine]:
    """What came back when an agreement ended: never more than had been paid under it."""
    ended = progress.trace.last(AgreementEventKind.WITHDRAWN, AgreementEventKind.TERMINATED, of=main)
    if ended and (back := min(ended.repaid or NOTHING, had)) > NOTHING:
        yield MoneyLine(ended.id, MoneyBook.HOUSEHOLDS, "agreement_event", -back, ended.happened_on, f"{main.kind}（退回已领款）",
                        main.head_name or "", subject_id=main.subject_id, document=main.number or main.source or "", note=ended.basis or "",
                        officer=ended.officer_name, entered_at=ended.entered_at)


def _booked(dossier: Dossier) -> Iterator[tuple[str, MoneyLine]]:
    """Every payment that counts as paid, with what came back of it, by the id of its agreement."""
    states, events = dossier.book.states(), grouped(dossier.payment_events, lambda e: e.payment_id)
    agreements = {a.id: a for a in dossier.agreements}
    batches = {b.id: b.number for b in dossier.batches}
    for payment in dossier.payments:
        if states[payment.id] in (PaymentState.PAID, PaymentState.REFUNDED):
            agreement = agreements.get(payment.agreement_id)
            kind, subject = (agreement.kind, agreement.subject_id) if agreement else ("协议", "")
            number = (agreement.number if agreement else "") or batches.get(payment.batch_id, "")
            for line in _of_payment(payment, events.get(payment.id, [])):
                yield payment.agreement_id, replace(line, what=f"{kind}{line.what}", subject_id=subject, document=number)


def _of_payment(payment: Payment, events: list[PaymentEvent]) -> Iterator[MoneyLine]:
    made = next((e for e in reversed(events) if e.kind is PaymentEventKind.PAID), None)
    party = payment.account_holder or ""
    yield MoneyLine(payment.id, MoneyBook.HOUSEHOLDS, "payment", payment.amount or NOTHING, made.happened_on if made else None, "", party,
                    voucher=(made.voucher or "") if made else "", officer=made.officer_name if made else "",
                    entered_at=made.entered_at if made else None)
    for e in (e for e in events if e.kind is PaymentEventKind.REFUNDED):
        yield MoneyLine(e.id, MoneyBook.HOUSEHOLDS, "payment_event", -(e.amount or NOTHING), e.happened_on, "（退回）", party,
                        voucher=e.voucher or "", note=e.reason or "", officer=e.officer_name, entered_at=e.entered_at)


def _compensation(dossier: Dossier, progress: Progress, main: Agreement) -> Decimal:
    """What of an agreement is compensation, not a reward."""
    lines = lines_of(progress.trace.priced_by(main), dossier.lines_by_agreement)
    return sum((line.amount for line in lines if not line.reward and line.amount), NOTHING)


def _by_category(lines: tuple[MoneyLine, ...], kind: AgreementKind, compensation: Decimal) -> Iterator[MoneyLine]:
    """Compensation is paid first (it hangs on no condition), reward or subsidy after it; what comes back takes the other way."""
    rest = CostCategory.HOUSING if kind is AgreementKind.RESETTLE else CostCategory.REWARD
    had = NOTHING
    for line in lines:
        first = min(had + line.amount, compensation) - min(had, compensation)
        had += line.amount
        yield replace(line, parts=tuple((c, a) for c, a in ((CostCategory.COMPENSATION, first), (rest, line.amount - first)) if a))
