"""What a cell says: one reader for each column, chosen by its field; a reader gives a value, None, DITTO_ABOVE, or a Remark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from linkdesk.domain.entry import NO, YES
from linkdesk.domain.fields import Field, Private
from linkdesk.domain.quantities import AREA_UNITS, Quantity, rounded
from linkdesk.survey.dates import read_date
from linkdesk.survey.grid import BLANK, DITTO, Cell, cell_text, plain
from linkdesk.survey.headings import AREA_WORDS, UNIT_WORDS
from linkdesk.survey.personal import read_account, read_id, read_phone
from linkdesk.survey.problems import Remark
from linkdesk.survey.words import SYNONYMS

Reader = Callable[[Cell], Any]

LONGEST_NAME = 20
LARGEST_NUMBER = 10 ** 9
"""Beyond it a number is not worth converting: no area is as large."""
TICKS = frozenset("√✓✔☑")
_NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?(?:E[-+]?\d+)?)(\D.*)?$", re.IGNORECASE)
_TERSE = frozenset(("code", "village", "group", "bank_name"))  # names, in which blanks and full-width forms mean nothing
_DIGIT = re.compile(r"\d")
_YES = TICKS | {word.upper() for word in YES} | {"TRUE", "YES", "对", "已同意", "属于", "建档立卡户", "贫困户", "建档立卡贫困户"}
_NO = {word.upper() for word in NO} | {"FALSE", "NO", "X", "✘", "不是", "不属于", "非贫困户", "一般户", "一般农户", "非建档立卡户"}


class _Above:
    """The one value of DITTO_ABOVE."""


DITTO_ABOVE = _Above()
"""The value of a cell that repeats the one above (同上); replaced where the row above is known."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An area in m² beside what was typed in another unit."""

    value: Decimal
    text: str


SPECIAL = frozenset((Remark, Typed, _Above))
"""Types of values that need a second look."""


def reader(field: Field, unit: str) -> Reader:
    """The reader for a column of this field; `unit` is the unit its bare numbers are in (areas only)."""
    if field.private in _PERSONAL:
        return _PERSONAL[field.private]
    if issubclass(field.type, StrEnum):
        return partial(_choice, field)
    if field.quantity is Quantity.AREA:
        return partial(_area, field, unit)
    return _BY_TYPE.get(field.type, lambda field: partial(_text, field))(field)


def _name(cell: Cell) -> Any:
    text = unicodedata.normalize("NFKC", cell if cell.__class__ is str else cell_text(cell))
    text = (" " if text.isascii() else "").join(text.split())
    if text in BLANK or text in DITTO:  # two heads of the same name are no reason to write it once
        return None
    if len(text) > LONGEST_NAME or _DIGIT.search(text):
        return Remark(text, "name_format")
    return text


def _text(field: Field, cell: Cell) -> Any:
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    return text if field.name in _TERSE else " ".join(cell_text(cell).split())


def _nothing(text: str) -> Any:
    """What stands for a text that is empty or repeats the cell above."""
    return DITTO_ABOVE if text else None


def _flag(cell: Cell) -> Any:
    text = plain(cell).upper()
    if not text or text in DITTO:
        return _nothing(text)
    return text in _YES if text in _YES or text in _NO else Remark(None, "not_a_choice", "是、否")


def _date(cell: Cell) -> Any:
    return DITTO_ABOVE if plain(cell) in DITTO else read_date(cell)


def _choice(field: Field, cell: Cell) -> Any:
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    word = SYNONYMS.get(field.name, {}).get(text, text)
    return field.type(word) if word in field.choices else Remark(None, "not_a_choice", "、".join(field.choices))


def _count(field: Field, cell: Cell) -> Any:
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    number, unit = _number(text)
    if number is None or number != number.to_integral_value():
        return Remark(None, "not_a_number", "应为整数")
    if unit and (unit not in UNIT_WORDS or unit in AREA_WORDS):
        return Remark(None, "not_a_number", f"单位应为“{field.unit}”")
    return _bounded(field, number if abs(number) > LARGEST_NUMBER else int(number))


def _area(field: Field, unit: str, cell: Cell) -> Any:
    if cell.__class__ is float and 0 <= cell < LARGEST_NUMBER:
        return _square_metres(field, Decimal(repr(cell)), unit, cell, unit)
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    number, written = _number(text)
    if number is None:
        return Remark(None, "not_a_number", "应为一个确定的数")
    if written.lower() not in AREA_WORDS and written:
        return Remark(None, "not_a_number", "单位应为㎡、亩或公顷")
    return _square_metres(field, number, AREA_WORDS.get(written.lower(), unit), cell, "" if written else unit)


def _square_metres(field: Field, number: Decimal, unit: str, cell: Cell, unwritten: str) -> Any:
    """The area in m²; in another unit beside what was typed, to which an unwritten unit is added."""
    numerator, denominator = AREA_UNITS[unit]
    if abs(number) < LARGEST_NUMBER:
        number = rounded(number * numerator / denominator, field.decimals)
    area = _bounded(field, number)
    return area if unit == "㎡" or area.__class__ is Remark else Typed(area, cell_text(cell) + unwritten)


def _number(text: str) -> tuple[Decimal | None, str]:
    """The number in a text and the unit written behind it; 无 is none of something, a number all the same."""
    if text == "无":
        return Decimal(0), ""
    found = _NUMBER.match(text.replace(",", ""))
    return (Decimal(found[1]), found[2] or "") if found else (None, "")


def _bounded(field: Field, value: Any) -> Any:
    if not field.at_least <= value <= field.at_most:
        return Remark(None, "out_of_range", f"{field.at_least} 至 {field.at_most} {field.unit}")
    return value


_PERSONAL: dict[Private, Reader] = {Private.NAME: _name, Private.IDENTITY: read_id, Private.ACCOUNT: read_account,
                                    Private.PHONE: read_phone}
_BY_TYPE: dict[type, Callable[[Field], Reader]] = {bool: lambda field: _flag, date: lambda field: _date,
                                                   int: lambda field: partial(_count, field)}
