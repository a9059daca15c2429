"""How a trade stands on a day: its state, what it comes to, what is paid and late, whether its quota may go over, what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import FEN, mu, printed, rounded
from linkdesk.domain.quota_words import TradeSide, TradeState, TransferPoint
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_dues import (
    InstalmentStanding,
    LatePart,
    in_order,
    instalments_standing,
    penalty_figure,
)
from linkdesk.domain.trade_rights import RightLeft, rights_left

NOTHING = Decimal(0)
YUAN = Decimal(10000)  # of 万元
FEN_PRINTED = 2


def state_of(trade: Trade, on: date) -> TradeState:
    """How far a trade is on a day."""
    days = ((TradeState.ENDED, trade.terminated_on), (TradeState.TRANSFERRED, trade.transferred_on),
            (TradeState.SIGNED, trade.signed_on), (TradeState.ANNOUNCED, trade.announced_on))
    return next((state for state, day in days if day and day <= on), TradeState.DRAFT)


def is_signed(trade: Trade) -> bool:
    """Whether a trade is bound: its terms do not change any more."""
    return trade.signed_on is not None


def priced_area(trade: Trade) -> Decimal | None:
    """The area in m² that the price is paid for: construction quota, or farmland where it is priced by farmland."""
    return trade.farmland if trade.priced_by_farmland else trade.construction


def amount_of(trade: Trade) -> Figure:
    """What a trade comes to in yuan: its price for each mu of the priced quota, rounded once to the fen."""
    area, basis = priced_area(trade), "耕地指标" if trade.priced_by_farmland else "建设用地指标"
    formula, lacking = f"成交单价（万元/亩）× {basis}（亩）× 10000", [
        name for name, value in ((basis, area), ("成交单价", trade.price)) if value is None]
    if area is None or trade.price is None:
        return Figure("trade_amount", "协议金额", None, "元", FEN_PRINTED, formula, (), "、".join(lacking))
    value = rounded(mu(area) * trade.price * YUAN, FEN)
    inputs = ((basis, f"{printed(mu(area), 4)} 亩"), ("成交单价", f"{printed(trade.price, 4)} 万元/亩"))
    return Figure("trade_amount", "协议金额", value, "元", FEN_PRINTED, formula, inputs)


@dataclass(frozen=True)
class TradeStanding:
    """A trade with its rows on a day; money in yuan, areas in m². `accepted_on` is when the whole project passed, `accept_due` when it must."""

    trade: Trade
    on: date
    instalments: tuple[TradeInstalment, ...] = ()
    payments: tuple[TradePayment, ...] = ()
    uses: tuple[QuotaUse, ...] = ()
    accepted_on: date | None = None
    accept_due: date | None = None

    @property
    def state(self) -> TradeState:
        """How far it is."""
        return state_of(self.trade, self.on)

    @property
    def amount(self) -> Figure:
        """What it comes to."""
        return amount_of(self.trade)

    @property
    def planned(self) -> Decimal:
        """What the payment plan comes to."""
        return sum((i.amount for i in self.instalments if i.amount), NOTHING)

    @property
    def paid(self) -> Decimal:
        """What was paid until the day."""
        return sum((p.amount for p in self.standing_payments if p.amount), NOTHING)

    @property
    def standing_payments(self) -> tuple[TradePayment, ...]:
        """The payments that stand and were made until the day, the earliest first."""
        return tuple(p for p in in_order(self.payments) if (p.paid_on or date.min) <= self.on)

    @property
    def open(self) -> Decimal | None:
        """What is still to be paid; None while the amount is not known."""
        return None if self.amount.value is None else self.amount.value - self.paid

    @property
    def dues(self) -> tuple[InstalmentStanding, ...]:
        """Each instalment with what is paid of it."""
        return instalments_standing(self.trade, self.instalments, self.payments, self.on)

    @property
    def due(self) -> Decimal:
        """What should have been paid until the day and was not."""
        late = (d.open for d in self.dues if d.instalment.due_on and d.instalment.due_on < self.on)
        return sum(late, NOTHING) if is_signed(self.trade) else NOTHING

    @property
    def late(self) -> tuple[LatePart, ...]:
        """Every part that came late or is late."""
        return tuple(part for each in self.dues for part in each.late)

    @property
    def penalty(self) -> Figure:
        """What lateness costs by the agreement."""
        return penalty_figure(self.trade, self.late)

    @property
    def rights(self) -> tuple[RightLeft, ...]:
        """What is left of the three rights; nothing of a trade by which nothing was bought yet."""
        gone = self.trade.side is not TradeSide.BUYER or self.state is not TradeState.TRANSFERRED
        return () if gone else rights_left(self.trade, self.uses)

    @property
    def reached_on(self) -> date | None:
        """The day the point was reached at which the agreement lets the quota go over; None while it is not."""
        return _reached(self)[0]

    @property
    def not_reached(self) -> str:
        """What the transfer still waits for, in words; empty when it may be done."""
        day, lacking = _reached(self)
        return "" if day and day <= self.on else lacking or f"约定的 {day} 还没有到"


def _reached(now: TradeStanding) -> tuple[date | None, str]:
    trade = now.trade
    if trade.signed_on is None:
        return None, "交易还没有签订"
    match trade.transfer_point:
        case None:
            return None, "协议没有写明划转时点"
        case TransferPoint.SIGNED:
            return trade.signed_on, ""
        case TransferPoint.DAY:
            return trade.transfer_due_on, "" if trade.transfer_due_on else "协议没有写明划转日期"
        case TransferPoint.ACCEPTED if trade.side is TradeSide.BUYER:  # what was accepted is the seller's: its document tells
            return (trade.signed_on, "") if trade.transfer_document.strip() else (None, "还没有划转文件：验收由转让方办理，受让方凭划转文件登记")
        case TransferPoint.ACCEPTED:
            return (max(now.accepted_on, trade.signed_on), "") if now.accepted_on else (None, "项目还没有全部验收合格")
        case TransferPoint.FIRST_PAYMENT:
            first = min(now.instalments, key=lambda i: i.position, default=None)
            return _paid(now, first.amount or NOTHING if first else NOTHING, "首笔价款")
        case TransferPoint.PAID:
            return _paid(now, now.amount.value, "全部价款")


def _paid(now: TradeStanding, wanted: Decimal | None, name: str) -> tuple[date | None, str]:
    """The day so much had come in; the first payment at all where nothing is wanted of the first instalment."""
    paid = NOTHING
    for payment in now.standing_payments:
        paid += payment.amount or NOTHING
        if wanted is not None and paid >= wanted and payment.paid_on:
            return max(payment.paid_on, now.trade.signed_on or payment.paid_on), ""
    return None, f"{name}还没有收齐" + ("" if wanted is None else f"，还差 {printed(wanted - paid, 2)} 元")


def trade_standing(quotas: Quotas, trade: Trade, on: date, accepted_on: date | None = None, accept_due: date | None = None) -> TradeStanding:
    """A trade as it stands among the rows of its project."""
    of = sorted((i for i in quotas.instalments if i.trade_id == trade.id), key=lambda i: i.position)
    return TradeStanding(trade, on, tuple(of), tuple(p for p in quotas.trade_payments if p.trade_id == trade.id),
                         tuple(sorted((u for u in quotas.uses if u.trade_id == trade.id), key=lambda u: u.position)), accepted_on, accept_due)


def trades_standing(dossier: Dossier) -> tuple[TradeStanding, ...]:
    """The trades of a project by the day they were signed, those that are not signed last; without what its policies say of acceptance."""
    ordered = sorted(dossier.quotas.trades, key=lambda t: (t.signed_on or date.max, t.title, t.id))
    return tuple(trade_standing(dossier.quotas, trade, dossier.on) for trade in ordered)
