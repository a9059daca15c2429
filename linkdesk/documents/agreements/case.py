"""One agreement with everything its paper speaks of: the subject, parties, items, lines, and what a supplement supplements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import PartyA, PartyRole
from linkdesk.domain.amounts import lines_for, same_amounts, subject_of
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import village_of
from linkdesk.domain.progress import lines_of
from linkdesk.domain.subject import Subject, party_b
from linkdesk.domain.trace import Trace
from linkdesk.domain.words import AgreementKind, AgreementState


@dataclass(frozen=True)
class Case:
    """An agreement beside its subject; the rest is looked up in the dossier when it is asked for."""

    dossier: Dossier
    agreement: Agreement
    subject: Subject

    @property
    def is_collective(self) -> bool:
        """Whether party B is a village collective."""
        return isinstance(self.subject, CollectiveProperty)

    @property
    def village(self) -> str:
        """The administrative village of the subject; empty when unknown."""
        return village_of(self.dossier, self.subject)

    @property
    def party_a(self) -> PartyA:
        """Who signs for the project's side; a collective never has an agreement with itself."""
        chosen = None if self.is_collective else self.dossier.project.agreement_party_a
        return chosen or PartyA.TOWNSHIP

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who signs beside the head, in order."""
        mine = (p for p in self.dossier.parties if p.subject_id == self.subject.id)
        return tuple(sorted(mine, key=lambda p: p.position))

    def of(self, role: PartyRole) -> tuple[Party, ...]:
        """The parties of one role."""
        return tuple(p for p in self.parties if p.role is role)

    @cached_property
    def items(self) -> tuple[AppraisedItem, ...]:
        """What was appraised, in order."""
        return self.dossier.items_by_subject.get(self.subject.id, ())

    @cached_property
    def lines(self) -> tuple[AgreementLine, ...]:
        """The amounts of the agreement, in order; a household's of the pair without any has the reward still open.

        A draft names the document its rate stands on today: it may have been confirmed since the draft was made.
        """
        open_ = self.agreement.amount is None and (self.is_collective or self.agreement.kind is AgreementKind.RESETTLE)
        lines = () if open_ and not self.has_lines else lines_of(self.agreement, self.dossier.lines_by_agreement)
        if not self.reckoned or not self.is_current:
            return lines
        return tuple(replace(mine, rate=now.rate, document=now.document, clause=now.clause) for mine, now in zip(lines, self.reckoned, strict=True))

    @cached_property
    def reckoned(self) -> tuple[AgreementLine, ...]:
        """What a draft with lines would pay by today's rates; nothing for papers that are fixed, and for what was agreed in a supplement."""
        if self.agreement.state is not AgreementState.DRAFT or self.agreement.supplements_id or not self.has_lines:
            return ()
        return lines_for(self.dossier, self.subject, self.agreement.kind)

    @property
    def is_current(self) -> bool:
        """Whether a draft's lines are those of today's rates, whatever document these stand on."""
        mine = lines_of(self.agreement, self.dossier.lines_by_agreement)
        return same_amounts(map(_without_source, mine), map(_without_source, self.reckoned))

    @property
    def has_lines(self) -> bool:
        """Whether the agreement has lines of its own; those made before lines were kept have persons and rate only."""
        return self.agreement.id in self.dossier.lines_by_agreement

    @property
    def party_b(self) -> str:
        """The name of party B: the head of the household, or the owner of the collective's property."""
        return party_b(self.subject, self.village)

    @property
    def holder(self) -> str:
        """In whose name the account is: as agreed, as surveyed, else party B's own."""
        return self.said("account_holder") or self.party_b

    def said(self, name: str) -> str:
        """A text that the agreement states itself, else as surveyed; empty when neither does."""
        return getattr(self.agreement, name, None) or getattr(self.subject, name, None) or ""

    @property
    def trace(self) -> Trace | None:
        """What happened to the agreements of the subject."""
        found = self.dossier.progress.get(self.subject.id)
        return found.trace if found else None

    @cached_property
    def main(self) -> Agreement | None:
        """The agreement this one supplements, as it was printed; None when it is no supplement."""
        return next((a for a in self.dossier.agreements if a.id == self.agreement.supplements_id), None)

    @cached_property
    def before(self) -> Agreement | None:
        """The terms in force before this supplement: the main agreement's, with those of earlier signed supplements."""
        if self.main is None or self.trace is None:
            return self.main
        others = tuple(a for a in self.trace.agreements if a.id != self.agreement.id)
        return Trace(self.trace.subject_id, self.trace.pair, others, self.trace.events).in_force(self.main)


def _without_source(line: AgreementLine) -> AgreementLine:
    return replace(line, rate="", document="", clause="")


def case_of(dossier: Dossier, agreement: Agreement) -> Case:
    """The case of an agreement; KnownError when its household or property is not in the project any more."""
    found = subject_of(dossier, agreement)
    if found is None:
        raise KnownError("有一份协议的农户或集体房屋已不在本项目中，协议没有生成。请先作废该协议，或把它移回本项目。")
    return Case(dossier, agreement, found)
