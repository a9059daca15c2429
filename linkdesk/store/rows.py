"""Entities of one class ↔ table rows and their digests; column by column, which is several times faster than row by row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any

from linkdesk.domain.change import Entity
from linkdesk.domain.entities import entity_name
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of
from linkdesk.store.codec import Convert, codec
from linkdesk.store.names import called

Row = tuple[Any, ...]
Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """How the entities of one class are kept; a row holds the stored values in order of the fields."""

    entity: type
    fields: tuple[Field, ...]
    encoders: tuple[Convert | None, ...]
    decoders: tuple[Convert | None, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of fields and columns, in order."""
        return tuple(f.name for f in self.fields)

    def rows(self, entities: Iterable[Entity]) -> list[Row]:
        """The rows of entities; raises ValueError (naming field, not value) where storing would change a value."""
        found = list(map(attrgetter(*self.names), entities))
        columns = zip(*found, strict=True)
        return list(zip(*map(self._encoded, self.fields, self.encoders, columns), strict=True)) if found else []

    def entities(self, rows: Sequence[Row]) -> list[Entity]:
        """The entities of rows; raises KnownError when a stored value cannot be read."""
        if not rows:
            return []
        try:
            return list(map(self.entity, *map(_decoded, self.decoders, zip(*rows, strict=True))))
        except (ValueError, TypeError, KeyError, InvalidOperation):
            raise KnownError(f"{called(self.entity)}里有已损坏的数据，读不出来。其他数据没有改动；"
                             "请运行“检查数据”，必要时从备份恢复。") from None

    def digests(self, rows: Sequence[Row]) -> list[str]:
        """The digest of each row: over its non-empty fields, so that a new empty field leaves it as it was."""
        if not rows:
            return []
        columns = zip(*rows, strict=True)
        labelled = [_labelled(name, column) for name, column in zip(self.names, columns, strict=True)]
        return [_digest("\0".join(filter(None, parts))) for parts in zip(*labelled, strict=True)]

    def _encoded(self, field: Field, encode: Convert | None, column: Column) -> Column:
        try:
            return _checked(field, column if encode is None else [None if v is None else encode(v) for v in column])
        except UnicodeError:
            raise KnownError(f"{called(self.entity)}的“{field.label}”里有不能保存的字符（控制字符或残缺字符），"
                             "本次操作没有保存。请改正后再试。") from None
        except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as error:
            raise ValueError(f"{entity_name(self.entity)}.{field.name} would not be stored as it is: "
                             f"{type(error).__name__}") from None


@cache
def rows_of(entity: type) -> Rows:
    """How the entities of a class are kept."""
    fields = tuple(fields_of(entity).values())
    codecs = [codec(f) for f in fields]
    return Rows(entity, fields, tuple(c.encode for c in codecs), tuple(c.decode for c in codecs))


def _checked(field: Field, column: Column) -> Column:
    kinds = set(map(type, column))
    if NoneType in kinds and not field.optional:
        raise TypeError("None")
    if kinds <= {str, NoneType}:
        _refuse_unstorable(column)
    elif field.type is str:
        raise TypeError("no text")
    return column


def _refuse_unstorable(column: Column) -> None:
    text = "".join(filter(None, column))
    text.encode()  # half a surrogate pair raises here
    if "\0" in text:  # it separates the parts of a digest, and PostgreSQL keeps none
        raise UnicodeError("NUL")


def _decoded(decode: Convert | None, column: Column) -> Column:
    return column if decode is None else [None if v is None else decode(v) for v in column]


def _labelled(name: str, column: Column) -> list[str]:
    return ["" if v is None or v == "" else f"{name}={v:d}" if v.__class__ is bool else f"{name}={v}" for v in column]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
