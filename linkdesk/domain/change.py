"""The one kind of event between a person and the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linkdesk.domain.words import ChangeKind

Entity = Any  # a frozen dataclass registered in entities.ENTITIES, with `id`


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did: entities as they were and as they become; `title` is the Chinese menu text without personal data.

    An entity only in `after` is inserted, only in `before` deleted, in both updated (matched by class and id).
    """

    title: str
    before: tuple[Entity, ...] = ()
    after: tuple[Entity, ...] = ()
    kind: ChangeKind = ChangeKind.EDIT

    def __len__(self) -> int:
        return len({key(e) for e in (*self.before, *self.after)})

    def reversed(self, title: str) -> Change:
        """The change that takes this one back."""
        return Change(title, self.after, self.before, ChangeKind.UNDO)


def key(entity: Entity) -> tuple[type, str]:
    """What identifies an entity: its class and its id."""
    return type(entity), entity.id
