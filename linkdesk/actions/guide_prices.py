"""Provincial guide prices (指导价) by region and day: entered with their document, confirmed, or confirmed that none is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_rules import price_trap
from linkdesk.domain.words import Certainty, ChangeKind
from linkdesk.policy.trade_measures import guide_of as _guide_of

WHAT = "指导价"


def guide_prices(desk: Desk) -> list[GuidePrice]:
    """All guide prices, by region and then by day."""
    return sorted(desk.store.load(GuidePrice), key=lambda row: (row.region, str(row.from_on or ""), row.id))


def guide_of(desk: Desk, trade: Trade) -> GuidePrice | None:
    """The guide price that holds for a trade; None where none is entered, without a price where none is published."""
    return _guide_of(desk.dossier(trade.project_id), trade) if trade.project_id else None


def add(desk: Desk, pack_id: str = "", region: str = "") -> Change:
    """One more guide price, to be filled in."""
    return Change(f"新增{WHAT}", after=(GuidePrice(pack_id=pack_id, region=region),))


def set_price_field(desk: Desk, row: GuidePrice, name: str, text: str) -> Change:
    """Put what was typed into a guide price: what was confirmed is to be confirmed anew."""
    change = set_field(plan_rows.newest(desk, row), name, text)
    made = change.after[0]
    if why := why_not(made):
        raise KnownError(f"{why}原值未改动。")
    return replace(change, after=(replace(made, certainty=Certainty.UNVERIFIED, officer_name=""),))


def confirm(desk: Desk, row: GuidePrice) -> Change:
    """Confirm a guide price by its document; one without a price says that the province published none."""
    was = plan_rows.newest(desk, row)
    if not was.document.strip():
        raise KnownError("请先填写依据文件的名称和文号，再核实；省里没有公布指导价的，写明核实的文件或记录。")
    made = replace(was, certainty=Certainty.CONFIRMED, officer_name=desk.officer_name)
    said = "没有公布" if was.price is None else f"{was.price} 万元/亩"
    return Change(f"核实{WHAT}：{was.region or '全省'}{said}", before=(was,), after=(made,), kind=ChangeKind.CONFIRM)


def paste(desk: Desk, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Guide prices from pasted spreadsheet rows; they are 待核实."""
    made = tuple(GuidePrice(**{name: value for name, value in row.items() if name != "certainty"}) for row in pasted(GuidePrice, cells, names))
    plan_rows.refuse_unfit(made, lambda row: why_not(row).rstrip("。"))
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def remove(desk: Desk, chosen: Sequence[GuidePrice]) -> Change:
    """Remove guide prices."""
    return plan_rows.remove(desk, chosen, WHAT)


def why_not(row: GuidePrice) -> str:
    """Why a guide price cannot be; empty when it can."""
    if row.from_on and row.until_on and row.until_on < row.from_on:
        return "终止日期早于起始日期。请核对两个日期。"
    return price_trap(row.price).replace("成交单价", "指导价") if row.price is not None else ""
