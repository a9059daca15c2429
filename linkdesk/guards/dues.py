"""What agreements owe today, reckoned from the store alone, so that a guard need not believe whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from linkdesk import shipped
from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.book import Book
from linkdesk.domain.dossier import acceptance_level
from linkdesk.domain.dues import Due
from linkdesk.domain.household import Household
from linkdesk.domain.payable import Account, account_of
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.progress import Progress, progress
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.policy import values
from linkdesk.policy.parts import applying
from linkdesk.store import Store

Entry = PaymentBatch | Payment | PaymentEvent


@dataclass(frozen=True, slots=True)
class Owed:
    """The agreements of some subjects in every project, void ones too, all their payments, what is due under each and where it is paid."""

    agreements: tuple[Agreement, ...]
    book: Book
    dues: dict[str, Due]
    accounts: dict[str, Account]


def owed(store: Store, agreement_ids: Collection[str], new: Iterable[Entry]) -> Owed:
    """What is due under some agreements on the store's day, with the `new` entries of payments counted in."""
    named = store.load(Agreement, id=list(agreement_ids))
    agreements = tuple({a.id: a for field in ("household_id", "collective_id")
                        for a in _of_subjects(store, field, {getattr(a, field) for a in named} - {None})}.values())
    book = _book(store, [a.id for a in agreements], tuple(new))
    projects = {a.project_id for a in named}
    found = [each for id_ in projects for each in _progress(store, id_, [a for a in agreements if a.project_id == id_], book)]
    households = {h.id: h for h in store.load(Household, id=[p.trace.subject_id for p in found])}
    return Owed(agreements, book, {d.agreement.id: d for p in found for d in p.dues},
                {d.agreement.id: account_of(households.get(p.trace.subject_id), p, d) for p in found for d in p.dues})


def _of_subjects(store: Store, field: str, ids: set[str]) -> list[Agreement]:
    return store.load(Agreement, **{field: list(ids)}) if ids else []


def _book(store: Store, agreement_ids: list[str], new: tuple[Entry, ...]) -> Book:
    mine = frozenset(agreement_ids)
    added = tuple(e for e in new if isinstance(e, Payment) and e.agreement_id in mine)
    payments = (*store.load(Payment, agreement_id=agreement_ids), *added)
    batches = list({p.batch_id for p in payments})
    return Book((*store.load(PaymentBatch, id=batches), *(e for e in new if isinstance(e, PaymentBatch))), payments,
                (*store.load(PaymentEvent, batch_id=batches), *(e for e in new if isinstance(e, PaymentEvent))))


def _progress(store: Store, project_id: str, agreements: list[Agreement], book: Book) -> Iterable[Progress]:
    project, on = store.get(Project, project_id), store.clock().date()
    packs = applying(shipped.packs(), project) if project else ()  # county standards price agreements when drafted, conditions are the packs'
    rates = values.resolve(packs, store.load(PolicyOverride), on)
    lines = store.load(AgreementLine, agreement_id=[a.id for a in agreements])
    return progress(values.pair(rates), agreements, lines, _events(store, project_id, agreements),
                    values.conditions(packs, rates, on), book, frozenset(), on, acceptance_level(rates)).values()


def _events(store: Store, project_id: str, agreements: list[Agreement]) -> list[AgreementEvent]:
    return [e for field in ("household_id", "collective_id") if (ids := {getattr(a, field) for a in agreements} - {None})
            for e in store.load(AgreementEvent, project_id=project_id, **{field: list(ids)})]
