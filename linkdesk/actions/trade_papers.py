"""What of trades goes on paper: agreement, facts, payments and transfer of one trade, the register of the county."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from linkdesk.actions import trade_book, trades
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.trade import (
    TradeCase,
    agreement,
    facts_sheet,
    payments_ledger,
    register,
    text_gaps,
    transfer_sheet,
)
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_rules import Lack
from linkdesk.domain.trade_standing import TradeStanding, is_signed

MAKERS: dict[str, Callable[[TradeCase], Document]] = {
    "trade_agreements": agreement, "trade_facts": facts_sheet, "trade_payments": payments_ledger, "trade_transfers": transfer_sheet}
"""The papers of one trade, by their keys of `domain.printed.KINDS`."""
REGISTER = "trade_register"


def papers_of(desk: Desk, dossier: Dossier, kind: str) -> list[Document]:
    """The papers of one kind of all trades of a project; of payments and transfers only those that are signed."""
    mine = sorted(dossier.quotas.trades, key=lambda t: (str(t.signed_on or ""), t.title, t.id))
    wanted = [t for t in mine if kind in ("trade_agreements", "trade_facts") or t.signed_on]
    return [MAKERS[kind](case_in(desk, dossier, trade)) for trade in wanted]


def paper_of(desk: Desk, kind: str, trade_id: str) -> list[Document]:
    """One paper of one trade, wherever it was made from."""
    return [MAKERS[kind](case_of(desk, trade_id))]


def case_of(desk: Desk, trade_id: str) -> TradeCase:
    """A trade in the dossier of its project; one without a project in an empty one of its county. KnownError when it is gone."""
    trade = desk.store.get(Trade, trade_id)
    if trade is None:
        raise KnownError("这笔交易已被删除，没有可以打印的内容。请重新选择。")
    return case_in(desk, desk.dossier(trade.project_id) if trade.project_id else _without_project(desk, trade), trade)


def case_in(desk: Desk, dossier: Dossier, trade: Trade) -> TradeCase:
    """A trade in a dossier."""
    return TradeCase(dossier, trade, desk.project_packs(dossier.project))


def _without_project(desk: Desk, trade: Trade) -> Dossier:
    """The dossier of any project of the county with nothing of that project in it; without one just the rows of the trade."""
    like = next((p for p in desk.store.load(Project, responsible_id=trade.authority_id)), None)
    of_county = desk.dossier(like.id) if like else Dossier(Project(name=""), desk.clock().date())
    empty = Project(name="", responsible_id=trade.authority_id, packs=like.packs if like else (), id="")
    rows = replace(of_county.quotas, trades=(trade,), **{
        name: tuple(desk.store.load(kind, trade_id=trade.id))
        for name, kind in (("instalments", TradeInstalment), ("trade_payments", TradePayment), ("uses", QuotaUse))})
    return Dossier(empty, of_county.on, authorities=of_county.authorities, rates=of_county.rates, words=of_county.words,
                   overrides=of_county.overrides, quotas=rows)


def draft_words(desk: Desk, trade: Trade) -> tuple[Lack, ...]:
    """Why the agreement would be printed as a draft beside what forbids its signing: gaps of its text; nothing of a trade that is signed."""
    gaps = () if is_signed(trade) else text_gaps(case_of(desk, trade.id))
    return (Lack("guarantee", f"协议文本还待补：{'、'.join(gaps)}；补齐以前印出来是草稿。"),) if gaps else ()


def standings(desk: Desk, authority_id: str | None) -> list[TradeStanding]:
    """Every trade of a county (of all without one) as it stands today, by the day it was signed, drafts last."""
    return [trade_book.standing_of(desk, trade) for trade in trades.trades(desk, authority_id)]


def county_register(desk: Desk, dossier: Dossier) -> list[Document]:
    """The register of the county of a project."""
    body = dossier.responsible
    names = {p.id: p.name for p in desk.store.load(Project)}
    made = register(body.place or body.name or "", standings(desk, body.id), names) if body else None
    return [made] if made else []


def makers() -> dict[str, Callable[[Desk, Dossier], list[Document]]]:
    """What printing makes of trades, by kind."""
    return {kind: lambda desk, dossier, kind=kind: papers_of(desk, dossier, kind) for kind in MAKERS} | {REGISTER: county_register}


def makers_of_one(kinds: Iterable[str] = MAKERS) -> dict[str, Callable[[Desk, Dossier, str], list[Document]]]:
    """What printing makes of one trade, by kind."""
    return {kind: lambda desk, _, one, kind=kind: paper_of(desk, kind, one) for kind in kinds}
