"""资金: receipts and uses of a project, entered once with their voucher and corrected by further entries; doubts are asked about."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.costs import YUAN
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_lines import MoneyBook, receipts, uses
from linkdesk.domain.money_rules import Entry, doubt, said, why_not_entered
from linkdesk.domain.planning import FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose
from linkdesk.domain.words import ChangeKind
from linkdesk.guards.money import money_facts

OWN = MoneyBook.RECEIPTS, MoneyBook.USES


class Doubtful(KnownError):
    """An entry looks wrong: it is made only when the officer says that it is right."""


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt as it was typed: its amount in 万元 unless a unit stands behind it; the kind is its source's when one is named."""

    fund_source_id: str = ""
    kind: FundKind = FundKind.BUDGET
    payer: str = ""
    amount: str = ""
    received_on: str = ""
    number: str = ""
    voucher: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """A use as it was typed; of proceeds it names purpose and budget item, and the trade where one is meant."""

    kind: FundKind = FundKind.BUDGET
    trade_id: str = ""
    household_id: str = ""
    category: CostCategory = CostCategory.OTHER
    purpose: ProceedsPurpose | None = None
    budget_item: str = ""
    payee: str = ""
    amount: str = ""
    paid_on: str = ""
    voucher: str = ""
    note: str = ""


def receive(desk: Desk, project_id: str, typed: Received, sure: bool = False) -> Change:
    """Enter money that came in; KnownError says what is missing or does not fit, Doubtful asks unless `sure`."""
    source = desk.store.get(FundSource, typed.fund_source_id) if typed.fund_source_id else None
    made = FundReceipt(project_id=project_id, **_read(FundReceipt, replace(typed, kind=source.kind) if source else typed))
    return _entered(desk, made, "登记到账", sure)


def spend(desk: Desk, project_id: str, typed: Spent, sure: bool = False) -> Change:
    """Enter money that was spent; one of a trade's proceeds is a fact also where it breaks A §三(三): the checks then say so."""
    if typed.trade_id:
        typed = replace(typed, kind=FundKind.PROCEEDS)
    return _entered(desk, FundUse(project_id=project_id, **_read(FundUse, typed)), "登记支出", sure)


def revoke(desk: Desk, entry: Entry, why: str) -> Change:
    """Answer an entry that was made wrongly; both stay in the book."""
    made = replace(entry, revokes_id=entry.id, note=why.strip(), id=_new_id(entry))
    return _entered(desk, made, "更正到账" if isinstance(entry, FundReceipt) else "更正支出", sure=True)


def entries(desk: Desk, project_id: str, kind: type[Entry]) -> list[Entry]:
    """Every entry of a book, corrections included, as entered."""
    return sorted(desk.store.load(kind, project_id=project_id), key=lambda e: str(e.entered_at))


def _new_id(entry: Entry) -> str:
    return type(entry)(project_id=entry.project_id).id


def _read(kind: type[Entry], typed: Received | Spent) -> dict[str, Any]:
    """What was typed as values of the fields; references and choices are chosen, not typed."""
    declared = fields_of(kind)
    told = {f.name: getattr(typed, f.name) for f in fields(typed)}
    return {name: (value or None) if declared[name].refers_to else parse(declared[name], value) if type(value) is str else value
            for name, value in told.items()}


def _entered(desk: Desk, made: Entry, title: str, sure: bool) -> Change:
    seen, facts = desk.as_of(), money_facts(desk.store, made.project_id)
    if why := why_not_entered(made, facts):
        raise KnownError(why)
    if not sure and (why := _doubt(desk, made)):
        raise Doubtful(why + "确实无误的，请确认后再登记。")
    made = replace(made, officer_name=desk.officer_name, entered_at=desk.clock())
    return Change(f"{title} {said(made.amount)}", after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def _doubt(desk: Desk, made: Entry) -> str:
    dossier = desk.dossier(made.project_id)
    lines = receipts(dossier) if isinstance(made, FundReceipt) else uses(dossier)
    known = [figure(name, dossier).value for name in ("investment_total", "funds_total", "design_total")]
    scale = max((value for value in known if value), default=Decimal(0)) * YUAN
    return doubt(made, money_facts(desk.store, made.project_id), (line for line in lines if line.book not in OWN), scale)
