"""Reading entities back: by equal values, lists of values, or the ids of other entities; ordered as asked, then as entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from linkdesk.domain.fields import Field, fields_of
from linkdesk.store.codec import codec
from linkdesk.store.rows import rows_of
from linkdesk.store.sqlite import among
from linkdesk.store.tables import table_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of all entities that equal what is given, as a value to compare with: load(Member, household_id=ids(…))."""

    entity: type
    equals: tuple[tuple[str, Any], ...]


def ids(entity: type, /, **equals: Any) -> Ids:
    """The ids of the entities with these values, to be used as a value in another query."""
    return Ids(entity, tuple(equals.items()))


def load(connection: sa.Connection, entity: type[T], /, order: str = "", limit: int | None = None, offset: int = 0,
         **equals: Any) -> list[T]:
    """The entities with these values; a list, set or tuple means any of them, None means empty.

    `order` names fields separated by commas, "-name" for the greatest first; what it leaves open comes as it was entered.
    """
    narrowed = selecting(entity).where(*where(entity, equals)).order_by(*ordering(table_of(entity), order)) if equals or order else None
    query = _whole(entity) if narrowed is None else narrowed
    if limit is not None:
        query = query.limit(limit).offset(offset)
    return rows_of(entity).entities(connection.execute(query).all())


@cache
def selecting(entity: type) -> sa.Select[Any]:
    """Every field of an entity; made once, since a dossier reads half a hundred tables."""
    table = table_of(entity)
    return sa.select(*(table.c[name] for name in fields_of(entity)))


@cache
def _whole(entity: type) -> sa.Select[Any]:
    """The whole table as it was entered, made once too: the statement takes as long as few rows."""
    return selecting(entity).order_by(table_of(entity).c.entered)


def columns(connection: sa.Connection, entity: type, names: Sequence[str], /, **equals: Any) -> list[tuple[Any, ...]]:
    """Some fields of the entities with these values, in the order entered: where whole entities would hold too much."""
    table = table_of(entity)
    query = sa.select(*(table.c[name] for name in names)).where(*where(entity, equals)).order_by(table.c.entered)
    return rows_of(entity).values(names, connection.execute(query).all())


def get(connection: sa.Connection, entity: type[T], id_: str, /) -> T | None:
    """The entity of that id, or None."""
    return next(iter(load(connection, entity, id=id_)), None)


def count(connection: sa.Connection, entity: type, /, **equals: Any) -> int:
    """How many entities have these values."""
    return connection.execute(sa.select(sa.func.count()).select_from(table_of(entity)).where(*where(entity, equals))).scalar_one()


def where(entity: type, equals: dict[str, Any]) -> list[sa.ColumnElement[bool]]:
    """The conditions under which a row equals what is given."""
    table, fields = table_of(entity), fields_of(entity)
    return [_compared(table.c[name], fields[name], value) for name, value in equals.items()]


def _compared(column: sa.Column[Any], field: Field, value: Any) -> sa.ColumnElement[bool]:
    if isinstance(value, Ids):
        return column.in_(sa.select(table_of(value.entity).c.id).where(*where(value.entity, dict(value.equals))))
    if isinstance(value, list | tuple | set | frozenset):
        return among(column, [_stored(field, v) for v in value if _can_be_stored(v)])
    if value is None:
        return column.is_(None)
    return column == _stored(field, value) if _can_be_stored(value) else sa.false()


def _can_be_stored(value: Any) -> bool:
    """Whether any row can hold a value: none holds a text with a NUL or half of a surrogate pair, so none equals it."""
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return True
    try:
        value.encode()
    except UnicodeError:
        return False
    return "\0" not in value


def _stored(field: Field, value: Any) -> Any:
    encode = codec(field).encode
    return value if encode is None else encode(value)


def ordering(table: sa.Table, order: str) -> Sequence[sa.ColumnElement[Any]]:
    """What to sort by for an order as `load` takes it, at last as entered."""
    names = [name.strip() for name in order.split(",") if name.strip()]
    return [*(_ordered(table, name) for name in names), table.c.entered]


def _ordered(table: sa.Table, name: str) -> sa.ColumnElement[Any]:
    if name.startswith("-"):
        return table.c[name[1:]].desc().nulls_last()
    return table.c[name].asc().nulls_first()
