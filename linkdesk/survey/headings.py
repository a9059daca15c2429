"""What a heading means: tolerant of blanks, brackets and units, matched by the labels and aliases on the fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member

AREA_WORDS = {"㎡": "㎡", "m2": "㎡", "平方米": "㎡", "平米": "㎡", "平方": "㎡", "亩": "亩", "公顷": "公顷", "ha": "公顷", "hm2": "公顷"}
"""Area units as written, normalised and in lower case → the unit in quantities.AREA_UNITS."""

UNIT_WORDS = AREA_WORDS | {word: word for word in ("人", "口", "户", "间", "孔", "元", "万元")}
TOTAL_WORDS = re.compile(r".{0,12}(小计|合计|总计|累计|共计)(户数|人数|面积)?:?(共?\d+户.*)?$")
SEQUENCE = "sequence"
_SEQUENCE_WORDS = ("序号", "编号", "序", "No", "NO.")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_BARE_UNIT = re.compile(r"(?<=.)[/:,、]?(m2|平方米|平米|公顷|亩)$", re.IGNORECASE)
_NUMBERING = re.compile(r"^(\d{1,2}[.、]|[一二三四五六七八九十]+、|[*★])|[*★:：]$")
_GROUP_TAIL = re.compile(r"(基本|登记)?(情况|信息)$")


@lru_cache(4096)
def cleaned(text: str) -> str:
    """A heading without blanks, line feeds and full-width forms; ㎡ becomes m2 on the way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(4096)
def split_unit(text: str) -> tuple[str, str]:
    """A heading and the unit it names: "建筑面积（㎡）" → ("建筑面积", "㎡"); "" where it names none."""
    name = _NUMBERING.sub("", cleaned(text))
    if unit := UNIT_WORDS.get(name.lower()):
        return "", unit
    for inside in _BRACKETED.findall(name):
        if unit := UNIT_WORDS.get(inside.removeprefix("单位:").lower()):
            return name.replace(f"({inside})", ""), unit
    bare = _BARE_UNIT.search(name)
    return (name[:bare.start()], AREA_WORDS[bare[1].lower()]) if bare else (name, "")


@cache
def _index(entity: type) -> dict[str, str]:
    names = {cleaned(word): f.name for f in reversed(fields_of(entity).values()) for word in f.aliases}
    return names | {cleaned(f.label): f.name for f in fields_of(entity).values() if f.aliases or f.required}


def household_field(name: str) -> str | None:
    """The household field a cleaned heading means, or SEQUENCE, or None."""
    return SEQUENCE if name in _SEQUENCE_WORDS else _index(Household).get(name)


def member_field(name: str) -> str | None:
    """The member field a cleaned heading means, or None."""
    return _index(Member).get(name)


def spellings(parts: tuple[str, ...]) -> Iterator[str]:
    """The ways to look a heading up, the most telling first: with the headings above it, joined to them, alone, unbracketed."""
    names = [name for name in (split_unit(part)[0] for part in parts) if name]
    for start in range(len(names) - 1):
        yield "/".join(names[start:])
    if len(names) > 1:
        yield names[-2] + names[-1]
        yield _GROUP_TAIL.sub("", names[-2]) + names[-1]
    if names:
        yield names[-1]
        yield _BRACKETED.sub("", names[-1])


def is_heading(text: str) -> bool:
    """Whether a single cell alone reads like the heading of a field."""
    return any(household_field(name) or member_field(name) for name in spellings((text,)))
