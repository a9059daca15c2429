"""A formula in words, with the figures it was reckoned from: 复垦面积 1,234.50㎡ × 覆土厚度 0.50m = 617.25m³."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from linkdesk.domain.formula.tokens import Sort, Token
from linkdesk.domain.quantities import places, printed

if TYPE_CHECKING:
    from linkdesk.domain.formula import Formula
    from linkdesk.domain.plot_numbers.number import PlotNumber

_SPACED = {"+": " + ", "-": " − ", "×": " × ", "÷": " ÷ ", "(": "（", ")": "）", ",": "，"}
_COUNTED = ("户", "人", "层")


def spoken(formula: Formula, used: Sequence[PlotNumber], quantity: Decimal, unit: str) -> str:
    """The formula with the value of each name behind it, and what it gives."""
    values, given = dict(zip(formula.names, used, strict=True)), f"{printed(quantity, 2)}{unit}"
    if not used and len(formula.words) == 1:
        return f"直接填写 {given}"
    said = " ".join("".join(_word(word, values) for word in formula.words).split())  # of two signs in a row one space stands between
    return said if said.endswith(f" {given}") and len(formula.words) == 1 else f"{said} = {given}"


def _word(word: Token, values: dict[str, PlotNumber]) -> str:
    number = values.get(word.text)
    if word.sort is Sort.NAME and number is not None and number.value is not None:
        return f"{word.text} {printed(number.value, places(number.value, 0 if number.unit in _COUNTED else 2))}{number.unit}"
    return _SPACED.get(word.text, word.text) if word.sort is Sort.SIGN else f"{word.text}{word.unit}"
