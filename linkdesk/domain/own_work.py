"""Which households (and collectives) take their house down or reclaim their ground themselves: no contractor is paid for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage, WorkWay
from linkdesk.domain.kept import Kept
from linkdesk.domain.trace import Trace, traces

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

_OVER = (AgreementStage.VOID, AgreementStage.WITHDRAWN, AgreementStage.TERMINATED)


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Ids of the subjects (households, collective properties) that demolish, and of those that reclaim, by themselves."""

    demolishing: frozenset[str] = frozenset()
    reclaiming: frozenset[str] = frozenset()


_kept: Kept[OwnWork] = Kept(most=10)  # projects


def own_work(dossier: Dossier) -> OwnWork:
    """Who does the work itself: as it was entered when it was done, else as agreements that stand say."""
    said = dossier.pair, dossier.agreements, dossier.agreement_events
    return dossier.once("own_work", lambda: _kept.of(dossier.project.id, said, lambda: _own_work(*said)))


def _own_work(pair: tuple[str, ...], agreements: tuple[Agreement, ...], events: tuple[AgreementEvent, ...]) -> OwnWork:
    if not agreements and not events:
        return OwnWork()
    all_ = traces(pair, agreements, events)
    return OwnWork(*(frozenset(id_ for id_, trace in all_.items() if _way(trace, done, term) is WorkWay.SELF) for done, term in (
        (AgreementEventKind.DEMOLISHED, "demolition_way"), (AgreementEventKind.RECLAIMED, "reclamation_way"))))


def _way(trace: Trace, done: AgreementEventKind, term: str) -> WorkWay | None:
    """Who did it as entered; else as agreed, by an agreement that stands or, once it was done, that stood when it was."""
    entry = trace.last(done)
    if entry is not None and entry.way is not None:
        return entry.way
    standing = [] if trace.ended else [a for a in trace.mains if trace.stage(a) not in _OVER]
    agreed = standing if entry is None else trace.mains
    return next((way for a in agreed if (way := getattr(trace.in_force(a), term)) is not None), None)
