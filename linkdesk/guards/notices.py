"""What was put up for everybody to see stays as it was put up, and what was certified about it stays certified."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.domain.change import Change, key
from linkdesk.domain.errors import KnownError
from linkdesk.domain.notice import Notice, Objection
from linkdesk.domain.words import ChangeKind
from linkdesk.store import Store

_AFTER_ISSUE = "photo", "result", "closed_on", "withdrawn_on", "withdrawn_because"
_AFTER_RESULT = "photo", "withdrawn_on", "withdrawn_because"


def refuse_changing_notices(store: Store, change: Change) -> None:
    """Refuse a change of a notice that was put up, other than photo, result and taking down, and of objections once certified."""
    after = {key(e): e for e in change.after}
    wrong = any(isinstance(e, Notice) and not _may(e, after.get(key(e))) for e in change.before)
    if wrong or _of_certified(store, change):
        therefore = "这一步不能撤销" if change.kind is ChangeKind.UNDO else "没有改动"
        raise KnownError(f"“{change.title}”涉及已张贴或已出具结果的公示，{therefore}。名单有误的，请撤下并写明原因，再另行公示。")


def _may(standing: Notice, after: Notice | None) -> bool:
    if not standing.number:
        return True
    free = _AFTER_RESULT if standing.closed_on else _AFTER_ISSUE
    return after is not None and after == replace(standing, **{name: getattr(after, name) for name in free})


def _of_certified(store: Store, change: Change) -> bool:
    touched = {e.notice_id for e in (*change.before, *change.after) if isinstance(e, Objection)}
    return any(n.closed_on for n in store.load(Notice, id=list(touched))) if touched else False
