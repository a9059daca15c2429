"""What a cell says: the grammar of the domain, and what only cells have: numbers, marks for the cell above, formula errors.

One reader for each column, chosen by its field; a reader gives a value, None, DITTO_ABOVE, Typed, or a Remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from linkdesk.domain.fields import Field, Private
from linkdesk.domain.notation import Remark, identities, numbers, terms
from linkdesk.domain.notation.terms import TICKS as TICKS
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.spelling import NONE
from linkdesk.survey.dates import read_date
from linkdesk.survey.grid import DITTO, Cell, cell_text, plain
from linkdesk.survey.personal import read_account, read_id, read_phone

Reader = Callable[[Cell], Any]

_TERSE = frozenset(("code", "village", "group", "hamlet", "bank_name"))
"""Names, in which blanks and full-width forms mean nothing."""

_NOTHING_IN = _TERSE | {"certificate_number", "resettlement_site"}
"""Where 无 says that there is none, and is no text."""

_NO_NAME = frozenset((
    "不详", "不明", "不清", "未知", "未填", "待查", "待核", "待核实", "待补", "待填", "空", "缺", "见附件", "null", "NULL", "None", "NaN", "N/A",
    "NA", "...", "?", "??"))
"""What people and programs write where they know no name."""

_ERROR_BEGINS = frozenset("#E错")
_FORMULA_ERROR = re.compile(r"#(N/A|NAME\?|DIV/0!|[A-Z_]+!)|(Err|错误):\d{3}")


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
    """The reader for a column of this field; `unit` is the unit its bare numbers are in (areas and money only)."""
    return partial(_checked, _reader(field, unit))


def _checked(read: Reader, cell: Cell) -> Any:
    if cell.__class__ is str and cell[:1] in _ERROR_BEGINS and _FORMULA_ERROR.fullmatch(cell.strip()):
        return Remark(None, "formula_error")
    return read(cell)


def _reader(field: Field, unit: str) -> Reader:
    if field.name == "account_holder":
        return _holder
    if field.private in _PERSONAL:
        return _PERSONAL[field.private]
    if issubclass(field.type, StrEnum):
        return partial(_repeating, partial(terms.choice, field))
    if field.quantity is Quantity.AREA:
        return partial(_area, field, unit)
    if field.type in (int, Decimal):
        return partial(_repeating, partial(numbers.figure, field, unit=unit if unit in numbers.MONEY else "", is_exact=False))
    return _BY_TYPE.get(field.type, partial(_text, field))


def _name(cell: Cell) -> Any:
    text = cell_text(cell)
    if text in DITTO or not plain(text):  # two heads of the same name are no reason to write it once
        return None
    return Remark(None, "missing") if plain(text) in _NO_NAME else identities.name(text)


def _holder(cell: Cell) -> Any:
    """The holder of an account, who may be that of the row above."""
    return _repeating(identities.name, cell)


def _text(field: Field, cell: Cell) -> Any:
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    if text in NONE and field.name in _NOTHING_IN:
        return None
    return text if field.name in _TERSE else " ".join(cell_text(cell).split())


def _nothing(text: str) -> Any:
    """What stands for a text that is empty or repeats the cell above."""
    return DITTO_ABOVE if text else None


def _repeating(read: Callable[[str], Any], cell: Cell) -> Any:
    """What a reader of compact texts makes of a cell that may be empty or repeat the one above."""
    text = plain(cell)
    return _nothing(text) if not text or text in DITTO else read(text)


def _date(cell: Cell) -> Any:
    return DITTO_ABOVE if plain(cell) in DITTO else read_date(cell)


def _shared(read: Reader, cell: Cell) -> Any:
    """Accounts and phones, which neighbours in a list may share."""
    return DITTO_ABOVE if cell in DITTO else read(cell)


def _area(field: Field, unit: str, cell: Cell) -> Any:
    if cell.__class__ is float and 0 <= cell < numbers.LARGEST:
        return _square_metres(field, Decimal(repr(cell)), unit, cell, unit)
    text = plain(cell)
    if not text or text in DITTO:
        return _nothing(text)
    found = numbers.written(text)
    if found.__class__ is Remark:
        return found
    number, word = found
    named = numbers.AREA_WORDS.get(word.lower()) if word else unit
    return _square_metres(field, number, named, cell, "" if word else unit) if named else numbers.foreign_unit()


def _square_metres(field: Field, number: Decimal, unit: str, cell: Cell, unwritten: str) -> Any:
    """The area in m²; in another unit beside what was typed, to which an unwritten unit is added."""
    area = numbers.area(field, number, unit)
    return area if unit == "㎡" or area.__class__ is Remark else Typed(area, cell_text(cell) + unwritten)


_PERSONAL: dict[Private, Reader] = {
    Private.NAME: _name, Private.IDENTITY: read_id, Private.ACCOUNT: partial(_shared, read_account),
    Private.PHONE: partial(_shared, read_phone)}
_BY_TYPE: dict[type, Reader] = {bool: partial(_repeating, terms.flag), date: _date}
