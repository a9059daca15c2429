"""Trades of surplus quota (易地交易／流转): drafted, announced, negotiated, signed, transferred, filed, ended; refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from linkdesk.actions import plan_rows, signed_trades, trade_book
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.trade_book import refuse_ahead
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.domain.quota_accounts import MEASURES
from linkdesk.domain.quota_leaves import agreed
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.spelling import compact
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment
from linkdesk.domain.trade_rules import AFTER_SIGNING, Lack, lacks, price_trap, unit_trap
from linkdesk.domain.trade_standing import is_signed
from linkdesk.domain.words import ChangeKind
from linkdesk.policy import trade_terms
from linkdesk.policy.trade_measures import seller_class

FIELDS = fields_of(Trade)
WHAT = "交易"


def trades(desk: Desk, authority_id: str | None = None) -> list[Trade]:
    """The trades of a county (of all without one), by the day they were signed, those not signed last."""
    found = desk.store.load(Trade, **({"authority_id": authority_id} if authority_id else {}))
    return sorted(found, key=lambda t: (t.signed_on or date.max, t.title, t.id))


def draft(desk: Desk, project_id: str, side: TradeSide = TradeSide.SELLER, **values: Any) -> Change:
    """Begin a trade of the body responsible for a project; `values` are fields that are known already."""
    project = desk.store.get(Project, project_id)
    if project is None or project.responsible_id is None:
        raise KnownError("项目区还没有责任主体，没有新增交易。请先在项目概况里填写。")
    title = values.pop("title", "") or f"{project.name}节余指标{side}"
    return Change(f"新增{WHAT}", after=(Trade(authority_id=project.responsible_id, project_id=project_id, side=side, title=title, **values),))


def remove(desk: Desk, trade: Trade) -> Change:
    """Remove a trade that is not signed, with its payment plan."""
    was = _open(desk, trade)
    return Change(f"删除{WHAT}", before=(*desk.store.load(TradeInstalment, trade_id=was.id), *desk.store.load(QuotaUse, trade_id=was.id), was))


def set_trade_field(desk: Desk, trade: Trade, name: str, text: str) -> Change:
    """Put what was typed into a field; the days of signing, transfer, filing, ending and adjustment go by their own verbs."""
    was = plan_rows.newest(desk, trade)
    if name in _VERBS:
        return _VERBS[name](desk, was, parse(FIELDS[name], text))
    if is_signed(was) and name not in AFTER_SIGNING:
        raise KnownError(f"交易已于 {was.signed_on} 签订，“{FIELDS[name].label}”不能再改，原值未改动。条款有变的，终止后另签。")
    change = set_field(was, name, text)
    _refuse_trap(desk, change.after[0], name)
    return _checked(desk, change)


def set_choice(desk: Desk, trade: Trade, name: str, value: Any) -> Change:
    """Put a value chosen from a list into a field of a trade that is not signed."""
    was = plan_rows.newest(desk, trade) if name in AFTER_SIGNING else _open(desk, trade)
    return _checked(desk, set_value(was, name, value))


def _checked(desk: Desk, change: Change) -> Change:
    """A signed trade goes on being followed by the ledger; of another one nothing is posted."""
    return trade_book.fitting(desk, change) if is_signed(change.after[0]) else change


def _refuse_trap(desk: Desk, made: Trade, name: str) -> None:
    """Refuse what was typed in another unit: mu for hectares, told by the size of the project; 元 for 万元."""
    if name == "price" and made.price is not None and (why := price_trap(made.price)):
        raise KnownError(f"{why}原值未改动。")
    if name in MEASURES:
        whole = getattr(trade_book.whole(desk, made), name)
        if why := unit_trap(FIELDS[name].label, getattr(agreed(made), name), whole):
            raise KnownError(f"{why}原值未改动。")


def announce(desk: Desk, trade: Trade, on: date | None, announcement: str) -> Change:
    """Enter on which day and platform the trade was announced."""
    return _entered(desk, trade, "登记公告", announced_on=on, announcement=announcement)


def negotiate(desk: Desk, trade: Trade, on: date | None, negotiation: str) -> Change:
    """Enter when both sides negotiated, and what came of it."""
    return _entered(desk, trade, "登记协商", negotiated_on=on, negotiation=negotiation)


def _entered(desk: Desk, trade: Trade, title: str, **told: Any) -> Change:
    was = _open(desk, trade)
    for name, value in told.items():
        if not (value.strip() if isinstance(value, str) else value):
            raise KnownError(f"请填写“{FIELDS[name].label}”，再{title}。")
        if isinstance(value, date):
            refuse_ahead(desk, FIELDS[name].label, value)
    return Change(title, before=(was,), after=(replace(was, **told),), kind=ChangeKind.PROGRESS)


def obstacles(desk: Desk, trade: Trade, on: date | None = None) -> tuple[Lack, ...]:
    """What is to be put right before a trade can be signed on a day (today without one), each with the field it is put right in."""
    day = on or local_day(desk.clock())
    made = _signed(desk, trade, day, trade.number)
    found = lacks(made, desk.store.load(TradeInstalment, trade_id=trade.id), day)
    if made.project_id is None:
        return found
    dossier = desk.dossier(made.project_id, day)
    packs = desk.project_packs(dossier.project)
    if chained := trade_terms.chain_refusals(dossier, packs, made):
        return (*found, *chained)  # nothing of it is in the ledger yet
    refused = trade_terms.refusals(dossier, packs, made)
    blank = {lack.field for lack in found}
    of_book = () if blank & {"construction", "number"} else trade_book.lacks(desk, trade, made)
    return (*found, *_classed_otherwise(desk, trade), *(lack for lack in refused if lack.field not in blank), *of_book)


def _classed_otherwise(desk: Desk, trade: Trade) -> tuple[Lack, ...]:
    """A seller whose class on the day was another than the directories say now needs the document that says so."""
    body = desk.store.get(Authority, trade.authority_id)
    told = trade.side is TradeSide.SELLER and trade.seller_class and body and trade.seller_class is not body.poverty_class
    if not told or trade.seller_class_document.strip():
        return ()
    return (Lack("seller_class_document", f"转让方类别填的是“{trade.seller_class}”，名录里是“{body.poverty_class}”，请填写“类别依据文件”。"),)


def warnings(desk: Desk, trade: Trade) -> tuple[Lack, ...]:
    """What the policies find doubtful about a trade and let pass."""
    if trade.project_id is None:
        return ()
    dossier = desk.dossier(trade.project_id)
    return trade_terms.warnings(dossier, desk.project_packs(dossier.project), trade)


def sign(desk: Desk, trade: Trade, on: date | None, number: str = "") -> Change:
    """Enter that the agreement was signed; KnownError says the first thing that forbids it, and nothing is entered.

    The class of the seller on the day is kept with the trade, whatever the directories say later.
    """
    seen, was = desk.as_of(), _open(desk, trade)
    if on is None:
        raise KnownError("请填写签订日期，再登记签订。")
    refuse_ahead(desk, FIELDS["signed_on"].label, on)
    made = replace(was, number=number.strip() or was.number)
    for lack in (*_numbered_twice(desk, made), *obstacles(desk, made, on)):
        raise KnownError(f"还不能签订，没有登记。{lack.why}")
    made = _signed(desk, made, on, made.number)
    return Change(f"登记签订：{was.title}", before=(was,), after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def _numbered_twice(desk: Desk, trade: Trade) -> tuple[Lack, ...]:
    """A number stands for one agreement of a county, and not for another that was ended."""
    same = (t for t in trades(desk, trade.authority_id) if is_signed(t) and t.id != trade.id and compact(t.number) == compact(trade.number))
    return tuple(Lack("number", f"协议编号 {t.number} 已用于“{t.title}”，请核对编号。") for t in same if trade.number)


def _signed(desk: Desk, trade: Trade, on: date, number: str) -> Trade:
    known = seller_class(desk.dossier(trade.project_id, on), trade) if trade.project_id else trade.seller_class
    return replace(trade, signed_on=on, number=number, seller_class=known)


def _open(desk: Desk, trade: Trade) -> Trade:
    """A trade as it is stored, that is not signed yet."""
    was = plan_rows.newest(desk, trade)
    if is_signed(was):
        raise KnownError(f"交易已于 {was.signed_on} 签订，没有改动。条款有变的，终止后另签。")
    return was


_VERBS: dict[str, Callable[[Desk, Trade, date | None], Change]] = {
    "signed_on": sign, "transferred_on": signed_trades.transfer, "filed_on": signed_trades.file, "terminated_on": signed_trades.terminate,
    "adjustment_on": signed_trades.apply_adjustment}
