"""The demo's trade: the first sample as if its surplus were traded, on a desk of its own, from the approval to the first payment; made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from linkdesk import paths
from linkdesk.actions import (
    demo_plans,
    demo_quota,
    guide_prices,
    plan_versions,
    plots,
    projects,
    signed_trades,
    targets,
    trade_book,
    trade_payments,
    trades,
)
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import FEN, SQUARE_METRES_PER_HECTARE, hectares, rounded
from linkdesk.domain.quota_words import CounterpartKind, TransferPoint
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import AuthorityKind, PovertyClass

_APPROVED_AGO, _SIGNED_AGO, _PAID_AGO = 300, 150, 140
_PRICE = Decimal(30)
_SHARES = ("首付款", 100, Decimal("0.3")), ("第二笔", 20, Decimal("0.5")), ("尾款", -300, Decimal("0.2"))
_TERMS = {
    "needs_met": True, "needs_statement": "搬迁安置用地已先安排（虚构）", "zone_contact": "已与开发区管委会对接，由其购入（虚构）",
    "announcement": "省级土地指标交易平台公告 12 号（虚构）", "negotiation": "双方会谈两次，议定单价（虚构）", "copies": 8,
    "guarantee": "转让方保证两年内完成复垦并通过验收", "failing": "验收面积不足的，转让方以其他节余指标补足或退还价款",
    "taxes": "依法各自承担", "use_limits": "用于受让方新增建设用地、建设用地规模和占补平衡", "late_rate": Decimal("0.5"),
    "breach": "违约方赔偿对方损失", "dispute": "协商不成的，报共同的上一级政府协调"}


def show(desk: Desk, sample: projects.NewProject, plots_name: str) -> Iterator[str]:
    """One trade of a sample on a desk that is closed behind it; tells step by step what was made."""
    with closing(desk):
        project_id = _project(desk, sample, plots_name)
        yield _approved(desk, project_id)
        _targeted(desk)
        trade = _drafted(desk, project_id)
        desk.do(trades.sign(desk, trade, _ago(desk, _SIGNED_AGO)))
        _paid(desk, trade)
        now = trade_book.standing_of(desk, desk.store.get(Trade, trade.id))
        yield f"{now.trade.title}{now.state}，{hectares(now.trade.construction)} 公顷，已到账 {now.paid} 元，逾期 {len(now.late)} 笔"


def _ago(desk: Desk, days: int) -> date:
    return local_day(desk.clock()) - timedelta(days=days)


def _project(desk: Desk, sample: projects.NewProject, plots_name: str) -> str:
    desk.do(projects.new_project(desk, sample))
    project_id = projects.find(desk, sample.name).id
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / plots_name), project_id))
    demo_plans.fill(desk, project_id)
    project, buyer = desk.store.get(Project, project_id), Authority(name=demo_plans.BUYER, kind=AuthorityKind.DEVELOPMENT_ZONE, place="开发区")
    county = desk.store.get(Authority, project.responsible_id)
    desk.do(Change("填写易地交易", before=(project, county), after=(
        buyer, replace(project, surplus_trade=True, new_side_id=buyer.id), replace(county, poverty_class=PovertyClass.POOR))))
    return project_id


def _approved(desk: Desk, project_id: str) -> str:
    said, on = demo_quota.issue(desk, project_id), _ago(desk, _APPROVED_AGO)
    desk.do(plan_versions.fix(desk, project_id, PlanKind.OLD))
    version = plan_versions.versions(desk.dossier(project_id), PlanKind.OLD)[-1]
    desk.do(plan_versions.approve(desk, version, "省国土资源厅", f"晋国土资函〔{on.year}〕31号（虚构）", on))
    return said


def _targeted(desk: Desk) -> None:
    """What the county is to sell in the year of the signing."""
    desk.do(targets.add(desk))
    target, year = targets.targets(desk)[-1], str(_ago(desk, _SIGNED_AGO).year)
    for name, text in {"to_year": year, "from_year": year, "area": "60", "document": f"晋国土资函〔{year}〕12号（虚构）"}.items():
        desk.do(targets.set_target_field(desk, target, name, text))


def _drafted(desk: Desk, project_id: str) -> Trade:
    """Half of what the plan expects, at the guide price, to be paid in three parts."""
    _told(desk)
    change = trades.draft(desk, project_id, counterpart=demo_plans.BUYER, counterpart_kind=CounterpartKind.ZONE, price=_PRICE,
                          number=f"岚节余交易〔{_ago(desk, _SIGNED_AGO).year}〕1号（虚构）", transfer_point=TransferPoint.FIRST_PAYMENT,
                          needs_on=_ago(desk, 200), zone_contact_on=_ago(desk, 190), announced_on=_ago(desk, 180),
                          negotiated_on=_ago(desk, 160), **_TERMS)
    whole = trade_book.whole(desk, change.after[0])
    half = {name: hectares(getattr(whole, name) / 2) * SQUARE_METRES_PER_HECTARE for name in ("construction", "agricultural", "farmland")}
    trade = replace(change.after[0], **half)
    desk.do(replace(change, after=(trade,)))
    _planned(desk, trade)
    return trade


def _told(desk: Desk) -> None:
    desk.do(guide_prices.add(desk))
    for name, text in {"price": str(_PRICE), "document": "省级指导价（虚构）"}.items():
        desk.do(guide_prices.set_price_field(desk, guide_prices.guide_prices(desk)[0], name, text))


def _planned(desk: Desk, trade: Trade) -> None:
    amount, left = trade_book.standing_of(desk, trade).amount.value or Decimal(0), Decimal(0)
    for at, (name, ago, share) in enumerate(_SHARES, 1):
        part = amount - left if at == len(_SHARES) else rounded(amount * share, FEN)
        left += part
        desk.do(trade_payments.add(desk, trade))
        for field, text in {"name": name, "due_on": str(_ago(desk, ago)), "amount": f"{part}元"}.items():
            desk.do(trade_payments.set_instalment_field(desk, trade_payments.instalments(desk, trade)[-1], field, text))


def _paid(desk: Desk, trade: Trade) -> None:
    first, on = trade_payments.instalments(desk, trade)[0], _ago(desk, _PAID_AGO)
    desk.do(trade_payments.pay(desk, trade, trade_payments.Typed(f"{first.amount}元", str(on), "岚财收 0012（虚构）"), first))
    desk.do(signed_trades.transfer(desk, trade, on, f"晋指标划转〔{on.year}〕7号（虚构）"))
