"""One household or collective property as it stands, for judging what may be entered about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PairTrouble
from linkdesk.domain.appraisal import Party
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.subject import Subject
from linkdesk.domain.trace import Trace, in_order

Kind = AgreementEventKind


@dataclass(frozen=True)
class Case:
    """A subject with its trace, what is due under its agreements, and who may act for it."""

    dossier: Dossier
    subject: Subject
    trace: Trace
    dues: tuple[Due, ...] = ()
    troubles: tuple[PairTrouble, ...] = ()

    @property
    def parties(self) -> list[Party]:
        """Who may act beside the head, each on the paper that says so."""
        return [p for p in self.dossier.parties if p.subject_id == self.subject.id and (p.basis or p.paper)]

    @property
    def on_paper(self) -> list[Agreement]:
        """Its agreements that are printed or were taken over, without supplements."""
        return [a for a in self.trace.mains if a.state in ON_PAPER]

    def due(self, agreement: Agreement) -> Due | None:
        """What is due under one of its agreements."""
        return next((d for d in self.dues if d.agreement.id == agreement.id), None)

    def printed_on(self, agreement: Agreement) -> date | None:
        """The day a paper was printed first, as far as entered; else the day it was drafted."""
        first = next((e for e in self.trace.events if e.kind is Kind.PRINTED and e.agreement_id == agreement.id), None)
        return first.happened_on if first else agreement.made_on

    def having(self, events: Iterable[AgreementEvent]) -> Case:
        """The same case after further entries."""
        return replace(self, trace=replace(self.trace, events=in_order((*self.trace.events, *events))))

    def without(self, event: AgreementEvent) -> Case:
        """The same case as if an entry had not been made."""
        return replace(self, trace=replace(self.trace, events=tuple(e for e in self.trace.events if e.id != event.id)))


def case_of(dossier: Dossier, subject: Subject) -> Case:
    """A subject of the project as it stands."""
    found = dossier.progress.get(subject.id)
    if found is None:
        return Case(dossier, subject, Trace(subject.id, dossier.pair, (), (), dossier.acceptance_level))
    return Case(dossier, subject, found.trace, found.dues, found.troubles)
