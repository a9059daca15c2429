"""What rules measure of a project's money; nothing is measured before anything of its kind was entered."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money_lines import MoneyLine
from linkdesk.domain.money_standing import CategoryRow, money, total
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.proceeds import astray
from linkdesk.domain.quantities import printed
from linkdesk.policy.measured import Measured

NOTHING = Decimal(0)


def proceeds_astray(dossier: Dossier) -> list[Measured]:
    """Each use of proceeds: 1 where it lies outside the two purposes or names none."""
    return _each_use(dossier, "purpose", "交易收益支出的用途", lambda use: f"用于“{use.purpose}”" if use.purpose else "没有写明用途", astray)


def proceeds_without_budget(dossier: Dossier) -> list[Measured]:
    """Each use of proceeds: 1 where it names no item of the budget."""
    return _each_use(dossier, "budget_item", "交易收益支出的预算科目", lambda use: "没有写明预算科目和文号", lambda use: not use.budget_item.strip())


def _each_use(dossier: Dossier, field: str, label: str, says: Callable[[MoneyLine], str], wrong: Callable[[MoneyLine], bool]) -> list[Measured]:
    return [Measured(Decimal(wrong(use)), use.entity, use.id, field, label, "项", 0,
                     detail=f"{use.day} 凭证 {use.voucher}（{printed(use.amount, 2)} 元）{says(use)}" if wrong(use) else "")
            for use in money(dossier).of_proceeds]


def proceeds_uncovered(dossier: Dossier) -> list[Measured]:
    """How much was spent of proceeds that had not come in, as payments of trades stand now; in 万元."""
    now = money(dossier)
    if not now.of_proceeds:
        return []
    short = sum((in_ten_thousands(amount) for _, amount in now.drawn.short), NOTHING)
    detail = "、".join(f"凭证 {use.voucher} 差 {printed(amount, 2)} 元" for use, amount in now.drawn.short)
    first = now.drawn.short[0][0].id if now.drawn.short else ""
    return [Measured(short, "fund_use", first, "amount", "没有到账收益对应的支出", "万元", 2, exact=sum((a for _, a in now.drawn.short), NOTHING),
                     detail=detail)]


def households_unbenefited(dossier: Dossier) -> list[Measured]:
    """How many poor households and households moved for poverty relief received nothing while proceeds were spent."""
    now = money(dossier)
    if not now.of_proceeds:
        return []
    without = [b for b in now.benefits if b.must_benefit and b.received <= NOTHING]
    first = without[0].household.id if without else ""
    return [Measured(Decimal(len(without)), "household", first, "", "尚未受益的建档立卡户和易地扶贫搬迁户", "户", 0)]


def money_shortfall(dossier: Dossier) -> list[Measured]:
    """How far what was spent goes beyond what came in, in 万元."""
    now = money(dossier)
    return [_short(now.received, now.spent, "支出超过到账")] if now.is_kept else []


def budget_money_shortfall(dossier: Dossier) -> list[Measured]:
    """How far what was spent as money of the budget goes beyond what came in as such, in 万元."""
    came, went = ([line for line in lines if line.kind is FundKind.BUDGET] for lines in (money(dossier).receipts, money(dossier).uses))
    return [_short(total(came), total(went), "财政资金支出超过到账")] if came or went else []


def _short(received: Decimal, spent: Decimal, label: str) -> Measured:
    short = max(NOTHING, spent - received)
    detail = f"支出 {printed(spent, 2)} 元，到账 {printed(received, 2)} 元" if short else ""
    return Measured(in_ten_thousands(short), "fund_receipt", "", "", label, "万元", 2, exact=short, detail=detail)


def category_overspent(dossier: Dossier) -> list[Measured]:
    """Each estimated category of which something was spent: how far that goes beyond the estimate, in 万元."""
    now = money(dossier)
    estimated = (row for row in now.categories if row.spent and (row.missing or row.planned is not None))
    return list(map(_overspent, estimated)) if now.is_kept else []


def _overspent(row: CategoryRow) -> Measured:
    label = f"{row.category}支出超过投资估算"
    if row.missing:
        return Measured(None, "estimate_item", "", "", label, "万元", 2, f"{row.category}的投资估算")
    planned = row.planned or NOTHING
    over = max(NOTHING, row.spent - planned)
    detail = f"{row.category}已支出 {printed(row.spent, 2)} 元，投资估算 {printed(planned, 2)} 元" if over else ""
    return Measured(in_ten_thousands(over), "estimate_item", "", "", label, "万元", 2, exact=over, detail=detail)


def money_unaudited(dossier: Dossier) -> list[Measured]:
    """Whether works are completed and money was spent while no audit is named: 1 or 0."""
    report, now = dossier.carrying.completion, money(dossier)
    if report is None or report.completed_on is None or not now.spent:
        return []
    return [Measured(Decimal(not report.audited_by.strip()), "completion", report.id, "audited_by", "竣工后未写明审计单位", "项", 0)]


MEASURES = (proceeds_astray, proceeds_without_budget, proceeds_uncovered, households_unbenefited, money_shortfall, budget_money_shortfall,
            category_overspent, money_unaudited)
