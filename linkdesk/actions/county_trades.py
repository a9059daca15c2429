"""The trades of a county in figures: how many are signed, what they come to, what was paid and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from linkdesk.desk import Desk
from linkdesk.documents.county_facts import NOTHING, Decision, LeaderFigure
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import mu
from linkdesk.domain.quota_words import ProceedsPurpose, TradeSide, TradeState
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_standing import TradeStanding, trade_standing

_MONEY, _ROOM = "万元", "trades"
_BOUND = TradeState.SIGNED, TradeState.TRANSFERRED
_PURPOSES = (*ProceedsPurpose, None)


def standings(desk: Desk, authority_id: str | None, on: date) -> list[TradeStanding]:
    """The trades of a county that are signed and not ended, as they stand on a day."""
    trades = tuple(desk.store.load(Trade, authority_id=authority_id)) if authority_id else ()
    ids = [trade.id for trade in trades]
    quotas = Quotas(trades=trades, instalments=tuple(desk.store.load(TradeInstalment, trade_id=ids)),
                    trade_payments=tuple(desk.store.load(TradePayment, trade_id=ids))) if trades else Quotas()
    found = (trade_standing(quotas, trade, on) for trade in trades)
    return [each for each in found if each.state in _BOUND]


def trade_figures(desk: Desk, authority_id: str | None, on: date) -> tuple[LeaderFigure, ...]:
    """Trades, quota sold or bought, what the agreements come to, what was paid, what is late; nothing while nothing is signed."""
    bound = standings(desk, authority_id, on)
    return tuple(figure for side in TradeSide for figure in _of_side(side, [each for each in bound if each.trade.side is side]))


def _of_side(side: TradeSide, found: list[TradeStanding]) -> Iterator[LeaderFigure]:
    if not found:
        return
    ids, key = tuple(each.trade.id for each in found), f"trade_{side.name.lower()}"
    payments = tuple(p.id for each in found for p in each.standing_payments)
    yield LeaderFigure(f"{key}_count", f"{side}协议", len(found), "宗", "trade", ids, _ROOM)
    yield LeaderFigure(f"{key}_area", f"{side}指标", sum((mu(each.trade.construction or NOTHING) for each in found), NOTHING), "亩",
                       "trade", ids, _ROOM, 4)
    yield _money(f"{key}_amount", "协议金额", sum((each.amount.value or NOTHING for each in found), NOTHING), "trade", ids)
    yield _money(f"{key}_paid", "已到账" if side is TradeSide.SELLER else "已付款", sum((each.paid for each in found), NOTHING),
                 "trade_payment", payments)
    yield _money(f"{key}_late", "逾期未到账" if side is TradeSide.SELLER else "逾期未付款", sum(map(_late, found), NOTHING),
                 "trade", tuple(each.trade.id for each in found if _late(each)))


def _late(each: TradeStanding) -> Decimal:
    return sum((part.amount for part in each.late if part.is_open), NOTHING)


def _money(key: str, label: str, yuan: Decimal, entity: str, ids: tuple[str, ...]) -> LeaderFigure:
    return LeaderFigure(key, label, in_ten_thousands(yuan), _MONEY, entity, ids, _ROOM, 2)


def late_payments(desk: Desk, authority_id: str | None, on: date) -> Iterator[Decision]:
    """The trades of which a payment is past its day."""
    names = dict(desk.store.columns(Project, ("id", "name")))
    for each in standings(desk, authority_id, on):
        if late := _late(each):
            word = "催收" if each.trade.side is TradeSide.SELLER else "支付"
            project = each.trade.project_id or ""
            yield Decision(project, names.get(project, ""), f"{word}逾期价款 {in_ten_thousands(late)} 万元：{each.trade.title}", "trade",
                           each.trade.id, min(p.instalment.due_on for p in each.late if p.is_open and p.instalment.due_on))
