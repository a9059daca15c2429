"""Sanctions and rewards: each with its document and day, lifted and corrected once at most, and only what stands."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.sanction_rules import why_not_entered
from linkdesk.store import Store


def refuse_wrong_sanctions(store: Store, change: Change) -> None:
    """Refuse entries of the register without document or day, entered twice, and false liftings and corrections."""
    entered = [e for e in change.after if isinstance(e, Sanction)]
    known = list(store.load(Sanction)) if entered else []
    for made in entered:
        if why := why_not_entered(made, known, store.clock().date()):
            raise KnownError(why)
        known.append(made)
