"""Which steps of a reversal references forbid: what is referred to stays, its parts stay with it, and so on until all holds.

The owner of a row is the last row it goes with ("with parent") that it names: a source row belongs to its household, and
only without one to its batch. What belongs to a row that stays, stays; a row that others refer to stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from linkdesk.domain.change import Entity
from linkdesk.domain.fields import OnRemoval
from linkdesk.store import journal
from linkdesk.store.journal import INSERT
from linkdesk.store.names import called
from linkdesk.store.outcomes import Key, Outcome, Stay, Stays, Step, Steps
from linkdesk.store.references import existing, references_of
from linkdesk.store.tables import JOURNAL_ENTRY, TABLES, referrers


class _Edge(NamedTuple):
    """One row refers to another in a field."""

    child: Key
    field: str
    target: Key


def settle(connection: sa.Connection, seq: int, steps: Steps, stays: Stays) -> tuple[Steps, Stays]:
    """The steps that can be taken together, and the rows that stay, each with its reason."""
    edges, there = _edges(connection, seq, steps), _there(connection, steps)
    while held := _held(steps, stays, edges, there):
        steps = {key: step for key, step in steps.items() if key not in held}
        stays = stays | held
    return steps, stays


def _edges(connection: sa.Connection, seq: int, steps: Steps) -> list[_Edge]:
    """Every reference there is to a row that is to be removed."""
    return [_Edge((child, id_), field.name, (name, target))
            for name in {name for (name, _), step in steps.items() if step.then is None}
            for child, field in referrers(name)
            for id_, target in connection.execute(_referring(seq, name, child, field.name))]


def _referring(seq: int, name: str, child: str, field: str) -> sa.Select[tuple[str, str]]:
    inserted = sa.select(JOURNAL_ENTRY.c.entity_id).where(
        journal.within(seq), JOURNAL_ENTRY.c.entity == name, JOURNAL_ENTRY.c.op == INSERT)
    table = TABLES[child]
    return sa.select(table.c.id, table.c[field]).where(table.c[field].in_(inserted))


def _there(connection: sa.Connection, steps: Steps) -> set[Key]:
    """Which of the rows there are that something is to refer to again."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps.values():
        for name, id_ in _anew(step):
            wanted[name].add(id_)
    return {(name, id_) for name, ids in wanted.items() for id_ in existing(connection, name, ids)}


def _anew(step: Step) -> list[Key]:
    """What a row would refer to again and does not refer to now."""
    return [] if step.then is None else [key for key in _targets(step.then) if step.now is None or key not in _targets(step.now)]


def _targets(entity: Entity) -> list[Key]:
    named = ((f.refers_to, getattr(entity, f.name)) for f in references_of(type(entity)))
    return [(name, id_) for name, id_ in named if id_]


def _held(steps: Steps, stays: Stays, edges: Sequence[_Edge], there: set[Key]) -> Stays:
    return _referred_to(steps, edges) | _parts(steps, stays) | _without_target(steps, there)


def _referred_to(steps: Steps, edges: Sequence[_Edge]) -> Stays:
    return {e.target: Stay(Outcome.NOT_REVERSIBLE, f"仍被{called(e.child[0])}引用")
            for e in edges if e.target in steps and _still_refers(steps.get(e.child), e)}


def _still_refers(step: Step | None, edge: _Edge) -> bool:
    return step is None or (step.then is not None and getattr(step.then, edge.field) == edge.target[1])


def _parts(steps: Steps, stays: Stays) -> Stays:
    owned = ((key, _owner(step.now)) for key, step in steps.items() if step.then is None)
    return {key: Stay(Outcome.KEPT, f"随所属的{called(owner[0])}保留") for key, owner in owned if owner in stays}


def _owner(entity: Entity) -> Key | None:
    with_parent = [f for f in references_of(type(entity)) if f.on_removal is OnRemoval.WITH_PARENT]
    owners = [(f.refers_to, getattr(entity, f.name)) for f in with_parent]
    return next((owner for owner in reversed(owners) if owner[1]), None)


def _without_target(steps: Steps, there: set[Key]) -> Stays:
    lost = ((key, name) for key, step in steps.items() for name, id_ in _anew(step) if not _will_be(steps, there, (name, id_)))
    return {key: Stay(Outcome.NOT_REVERSIBLE, f"原来引用的{called(name)}已不存在") for key, name in lost}


def _will_be(steps: Steps, there: set[Key], key: Key) -> bool:
    return steps[key].then is not None if key in steps else key in there
