"""How a field's value becomes a column's value and back: columns hold text, whole numbers and flags, nothing else.

Decimals are whole numbers at the scale of their quantity, dates ISO text, terms their Chinese text, tuples JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from operator import index
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.fields import Field
from linkdesk.domain.quantities import SCALE

Convert = Callable[[Any], Any]

_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])
_ONE = Decimal(1)
_LIMIT = 2**63
_FLAGS = {True: True, False: False}


@dataclass(frozen=True, slots=True)
class Codec:
    """One field's column type with the ways in and out; None means that the value goes as it is."""

    column: sa.types.TypeEngine[Any]
    encode: Convert | None
    decode: Convert | None


def codec(field: Field) -> Codec:
    """The codec of a field; raises TypeError for a type that the store does not keep."""
    if issubclass(field.type, StrEnum):
        return _term(field.type)
    if field.type is Decimal:
        return _decimal(field)
    if field.type not in _CODECS:
        raise TypeError(f"the store keeps no {field.type.__name__} ({field.name})")
    return _CODECS[field.type]


def _term(terms: type[StrEnum]) -> Codec:
    return Codec(sa.Text(), {term: term.value for term in terms}.__getitem__,
                 {term.value: term for term in terms}.__getitem__)


def _decimal(field: Field) -> Codec:
    if field.quantity is None:
        raise TypeError(f"a Decimal needs a quantity ({field.name})")
    scale = SCALE[field.quantity]

    def encode(value: Decimal) -> int:
        return _whole(int(_EXACT.quantize(_EXACT.scaleb(value, scale), _ONE)))

    return Codec(sa.BigInteger(), encode, lambda whole: Decimal(whole).scaleb(-scale))


def _whole(value: int) -> int:
    if not -_LIMIT <= index(value) < _LIMIT:
        raise ValueError("a number of more than 63 bits")
    return value


def _day(value: date) -> str:
    if isinstance(value, datetime):  # a datetime is a date to Python, but its text could not be read back as one
        raise TypeError("a moment where a day is kept")
    return value.isoformat()


def _json(value: tuple[Any, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _tuples(text: str) -> tuple[Any, ...]:
    return _frozen(json.loads(text)) if text else ()


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


_CODECS: dict[type, Codec] = {
    str: Codec(sa.Text(), None, None),
    int: Codec(sa.BigInteger(), _whole, None),
    bool: Codec(sa.Boolean(create_constraint=False), _FLAGS.__getitem__, _FLAGS.__getitem__),
    date: Codec(sa.Text(), _day, date.fromisoformat),
    datetime: Codec(sa.Text(), datetime.isoformat, datetime.fromisoformat),
    tuple: Codec(sa.Text(), _json, _tuples),
}
