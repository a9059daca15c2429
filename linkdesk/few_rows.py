"""What a change did to a few rows of a class: those alone are read again, instead of all that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.grouping import grouped

MOST = 200  # as many rows that came or were edited are read again one by one


@dataclass(frozen=True, slots=True)
class Few:
    """What a change did to rows of one class, by id: each edited row as it was and as it became, which came, which went."""

    edited: dict[str, tuple[Any, Any]]
    came: tuple[str, ...]
    gone: frozenset[str]
    touched: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.edited) + len(self.came)


def few_of(change: Change) -> dict[type, Few]:
    """What a change did, class by class, where that is little."""
    before, after = (grouped(side, type) for side in (change.before, change.after))
    found = {class_: _moved(before.get(class_, ()), after.get(class_, ())) for class_ in (*before, *after)}
    return {class_: few for class_, few in found.items() if len(few) <= MOST}


def _moved(before: Iterable[Any], after: Iterable[Any]) -> Few:
    was, became = ({e.id: e for e in side} for side in (before, after))
    return Few({id_: (e, became[id_]) for id_, e in was.items() if id_ in became},
                tuple(id_ for id_ in became if id_ not in was), frozenset(id_ for id_ in was if id_ not in became),
                (*was.values(), *became.values()))


def answers(entity: Any, equals: dict[str, Any]) -> bool:
    """Whether an entity may be one of those with these values; ids of others are not looked up."""
    return all(isinstance(value, store.Ids | tuple) or getattr(entity, name) == value for name, value in equals.items())
