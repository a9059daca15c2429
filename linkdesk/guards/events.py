"""Entries about agreements: what an entry names must be there, belong together, and not have been cancelled before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementState
from linkdesk.store import Store

Kind = AgreementEventKind
ON_NUMBERED_PAPER = frozenset((*SIGNATURES, Kind.PRINTED, Kind.COPIED, Kind.STAMPED))
T = TypeVar("T")


def refuse_unfit_entries(store: Store, change: Change) -> None:
    """Refuse entries about an agreement of somebody else or not on paper, and corrections of what is not there."""
    events = [e for e in change.after if isinstance(e, AgreementEvent)]
    if not events:
        return
    agreements = _named(store, change, Agreement, (e.agreement_id for e in events))
    for event in events:
        if why := _unfit(event, agreements):
            raise KnownError(f"{why}，没有登记。请回到进度登记页重新选择。")
    _refuse_corrections(store, change, [e for e in events if e.kind is Kind.REVOKED])


def _named(store: Store, change: Change, entity: type[T], ids: Iterable[str | None]) -> dict[str, T]:
    """The entities named, as they will be after the change, by id."""
    wanted = {id_ for id_ in ids if id_}
    standing = {e.id: e for e in store.load(entity, id=wanted)} if wanted else {}
    return standing | {e.id: e for e in change.after if isinstance(e, entity)}


def _unfit(event: AgreementEvent, agreements: dict[str, Agreement]) -> str:
    if event.happened_on is None:
        return f"“{event.kind}”没有日期"
    if bool(event.household_id) == bool(event.collective_id):
        return f"“{event.kind}”没有写明是哪一户或哪一处集体房屋"
    if event.agreement_id is None:
        return f"“{event.kind}”没有写明是哪份协议" if event.kind in ON_NUMBERED_PAPER else ""
    paper = agreements.get(event.agreement_id)
    if paper is None or (paper.subject_id, paper.project_id) != (event.subject_id, event.project_id):
        return f"“{event.kind}”写明的协议不是该户在本项目的协议"
    if event.kind in ON_NUMBERED_PAPER and paper.state is not AgreementState.PRINTED:
        return f"协议{paper.state}，不能登记“{event.kind}”"
    return ""


def _refuse_corrections(store: Store, change: Change, corrections: list[AgreementEvent]) -> None:
    if not corrections:
        return
    ids = [e.revokes_id for e in corrections]
    corrected = _named(store, change, AgreementEvent, ids)
    before = store.load(AgreementEvent, revokes_id=[id_ for id_ in ids if id_])
    twice = Counter([*ids, *(e.revokes_id for e in before)])
    for event in corrections:
        wrong = corrected.get(event.revokes_id or "")
        if wrong is None or wrong.subject_id != event.subject_id or wrong.kind is Kind.REVOKED:
            raise KnownError("要更正的记录不在该户名下，没有改动。请刷新后重新选择。")
        if twice[event.revokes_id] > 1:
            raise KnownError(f"这条“{wrong.kind}”已经更正过，没有改动。")
