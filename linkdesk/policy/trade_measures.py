"""What rules measure of trades (R10, R31, R34, R36, R40, late payments); a trade that was ended is not measured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.guide_price import guide_price
from linkdesk.domain.quantities import SQUARE_METRES_PER_HECTARE, hectares, printed
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.quota_accounts import standing_entries
from linkdesk.domain.quota_words import CounterpartKind, PostingKind, QuotaAccount, TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_standing import trade_standing
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty, PovertyClass
from linkdesk.policy.land_purposes import COMMERCIAL
from linkdesk.policy.measured import Measured

Found = list[Measured]
GUIDE = "guide_price"
_NOT_SURPLUS = frozenset({QuotaAccount.ANNUAL_PLAN, QuotaAccount.AWARDED})


def seller_class(dossier: Dossier, trade: Trade) -> PovertyClass | None:
    """The poverty class of the seller on the day of the trade: as the trade keeps it, else by the directories; None while unknown."""
    if trade.seller_class or trade.side is TradeSide.BUYER:
        return trade.seller_class
    return next((a.poverty_class for a in dossier.authorities if a.id == trade.authority_id), None)


def guide_of(dossier: Dossier, trade: Trade) -> GuidePrice | None:
    """The guide price of the seller's region on the day of the trade; what a county set as a value of the pack stands in for a row."""
    on = trade.signed_on or trade.negotiated_on or dossier.on
    found = guide_price(dossier.quotas.guide_prices, dossier.project.packs, _regions(dossier, trade), on)
    return found or _of_pack(dossier, on)


def _regions(dossier: Dossier, trade: Trade) -> tuple[str, ...]:
    """Where the quota comes from, the nearest first."""
    if trade.side is TradeSide.BUYER:
        return (trade.counterpart,)
    own = next((a for a in dossier.authorities if a.id == trade.authority_id), None)
    above = next((a for a in dossier.authorities if own and a.id == own.parent_id), None)
    return tuple(a.place or a.name for a in (own, above) if a)


def _of_pack(dossier: Dossier, on: date) -> GuidePrice | None:
    own = [o for o in dossier.overrides if o.name == GUIDE and o.pack_id in dossier.project.packs]
    rate = dossier.rate(GUIDE)
    if rate is None or rate.value is None or (own and not any(in_force(o, on) for o in own)):
        return None
    return GuidePrice(id="", pack_id=rate.pack_id, price=rate.value, document=rate.document, certainty=rate.certainty)


def _each(measured: Callable[[Dossier, Trade], Measured | None]) -> Callable[[Dossier], Found]:
    def made(dossier: Dossier) -> Found:
        standing = (t for t in dossier.quotas.trades if t.terminated_on is None)
        return [found for trade in standing if (found := measured(dossier, trade))]
    return made


def _fault(trade: Trade, field: str, label: str, detail: str) -> Measured:
    """1 where `detail` tells of a fault, 0 where there is none."""
    return Measured(Decimal(bool(detail)), "trade", trade.id, field, label, "项", 0, detail=f"{_called(trade)}：{detail}" if detail else "")


def _called(trade: Trade) -> str:
    return f"“{trade.title or '未命名的交易'}”"


def _price_margin(dossier: Dossier, trade: Trade) -> Measured | None:
    guide = guide_of(dossier, trade)
    if trade.price is None or (guide and guide.price is None):
        return None
    label = f"{_called(trade)}成交单价比省级指导价高"
    if guide is None:
        return Measured(None, "trade", trade.id, "price", label, "万元/亩", 4, "当日当地的省级指导价")
    doubt = "，待核实" if guide.certainty is Certainty.UNVERIFIED else ""
    return Measured(trade.price - guide.price, "trade", trade.id, "price", label, "万元/亩", 4,
                    detail=f"{_called(trade)}成交单价 {printed(trade.price, 4)} 万元/亩，指导价 {printed(guide.price, 4)} 万元/亩{doubt}")


def _guide_open(dossier: Dossier, trade: Trade) -> Measured | None:
    guide = guide_of(dossier, trade)
    open_ = guide is not None and guide.certainty is Certainty.UNVERIFIED
    said = f"指导价 {printed(guide.price, 4)} 万元/亩待核实" if open_ and guide.price is not None else ""
    return _fault(trade, "price", "指导价待核实的交易", said)


def _seller(dossier: Dossier, trade: Trade) -> Measured:
    known, label = seller_class(dossier, trade), "转让方不是贫困县的交易"
    if known is None:
        return Measured(None, "trade", trade.id, "seller_class", label, "项", 0, "转让方贫困县类别")
    return _fault(trade, "seller_class", label, "转让方属“非贫困县”" if known is PovertyClass.NONE else "")


def _needs(_: Dossier, trade: Trade) -> Measured | None:
    if trade.side is TradeSide.BUYER:
        return None
    said = {None: "没有说明本地需要是否已保障", False: "本地需要还没有保障"}.get(trade.needs_met, "")
    if not said and not (trade.needs_statement.strip() and trade.needs_on):
        said = "没有写明本地需要的保障情况和日期"
    if not said and trade.signed_on and trade.needs_on and trade.needs_on > trade.signed_on:
        said = f"保障情况说明日期 {trade.needs_on} 晚于签订日期 {trade.signed_on}"
    return _fault(trade, "needs_met", "没有先保障本地需要的交易", said)


def _contact(dossier: Dossier, trade: Trade) -> Measured | None:
    poor = seller_class(dossier, trade) in (PovertyClass.POOR, PovertyClass.DEEPLY_POOR)
    if trade.side is TradeSide.BUYER or not poor or trade.counterpart_kind is CounterpartKind.ZONE:
        return None
    day, said = trade.zone_contact_on, ""
    if not (trade.zone_contact.strip() and day):
        said = f"投放给{trade.counterpart_kind}，没有写明此前与开发区对接的情况和日期"
    elif trade.signed_on and day > trade.signed_on:
        said = f"与开发区对接的日期 {day} 晚于签订日期 {trade.signed_on}"
    return _fault(trade, "zone_contact", "没有先与开发区对接的交易", said)


def _late(dossier: Dossier, trade: Trade) -> Measured | None:
    if trade.signed_on is None:
        return None
    late = [part for part in trade_standing(dossier.quotas, trade, dossier.on).late if part.is_open]
    said = "、".join(f"{p.instalment.name} {printed(p.amount, 2)} 元逾期 {p.days} 天" for p in late)
    return _fault(trade, "instalments", "有逾期未付价款的交易", said)


trade_price_margin, trade_guide_open = _each(_price_margin), _each(_guide_open)
trade_seller_not_poor, trade_needs_open = _each(_seller), _each(_needs)
trade_contact_open, trade_payment_late = _each(_contact), _each(_late)


def commercial_on_annual(dossier: Dossier) -> Found:
    """Land for commerce, tourism, recreation and commodity housing that was taken from the annual quota, in hectares."""
    found = [e for e in standing_entries(dossier.quotas.entries)
             if e.kind is PostingKind.USE and e.from_account in _NOT_SURPLUS and e.purpose in COMMERCIAL]
    area = sum((hectares(e.construction) for e in found), Decimal(0))
    said = "、".join(f"{e.posted_on} {e.purpose}用地 {printed(e.construction / SQUARE_METRES_PER_HECTARE, 4)} 公顷" for e in found)
    return [Measured(area, "quota_entry", found[0].id, "purpose", "占用年度计划指标的经营性用地", "公顷", 4, detail=said)] if found else []


MEASURES = {
    "trade_price_margin": trade_price_margin, "trade_guide_open": trade_guide_open, "trade_seller_not_poor": trade_seller_not_poor,
    "trade_needs_open": trade_needs_open, "trade_contact_open": trade_contact_open, "trade_payment_late": trade_payment_late,
    "commercial_on_annual": commercial_on_annual}
