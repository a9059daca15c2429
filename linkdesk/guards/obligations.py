"""Advances stay as they were approved and are approved only when written down; a settled obligation stays, its settling is proved."""

from __future__ import annotations

from dataclasses import replace

from linkdesk import shipped
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.obligation_standing import why_not_settled
from linkdesk.domain.quota import Obligation, QuotaAdvance
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.matters import chain_of
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject
from linkdesk.store import Store


def refuse_wrong_obligations(store: Store, change: Change) -> None:
    """Refuse approvals of advances nobody wrote down, changes of approved advances, and what a settled obligation may not become."""
    _refuse_approval_of_nothing(store, change)
    _refuse_changed_advances(store, change)
    _refuse_changed_obligations(store, change)


def _chain(store: Store, change: Change, matter_id: str | None) -> tuple[Matter, Chain] | None:
    """The matter of an advance with its chain; None where there is none, or it is about something else."""
    matter = next((e for e in change.after if isinstance(e, Matter) and e.id == matter_id), None) or (
        store.get(Matter, matter_id) if matter_id else None)
    known = chain_of(shipped.packs().values(), matter) if matter else None
    return (matter, known[1]) if matter and known and known[1].subject is Subject.ADVANCE else None


def _refuse_approval_of_nothing(store: Store, change: Change) -> None:
    for entry in (e for e in change.after if isinstance(e, MatterEntry) and e.kind is EntryKind.PASSED and not e.revokes_id):
        found = _chain(store, change, entry.matter_id)
        if found and entry.step == found[1].concluding and not store.count(QuotaAdvance, matter_id=entry.matter_id):
            raise KnownError("本事项还没有填写预支多少指标，没有登记通过。请先在“预支和义务”里填写预支申请。")


def _refuse_changed_advances(store: Store, change: Change) -> None:
    was = {e.id: e for e in change.before if isinstance(e, QuotaAdvance)}
    now = {e.id: e for e in change.after if isinstance(e, QuotaAdvance)}
    for id_ in {**was, **now}:
        before, after = was.get(id_), now.get(id_)
        if before and after and replace(before, note=after.note) == after:
            continue
        for advance in filter(None, (before, after)):
            _refuse_of_matter(store, change, advance)


def _refuse_of_matter(store: Store, change: Change, advance: QuotaAdvance) -> None:
    found = _chain(store, change, advance.matter_id)
    if found is None or found[0].project_id != advance.project_id:
        raise KnownError("预支申请要属于本项目的一件“节余指标预支”事项，没有登记。请刷新后重新选择。")
    stands = standing(store.load(MatterEntry, matter_id=advance.matter_id))
    if any(e.kind is EntryKind.PASSED and e.step == found[1].concluding for e in stands):
        raise KnownError("这件预支事项已经批准，预支申请不能再增减、修改，没有改动。批准登记有误的，请先在“审批”里更正那条记录。")


def _refuse_changed_obligations(store: Store, change: Change) -> None:
    now = {e.id: e for e in change.after if isinstance(e, Obligation)}
    was = {e.id: e for e in change.before if isinstance(e, Obligation)}
    for after in now.values():
        if after.settled_on and (why := why_not_settled(after, store.clock().date())):
            raise KnownError(why)
    for id_, before in ((i, b) for i, b in was.items() if b.settled_on):
        if change.kind is not ChangeKind.UNDO and not _may_become(before, now.get(id_)):
            raise KnownError(f"“{before.kind}”已在 {before.settled_on} 登记履行，没有改动。登记有误的，请先撤回履行并写明原因。")


def _may_become(before: Obligation, after: Obligation | None) -> bool:
    """A settled obligation may only be opened again, with its reason in the note."""
    return after is not None and after.note != before.note and after == replace(
        before, settled_on=None, proof="", file_name="", file_hash="", note=after.note)
