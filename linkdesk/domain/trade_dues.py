"""What a trade has to be paid, instalment by instalment: how much of each is paid, what came late, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.corrections import standing
from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import FEN, printed, rounded
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment

NOTHING = Decimal(0)
PER_MILLE = Decimal(1000)


@dataclass(frozen=True, slots=True)
class LatePart:
    """A part of an instalment, in yuan, that was paid after its day, or (`is_open`) is not paid yet; `penalty` None while no rate is agreed."""

    instalment: TradeInstalment
    amount: Decimal
    days: int
    is_open: bool
    penalty: Decimal | None


@dataclass(frozen=True, slots=True)
class InstalmentStanding:
    """An instalment with what was paid on it, in yuan, and its late parts."""

    instalment: TradeInstalment
    paid: Decimal = NOTHING
    late: tuple[LatePart, ...] = ()

    @property
    def open(self) -> Decimal:
        """What is still to be paid of it."""
        return (self.instalment.amount or NOTHING) - self.paid


def in_order(payments: Iterable[TradePayment]) -> tuple[TradePayment, ...]:
    """The payments that stand, by the day they came in and then as entered."""
    return tuple(sorted(standing(payments), key=lambda p: (p.paid_on or date.max, p.entered_at or datetime.min)))


def instalments_standing(trade: Trade, instalments: Iterable[TradeInstalment], payments: Iterable[TradePayment], on: date,
                         ) -> tuple[InstalmentStanding, ...]:
    """Every instalment as it stands on a day: a payment goes to the one it names, what is over and what names none to the earliest open."""
    planned = sorted(instalments, key=lambda i: i.position)
    parts = _parts(planned, in_order(p for p in payments if (p.paid_on or date.min) <= on))
    last = min(on, trade.terminated_on or on)
    return tuple(_standing(trade, each, parts[each.id], last) for each in planned)


def _parts(planned: list[TradeInstalment], payments: Iterable[TradePayment]) -> dict[str, list[tuple[Decimal, date]]]:
    """By instalment what was paid on it and when."""
    parts: dict[str, list[tuple[Decimal, date]]] = {i.id: [] for i in planned}
    open_ = {i.id: i.amount or NOTHING for i in planned}
    by_day = sorted(planned, key=lambda i: (i.due_on or date.max, i.position))
    for payment in payments:
        left = payment.amount or NOTHING
        for each in sorted(by_day, key=lambda i, named=payment.instalment_id: i.id != named):
            part = min(left, open_[each.id])
            if part > 0 and payment.paid_on:
                parts[each.id].append((part, payment.paid_on))
                open_[each.id] -= part
                left -= part
    return parts


def _standing(trade: Trade, instalment: TradeInstalment, parts: list[tuple[Decimal, date]], last: date) -> InstalmentStanding:
    paid = sum((part for part, _ in parts), NOTHING)
    left = (instalment.amount or NOTHING) - paid
    every = [(part, day, False) for part, day in parts] + ([(left, last, True)] if left > 0 else [])
    due = instalment.due_on if trade.signed_on else None  # nothing is late before it is agreed
    late = tuple(LatePart(instalment, part, (day - due).days, is_open, penalty(trade, part, (day - due).days))
                 for part, day, is_open in every if due and day > due)
    return InstalmentStanding(instalment, paid, late)


def penalty(trade: Trade, amount: Decimal, days: int) -> Decimal | None:
    """What so much money, so many days late, costs in yuan by the agreement; None while no rate is agreed."""
    return None if trade.late_rate is None else rounded(amount * days * trade.late_rate / PER_MILLE, FEN)


def penalty_figure(trade: Trade, late: Iterable[LatePart]) -> Figure:
    """What all late parts cost together, in yuan: the sum of their leaves."""
    parts = tuple(late)
    known = None if parts and trade.late_rate is None else sum((p.penalty for p in parts if p.penalty), NOTHING)
    inputs = tuple((p.instalment.name, f"{printed(p.amount, 2)} 元逾期 {p.days} 天{'，尚未到账' if p.is_open else ''}") for p in parts)
    return Figure("trade_penalty", "逾期付款违约金", known, "元", 2, "逾期金额 × 逾期天数 × 违约金率（‰/日）÷ 1000",
                  (*inputs, *_rate(trade)), "" if known is not None else "逾期付款违约金率")


def _rate(trade: Trade) -> tuple[tuple[str, str], ...]:
    return () if trade.late_rate is None else (("违约金率", f"{printed(trade.late_rate, 4)} ‰/日"),)
