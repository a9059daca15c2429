"""The quotas of one project (指标与资金), as part of its dossier: its ledger, trades, advances, obligations, money, and its special plan."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.quota import BookClosing, GuidePrice, Obligation, QuotaAdvance, QuotaEntry
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment


@dataclass(frozen=True, slots=True)
class Quotas:
    """Rows of a project as the store holds them; `closings`, `guide_prices` and what is of the special plan are of its county.

    Of the county's ledger as a whole are `revolving`, what came to and went from its revolving quota where this project took annual
    quota, and `county_sales`, its sales and reversals where it has targets of years.
    """

    entries: tuple[QuotaEntry, ...] = ()
    advances: tuple[QuotaAdvance, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    trades: tuple[Trade, ...] = ()
    instalments: tuple[TradeInstalment, ...] = ()
    trade_payments: tuple[TradePayment, ...] = ()
    uses: tuple[QuotaUse, ...] = ()
    receipts: tuple[FundReceipt, ...] = ()
    fund_uses: tuple[FundUse, ...] = ()
    closings: tuple[BookClosing, ...] = ()
    guide_prices: tuple[GuidePrice, ...] = ()
    special_plans: tuple[SpecialPlan, ...] = ()
    plan_links: tuple[PlanLink, ...] = ()
    potentials: tuple[VillagePotential, ...] = ()
    planned_projects: tuple[PlannedProject, ...] = ()
    revolving: tuple[QuotaEntry, ...] = ()
    county_sales: tuple[QuotaEntry, ...] = ()
