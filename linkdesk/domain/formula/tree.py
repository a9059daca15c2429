"""A formula as a tree, and what computes its value: closures over the values of its names in base units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from linkdesk.domain.formula.faults import FormulaFault
from linkdesk.domain.units import Unit

Values = Sequence[Decimal]
Value = Callable[[Values], Decimal]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; without a unit it is bare, with a percent sign it is a ratio."""

    value: Decimal  # in base units
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """The name at this place among the names of the formula."""

    at: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each added or (-1) subtracted."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors, each multiplied or (-1) divided by."""

    factors: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Name | Sum | Product | Call


def compiled(node: Node) -> Value:
    """The closure that gives a node's value; raises FormulaFault when something is divided by zero."""
    return _COMPILERS[type(node)](node)


def _number(node: Number) -> Value:
    value = node.value
    return lambda values: value


def _name(node: Name) -> Value:
    at = node.at
    return lambda values: values[at]


def _sum(node: Sum) -> Value:
    terms = [(sign < 0, compiled(term)) for sign, term in node.terms]

    def value(values: Values) -> Decimal:
        total = Decimal(0)
        for is_less, term in terms:
            total = total - term(values) if is_less else total + term(values)
        return total
    return value


def _product(node: Product) -> Value:
    first, *others = [(sign < 0, compiled(factor)) for sign, factor in node.factors]
    if len(others) == 1 and not others[0][0]:  # by far the most formulas
        one, other = first[1], others[0][1]
        return lambda values: one(values) * other(values)

    def value(values: Values) -> Decimal:
        made = first[1](values)
        for is_under, factor in others:
            made = _over(made, factor(values)) if is_under else made * factor(values)
        return made
    return value


def _over(above: Decimal, below: Decimal) -> Decimal:
    if not below:
        raise FormulaFault("算式中除数为 0，算不出工程量，请检查除号后面的数据。")
    return above / below


def _call(node: Call) -> Value:
    function, arguments = _FUNCTIONS[node.function], [compiled(argument) for argument in node.arguments]
    return lambda values: function([argument(values) for argument in arguments])


_FUNCTIONS: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "最大": max, "最小": min,
    "取整": lambda of: of[0].to_integral_value(ROUND_FLOOR), "向上取整": lambda of: of[0].to_integral_value(ROUND_CEILING)}
ONE_ARGUMENT = frozenset(("取整", "向上取整"))
_COMPILERS: dict[type, Callable[..., Value]] = {Number: _number, Name: _name, Sum: _sum, Product: _product, Call: _call}
