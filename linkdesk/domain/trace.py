"""What happened to one household's (or collective property's) agreements and on its ground, read off the entries made since.

Nothing here is stored: entries are only added, and every stage, fact and due follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage, WorkWay
from linkdesk.domain.words import AgreementKind, AgreementState

Kind = AgreementEventKind
SIGNATURES = Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED
"""Each party that has a signature box on the paper; an agreement is signed when all of them have."""

_ENDS = {Kind.WITHDRAWN: AgreementStage.WITHDRAWN, Kind.TERMINATED: AgreementStage.TERMINATED}
# What a signed supplement puts in place of the terms it supplements.
_TERMS = ("persons", "rate", "amount", "vacate_by", "demolish_by", "reclaim_by", "settle_by", "demolition_way", "reclamation_way",
          "head_name", "id_number", "account_holder", "bank_name", "bank_account")


@dataclass(frozen=True)
class Trace:
    """The agreements of one subject that are not void, supplements among them, and its entries that no 更正 cancels."""

    subject_id: str
    pair: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    events: tuple[AgreementEvent, ...]

    def of(self, kind: str) -> Agreement | None:
        """The agreement of a kind, without its supplements; None when there is none."""
        return next((a for a in self.agreements if a.kind == kind and not a.supplements_id), None)

    @property
    def mains(self) -> tuple[Agreement, ...]:
        """The agreements of the pair, in its order, then others; without supplements."""
        made = [a for a in self.agreements if not a.supplements_id]
        return tuple(sorted(made, key=lambda a: self.pair.index(a.kind) if a.kind in self.pair else len(self.pair)))

    def last(self, *kinds: AgreementEventKind, of: Agreement | None = None) -> AgreementEvent | None:
        """The entry of these kinds made last, of one agreement or of all."""
        return next((e for e in reversed(self.events) if e.kind in kinds and (of is None or e.agreement_id == of.id)), None)

    def signed_on(self, agreement: Agreement) -> date | None:
        """The day the last of its parties signed; None while one has not."""
        if agreement.state is AgreementState.TAKEN_OVER:
            return agreement.signed_on
        days = [e.happened_on for each in SIGNATURES if (e := self.last(each, of=agreement)) and e.happened_on]
        return max(days) if len(days) == len(SIGNATURES) else None

    def is_signed(self, agreement: Agreement) -> bool:
        """Whether all its parties have signed; a paper taken over is, even when its ledger tells no day."""
        return agreement.state is AgreementState.TAKEN_OVER or self.signed_on(agreement) is not None

    def stage(self, agreement: Agreement) -> AgreementStage:
        """How far one agreement has come."""
        if agreement.state is AgreementState.VOID:
            return AgreementStage.VOID
        if ended := self.last(*_ENDS, of=agreement):
            return _ENDS[ended.kind]
        if self.is_signed(agreement):
            return AgreementStage.SIGNED
        if self.last(*SIGNATURES, of=agreement):
            return AgreementStage.PART_SIGNED
        return AgreementStage.PRINTED if agreement.state is AgreementState.PRINTED else AgreementStage.DRAFT

    @property
    def dual_signed(self) -> bool:
        """Whether every agreement of the pair is signed and none has been withdrawn or terminated."""
        made = [self.of(kind) for kind in self.pair]
        return bool(made) and all(a is not None and self.stage(a) is AgreementStage.SIGNED for a in made)

    @property
    def dual_signed_on(self) -> date | None:
        """The day the pair was complete; None while it is not, or when a paper taken over tells no day."""
        days = [self.signed_on(a) for kind in self.pair if (a := self.of(kind))]
        return max(days) if self.dual_signed and None not in days else None

    def in_force(self, agreement: Agreement) -> Agreement:
        """An agreement with the terms of its signed supplements in place of its own."""
        for each in (a for a in self.agreements if a.supplements_id == agreement.id and self.stage(a) is AgreementStage.SIGNED):
            changed = {name: value for name in _TERMS if (value := getattr(each, name)) is not None}
            agreement = replace(agreement, **changed)
        return agreement

    def priced_by(self, agreement: Agreement) -> Agreement:
        """Whose lines say what is paid: the last signed supplement that states an amount, else the agreement itself."""
        stated = [a for a in self.agreements if a.supplements_id == agreement.id and a.amount is not None
                  and self.stage(a) is AgreementStage.SIGNED]
        return stated[-1] if stated else agreement

    def accepted(self, kind: AgreementEventKind) -> AgreementEvent | None:
        """The acceptance that stands: the last one, when it found the work good."""
        found = self.last(kind)
        return found if found and found.passed else None


def standing_events(events: Iterable[AgreementEvent]) -> tuple[AgreementEvent, ...]:
    """Entries that no 更正 cancels, and no 更正 itself, in the order of the days they tell of, then of entry."""
    all_ = tuple(events)
    cancelled = {e.revokes_id for e in all_ if e.kind is Kind.REVOKED}
    left = (e for e in all_ if e.kind is not Kind.REVOKED and e.id not in cancelled)
    return tuple(sorted(left, key=lambda e: e.happened_on or date.min))


def traces(pair: tuple[str, ...], agreements: Iterable[Agreement], events: Iterable[AgreementEvent]) -> dict[str, Trace]:
    """The trace of every subject that has an agreement not void, or an entry."""
    made: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        if agreement.state is not AgreementState.VOID:
            made.setdefault(agreement.subject_id, []).append(agreement)
    happened: dict[str, list[AgreementEvent]] = {}
    for event in standing_events(events):
        happened.setdefault(event.subject_id, []).append(event)
    return {id_: Trace(id_, pair, tuple(made.get(id_, ())), tuple(happened.get(id_, ()))) for id_ in (made | happened)}


# -- facts that a pack's conditions name: None while it cannot be said yet

def _demolished(trace: Trace, on: date) -> bool:
    return trace.last(Kind.DEMOLISHED) is not None


def _signed_before_demolition(trace: Trace, on: date) -> bool | None:
    demolished, signed = trace.last(Kind.DEMOLISHED), trace.dual_signed_on
    if demolished is None:
        return None
    return signed is not None and demolished.happened_on is not None and signed <= demolished.happened_on


def _by_itself(trace: Trace, on: date) -> bool | None:
    demolished = trace.last(Kind.DEMOLISHED)
    return None if demolished is None else demolished.way is WorkWay.SELF


def _accepted(kind: AgreementEventKind) -> Callable[[Trace, date], bool]:
    return lambda trace, on: trace.accepted(kind) is not None


def _in_time(kind: AgreementEventKind, of: AgreementKind, term: str) -> Callable[[Trace, date], bool | None]:
    """Accepted by the agreed day; None while neither has come, or when no day was agreed."""
    def holds(trace: Trace, on: date) -> bool | None:
        agreement, accepted = trace.of(of), trace.accepted(kind)
        by = getattr(trace.in_force(agreement), term) if agreement else None
        if by is None:
            return None
        if accepted is None:
            return False if on > by else None
        return accepted.happened_on is not None and accepted.happened_on <= by
    return holds


Fact = Callable[[Trace, date], bool | None]
FACTS: dict[str, Fact] = {
    "dual_signed": lambda trace, on: trace.dual_signed,
    "dual_signed_before_demolition": _signed_before_demolition,
    "vacated": lambda trace, on: trace.last(Kind.VACATED) is not None,
    "demolished": _demolished,
    "demolished_by_itself": _by_itself,
    "demolition_accepted": _accepted(Kind.DEMOLITION_ACCEPTED),
    "demolition_accepted_in_time": _in_time(Kind.DEMOLITION_ACCEPTED, AgreementKind.DEMOLISH, "demolish_by"),
    "reclaimed": lambda trace, on: trace.last(Kind.RECLAIMED) is not None,
    "reclamation_accepted": _accepted(Kind.RECLAMATION_ACCEPTED),
    "reclamation_accepted_in_time": _in_time(Kind.RECLAMATION_ACCEPTED, AgreementKind.RECLAIM, "reclaim_by"),
    "moved_in": lambda trace, on: trace.last(Kind.MOVED_IN) is not None,
}
"""The facts conditions may name; a pack that names another is refused when it is read."""
