"""Which proceeds of trades were spent on what (A §三(三)): each spending draws on what came in before it, first in first out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.money_lines import MoneyLine
from linkdesk.domain.quota_words import ProceedsPurpose

NOTHING = Decimal(0)
PURPOSES = ProceedsPurpose.POVERTY, ProceedsPurpose.REVIVAL  # the two A §三(三) names


@dataclass(frozen=True, slots=True)
class Draw:
    """So much of one payment was spent by one use; in yuan."""

    payment: MoneyLine
    use: MoneyLine
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Drawn:
    """All draws, and what of which use nothing that had come in by its day covers."""

    draws: tuple[Draw, ...] = ()
    short: tuple[tuple[MoneyLine, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Lot:
    """A payment of proceeds with what was drawn of it."""

    payment: MoneyLine
    draws: tuple[Draw, ...] = ()

    @property
    def id(self) -> str:
        """That of the payment."""
        return self.payment.id

    @property
    def spent(self) -> Decimal:
        """What of it was spent."""
        return sum((d.amount for d in self.draws), NOTHING)

    @property
    def left(self) -> Decimal:
        """What of it is not spent yet."""
        return self.payment.amount - self.spent

    def spent_on(self, purpose: ProceedsPurpose | None) -> Decimal:
        """What of it was spent on a purpose; None for what names none."""
        return sum((d.amount for d in self.draws if d.use.purpose is purpose), NOTHING)


def drawn(payments: Iterable[MoneyLine], uses: Iterable[MoneyLine]) -> Drawn:
    """Share out uses over payments: a use that names its trade draws on that one, the others on what is left of any."""
    lots = sorted(payments, key=lambda line: line.order)
    left = {lot.id: lot.amount for lot in lots}
    draws: list[Draw] = []
    short: list[tuple[MoneyLine, Decimal]] = []
    for use in sorted(uses, key=lambda line: (not line.trade_id, line.order)):
        rest = use.amount
        for lot in lots:
            if rest and _serves(lot, use) and (taken := min(rest, left[lot.id])):
                draws.append(Draw(lot, use, taken))
                left[lot.id] -= taken
                rest -= taken
        if rest:
            short.append((use, rest))
    return Drawn(tuple(sorted(draws, key=lambda d: d.use.order)), tuple(short))


def _serves(lot: MoneyLine, use: MoneyLine) -> bool:
    """Whether money was there on the day of a use, and is of the trade it names."""
    return (lot.day or date.max) <= (use.day or date.max) and use.trade_id in ("", lot.trade_id)


def lots(payments: Iterable[MoneyLine], found: Drawn) -> tuple[Lot, ...]:
    """Every payment, by the day, with its draws."""
    return tuple(Lot(p, tuple(d for d in found.draws if d.payment.id == p.id)) for p in sorted(payments, key=lambda line: line.order))


def astray(use: MoneyLine) -> bool:
    """Whether proceeds were spent outside the two purposes, or on none that is named."""
    return use.purpose not in PURPOSES
