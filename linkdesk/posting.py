"""Entries of the quota ledger follow the events that call for them, in the change that tells of the event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from linkdesk import ledger
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.book_years import why_closed
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.project import Project
from linkdesk.domain.quota import BookClosing, QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_accounts import reversal, standing_entries
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.policy.parts import Pack
from linkdesk.policy.quota_postings import Posting, postings
from linkdesk.store import Store

_OF_APPROVALS = {MatterEntry: "entries", Sanction: "sanctions"}
_OF_CARRYING = {Acceptance: "acceptances", PlotAcceptance: "plot_acceptances"}
_OF_QUOTAS = {Trade: "trades", QuotaAdvance: "advances", QuotaUse: "uses", QuotaEntry: "entries"}
_OF_DOSSIER = {PlanApproval: "plan_approvals", PlanVersion: "plan_versions"}
EVENTS = frozenset({*_OF_APPROVALS, *_OF_CARRYING, *_OF_QUOTAS, *_OF_DOSSIER} - {QuotaEntry, Sanction})
"""Rows that can tell of an event of a project."""

DossierOf = Callable[[str], Dossier]
PacksOf = Callable[[Project], tuple[Pack, ...]]


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

    def follow(self) -> tuple[QuotaEntry, ...]:
        """The entries that bring the ledger up to what the events call for, as far as they fit."""
        while True:
            fitting = next((p for p in self._due() if not self.why_not(p)), None)
            if fitting is None:
                return tuple(self.new)
            self._add(fitting.entries)

    def pending(self) -> tuple[Pending, ...]:
        """What does not fit, with the reasons."""
        return tuple(Pending(p, self.why_not(p)) for p in self._due())

    def why_not(self, posting: Posting) -> str:
        """Why a posting cannot be entered as things stand; "" when it can."""
        closings = self.dossier.quotas.closings
        return posting.lacking or next((why for e in posting.entries if (why := why_closed(closings, e.posted_on))), "") or ledger.shortfall(
            self.store, (*self.new, *posting.entries))

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
        day = max(on or date.min, entry.posted_on or date.min)
        return self.at.date() if why_closed(self.dossier.quotas.closings, day) else day

    def _signed(self, posting: Posting) -> Posting:
        entries = (replace(e, officer_name=self.officer_name, entered_at=self.at) for e in posting.entries)
        return replace(posting, entries=ledger.drawn(self.store, entries))

    def _add(self, entries: Iterable[QuotaEntry]) -> None:
        self.new += entries
        quotas = replace(self.dossier.quotas, entries=(*self.dossier.quotas.entries, *entries))
        self.dossier = replace(self.dossier, quotas=quotas)

    def _sealed(self, sealed_id: str) -> Dossier | None:
        copy = self.store.get(Sealed, sealed_id)
        try:
            return dossier_from_json(copy.dossier) if copy else None
        except KnownError:
            return None


def _differs(wanted: Posting, posted: Sequence[QuotaEntry]) -> bool:
    """Whether what was posted is no longer what is wanted: only the use of bought quota can be put right at its source."""
    if wanted.kind is not PostingKind.USE or not any(e.from_account is Account.BOUGHT for e in posted):
        return False
    return {_said(e) for e in wanted.entries} != {_said(e) for e in posted}


def _said(entry: QuotaEntry) -> tuple[Any, ...]:
    return (entry.from_account, entry.to_account, entry.posted_on, entry.number, entry.construction, entry.farmland)


def tells(change: Change) -> bool:
    """Whether a change tells of events that the ledger may follow."""
    return any(type(e) in EVENTS or isinstance(e, Sanction) for e in (*change.before, *change.after))


def followed(store: Store, change: Change, dossier_of: DossierOf, packs_of: PacksOf, officer_name: str, at: datetime) -> Change:
    """The change with the entries of the ledger that follow from the events it tells of."""
    made = (*_of_sanctions(store, change, officer_name, at), *_of_events(store, change, dossier_of, packs_of, officer_name, at))
    return replace(change, after=(*change.after, *made)) if made else change


def _of_events(store: Store, change: Change, dossier_of: DossierOf, packs_of: PacksOf, officer_name: str, at: datetime) -> Iterator[QuotaEntry]:
    told = [e for e in (*change.before, *change.after) if type(e) in EVENTS]
    for project_id in dict.fromkeys(_projects(store, change, told)):
        if store.get(Project, project_id):
            dossier = as_after(dossier_of(project_id), change)
            yield from Book(store, dossier, packs_of(dossier.project), officer_name, at).follow()


def _projects(store: Store, change: Change, told: Iterable[Any]) -> Iterator[str]:
    """The projects some events belong to."""
    from linkdesk.domain.approval import Matter
    owners = {MatterEntry: (Matter, "matter_id"), PlanApproval: (PlanVersion, "version_id"), PlotAcceptance: (Acceptance, "acceptance_id"),
              QuotaUse: (Trade, "trade_id")}
    for event in told:
        if type(event) in owners:
            owner, field = owners[type(event)]
            id_ = getattr(event, field)
            event = store.get(owner, id_) or next((e for e in change.after if type(e) is owner and e.id == id_), None)
        if event is not None and event.project_id:
            yield event.project_id


def as_after(dossier: Dossier, change: Change) -> Dossier:
    """A dossier as it will be once a change is carried out, as far as the ledger follows from it."""
    def part(of: Any, names: dict[type, str]) -> Any:
        return replace(of, **{name: _rows(getattr(of, name), class_, change) for class_, name in names.items()})

    return replace(part(dossier, _OF_DOSSIER), approvals=part(dossier.approvals, _OF_APPROVALS),
                   carrying=part(dossier.carrying, _OF_CARRYING), quotas=part(dossier.quotas, _OF_QUOTAS))


def _rows(rows: tuple[Any, ...], class_: type, change: Change) -> tuple[Any, ...]:
    gone = {e.id for e in change.before if type(e) is class_}
    came = [e for e in change.after if type(e) is class_]
    return (*(e for e in rows if e.id not in gone), *came) if gone or came else rows


_OF_SANCTION = {SanctionKind.QUOTA_CUT: (PostingKind.CUT, Account.ANNUAL_PLAN, Account.DEDUCTED),
                SanctionKind.QUOTA_AWARDED: (PostingKind.AWARD, Account.OUTSIDE, Account.AWARDED)}


def _of_sanctions(store: Store, change: Change, officer_name: str, at: datetime) -> Iterator[QuotaEntry]:
    """Quota that was cut or awarded, and what takes back an entry whose decision was corrected; what does not fit yet is left."""
    if any(isinstance(e, Sanction) for e in change.after):
        every = (*store.load(Sanction), *(e for e in change.after if isinstance(e, Sanction)))
        yield from (p.posting.entries[0] for p in of_sanctions(store, every, officer_name, at) if not p.why)


def of_sanctions(store: Store, sanctions: Iterable[Sanction], officer_name: str, at: datetime) -> list[Pending]:
    """What cuts and awards call for and the ledger does not say yet, each with why it does not fit ("" when it does)."""
    every = tuple(sanctions)
    wanted = {s.id: s for s in standing(every) if s.kind in _OF_SANCTION and s.area and s.authority_id and not s.lifts_id}
    posted = {e.source_id: e for e in standing_entries(store.load(QuotaEntry, kind=[PostingKind.CUT, PostingKind.AWARD, PostingKind.REVERSAL]))
              if e.source_id}
    gone = [reversal(e, max(at.date(), e.posted_on or at.date()), "来源已更正", officer_name, at) for id_, e in posted.items() if id_ not in wanted]
    new = [_of_sanction(s, officer_name, at) for id_, s in wanted.items() if id_ not in posted]
    return [Pending(Posting(e.source_id, e.kind, f"{e.kind}（{e.number}）", (e,)), _why_not(store, e)) for e in (*gone, *new)]


def _of_sanction(sanction: Sanction, officer_name: str, at: datetime) -> QuotaEntry:
    kind, source, target = _OF_SANCTION[sanction.kind]
    return QuotaEntry(id=id_of("quota_entry", sanction.id), posting_id=id_of("posting", sanction.id), authority_id=sanction.authority_id or "",
                      kind=kind, from_account=source, to_account=target, construction=sanction.area, posted_on=sanction.decided_on,
                      year=sanction.year, number=sanction.number, document=f"{sanction.decided_by}{sanction.kind}", source_id=sanction.id,
                      officer_name=officer_name, entered_at=at)


def _why_not(store: Store, entry: QuotaEntry) -> str:
    return why_closed(store.load(BookClosing, authority_id=entry.authority_id), entry.posted_on) or ledger.shortfall(store, (entry,))
