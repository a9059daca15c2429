"""The quota ledger as the store holds it: balances on any day, and whether entries fit, reckoned by the database over all entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk import shipped
from linkdesk.domain.directory import Authority
from linkdesk.domain.fields import fields_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, OF_COUNTY, Amounts, Key, amounts_of, key_of
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.policy.parts import applying
from linkdesk.policy.values import value_of
from linkdesk.store import Store


def balances(store: Store, authority_id: str, until: date | None = None, **equals: Any) -> dict[Key, Amounts]:
    """What stands on each account of a county's book on a day (today's state without one); `equals` narrows the entries, e.g. project_id."""
    rows = store.sums(QuotaEntry, ("project_id", "from_account", "to_account"), MEASURES, until=("posted_on", until) if until else None,
                      authority_id=authority_id, **equals)
    found: defaultdict[Key, Amounts] = defaultdict(Amounts)
    for project_id, source, target, *areas in rows:
        for account, amounts in ((source, -Amounts(*areas)), (target, Amounts(*areas))):
            if key := key_of(account, project_id):
                found[key] += amounts
    return dict(found)


def by_account(of: Mapping[Key, Amounts]) -> dict[QuotaAccount, Amounts]:
    """Balances summed over all projects, in the order of the accounts."""
    sums = grouped(of.items(), lambda item: item[0][1])
    return {account: Amounts.total(amounts for _, amounts in sums[account]) for account in QuotaAccount if account in sums}


def shortfall(store: Store, entries: Sequence[QuotaEntry]) -> str:
    """Which account some entries would take below nothing on some day, in words; "" where none.

    An account of the county is weighed in construction land and in whatever else its documents ever stated; one whose ceiling the
    policy lifts is not weighed.
    """
    for authority_id, mine in grouped(entries, lambda e: e.authority_id).items():
        for key in dict.fromkeys(k for e in mine if (k := key_of(e.from_account, e.project_id))):
            if not _is_lifted(store, authority_id, key, mine) and (why := _below(key, _account(store, authority_id, key, mine))):
                return why
    return ""


@dataclass
class _Account:
    """One account day by day: what came, what went, and what documents ever stated of it, reversals apart."""

    came: defaultdict[date, Amounts] = field(default_factory=lambda: defaultdict(Amounts))
    went: defaultdict[date, Amounts] = field(default_factory=lambda: defaultdict(Amounts))
    stated: Amounts = field(default_factory=Amounts)

    def add(self, on: date, kind: PostingKind, amounts: Amounts, *, to: bool) -> None:
        """So much came (`to`) or went on a day."""
        (self.came if to else self.went)[on] += amounts
        if to and kind is not PostingKind.REVERSAL:
            self.stated += amounts


def _account(store: Store, authority_id: str, key: Key, entries: Iterable[QuotaEntry]) -> _Account:
    """An account as it is stored, with some entries added to it."""
    found, (project_id, account) = _Account(), key
    of_whom = {"authority_id": authority_id} | ({} if account in OF_COUNTY else {"project_id": project_id})
    for side in ("to_account", "from_account"):
        for on, kind, *areas in store.sums(QuotaEntry, ("posted_on", "kind"), MEASURES, **of_whom, **{side: account}):
            found.add(on, kind, Amounts(*areas), to=side == "to_account")
    for entry in entries:
        for side, to in ((entry.to_account, True), (entry.from_account, False)):
            if key_of(side, entry.project_id) == key and entry.posted_on:
                found.add(entry.posted_on, entry.kind, amounts_of(entry), to=to)
    return found


def _below(key: Key, of: _Account) -> str:
    stood = Amounts()
    for day in sorted({*of.came, *of.went}):
        stood += of.came.get(day, Amounts()) - of.went.get(day, Amounts())
        for name, value, stated in zip(MEASURES, stood.values, of.stated.values, strict=True):
            if value < 0 and (stated or name == MEASURES[0] or key[1] not in OF_COUNTY):
                return _says(key[1], name, day, value)
    return ""


def _says(account: QuotaAccount, measure: str, day: date, value: Decimal) -> str:
    label = fields_of(QuotaEntry)[measure].label
    return f"{day} 的“{account}”（{label}）不够，差 {hectares(-value)} 公顷"


def _is_lifted(store: Store, authority_id: str, key: Key, entries: Iterable[QuotaEntry]) -> bool:
    """Whether a policy of the projects lifts the ceiling of the revolving quota for a county of this class (A §三(一))."""
    if key[1] is not QuotaAccount.REVOLVING:
        return False
    county = store.get(Authority, authority_id)
    projects = store.load(Project, id=sorted({e.project_id for e in entries if e.project_id}))
    overrides = store.load(PolicyOverride)
    rates = (value_of(pack, "revolving_unlimited", overrides, e.posted_on)
             for e in entries if e.posted_on for p in projects if p.id == e.project_id for pack in applying(shipped.packs(), p))
    return county is not None and any(rate.text == str(county.poverty_class) for rate in rates if rate)
