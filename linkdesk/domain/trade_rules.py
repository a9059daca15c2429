"""What a trade lacks before it is signed, and what cannot be: asked by whoever enters it and by the guard. Policies stand in the packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import MU_PER_HECTARE, hectares, printed
from linkdesk.domain.quota_accounts import MEASURES, Amounts
from linkdesk.domain.quota_leaves import agreed
from linkdesk.domain.quota_words import TradeSide, TransferPoint
from linkdesk.domain.trade import Trade, TradeInstalment
from linkdesk.domain.trade_standing import amount_of

FIELDS = fields_of(Trade)
NOTHING = Decimal(0)
DOUBTFUL_PRICE = Decimal(1000)
"""万元 a mu that no mu ever cost: a price as high was typed in 元."""
AFTER_SIGNING = frozenset({"transferred_on", "transfer_document", "filed_on", "filing_number", "terminated_on", "termination",
                           "adjustment_on", "adjustment_area", "adjustment_document", "note", "matter_id"})
"""What may still change of a signed trade; the matter its papers go up in binds nobody."""
_ASKED = ("title", "counterpart", "project_id", "construction", "price", "number", "transfer_point")
_BEFORE_SIGNING = ("needs_on", "zone_contact_on", "announced_on", "negotiated_on")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to put right before signing: the field it is put right in ("instalments" for the payment plan), and one sentence."""

    field: str
    why: str


def lacks(trade: Trade, instalments: Iterable[TradeInstalment], on: date | None) -> tuple[Lack, ...]:
    """What a trade lacks to be signed on a day, whatever the policies say, in the order of its card."""
    return tuple(lack for lack in (*_blank(trade), *_of_areas(trade), *_of_price(trade), *_of_plan(trade, tuple(instalments)),
                                   *(_of_days(trade, on) if on else ())))


def _blank(trade: Trade) -> Iterable[Lack]:
    for name in _ASKED:
        value = getattr(trade, name)
        if not (value.strip() if isinstance(value, str) else value):
            yield Lack(name, f"请填写“{FIELDS[name].label}”。")
    if trade.transfer_point is TransferPoint.DAY and trade.transfer_due_on is None:
        yield Lack("transfer_due_on", "约定按日期划转的，请填写“约定划转日期”。")
    if trade.side is TradeSide.BUYER and trade.seller_class is None:
        yield Lack("seller_class", "请填写“转让方贫困县类别”和依据文件：只有贫困县的节余指标可以交易到县外。")


def _of_areas(trade: Trade) -> Iterable[Lack]:
    parts = (("paddy", "farmland"), ("farmland", "agricultural"))
    for part, whole in parts:
        of_part, of_whole = getattr(trade, part), getattr(trade, whole)
        if of_part and of_whole is not None and of_part > of_whole:
            yield Lack(part, f"“{FIELDS[part].label}”{_said(of_part)} 大于“{FIELDS[whole].label}”{_said(of_whole)}，请核对。")
    if trade.priced_by_farmland and not trade.farmland:
        yield Lack("farmland", "按耕地指标计价的，请填写“耕地指标”。")


def _of_price(trade: Trade) -> Iterable[Lack]:
    if trade.price is not None and (why := price_trap(trade.price)):
        yield Lack("price", why)


def price_trap(price: Decimal) -> str:
    """What is said of a price typed in yuan where 万元 is asked; empty for one that can be."""
    if price < DOUBTFUL_PRICE:
        return ""
    return f"成交单价 {printed(price, 4)} 万元/亩高得不可能，像是把元当成万元。请按万元/亩填写。"


def _of_plan(trade: Trade, instalments: tuple[TradeInstalment, ...]) -> Iterable[Lack]:
    planned, amount = sum((i.amount for i in instalments if i.amount), NOTHING), amount_of(trade).value
    if not instalments:
        yield Lack("instalments", "还没有付款计划，请逐笔填写款项、应付日期和金额，合计要等于协议金额。")
    elif amount is not None and planned != amount:
        yield Lack("instalments", f"付款计划合计 {printed(planned, 2)} 元，与协议金额 {printed(amount, 2)} 元不符，"
                                  f"{'多' if planned > amount else '少'} {printed(abs(planned - amount), 2)} 元。请调整各笔金额。")
    if unnamed := [at for at, i in enumerate(sorted(instalments, key=lambda i: i.position), 1) if not i.amount]:
        yield Lack("instalments", f"付款计划第 {'、'.join(map(str, unnamed))} 笔没有金额，请填写或删除。")


def _of_days(trade: Trade, on: date) -> Iterable[Lack]:
    for name in _BEFORE_SIGNING:
        if (day := getattr(trade, name)) and day > on:
            yield Lack(name, f"“{FIELDS[name].label}”{day} 晚于签订日期 {on}，请核对这两个日期。")
    if trade.accept_by and trade.accept_by < on:
        yield Lack("accept_by", f"“{FIELDS['accept_by'].label}”{trade.accept_by} 早于签订日期 {on}，请核对。")
    if trade.transfer_point is TransferPoint.DAY and trade.transfer_due_on and trade.transfer_due_on < on:
        yield Lack("transfer_due_on", f"“{FIELDS['transfer_due_on'].label}”{trade.transfer_due_on} 早于签订日期 {on}，请核对。")


def why_more(trade: Trade, there: Amounts, account: str) -> str:
    """One sentence where a seller would sell more than stands on the account the sale draws on; empty where it suffices."""
    return next((_more(FIELDS[name].label, wanted, has, account)
                 for name, wanted, has in zip(MEASURES, agreed(trade).values, there.values, strict=True) if wanted > has), "")


def _more(label: str, wanted: Decimal, has: Decimal, account: str) -> str:
    said = f"“{label}”{_said(wanted)} 超过可转让的{account} {_said(has)}，多出 {_said(wanted - has)}。"
    return said + (_in_mu(wanted) if wanted <= has * MU_PER_HECTARE else "请核对面积；指标还没有入账的，先登记它的批准或验收。")


def unit_trap(label: str, wanted: Decimal, whole: Decimal) -> str:
    """What is said of an area that does not fit, but would in mu: it was typed in mu where hectares are asked."""
    return _more(label, wanted, whole, "指标") if whole < wanted <= whole * MU_PER_HECTARE else ""


def _in_mu(area: Decimal) -> str:
    return f"除以 15 就够，像是把亩当成公顷：请核对面积和单位，按亩填写的写成“{printed(hectares(area), 4)} 亩”。"


def changed_after_signing(was: Trade, now: Trade) -> tuple[str, ...]:
    """The labels of the terms that differ between a signed trade and what it would become."""
    return tuple(f.label for name, f in FIELDS.items() if name not in AFTER_SIGNING and getattr(was, name) != getattr(now, name))


def _said(area: Decimal) -> str:
    return f"{printed(hectares(area), 4)} 公顷（{printed(hectares(area) * MU_PER_HECTARE, 4)} 亩）"
