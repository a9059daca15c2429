"""A formula with its figures as a spreadsheet reckons it: ROUND(1234.5*0.5,2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from linkdesk.domain.formula.dimensions import Fit
from linkdesk.domain.formula.tree import Call, Name, Node, Number, Product, Sum
from linkdesk.domain.units import Unit

_FUNCTIONS = {"最大": "MAX({})", "最小": "MIN({})", "取整": "INT(ROUND({},9))", "向上取整": "ROUNDUP(ROUND({},9),0)"}
_FINEST = Decimal("1E-15")
_LONGEST = 8000  # characters; Excel takes 8,192


def in_cells(node: Node, how: Fit, values: Sequence[Decimal]) -> str:
    """The formula without its sign of equality, its value rounded to two decimals; empty where a number was typed as it is."""
    if isinstance(node, Number):
        return ""
    said = _said(node, lambda at: _measured(values[at], how.units[at]))
    if how.unit and how.unit.numerator != how.unit.denominator:
        said = _turned(f"({said})" if isinstance(node, Sum) else said, how.unit.denominator, how.unit.numerator)
    return f"ROUND({said},2)" if len(said) < _LONGEST else ""


def _said(node: Node, name: Callable[[int], str]) -> str:
    if isinstance(node, Number):
        return _measured(node.unit.from_base(node.value), node.unit) if node.unit else _plain(node.value)
    if isinstance(node, Name):
        return name(node.at)
    if isinstance(node, Call):
        return _FUNCTIONS[node.function].format(",".join(_said(each, name) for each in node.arguments))
    parts, signs = (node.terms, "+-") if isinstance(node, Sum) else (node.factors, "*/")
    said = "".join(f"{signs[sign < 0]}{_within(part, name)}" for sign, part in parts)
    return said.removeprefix(signs[0])


def _within(node: Node, name: Callable[[int], str]) -> str:
    """A part as it stands among others: sums and products are bracketed, and so is a number with what turns its unit."""
    said = _said(node, name)
    return f"({said})" if isinstance(node, Sum | Product) or (isinstance(node, Name | Number) and not {"*", "/"}.isdisjoint(said)) else said


def _measured(value: Decimal, unit: Unit | None) -> str:
    """A number in base units: of 500kg/亩 what 500 is turned by."""
    if unit is None or unit.numerator == unit.denominator:
        return _plain(value)
    return _turned(_plain(value), unit.numerator, unit.denominator)


def _turned(said: str, above: int, below: int) -> str:
    return said + (f"*{above}" if above != 1 else "") + (f"/{below}" if below != 1 else "")


def _plain(value: Decimal) -> str:
    said = f"{value.quantize(_FINEST).normalize():f}"
    return said if value >= 0 else f"({said})"
