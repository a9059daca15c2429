"""What was printed for signature stays as it is."""

from __future__ import annotations

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.change import Change, of_sealed_paper
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import AgreementState, ChangeKind
from linkdesk.store import Store


def refuse_changing_sealed(store: Store, change: Change) -> None:
    """Refuse a change of an agreement that was printed or taken over, other than making it void."""
    if of_sealed_paper(change) or _adds_to_sealed(store, change):
        therefore = "这一步不能撤销" if change.kind is ChangeKind.UNDO else "没有改动。如需变更，请签补充协议，或作废后重新拟订"
        raise KnownError(f"“{change.title}”涉及已定稿编号的协议，{therefore}。")


def _adds_to_sealed(store: Store, change: Change) -> bool:
    """Whether an amount would be added to an agreement that is no draft; one that is entered with its lines may be anything."""
    standing = {e.id: e for e in change.before if isinstance(e, Agreement)}
    entered = {e.id for e in change.after if isinstance(e, Agreement)}.difference(standing)
    wanted = {e.agreement_id for e in change.after if isinstance(e, AgreementLine)}.difference(entered)
    unseen = wanted.difference(standing)
    found = [*(standing[id_] for id_ in wanted if id_ in standing), *(store.load(Agreement, id=list(unseen)) if unseen else ())]
    return any(agreement.state is not AgreementState.DRAFT for agreement in found)
