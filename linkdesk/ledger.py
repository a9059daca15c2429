"""The quota ledger as the store holds it: balances on any day, and whether entries fit, reckoned by the database over all entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk import shipped
from linkdesk.domain.directory import Authority
from linkdesk.domain.fields import fields_of, id_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, OF_COUNTY, Amounts, Key, amounts_of, key_of
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.policy.parts import applying
from linkdesk.policy.values import value_of
from linkdesk.store import Store

_BY_DOCUMENT = frozenset({QuotaAccount.REVOLVING, QuotaAccount.ANNUAL_PLAN, QuotaAccount.AWARDED})


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


def drawn(store: Store, entries: Iterable[QuotaEntry]) -> tuple[QuotaEntry, ...]:
    """Entries with what they draw on the county's quota kept to the measures its documents ever stated; the rest comes from outside.

    Many documents issue construction land only; construction land itself is always drawn.
    """
    stated: dict[tuple[str, QuotaAccount], Amounts] = {}
    found: list[QuotaEntry] = []
    for entry in entries:
        if entry.from_account not in _BY_DOCUMENT:
            found.append(entry)
            continue
        key = entry.authority_id, entry.from_account
        if key not in stated:
            stated[key] = _stated(store, *key)
        found += _split(entry, stated[key])
    return tuple(found)


def _stated(store: Store, authority_id: str, account: QuotaAccount) -> Amounts:
    rows = store.sums(QuotaEntry, ("kind",), MEASURES, authority_id=authority_id, to_account=account)
    return Amounts.total(Amounts(*areas) for kind, *areas in rows if kind is not PostingKind.REVERSAL)


def _split(entry: QuotaEntry, stated: Amounts) -> list[QuotaEntry]:
    known = {name for name, value in zip(MEASURES, stated.values, strict=True) if value} | {MEASURES[0]}
    nothing = Decimal(0)
    mine = replace(entry, **{name: nothing for name in MEASURES if name not in known})
    rest = replace(entry, id=id_of(entry.id, "unstated"), from_account=QuotaAccount.OUTSIDE, **dict.fromkeys(known, nothing))
    return [e for e in (mine, rest) if amounts_of(e)]


def shortfall(store: Store, entries: Sequence[QuotaEntry]) -> str:
    """Which account some entries would take below nothing on some day, in words; "" where none.

    An account whose ceiling the policy lifts is not weighed.
    """
    for authority_id, mine in grouped(entries, lambda e: e.authority_id).items():
        for key in dict.fromkeys(k for e in mine if (k := key_of(e.from_account, e.project_id))):
            if not _is_lifted(store, authority_id, key, mine) and (why := _below(key, _days(store, authority_id, key, mine))):
                return why
    return ""


def _days(store: Store, authority_id: str, key: Key, entries: Iterable[QuotaEntry]) -> dict[date, Amounts]:
    """What came to an account less what went from it, day by day, as it is stored and with some entries added."""
    found: defaultdict[date, Amounts] = defaultdict(Amounts)
    project_id, account = key
    of_whom = {"authority_id": authority_id} | ({} if account in OF_COUNTY else {"project_id": project_id})
    for side, sign in (("to_account", 1), ("from_account", -1)):
        for on, *areas in store.sums(QuotaEntry, ("posted_on",), MEASURES, **of_whom, **{side: account}):
            found[on] += Amounts(*areas) if sign > 0 else -Amounts(*areas)
    for entry in entries:
        for side, sign in ((entry.to_account, 1), (entry.from_account, -1)):
            if key_of(side, entry.project_id) == key and entry.posted_on:
                found[entry.posted_on] += amounts_of(entry) if sign > 0 else -amounts_of(entry)
    return found


def _below(key: Key, days: Mapping[date, Amounts]) -> str:
    stood = Amounts()
    for day in sorted(days):
        stood += days[day]
        for name, value in zip(MEASURES, stood.values, strict=True):
            if value < 0:
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
    named = sorted({e.project_id for e in entries if e.project_id})
    projects = store.load(Project, id=named) if named else store.load(Project, responsible_id=authority_id)
    overrides = store.load(PolicyOverride)
    rates = (value_of(pack, "revolving_unlimited", overrides, e.posted_on)
             for e in entries if e.posted_on for p in projects if e.project_id in (None, p.id) for pack in applying(shipped.packs(), p))
    return county is not None and any(rate.text == str(county.poverty_class) for rate in rates if rate)
