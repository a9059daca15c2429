"""How private values are masked on screen, in public notices and in plain output."""

from __future__ import annotations

import re

from linkdesk.domain.agreement_words import NameMask, NumberMask
from linkdesk.domain.fields import Private

MASK, NAME_MASK = "*", "○"
COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 令狐 呼延 轩辕 百里 东郭 西门 拓跋".split())

# A phone has 11 digits, an identity number 15 or 18, an account up to 19; digits behind a point are none of them.
_LONG_NUMBER = re.compile(r"(?<![.\d])\d(?:[ -]?\d){10,}[Xx]?")


def masked(value: str | None, private: Private) -> str:
    """A private value with its middle hidden, as public notices (公示) print it; a public value unchanged, None empty.

    Identity numbers keep 6 + 4 characters, phones 3 + 4, accounts the last 4, names the surname.
    """
    if not value:
        return ""
    if private is Private.NAME:
        return _masked_name(value)
    return _KEPT[private](value) if private in _KEPT else value


def on_screen(value: str | None, private: Private) -> str:
    """As masked(), but names stand in full: an officer works with them."""
    return (value or "") if private is Private.NAME else masked(value, private)


def public_name(name: str | None, mask: NameMask) -> str:
    """A person's name by the rule of a public notice; at least one character is hidden unless names stand in full."""
    if not name or mask is NameMask.FULL:
        return name or ""
    return _masked_name(name) if mask is NameMask.SURNAME else name[:-1] + NAME_MASK


def public_number(number: str | None, mask: NumberMask) -> str:
    """An identity number by the rule of a public notice; never whole, and empty when numbers are not listed."""
    if not number or mask is NumberMask.NONE:
        return ""
    return _ends(number, 6 if mask is NumberMask.ENDS else 0, 4)


def without_numbers(text: str) -> str:
    """Text somebody typed, with every number in it masked that may be a phone, an account or a person's identity number."""
    return _LONG_NUMBER.sub(lambda found: _ends(found[0], 3, 4), text)


def _ends(value: str, first: int, last: int) -> str:
    if len(value) <= first + last:  # too short to hide anything between: keep nothing
        return MASK * len(value)
    return value[:first] + MASK * (len(value) - first - last) + value[-last:]


def _masked_name(name: str) -> str:
    for separator in "·•":  # names such as 阿依古丽·买买提 have no surname in front
        if separator in name:
            return name[0] + NAME_MASK * 2
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]
    return surname + NAME_MASK * max(1, len(name) - len(surname))


_KEPT = {
    Private.IDENTITY: lambda value: _ends(value, 6, 4),
    Private.ACCOUNT: lambda value: _ends(value, 0, 4),
    Private.PHONE: lambda value: _ends(value, 3, 4),
}
