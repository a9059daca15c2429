"""To which project an act belongs: told by its first and its last row, be they gone since, and by what it takes back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.fields import OnRemoval
from linkdesk.store.journal import Act, first_place
from linkdesk.store.outcomes import Key
from linkdesk.store.references import references_of
from linkdesk.store.sqlite import among
from linkdesk.store.tables import JOURNAL_ENTRY, TABLES

_PROJECT = "project"
_Up = dict[Key, Key]  # a row → the row it belongs to


def projects_of(connection: sa.Connection, acts: Sequence[Act]) -> dict[int, str]:
    """The project of each act as far as known, by seq."""
    ends = _ends(connection, acts)
    tops = _climbed(connection, {key for _, key in ends})
    found = {seq: tops[key] for seq, key in ends if key in tops}
    for act in acts:  # the newest first: a reversal still holds what it deleted
        if act.reverses is not None and act.seq in found:
            found.setdefault(act.reverses, found[act.seq])
    return found


def _ends(connection: sa.Connection, acts: Sequence[Act]) -> list[tuple[int, Key]]:
    """The first and the last row of each act, or what a deleted row belonged to."""
    at = {place: act.seq for act in acts if act.entries for place in (first_place(act.seq), first_place(act.seq) + act.entries - 1)}
    entry = JOURNAL_ENTRY.c
    rows = connection.execute(sa.select(entry.place, entry.entity, entry.entity_id, entry.before).where(among(entry.place, at)))
    return [(at[place], _parent(name, json.loads(before or "{}")) or (name, id_)) for place, name, id_, before in rows]


def _parent(name: str, stored: dict[str, Any]) -> Key | None:
    field = _upward(name)
    return (field[1], stored[field[0]]) if field and stored.get(field[0]) else None


@cache
def _upward(name: str) -> tuple[str, str] | None:
    """The field of an entity that leads to its project, directly or through what it is a part of: (field, entity it names)."""
    fields = references_of(ENTITIES[name])
    direct = [f for f in fields if f.refers_to == _PROJECT]
    parts = [f for f in reversed(fields) if f.on_removal is OnRemoval.WITH_PARENT]
    return next(((f.name, f.refers_to) for f in (*direct, *parts)), None)


def _climbed(connection: sa.Connection, keys: Iterable[Key]) -> dict[Key, str]:
    """The project id of each row that stands and leads to one."""
    found = {key: key for key in keys}
    while open_ := {top for top in found.values() if top[0] != _PROJECT}:
        up = _up(connection, open_)
        found = {key: up.get(top, top) for key, top in found.items() if top[0] == _PROJECT or top in up}
    return {key: id_ for key, (_, id_) in found.items()}


def _up(connection: sa.Connection, keys: Iterable[Key]) -> _Up:
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for name, id_ in keys:
        ids[name].add(id_)
    return {(name, id_): (_upward(name)[1], parent) for name in ids if _upward(name)
            for id_, parent in connection.execute(_parents(name, ids[name])) if parent}


def _parents(name: str, ids: Iterable[str]) -> sa.Select[tuple[str, str]]:
    table = TABLES[name]
    return sa.select(table.c.id, table.c[_upward(name)[0]]).where(among(table.c.id, ids))
