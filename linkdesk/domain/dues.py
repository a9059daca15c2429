"""What is due under an agreement: its lines, the conditions of the pack, each met or not, and what has been paid already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import AgreementStage, StandardBasis
from linkdesk.domain.book import NOTHING, Had
from linkdesk.domain.quantities import places, printed, rounded
from linkdesk.domain.trace import FACTS, Trace
from linkdesk.domain.words import AgreementKind, Certainty


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a policy pack under which lines of one agreement kind become payable.

    `rewards_only` leaves compensation out of it. When it is not met, rewards by persons are paid at `reduced` (yuan a
    person) instead, and not at all when the pack names no such rate; of several not met the lowest rate is paid.
    """

    id: str
    kind: AgreementKind
    fact: str
    label: str
    clause: str
    document: str
    certainty: Certainty
    rewards_only: bool = True
    reduced: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A condition for one agreement: met, not met, or not to be said yet (None)."""

    condition: Condition
    met: bool | None


@dataclass(frozen=True, slots=True)
class Due:
    """What one agreement owes: agreed, payable by today's facts, had; in yuan. `formula` says how payable was reached.

    One that has `ended` was withdrawn or terminated: nothing is owed any more, and what was paid comes back.
    """

    agreement: Agreement
    agreed: Decimal | None
    payable: Decimal
    paid: Decimal
    on_the_way: Decimal
    met: tuple[Met, ...]
    formula: str
    ended: bool = False

    @property
    def remaining(self) -> Decimal:
        """What may still be paid now; never below zero."""
        return max(NOTHING, self.payable - self.paid - self.on_the_way)

    @property
    def is_paid(self) -> bool:
        """Whether money was paid and nothing is left to pay, now or by a condition of which nothing can be said yet."""
        all_said = all(m.met is not None for m in self.met) or self.paid == self.agreed
        return self.paid > NOTHING and self.paid >= self.payable and all_said

    @property
    def overpaid(self) -> Decimal:
        """What was paid beyond what is payable and has to come back."""
        return max(NOTHING, self.paid - self.payable)


def due(trace: Trace, agreement: Agreement, lines: tuple[AgreementLine, ...], conditions: Iterable[Condition], had: Had,
        on: date) -> Due:
    """What is due under one agreement (no supplement); `lines` are those of `trace.priced_by(agreement)`."""
    agreed = total(lines)
    met = tuple(Met(c, FACTS[c.fact](trace, on)) for c in conditions if c.kind is agreement.kind)
    before = agreement.paid_before or NOTHING
    paid = max(NOTHING, had.paid + before - trace.repaid(agreement))
    if (stage := trace.stage(agreement)) is not AgreementStage.SIGNED:
        return Due(agreement, agreed, NOTHING, paid, had.on_the_way, met, f"协议{stage}，不付款",
                   stage in (AgreementStage.WITHDRAWN, AgreementStage.TERMINATED))
    parts = [_payable(line, met) for line in lines]
    payable, formula = sum((amount for amount, _ in parts), NOTHING), "＋".join(said for _, said in parts)
    known = before if agreed is None else min(before, agreed)
    if known > payable and trace.dual_signed:  # on facts that its ledger knew and this desk does not
        payable, formula = known, f"接收前已付{printed(before, 2)}元"
    return Due(agreement, agreed, payable, paid, had.on_the_way, met, formula)


def total(lines: tuple[AgreementLine, ...]) -> Decimal | None:
    """What an agreement's lines come to; None while one of them is open."""
    amounts = [line.amount for line in lines]
    return None if not amounts or None in amounts else sum(amounts, NOTHING)


def _payable(line: AgreementLine, met: tuple[Met, ...]) -> tuple[Decimal, str]:
    """What a line is worth today, and how that was reached."""
    failing = [m for m in met if m.met is not True and (line.reward or not m.condition.rewards_only)]
    if line.amount is None:
        return NOTHING, f"{line.label}金额未定"
    if not failing:
        return line.amount, said(line)
    why = "、".join(f"{m.condition.label}{'未满足' if m.met is False else '尚未满足'}" for m in failing)
    rates = [m.condition.reduced for m in failing if m.met is False and m.condition.reduced is not None]
    if len(rates) == len(failing) and by_persons(line):
        amount = rounded(line.quantity * min(rates), 2)
        if amount >= line.amount:
            return line.amount, f"{said(line)}（{why}）"
        return amount, f"{line.label}{printed(line.quantity, 0)}人×{printed(min(rates), 2)}元/人（{why}）"
    return NOTHING, f"{line.label}0.00元（{why}）"


def by_persons(line: AgreementLine) -> bool:
    """Whether a line is so much a person."""
    return line.reward and line.basis is StandardBasis.PER_PERSON and line.quantity is not None


def said(line: AgreementLine) -> str:
    """How a line's amount was reached, in words."""
    if line.quantity is None or line.price is None:
        return f"{line.label}{printed(line.amount or NOTHING, 2)}元"
    whole = line.quantity == line.quantity.to_integral_value()
    quantity, price = printed(line.quantity, 0 if whole else places(line.quantity)), printed(line.price, places(line.price))
    return f"{line.label}{quantity}{line.unit.rpartition('/')[2]}×{price}{line.unit}"


def had_of(book: Mapping[str, Had], agreements: Iterable[Agreement]) -> Had:
    """What an agreement and its supplements have had together."""
    found = [book[a.id] for a in agreements if a.id in book]
    return Had(sum((h.paid for h in found), NOTHING), sum((h.on_the_way for h in found), NOTHING))
