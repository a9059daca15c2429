"""Who refers to whom: a change that would leave a reference without its target is refused, naming what still refers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

import sqlalchemy as sa

from linkdesk.domain.entities import entity_name
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of
from linkdesk.store.journal import DELETE, INSERT
from linkdesk.store.names import called
from linkdesk.store.sqlite import among
from linkdesk.store.tables import TABLES, referrers, table_of

if TYPE_CHECKING:
    from linkdesk.store.apply import Batch


@cache
def references_of(entity: type) -> tuple[Field, ...]:
    """The fields of an entity that refer to another."""
    return tuple(f for f in fields_of(entity).values() if f.refers_to)


def refuse_broken(connection: sa.Connection, batches: Sequence[Batch]) -> None:
    """Raise KnownError when, with the batches written, a row refers to one that is gone; foreign keys are the net below."""
    gone, come = _ids(b for b in batches if b.op == DELETE), _ids(b for b in batches if b.op == INSERT)
    for name, ids in gone.items():
        _refuse_referred(connection, name, ids)
    for name, ids in _wanted(batches).items():
        if existing(connection, name, ids - come[name]) != ids - come[name]:
            raise KnownError(f"所引用的{called(name)}已不存在，本次操作没有保存，现有数据不受影响。请刷新后重新选择。")


def _ids(batches: Iterable[Batch]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for batch in batches:
        found[entity_name(batch.entity)].update(e.id for e in batch.after or batch.before)
    return found


def _wanted(batches: Sequence[Batch]) -> dict[str, set[str]]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for batch in batches:
        for field in references_of(batch.entity):
            wanted[field.refers_to].update(map(attrgetter(field.name), batch.after))
    return {name: ids - {None} for name, ids in wanted.items()}


def _refuse_referred(connection: sa.Connection, name: str, ids: Collection[str]) -> None:
    for child, field in referrers(name):
        column = TABLES[child].c[field.name]
        if connection.execute(sa.select(column).where(among(column, ids)).limit(1)).first():
            raise KnownError(f"{called(name)}仍被{called(child)}引用，没有删除，现有数据不受影响。"
                             f"请先处理引用它的{called(child)}。")


def existing(connection: sa.Connection, name: str, ids: Collection[str]) -> set[str]:
    """Which of the ids there are in a table."""
    column = TABLES[name].c.id
    return set(connection.execute(sa.select(column).where(among(column, ids))).scalars())


def digests_of(connection: sa.Connection, entity: type, ids: Collection[str]) -> dict[str, str]:
    """The stored digests by id of those rows that there are."""
    table = table_of(entity)
    return dict(connection.execute(sa.select(table.c.id, table.c.digest).where(among(table.c.id, ids))).all())
