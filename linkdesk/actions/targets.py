"""Yearly targets (年度任务) of the counties: rows with the document that sets them, and what the packs want every year."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.sales import Sale, Sold, TargetDone, by_year, sales, target_done
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import AuthorityKind, PovertyClass
from linkdesk.policy.parts import Pack
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.year_clocks import yearly

WHAT = "年度任务"
_SOLD = QuotaAccount.SOLD, QuotaAccount.SOLD_TO_DELIVER  # what a sale is taken back from


def targets(desk: Desk) -> list[YearTarget]:
    """The targets of all counties by year."""
    return sorted(desk.store.load(YearTarget), key=lambda t: (t.from_year or 9999, t.to_year or 9999, t.subject, t.id))


def counties(desk: Desk) -> list[Authority]:
    """Who can have targets: counties and zone committees, not what is above them."""
    above = (AuthorityKind.CITY, AuthorityKind.PROVINCE)
    return sorted((a for a in desk.store.load(Authority) if a.kind not in above), key=lambda a: a.name)


def year_clocks(desk: Desk) -> tuple[RunningClock, ...]:
    """The yearly duties and targets as they stand today, by the packs of all projects."""
    names = {body.id: body.name for body in desk.store.load(Authority)}
    poor = [body.id for body in counties(desk) if body.poverty_class not in (None, PovertyClass.NONE)]
    return yearly(_packs(desk), targets(desk), local_day(desk.clock()), desk.store.load(PolicyOverride), names, poor, sold(desk))


def county_sales(desk: Desk, authority_id: str | None = None) -> tuple[Sale, ...]:
    """The sales that stand today, of one county or of all, by the day they were signed."""
    of = {"authority_id": authority_id} if authority_id else {}
    back = desk.store.load(QuotaEntry, kind=PostingKind.REVERSAL, from_account=_SOLD, **of)
    entries = [*desk.store.load(QuotaEntry, kind=PostingKind.SALE, **of), *back]
    signed = {id_: day for id_, day in desk.store.columns(Trade, ("id", "signed_on")) if day} if entries else {}
    return sales(entries, signed, local_day(desk.clock()))


def sold(desk: Desk) -> Sold:
    """Mu sold by county and year, by the quota ledgers."""
    return by_year(county_sales(desk))


def done(desk: Desk) -> dict[str, TargetDone]:
    """How much of each target is done, by its id."""
    known = sold(desk)
    return {target.id: target_done(target, known) for target in targets(desk)}


def _packs(desk: Desk) -> tuple[Pack, ...]:
    named = {id_ for ids, in desk.store.columns(Project, ("packs",)) for id_ in ids}
    return tuple(pack for pack in desk.packs.values() if pack.always or pack.id in named)


def add(desk: Desk, like: YearTarget | None = None) -> Change:
    """One more target, of the county of the chosen row or of the first project, for the year after the last one."""
    there = targets(desk)
    last = max((t.to_year or t.from_year or 0 for t in there), default=0)
    year = min(2100, max(2000, last + 1 if last else local_day(desk.clock()).year))
    body = like.authority_id if like else next((p.responsible_id for p in desk.store.load(Project) if p.responsible_id), None)
    return Change(f"新增{WHAT}", after=(YearTarget(authority_id=body, from_year=year, to_year=year),))


def set_target_field(desk: Desk, target: YearTarget, name: str, text: str) -> Change:
    """Put what was typed into a field; the last year does not lie before the first."""
    change = set_field(plan_rows.newest(desk, target), name, text)
    if why := _why_not(change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对两个年度。")
    return change


def set_body(desk: Desk, target: YearTarget, authority_id: str | None) -> Change:
    """Say whose target it is."""
    return set_value(plan_rows.newest(desk, target), "authority_id", authority_id)


def paste(desk: Desk, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New targets from pasted spreadsheet rows, of the county of the first project."""
    body = next((p.responsible_id for p in desk.store.load(Project) if p.responsible_id), None)
    made = tuple(YearTarget(authority_id=body, **row) for row in pasted(YearTarget, cells, names))
    plan_rows.refuse_unfit(made, _why_not)
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def remove(desk: Desk, chosen: Sequence[YearTarget]) -> Change:
    """Remove targets."""
    return plan_rows.remove(desk, chosen, WHAT)


def _why_not(now: YearTarget) -> str:
    return "截止年度早于起始年度" if now.from_year and now.to_year and now.to_year < now.from_year else ""
