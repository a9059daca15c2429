"""How the quota of one project stands by its ledger: issued, used, returned, planned, accepted, sold and still owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, moved, standing_entries
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account


@dataclass(frozen=True, slots=True)
class QuotaStanding:
    """The ledger of one project on a day: `entries` are those that count, `of` what is on each of its accounts.

    `issued` and `returned` are all that ever came, `planned` the surplus the plan expected and `accepted` the one that was fixed at
    `settled_on` (None until the whole project has passed).
    """

    entries: tuple[QuotaEntry, ...]
    of: dict[Account, Amounts]
    issued: Amounts
    returned: Amounts
    planned: Amounts
    accepted: Amounts
    settled_on: date | None

    def on(self, account: Account) -> Amounts:
        """What is on an account."""
        return self.of.get(account, Amounts())

    @property
    def used(self) -> Amounts:
        """What was used for resettlement and building."""
        return self.on(Account.USED_RESETTLE) + self.on(Account.USED_URBAN)


def standing(dossier: Dossier, until: date | None = None) -> QuotaStanding:
    """How a project's quota stands on a day, by all its entries without one."""
    return dossier.once(("quota_standing", until), lambda: _standing(dossier, until))


def _standing(dossier: Dossier, until: date | None) -> QuotaStanding:
    every = [e for e in dossier.quotas.entries if until is None or (e.posted_on and e.posted_on <= until)]
    counts = standing_entries(every)
    of = {account: amounts for (project_id, account), amounts in moved(every).items() if project_id}
    settled = [e for e in counts if e.kind is PostingKind.SETTLEMENT]
    return QuotaStanding(counts, of, _came(counts, Account.ISSUED), _came(counts, Account.RETURNED, PostingKind.ACCEPTANCE, PostingKind.OPENING),
                         _came(counts, Account.PLANNED_SURPLUS), _fixed(settled), min((e.posted_on for e in settled if e.posted_on), default=None))


def _came(entries: tuple[QuotaEntry, ...], account: Account, *kinds: PostingKind) -> Amounts:
    return Amounts.total(amounts_of(e) for e in entries if e.to_account is account and (not kinds or e.kind in kinds))


def _fixed(settled: list[QuotaEntry]) -> Amounts:
    """The surplus of an acceptance: what covers advances and sales, and what is left over."""
    gained = (e for e in settled if e.from_account is Account.RETURNED and e.to_account is not Account.RESERVED)
    return Amounts.total(map(amounts_of, gained))
