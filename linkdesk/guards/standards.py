"""A county standard that an officer confirmed on its document has the rates he confirmed, whatever is taken back around it."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import Certainty, ChangeKind
from linkdesk.store import Store


def refuse_other_rates_under_a_confirmation(store: Store, change: Change) -> None:
    """Refuse rates changed under a confirmed standard, and a confirmation that comes about without an officer confirming.

    Undo and redo in their order bring back exactly what stood; a change of another day taken back need not.
    """
    were = {e.id: e for e in change.before if isinstance(e, CountyStandard)}
    now = {e.id: e for e in change.after if isinstance(e, CountyStandard)}
    rated = {e.standard_id for e in (*change.before, *change.after) if isinstance(e, StandardRate)}
    wrong = [s for s in _after(store, rated, were, now) if _is_confirmed(s)] + [
        s for id_, s in now.items() if _is_confirmed(s) and id_ in were and not _is_confirmed(were[id_]) and change.kind is not ChangeKind.CONFIRM]
    if wrong and not _in_its_order(store, change):
        raise KnownError(f"“{change.title}”会改动已核实的县级标准（{wrong[0].number or wrong[0].title}），没有改动。"
                         "请在“县级标准”中修改，再按文件核实。")


def _after(store: Store, rated: set[str], were: dict[str, CountyStandard], now: dict[str, CountyStandard]) -> list[CountyStandard]:
    """The standards that had rates before and have others after a change; a new one comes with its rates."""
    standing = store.load(CountyStandard, id=rated) if rated else []
    return [now.get(s.id, s) for s in standing if s.id in now or s.id not in were]


def _is_confirmed(standard: CountyStandard) -> bool:
    return standard.certainty is not Certainty.UNVERIFIED


def _in_its_order(store: Store, change: Change) -> bool:
    """Whether a change is what undo or redo would do next."""
    tops = store.next_undo(), store.next_redo()
    return change.reverses is not None and change.reverses in {top.seq for top in tops if top}
