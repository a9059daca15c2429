"""Coverage of the survey: households left out of the project with reason and evidence, and taken in again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementState, LeftOutReason

_NOBODY = "还没有选中{what}，没有改动。请先在表中选中。"


def leave_out(desk: Desk, chosen: Iterable[Entity], reason: LeftOutReason | None, evidence: str) -> Change:
    """Leave households or collective buildings out of the project, on what evidence; their survey stays."""
    chosen = tuple(e for e in chosen if (e.left_out, e.left_out_evidence) != (reason, evidence.strip()))
    if not chosen:
        raise KnownError(_NOBODY.format(what="要列为未列入的一行"))
    if reason is None or not evidence.strip():
        raise KnownError("请选择未列入的原因，并写明依据（如村委会证明、入户记录），再列为未列入。")
    refuse_with_agreement(desk, chosen)
    after = tuple(replace(e, left_out=reason, left_out_evidence=evidence.strip()) for e in chosen)
    return Change(f"列为未列入 {len(chosen)} {_unit(chosen)}", before=chosen, after=after)


def take_in(chosen: Iterable[Entity]) -> Change:
    """Take what was left out into the project again; a household that was merged into another comes back by undoing the merger."""
    chosen = tuple(e for e in chosen if e.left_out is not None)
    if not chosen:
        raise KnownError(_NOBODY.format(what="未列入的一行"))
    if any(e.left_out is LeftOutReason.MERGED for e in chosen):
        raise KnownError("所选中有已并入另一户的，没有恢复。如并户有误，请撤销那次并户。")
    after = tuple(replace(e, left_out=None, left_out_evidence=None) for e in chosen)
    return Change(f"恢复列入 {len(chosen)} {_unit(chosen)}", before=chosen, after=after)


def _unit(chosen: tuple[Entity, ...]) -> str:
    return "户" if isinstance(chosen[0], Household) else "处"


def refuse_with_agreement(desk: Desk, chosen: Iterable[Entity]) -> None:
    """Raise KnownError when one of some households has an agreement that stands: such a household cannot be left out."""
    ids = [e.id for e in chosen if isinstance(e, Household) and e.left_out is None]
    standing = [a for a in desk.store.load(Agreement, household_id=ids) if a.state is not AgreementState.VOID] if ids else []
    if standing:
        count = len({a.household_id for a in standing})
        raise KnownError(f"所选中有 {count} 户已有协议，没有列为未列入。请先将其协议作废，再列为未列入。")
