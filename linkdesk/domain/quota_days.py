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
"""Which entries of a ledger tell these days, for whoever reads those of all projects at once."""


@dataclass(frozen=True, slots=True)
class QuotaDays:
    """The first day quota came into a project, and the day the last of its advances was returned; None while it has not happened."""

    issued_on: date | None = None
    returned_on: date | None = None


Moved = tuple[QuotaAccount, QuotaAccount, date | None, Amounts]
"""From which account to which, the day, and how much."""


def quota_days(entries: Iterable[QuotaEntry]) -> QuotaDays:
    """The days that entries of one project tell; those of other accounts do not matter."""
    return days_of((e.from_account, e.to_account, e.posted_on, amounts_of(e)) for e in standing_entries({e.id: e for e in entries}.values()))


def days_of(standing: Iterable[Moved]) -> QuotaDays:
    """The days that what stands of one project tells, entry by entry or summed up by day."""
    moved = tuple(standing)
    issued = [on for _, to, on, _ in moved if to is QuotaAccount.ISSUED and on]
    back = [(on, amounts) for source, _, on, amounts in moved if source is QuotaAccount.ADVANCED and on]
    taken = Amounts.total(amounts for _, to, _, amounts in moved if to is QuotaAccount.ADVANCED)
    whole = taken and taken == Amounts.total(amounts for _, amounts in back)
    return QuotaDays(min(issued, default=None), max((on for on, _ in back), default=None) if whole else None)
