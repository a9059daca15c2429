"""Numbers as people write them: 1,234.5, １２０, 120平米, 0.3亩, 3人, 3万元; and why a text is not one number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from linkdesk.domain.fields import Field
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.quantities import AREA_UNITS, SCALE, Quantity, rounded
from linkdesk.domain.spelling import NONE, compact

AREA_WORDS = {"㎡": "㎡", "m2": "㎡", "平方米": "㎡", "平米": "㎡", "平方": "㎡", "亩": "亩", "公顷": "公顷", "ha": "公顷", "hm2": "公顷"}
"""Area units as written, compact and in lower case → the unit in quantities.AREA_UNITS."""

LARGEST = 9 * 10 ** 12
"""No area in m², sum in yuan or count is as large, in whatever unit it was written; the store keeps it whole to six decimals."""

_NUMBER = re.compile(r"([-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)\.?\d*|\.\d+)(?:E[-+]?\d{1,3})?)(.*)$", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"^\(([^()]*)\)$")  # 120(平方米)
_MORE_DIGITS = re.compile(r"(?<!m)\d|%", re.IGNORECASE)  # behind a number; the 2 of m2 is none
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "¥": None, "￥": None})
_COUNTED = {"人": ("人", "口", "口人", "名"), "间": ("间", "孔", "眼"), "层": ("层",), "户": ("户",)}
MONEY = {"元": 1, "万元": 10000, "万": 10000}
_YEAR = re.compile(r"(\d{4})(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[./\-]\d{1,2}(?:[./\-]\d{1,2})?)?(?:建|建成)?$")
_NOISE = Decimal("1E-6")
"""What is left of a spreadsheet's arithmetic where it meant a round number."""

_WHY_NOT = (  # what is wrong with a text that is not one number, the first that applies
    (re.compile(r"\d%"), "不能填百分数"),
    (re.compile(r"\d.*[,;、].*\D.*\d"), "一格中有几个数，请分列填写"),
    (re.compile(r"\d\D*[-~—–至到]\D*\d"), "应为一个确定的数，不是范围"),
    (re.compile(r"\d\D*[+*×/÷=]\D*\d"), "应为算出的一个数，不是算式"),
    (re.compile(r"\d.*\d"), "应为一个确定的数，请核对小数点和分隔号"),
)


def written(text: str) -> tuple[Decimal, str] | Remark:
    """The number that a compact text begins with and the unit written behind it; 无 is none of something, a number too."""
    if text in NONE:
        return Decimal(0), ""
    found = _NUMBER.match(text.translate(_SIGNS))
    if found and not _MORE_DIGITS.search(found[2]):
        return Decimal(found[1].replace(",", "")), _BRACKETED.sub(r"\1", found[2])
    return Remark(None, "not_a_number", _why_not(text))


def _why_not(text: str) -> str:
    return next((why for pattern, why in _WHY_NOT if pattern.search(text)), "应为一个确定的数")


def area_unit(text: str) -> str:
    """The unit that an area is written in, empty where the text names none."""
    found = written(compact(text))
    return "" if found.__class__ is Remark else AREA_WORDS.get(found[1].lower(), "")


def figure(field: Field, text: str, unit: str = "", is_exact: bool = True) -> Any:
    """The value of a field of numbers in a compact text, areas in m²; `unit` is that of a bare number, the field's if empty.

    What is typed must be exact: it has no more decimals than are stored. What a spreadsheet worked out is rounded.
    """
    if is_year(field):
        return year(field, text)
    found = written(text)
    if found.__class__ is Remark:
        return found
    number, word = found
    if field.quantity is not Quantity.AREA:
        return counted(field, number, word or unit, is_exact)
    named = AREA_WORDS.get(word.lower()) if word else unit or field.unit
    return area(field, number, named) if named else foreign_unit()


def foreign_unit() -> Remark:
    """What is said of an area in a unit that is none."""
    return Remark(None, "not_a_number", "单位应为㎡、亩或公顷")


def area(field: Field, number: Decimal, unit: str) -> Any:
    """An area in m², rounded half up once: to 0.01 where the field is read in ㎡, else as exactly as it is stored."""
    numerator, denominator = AREA_UNITS[unit]
    if abs(number) >= LARGEST:
        return bounded(field, number)
    scale = field.decimals if field.unit == "㎡" else SCALE[Quantity.AREA]
    return bounded(field, rounded(number * numerator / denominator, scale))


def counted(field: Field, number: Decimal, unit: str, is_exact: bool = True) -> Any:
    """A count, sum of money, length or ratio; a number with more decimals than are stored is rounded or, if `is_exact`, refused."""
    factor = _factor(field, unit)
    if factor is None:
        return Remark(None, "not_a_number", f"单位应为“{field.unit}”" if field.unit else "后面不应有文字")
    if abs(number) >= LARGEST:
        return bounded(field, number)
    scale = SCALE[field.quantity] if field.quantity else 0 if field.type is int else field.decimals
    value = rounded(number * factor, scale)
    if abs(value - number * factor) > _NOISE and (is_exact or scale == 0):
        return Remark(None, "not_a_number", f"最多 {scale} 位小数" if scale else "应为整数")
    return bounded(field, int(value) if scale == 0 else value)


def _factor(field: Field, unit: str) -> int | None:
    """By what a number in that unit is multiplied to be stored; None for a unit that is not of this field."""
    if field.unit in MONEY:
        return MONEY.get(unit or field.unit)
    return 1 if unit in ("", field.unit, *_COUNTED.get(field.unit, ())) else None


def is_year(field: Field) -> bool:
    """Whether a field holds a calendar year."""
    return field.type is int and field.name.endswith("year")


def year(field: Field, text: str) -> Any:
    """The year in a compact text: 1998, 1998年, 1998.5, 1998年5月建."""
    found = _YEAR.match(text)
    return bounded(field, int(found[1])) if found else Remark(None, "not_a_number", "年份应写四位数字")


def bounded(field: Field, value: Any) -> Any:
    """The value where it lies within the field's bounds, else a Remark that names them."""
    low, high = field.at_least, field.at_most
    if (low is None or value >= low) and (high is None or value <= high):
        return value if abs(value) < LARGEST else Remark(None, "out_of_range", "太大")
    unit = "" if is_year(field) else "㎡" if field.quantity is Quantity.AREA else field.unit
    bounds = f"不小于 {low}" if high is None else f"不大于 {high}" if low is None else f"在 {low} 至 {high} {unit}".rstrip() + "之间"
    return Remark(None, "out_of_range", f"应{bounds}")
