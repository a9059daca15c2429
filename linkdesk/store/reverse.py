"""The change that takes a journal row back, today or days later, and what becomes of each row it touched.

A row is taken back when it still stands as that change left it; settle.py then holds back what references forbid.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from linkdesk.domain.change import Change, Entity
from linkdesk.domain.entities import APPEND_ONLY, ENTITIES
from linkdesk.domain.words import ChangeKind
from linkdesk.store import journal
from linkdesk.store.journal import INSERT, UPDATE, Act, Entry
from linkdesk.store.names import called
from linkdesk.store.outcomes import EDITED, GONE, Key, Looked, Outcome, RowOutcome, Stay, Stays, Step, Steps
from linkdesk.store.past import closed
from linkdesk.store.rows import Row, Rows, rows_of
from linkdesk.store.settle import owner_of, settle
from linkdesk.store.sqlite import among
from linkdesk.store.tables import TABLES
from linkdesk.store.undo import first

Report = Callable[[int, int], None]


AT_ONCE = 2000  # rows looked at between two reports


class Reversal(NamedTuple):
    """The reverse change and, row by row in the order of the journal, what it does."""

    change: Change
    outcomes: list[RowOutcome]


class _Stood(NamedTuple):
    """A row as it stands now: the entity, its stored values, its digest."""

    entity: Entity
    stored: Row
    digest: str


def reverse(connection: sa.Connection, seq: int, report: Report) -> Reversal:
    """What would take a journal row back; writes nothing. `report(rows looked at, rows in all)` may raise Cancelled."""
    act = journal.act(connection, seq)
    if why := closed(act, journal.last_upgrade(connection)):
        outcomes = [RowOutcome(e.entity, e.entity_id, Outcome.NOT_REVERSIBLE, why) for e in journal.entries_of(connection, seq)]
        return Reversal(_change(connection, act, {}), outcomes)
    looked, rows = _looked_at(connection, act, report)
    rows |= _as_deleted(connection, seq, [key for key, found in looked.items() if found is GONE])
    steps, stays = settle(connection, seq, looked, rows)
    return Reversal(_change(connection, act, steps), [_outcome(key, steps, stays, rows) for key in looked])


def _looked_at(connection: sa.Connection, act: Act, report: Report) -> tuple[Looked, dict[Key, Entity]]:
    """The step or the stay of every row as it stands by itself, and those rows that stay."""
    looked: Looked = {}
    rows: dict[Key, Entity] = {}
    for start in range(0, act.entries, AT_ONCE):
        for key, entry, stood in _standing(connection, act.seq, start):
            looked[key] = found = _looked_at_one(rows_of(ENTITIES[entry.entity]), entry, stood)
            if stood and isinstance(found, Stay):
                rows[key] = stood.entity
        report(min(start + AT_ONCE, act.entries), act.entries)
    return looked, rows


def _standing(connection: sa.Connection, seq: int, start: int) -> Iterator[tuple[Key, Entry, _Stood | None]]:
    """Some entries of a journal row, each with its row as it stands."""
    for name, mine in groupby(journal.entries_of(connection, seq, start, AT_ONCE), key=lambda e: e.entity):
        entries = list(mine)
        standing = _stood(connection, name, [e.entity_id for e in entries])
        for entry in entries:
            stood = standing.get(entry.entity_id)
            yield (name, stood.entity.id if stood else entry.entity_id), entry, stood


def _stood(connection: sa.Connection, name: str, ids: Sequence[str]) -> dict[str, _Stood]:
    table, kept = TABLES[name], rows_of(ENTITIES[name])
    columns = [table.c[n] for n in (*kept.names, "digest")]
    found = connection.execute(sa.select(*columns).where(among(table.c.id, ids))).all()
    rows = [tuple(row[:-1]) for row in found]
    entities = zip(kept.entities(rows), rows, found, strict=True)
    return {entity.id: _Stood(entity, row, all_.digest) for entity, row, all_ in entities}


def _as_deleted(connection: sa.Connection, seq: int, gone: Sequence[Key]) -> dict[Key, Entity]:
    """Rows that are gone as they stood last, told by the journal row that deleted them."""
    found = journal.last_deleted(connection, seq, {id_ for _, id_ in gone}) if gone else {}
    return {key: _entity(rows_of(ENTITIES[key[0]]), json.loads(found[key])) for key in gone if key in found}


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
    stored = dict(zip(kept.names, stood.stored, strict=True))
    if any(stored[name] != value for name, value in json.loads(entry.after or "{}").items()):
        return EDITED
    return Step(stood.entity, _entity(kept, stored | json.loads(entry.before or "{}")))


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
                  ChangeKind.UNDO, reverses=act.seq)


def _given(entities: Iterator[Entity | None]) -> Iterator[Entity]:
    return (e for e in entities if e is not None)


def _outcome(key: Key, steps: Steps, stays: Stays, rows: dict[Key, Entity]) -> RowOutcome:
    if key in steps:
        row = steps[key].row
        return RowOutcome(*key, Outcome.REVERSED, "", row, owner_of(row))
    stay, row = stays[key], rows.get(key)
    return RowOutcome(*key, stay.outcome, stay.reason, row, row and owner_of(row), stay.because)
