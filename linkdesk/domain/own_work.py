"""Which households (and collectives) take their house down or reclaim their ground themselves: no contractor is paid for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage, WorkWay
from linkdesk.domain.trace import Trace, traces

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

_OVER = (AgreementStage.VOID, AgreementStage.WITHDRAWN, AgreementStage.TERMINATED)


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Ids of the subjects (households, collective properties) that demolish, and of those that reclaim, by themselves."""

    demolishing: frozenset[str] = frozenset()
    reclaiming: frozenset[str] = frozenset()


def own_work(dossier: Dossier) -> OwnWork:
    """Who does the work itself: as it was entered when it was done, else as agreements that stand say."""
    return dossier.once("own_work", lambda: _own_work(dossier))


def _own_work(dossier: Dossier) -> OwnWork:
    if not dossier.agreements and not dossier.agreement_events:
        return OwnWork()
    all_ = traces(dossier.pair, dossier.agreements, dossier.agreement_events)
    return OwnWork(*(frozenset(id_ for id_, trace in all_.items() if _way(trace, done, term) is WorkWay.SELF) for done, term in (
        (AgreementEventKind.DEMOLISHED, "demolition_way"), (AgreementEventKind.RECLAIMED, "reclamation_way"))))


def _way(trace: Trace, done: AgreementEventKind, term: str) -> WorkWay | None:
    entry = trace.last(done)
    if entry is not None and entry.way is not None:
        return entry.way
    standing = [] if trace.ended else [a for a in trace.mains if trace.stage(a) not in _OVER]
    return next((way for a in standing if (way := getattr(trace.in_force(a), term)) is not None), None)
