"""The change that takes a journal row back, today or days later, and what becomes of each row it touched.

A row is taken back when it still stands as that change left it; settle.py then holds back what references forbid.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from linkdesk.domain.change import Change, Entity
from linkdesk.domain.entities import APPEND_ONLY, ENTITIES
from linkdesk.domain.words import ChangeKind
from linkdesk.store import journal
from linkdesk.store.journal import FACTS, INSERT, UPDATE, UPGRADE, Act, Entry
from linkdesk.store.names import called
from linkdesk.store.outcomes import EDITED, GONE, Key, Outcome, RowOutcome, Stay, Stays, Step, Steps
from linkdesk.store.rows import Rows, rows_of
from linkdesk.store.settle import settle
from linkdesk.store.tables import JOURNAL, JOURNAL_ENTRY, TABLES
from linkdesk.store.undo import first


class Reversal(NamedTuple):
    """The reverse change and, row by row in the order of the journal, what it does."""

    change: Change
    outcomes: list[RowOutcome]


class _Stood(NamedTuple):
    """A row as it stands now: the entity, its stored values by name, its digest."""

    entity: Entity
    stored: dict[str, Any]
    digest: str


def reverse(connection: sa.Connection, seq: int) -> Reversal:
    """What would take a journal row back; writes nothing."""
    act, entries = journal.act(connection, seq), journal.entries_of(connection, seq)
    closed = _closed(connection, act)
    steps, stays = ({}, {_key(e): closed for e in entries}) if closed else _looked_at(connection, seq, entries)
    steps, stays = settle(connection, seq, steps, stays)
    return Reversal(_change(connection, act, steps), [_outcome(_key(e), stays) for e in entries])


def _key(entry: Entry) -> Key:
    return entry.entity, entry.entity_id


def _closed(connection: sa.Connection, act: Act) -> Stay | None:
    """Why nothing at all of a journal row can be taken back, if so."""
    upgraded = sa.select(JOURNAL.c.seq).where(JOURNAL.c.seq > act.seq, JOURNAL.c.kind == UPGRADE).limit(1)
    if connection.execute(upgraded).first():
        return Stay(Outcome.NOT_REVERSIBLE, "数据库升级之前的操作不能撤销")
    if act.kind in FACTS:
        return Stay(Outcome.NOT_REVERSIBLE, f"“{act.kind}”已经发生，不能撤销")
    return None


def _looked_at(connection: sa.Connection, seq: int, entries: Sequence[Entry]) -> tuple[Steps, Stays]:
    steps: Steps = {}
    stays: Stays = {}
    for name, mine in groupby(entries, key=lambda e: e.entity):
        standing = _standing(connection, seq, name)
        for entry in mine:
            found = _looked_at_one(rows_of(ENTITIES[name]), entry, standing.get(entry.entity_id))
            (steps if isinstance(found, Step) else stays)[_key(entry)] = found
    return steps, stays


def _standing(connection: sa.Connection, seq: int, name: str) -> dict[str, _Stood]:
    table, kept = TABLES[name], rows_of(ENTITIES[name])
    touched = sa.select(JOURNAL_ENTRY.c.entity_id).where(journal.within(seq), JOURNAL_ENTRY.c.entity == name)
    columns = [table.c[n] for n in (*kept.names, "digest")]
    rows = connection.execute(sa.select(*columns).where(table.c.id.in_(touched))).all()
    entities = kept.entities([row[:-1] for row in rows])
    return {e.id: _Stood(e, dict(zip(kept.names, row, strict=False)), row.digest) for e, row in zip(entities, rows, strict=True)}


def _looked_at_one(kept: Rows, entry: Entry, stood: _Stood | None) -> Step | Stay:
    if kept.entity in APPEND_ONLY:
        return Stay(Outcome.NOT_REVERSIBLE, f"{called(kept.entity)}只增不改，按规定留存")
    if (entry.before, entry.after) == (None, None):
        return Stay(Outcome.NOT_REVERSIBLE, "原值已按要求清除")
    if entry.op == INSERT:
        return _uninsert(entry, stood)
    return _unupdate(kept, entry, stood) if entry.op == UPDATE else _undelete(kept, entry, stood)


def _uninsert(entry: Entry, stood: _Stood | None) -> Step | Stay:
    if stood is None:
        return GONE
    return Step(stood.entity, None) if stood.digest == entry.after else EDITED


def _unupdate(kept: Rows, entry: Entry, stood: _Stood | None) -> Step | Stay:
    if stood is None:
        return GONE
    if any(stood.stored[name] != value for name, value in json.loads(entry.after or "{}").items()):
        return EDITED
    return Step(stood.entity, _entity(kept, stood.stored | json.loads(entry.before or "{}")))


def _undelete(kept: Rows, entry: Entry, stood: _Stood | None) -> Step | Stay:
    if stood is not None:
        return Stay(Outcome.KEPT, "之后已重新登记")
    return Step(None, _entity(kept, json.loads(entry.before or "{}")))


def _entity(kept: Rows, stored: dict[str, Any]) -> Entity:
    return kept.entities([tuple(stored.get(name) for name in kept.names)])[0]


def _change(connection: sa.Connection, act: Act, steps: Steps) -> Change:
    begun, reversals = first(connection, act)
    title = f"{'重做' if reversals % 2 else '撤销'}：{begun.title}"
    return Change(title, tuple(_given(s.now for s in steps.values())), tuple(_given(s.then for s in steps.values())),
                  ChangeKind.UNDO)


def _given(entities: Iterator[Entity | None]) -> Iterator[Entity]:
    return (e for e in entities if e is not None)


def _outcome(key: Key, stays: Stays) -> RowOutcome:
    stay = stays.get(key, Stay(Outcome.REVERSED, ""))
    return RowOutcome(*key, stay.outcome, stay.reason)
