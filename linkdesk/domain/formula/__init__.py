"""Formulas of quantities of works (工程量计算式): 复垦面积 × 0.5m, over numbers of a plot, coefficients and other works, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from linkdesk.domain.formula.dimensions import Fit, fit
from linkdesk.domain.formula.exact import EXACT, LARGEST, LEAST
from linkdesk.domain.formula.faults import FormulaFault, brief
from linkdesk.domain.formula.names import unknown
from linkdesk.domain.formula.parser import parse
from linkdesk.domain.formula.spoken import spoken
from linkdesk.domain.formula.tokens import OddNames, Token, tokens
from linkdesk.domain.formula.tree import Node, Value, compiled
from linkdesk.domain.quantities import rounded

if TYPE_CHECKING:
    from linkdesk.domain.plot_numbers.number import PlotNumber

__all__ = ["EXACT", "Evaluated", "Formula", "FormulaFault", "OddNames", "brief", "evaluate", "fitted",
           "parse_formula", "quantity", "spoken", "unknown"]


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
    with localcontext(EXACT):
        found = [_number(numbers, name) for name in formula.names]
        how = fitted(formula, tuple(number.unit for number in found), unit)
        value = quantity(formula, how, [number.value for number in found])
    return Evaluated(value, unit or "", how.doubt)


def quantity(formula: Formula, how: Fit, values: list[Decimal]) -> Decimal:
    """The value of a formula in the unit of its fit, reckoned in the EXACT context of the caller; raises FormulaFault."""
    if how.fault:
        raise FormulaFault(how.fault)
    try:
        value = formula.value(values if how.is_base else [v if unit is None else unit.to_base(v) for v, unit in zip(
            values, how.units, strict=True)])
    except DecimalException:
        raise FormulaFault("算出的工程量过大，请检查算式和数据。") from None
    value = how.unit.from_base(value) if how.unit else value
    if abs(value) >= LARGEST or value <= -LEAST:
        raise FormulaFault(_beyond(value))
    return abs(value.quantize(LEAST))


def _beyond(value: Decimal) -> str:
    what = f"是负数（{rounded(value, 2)}）" if -LARGEST < value < 0 else "过大"
    return f"算出的工程量{what}，请检查算式和数据。"


def _number(numbers: Mapping[str, PlotNumber], name: str) -> PlotNumber:
    found = numbers.get(name)
    if found is None:
        raise FormulaFault(unknown(name, tuple(numbers)))
    if found.value is None:
        raise FormulaFault(f"“{name}”还没有数：{found.missing or found.source}")
    return found
