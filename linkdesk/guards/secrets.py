"""An officer's secret changes only by the acts that ask for one, and is never brought back by undo."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.store import Store


def refuse_changing_secrets(store: Store, change: Change) -> None:
    """Refuse a change of an officer's secret that is no act of signing in or of setting a secret."""
    before = {e.id: e.secret for e in change.before if isinstance(e, Officer)}
    after = {e.id: e.secret for e in change.after if isinstance(e, Officer)}
    touched = any(before.get(id_) != after.get(id_) for id_ in before.keys() | after.keys())
    if touched and change.kind is not ChangeKind.SIGN_IN:
        raise KnownError("口令只能由本人设置、修改，或由另一位经办人重设，没有改动。")
