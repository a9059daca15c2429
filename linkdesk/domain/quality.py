"""Quality of reclaimed land: targets by region and land class, and what was measured against them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.quantities import places, printed
from linkdesk.domain.stated import Stated


class QualityComparison(StrEnum):
    """How a measured value is held against a target."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    BETWEEN = "介于"
    WITHIN = "±"
    SAID = "达到"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What can be measured: its unit, other units with what one of them is in it, and between which values one can believe it."""

    name: str
    unit: str = ""
    aliases: tuple[str, ...] = ()
    units: tuple[tuple[str, Decimal], ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def believable(self, value: Decimal) -> bool:
        """Whether a value can be: no soil has a pH of 70."""
        return (self.lowest is None or value >= self.lowest) and (self.highest is None or value <= self.highest)


@dataclass(frozen=True, slots=True)
class QualityTarget:
    """What is wanted of land of one class in one region: one or two limits, or words for a person to judge.

    `later` marks what shows only years after the acceptance and therefore does not hold it up.
    """

    region: str
    land_class: str          # name of the class: 旱地, 水浇地, 水田
    indicator: str           # e.g. 有效土层厚度
    comparison: QualityComparison
    limits: tuple[Stated, ...]
    unit: str = ""
    measured: Indicator = Indicator("")
    later: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """The target as it stands in a table, e.g. ≥ 40 cm; 待补 where nobody has stated a limit."""
        said = [limit.text if self.comparison is QualityComparison.SAID else _plain(limit.value) for limit in self.limits]
        if not said or not all(said):
            return "［待补］"
        if self.comparison is QualityComparison.SAID:
            return said[0]
        unit = f" {self.unit}" if self.unit else ""
        return f"{said[0]}～{said[-1]}{unit}" if self.comparison is QualityComparison.BETWEEN else f"{self.comparison} {said[0]}{unit}"

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None] | None:
        """The least and the most a measured value may be; None as long as a limit is not stated, or for words."""
        numbers = [limit.value for limit in self.limits if limit.value is not None]
        if self.comparison is QualityComparison.SAID or not numbers or len(numbers) < len(self.limits):
            return None
        return {QualityComparison.AT_LEAST: (numbers[0], None), QualityComparison.AT_MOST: (None, numbers[0]),
                QualityComparison.WITHIN: (-numbers[0], numbers[0]), QualityComparison.BETWEEN: (numbers[0], numbers[-1])}[self.comparison]


def _plain(value: Decimal | None) -> str:
    return "" if value is None else printed(value, places(value, 0))
