"""Trades: what was signed does not change any more; quota goes over when the agreement says; payments and uses stay within it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_payment_rules import why_not_paid
from linkdesk.domain.trade_rights import why_beyond, why_not_used
from linkdesk.domain.trade_rules import changed_after_signing
from linkdesk.domain.trade_standing import is_signed, trade_standing
from linkdesk.store import Store

E = TypeVar("E")


def refuse_wrong_trades(store: Store, change: Change) -> None:
    """Refuse terms changed after signing, unfit signings, transfers before their point, and payments and uses beyond what was agreed."""
    before, after = ({e.id: e for e in part if isinstance(e, Trade)} for part in (change.before, change.after))
    for was in before.values():
        _refuse_changed(was, after.get(was.id))
    for now in after.values():
        _look(store, change, before.get(now.id), now)
    _refuse_other_plan(store, change)
    _refuse_payments(store, change)
    _refuse_uses(store, change)


def _refuse_changed(was: Trade, now: Trade | None) -> None:
    if not is_signed(was):
        return
    if now is None:
        raise KnownError(f"“{was.title}”已签订，不能删除，没有改动。不再履行的请登记终止。")
    if was.terminated_on and now.terminated_on != was.terminated_on:
        raise KnownError(f"“{was.title}”已于 {was.terminated_on} 终止，不能撤回或改日期，没有改动。要继续交易的，另行签订。")
    if labels := changed_after_signing(was, now):
        raise KnownError(f"“{was.title}”已签订，{'、'.join(labels)}不能再改，没有改动。不再履行的请登记终止，条款有变的另签。")


def _look(store: Store, change: Change, was: Trade | None, now: Trade) -> None:
    if is_signed(now) and not (was and is_signed(was)):
        _refuse_unfit(store, now)
        _refuse_unposted(change, now)
    if now.transferred_on and now.transfer_point and now.transferred_on != (was and was.transferred_on):
        _refuse_early(store, change, now)
    days = (now.transferred_on, now.filed_on, now.terminated_on, now.adjustment_on)
    if any(days) and not is_signed(now):
        raise KnownError("交易还没有签订，不能登记划转、备案、终止和规划调整，没有登记。")
    if any(day and now.signed_on and (day < now.signed_on or day > store.clock().date()) for day in days):
        raise KnownError("划转、备案、终止和规划调整的日期要在签订之后、今天之前，没有登记。请核对日期。")


def _refuse_unfit(store: Store, now: Trade) -> None:
    """What makes a signing one; whether the policies let it be signed is told by the action, before."""
    if now.signed_on is None or now.signed_on > store.clock().date():
        raise KnownError("签订日期在今天以后，没有登记。请核对日期。")
    if now.project_id is None or not now.number.strip():
        raise KnownError("签订的交易要有项目区和协议编号，没有登记。请补齐后再登记。")


def _refuse_unposted(change: Change, now: Trade) -> None:
    """What is sold stands in the ledger by the very change that signs it; what does not fit there is not sold."""
    if now.side is TradeSide.SELLER and not any(isinstance(e, QuotaEntry) and e.trade_id == now.id for e in change.after):
        raise KnownError(f"“{now.title}”转让的指标不能记入指标台账，没有登记签订。请核对面积，先登记方案批复、预支或验收。")


def _refuse_early(store: Store, change: Change, now: Trade) -> None:
    """The point the agreement names is reached; that a whole project was accepted is for the action to tell, by whom it counts."""
    quotas = Quotas(instalments=tuple(_rows(store, change, TradeInstalment, now.id)),
                    trade_payments=tuple(_rows(store, change, TradePayment, now.id)))
    standing = trade_standing(quotas, now, now.transferred_on, accepted_on=now.transferred_on)
    if standing.not_reached or (standing.reached_on and now.transferred_on < standing.reached_on):
        raise KnownError(f"协议约定的划转时点还没有到（{standing.not_reached or standing.reached_on}），没有登记划转。")


def _rows(store: Store, change: Change, kind: type[E], trade_id: str) -> list[E]:
    """The rows of a trade as they are after the change."""
    gone = {e.id for e in change.before if isinstance(e, kind)}
    came = [e for e in change.after if isinstance(e, kind) and _trade_of(e) == trade_id]
    return [*(e for e in store.load(kind, trade_id=trade_id) if e.id not in gone), *came]


def _trade_of(row: Any) -> str:
    return row.trade_id


def _trades(store: Store, change: Change, rows: Sequence[Any]) -> dict[str, Trade]:
    """The trades of some rows, as they are after the change."""
    now = {e.id: e for e in change.after if isinstance(e, Trade)}
    return {t.id: t for t in store.load(Trade, id=sorted({r.trade_id for r in rows}))} | now if rows else {}


def _refuse_other_plan(store: Store, change: Change) -> None:
    rows = [e for e in (*change.before, *change.after) if isinstance(e, TradeInstalment)]
    stored = {t.id: t for t in store.load(Trade, id=sorted({r.trade_id for r in rows}))} if rows else {}
    if any(is_signed(stored[r.trade_id]) for r in rows if r.trade_id in stored):
        raise KnownError("交易已签订，付款计划不能再改，没有改动。")


def _refuse_payments(store: Store, change: Change) -> None:
    entered = [e for e in change.after if isinstance(e, TradePayment)]
    trades = _trades(store, change, entered)
    for trade_id, mine in grouped(entered, _trade_of).items():
        known, plan = list(store.load(TradePayment, trade_id=trade_id)), store.load(TradeInstalment, trade_id=trade_id)
        for payment in mine:
            if why := why_not_paid(payment, trades.get(trade_id), plan, known, store.clock().date()):
                raise KnownError(why)
            known.append(payment)


def _refuse_uses(store: Store, change: Change) -> None:
    entered = [e for e in change.after if isinstance(e, QuotaUse)]
    trades = _trades(store, change, entered)
    for trade_id, mine in grouped(entered, _trade_of).items():
        trade = trades.get(trade_id)
        if trade is None:
            raise KnownError("这笔交易已不存在，没有登记使用。请刷新后重新选择。")
        whys = (why_not_used(trade, use, store.clock().date()) for use in mine)
        if why := next(filter(None, whys), "") or why_beyond(trade, _rows(store, change, QuotaUse, trade_id)):
            raise KnownError(why)
