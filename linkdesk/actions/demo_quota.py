"""The demo's quota book: the year's issuing document before the plan is approved, land taken after it; all made up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from linkdesk.actions import quota_entries, quota_land, quota_pending
from linkdesk.desk import Desk
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import SQUARE_METRES_PER_HECTARE, hectares, rounded
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import QuotaAccount
from linkdesk.domain.words import PlotUse

_ISSUED_AGO, _TAKEN_AGO = 330, 120  # days: before the plan's approval, and after that of the design
_ANNUAL = Amounts(*(Decimal(n) * SQUARE_METRES_PER_HECTARE for n in (6, 5, 4, 0)))


def issue(desk: Desk, project_id: str) -> str:
    """The document that issues the year's quota, annual and revolving together; the revolving quota is the project's old land."""
    dossier, body = desk.dossier(project_id), quota_entries.body_of(desk, project_id)
    old = sum((printed_area(p, dossier.area_basis) or Decimal(0) for p in dossier.plots if p.use is PlotUse.OLD), Decimal(0))
    whole = rounded(hectares(old) + Decimal("0.5"), 0) * SQUARE_METRES_PER_HECTARE
    on = local_day(desk.clock()) - timedelta(days=_ISSUED_AGO)
    county = desk.store.get(Authority, body)
    above = desk.store.get(Authority, county.parent_id) if county and county.parent_id else None
    place = above.name.removesuffix("人民政府") if above else "市"
    desk.do(quota_entries.issue(desk, body, on, f"{place}国土资发〔{on.year}〕20号（虚构）", f"关于下达{on.year}年度用地计划和周转指标的通知（虚构）",
                                on.year, _ANNUAL, Amounts(whole, whole, whole)))
    return f"下达年度计划指标 {hectares(_ANNUAL.construction, 2)} 公顷、周转指标 {hectares(whole, 2)} 公顷"


def take_land(desk: Desk, project_id: str) -> str:
    """The settlement plots taken once plan and design are approved; then how many things wait to be posted."""
    on = local_day(desk.clock()) - timedelta(days=_TAKEN_AGO)
    plots = [p for p in quota_land.open_plots(desk, project_id) if p.use is PlotUse.SETTLEMENT]
    desk.do(quota_land.take_land(desk, project_id, plots, QuotaAccount.ISSUED, on, f"岚政地字〔{on.year}〕7号（虚构）", "安置用地批复（虚构）"))
    waits = quota_pending.of_project(desk, project_id)
    return f"安置用地 {len(plots)} 块，待过账 {len(waits)} 项"
