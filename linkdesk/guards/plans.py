"""Versions of a plan follow one another, each with the copy sealed for it, and each is approved once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.store import Store


def refuse_wrong_versions(store: Store, change: Change) -> None:
    """Refuse a version out of turn or without a copy sealed for it, and a second approval of one while the first stands."""
    fixed = [e for e in change.after if isinstance(e, PlanVersion)]
    for same in grouped(fixed, lambda v: (v.project_id, v.kind)).values():
        _refuse_out_of_turn(store, same)
    _refuse_without_copy(fixed, {e.id: e for e in change.after if isinstance(e, Sealed)})
    approvals = [e for e in change.after if isinstance(e, PlanApproval)]
    for version_id, same in grouped(approvals, lambda a: a.version_id).items():
        _refuse_double(store.load(PlanApproval, version_id=version_id), same)


def _refuse_out_of_turn(store: Store, fixed: Sequence[PlanVersion]) -> None:
    first = fixed[0]
    last = store.last_version(first.project_id, first.kind)
    if sorted(v.version for v in fixed) != list(range(last + 1, last + 1 + len(fixed))):
        raise KnownError(f"{first.kind}已有第 {last} 版，没有定稿。请刷新后重试。")


def _refuse_without_copy(fixed: Iterable[PlanVersion], sealed: dict[str, Sealed]) -> None:
    """A version is compared as it was sealed: the copy comes with it, and is of its project and number."""
    for version in fixed:
        copy = sealed.pop(version.sealed_id, None)
        if copy is None or (copy.subject_id, copy.version) != (version.project_id, version.version):
            raise KnownError(f"{version.kind}第 {version.version} 版没有随附它自己的封存件，没有定稿。请刷新后重新定稿。")


def _refuse_double(known: Sequence[PlanApproval], entered: Iterable[PlanApproval]) -> None:
    revoked = {a.revokes_id for a in known}
    standing = {a.id for a in known if not a.revokes_id} - revoked
    for approval in entered:
        if approval.revokes_id and approval.revokes_id not in standing:
            raise KnownError("这条批复已经更正过，没有再次更正。")
        if not approval.revokes_id and standing:
            raise KnownError("这一版已登记批复，没有重复登记。登记有误的，请先更正。")
        standing = standing - {approval.revokes_id} if approval.revokes_id else {approval.id}
