"""A number of a plot that formulas call by its Chinese name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.formula.exact import LARGEST
from linkdesk.domain.quantities import places, printed, rounded


@dataclass(frozen=True, slots=True)
class PlotNumber:
    """A named number with its unit and where it comes from, in words; None is a gap, and `missing` says what to fill in.

    `doubt` is why it may not be the whole.
    """

    name: str
    value: Decimal | None
    unit: str
    source: str = ""
    missing: str = ""
    doubt: str = ""

    @property
    def text(self) -> str:
        """The value with its unit, as much of it as there is: 0.30m, 0.125m; empty for a gap."""
        return "" if self.value is None else f"{printed(self.value, places(self.value))}{self.unit}"


def leaf(name: str, value: Decimal, unit: str, source: str) -> PlotNumber:
    """A number as it prints, rounded once to two decimals; one beyond all measure is a gap."""
    if abs(value) >= LARGEST:
        return gap(name, unit, "这个数过大，请核对所填的数据。")
    return PlotNumber(name, rounded(value, 2), unit, source)


def gap(name: str, unit: str, missing: str) -> PlotNumber:
    """A number that nobody has given yet, and what to do about it."""
    return PlotNumber(name, None, unit, "", missing)


def first_gap(numbers: Iterable[PlotNumber]) -> PlotNumber | None:
    """The first that has no value."""
    return next((number for number in numbers if number.value is None), None)
