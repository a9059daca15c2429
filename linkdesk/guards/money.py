"""Money of a project: each entry with day, sum and voucher, corrected once at most; no proceeds are spent before they came in."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_rules import MoneyFacts, why_not_entered
from linkdesk.domain.planning import FundSource, PlanApproval, PlanVersion
from linkdesk.domain.project import Project
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.store import Store, ids


def refuse_wrong_money(store: Store, change: Change) -> None:
    """Refuse entries that lack something, lie before the project or after today, spend what is not there, or correct falsely."""
    entered = [e for e in change.after if isinstance(e, FundReceipt | FundUse)]
    for project_id, mine in grouped(entered, lambda e: e.project_id).items():
        facts = money_facts(store, project_id, change)
        for made in mine:
            if why := why_not_entered(made, facts):
                raise KnownError(why)
            book = "receipts" if isinstance(made, FundReceipt) else "uses"
            facts = replace(facts, **{book: (*getattr(facts, book), made)})


def money_facts(store: Store, project_id: str, change: Change | None = None) -> MoneyFacts:
    """What stands of a project's money, with payments of trades that the same change enters; KnownError when it is gone."""
    project = store.get(Project, project_id)
    if project is None:
        raise KnownError("这个项目已经不在了，没有登记。请刷新后重新选择项目。")
    new = tuple(e for e in change.after if isinstance(e, TradePayment)) if change else ()
    return MoneyFacts(
        project, store.clock().date(), tuple(store.load(FundReceipt, project_id=project_id)), tuple(store.load(FundUse, project_id=project_id)),
        tuple(store.load(FundSource, project_id=project_id)), tuple(store.load(Trade, project_id=project_id)),
        (*store.load(TradePayment, trade_id=ids(Trade, project_id=project_id)), *new),
        tuple(store.load(PlanApproval, version_id=ids(PlanVersion, project_id=project_id))),
        frozenset(id_ for id_, in store.columns(Household, ("id",), project_id=project_id)))
