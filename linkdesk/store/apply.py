"""The one write: inserts, updates and deletes follow from what a Change says was before and is after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.entities import APPEND_ONLY, ENTITIES, entity_name
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.words import ChangeKind
from linkdesk.store import journal, references, sqlite
from linkdesk.store.journal import DELETE, INSERT, UPDATE, Entry, Note, first_place
from linkdesk.store.names import called
from linkdesk.store.rows import Row, rows_of
from linkdesk.store.statements import deleting, inserting, updating
from linkdesk.store.tables import table_of

Report = Callable[[int, int], None]

BATCH = 2000
_HEAVY = {Sealed: 100}  # rows of tens of kilobytes: two thousand at once would fill the memory
_ORDER = {entity: place for place, entity in enumerate(ENTITIES.values())}


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one entity that take the same statement; `before` and `after` are parallel where both are given."""

    entity: type
    op: str
    before: tuple[Entity, ...] = ()
    after: tuple[Entity, ...] = ()

    def __len__(self) -> int:
        return max(len(self.before), len(self.after))


def apply(connection: sa.Connection, change: Change, note: Note, report: Report) -> int | None:
    """Write a change and its journal row in one transaction; returns the row's seq, None when there was nothing to write.

    Raises Stale when a row is no longer as `before` says or the change was overtaken, KnownError where a reference would break or the disk fails,
    and passes Cancelled on from `report`; in each case nothing is written.
    """
    batches = batches_of(change)
    if not batches and note.reverses is None and note.kind in (ChangeKind.EDIT, ChangeKind.IMPORT):
        return None
    with sqlite.writing(connection):
        _refuse_overtaken(connection, change)
        seq = journal.write(connection, note, _write_all(connection, batches, report))
    return seq


def _refuse_overtaken(connection: sa.Connection, change: Change) -> None:
    if change.as_of is not None and change.as_of != journal.last_seq(connection):
        raise Stale("在此期间另一个程序改动了工作区，本次操作没有保存，现有数据不受影响。请核对最新数据后再试。")


def batches_of(change: Change) -> list[Batch]:
    """What a change does, entity by entity in order of the register; raises KnownError for a forbidden `before`."""
    before, after = _by_class(change.before), _by_class(change.after)
    return [batch for entity in sorted(before.keys() | after.keys(), key=_ORDER.__getitem__)
            for batch in _batches(entity, before.get(entity, {}), after.get(entity, {}))]


def _by_class(entities: Sequence[Entity]) -> dict[type, dict[str, Entity]]:
    found: defaultdict[type, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        found[type(entity)][entity.id] = entity
    if sum(map(len, found.values())) != len(entities):
        raise ValueError("an entity stands twice in a change")
    return found


def _batches(entity: type, before: dict[str, Entity], after: dict[str, Entity]) -> Iterator[Batch]:
    gone = [e for id_, e in before.items() if id_ not in after]
    changed = [(e, after[id_]) for id_, e in before.items() if id_ in after and after[id_] != e]
    if entity in APPEND_ONLY and (gone or changed):
        raise KnownError(f"{called(entity)}一经保存就不能改动或删除，本次操作没有保存。如有变化，请另行登记。")
    yield from (Batch(entity, DELETE, before=some) for some in _cut(gone, entity))
    yield from (Batch(entity, UPDATE, *zip(*some, strict=True)) for some in _cut(changed, entity))
    yield from (Batch(entity, INSERT, after=some) for some in _cut([e for id_, e in after.items() if id_ not in before], entity))


def _cut(values: list[Any], entity: type) -> Iterator[tuple[Any, ...]]:
    size = _HEAVY.get(entity, BATCH)
    return (tuple(values[i:i + size]) for i in range(0, len(values), size))


def _write_all(connection: sa.Connection, batches: Sequence[Batch], report: Report) -> list[str]:
    """Write every batch with its journal entries, of which only the seals are kept in memory."""
    seals: list[str] = []
    total, place = sum(map(len, batches)), first_place(journal.last_seq(connection) + 1)
    for batch in batches:
        at = place + len(seals)
        seals += journal.put_entries(connection, at, _WRITERS[batch.op](connection, batch, at))
        report(len(seals), total)
    references.refuse_broken(connection, batches)
    return seals


def _insert(connection: sa.Connection, batch: Batch, place: int) -> list[Entry]:
    kept = rows_of(batch.entity)
    rows = kept.rows(batch.after)
    new = list(zip(rows, kept.digests(rows), _ids(batch.after), strict=True))
    if batch.entity in APPEND_ONLY:
        new = _unknown(connection, batch.entity, new)
    given = _passing if batch.entity in _HEAVY else tuple
    params = [(*given(row), digest, place + i) for i, (row, digest, _) in enumerate(new)]
    try:
        _execute(connection, inserting, batch.entity, params)
    except sa.exc.IntegrityError:
        raise Stale(f"{called(batch.entity)}里已经有同一条记录，本次操作没有保存。请刷新后再试。") from None
    name = entity_name(batch.entity)
    return [Entry(name, id_, INSERT, None, digest) for _, digest, id_ in new]


def _passing(row: Row) -> Row:
    """The row with copies of its texts: SQLite leaves its UTF-8 form with every text it is given, for as long as that lives."""
    return tuple(str(value.encode(), "utf-8") if isinstance(value, str) else value for value in row)


def _unknown(connection: sa.Connection, entity: type, new: list[tuple[Row, str, str]]) -> list[tuple[Row, str, str]]:
    """Entries named by their content may come again and then stand already; anything else must not bear a known id."""
    known = references.digests_of(connection, entity, [id_ for _, _, id_ in new])
    if any(known.get(id_, digest) != digest for _, digest, id_ in new):
        raise KnownError(f"{called(entity)}里已经有同一编号而内容不同的记录，本次操作没有保存。")
    return [n for n in new if n[2] not in known]


def _update(connection: sa.Connection, batch: Batch, place: int) -> list[Entry]:
    kept = rows_of(batch.entity)
    old, new = kept.rows(batch.before), kept.rows(batch.after)
    ids, was = _ids(batch.before), kept.digests(old)
    params = [(*row, digest, id_, known) for row, digest, id_, known
              in zip(new, kept.digests(new), ids, was, strict=True)]
    _execute(connection, updating, batch.entity, params)
    name = entity_name(batch.entity)
    return [Entry(name, id_, UPDATE, *_changed(kept.names, a, b)) for id_, a, b in zip(ids, old, new, strict=True)]


def _changed(names: Sequence[str], old: Row, new: Row) -> tuple[str, str]:
    both = [(name, a, b) for name, a, b in zip(names, old, new, strict=True) if a != b]
    return _json({name: a for name, a, _ in both}), _json({name: b for name, _, b in both})


def _delete(connection: sa.Connection, batch: Batch, place: int) -> list[Entry]:
    kept = rows_of(batch.entity)
    rows, ids = kept.rows(batch.before), _ids(batch.before)
    _execute(connection, deleting, batch.entity, list(zip(ids, kept.digests(rows), strict=True)))
    name, names = entity_name(batch.entity), kept.names
    return [Entry(name, id_, DELETE, _json(_filled(names, row)), None) for id_, row in zip(ids, rows, strict=True)]


_WRITERS = {INSERT: _insert, UPDATE: _update, DELETE: _delete}


def _execute(connection: sa.Connection, statement: Callable[[sa.Table, sa.Dialect], str], entity: type,
             params: list[Row]) -> None:
    if params and connection.exec_driver_sql(statement(table_of(entity), connection.dialect), params).rowcount != len(params):
        raise Stale(f"{called(entity)}在此期间已被改动，本次操作没有保存，现有数据不受影响。请刷新后再试。")


def _ids(entities: Sequence[Entity]) -> list[str]:
    return [e.id for e in entities]


def _filled(names: Sequence[str], row: Row) -> dict[str, object]:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
