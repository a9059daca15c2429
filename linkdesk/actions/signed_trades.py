"""What comes after the signing of a trade: transfer, filing, ending, the adjustment of planning space; its terms do not change any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.actions import plan_rows, trade_book
from linkdesk.actions.trade_book import refuse_ahead, standing_of
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.domain.trade_standing import is_signed
from linkdesk.domain.words import ChangeKind
from linkdesk.policy import trade_terms

FIELDS = fields_of(Trade)


def transfer(desk: Desk, trade: Trade, on: date | None, document: str = "") -> Change:
    """Enter that the quota went over, once the point the agreement names is reached; without a day, that it did not."""
    seen, was = desk.as_of(), _standing(desk, trade, "划转")
    made = replace(was, transferred_on=on, transfer_document=document.strip() or was.transfer_document)
    if on is None:
        if desk.store.load(QuotaUse, trade_id=was.id):
            raise KnownError("购入的指标已登记使用，划转日期不能清空，原值未改动。请先删除使用记录。")
    else:
        refuse_ahead(desk, FIELDS["transferred_on"].label, on)
        _refuse_early(desk, made, on)
    return trade_book.fitting(desk, Change(f"登记划转：{was.title}", before=(was,), after=(made,), kind=ChangeKind.PROGRESS, as_of=seen))


def _refuse_early(desk: Desk, made: Trade, on: date) -> None:
    if not made.transfer_document.strip():
        raise KnownError("请填写划转文件的名称和文号，再登记划转。")
    now = standing_of(desk, made, on)
    if now.not_reached:
        raise KnownError(f"协议约定“{made.transfer_point}”划转：{now.not_reached}，没有登记划转。请先登记所缺的，或核对划转日期。")
    if now.reached_on and on < now.reached_on:
        raise KnownError(f"协议约定的划转时点在 {now.reached_on} 才到，划转日期 {on} 早于它，没有登记。请核对日期。")


def file(desk: Desk, trade: Trade, on: date | None, number: str = "") -> Change:
    """Enter that a signed trade was filed."""
    was = _standing(desk, trade, "备案")
    if on is not None:
        refuse_before_signing(desk, was, "filed_on", on)
    return Change(f"登记备案：{was.title}", before=(was,), after=(replace(was, filed_on=on, filing_number=number.strip() or was.filing_number),),
                  kind=ChangeKind.PROGRESS)


def terminate(desk: Desk, trade: Trade, on: date | None, why: str = "") -> Change:
    """End a signed trade by agreement: what the ledger says of it is reversed on that day, and it does not begin again."""
    seen, was = desk.as_of(), plan_rows.newest(desk, trade)
    made = replace(was, terminated_on=on, termination=why.strip() or was.termination)
    if refused := _why_not_ended(desk, was, made):
        raise KnownError(refused)
    refuse_before_signing(desk, was, "terminated_on", made.terminated_on)
    return trade_book.fitting(desk, Change(f"登记终止：{was.title}", before=(was,), after=(made,), kind=ChangeKind.PROGRESS, as_of=seen))


def _why_not_ended(desk: Desk, was: Trade, made: Trade) -> str:
    if not is_signed(was):
        return "交易还没有签订，不用终止，没有登记。不办的请删除。"
    if was.terminated_on:
        return f"交易已于 {was.terminated_on} 终止，不能撤回或改日期，没有改动。要继续交易的，另行签订。"
    if made.terminated_on is None or not made.termination.strip():
        return "请填写终止日期，并写明终止的原因和文件，再登记终止。"
    if desk.store.load(QuotaUse, trade_id=was.id):
        return "购入的指标已登记使用，不能终止，没有登记。使用登记有误的，请先改正。"
    return ""


def apply_adjustment(desk: Desk, trade: Trade, on: date | None, area: Decimal | None = None, document: str = "") -> Change:
    """Enter that an adjustment of the planning space was applied for after the trade: within a year, once (B §二(七)).

    Where the county reads the clause as once every year, a further application takes the place of the last, which stays in the note.
    """
    was = _standing(desk, trade, "规划调整")
    made = replace(was, adjustment_on=on, adjustment_area=area if area is not None else was.adjustment_area,
                   adjustment_document=document.strip() or was.adjustment_document)
    if on is not None:
        refuse_before_signing(desk, was, "adjustment_on", on)
        made = _once(desk, was, made, on)
    return Change(f"登记规划调整申请：{was.title}", before=(was,), after=(made,), kind=ChangeKind.PROGRESS)


def _once(desk: Desk, was: Trade, made: Trade, on: date) -> Trade:
    dossier = desk.dossier(was.project_id) if was.project_id else None
    clock = trade_terms.adjustment(dossier, desk.project_packs(dossier.project), was) if dossier else None
    if clock is None:
        return made
    if was.adjustment_on and (on < was.adjustment_on or not clock.is_anew(was.adjustment_on, on)):
        raise KnownError(f"这笔交易已于 {was.adjustment_on} 申请过规划调整，{clock.clause}只能申请一次，没有登记。登记有误的请先清空原日期。")
    if on > clock.due_on(on):
        raise KnownError(f"申请规划调整的期限 {clock.due_on(on)} 已过（{clock.clause}），没有登记。请核对日期。")
    earlier = f"原申请规划调整 {was.adjustment_on}{was.adjustment_document}" if was.adjustment_on and was.adjustment_on != on else ""
    return replace(made, note="；".join(filter(None, (was.note, earlier)))) if earlier else made


def _standing(desk: Desk, trade: Trade, what: str) -> Trade:
    """A trade as it is stored, that is signed and not ended."""
    was = plan_rows.newest(desk, trade)
    if not is_signed(was):
        raise KnownError(f"交易还没有签订，不能登记{what}。请先登记签订。")
    if was.terminated_on:
        raise KnownError(f"交易已于 {was.terminated_on} 终止，不能登记{what}。")
    return was


def refuse_before_signing(desk: Desk, trade: Trade, name: str, on: date | None) -> None:
    """Refuse a day that has not come, or lies before the signing."""
    if on is None:
        return
    refuse_ahead(desk, FIELDS[name].label, on)
    if trade.signed_on and on < trade.signed_on:
        raise KnownError(f"“{FIELDS[name].label}”{on} 早于签订日期 {trade.signed_on}，没有登记。请核对日期。")
