"""What a person types into a field, and how a field's value is shown: one way for forms, pasted cells and tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, Private
from linkdesk.domain.notation import Remark, days, read
from linkdesk.domain.quantities import printed
from linkdesk.domain.spelling import brief, halfwidth

_WHY = {
    "not_a_number": "请填数字，{detail}",
    "out_of_range": "{detail}",
    "not_a_date": "请填日期，如 2018-03-05：{detail}",
    days.WITHOUT_DAY: "请填日期，如 2018-03-05：没有写明日",
    "not_a_choice": "没有“{text}”这一项，请从“{detail}”中选择",
    "id_length": "应为 18 位",
    "id_checksum": "校验位不对，请核对户口簿",
    "id_birth": "里的出生日期不对",
}
"""What is said of each remark that a person at a form can put right at once; any other value is taken as it is."""


class Unreadable(KnownError):
    """What was typed does not fit the field; the sentence says why and how to put it right."""


def plain(text: str) -> str:
    """Full-width digits and letters become half-width, blanks at the ends go."""
    return halfwidth(text).strip()


def parse(field: Field, text: str) -> Any:
    """Turn what was typed into the field's value; empty gives None ('' where the field cannot be None); areas become m²."""
    if not text.strip():
        return None if field.optional else ("" if field.type is str else _refuse(field, "不能为空"))
    value = read(field, text)
    if value.__class__ is not Remark:
        return _refuse(field, "不能为空") if value is None and not field.optional else value
    if why := _WHY.get(value.code):
        _refuse(field, why.format(text=brief(text.strip()), detail=value.detail))
    return value.value


def _refuse(field: Field, why: str) -> Any:
    raise Unreadable(f"“{field.label}”{why}，原值未改动。")


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
