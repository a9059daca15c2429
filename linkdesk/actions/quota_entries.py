"""Entries of the quota ledger that a person makes: issuing documents, land taken, opening balances, reversals, and what was pending.

Nothing here looks at balances: whether an account bears an entry is told by `guards.quota`, whoever posts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linkdesk.actions import quota_pending
from linkdesk.actions.quota_sizes import refuse_doubtful_unit
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_id
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import (
    OF_COUNTY,
    Amounts,
    put_off,
    reversal,
    standing_entries,
    why_not_entered,
)
from linkdesk.domain.quota_sources import source_room
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.spelling import brief, compact
from linkdesk.domain.words import ChangeKind
from linkdesk.posting import Pending

NOTHING = Amounts()


def issue(desk: Desk, authority_id: str, on: date | None, number: str, document: str, year: int | None, annual: Amounts = NOTHING,
          revolving: Amounts = NOTHING, scale: Amounts = NOTHING, confirmed: bool = False) -> Change:
    """Enter a document that issues quota of a year: annual plan, revolving quota and planning space in one posting.

    Amounts are m². KnownError says what is missing, that the document was entered before, or (until `confirmed`) that an amount is
    so large that 亩 may have been typed as 公顷.
    """
    seen, year = desk.as_of(), year or (on.year if on else None)
    if not (annual or revolving or scale):
        raise KnownError("下达的指标面积都没有填，没有登记。请按下达文件填写新增建设用地计划指标、周转指标的面积。")
    refuse_doubtful_unit(desk, authority_id, {Account.ANNUAL_PLAN: annual, Account.REVOLVING: revolving, Account.PLAN_SCALE: scale}, confirmed)
    made = [entry_of(desk, authority_id, None, PostingKind.ISSUE, (Account.OUTSIDE, account), amounts, posted_on=on, number=number,
                   document=document, year=year)
            for account, amounts in ((Account.ANNUAL_PLAN, annual), (Account.REVOLVING, revolving), (Account.PLAN_SCALE, scale)) if amounts]
    _refuse_issued_twice(desk, made[0])
    return change_of("登记下达文件", made, seen)


def opening(desk: Desk, authority_id: str, project_id: str | None, account: Account, on: date | None, number: str, document: str,
            amounts: Amounts, year: int | None = None, confirmed: bool = False) -> Change:
    """Enter what stood on an account when this book began; once for each account and project, before anything else on it."""
    seen = desk.as_of()
    if account is Account.OUTSIDE:
        raise KnownError("期初余额不能记在“账外”，没有登记。请选择科目。")
    if account not in OF_COUNTY and project_id is None:
        raise KnownError(f"“{account}”是项目区的科目，没有登记。请选择项目区。")
    owner = None if account in OF_COUNTY else project_id
    _refuse_second_opening(desk, authority_id, owner, account, on)
    refuse_doubtful_unit(desk, authority_id, {account: amounts}, confirmed, owner)
    made = entry_of(desk, authority_id, owner, PostingKind.OPENING, (Account.OUTSIDE, account), amounts, posted_on=on, number=number,
                  document=document, year=year)
    return change_of(f"登记期初余额：{account}", [made], seen)


def inter_provincial(desk: Desk, project_id: str, on: date | None, number: str, document: str, amounts: Amounts,
                     from_account: Account = Account.SURPLUS, confirmed: bool = False) -> Change:
    """Enter surplus that went into the adjustment between provinces, which is run by the state and is an account here only."""
    seen, authority_id = desk.as_of(), body_of(desk, project_id)
    refuse_doubtful_unit(desk, authority_id, {from_account: amounts}, confirmed, project_id)
    made = entry_of(desk, authority_id, project_id, PostingKind.INTER_PROVINCIAL, (from_account, Account.INTER_PROVINCIAL), amounts,
                  posted_on=on, number=number, document=document)
    return change_of("登记跨省域调剂", [made], seen)


def reverse(desk: Desk, chosen: QuotaEntry | Sequence[QuotaEntry], why: str, on: date | None = None) -> Change:
    """Take back one entry, or what stands of a whole posting, by entries the other way; today unless a day is given.

    What the program posted is refused: it is put right where it came from, and the ledger follows.
    """
    seen, entries = desk.as_of(), (chosen,) if isinstance(chosen, QuotaEntry) else tuple(chosen)
    if not entries:
        raise KnownError("还没有选中分录，没有冲销。请先在分录表中选中。")
    if not why.strip():
        raise KnownError("请写明冲销的原因，再冲销。")
    standing = [e for e in entries if _can_be_reversed(desk, e)]
    if not standing:
        raise KnownError("这张凭证已经全部冲销过，没有重复冲销。登记有误的，请按正确的内容重新登记。")
    day = on or local_day(desk.clock())
    _refuse_day(desk, day)
    if early := next((e for e in standing if e.posted_on and day < e.posted_on), None):
        raise KnownError(f"冲销日期 {day} 早于原分录的日期 {early.posted_on}，没有冲销。请改日期。")
    made = [reversal(e, day, why.strip(), desk.officer_name, desk.clock()) for e in standing]
    return Change(f"冲销指标分录 {len(made)} 条", after=tuple(made), kind=ChangeKind.PROGRESS, as_of=seen)


def voucher(desk: Desk, posting_id: str) -> tuple[QuotaEntry, ...]:
    """All entries made together, in the order they were made."""
    return tuple(desk.store.load(QuotaEntry, posting_id=posting_id)) if posting_id else ()


def post_pending(desk: Desk, waiting: Pending, on: date | None = None) -> Change:
    """Post what an event called for and could not be posted then; on its own day, or on a later one that the county chooses."""
    seen = desk.as_of()
    now = quota_pending.still(desk, waiting)
    if now is None:
        raise KnownError("这一项已经过账或不再需要过账，没有重复登记。请刷新后再看。")
    if now.posting.lacking:
        raise KnownError(f"“{brief(now.posting.title)}”还不能过账：{now.posting.lacking}。请先补齐。")
    if on is None:
        return Change(f"过账：{now.posting.title}", after=now.posting.entries, kind=ChangeKind.PROGRESS, as_of=seen)
    _refuse_day(desk, on)
    own = max(e.posted_on for e in now.posting.entries if e.posted_on)
    if on < own:
        raise KnownError(f"过账日期 {on} 早于事项的日期 {own}，没有过账。请改日期。")
    moved = tuple(put_off(e, on) for e in now.posting.entries)
    return Change(f"过账：{now.posting.title}", after=moved, kind=ChangeKind.PROGRESS, as_of=seen)


def body_of(desk: Desk, project_id: str) -> str:
    """The county whose book a project is in."""
    project = desk.store.get(Project, project_id)
    if project is None:
        raise KnownError("没有这个项目区，没有登记。请刷新后重新选择。")
    if not project.responsible_id:
        raise KnownError(f"“{brief(project.name)}”还没有责任主体，指标账记在责任主体名下，没有登记。请先在概况里填写责任主体。")
    return project.responsible_id


def entry_of(desk: Desk, authority_id: str, project_id: str | None, kind: PostingKind, flow: tuple[Account, Account], amounts: Amounts,
           posted_on: date | None, number: str, document: str, **more: object) -> QuotaEntry:
    """An entry made by the officer now; KnownError when it cannot stand by what it says alone, or lies ahead of today."""
    made = QuotaEntry(authority_id=authority_id, project_id=project_id, kind=kind, from_account=flow[0], to_account=flow[1],
                      construction=amounts.construction, agricultural=amounts.agricultural, farmland=amounts.farmland, paddy=amounts.paddy,
                      posted_on=posted_on, number=number.strip(), document=document.strip(), officer_name=desk.officer_name,
                      entered_at=desk.clock(), **more)
    if why := why_not_entered(made):
        raise KnownError(why)
    _refuse_day(desk, posted_on)
    return made


def change_of(title: str, made: Sequence[QuotaEntry], seen: int) -> Change:
    """Entries made together as one posting; a fact that is only answered by a further one."""
    together = new_id()
    return Change(title, after=tuple(replace(e, posting_id=together) for e in made), kind=ChangeKind.PROGRESS, as_of=seen)


def _refuse_day(desk: Desk, on: date | None) -> None:
    if on and on > (today := local_day(desk.clock())):
        raise KnownError(f"日期 {on} 在今天（{today}）以后，没有登记。请核对日期；电脑时钟不准的，请先校准。")


def _refuse_issued_twice(desk: Desk, made: QuotaEntry) -> None:
    known = standing_entries(desk.store.load(QuotaEntry, authority_id=made.authority_id, kind=(PostingKind.ISSUE, PostingKind.REVERSAL)))
    if any(e.year == made.year and compact(e.number) == compact(made.number) for e in known):
        raise KnownError(f"文号“{brief(made.number)}”下达的 {made.year} 年度指标已经登记过，没有重复登记。原来登记有误的，请先冲销。")


def _refuse_second_opening(desk: Desk, authority_id: str, project_id: str | None, account: Account, on: date | None) -> None:
    there = [e for side in ("from_account", "to_account")
             for e in desk.store.load(QuotaEntry, authority_id=authority_id, project_id=project_id, **{side: account})]
    known = standing_entries(there)
    if any(e.kind is PostingKind.OPENING for e in known):
        raise KnownError(f"“{account}”的期初余额已经登记过，没有重复登记。原来登记有误的，请先冲销。")
    if on and any(e.posted_on and e.posted_on <= on for e in known):
        raise KnownError(f"“{account}”在 {on} 以前已有分录，再登记期初会重复计入，没有登记。请核对日期，或先冲销原分录。")


def _can_be_reversed(desk: Desk, entry: QuotaEntry) -> bool:
    """Whether an entry still stands; KnownError for one that is not answered by hand."""
    if entry.reverses_id:
        raise KnownError("所选的是冲销分录，不能再冲销。原分录冲销错了的，请按原内容重新登记。")
    if entry.source_id:
        raise KnownError(f"这条“{entry.kind}”分录是程序按办理情况自动登记的，没有冲销。请到“{source_room(entry)}”里更正来源，账会随之冲销。")
    return not desk.store.count(QuotaEntry, reverses_id=entry.id)

