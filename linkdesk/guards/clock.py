"""A clock set back or far ahead: numbers, signatures, payments and entries keep their order only while the day runs as it does."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from linkdesk.domain.agreement import Agreement, AgreementEvent, Sealed
from linkdesk.domain.approval import ClockReading, CommentAnswer, Matter, MatterEntry, Submission
from linkdesk.domain.carrying import Acceptance, WorkPayment
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.payment import PaymentBatch, PaymentEvent
from linkdesk.domain.planning import PlanApproval
from linkdesk.domain.words import ChangeKind
from linkdesk.store import Store

_LOOKED_AT = 100  # acts; so that one day of a clock that ran ahead does not stop the work for good
_AHEAD = timedelta(days=20 * 365)  # nobody leaves a workspace alone for so long: the clock is wrong
_EARLIEST = datetime(2017, 1, 1)  # the policies are no older: what a clock said before then tells nothing
_DATED = ChangeKind.PROGRESS, ChangeKind.PAY
_ENTRIES = PlanApproval, WorkPayment, Acceptance, MatterEntry, CommentAnswer, Submission  # dated whatever the kind of their change


def refuse_clock_set_back(store: Store, change: Change) -> None:
    """Refuse numbering, progress and payments while the clock lies before the newest act, and days that lie after it."""
    if change.kind not in _DATED and not _numbers(change) and not _bears_today(change):
        return
    now = store.clock()
    last = _last(store, now)
    if now - last > _AHEAD:
        raise KnownError(f"电脑时钟是 {_said(now)}，比上一次操作（{_said(last)}）晚 20 年以上，没有登记。"
                         "已有数据未受影响，请先校准电脑的日期和时间。")
    if now < last:
        raise KnownError(f"电脑时钟是 {_said(now)}，早于已有操作的时间 {_said(last)}，没有登记。已有数据未受影响，请先校准电脑的日期和时间。")
    if late := [day for e in change.after if (day := _day(e)) is not None and day > now.date()]:
        raise KnownError(f"日期 {late[0]} 在今天（{now.date()}）以后，没有登记。请核对日期；电脑时钟不准的，请先校准。")


def _last(store: Store, now: datetime) -> datetime:
    """When the last act was, but for those made under a clock far ahead: signing in is an act too, and tells whatever time it is."""
    told = [act.at for act in store.history(_LOOKED_AT) if act.at >= _EARLIEST]
    first = min(told, default=now)
    return max((at for at in told if at - first <= _AHEAD), default=now)


def _numbers(change: Change) -> bool:
    return change.kind is ChangeKind.PRINT and any(isinstance(e, Sealed | Agreement) for e in change.after)


def _bears_today(change: Change) -> bool:
    """Whether something is entered with the day the clock tells: an entry, a matter or limit, a letter made void."""
    known = {e.id for e in change.before if not isinstance(e, Letter) or e.voided_on}
    return any(isinstance(e, _ENTRIES) or (e.id not in known and (
        isinstance(e, Matter | ClockReading) or (isinstance(e, Letter) and e.voided_on is not None))) for e in change.after)


def _day(entity: object) -> date | None:
    if isinstance(entity, AgreementEvent | PaymentEvent):
        return entity.happened_on
    if isinstance(entity, PlanApproval):
        return entity.approved_on
    if isinstance(entity, WorkPayment):
        return entity.paid_on
    if isinstance(entity, Acceptance):
        return entity.accepted_on
    if isinstance(entity, MatterEntry):
        return entity.acted_on
    return entity.made_on if isinstance(entity, PaymentBatch) else None


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
