"""What counties sold by their quota ledgers: trade by trade, and by the year it was signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import mu
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import standing_entries
from linkdesk.domain.quota_words import PostingKind

SUBJECT = YearTarget().subject
"""The subject of the targets whose fulfilment the ledger tells."""
Sold = Mapping[tuple[str, int], Decimal]
"""Mu sold by (county's id, year)."""
NOTHING_SOLD: Sold = MappingProxyType({})
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale as the ledger has it: construction quota and farmland in m²."""

    authority_id: str
    trade_id: str
    project_id: str | None
    number: str
    signed_on: date
    construction: Decimal
    farmland: Decimal

    @property
    def area(self) -> Decimal:
        """The construction quota sold, in mu as it is printed."""
        return mu(self.construction, 2)


def sales(entries: Iterable[QuotaEntry], signed: Mapping[str, date] = MappingProxyType({}), until: date = date.max) -> tuple[Sale, ...]:
    """The sales that stand at the end of a day, the earliest first: one for each trade and project, whatever accounts it drew on.

    `signed` gives the day a trade was signed, by its id; for others that is the day of the entry.
    """
    known = [e for e in entries if e.posted_on and e.posted_on <= until]
    made = [e for e in standing_entries(known) if e.kind is PostingKind.SALE]
    told = grouped(made, lambda e: (e.authority_id, e.trade_id or e.posting_id or e.id, e.project_id))
    found = (_sale(rows, signed) for rows in told.values())
    return tuple(sorted(found, key=lambda sale: (sale.signed_on, sale.number)))


def _sale(rows: list[QuotaEntry], signed: Mapping[str, date]) -> Sale:
    first = rows[0]
    return Sale(first.authority_id, first.trade_id or "", first.project_id, first.number,
                signed.get(first.trade_id or "") or min(e.posted_on for e in rows if e.posted_on),
                sum((e.construction for e in rows), _NOTHING), sum((e.farmland for e in rows), _NOTHING))


def by_year(found: Iterable[Sale]) -> Sold:
    """Mu sold by county and year: the sum of the sales as they are printed."""
    sums: defaultdict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for sale in found:
        sums[sale.authority_id, sale.signed_on.year] += sale.area
    return dict(sums)


@dataclass(frozen=True, slots=True)
class TargetDone:
    """How much of a target is done, in mu: before this desk began, as typed, and by the ledger; None where neither is known."""

    before: Decimal | None
    ledger: Decimal | None

    @property
    def total(self) -> Decimal | None:
        """Both together; None while there is nothing of either."""
        known = [part for part in (self.before, self.ledger) if part is not None]
        return sum(known, _NOTHING) if known else None


def target_years(target: YearTarget) -> range:
    """The years a target is for; none while no year is entered."""
    first, last = target.from_year or target.to_year, target.to_year or target.from_year
    return range(first, last + 1) if first and last else range(0)


def target_done(target: YearTarget, sold: Sold) -> TargetDone:
    """How much of a county's target is done; the ledger tells of trade only, and of no county while none is named."""
    told = target.subject.strip() == SUBJECT and target.authority_id
    return TargetDone(target.done, sold_in(sold, target.authority_id, target_years(target)) if told else None)


def sold_in(sold: Sold, authority_id: str | None, years: Iterable[int]) -> Decimal | None:
    """The mu a county sold in some years; None where its ledger tells of no sale then."""
    found = [sold[authority_id, year] for year in years if (authority_id, year) in sold]
    return sum(found, _NOTHING) if found else None
