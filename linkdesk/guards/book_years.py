"""Closing and opening a year of the quota book: each once, in order, and only a year that is over."""

from __future__ import annotations

from linkdesk.domain.book_years import why_not_decided
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import BookClosing
from linkdesk.store import Store


def refuse_wrong_closings(store: Store, change: Change) -> None:
    """Refuse to close what is closed or not over, and to open what is not closed; whatever still waits is the action's to tell."""
    for made in (e for e in change.after if isinstance(e, BookClosing)):
        known = store.load(BookClosing, authority_id=made.authority_id)
        if why := why_not_decided(made, known, store.clock().date()):
            raise KnownError(why)
