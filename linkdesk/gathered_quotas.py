"""Reading the quotas of a project: its own rows, and those of its county that count for each of its projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linkdesk import store
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.grouping import grouped
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.project import Project
from linkdesk.domain.quota import BookClosing, GuidePrice, Obligation, QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, Amounts
from linkdesk.domain.quota_days import READ, QuotaDays, days_of, quota_days
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan, VillagePotential
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment

_OF_PROJECT = {"entries": QuotaEntry, "advances": QuotaAdvance, "obligations": Obligation, "trades": Trade, "receipts": FundReceipt,
               "fund_uses": FundUse}
_OF_TRADES = {"instalments": TradeInstalment, "trade_payments": TradePayment, "uses": QuotaUse}
_OF_SPECIAL_PLANS = {"plan_links": PlanLink, "potentials": VillagePotential, "planned_projects": PlannedProject}


def quotas(read: Callable[..., tuple[Any, ...]], project: Project) -> Quotas:
    """The quotas of a project; `read(entity, **equals)` gives the entities with these values."""
    body = project.responsible_id
    of_county: dict[str, tuple[Any, ...]] = {}
    if body:
        plans = store.ids(SpecialPlan, authority_id=body)
        of_county = {"closings": read(BookClosing, authority_id=body), "special_plans": read(SpecialPlan, authority_id=body),
                     **{name: read(entity, special_plan_id=plans) for name, entity in _OF_SPECIAL_PLANS.items()}}
        of_county |= _of_its_ledger(read, body, project)
    trades = store.ids(Trade, project_id=project.id)
    return Quotas(guide_prices=read(GuidePrice), **of_county,
                  **{name: read(entity, project_id=project.id) for name, entity in _OF_PROJECT.items()},
                  **{name: read(entity, trade_id=trades) for name, entity in _OF_TRADES.items()})


def all_quota_days(opened: store.Store) -> dict[str, QuotaDays]:
    """The days the ledger tells of each project that has any, from sums; one with a reversal among them is read entry by entry."""
    rows = [row for wanted in READ for row in opened.sums(QuotaEntry, ("authority_id", "project_id", "from_account", "to_account", "kind",
                                                                       "posted_on"), MEASURES, **wanted)]
    turned = {project_id for _, project_id, _, _, kind, *_ in rows if kind is PostingKind.REVERSAL}
    entries = grouped(opened.load(QuotaEntry, project_id=sorted(filter(None, turned))), lambda e: e.project_id) if turned else {}
    summed = grouped((row for row in rows if row[1] and row[1] not in turned), lambda row: row[1])
    return ({id_: days_of((source, to, on, Amounts(*areas)) for _, _, source, to, _, on, *areas in mine) for id_, mine in summed.items()}
            | {id_: quota_days(mine) for id_, mine in entries.items()})


def _of_its_ledger(read: Callable[..., tuple[Any, ...]], body: str, project: Project) -> dict[str, tuple[QuotaEntry, ...]]:
    """What the rules of a project look at in the ledger of its whole county, read only where there is something to look for."""
    annual = any(e.from_account is QuotaAccount.ANNUAL_PLAN for e in read(QuotaEntry, project_id=project.id))
    revolving = (*read(QuotaEntry, authority_id=body, to_account=QuotaAccount.REVOLVING),
                 *read(QuotaEntry, authority_id=body, from_account=QuotaAccount.REVOLVING)) if annual else ()
    wanted = read(YearTarget, authority_id=body)
    sold = read(QuotaEntry, authority_id=body, kind=(PostingKind.SALE, PostingKind.REVERSAL)) if wanted else ()
    return {"revolving": revolving, "county_sales": sold}
