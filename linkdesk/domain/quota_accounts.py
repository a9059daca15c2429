"""The accounts of the quota ledger: whose each is, which flows an entry may tell of, and what stands on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from linkdesk.domain.fields import id_of
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account

OF_COUNTY = frozenset({Account.ANNUAL_PLAN, Account.PLAN_SCALE, Account.REVOLVING, Account.AWARDED, Account.DEDUCTED, Account.BOUGHT})
"""Accounts a county has once; all others are kept for each project, and 账外 for nobody."""

_SURPLUS = Account.SURPLUS, Account.COUNTY_SHARE, Account.CITY_SHARE
_USED = {Account.USED_RESETTLE: (Account.ISSUED, *_SURPLUS),
         Account.USED_URBAN: (Account.ISSUED, *_SURPLUS, Account.ANNUAL_PLAN, Account.AWARDED, Account.BOUGHT)}
_ALL = tuple(a for a in Account if a is not Account.OUTSIDE)


def _from_outside(*accounts: Account) -> set[tuple[Account, Account]]:
    return {(Account.OUTSIDE, account) for account in accounts}


FLOWS: dict[PostingKind, frozenset[tuple[Account, Account]]] = {kind: frozenset(pairs) for kind, pairs in {
    PostingKind.ISSUE: _from_outside(Account.ANNUAL_PLAN, Account.REVOLVING, Account.PLAN_SCALE),
    PostingKind.PLAN: {(Account.REVOLVING, Account.ISSUED)} | _from_outside(Account.ISSUED, Account.PLANNED_SURPLUS),
    PostingKind.USE: {(source, used) for used, sources in _USED.items() for source in sources} | {(Account.PLAN_SCALE, Account.OUTSIDE)}
                     | _from_outside(*_USED),
    PostingKind.ACCEPTANCE: _from_outside(Account.RETURNED),
    PostingKind.SETTLEMENT: {(Account.RETURNED, to) for to in (Account.RESERVED, Account.SURPLUS, Account.SOLD, Account.OUTSIDE)}
                            | {(source, Account.OUTSIDE) for source in (Account.ADVANCED, Account.SOLD_TO_DELIVER, Account.PLANNED_SURPLUS)}
                            | {(Account.SOLD, Account.SURPLUS), (Account.OUTSIDE, Account.SOLD_TO_DELIVER)},
    PostingKind.ADVANCE: {(Account.PLANNED_SURPLUS, Account.ADVANCED)} | _from_outside(Account.SURPLUS),
    PostingKind.SALE: {(Account.PLANNED_SURPLUS, Account.SOLD_TO_DELIVER), *((source, Account.SOLD) for source in _SURPLUS)},
    PostingKind.PURCHASE: _from_outside(Account.BOUGHT, Account.PLAN_SCALE),
    PostingKind.SHARE: {(Account.SURPLUS, Account.CITY_SHARE), (Account.SURPLUS, Account.COUNTY_SHARE)} | _from_outside(Account.BOUGHT),
    PostingKind.CUT: {(Account.ANNUAL_PLAN, Account.DEDUCTED)},
    PostingKind.AWARD: _from_outside(Account.AWARDED, Account.PLAN_SCALE),
    PostingKind.INTER_PROVINCIAL: {(source, Account.INTER_PROVINCIAL) for source in _SURPLUS},
    PostingKind.OPENING: _from_outside(*_ALL),
    PostingKind.REVERSAL: frozenset(),
}.items()}
"""From which account to which an entry of each kind may go; a reversal goes back the way of what it reverses."""

_NO_CONSTRUCTION = frozenset(_from_outside(Account.ISSUED, *_USED))
"""What the documents of the county's quota do not state comes from outside; construction land always is stated."""

Key = tuple[str | None, Account]
"""Whose account: the project's id, None for an account of the county."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Land in m², in all four measures at once."""

    construction: Decimal = Decimal(0)
    agricultural: Decimal = Decimal(0)
    farmland: Decimal = Decimal(0)
    paddy: Decimal = Decimal(0)

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.construction + other.construction, self.agricultural + other.agricultural,
                       self.farmland + other.farmland, self.paddy + other.paddy)

    def __neg__(self) -> Amounts:
        return Amounts(-self.construction, -self.agricultural, -self.farmland, -self.paddy)

    def __sub__(self, other: Amounts) -> Amounts:
        return self + -other

    def __bool__(self) -> bool:
        return any(self.values)

    @property
    def values(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """The four areas in the order of MEASURES."""
        return self.construction, self.agricultural, self.farmland, self.paddy

    @property
    def is_below_zero(self) -> bool:
        """Whether a measure is below nothing."""
        return any(value < 0 for value in self.values)

    def at_least_nothing(self) -> Amounts:
        """The same with nothing in place of what is below nothing."""
        return Amounts(*(max(value, Decimal(0)) for value in self.values))

    def at_most(self, other: Amounts) -> Amounts:
        """The lesser of both, measure by measure."""
        return Amounts(*map(min, self.values, other.values))

    @classmethod
    def total(cls, of: Iterable[Amounts]) -> Self:
        """The sum of some amounts."""
        every = [amounts.values for amounts in of]
        return cls(*map(sum, zip(*every, strict=True))) if every else cls()


MEASURES = tuple(field.name for field in fields(Amounts))


def amounts_of(entry: QuotaEntry) -> Amounts:
    """What an entry moves."""
    return Amounts(entry.construction, entry.agricultural, entry.farmland, entry.paddy)


def key_of(account: Account, project_id: str | None) -> Key | None:
    """Whose account it is; None for what lies outside of the books."""
    if account is Account.OUTSIDE:
        return None
    return (None, account) if account in OF_COUNTY else (project_id, account)


def keys_of(entry: QuotaEntry) -> tuple[Key, ...]:
    """The accounts an entry moves land between."""
    found = key_of(entry.from_account, entry.project_id), key_of(entry.to_account, entry.project_id)
    return tuple(key for key in found if key)


def moved(entries: Iterable[QuotaEntry]) -> dict[Key, Amounts]:
    """What entries leave on each account they touch: what came less what went."""
    found: defaultdict[Key, Amounts] = defaultdict(Amounts)
    for entry in entries:
        for account, sign in ((entry.from_account, -1), (entry.to_account, 1)):
            if key := key_of(account, entry.project_id):
                found[key] += amounts_of(entry) if sign > 0 else -amounts_of(entry)
    return dict(found)


def standing_entries(entries: Iterable[QuotaEntry]) -> tuple[QuotaEntry, ...]:
    """The entries that count, in their order: neither reversals nor reversed."""
    every = tuple(entries)
    reversed_ = {entry.reverses_id for entry in every if entry.reverses_id}
    return tuple(entry for entry in every if not entry.reverses_id and entry.id not in reversed_)


def reversal(entry: QuotaEntry, on: date | None, why: str, officer_name: str, at: datetime | None) -> QuotaEntry:
    """The entry that takes another back: the same land the other way, on a day of its own."""
    return replace(entry, id=id_of(entry.id, "reversal"), posting_id=id_of(entry.posting_id, "reversal"), kind=PostingKind.REVERSAL,
                   from_account=entry.to_account, to_account=entry.from_account, posted_on=on, reverses_id=entry.id, note=why,
                   officer_name=officer_name, entered_at=at)


_OWN_DAY = "事项日期 "


def put_off(entry: QuotaEntry, on: date) -> QuotaEntry:
    """An entry posted on a later day than that of its event, which stands in the note."""
    return replace(entry, posted_on=on, note=entry.note or f"{_OWN_DAY}{entry.posted_on}")


def event_day(entry: QuotaEntry) -> str:
    """The day of the event an entry follows from, as it is written."""
    return entry.note.removeprefix(_OWN_DAY) if entry.note.startswith(_OWN_DAY) else str(entry.posted_on)


def why_not_entered(entry: QuotaEntry) -> str:
    """Why an entry cannot stand in the ledger by what it says alone, "" when it can; what others say of it is not looked at."""
    lacking = [label for label, given in (("日期", entry.posted_on), ("文号", entry.number.strip())) if not given]
    if lacking:
        return f"请填写{'、'.join(lacking)}，再登记指标。"
    if amounts_of(entry).is_below_zero or not amounts_of(entry):
        return "指标面积要大于 0，没有登记。要减少的请冲销原分录。"
    if entry.kind is not PostingKind.REVERSAL and (entry.from_account, entry.to_account) not in FLOWS[entry.kind]:
        return f"“{entry.kind}”不能从“{entry.from_account}”转入“{entry.to_account}”，没有登记。请核对科目。"
    if entry.kind is not PostingKind.OPENING and (entry.from_account, entry.to_account) in _NO_CONSTRUCTION and entry.construction:
        return f"“{entry.to_account}”的建设用地要从指标里转入，没有登记。请核对科目。"
    if any(project_id is None and account not in OF_COUNTY for project_id, account in keys_of(entry)) and not _may_be_of_county(entry):
        return f"“{entry.from_account}”转入“{entry.to_account}”要写明项目区，没有登记。"
    return _why_not_parts(entry)


def _may_be_of_county(entry: QuotaEntry) -> bool:
    """Land a county built on with bought quota need not lie in a project of this desk."""
    return {Account.BOUGHT, Account.USED_URBAN} == {entry.from_account, entry.to_account}


def _why_not_parts(entry: QuotaEntry) -> str:
    """A part is never larger than the whole it is part of; what settles a project weighs each measure for itself."""
    if entry.kind in (PostingKind.SETTLEMENT, PostingKind.PLAN, PostingKind.REVERSAL):
        return ""
    if entry.paddy > entry.farmland:
        return f"其中水田 {hectares(entry.paddy)} 公顷大于耕地 {hectares(entry.farmland)} 公顷，没有登记。请核对。"
    if entry.agricultural and entry.farmland > entry.agricultural:
        return f"耕地 {hectares(entry.farmland)} 公顷大于农用地 {hectares(entry.agricultural)} 公顷，没有登记。请核对。"
    return ""


def is_given(entry: QuotaEntry) -> bool:
    """Whether an entry gives a buyer or the using county quota, or uses it: such land comes from another project's surplus."""
    given = entry.kind is PostingKind.SHARE and entry.to_account is Account.BOUGHT
    return given or (entry.kind is PostingKind.USE and (entry.from_account is Account.BOUGHT or entry.to_account is Account.OUTSIDE))


def lacking(balances: Mapping[Key, Amounts], key: Key) -> Amounts:
    """How much an account is below nothing, measure by measure; nothing where it is not."""
    return (-balances.get(key, Amounts())).at_least_nothing()
