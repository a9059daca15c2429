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


class Memo(dict[Cell, Any]):
    """A reader that remembers what it read: most columns hold few different cells. Forgets all when it grows too large."""

    LARGEST = 50_000

    def __init__(self, read: Reader) -> None:
        self.read = read

    def __missing__(self, cell: Cell) -> Any:
        if len(self) >= self.LARGEST:
            self.clear()
        value = self[cell] = self.read(cell)
        return value


def met_tick(read: Reader) -> bool:
    """Whether a reader that remembers has met a tick (√)."""
    return any(isinstance(cell, str) and cell.strip() in TICKS for cell in getattr(read, "__self__", ()))


def reader(field: Field, unit: str) -> Reader:
    """The reader for a column of this field; `unit` is the unit its bare numbers are in (areas only)."""
    if field.private in _PERSONAL:
        return _PERSONAL[field.private]
    if issubclass(field.type, StrEnum):
        return Memo(partial(_choice, field)).__getitem__
    if field.quantity is Quantity.AREA:
        return Memo(partial(_area, field, unit)).__getitem__
    return Memo(_BY_TYPE.get(field.type, lambda field: partial(_text, field))(field)).__getitem__


def _name(cell: Cell) -> Any:
    text = unicodedata.normalize("NFKC", cell if cell.__class__ is str else cell_text(cell))
    text = (" " if text.isascii() else "").join(text.split())
    if text in BLANK:
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
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    number, written = _number(text)
    if number is None:
        return Remark(None, "not_a_number", "应为一个确定的数")
    unit = AREA_WORDS.get(written.lower(), "") if written else unit
    if not unit:
        return Remark(None, "not_a_number", "单位应为㎡、亩或公顷")
    return _square_metres(field, number, unit, cell_text(cell) + ("" if written else unit))


def _square_metres(field: Field, number: Decimal, unit: str, typed: str) -> Any:
    numerator, denominator = AREA_UNITS[unit]
    area = _bounded(field, number if abs(number) > LARGEST_NUMBER else rounded(number * numerator / denominator, field.decimals))
    return area if unit == "㎡" or area.__class__ is Remark else Typed(area, typed)


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
