"""An entry as a person gives it, and what each kind of entry asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AcceptanceLevel, AgreementEventKind, UnsignedReason, WorkWay
from linkdesk.domain.fields import fields_of
from linkdesk.domain.trace import ACCEPTANCES, SIGNATURES
from linkdesk.domain.words import AgreementKind

Kind = AgreementEventKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened, when, and what is to be said of it; without `agreement_kind` it is about every agreement of the pair."""

    kind: AgreementEventKind
    happened_on: date | None
    agreement_kind: AgreementKind | None = None
    person: str | None = None
    way: WorkWay | None = None
    passed: bool | None = None
    level: AcceptanceLevel | None = None
    reason: UnsignedReason | None = None
    copies: int | None = None
    repaid: Decimal | None = None
    basis: str | None = None
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """The fields of an entry that one kind asks for, beside the day, and those of them it cannot be without."""

    asked: tuple[str, ...]
    required: tuple[str, ...] = ()


_OF_PAPER = "agreement_kind"
_NEEDS = {
    **{kind: Needs((_OF_PAPER, "person", "basis")) for kind in SIGNATURES},
    Kind.STAMPED: Needs((_OF_PAPER, "copies", "person", "basis"), ("copies",)),
    Kind.COPIED: Needs((_OF_PAPER, "copies", "basis"), ("copies",)),
    Kind.NOT_SIGNED: Needs(("reason", "basis"), ("reason",)),
    Kind.DEMOLISHED: Needs(("way", "basis"), ("way",)),
    Kind.RECLAIMED: Needs(("way", "basis"), ("way",)),
    **{kind: Needs(("passed", "level", "person", "basis"), ("passed",)) for kind in ACCEPTANCES},
    Kind.WITHDRAWN: Needs((_OF_PAPER, "repaid", "basis"), ("basis",)),
    Kind.TERMINATED: Needs((_OF_PAPER, "repaid", "basis"), ("basis",)),
    Kind.DISPUTED: Needs(("basis",), ("basis",)),
    Kind.DISPUTE_SETTLED: Needs(("basis",), ("basis",)),
    Kind.HEIR_CONFIRMED: Needs(("person", "basis"), ("person", "basis")),
}
ENTERED = tuple(kind for kind in Kind if kind not in (Kind.PRINTED, Kind.REVOKED))
"""The kinds a person enters, in the order of the work; printing is entered by printing, a correction by correcting."""


def needs(kind: AgreementEventKind) -> Needs:
    """What a kind of entry asks for."""
    return _NEEDS.get(kind, Needs(("basis",)))


def lacking(entry: Entry) -> str:
    """What an entry cannot be without and lacks, as a refusal; empty when nothing."""
    labels = fields_of(AgreementEvent) | {_OF_PAPER: fields_of(Agreement)["kind"]}
    missing = [labels[name].label for name in ("happened_on", *needs(entry.kind).required) if getattr(entry, name) in (None, "")]
    return f"请填写{'、'.join(missing)}" if missing else ""
