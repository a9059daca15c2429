"""The journal: who did what and when, each row sealed and chained to the one before it.

A seal is the hash of an entry with its salt, and the chain runs over seals only: what an entry holds of a person can be
blanked later (before, after and salt set to NULL) and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from linkdesk.domain.words import ChangeKind
from linkdesk.store.sqlite import among
from linkdesk.store.statements import inserting
from linkdesk.store.tables import JOURNAL, JOURNAL_ENTRY, WORKSPACE

# Kinds of rows the store writes about itself; before either of them nothing can be taken back.
UPGRADE = "升级"
RESTORE = "恢复备份"
BARRIERS = frozenset({UPGRADE, RESTORE})
# What has left the house, was only noted, or is answered by a further entry, is never taken back by undo.
FACTS = frozenset({ChangeKind.PRINT, ChangeKind.EXPORT, ChangeKind.REVEAL, ChangeKind.SIGN_IN, ChangeKind.PROGRESS, ChangeKind.SCAN,
                   ChangeKind.PAY, ChangeKind.WORDING, *BARRIERS})


@dataclass(frozen=True, slots=True)
class Act:
    """A row of the journal; `reverses` is the seq of what it took back, `entries` how many rows it touched."""

    seq: int
    origin: str
    origin_seq: int
    at: datetime
    officer: str
    kind: str
    title: str
    reverses: int | None
    entries: int
    chain: str


class Entry(NamedTuple):
    """What a journal row did to one row of one entity."""

    entity: str
    entity_id: str
    op: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What the head of a new journal row says."""

    at: datetime
    officer: str
    kind: str
    title: str
    reverses: int | None = None


INSERT, UPDATE, DELETE = "insert", "update", "delete"
_PLACES = 1 << 32  # an entry's place is its row's seq above these bits and its position below


def first_place(seq: int) -> int:
    """The place of the first entry of a journal row; what an insert brings bears it as `entered`."""
    return seq * _PLACES


def within(seq: int, start: int = 0, limit: int | None = None) -> sa.ColumnElement[bool]:
    """Whether an entry is one of a journal row's; at most `limit` of them from the one at `start` on."""
    end = first_place(seq + 1) if limit is None else first_place(seq) + start + limit
    return JOURNAL_ENTRY.c.place.between(first_place(seq) + start, end - 1)


def origin_of(connection: sa.Connection) -> str:
    """The random id of this installation."""
    return connection.execute(sa.select(WORKSPACE.c.value).where(WORKSPACE.c.name == "origin")).scalar_one()


def renew_origin(connection: sa.Connection) -> None:
    """Give the installation a new random id; before the first change, and when a copy of it begins to live on its own."""
    connection.execute(sa.delete(WORKSPACE).where(WORKSPACE.c.name == "origin"))
    connection.execute(sa.insert(WORKSPACE).values(name="origin", value=os.urandom(16).hex()))


def last_seq(connection: sa.Connection) -> int:
    """The number of the last change, 0 before the first."""
    return connection.execute(sa.select(sa.func.max(JOURNAL.c.seq))).scalar_one() or 0


def put_entries(connection: sa.Connection, place: int, entries: Sequence[Entry]) -> list[str]:
    """Write entries of the row that is about to be written, from a place on, and return their seals for it."""
    salts = _salts(len(entries))
    seals = [seal(salt, entry) for salt, entry in zip(salts, entries, strict=True)]
    if entries:
        rows = [(at, *entry, salt, seal_) for at, (entry, salt, seal_) in enumerate(zip(entries, salts, seals, strict=True), place)]
        connection.exec_driver_sql(inserting(JOURNAL_ENTRY, connection.dialect), rows)
    return seals


def write(connection: sa.Connection, note: Note, seals: Sequence[str] = ()) -> int:
    """Add a row to the journal after its entries, inside the transaction of what it tells; returns its seq."""
    seq = last_seq(connection) + 1
    head = _head(connection, seq, note, len(seals))
    head["chain"] = link(_chain_before(connection, seq), head, seals)
    connection.execute(sa.insert(JOURNAL).values(head))
    return seq


def _head(connection: sa.Connection, seq: int, note: Note, entries: int) -> dict[str, Any]:
    origin = origin_of(connection)
    mine = sa.select(sa.func.max(JOURNAL.c.origin_seq)).where(JOURNAL.c.origin == origin)
    return {"seq": seq, "origin": origin, "origin_seq": (connection.execute(mine).scalar_one() or 0) + 1,
            "at": note.at.isoformat(timespec="seconds"), "officer": note.officer, "kind": str(note.kind),
            "title": note.title, "reverses": note.reverses, "entries": entries}


def _chain_before(connection: sa.Connection, seq: int) -> str:
    before = sa.select(JOURNAL.c.chain).where(JOURNAL.c.seq < seq).order_by(JOURNAL.c.seq.desc()).limit(1)
    return connection.execute(before).scalar() or ""


def _salts(count: int) -> list[str]:
    noise = os.urandom(16 * count).hex()
    return [noise[i:i + 32] for i in range(0, 32 * count, 32)]


def seal(salt: str, entry: Entry) -> str:
    """The salted hash of an entry."""
    parts = (salt, entry.entity, entry.entity_id, entry.op, entry.before or "", entry.after or "")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def link(before: str, head: dict[str, Any], seals: Iterable[str]) -> str:
    """The chain value of a row: over the one before it, its own head and the seals of its entries."""
    said = json.dumps([head[name] for name in _CHAINED], ensure_ascii=False)
    return hashlib.sha256("\0".join((before, said, *seals)).encode()).hexdigest()


_CHAINED = tuple(f.name for f in fields(Act) if f.name != "chain")


def act(connection: sa.Connection, seq: int) -> Act:
    """A row of the journal."""
    return _act(connection.execute(sa.select(JOURNAL).where(JOURNAL.c.seq == seq)).one())


def acts(connection: sa.Connection, limit: int, before: int | None = None, kind: str = "") -> list[Act]:
    """The last rows of the journal (of a kind), the newest first; with `before`, those below that seq."""
    query = sa.select(JOURNAL).order_by(JOURNAL.c.seq.desc()).limit(limit)
    query = query if before is None else query.where(JOURNAL.c.seq < before)
    return list(map(_act, connection.execute(query.where(JOURNAL.c.kind == kind) if kind else query)))


def last_upgrade(connection: sa.Connection) -> int:
    """The number of the last upgrade of the schema, 0 when there was none."""
    return connection.execute(sa.select(sa.func.max(JOURNAL.c.seq)).where(JOURNAL.c.kind == UPGRADE)).scalar_one() or 0


def _act(row: sa.Row[Any]) -> Act:
    return Act(**{**row._mapping, "at": datetime.fromisoformat(row.at)})


def entries_of(connection: sa.Connection, seq: int, start: int = 0, limit: int | None = None) -> list[Entry]:
    """What a journal row did, in order; at most `limit` entries from the one at `start` on."""
    found = sa.select(*_entry_columns()).where(within(seq, start, limit)).order_by(JOURNAL_ENTRY.c.place)
    return list(map(Entry._make, connection.execute(found)))


def last_deleted(connection: sa.Connection, seq: int, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """What rows held when they were last deleted after a journal row, as JSON by (entity, id); blanked ones are left out."""
    entry = JOURNAL_ENTRY.c
    found = sa.select(entry.entity, entry.entity_id, entry.before).where(
        entry.place >= first_place(seq + 1), entry.op == DELETE, entry.before.is_not(None), among(entry.entity_id, ids))
    return {(name, id_): before for name, id_, before in connection.execute(found.order_by(entry.place))}


def reversals(connection: sa.Connection) -> list[Act]:
    """Every journal row that took another back, in order."""
    return list(map(_act, connection.execute(sa.select(JOURNAL).where(JOURNAL.c.reverses.is_not(None)).order_by(JOURNAL.c.seq))))


def _entry_columns() -> list[sa.Column[Any]]:
    return [JOURNAL_ENTRY.c[name] for name in Entry._fields]


def broken(connection: sa.Connection) -> Iterator[Act]:
    """The rows of the journal whose chain, seals or entries are not as they were written."""
    before, entries = "", _sealed_entries(connection)
    heads = connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.seq)).all()
    for row in heads:
        mine = entries.get(row.seq, [])
        whole = len(mine) == row.entries and all(ok for ok, _ in mine)
        if not whole or row.chain != link(before, dict(row._mapping), (s for _, s in mine)):
            yield _act(row)
        before = row.chain


def _sealed_entries(connection: sa.Connection) -> dict[int, list[tuple[bool, str]]]:
    entry = JOURNAL_ENTRY.c
    ordered = connection.execute(sa.select(entry.place, entry.salt, entry.seal, *_entry_columns()).order_by(entry.place))
    return {seq: [(_holds(*row[1:]), row.seal) for row in rows]
            for seq, rows in groupby(ordered, key=lambda row: row.place // _PLACES)}


def _holds(salt: str | None, sealed: str, *entry: Any) -> bool:
    return salt is None or seal(salt, Entry(*entry)) == sealed  # without its salt an entry was blanked on request
