"""A trade beside its project and the quota ledger: how it stands, what could be sold, whether the ledger can follow a change of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from linkdesk import following, ledger, posting
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import accepted_whole
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import PostingKind, TradeSide
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_rules import Lack, why_more
from linkdesk.domain.trade_standing import TradeStanding, trade_standing
from linkdesk.domain.words import PlotUse
from linkdesk.policy import trade_terms
from linkdesk.policy.accepting import counting
from linkdesk.policy.planned_quota import planned_surplus

_SELLABLE = Account.SURPLUS, Account.COUNTY_SHARE, Account.PLANNED_SURPLUS


def standing_of(desk: Desk, trade: Trade, on: date | None = None) -> TradeStanding:
    """How a trade stands on a day (today without one), with what its policies say of its acceptance."""
    day = on or local_day(desk.clock())
    if trade.project_id is None:
        rows = {name: tuple(desk.store.load(kind, trade_id=trade.id)) for name, kind in (
            ("instalments", TradeInstalment), ("payments", TradePayment), ("uses", QuotaUse))}
        return TradeStanding(trade, day, **rows | {"instalments": tuple(sorted(rows["instalments"], key=lambda i: i.position))})
    dossier = desk.dossier(trade.project_id)
    packs = desk.project_packs(dossier.project)
    whole = accepted_whole(counting(docket_of(dossier), packs)) if trade.side is TradeSide.SELLER else None
    accepted = whole.accepted_on if whole and whole.accepted_on and whole.accepted_on <= day else None
    return trade_standing(dossier.quotas, trade, day, accepted, trade_terms.accept_due(packs, trade))


def whole(desk: Desk, trade: Trade) -> Amounts:
    """All a trade could be about, by which areas typed in mu are told: what stands to be sold or is planned; what a buyer may build."""
    dossier = desk.dossier(trade.project_id) if trade.project_id else None
    if dossier is None:
        return Amounts()
    if trade.side is TradeSide.BUYER:
        area = dossier.project.quota_assigned or sum((p.stated_area or Decimal(0) for p in dossier.plots_of(PlotUse.NEW)), Decimal(0))
        return Amounts(construction=area)
    stood = ledger.balances(desk.store, trade.authority_id, project_id=trade.project_id)
    found = Amounts.total(stood.get((trade.project_id, account), Amounts()) for account in _SELLABLE)
    return found or planned_surplus(dossier)[0].at_least_nothing()


def lacks(desk: Desk, before: Trade, after: Trade) -> tuple[Lack, ...]:
    """Why the ledger cannot follow a trade as it is to become; empty when it can."""
    left = _left(desk, after, Change("", before=(before,), after=(after,))) if after.project_id else None
    if left is None:
        return ()
    source = left.posting.entries[0].from_account if left.posting.entries else Account.OUTSIDE
    there = ledger.balances(desk.store, after.authority_id, project_id=after.project_id).get((after.project_id, source), Amounts())
    more = why_more(after, there, source) if left.posting.kind is PostingKind.SALE else ""
    return (Lack("construction", more or _said(left)),)


def why_not_followed(desk: Desk, trade: Trade, change: Change) -> str:
    """Why the ledger cannot follow a change of rows of a trade; empty when it can."""
    left = _left(desk, trade, change) if trade.project_id else None
    return _said(left) if left else ""


def _left(desk: Desk, trade: Trade, change: Change) -> posting.Pending | None:
    """What a change of a trade or its uses calls for that does not fit the ledger; what is not known yet waits."""
    dossier = desk.dossier(trade.project_id or "")
    sources = {trade.id, *(e.id for e in change.after)}
    book = posting.Book(desk.store, following.as_after(dossier, change), desk.project_packs(dossier.project), desk.officer_name, desk.clock())
    book.follow()
    return next((p for p in book.pending() if p.posting.source_id in sources and not p.posting.lacking), None)


def _said(left: posting.Pending) -> str:
    return f"指标账不能登记“{left.posting.title}”：{left.why.rstrip('。')}。请先在“指标台账”里核对。"


def fitting(desk: Desk, change: Change) -> Change:
    """The change of one trade, once it is sure that the ledger follows it; KnownError says why it cannot."""
    for before, after in zip(change.before, change.after, strict=True):
        for lack in lacks(desk, before, after):
            raise KnownError(lack.why)
    return change


def refuse_ahead(desk: Desk, label: str, on: date) -> None:
    """Refuse a day that has not come yet."""
    if on > local_day(desk.clock()):
        raise KnownError(f"“{label}”{on} 在今天以后，没有登记。请核对日期；电脑时钟不准的，请先校准。")
