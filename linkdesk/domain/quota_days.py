"""The days the quota ledger tells time limits: when a project's revolving quota was issued, when its advances were all returned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, standing_entries
from linkdesk.domain.quota_words import PostingKind, QuotaAccount

READ = ({"to_account": (QuotaAccount.ISSUED, QuotaAccount.ADVANCED)}, {"from_account": (QuotaAccount.ADVANCED,)},
        {"from_account": (QuotaAccount.ISSUED,), "kind": (PostingKind.REVERSAL,)})
"""Which entries of a ledger tell these days, for whoever reads those of all projects at once; an entry may be read twice."""


@dataclass(frozen=True, slots=True)
class QuotaDays:
    """The first day quota came into a project, and the day the last of its advances was returned; None while it has not happened."""

    issued_on: date | None = None
    returned_on: date | None = None


def quota_days(entries: Iterable[QuotaEntry]) -> QuotaDays:
    """The days that entries of one project tell; those of other accounts do not matter."""
    stands = standing_entries({e.id: e for e in entries}.values())
    issued = [e.posted_on for e in stands if e.to_account is QuotaAccount.ISSUED and e.posted_on]
    back = [e for e in stands if e.from_account is QuotaAccount.ADVANCED and e.posted_on]
    taken = Amounts.total(amounts_of(e) for e in stands if e.to_account is QuotaAccount.ADVANCED)
    whole = taken and taken == Amounts.total(map(amounts_of, back))
    return QuotaDays(min(issued, default=None), max((e.posted_on for e in back), default=None) if whole else None)
