"""What a measure yields: a value with the place of the field it hangs on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import printed

_UNKNOWN = "资料不足"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured value; `subject_id` empty means all entities of that name, `field` empty the entity as a whole.

    An unknown value is None and `missing` says what is missing; `low` or `high` may still be known (a sum of
    what is filled in), so that a breach that no further data can heal is found at once. `exact` is a total
    before its leaves were rounded: a bound counts as broken only when both break it. `detail` is what was found, in words,
    where the rule's own sentence cannot name it (which two plots).
    """

    value: Decimal | None
    subject: str
    subject_id: str
    field: str
    label: str
    unit: str
    decimals: int
    missing: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    exact: Decimal | None = None
    detail: str = ""

    @property
    def text(self) -> str:
        """The value with its unit as printed, or how far it is known."""
        if self.value is not None:
            return with_unit(printed(self.value, self.decimals, self.unit != "年"), self.unit)
        if self.low:
            return with_unit(f"至少 {printed(self.low, self.decimals)}", self.unit)
        if self.high is not None:
            return with_unit(f"至多 {printed(self.high, self.decimals)}", self.unit)
        return _UNKNOWN


def measured(figure: Figure, subject: str, subject_id: str, field: str, *, prefix: str = "",
             low: Decimal | None = None, high: Decimal | None = None, exact: Decimal | None = None) -> Measured:
    """A figure as measured; what is still missing makes the value unknown, whatever sum is known so far."""
    value = None if figure.missing else figure.value
    known = value is not None
    return Measured(value, subject, subject_id, field, prefix + figure.label, figure.unit, figure.decimals,
                    "" if known else figure.missing or figure.label, None if known else low, None if known else high,
                    exact if known else None)


def open_once(found: list[Measured]) -> list[Measured]:
    """Each value that is known, or broken whatever it becomes, and the first of those that are not, for all of them."""
    still_open = [m for m in found if m.value is None and not m.low and m.high is None]
    if len(still_open) < 2:
        return found
    told = (m for m in found if m.value is not None or m.low or m.high is not None)
    return [*told, replace(still_open[0], missing=f"{still_open[0].missing}等 {len(still_open)} 处")]


def with_unit(number: str, unit: str) -> str:
    """A number and its unit: 5 公顷, 98.50%."""
    return number + unit if unit == "%" else f"{number} {unit}".rstrip()


def plain_number(value: Decimal) -> str:
    """A bound as people write it: no zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
