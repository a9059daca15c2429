"""The quota ledger of one project between what its events call for and what is posted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from linkdesk import ledger
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.book_years import open_day, why_closed
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.plan_standing import OF_OLD_PLOTS, first_approved_on, told_approval
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import event_day, is_given, reversal, standing_entries
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.policy.parts import Pack
from linkdesk.policy.quota_postings import Posting, postings
from linkdesk.store import Store

_AFTER_APPROVAL = frozenset({PostingKind.USE, PostingKind.ACCEPTANCE, PostingKind.SETTLEMENT})
_OF_ACCEPTANCE = (PostingKind.ACCEPTANCE, PostingKind.SETTLEMENT, PostingKind.SALE)  # in the order they are told


@dataclass(frozen=True, slots=True)
class Pending:
    """What an event calls for, or no longer calls for, and why the ledger does not say so yet."""

    posting: Posting
    why: str


class Book:
    """The ledger of one project between what its events call for and what is posted."""

    def __init__(self, store: Store, dossier: Dossier, packs: tuple[Pack, ...], officer_name: str, at: datetime) -> None:
        self.store, self.dossier, self.packs, self.officer_name, self.at = store, dossier, packs, officer_name, at
        self.new: list[QuotaEntry] = []
        self._copies: dict[str, Dossier | None] = {}

    def follow(self) -> tuple[QuotaEntry, ...]:
        """The entries that bring the ledger up to what the events call for, as far as they fit: one by one, else what hangs together."""
        self._follow_each()
        if self._tell_anew():
            self._follow_each()
        return tuple(self.new)

    def _follow_each(self) -> None:
        while fitting := next((p for p in self._due() if not self.why_not(p)), None):
            self._add(fitting.entries)

    def _tell_anew(self) -> bool:
        """Take back and tell anew what hangs on acceptances where an entry cannot be taken back alone since others stand on it; whether it fits."""
        stuck = [p for p in self._due() if p.kind is PostingKind.REVERSAL]
        if not any(e.from_account is Account.RETURNED or e.to_account is Account.RETURNED for p in stuck for e in p.entries):
            return False
        before = list(self.new), self.dossier
        gone = {e.reverses_id for p in stuck for e in p.entries}
        hanging = [e for e in standing_entries(self.dossier.quotas.entries) if e.id not in gone and _hangs_on_acceptances(e)]
        self._add([*(e for p in stuck for e in p.entries), *(self._taken_back(hanging, None).entries if hanging else ())])
        while told := min((p for p in self._due() if p.kind in _OF_ACCEPTANCE and not p.lacking), key=lambda p: _OF_ACCEPTANCE.index(p.kind),
                          default=None):
            self._add(told.entries)
        made = self.new[len(before[0]):]
        if any(why_closed(self.dossier.quotas.closings, e.posted_on) for e in made) or ledger.shortfall(self.store, self.new):
            self.new, self.dossier = before
            return False
        return True

    def pending(self) -> tuple[Pending, ...]:
        """What does not fit, with the reasons."""
        return tuple(Pending(p, self.why_not(p)) for p in self._due())

    def why_not(self, posting: Posting) -> str:
        """Why a posting cannot be entered as things stand; "" when it can."""
        closings = self.dossier.quotas.closings
        return (posting.lacking or next((why for e in posting.entries if (why := why_closed(closings, e.posted_on))), "")
                or self._why_before_approval(posting) or self._why_not_again(posting) or ledger.shortfall(self.store, (*self.new, *posting.entries)))

    def _why_before_approval(self, posting: Posting) -> str:
        """Land of a project neither is used nor returns before its plan is approved; an old book brings its own along."""
        judged = [e for e in posting.entries if e.kind in _AFTER_APPROVAL and not is_given(e)]
        if not judged or any(e.kind is PostingKind.OPENING for e in standing_entries(self.dossier.quotas.entries)):
            return ""
        told = told_approval(self.dossier.project)
        first = first_approved_on(self.dossier, *OF_OLD_PLOTS) or (told and told.approved_on)
        if first and all(e.posted_on and e.posted_on >= first for e in judged):
            return ""
        return f"方案 {first} 才批准，{posting.title}的日期在批准之前" if first else f"方案还没有登记批准，{posting.title}先不记账"

    def _why_not_again(self, posting: Posting) -> str:
        """A plot returns anew only when what it returned before has been taken back."""
        if posting.kind is not PostingKind.ACCEPTANCE:
            return ""
        there = {e.plot_id: e.number for e in standing_entries(self.dossier.quotas.entries) if e.kind is PostingKind.ACCEPTANCE}
        number = next((there[e.plot_id] for e in posting.entries if e.plot_id in there), None)
        return "" if number is None else f"同一地块按“{number}”登记的归还还没有冲销"

    def _due(self) -> list[Posting]:
        """What is to be taken back first, then what is to be posted, in order."""
        wanted = {(p.source_id, p.kind): p for p in postings(self.dossier, self.packs, self._sealed)}
        posted: dict[tuple[str, PostingKind], list[QuotaEntry]] = {}
        for entry in standing_entries(self.dossier.quotas.entries):
            if entry.source_id:
                posted.setdefault((entry.source_id, entry.kind), []).append(entry)
        superseded = next((p.entries[0].posted_on for (_, kind), p in wanted.items() if kind is PostingKind.PLAN and p.entries), None)
        gone = [self._taken_back(entries, superseded) for key, entries in posted.items() if key not in wanted or _differs(wanted[key], entries)]
        return [*gone, *(self._signed(p) for key, p in wanted.items() if key not in posted)]

    def _taken_back(self, entries: Sequence[QuotaEntry], plan_on: date | None) -> Posting:
        """The reversal of what an event no longer calls for: on the day a trade ended or another plan was approved; what was
        corrected at its source never was so, and goes on its own day, or today where that year is closed."""
        ended = next((t.terminated_on for t in self.dossier.quotas.trades if t.id == entries[0].source_id), None)
        amended = plan_on if entries[0].kind is PostingKind.PLAN else None
        why = "交易已终止" if ended else "方案已变更" if amended else "来源已更正"
        taken = tuple(reversal(e, self._open_day(ended or amended, e), why, self.officer_name, self.at) for e in entries)
        return Posting(entries[0].source_id, PostingKind.REVERSAL, f"冲销{entries[0].kind}（{entries[0].number}）", taken)

    def _open_day(self, on: date | None, entry: QuotaEntry) -> date:
        return open_day(self.dossier.quotas.closings, max(on or date.min, entry.posted_on or date.min), self.at.date())

    def _signed(self, posting: Posting) -> Posting:
        entries = (replace(e, officer_name=self.officer_name, entered_at=self.at) for e in posting.entries)
        return replace(posting, entries=ledger.drawn(self.store, entries))

    def _add(self, entries: Iterable[QuotaEntry]) -> None:
        self.new += entries
        quotas = replace(self.dossier.quotas, entries=(*self.dossier.quotas.entries, *entries))
        self.dossier = replace(self.dossier, quotas=quotas)

    def _sealed(self, sealed_id: str) -> Dossier | None:
        if sealed_id not in self._copies:
            copy = self.store.get(Sealed, sealed_id)
            try:
                self._copies[sealed_id] = dossier_from_json(copy.dossier) if copy else None
            except KnownError:
                self._copies[sealed_id] = None
        return self._copies[sealed_id]


def _differs(wanted: Posting, posted: Sequence[QuotaEntry]) -> bool:
    """Whether what was posted is no longer what is wanted: the day bought quota came, and what it was used for, are put right at their source."""
    if wanted.kind is PostingKind.PURCHASE:
        return {event_day(e) for e in wanted.entries} != {event_day(e) for e in posted}
    if wanted.kind is not PostingKind.USE or not any(e.from_account is Account.BOUGHT for e in posted):
        return False
    return {_said(e) for e in wanted.entries} != {_said(e) for e in posted}


def _said(entry: QuotaEntry) -> tuple[Any, ...]:
    return (entry.from_account, entry.to_account, event_day(entry), entry.number, entry.construction, entry.farmland)


def _hangs_on_acceptances(entry: QuotaEntry) -> bool:
    """Whether an entry that follows from an event stands on land that came back."""
    return entry.kind is PostingKind.SETTLEMENT or (entry.kind is PostingKind.SALE and entry.to_account is Account.SOLD)
