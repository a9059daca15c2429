"""Entries of the quota ledger follow the events that call for them, in the change that tells of the event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaAdvance, QuotaEntry
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.policy.parts import Pack
from linkdesk.posting import Book
from linkdesk.sanction_postings import of_sanctions
from linkdesk.store import Store

_OF_APPROVALS = {MatterEntry: "entries", Sanction: "sanctions"}
_OF_CARRYING = {Acceptance: "acceptances", PlotAcceptance: "plot_acceptances"}
_OF_QUOTAS = {Trade: "trades", QuotaAdvance: "advances", QuotaUse: "uses", QuotaEntry: "entries"}
_OF_DOSSIER = {PlanApproval: "plan_approvals", PlanVersion: "plan_versions"}
EVENTS = frozenset({*_OF_APPROVALS, *_OF_CARRYING, *_OF_QUOTAS, *_OF_DOSSIER} - {QuotaEntry, Sanction})
"""Rows that can tell of an event of a project."""

DossierOf = Callable[[str], Dossier]
PacksOf = Callable[[Project], tuple[Pack, ...]]



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

    project = next((e for e in change.after if type(e) is Project and e.id == dossier.project.id), dossier.project)
    return replace(part(dossier, _OF_DOSSIER), project=project, approvals=part(dossier.approvals, _OF_APPROVALS),
                   carrying=part(dossier.carrying, _OF_CARRYING), quotas=part(dossier.quotas, _OF_QUOTAS))


def _rows(rows: tuple[Any, ...], class_: type, change: Change) -> tuple[Any, ...]:
    gone = {e.id for e in change.before if type(e) is class_}
    came = [e for e in change.after if type(e) is class_]
    return (*(e for e in rows if e.id not in gone), *came) if gone or came else rows


def _of_sanctions(store: Store, change: Change, officer_name: str, at: datetime) -> Iterator[QuotaEntry]:
    """Quota that was cut or awarded, and what takes back an entry whose decision was corrected; what does not fit yet is left."""
    if any(isinstance(e, Sanction) for e in change.after):
        every = (*store.load(Sanction), *(e for e in change.after if isinstance(e, Sanction)))
        yield from (p.posting.entries[0] for p in of_sanctions(store, every, officer_name, at) if not p.why)
