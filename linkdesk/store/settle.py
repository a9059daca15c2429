"""Which steps of a reversal can be taken together: what is referred to stays, and a row and its parts stay or go as one.

The owner of a row is the last row it goes with ("with parent") that it names: a source row belongs to its household, and
only without one to its batch. A household of which anything stays, be it one member edited since, stays with all its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa

from linkdesk.domain.change import Entity
from linkdesk.domain.fields import Field, OnRemoval
from linkdesk.store import journal
from linkdesk.store.journal import INSERT
from linkdesk.store.names import called
from linkdesk.store.outcomes import EDITED, GONE, Key, Looked, Outcome, Stay, Stays, Step, Steps
from linkdesk.store.references import existing, references_of
from linkdesk.store.tables import JOURNAL_ENTRY, TABLES, referrers

_OF_A_PART = {EDITED: "之后已修改", GONE: "之后已删除"}


def settle(connection: sa.Connection, seq: int, looked: Looked, rows: dict[Key, Entity]) -> tuple[Steps, Stays]:
    """The steps that can be taken together, and what stays with its reason; `rows` gets the rows that stay, as far as known."""
    settling = _Settling(looked, rows)
    settling.hold(_referred_to_since(connection, seq, settling.steps), over_edits=True)
    settling.hold(_turned_to(settling.steps))
    settling.hold(_without_target(settling, _there(connection, settling.steps)))
    settling.spread()
    return settling.steps, settling.stays


def owner_of(entity: Entity) -> Key | None:
    """The row that a row is a part of, as entity name and id."""
    named = ((f.refers_to, getattr(entity, f.name)) for f in _ownerships(type(entity)))
    return next((owner for owner in named if owner[1]), None)


@cache
def _ownerships(entity: type) -> tuple[Field, ...]:
    return tuple(f for f in reversed(references_of(entity)) if f.on_removal is OnRemoval.WITH_PARENT)


class _Settling:
    """Steps that turn into stays one after the other, until nothing more has to."""

    def __init__(self, looked: Looked, rows: dict[Key, Entity]) -> None:
        self.steps: Steps = {key: found for key, found in looked.items() if isinstance(found, Step)}
        self.stays: Stays = {key: found for key, found in looked.items() if isinstance(found, Stay)}
        self.rows = rows
        self.absent = {key for key, stay in self.stays.items() if stay is GONE or key not in rows}
        self.open = list(self.stays)
        self.parts: defaultdict[Key, list[Key]] = defaultdict(list)
        self.wanting: defaultdict[Key, list[Key]] = defaultdict(list)

    def hold(self, held: Stays, over_edits: bool = False) -> None:
        """Let rows stay; `over_edits` gives the reason also to rows that stay for an edit, as an agreement is the stronger one."""
        for key, stay in held.items():
            if key in self.steps:
                self._stop(key)
                self.stays[key] = stay
            elif over_edits and self.stays.get(key) is EDITED and stay.outcome is Outcome.NOT_REVERSIBLE:
                self.stays[key] = stay

    def _stop(self, key: Key) -> None:
        step = self.steps.pop(key)
        self.rows[key] = step.row
        self.open.append(key)
        if step.now is None:
            self.absent.add(key)

    def spread(self) -> None:
        """Hold all that has to stay because of what stays."""
        if self.open:
            self._index()
        while self.open:
            for other, stay in self._because_of(self.open.pop()):
                self.hold({other: stay})

    def _index(self) -> None:
        """Who is a part of whom, and who would refer to whom again."""
        for key, step in self.steps.items():
            if owner := owner_of(step.row):
                self.parts[owner].append(key)
            for target in _anew(step):
                self.wanting[target].append(key)

    def _because_of(self, key: Key) -> Iterator[tuple[Key, Stay]]:
        row, stands = self.rows.get(key), key not in self.absent
        yield from self._with_its_owner(key) if stands else ((other, _lost(key)) for other in self.wanting[key])
        if row is not None and (owner := owner_of(row)):
            yield owner, _for_its_part(key, self.stays[key])
        if row is not None and stands:
            yield from ((target, _referred(field, key)) for field, target in _targets(row) if self.is_removed(target))

    def _with_its_owner(self, key: Key) -> Iterator[tuple[Key, Stay]]:
        for part in self.parts[key]:
            comes = part in self.steps and self.steps[part].now is None
            yield part, Stay(Outcome.KEPT, f"随所属的{called(key[0])}{'不恢复' if comes else '保留'}", (key,))

    def is_removed(self, key: Key) -> bool:
        """Whether a row is to go."""
        return key in self.steps and self.steps[key].then is None

    def will_be(self, key: Key, there: set[Key]) -> bool:
        """Whether a row stands afterwards, as far as is known now."""
        if key in self.steps:
            return self.steps[key].then is not None
        return key in there if key not in self.stays else key not in self.absent


def _for_its_part(part: Key, stay: Stay) -> Stay:
    """Why a row stays for a part of it that does."""
    reason = next((said for known, said in _OF_A_PART.items() if stay is known), stay.reason)
    return Stay(stay.outcome, f"其{called(part[0])}{reason}", (part,))


def _referred(field: Field, *children: Key) -> Stay:
    """Why a row stays for rows that stay and refer to it in a field."""
    if field.on_removal is OnRemoval.WITH_PARENT:
        return Stay(Outcome.KEPT, f"还有保留的{called(children[0][0])}")
    return Stay(Outcome.NOT_REVERSIBLE, f"仍被{called(children[0][0])}引用", children)


def _lost(target: Key) -> Stay:
    return Stay(Outcome.NOT_REVERSIBLE, f"原来引用的{called(target[0])}已不存在")


def _referred_to_since(connection: sa.Connection, seq: int, steps: Steps) -> Stays:
    """The rows to be removed that other rows refer to: what was added to them since, and the papers made of them."""
    held: Stays = {}
    for name in {name for (name, _), step in steps.items() if step.then is None}:
        for child, field in sorted(referrers(name), key=lambda found: found[1].on_removal is not OnRemoval.WITH_PARENT):
            for target, children in _referring(connection, seq, name, child, field).items():
                held[name, target] = _added(child, children) if field.on_removal is OnRemoval.WITH_PARENT else _referred(field, *children)
    return held


def _added(child: str, children: tuple[Key, ...]) -> Stay:
    return Stay(Outcome.KEPT, f"之后新增了{called(child)}", children)


def _referring(connection: sa.Connection, seq: int, name: str, child: str, field: Field) -> dict[str, tuple[Key, ...]]:
    """The rows that a change did not touch and that refer in a field to rows it inserted, by the id of what they refer to."""
    table, found = TABLES[child], defaultdict(list)
    query = sa.select(table.c.id, table.c[field.name]).where(
        table.c[field.name].in_(_touched(seq, name).where(JOURNAL_ENTRY.c.op == INSERT)), table.c.id.not_in(_touched(seq, child)))
    for id_, target in connection.execute(query.order_by(table.c.entered)):
        found[target].append((child, id_))
    return {target: tuple(children) for target, children in found.items()}


def _touched(seq: int, name: str) -> sa.Select[tuple[str]]:
    return sa.select(JOURNAL_ENTRY.c.entity_id).where(journal.within(seq), JOURNAL_ENTRY.c.entity == name)


def _turned_to(steps: Steps) -> Stays:
    """The rows to be removed that a row, turned back, would refer to."""
    turned = [(key, step) for key, step in steps.items() if step.then is not None]
    return {target: _referred(field, key) for key, step in turned for field, target in _targets(step.then)
            if target in steps and steps[target].then is None}


def _without_target(settling: _Settling, there: set[Key]) -> Stays:
    lost = ((key, target) for key, step in settling.steps.items() for target in _anew(step) if not settling.will_be(target, there))
    return {key: _lost(target) for key, target in lost}


def _there(connection: sa.Connection, steps: Steps) -> set[Key]:
    """Which of the rows there are that something is to refer to again."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps.values():
        for name, id_ in _anew(step):
            wanted[name].add(id_)
    return {(name, id_) for name, ids in wanted.items() for id_ in existing(connection, name, ids)}


def _anew(step: Step) -> list[Key]:
    """What a row would refer to again and does not refer to now."""
    if step.then is None:
        return []
    now = () if step.now is None else [target for _, target in _targets(step.now)]
    return [target for _, target in _targets(step.then) if target not in now]


def _targets(entity: Entity) -> list[tuple[Field, Key]]:
    """What a row refers to, and in which field."""
    named = ((f, (f.refers_to, getattr(entity, f.name))) for f in references_of(type(entity)))
    return [(field, target) for field, target in named if target[1]]
