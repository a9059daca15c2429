"""Versions of a plan follow one another, and each is approved once."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.store import Store


def refuse_wrong_versions(store: Store, change: Change) -> None:
    """Refuse a version out of turn, and a second approval of one while the first stands."""
    for version in (e for e in change.after if isinstance(e, PlanVersion)):
        _refuse_out_of_turn(store, version)
    for approval in (e for e in change.after if isinstance(e, PlanApproval)):
        _refuse_double(store, approval)


def _refuse_out_of_turn(store: Store, version: PlanVersion) -> None:
    last = max((v.version for v in store.load(PlanVersion, project_id=version.project_id, kind=version.kind)), default=0)
    if version.version != last + 1:
        raise KnownError(f"{version.kind}已有第 {last} 版，没有定稿。请刷新后重试。")


def _refuse_double(store: Store, approval: PlanApproval) -> None:
    known = store.load(PlanApproval, version_id=approval.version_id)
    revoked = {a.revokes_id for a in known if a.revokes_id}
    standing = {a.id for a in known if not a.revokes_id} - revoked
    if approval.revokes_id and approval.revokes_id not in standing:
        raise KnownError("这条批复已经更正过，没有再次更正。")
    if not approval.revokes_id and standing:
        raise KnownError("这一版已登记批复，没有重复登记。登记有误的，请先更正。")
