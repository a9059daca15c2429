"""How far the pair of each household or collective property has come, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import (
    AcceptanceLevel,
    AgreementEventKind,
    AgreementStage,
    PairStage,
    PairTrouble,
    StandardBasis,
)
from linkdesk.domain.book import Book, Had
from linkdesk.domain.dues import Condition, Due, due, had_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.trace import ACCEPTANCES, Trace, traces
from linkdesk.domain.words import AgreementKind, AgreementState

Kind = AgreementEventKind
_TERMS = (("vacate_by", AgreementKind.DEMOLISH, Kind.VACATED), ("demolish_by", AgreementKind.DEMOLISH, Kind.DEMOLITION_ACCEPTED),
          ("reclaim_by", AgreementKind.RECLAIM, Kind.RECLAMATION_ACCEPTED), ("settle_by", AgreementKind.RESETTLE, Kind.MOVED_IN))
_ENDS = {AgreementStage.WITHDRAWN: PairStage.WITHDRAWN, AgreementStage.TERMINATED: PairStage.TERMINATED}
_OVER = frozenset((*_ENDS.values(), PairStage.CLOSED))


@dataclass(frozen=True)
class Progress:
    """One subject's pair: its trace, what is due under each agreement, its stage, and what stands beside the stage."""

    trace: Trace
    dues: tuple[Due, ...]
    stage: PairStage
    troubles: tuple[PairTrouble, ...]

    def due_of(self, kind: str) -> Due | None:
        """What is due under the agreement of a kind; None when there is none."""
        return next((d for d in self.dues if d.agreement.kind == kind), None)


def progress(pair: tuple[str, ...], agreements: Iterable[Agreement], lines: Iterable[AgreementLine], events: Iterable[AgreementEvent],
             conditions: tuple[Condition, ...], book: Book, complaints: frozenset[str], on: date,
             level: AcceptanceLevel | None = None) -> dict[str, Progress]:
    """The progress of every subject with an agreement or an entry; `complaints` are households with one not settled."""
    of_agreement, had = grouped(lines, lambda line: line.agreement_id), book.had()
    return {id_: _progress(trace, of_agreement, conditions, had, id_ in complaints, on)
            for id_, trace in traces(pair, agreements, events, level).items()}


def lines_of(agreement: Agreement, lines: Mapping[str, list[AgreementLine]]) -> tuple[AgreementLine, ...]:
    """The lines of an agreement in order; one that states persons, rate or amount only has the one line that follows."""
    if own := lines.get(agreement.id):
        return tuple(sorted(own, key=lambda line: line.position))
    if agreement.amount is None and agreement.persons is None:
        return ()
    whole = agreement.state is AgreementState.TAKEN_OVER  # its ledger states the amount, whatever persons and rate are today
    return (AgreementLine(
        agreement_id=agreement.id, label=REWARD_LABELS[agreement.kind], basis=StandardBasis.PER_PERSON, reward=True,
        quantity=None if whole or agreement.persons is None else Decimal(agreement.persons), unit="元/人",
        price=None if whole else agreement.rate, amount=agreement.amount, id=agreement.id),)


REWARD_LABELS = {AgreementKind.RESETTLE: "搬迁安置补助", AgreementKind.DEMOLISH: "旧房拆除奖补", AgreementKind.RECLAIM: "宅基地复垦奖补"}


def _progress(trace: Trace, lines: Mapping[str, list[AgreementLine]], conditions: tuple[Condition, ...], had: Mapping[str, Had],
              complaint: bool, on: date) -> Progress:
    dues = tuple(due(trace, a, lines_of(trace.priced_by(a), lines), conditions,
                     had_of(had, [a, *(s for s in trace.agreements if s.supplements_id == a.id)]), on) for a in trace.mains)
    stage = _stage(trace, dues)
    return Progress(trace, dues, stage, tuple(_troubles(trace, stage, complaint, on)))


def _stage(trace: Trace, dues: tuple[Due, ...]) -> PairStage:
    """The furthest stage whose entry was made, from the signed pair on; what was paid counts when nothing payable is left to pay."""
    if trace.ended:
        return _ENDS[trace.ended]
    if not trace.dual_signed:  # a house that came down before is a fact, but no stage of a pair that nobody has signed
        return _of_papers(trace)
    reached = [stage for stage, holds in (
        (PairStage.VACATED, trace.last(Kind.VACATED)), (PairStage.DEMOLISHED, trace.last(Kind.DEMOLISHED)),
        (PairStage.DEMOLITION_ACCEPTED, trace.accepted(Kind.DEMOLITION_ACCEPTED)),
        (PairStage.DEMOLITION_PAID, _paid(dues, AgreementKind.DEMOLISH)),
        (PairStage.RECLAIMED, trace.last(Kind.RECLAIMED)),
        (PairStage.RECLAMATION_ACCEPTED, trace.accepted(Kind.RECLAMATION_ACCEPTED)),
        (PairStage.RECLAMATION_PAID, _paid(dues, AgreementKind.RECLAIM)), (PairStage.CLOSED, trace.last(Kind.CLOSED))) if holds]
    return reached[-1] if reached else PairStage.DUAL_SIGNED


def _paid(dues: tuple[Due, ...], kind: AgreementKind) -> bool:
    found = next((d for d in dues if d.agreement.kind is kind), None)
    return found is not None and found.is_paid


def _of_papers(trace: Trace) -> PairStage:
    made = [trace.of(kind) for kind in trace.pair]
    stages = [trace.stage(a) for a in made if a]
    if AgreementStage.SIGNED in stages or AgreementStage.PART_SIGNED in stages:
        return PairStage.PART_SIGNED
    if None in made or not made:
        return PairStage.NONE if not stages else PairStage.DRAFT
    return PairStage.PRINTED if all(s is AgreementStage.PRINTED for s in stages) else PairStage.DRAFT


def _troubles(trace: Trace, stage: PairStage, complaint: bool, on: date) -> list[PairTrouble]:
    found = [PairTrouble.OVERDUE] if stage not in _OVER and overdue(trace, on) else []
    for begun, ended, trouble in ((Kind.DISPUTED, Kind.DISPUTE_SETTLED, PairTrouble.DISPUTED),
                                  (Kind.HEAD_DIED, Kind.HEIR_CONFIRMED, PairTrouble.HEAD_DIED)):
        last = trace.last(begun, ended)
        found += [trouble] if last and last.kind is begun else []
    return [*found, PairTrouble.COMPLAINT] if complaint else found


def overdue(trace: Trace, on: date) -> tuple[str, ...]:
    """The agreed terms (their field names) of signed agreements that are past and not fulfilled."""
    return tuple(term for term, by in open_terms(trace) if by < on)


def open_terms(trace: Trace) -> tuple[tuple[str, date], ...]:
    """The agreed terms (their field names) of signed agreements that are not fulfilled, each with its day."""
    found = []
    for term, kind, fulfilled in _TERMS:
        agreement = trace.of(kind)
        if agreement is None or not trace.is_signed(agreement):
            continue
        by = getattr(trace.in_force(agreement), term)
        found += [(term, by)] if by and not _fulfilled(trace, fulfilled) else []
    return tuple(found)


def _fulfilled(trace: Trace, kind: AgreementEventKind) -> bool:
    """Whether what a term was agreed for has happened; who has taken the house down has left it too."""
    if kind in ACCEPTANCES:
        return trace.accepted(kind) is not None
    return trace.last(kind, *((Kind.DEMOLISHED,) if kind is Kind.VACATED else ())) is not None
