"""What rules measure of the quota ledger beside the acts it follows from (R20–R22), of announcements, of bought rights and of city shares."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from linkdesk.domain.acceptance_standing import accepted_plots
from linkdesk.domain.city_share import agreed_share
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.quota_accounts import moved, standing_entries
from linkdesk.domain.quota_words import PostingKind, QuotaAccount, TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_rights import Right, bought
from linkdesk.policy.matter_rules import approved_on
from linkdesk.policy.measured import Measured
from linkdesk.policy.terms import Subject

Found = list[Measured]
_LAND = frozenset({QuotaAccount.USED_RESETTLE, QuotaAccount.USED_URBAN})


def land_before_design(dossier: Dossier) -> Found:
    """How often new land was taken by hand on no approved design, or before it; what a chain told of was held up by the chain itself."""
    taken = [e for e in standing_entries(dossier.quotas.entries) if e.kind is PostingKind.USE and e.to_account in _LAND and not e.source_id]
    if not taken or builds_only(dossier):
        return []
    approved = approved_on(docket_of(dossier), Subject.DESIGN)
    early = [e for e in taken if approved is None or (e.posted_on and e.posted_on < approved)]
    said = f"复垦设计 {approved} 批准" if approved else "复垦设计没有登记批复"
    return [_counted(early, "quota_entry", "posted_on", "复垦设计批准前登记的用地", "次",
                     f"{early[0].posted_on} 用地（{early[0].number}），{said}" if early else "")]


def acceptances_not_returned(dossier: Dossier) -> Found:
    """How many acceptances that passed plots have returned no quota: not by the body the policy names, or still waiting to be posted."""
    passed = {acceptance.id: acceptance for acceptance, _ in accepted_plots(dossier.carrying).values()}
    if not passed:
        return []
    returned = {e.source_id for e in standing_entries(dossier.quotas.entries) if e.kind is PostingKind.ACCEPTANCE}
    open_ = [a for id_, a in passed.items() if id_ not in returned]
    return [_counted(open_, "acceptance", "authority", "没有归还指标的竣工验收", "次", "、".join(f"{a.authority} {a.number}" for a in open_))]


def accounts_below_zero(dossier: Dossier) -> Found:
    """How many accounts of the project are below nothing; the county's revolving quota, whose ceiling a policy may lift, is not one."""
    entries = dossier.quotas.entries
    below = [account for (project_id, account), amounts in moved(entries).items() if project_id and amounts.is_below_zero]
    return [Measured(Decimal(len(below)), "quota_entry", "", "", "余额为负的科目", "个", 0, detail="、".join(below))] if entries else []


def sales_unannounced(dossier: Dossier) -> Found:
    """How many signed sales were not announced, or only after the signing."""
    signed = _signed(dossier, TradeSide.SELLER)
    open_ = [t for t in signed if not (t.announced_on and t.announcement.strip()) or t.announced_on > t.signed_on]
    return [_counted(open_, "trade", "announced_on", "签订前没有写明公告的流转", "宗", _titles(open_))] if signed else []


def rights_lacking(dossier: Dossier) -> Found:
    """How many trades of a buyer do not give all three rights."""
    signed = _signed(dossier, TradeSide.BUYER)
    lacking = {t.id: [right for right in Right if not bought(t, right)] for t in signed}
    open_ = [t for t in signed if lacking[t.id]]
    said = "；".join(f"“{t.title}”没有{'、'.join(lacking[t.id])}" for t in open_)
    return [_counted(open_, "trade", "farmland", "没有同时取得三种用途的购入", "宗", said)] if signed else []


def city_share_open(dossier: Dossier) -> Found:
    """What is not known of how city and county share, in a project the city invested in: the ratio, or the agreement it stands in."""
    project = dossier.project
    if project.city_invested is not True or project.quota_assigned is not None:
        return []
    lacking = {"city_share": "分成比例" if agreed_share(dossier) is None else "",
               "city_share_document": "" if (project.city_share_document or "").strip() else "分成协议"}
    open_ = [name for name, said in lacking.items() if said]
    return [Measured(Decimal(len(open_)), "project", project.id, open_[0] if open_ else "", "没有写明的市县分成内容", "项", 0,
                     detail="、".join(lacking[name] for name in open_))]


def _signed(dossier: Dossier, side: TradeSide) -> list[Trade]:
    return [t for t in dossier.quotas.trades if t.side is side and t.signed_on and t.terminated_on is None]


def _titles(trades: Iterable[Trade]) -> str:
    return "、".join(f"“{t.title}”" for t in trades)


def _counted(rows: list[Any], subject: str, field: str, label: str, unit: str, detail: str) -> Measured:
    return Measured(Decimal(len(rows)), subject, rows[0].id if rows else "", field if rows else "", label, unit, 0, detail=detail if rows else "")


MEASURES = (land_before_design, acceptances_not_returned, accounts_below_zero, sales_unannounced, rights_lacking, city_share_open)
