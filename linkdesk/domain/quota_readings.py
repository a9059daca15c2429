"""Figures of the quota ledger as readings: which entries a figure adds and which it takes off, so that each leads back to its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account

Pair = tuple[Account, Account]
"""From which account to which."""
Flows = Mapping[Pair, Amounts]
"""What the standing entries between each two accounts come to."""
Owner = TypeVar("Owner", bound=Hashable)
_SHARES = Account.SURPLUS, Account.COUNTY_SHARE, Account.CITY_SHARE


def standing_flows(sums: Iterable[tuple[Owner, PostingKind, Pair, Amounts]]) -> dict[Owner, dict[Pair, Amounts]]:
    """Sums of entries by owner, kind and accounts as flows of what stands: a reversal is taken off the flow it reverses."""
    found: defaultdict[Owner, dict[Pair, Amounts]] = defaultdict(dict)
    for owner, kind, (source, to), amounts in sums:
        turned = kind is PostingKind.REVERSAL
        mine, pair = found[owner], (to, source) if turned else (source, to)
        before = mine.get(pair)
        if before is None:
            mine[pair] = -amounts if turned else amounts
        else:
            mine[pair] = before - amounts if turned else before + amounts
    return dict(found)


def flows_of(entries: Iterable[QuotaEntry]) -> dict[Pair, Amounts]:
    """The flows of entries, all of one owner."""
    return standing_flows((None, e.kind, (e.from_account, e.to_account), amounts_of(e)) for e in entries).get(None, {})


@dataclass(frozen=True, slots=True)
class QuotaReading:
    """A figure of the ledger: the standing entries between the pairs of `adds`, less those between the pairs of `takes`."""

    key: str
    label: str
    adds: frozenset[Pair]
    takes: frozenset[Pair] = frozenset()
    where: str = ""  # in words: which accounts its entries are of

    def of(self, flows: Flows) -> Amounts:
        """What it reads from flows."""
        total = Amounts()
        for pair, amounts in flows.items():
            if pair in self.adds:
                total += amounts
            elif pair in self.takes:
                total -= amounts
        return total

    def moved(self, entry: QuotaEntry) -> Amounts:
        """What one entry brings to the figure: a reversal takes back what it reverses, most entries bring nothing."""
        turned = entry.kind is PostingKind.REVERSAL
        pair = (entry.to_account, entry.from_account) if turned else (entry.from_account, entry.to_account)
        sign = (pair in self.adds) - (pair in self.takes)
        return amounts_of(entry) if sign * (-1 if turned else 1) > 0 else -amounts_of(entry) if sign else Amounts()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every account its entries move land between, 账外 aside."""
        named = {account for pair in (*self.adds, *self.takes) for account in pair}
        return tuple(a for a in Account if a in named and a is not Account.OUTSIDE)


def _into(*accounts: Account) -> frozenset[Pair]:
    return frozenset((source, to) for to in accounts for source in Account if source not in accounts)


def _out_of(*accounts: Account) -> frozenset[Pair]:
    return frozenset((source, to) for source in accounts for to in Account if to not in accounts)


def came_to(key: str, label: str, *accounts: Account) -> QuotaReading:
    """All that ever came to some accounts."""
    return QuotaReading(key, label, _into(*accounts), where=f"转入{'、'.join(f'“{a}”' for a in accounts)}")


def stands_on(key: str, label: str, *accounts: Account) -> QuotaReading:
    """What stands on some accounts: what came less what went."""
    return QuotaReading(key, label, _into(*accounts), _out_of(*accounts), f"{'、'.join(f'“{a}”' for a in accounts)}余额")


ISSUED_REVOLVING = came_to("issued_revolving", "下达年度周转指标", Account.REVOLVING)
ISSUED_ANNUAL = came_to("issued_annual", "下达新增计划指标", Account.ANNUAL_PLAN)
ISSUED = came_to("issued", "下达项目周转指标", Account.ISSUED)
USED_RESETTLE = came_to("used_resettle", "安置使用", Account.USED_RESETTLE)
USED_URBAN = came_to("used_urban", "建新使用", Account.USED_URBAN)
USED = QuotaReading("used", "已使用", USED_RESETTLE.adds | USED_URBAN.adds, where="转入“安置使用”、“建新使用”")
RETURNED = QuotaReading("returned", "已归还", frozenset({(Account.OUTSIDE, Account.RETURNED)}), where="验收转入“验收归还”")
PLANNED_SURPLUS = stands_on("planned_surplus", "预计节余", Account.PLANNED_SURPLUS)
SURPLUS_MADE = came_to("surplus_made", "形成节余", Account.SURPLUS)
SURPLUS = stands_on("surplus", "可用节余", Account.SURPLUS)
ADVANCED = stands_on("advanced", "预支未归还", Account.ADVANCED)
SOLD = QuotaReading("sold", "已交易", frozenset({(Account.PLANNED_SURPLUS, Account.SOLD_TO_DELIVER), *((s, Account.SOLD) for s in _SHARES)})
                    | frozenset((Account.OUTSIDE, sold) for sold in (Account.SOLD, Account.SOLD_TO_DELIVER)),
                    where="交易转入“已交易”、“已交易待验收”")
TO_DELIVER = stands_on("to_deliver", "已交易待验收", Account.SOLD_TO_DELIVER)
RESERVED = stands_on("reserved", "农村发展预留", Account.RESERVED)
BOUGHT = came_to("bought", "购入和分配指标", Account.BOUGHT)

OF_COUNTY = ISSUED_REVOLVING, ISSUED, USED, RETURNED, PLANNED_SURPLUS, SURPLUS_MADE, SURPLUS, ADVANCED, SOLD, TO_DELIVER, BOUGHT
"""What a leader reads of a county's quota, in the order of the work."""
EVERY = (*OF_COUNTY, ISSUED_ANNUAL, USED_RESETTLE, USED_URBAN, RESERVED)
