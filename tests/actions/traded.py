"""Trades on a real desk: a seller whose plan is approved and a buyer, each as complete as its agreement asks before it is signed."""

from dataclasses import replace
from datetime import date

from linkdesk.actions import guide_prices, trade_payments, trades
from linkdesk.domain.change import Change
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import CounterpartKind, TradeSide, TransferPoint
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PovertyClass
from tests.actions.quota_books import approved, book, county_of, issued

SIGNED_ON = date(2018, 5, 4)
NEEDS = {"needs_met": True, "needs_statement": "搬迁安置用地 1 公顷已安排", "needs_on": date(2018, 4, 1)}
CONTACT = {"zone_contact": "与综改示范区管委会对接，已投放", "zone_contact_on": date(2018, 4, 2)}


def selling(folder, pack="A", poverty=PovertyClass.POOR, guide="30", **facts):
    """A desk whose poor county may sell 8.5 ha (7.5 of farmland) of one project under A; with the guide price of the province."""
    desk, project_id = book(folder, pack, surplus_trade=True, **facts)
    body = desk.dossier(project_id).responsible
    desk.do(Change("名录", before=(body,), after=(replace(body, poverty_class=poverty),)))
    issued(desk, project_id)
    approved(desk, project_id, kind=PlanKind.WHOLE if pack == "B" else None)
    if guide:
        told(desk, guide)
    return desk, project_id


def told(desk, price, region="", document="省指导价〔2018〕1号（虚构）", from_on="2018-01-01"):
    """A guide price entered and confirmed; an empty one says that none is published."""
    desk.do(guide_prices.add(desk, region=region))
    row = next(r for r in guide_prices.guide_prices(desk) if r.region == region and not r.document)
    for name, text in {"price": price, "document": document, "from_on": from_on}.items():
        row = filled(desk, guide_prices.set_price_field(desk, row, name, text))
    return filled(desk, guide_prices.confirm(desk, row))


def filled(desk, change):
    """What a change of one row makes of it."""
    desk.do(change)
    return desk.store.get(type(change.after[0]), change.after[0].id)


def drafted(desk, project_id, side=TradeSide.SELLER, parts=(1,), **values):
    """A trade that lacks nothing to be signed: 6 ha with 5 of farmland at 30 万元/亩 unless told, paid in shares as given."""
    said = {"counterpart": "岚阳市经济技术开发区管理委员会", "counterpart_kind": CounterpartKind.ZONE, "number": "岚交〔2018〕1号", "price": 30,
            "construction": 60000, "farmland": 50000, "transfer_point": TransferPoint.PAID, **(NEEDS if side is TradeSide.SELLER else {
                "seller_class": PovertyClass.POOR, "seller_class_document": "名录"})}
    made = filled(desk, trades.draft(desk, project_id, side, **(said | values)))
    whole = trades.trade_book.standing_of(desk, made).amount.value
    if whole is not None:
        for at, part in enumerate(parts):
            row = filled(desk, trade_payments.add(desk, made))
            filled(desk, trade_payments.set_instalment_field(desk, row, "amount", f"{whole * part / sum(parts)}元"))
            filled(desk, trade_payments.set_instalment_field(desk, row, "due_on", f"2018-{6 + at:02}-01"))
    return desk.store.get(Trade, made.id)


def signed(desk, trade, on=SIGNED_ON):
    """The trade after its signing."""
    return filled(desk, trades.sign(desk, trade, on))


def paid(desk, trade, amount, on="2018-05-20", voucher="P1", **more):
    """A payment in yuan."""
    desk.do(trade_payments.pay(desk, trade, trade_payments.Typed(f"{amount}元", on, voucher, **more)))


def buying(folder):
    """A desk with a project of who buys, and the guide price of the province."""
    desk, project_id = book(folder, "A", surplus_trade=True)
    told(desk, "30")
    return desk, project_id


def now(desk, trade):
    """The trade as it is stored."""
    return desk.store.get(Trade, trade.id)


__all__ = ["CONTACT", "NEEDS", "SIGNED_ON", "Project", "buying", "county_of", "drafted", "filled", "now", "paid", "selling", "signed", "told"]
