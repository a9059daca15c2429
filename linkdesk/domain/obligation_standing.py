"""Obligations (应履行义务): how each stands on a day, and why one cannot be settled or changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.quota import Obligation
from linkdesk.domain.quota_words import ObligationKind


class ObligationState(StrEnum):
    """How far an obligation is fulfilled on a day; derived, never stored."""

    OPEN = "未履行"
    OVERDUE = "逾期未履行"
    SETTLED = "已履行"
    SETTLED_LATE = "逾期履行"


REGISTERED = {ObligationKind.ADVANCE_STOPPED: SanctionKind.ADVANCE_SUSPENDED, ObligationKind.ANNUAL_CUT: SanctionKind.QUOTA_CUT,
              ObligationKind.SCORE: SanctionKind.SCORE_DEDUCTED, ObligationKind.LAND_STOPPED: SanctionKind.LAND_SUSPENDED}
"""What a higher body decides about some obligations, and stands in the register of sanctions once it has."""


def state(obligation: Obligation, on: date) -> ObligationState:
    """How an obligation stands on a day; the day it is due is still in time."""
    if obligation.settled_on:
        late = obligation.due_on is not None and obligation.settled_on > obligation.due_on
        return ObligationState.SETTLED_LATE if late else ObligationState.SETTLED
    return ObligationState.OVERDUE if obligation.due_on and obligation.due_on < on else ObligationState.OPEN


def decided(obligation: Obligation, sanctions: Iterable[Sanction]) -> Sanction | None:
    """The decision of the register by which an obligation was imposed: of its kind, made when it had arisen; None without one."""
    kind, since = REGISTERED.get(obligation.kind), obligation.arisen_on or date.min
    return next((s for s in standing(sanctions) if s.kind is kind and not s.lifts_id and s.decided_on and s.decided_on >= since), None)


def why_not_settled(obligation: Obligation, today: date) -> str:
    """Why an obligation cannot stand as settled by what it says; empty when it can."""
    on = obligation.settled_on
    if lacking := "、".join(label for label, told in (("履行日期", on), ("履行凭据", obligation.proof.strip())) if not told):
        return f"请填写{lacking}，再登记履行。"
    if on and on > today:
        return f"履行日期 {on} 在今天（{today}）以后，没有登记。请核对日期。"
    if on and obligation.arisen_on and on < obligation.arisen_on:
        return f"履行日期 {on} 早于义务产生的 {obligation.arisen_on}，没有登记。请核对两个日期。"
    return ""
