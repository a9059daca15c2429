"""What a person types into a field, and how a field's value is shown: one way for forms, pasted cells and tables."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, Private
from linkdesk.domain.identity_number import id_problem, normalised_id, upgraded
from linkdesk.domain.quantities import AREA_UNITS, SCALE, Quantity, printed, rounded, square_metres

YES = frozenset(("是", "√", "✓", "☑", "1", "有", "同意", "愿意", "Y", "y"))
NO = frozenset(("否", "×", "✗", "☐", "0", "无", "不同意", "不愿意", "N", "n"))
_UNIT_WORDS = {"平方米": "㎡", "平米": "㎡", "m2": "㎡", "m²": "㎡", "㎡": "㎡", "公顷": "公顷", "亩": "亩"}
_NUMBER = re.compile(r"^(-?\d+(?:\.\d+)?)(.*)$")
_DATE = re.compile(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$|^(\d{4})(\d\d)(\d\d)$")  # 2018111 could be two days
YEARS = range(1949, 2101)  # of surveys, terms and papers; any other is a slip
_TOO_LONG = 16  # digits before the point; no area, sum or count has as many


class Unreadable(KnownError):
    """What was typed does not fit the field; the sentence says why and how to put it right."""


def plain(text: str) -> str:
    """Full-width digits and letters become half-width, blanks at the ends go."""
    # NFKC would also turn ㎡ into m2 and （ into (; both are read below, neither is stored
    return unicodedata.normalize("NFKC", text).strip()


def parse(field: Field, text: str) -> Any:
    """Turn what was typed into the field's value; empty gives None ('' where the field cannot be None); areas become m²."""
    if not text.strip():
        return None if field.optional else ("" if field.type is str else _refuse(field, "不能为空"))
    if issubclass(field.type, StrEnum):
        return _choice(field, text.strip())
    if field.type is bool:
        return _flag(field, plain(text))
    if field.type is date:
        return _date(field, plain(text))
    if field.type in (int, Decimal):
        return _in_range(field, _number(field, plain(text)))
    return _text(field, text.strip())


def _refuse(field: Field, why: str) -> Any:
    raise Unreadable(f"“{field.label}”{why}，原值未改动。")


def _choice(field: Field, text: str) -> Any:
    if text not in field.choices:
        _refuse(field, f"没有“{text}”这一项，请从“{'、'.join(field.choices)}”中选择")
    return field.type(text)


def _flag(field: Field, text: str) -> bool:
    if text not in YES and text not in NO:
        _refuse(field, "请填“是”或“否”")
    return text in YES


def _date(field: Field, text: str) -> date:
    found = _DATE.match(text)
    if not found:
        return _refuse(field, "请填日期，如 2018-03-05")
    year, month, day = map(int, filter(None, found.groups()))
    if year not in YEARS:
        return _refuse(field, f"的年份应在 {YEARS[0]} 至 {YEARS[-1]} 之间")
    try:
        return date(year, month, day)
    except ValueError:
        return _refuse(field, "没有这一天，请核对年月日")


def _number(field: Field, text: str) -> Decimal | int:
    found = _NUMBER.match(text.replace(",", "").replace(" ", ""))
    if not found:
        _refuse(field, "请填数字")
    number = Decimal(found[1])
    if number.adjusted() >= _TOO_LONG:
        _refuse(field, "太大，请核对位数")
    if field.quantity is Quantity.AREA:
        return _area(field, number, found[2])
    if found[2] not in ("", field.unit, plain(field.unit)):
        _refuse(field, f"的单位应为“{field.unit}”")
    number *= 10000 if field.unit == "万元" else 1
    if field.type is int or SCALE.get(field.quantity) == 0:
        return int(number) if number == int(number) else _refuse(field, "请填整数")
    return _whole(field, number)


def _area(field: Field, number: Decimal, unit: str) -> Decimal:
    unit = _UNIT_WORDS.get(unit, unit) or field.unit
    if unit not in AREA_UNITS:
        _refuse(field, "的单位请用亩、公顷或㎡")
    return square_metres(number, unit)


def _whole(field: Field, number: Decimal) -> Decimal:
    scale = SCALE[field.quantity] if field.quantity else field.decimals
    if rounded(number, scale) != number:
        _refuse(field, f"最多 {scale} 位小数")
    return rounded(number, scale)


def _in_range(field: Field, number: Any) -> Any:
    low, high = field.at_least, field.at_most
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = f"不小于 {low}" if high is None else f"不大于 {high}" if low is None else f"在 {low} 至 {high} 之间"
        _refuse(field, f"应{bounds}")
    return number


def _text(field: Field, text: str) -> str:
    if field.private is Private.IDENTITY:
        text = normalised_id(text)
        if problem := id_problem(text):
            _refuse(field, {"id_length": "应为 18 位", "id_checksum": "校验位不对，请核对户口簿"}.get(problem, "里的出生日期不对"))
        text = upgraded(text)
    if field.private in (Private.ACCOUNT, Private.PHONE):
        text = plain(text).replace(" ", "")
    return text


def doubtful(field: Field, value: Any) -> str:
    """One sentence when a value is allowed but probably wrong; empty otherwise."""
    if field.private is Private.ACCOUNT and value and not luhn_ok(value):
        return f"“{field.label}”未通过银行卡校验，存折账号可忽略，银行卡请再核对。"
    return ""


def shown(field: Field, value: Any) -> str:
    """How a value stands in a form or table cell, in the field's own unit; unmasked."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)) and field.quantity:
        return printed(in_field_unit(field, Decimal(value)), field.decimals)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value)


def in_field_unit(field: Field, value: Decimal) -> Decimal:
    """A stored value (m², yuan) in the unit the field is read in."""
    return value / {"公顷": 10000, "万元": 10000}.get(field.unit, 1)
