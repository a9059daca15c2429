"""What was printed for signature stays as it is."""

from __future__ import annotations

from linkdesk.domain.change import Change, of_sealed_paper
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.store import Store


def refuse_changing_sealed(store: Store, change: Change) -> None:
    """Refuse a change of an agreement that was printed or taken over, other than making it void."""
    if of_sealed_paper(change):
        therefore = "这一步不能撤销" if change.kind is ChangeKind.UNDO else "没有改动。如需变更，请签补充协议，或作废后重新拟订"
        raise KnownError(f"“{change.title}”涉及已定稿编号的协议，{therefore}。")
