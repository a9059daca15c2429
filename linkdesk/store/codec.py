"""How a field's value becomes a column's value and back: columns hold text, whole numbers and flags, nothing else.

Decimals are whole numbers at the scale of their quantity, dates ISO text, terms their Chinese text, tuples JSON text.
Nothing is turned into another type or rounded on the way in: a value of the wrong type is a bug, and found here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from functools import lru_cache, partial
from operator import attrgetter, mul
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.fields import Field
from linkdesk.domain.quantities import SCALE

Convert = Callable[[Any], Any]

_TEXT = frozenset({str})
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])


@dataclass(frozen=True, slots=True)
class Codec:
    """One field's column type and the ways in and out; `takes` are the types of value that may go in, None goes past."""

    column: sa.types.TypeEngine[Any]
    takes: frozenset[type]
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
    return Codec(sa.Text(), frozenset({terms}), attrgetter("_value_"), {term.value: term for term in terms}.__getitem__)


def _decimal(field: Field) -> Codec:
    if field.quantity is None:
        raise TypeError(f"a Decimal needs a quantity ({field.name})")
    scale = SCALE[field.quantity]

    def encode(value: Decimal) -> int:
        return int(_EXACT.to_integral_exact(_EXACT.scaleb(value, scale)))

    # reports of a county read a hundred thousand of these; any but a whole number raises, as it must
    return Codec(sa.BigInteger(), frozenset({Decimal, int}), encode, partial(mul, Decimal(1).scaleb(-scale)))


def _json(value: tuple[Any, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _tuples(text: str) -> tuple[Any, ...]:
    return tuple(map(_frozen, json.loads(text))) if text else ()


def _frozen(value: Any) -> Any:
    if value.__class__ is not list:
        return _one(value) if value.__class__ is str else value
    items = tuple([_one(v) if v.__class__ is str else _frozen(v) for v in value])
    return _one(items) if _TEXT.issuperset(map(type, items)) else items


@lru_cache(4096)
def _one(texts: Any) -> Any:
    """One object for equal texts, or tuples of texts: the raw rows of a workbook repeat most of what they say."""
    return texts


def _plain(type_: type, column: sa.types.TypeEngine[Any], encode: Convert | None = None,
           decode: Convert | None = None) -> Codec:
    return Codec(column, frozenset({type_}), encode, decode)


_CODECS: dict[type, Codec] = {
    str: _plain(str, sa.Text()),
    int: _plain(int, sa.BigInteger()),
    bool: _plain(bool, sa.Boolean(create_constraint=False), decode={True: True, False: False}.__getitem__),
    date: _plain(date, sa.Text(), date.isoformat, date.fromisoformat),
    datetime: _plain(datetime, sa.Text(), datetime.isoformat, datetime.fromisoformat),
    tuple: _plain(tuple, sa.Text(), _json, _tuples),
}
