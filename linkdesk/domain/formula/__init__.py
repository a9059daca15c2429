"""Formulas of quantities of works (工程量计算式): 复垦面积 × 0.5m, over numbers of a plot, coefficients and other works, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from linkdesk.domain.formula.dimensions import Fit, fit
from linkdesk.domain.formula.faults import FormulaFault
from linkdesk.domain.formula.names import unknown
from linkdesk.domain.formula.parser import parse
from linkdesk.domain.formula.tokens import Token, is_plain, tokens
from linkdesk.domain.formula.tree import Node, Value, compiled
from linkdesk.domain.quantities import rounded

if TYPE_CHECKING:
    from linkdesk.domain.plot_numbers.number import PlotNumber

__all__ = ["EXACT", "Evaluated", "Formula", "FormulaFault", "evaluate", "fitted", "is_plain", "parse_formula", "quantity"]

EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""So many digits that what is divided and multiplied again comes out as it was."""
LARGEST = Decimal(10) ** 12
_NOISE = 20  # decimals beyond which a value is only what divisions left over


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A formula as read: its names in order of appearance, its words, and what computes it from values in base units."""

    text: str
    names: tuple[str, ...]
    words: tuple[Token, ...]
    node: Node
    value: Value


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a formula gives: a value in a unit, exact to fifty digits, and what is doubtful about it."""

    value: Decimal
    unit: str
    doubt: str = ""


@lru_cache(maxsize=20_000)
def parse_formula(text: str, names: tuple[str, ...] = ()) -> Formula:
    """A formula as typed; `names` are those it may hold that are no plain words. Raises FormulaFault."""
    with localcontext(EXACT):
        words = tokens(text, names)
        node, used = parse(words)
        return Formula(text, used, tuple(words[:-1]), node, compiled(node))


@lru_cache(maxsize=20_000)
def fitted(formula: Formula, units: tuple[str, ...], wanted: str | None) -> Fit:
    """How a formula fits into a unit when its names have these units."""
    return fit(formula.node, formula.names, units, wanted)


def evaluate(formula: Formula, numbers: Mapping[str, PlotNumber], unit: str | None = None) -> Evaluated:
    """What a formula gives in a unit (None: in base units); raises FormulaFault with the sentence for the officer."""
    found = [_number(numbers, name) for name in formula.names]
    how = fitted(formula, tuple(number.unit for number in found), unit)
    with localcontext(EXACT):
        value = quantity(formula, how, [number.value for number in found])
    return Evaluated(value, unit or "", how.doubt)


def quantity(formula: Formula, how: Fit, values: list[Decimal]) -> Decimal:
    """The value of a formula in the unit of its fit, reckoned in the EXACT context of the caller; raises FormulaFault."""
    if how.fault:
        raise FormulaFault(how.fault)
    try:
        value = formula.value([v if unit is None else unit.to_base(v) for v, unit in zip(values, how.units, strict=True)])
    except DecimalException:
        raise FormulaFault("算出的工程量过大，请检查算式和数据。") from None
    value = how.unit.from_base(value) if how.unit else value
    if abs(value) >= LARGEST:
        raise FormulaFault("算出的工程量过大，请检查算式和数据。")
    if value < 0:
        raise FormulaFault(f"算出的工程量是负数（{rounded(value, 2)}），请检查算式和数据。")
    return rounded(value, _NOISE)


def _number(numbers: Mapping[str, PlotNumber], name: str) -> PlotNumber:
    found = numbers.get(name)
    if found is None:
        raise FormulaFault(unknown(name, tuple(numbers)))
    if found.value is None:
        raise FormulaFault(f"“{name}”还没有数：{found.missing or found.source}")
    return found
