"""Sums over many rows, made by the database: exact, since numbers are stored as integers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from linkdesk.store.query import where
from linkdesk.store.rows import rows_of
from linkdesk.store.tables import table_of


def sums(connection: sa.Connection, entity: type, by: Sequence[str], of: Sequence[str], /, until: tuple[str, date] | None = None,
         since: tuple[str, date] | None = None, **equals: Any) -> list[tuple[Any, ...]]:
    """For each group of rows with the same values of `by`: those values, then the sum of each field of `of`; in no order.

    `until` and `since` are a date field and the last or first day that counts.
    """
    table = table_of(entity)
    grouped = [table.c[name] for name in by]
    query = sa.select(*grouped, *(sa.func.sum(table.c[name]) for name in of)).where(*where(entity, equals)).group_by(*grouped)
    if until:
        query = query.where(table.c[until[0]] <= until[1].isoformat())
    if since:
        query = query.where(table.c[since[0]] >= since[1].isoformat())
    return rows_of(entity).values((*by, *of), connection.execute(query).all())
