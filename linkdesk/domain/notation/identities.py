"""Names, identity numbers, accounts and phones as people write them."""

from __future__ import annotations

import re
from typing import Any

from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.identity_number import id_problem, mended, normalised_id, upgraded
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.spelling import NONE, halfwidth

LONGEST_NAME = 20
_APOSTROPHES = "'`’‘"
_POINT_ZERO = re.compile(r"(?<=\d)\.0+$")
_PHONE = re.compile(r"(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$")
_BETWEEN_PHONES = re.compile(r"[/、,;]")
_MOBILES = re.compile(r"(?:1[3-9]\d{9}){2,}$")
_MOBILE_PARTS = re.compile(r"(?<!\d)1[3-9]\d-?\d{4}-?\d{4}(?!\d)")
_AREA_CODE = re.compile(r"\((0\d{2,3})\)-?(?=\d{7,8}$)")
_COUNTRY = re.compile(r"(\+86|0086|86)-?(?=1[3-9]\d{9}$)")
_DIGIT = re.compile(r"\d")
_USUAL = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_STRANGE = re.compile(r"[^\w·•・.\s]|_")
_BLANK = re.compile(r"\S\s+\S")
_ALIGNED = re.compile(r"\w(?:\u3000+|\s{2,})\w$|\w(?:\s+\w){2,}$")  # 张　三, 王 秀 英: blanks that only line names up
_NO_DAY = "，日历上没有这一天"


def identity(text: str) -> Any:
    """The identity number in a compact text as 18 characters; a Remark when it is wrong, was upgraded, or had letters for digits."""
    number = normalised_id(text)
    if not number or number in NONE:
        return None
    problem = id_problem(number)
    if problem is None:
        return number if len(number) == 18 else Remark(upgraded(number), "id_upgraded")
    if right := mended(number):
        return Remark(right, "id_characters")
    return Remark(None, problem, _NO_DAY if problem == "id_birth" else str(len(number)))


def account(text: str) -> Any:
    """The account number in a compact text without hyphens; a Remark when it is no card number."""
    number = _POINT_ZERO.sub("", text.strip(_APOSTROPHES))
    if not number or number in NONE:
        return None
    digits = number.replace("-", "")
    if luhn_ok(digits):
        return digits
    return Remark(number, "account_luhn")


def phone(text: str) -> Any:
    """The phone number or numbers in a compact text; a Remark when one is malformed."""
    number = _COUNTRY.sub("", _POINT_ZERO.sub("", text.strip(_APOSTROPHES)))
    if not number or number in NONE:
        return None
    number = _AREA_CODE.sub(r"\1-", _MOBILE_PARTS.sub(lambda parts: parts[0].replace("-", ""), number))
    if _MOBILES.match(number):  # two numbers that only a blank kept apart
        return "/".join(number[at:at + 11] for at in range(0, len(number), 11))
    return number if all(map(_PHONE.match, _BETWEEN_PHONES.split(number))) else Remark(number, "phone_format")


def name(text: str) -> Any:
    """A person's name without blanks (letters keep one between words); a Remark when it can hardly be a name as it stands."""
    if _USUAL.match(text):  # nothing to look at twice: rosters hold very many names
        return None if text in NONE else text
    wide = text.strip()
    name_ = halfwidth(wide)
    name_ = (" " if name_.isascii() else "").join(name_.split())
    if not name_ or name_ in NONE:
        return None
    doubt = _doubt(name_, wide)
    return Remark(name_, "name_format", doubt) if doubt else name_


def _doubt(name_: str, written: str) -> str:
    if _DIGIT.search(name_):
        return "有数字"
    if len(name_) == 1:
        return "只有一个字"
    if len(name_) > LONGEST_NAME:
        return "字数过多"
    if _STRANGE.search(name_):
        return "有标点或其他符号"
    inside = not name_.isascii() and _BLANK.search(written) and not _ALIGNED.match(written)
    return "有空格，已去掉" if inside else ""
