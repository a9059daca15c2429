"""What kind of number a field holds: its stored scale, its unit, and the one way to round and print it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache


class Quantity(StrEnum):
    """Kinds of numbers; the scale belongs to the kind, never to a field (see SCALE)."""

    COUNT = "count"
    AREA = "area"
    LENGTH = "length"
    MONEY = "money"
    UNIT_PRICE = "unit_price"
    RATIO = "ratio"
    MEASURED = "measured"


# Stored integers are value × 10**SCALE: area in 10⁻⁴ m², length in mm, money in fen, unit price in 10⁻⁴ yuan; what is
# measured in a unit of its own (㎡, 米, 口, 棵) in 10⁻⁴ of it.
SCALE = {
    Quantity.COUNT: 0,
    Quantity.AREA: 4,
    Quantity.LENGTH: 3,
    Quantity.MONEY: 2,
    Quantity.UNIT_PRICE: 4,
    Quantity.RATIO: 6,
    Quantity.MEASURED: 4,
}

FEN = SCALE[Quantity.MONEY]  # decimals of an amount in yuan
HUNDRED = Decimal(100)  # a rate in % is of so many
SQUARE_METRES_PER_HECTARE = Decimal(10000)
MU_PER_HECTARE = Decimal(15)
AREA_UNITS = {  # unit as written → m² as a fraction (numerator, denominator); 1 亩 = 2000/3 m²
    "㎡": (1, 1),
    "平方米": (1, 1),
    "公顷": (10000, 1),
    "亩": (2000, 3),
}


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up (四舍五入) to so many decimals, the only rounding of the program."""
    return value.quantize(_step(decimals), rounding=ROUND_HALF_UP)


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def square_metres(value: Decimal, unit: str) -> Decimal:
    """Turn an area in 亩, 公顷 or ㎡ into m², exact to the stored 10⁻⁴ m² (half up)."""
    numerator, denominator = AREA_UNITS[unit]
    return rounded(value * numerator / denominator, SCALE[Quantity.AREA])


def hectares(area_m2: Decimal, decimals: int = 4) -> Decimal:
    """The printed leaf of an area in hectares."""
    return rounded(area_m2 / SQUARE_METRES_PER_HECTARE, decimals)


def mu(area_m2: Decimal, decimals: int = 4) -> Decimal:
    """The printed leaf of an area in mu (1 公顷 = 15 亩)."""
    return rounded(area_m2 * MU_PER_HECTARE / SQUARE_METRES_PER_HECTARE, decimals)


def places(value: Decimal, at_least: int = 2) -> int:
    """How many decimals a figure needs to be shown whole, so that what is reckoned from it can be reckoned again."""
    return max(at_least, -int(value.normalize().as_tuple().exponent))


def printed(value: Decimal | int, decimals: int, grouping: bool = True) -> str:
    """A figure as it stands on paper and screen: half up, fixed decimals, thousands grouped."""
    value = rounded(Decimal(value), decimals)
    return f"{value:,.{decimals}f}" if grouping else f"{value:.{decimals}f}"
