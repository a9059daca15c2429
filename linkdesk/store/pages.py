"""A part of a long list: so many rows from a place on, and how many there are, narrowed by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from linkdesk.store.query import load, ordering, where
from linkdesk.store.tables import table_of

T = TypeVar("T")


def page(connection: sa.Connection, entity: type[T], /, order: str, limit: int, offset: int, **narrowed: Any) -> list[T]:
    """So many entities from a place on, in the order asked; see query.load for `order` and counted for what narrows.

    Only ids are sorted: whole rows of a long list would go through the disk.
    """
    table = table_of(entity)
    query = sa.select(table.c.id).where(*_narrowed(entity, **narrowed)).order_by(*ordering(table, order)).limit(limit).offset(offset)
    return load(connection, entity, order=order, id=[id_ for id_, in connection.execute(query)])


def counted(connection: sa.Connection, entity: type, /, **narrowed: Any) -> int:
    """How many entities answer: `until` and `since` are a date field and the last or first day that counts, `either` fields one of
    which has to have a value, anything else a field's value or values."""
    query = sa.select(sa.func.count()).select_from(table_of(entity)).where(*_narrowed(entity, **narrowed))
    return connection.execute(query).scalar_one()


def _narrowed(entity: type, until: tuple[str, date] | None = None, since: tuple[str, date] | None = None,
              either: tuple[Sequence[str], Any] | None = None, **equals: Any) -> list[sa.ColumnElement[bool]]:
    table, found = table_of(entity), where(entity, equals)
    if until:
        found.append(table.c[until[0]] <= until[1].isoformat())
    if since:
        found.append(table.c[since[0]] >= since[1].isoformat())
    if either:
        found.append(sa.or_(*(each for name in either[0] for each in where(entity, {name: either[1]}))))
    return found
