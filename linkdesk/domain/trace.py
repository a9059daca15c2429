"""What happened to one household's (or collective property's) agreements and on its ground, read off the entries made since.

Nothing here is stored: entries are only added, and every stage, fact and due follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AcceptanceLevel, AgreementEventKind, AgreementStage, WorkWay
from linkdesk.domain.grouping import grouped
from linkdesk.domain.words import AgreementKind, AgreementState

Kind = AgreementEventKind
SIGNATURES = Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED
"""Each party that has a signature box on the paper; an agreement is signed when all of them have."""

ACCEPTANCES = Kind.DEMOLITION_ACCEPTED, Kind.RECLAMATION_ACCEPTED
_ENDS = {Kind.WITHDRAWN: AgreementStage.WITHDRAWN, Kind.TERMINATED: AgreementStage.TERMINATED}
# What a signed supplement puts in place of the terms it supplements.
_TERMS = ("persons", "rate", "amount", "vacate_by", "demolish_by", "reclaim_by", "settle_by", "demolition_way", "reclamation_way",
          "head_name", "id_number", "account_holder", "bank_name", "bank_account")


_KINDS, _LEVELS = tuple(Kind), tuple(AcceptanceLevel)


@dataclass(frozen=True)
class Trace:
    """The agreements of one subject that are not void, supplements among them, and its entries that no 更正 cancels.

    `level` is the acceptance that counts for payment in this county; None lets every level count.
    """

    subject_id: str
    pair: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    events: tuple[AgreementEvent, ...]
    level: AcceptanceLevel | None = None

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

    def is_in_force(self, agreement: Agreement) -> bool:
        """Whether an agreement is on paper and neither void, withdrawn nor terminated."""
        return self.stage(agreement) in (AgreementStage.PRINTED, AgreementStage.PART_SIGNED, AgreementStage.SIGNED)

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

    def supplements(self, agreement: Agreement) -> list[Agreement]:
        """The signed supplements of an agreement, the one signed last at the end."""
        signed = [a for a in self.agreements if a.supplements_id == agreement.id and self.stage(a) is AgreementStage.SIGNED]
        return sorted(signed, key=lambda a: self.signed_on(a) or date.min)

    def in_force(self, agreement: Agreement) -> Agreement:
        """An agreement with the terms of its signed supplements in place of its own."""
        for each in self.supplements(agreement):
            changed = {name: value for name in _TERMS if (value := getattr(each, name)) is not None}
            agreement = replace(agreement, **changed)
        return agreement

    def priced_by(self, agreement: Agreement) -> Agreement:
        """Whose lines say what is paid: the last signed supplement that states an amount, else the agreement itself."""
        stated = [a for a in self.supplements(agreement) if a.amount is not None]
        return stated[-1] if stated else agreement

    @property
    def ended(self) -> AgreementStage | None:
        """Withdrawn or terminated, when one of the pair is; None while the pair stands."""
        stages = [self.stage(a) for a in self.mains if a.kind in self.pair]
        return next((end for end in _ENDS.values() if end in stages), None)

    def repaid(self, agreement: Agreement) -> Decimal:
        """What the household gave back when it withdrew from an agreement, or when that was terminated."""
        ended = self.last(*_ENDS, of=agreement)
        return ended.repaid or Decimal(0) if ended else Decimal(0)

    def accepted(self, kind: AgreementEventKind) -> AgreementEvent | None:
        """The acceptance that stands: the first that found the work good and that no later one contradicts."""
        found: AgreementEvent | None = None
        for event in (e for e in self.events if e.kind is kind and self._counts(e)):
            found = (found or event) if event.passed else None
        return found

    def _counts(self, acceptance: AgreementEvent) -> bool:
        """Whether an acceptance is of the level that counts, or of one above it."""
        if self.level is None:
            return True
        return acceptance.level is not None and _LEVELS.index(acceptance.level) >= _LEVELS.index(self.level)


def standing_events(events: Iterable[AgreementEvent]) -> tuple[AgreementEvent, ...]:
    """Entries that no 更正 cancels, and no 更正 itself, by the days they tell of; on one day in the order of the work, then of entry."""
    all_ = tuple(events)
    cancelled = {e.revokes_id for e in all_ if e.kind is Kind.REVOKED}
    left = (e for e in all_ if e.kind is not Kind.REVOKED and e.id not in cancelled)
    return in_order(left)


def in_order(events: Iterable[AgreementEvent]) -> tuple[AgreementEvent, ...]:
    """Entries by day, on one day in the order of the work and of the levels of acceptance."""
    return tuple(sorted(events, key=lambda e: (e.happened_on or date.min, _KINDS.index(e.kind),
                                               _LEVELS.index(e.level) if e.level else -1)))


def traces(pair: tuple[str, ...], agreements: Iterable[Agreement], events: Iterable[AgreementEvent],
           level: AcceptanceLevel | None = None) -> dict[str, Trace]:
    """The trace of every subject that has an agreement not void, or an entry; a supplement ends with what it supplements."""
    all_ = tuple(agreements)
    void = {a.id for a in all_ if a.state is AgreementState.VOID}
    made = grouped((a for a in all_ if void.isdisjoint((a.id, a.supplements_id))), lambda a: a.subject_id)
    happened = grouped(standing_events(events), lambda e: e.subject_id)
    return {id_: Trace(id_, pair, tuple(made.get(id_, ())), tuple(happened.get(id_, ())), level) for id_ in (made | happened)}


# -- facts that a pack's conditions name: None while it cannot be said yet

Fact = Callable[[Trace, date], bool | None]


def _signed(trace: Trace, on: date) -> bool | None:
    return True if trace.dual_signed else False if trace.ended else None


def _signed_before_demolition(trace: Trace, on: date) -> bool | None:
    """Whether the pair was complete when the house came down; not to be said of a paper taken over that tells no day."""
    demolished, signed = trace.last(Kind.DEMOLISHED), trace.dual_signed_on
    if demolished is None or (trace.dual_signed and signed is None):
        return None
    return signed is not None and demolished.happened_on is not None and signed <= demolished.happened_on


def _by_itself(trace: Trace, on: date) -> bool | None:
    demolished = trace.last(Kind.DEMOLISHED)
    return None if demolished is None else demolished.way is WorkWay.SELF


def _happened(*kinds: AgreementEventKind) -> Fact:
    return lambda trace, on: True if trace.last(*kinds) else None


def _accepted(kind: AgreementEventKind) -> Fact:
    """Accepted; False once an acceptance has found the work wanting, None before any."""
    return lambda trace, on: True if trace.accepted(kind) else False if trace.last(kind) else None


def _in_time(kind: AgreementEventKind, of: AgreementKind, term: str) -> Fact:
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


FACTS: dict[str, Fact] = {
    "dual_signed": _signed,
    "dual_signed_before_demolition": _signed_before_demolition,
    "vacated": _happened(Kind.VACATED, Kind.DEMOLISHED),
    "demolished": _happened(Kind.DEMOLISHED),
    "demolished_by_itself": _by_itself,
    "demolition_accepted": _accepted(Kind.DEMOLITION_ACCEPTED),
    "demolition_accepted_in_time": _in_time(Kind.DEMOLITION_ACCEPTED, AgreementKind.DEMOLISH, "demolish_by"),
    "reclaimed": _happened(Kind.RECLAIMED),
    "reclamation_accepted": _accepted(Kind.RECLAMATION_ACCEPTED),
    "reclamation_accepted_in_time": _in_time(Kind.RECLAMATION_ACCEPTED, AgreementKind.RECLAIM, "reclaim_by"),
    "moved_in": _happened(Kind.MOVED_IN),
}
"""The facts conditions may name; a pack that names another is refused when it is read."""
