"""The demo's money: what came in and was spent beside agreements and works, and proceeds where a trade was paid; all made up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from linkdesk.actions import funds_book
from linkdesk.actions.funds_book import Received, Spent
from linkdesk.desk import Desk
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.proceeds import NOTHING, Lot
from linkdesk.domain.quantities import printed
from linkdesk.domain.quota_words import ProceedsPurpose

_RECEIVED = (("150", 75, "岚财预〔2018〕31号（虚构）", "收-0107"), ("80", 20, "岚财预〔2018〕58号（虚构）", "收-0233"))
_SPENT = ((CostCategory.PREPARATION, "岚阳市测绘院（虚构）", "3.20", 70, "付-0101"),
          (CostCategory.FACILITIES, "岚川县水利工程队（虚构）", "18.60", 15, "付-0188"))
_PURPOSES = ((ProceedsPurpose.POVERTY, "2130505 生产发展（虚构）", "青石镇人民政府", Decimal("0.3"), "付-0301"),
             (ProceedsPurpose.REVIVAL, "2130126 农村公益事业（虚构）", "上沟村村民委员会", Decimal("0.2"), "付-0302"))


def fill(desk: Desk, project_id: str) -> str:
    """Enter them as an officer would; returns what was entered, in words."""
    source = next((s.id for s in desk.dossier(project_id).funds if s.kind is FundKind.BUDGET), "")
    for amount, ago, number, voucher in _RECEIVED:
        typed = Received(source, FundKind.BUDGET, "岚川县财政局（虚构）", amount, _day(desk, ago), number, voucher)
        desk.do(funds_book.receive(desk, project_id, typed))
    for category, payee, amount, ago, voucher in _SPENT:
        typed = Spent(category=category, payee=payee, amount=amount, paid_on=_day(desk, ago), voucher=voucher)
        desk.do(funds_book.spend(desk, project_id, typed))
    if lot := next(iter(money(desk.dossier(project_id)).lots), None):
        _spend_proceeds(desk, project_id, lot)
    now = money(desk.dossier(project_id))
    return f"到账 {printed(now.received, 2)} 元，支出 {printed(now.spent, 2)} 元，结余 {printed(now.balance, 2)} 元"


def _spend_proceeds(desk: Desk, project_id: str, lot: Lot) -> None:
    """Parts of the first payment go to the two purposes, through the budget."""
    for purpose, item, payee, share, voucher in _PURPOSES:
        amount = f"{printed(max(lot.payment.amount * share, NOTHING), 2, grouping=False)}元"
        desk.do(funds_book.spend(desk, project_id, Spent(
            FundKind.PROCEEDS, lot.payment.trade_id, "", CostCategory.OTHER, purpose, item, payee, amount, _day(desk, 0), voucher)))


def _day(desk: Desk, ago: int) -> str:
    return (desk.clock().date() - timedelta(days=ago)).isoformat()
