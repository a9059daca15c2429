"""Entities of one class ↔ table rows and their digests; column by column, which is several times faster than row by row."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import cache
from itertools import repeat
from operator import attrgetter
from types import NoneType
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.change import Entity
from linkdesk.domain.entities import entity_name
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of
from linkdesk.store.codec import Codec, codec
from linkdesk.store.names import called

Row = tuple[Any, ...]
Column = Sequence[Any]

_EMPTY = frozenset({None, ""})
_LIMIT = 2**63


@dataclass(frozen=True, slots=True)
class Rows:
    """How the entities of one class are kept; a row holds the stored values in order of the fields."""

    entity: type
    fields: tuple[Field, ...]
    codecs: tuple[Codec, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of fields and columns, in order."""
        return tuple(f.name for f in self.fields)

    def rows(self, entities: Iterable[Entity]) -> list[Row]:
        """The rows of entities; raises ValueError (naming field, not value) where storing would change a value."""
        found = list(map(attrgetter(*self.names), entities))
        columns = zip(*found, strict=True)
        return list(zip(*map(self._encoded, self.fields, self.codecs, columns), strict=True)) if found else []

    def entities(self, rows: Sequence[Row]) -> list[Entity]:
        """The entities of rows; raises KnownError when a stored value cannot be read."""
        if not rows:
            return []
        return _filled(self.entity, self.names, self._columns(self.codecs, rows))

    def values(self, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        """The values of some fields from rows of these alone; raises KnownError as `entities` does."""
        codecs = dict(zip(self.names, self.codecs, strict=True))
        return list(zip(*self._columns([codecs[name] for name in names], rows), strict=True)) if rows else []

    def digests(self, rows: Sequence[Row]) -> list[str]:
        """The digest of each row: over its non-empty fields, so that a new empty field leaves it as it was."""
        if not rows:
            return []
        columns = zip(self.names, zip(*rows, strict=True), strict=True)
        said = [_said(name, column) for name, column in columns if not _EMPTY.issuperset(column)]
        template = "".join(piece for piece, _ in said)
        return [_digest((template % parts)[:-1]) for parts in zip(*(values for _, values in said), strict=True)]

    def _columns(self, codecs: Sequence[Codec], rows: Sequence[Row]) -> list[Column]:
        try:
            return list(map(_decoded, codecs, zip(*rows, strict=True)))
        except (ValueError, TypeError, KeyError, InvalidOperation):
            raise KnownError(f"{called(self.entity)}里有已损坏的数据，读不出来。其他数据没有改动；"
                             "请运行“检查数据”，必要时从备份恢复。") from None

    def _encoded(self, field: Field, codec_: Codec, column: Column) -> Column:
        try:
            return _encoded(field, codec_, column)
        except UnicodeError:
            raise KnownError(f"{called(self.entity)}的“{field.label}”里有不能保存的字符（控制字符或残缺字符），"
                             "本次操作没有保存。请改正后再试。") from None
        except (ValueError, TypeError, ArithmeticError) as error:
            raise ValueError(f"{entity_name(self.entity)}.{field.name} cannot be stored as it is: "
                             f"{type(error).__name__}") from None  # the value stays out of tracebacks


@cache
def rows_of(entity: type) -> Rows:
    """How the entities of a class are kept."""
    fields = tuple(fields_of(entity).values())
    return Rows(entity, fields, tuple(map(codec, fields)))


def _encoded(field: Field, codec_: Codec, column: Column) -> Column:
    kinds = set(map(type, column))
    if not kinds <= codec_.takes | {NoneType} or (NoneType in kinds and not field.optional):
        raise TypeError
    if kinds == {NoneType}:
        return column
    encode = codec_.encode
    if encode is not None:
        column = [None if v is None else encode(v) for v in column] if NoneType in kinds else list(map(encode, column))
    _refuse_unstorable(codec_, column)
    return column


def _refuse_unstorable(codec_: Codec, column: Column) -> None:
    if isinstance(codec_.column, sa.Text):
        text = "".join(filter(None, column))
        text.encode()  # half of a surrogate pair raises here
        if "\0" in text:  # it separates the parts of a digest, and PostgreSQL keeps none
            raise UnicodeError
    elif max(map(abs, filter(None, column)), default=0) >= _LIMIT:
        raise ValueError


def _filled(entity: type, names: Sequence[str], columns: Sequence[Column]) -> list[Entity]:
    """Entities of columns; the constructor of a frozen class calls Python once a field, and takes three times as long."""
    made = list(map(object.__new__, repeat(entity, len(columns[0]))))
    for name, column in zip(names, columns, strict=True):
        deque(map(getattr(entity, name).__set__, made, column), maxlen=0)
    return made


def _decoded(codec_: Codec, column: Column) -> Column:
    decode, first = codec_.decode, column[0]
    if (first is None or (first == "" and decode is None)) and column.count(first) == len(column):
        return column  # most columns of most rows are empty
    if decode is None:
        known: dict[Any, Any] = {}  # villages and banks repeat: one object for equal texts keeps a large survey small
        return [known.setdefault(v, v) for v in column]
    return [None if v is None else decode(v) for v in column]


def _said(name: str, column: Column) -> tuple[str, Column]:
    """What a column puts into the text of a digest, each value ended by a NUL: a piece of a template, and what goes in there.

    A column filled in every row needs no text of its own for each value, which halves the time of a large import.
    """
    if column[0].__class__ is bool and None not in column:
        return f"{name}=%d\0", column
    return (f"{name}=%s\0", column) if all(column) else ("%s", [_part(name, value) for value in column])


def _part(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    return f"{name}={value:d}\0" if value.__class__ is bool else f"{name}={value}\0"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
