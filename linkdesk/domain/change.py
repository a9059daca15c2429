"""The one kind of event between a person and the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.words import AgreementState, ChangeKind

Entity = Any  # a frozen dataclass registered in entities.ENTITIES, with `id`


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did: entities as they were and as they become; `title` is the Chinese menu text without personal data.

    An entity only in `after` is inserted, only in `before` deleted, in both updated (matched by class and id).
    `as_of` is the number of the last change that was seen when this one was thought out: given where new rows depend on
    rows that were *not* there (nothing imported yet, no agreement yet), and then any later change refuses this one.
    `reverses` is the number of the change that this one takes back.
    """

    title: str
    before: tuple[Entity, ...] = ()
    after: tuple[Entity, ...] = ()
    kind: ChangeKind = ChangeKind.EDIT
    as_of: int | None = None
    reverses: int | None = None

    def __len__(self) -> int:
        return len({key(e) for e in (*self.before, *self.after)})


def key(entity: Entity) -> tuple[type, str]:
    """What identifies an entity: its class and its id."""
    return type(entity), entity.id


def of_sealed_paper(change: Change) -> bool:
    """Whether a change would alter an agreement that was signed or printed for signature; such a paper can only be made void.

    Papers signed before this desk began, once taken over, are as fixed; only the taking over itself can be undone. The
    lines of an agreement are part of it: they are written while it is a draft, and stay when it is printed.
    """
    after = {key(e): e for e in change.after}
    drafts = {e.id for e in change.before if isinstance(e, Agreement) and e.state is AgreementState.DRAFT}
    return any(isinstance(e, Agreement) and _is_fixed(e, after.get(key(e)), change.kind) for e in change.before) or any(
        isinstance(e, AgreementLine) and e.agreement_id not in drafts for e in change.before)


def _is_fixed(standing: Agreement, after: Agreement | None, kind: ChangeKind) -> bool:
    if standing.state is AgreementState.TAKEN_OVER and after is None:
        return kind is not ChangeKind.UNDO
    return standing.state in _ON_PAPER and not _voided(standing, after)


def _voided(standing: Agreement, after: Agreement | None) -> bool:
    return after is not None and after == replace(standing, state=AgreementState.VOID, void_reason=after.void_reason,
                                                  voided_on=after.voided_on)


_ON_PAPER = AgreementState.PRINTED, AgreementState.TAKEN_OVER
