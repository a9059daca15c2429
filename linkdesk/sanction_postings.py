"""Quota that higher bodies cut or awarded, as their register of decisions says: what of it the ledger does not say yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from linkdesk import ledger
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.book_years import open_day, why_closed
from linkdesk.domain.corrections import standing
from linkdesk.domain.fields import id_of
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import reversal, standing_entries
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.policy.quota_postings import Posting
from linkdesk.posting import Pending
from linkdesk.store import Store

_OF_SANCTION = {SanctionKind.QUOTA_CUT: (PostingKind.CUT, Account.ANNUAL_PLAN, Account.DEDUCTED),
                SanctionKind.QUOTA_AWARDED: (PostingKind.AWARD, Account.OUTSIDE, Account.AWARDED)}


def of_sanctions(store: Store, sanctions: Iterable[Sanction], officer_name: str, at: datetime) -> list[Pending]:
    """What cuts and awards call for and the ledger does not say yet, each with why it does not fit ("" when it does)."""
    every = tuple(sanctions)
    wanted = {s.id: s for s in standing(every) if s.kind in _OF_SANCTION and s.area and s.authority_id and not s.lifts_id}
    posted = {e.source_id: e for e in standing_entries(store.load(QuotaEntry, kind=[PostingKind.CUT, PostingKind.AWARD, PostingKind.REVERSAL]))
              if e.source_id}
    gone = [_taken_back(store, e, officer_name, at) for id_, e in posted.items() if id_ not in wanted]
    new = [_of_sanction(s, officer_name, at) for id_, s in wanted.items() if id_ not in posted]
    return [Pending(Posting(e.source_id, e.kind, f"{e.kind}（{e.number}）", (e,)), _why_not(store, e)) for e in (*gone, *new)]


def _taken_back(store: Store, entry: QuotaEntry, officer_name: str, at: datetime) -> QuotaEntry:
    """What was corrected never was so: it goes on its own day, or today where that year is closed."""
    return reversal(entry, open_day(_closings(store, entry), entry.posted_on, at.date()), "来源已更正", officer_name, at)


def _of_sanction(sanction: Sanction, officer_name: str, at: datetime) -> QuotaEntry:
    kind, source, target = _OF_SANCTION[sanction.kind]
    return QuotaEntry(id=id_of("quota_entry", sanction.id), posting_id=id_of("posting", sanction.id), authority_id=sanction.authority_id or "",
                      kind=kind, from_account=source, to_account=target, construction=sanction.area, posted_on=sanction.decided_on,
                      year=sanction.year, number=sanction.number, document=f"{sanction.decided_by}{sanction.kind}", source_id=sanction.id,
                      officer_name=officer_name, entered_at=at)


def _why_not(store: Store, entry: QuotaEntry) -> str:
    return why_closed(_closings(store, entry), entry.posted_on) or ledger.shortfall(store, (entry,))


def _closings(store: Store, entry: QuotaEntry) -> list[BookClosing]:
    return store.load(BookClosing, authority_id=entry.authority_id)
