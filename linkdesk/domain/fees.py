"""The fees of a schedule upon works and equipment: an exact chain in the official order, each fee with how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.costs import YUAN
from linkdesk.domain.design import FeeAmount
from linkdesk.domain.fee_mechanisms import Reckoned, plain, reckoned
from linkdesk.domain.fee_schedule import (
    EQUIPMENT,
    UNFORESEEN,
    WORKS,
    Fee,
    FeeBase,
    FeeSchedule,
    Mechanism,
)
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import Certainty

DECIMALS = 2  # of a printed leaf in 万元


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee in 万元: what it is reckoned on, exact, and the printed leaf; None and the gap in words where it cannot be told.

    `excel` is an expression of the exact fee for any base: `{base}` stands for the sum of what `fee.base` names (works,
    equipment, groups of fees, each exact, in 万元). A sheet puts the cells of those in its place and prints
    ROUND(expression, 2). Of an amount that was entered it is that amount.
    """

    fee: Fee
    base: Decimal | None
    exact: Decimal | None
    tier: str = ""
    formula: str = ""
    excel: str = ""
    source: str = ""
    certainty: Certainty = Certainty.UNVERIFIED
    gap: str = ""
    doubt: str = ""

    @property
    def unconfirmed(self) -> bool:
        """Whether it rests on a value 待核实."""
        return self.certainty is Certainty.UNVERIFIED and bool(self.exact)

    @property
    def amount(self) -> Decimal | None:
        """The printed leaf."""
        return None if self.exact is None else rounded(self.exact, DECIMALS)


def reckon(schedule: FeeSchedule, base: FeeBase, amounts: Iterable[FeeAmount] = ()) -> tuple[FeeLine, ...]:
    """Every fee of the schedule in its order, the unforeseen last; `amounts` (in yuan) stand in place of what is reckoned."""
    entered = {fee.name: amount for amount in amounts if (fee := schedule.fee(amount.fee)) and amount.amount is not None}
    sums: dict[str, Decimal | None] = {WORKS: base.works, EQUIPMENT: base.equipment}
    lines = []
    for fee in schedule.fees:
        line = _line(fee, _sum(sums, fee.base), base, entered.get(fee.name))
        sums[fee.group] = summed((sums.get(fee.group, Decimal(0)), line.exact))
        lines.append(line)
    return tuple(lines)


def other_fees(lines: Iterable[FeeLine]) -> tuple[FeeLine, ...]:
    """The other fees (其他费用): all but the unforeseen."""
    return tuple(line for line in lines if line.fee.group != UNFORESEEN)


def unforeseen(lines: Iterable[FeeLine]) -> tuple[FeeLine, ...]:
    """The unforeseen (不可预见费)."""
    return tuple(line for line in lines if line.fee.group == UNFORESEEN)


def summed(values: Iterable[Decimal | None]) -> Decimal | None:
    """A sum; unknown as long as one of its leaves is."""
    known = list(values)
    return None if any(value is None for value in known) else sum(known, Decimal(0))  # “None in known” asks Decimal, which is slow


def _sum(sums: Mapping[str, Decimal | None], names: Iterable[str]) -> Decimal | None:
    return summed(sums[name] for name in names)


def _line(fee: Fee, base: Decimal | None, of: FeeBase, entered: FeeAmount | None) -> FeeLine:
    made = None if base is None else reckoned(fee, base, of.terrain)
    if entered is not None:
        return _entered(fee, base, made, entered)
    if made is None:
        return FeeLine(fee, None, None, gap=f"{fee.label}的计费基数还不知道", source=fee.source)
    sources = dict.fromkeys(stated.source for stated in made.used)
    sure = all(stated.certainty is not Certainty.UNVERIFIED for stated in made.used)
    return FeeLine(fee, base, made.exact, made.tier, made.formula, made.excel, "；".join(sources) or fee.source,
                   Certainty.CONFIRMED if sure else Certainty.UNVERIFIED, made.gap, _doubt(fee, of))


def _doubt(fee: Fee, of: FeeBase) -> str:
    return f"没有填写地形，{fee.label}按平原计，没有乘系数" if fee.factors and of.terrain is None else ""


def _entered(fee: Fee, base: Decimal | None, made: Reckoned | None, entered: FeeAmount) -> FeeLine:
    """A fee with the amount an officer entered; more than the schedule gives is doubtful."""
    exact = (entered.amount or Decimal(0)) / YUAN
    most = made.exact if made and fee.mechanism is not Mechanism.ACTUAL else None
    over = most is not None and exact > rounded(most, DECIMALS)
    basis = entered.basis.strip()
    return FeeLine(
        fee, base, exact, "填报金额", f"填报 {plain(exact)} 万元", plain(exact), basis or "填报，没有写依据",
        Certainty.STATED if basis else Certainty.UNVERIFIED,
        doubt=f"{fee.label}填报 {plain(exact)} 万元，高于按标准计算的 {plain(rounded(most or Decimal(0), DECIMALS))} 万元" if over else "")
