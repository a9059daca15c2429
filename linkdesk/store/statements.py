"""Statements spelled once for the driver: a batch of plain tuples then goes past SQLAlchemy at the driver's own speed."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa

_KEPT = 256  # tables × operations, for the one engine in use


@lru_cache(_KEPT)
def inserting(table: sa.Table, dialect: sa.Dialect) -> str:
    """INSERT with a value for every column, in order of the table."""
    return str(sa.insert(table).compile(dialect=dialect))


@lru_cache(_KEPT)
def updating(table: sa.Table, dialect: sa.Dialect) -> str:
    """UPDATE of every column but `entered`, in order of the table, where id and digest are as given last."""
    values = {c.name: sa.bindparam(f"new_{c.name}") for c in table.columns if c.name != "entered"}
    return str(sa.update(table).values(values).where(*_as_known(table)).compile(dialect=dialect))


@lru_cache(_KEPT)
def deleting(table: sa.Table, dialect: sa.Dialect) -> str:
    """DELETE where id and digest are as given."""
    return str(sa.delete(table).where(*_as_known(table)).compile(dialect=dialect))


def _as_known(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.id == sa.bindparam("known_id"), table.c.digest == sa.bindparam("known_digest")
