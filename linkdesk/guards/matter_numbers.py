"""A document number stands for one document: of one body in one year, whether a matter, a letter, an approval or an acceptance bears it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.corrections import standing
from linkdesk.domain.docket import Docket
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.policy.matters import chain_of, in_order
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Subject
from linkdesk.store import Store

_BY_SENDER = frozenset({EntryKind.SENT, EntryKind.WITHDRAWN})
_PLANS = tuple(kind for kind in PlanKind if kind is not PlanKind.DESIGN)
OF_PLANS = frozenset({Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN, Subject.AMENDMENT})
_SIDES = frozenset({Subject.OLD_PLAN, Subject.NEW_PLAN})  # the two sides of one project area may be approved in one document


def refuse_number_of_another(store: Store, docket: Docket, packs: Sequence[Pack], entry: MatterEntry) -> None:
    """Refuse an entry whose number its body has given something else in the same year; a corrected one gives its number free."""
    if not entry.number or entry.acted_on is None:
        return
    borne = next(_Given(store, docket, packs, entry).elsewhere(), None)
    if borne:
        raise KnownError(f"文号 {entry.number} 已用于“{borne}”，同一机关一年里一个文号只用一次，没有登记。"
                         "请核对文号；那边登记有误的，请先更正。")


def issuer(entry: MatterEntry, stands: Sequence[MatterEntry]) -> str:
    """Whose number an entry bears: of papers sent up, of the body that passed the step before; else of the body that acts."""
    if entry.kind not in _BY_SENDER:
        return entry.actor
    before = [e for e in in_order(stands) if e.matter_id == entry.matter_id and e.kind is EntryKind.PASSED and e.id != entry.id
              and e.step < max(entry.step, 2)]
    return before[-1].actor if before else ""


class _Given:
    """The number of an entry, asked for among everything that bears numbers; its own matter and the one it goes with do not count."""

    def __init__(self, store: Store, docket: Docket, packs: Sequence[Pack], entry: MatterEntry) -> None:
        self.store, self.docket, self.packs, self.entry = store, docket, packs, entry
        self.matter = next(m for m in docket.matters if m.id == entry.matter_id)
        self.issuer = issuer(entry, docket.standing_entries)
        together = [m for m in docket.matters if self.matter.id in (m.id, m.joined_id) or m.id == self.matter.joined_id]
        self.together = {m.id for m in together}
        self.subjects = {found[1].subject for m in together if (found := chain_of(packs, m))}

    def elsewhere(self) -> Iterator[str]:
        """What else bears the number, in words."""
        yield from self._matters()
        yield from self._letters()
        yield from self._approvals()
        yield from self._acceptances()

    def _matters(self) -> Iterator[str]:
        same = {e.id: e for e in (*self.store.load(MatterEntry, number=self.entry.number), *self.docket.entries)
                if e.number == self.entry.number}
        for other in standing(same.values()):
            if other.matter_id in self.together or not self._same_year(other.acted_on):
                continue
            theirs = self.store.get(Matter, other.matter_id)
            stands = standing(self.store.load(MatterEntry, matter_id=other.matter_id))
            if theirs and issuer(other, stands) == self.issuer and not self._other_side(theirs):
                yield theirs.title

    def _other_side(self, other: Matter) -> bool:
        found = chain_of(self.packs, other)
        return other.project_id == self.matter.project_id and {*self.subjects, *((found[1].subject,) if found else ())} == _SIDES

    def _letters(self) -> Iterator[str]:
        for letter in self.store.load(Letter, number=self.entry.number):
            own = letter.id == self.entry.letter_id or letter.matter_id in self.together or (
                letter.matter_id is None and letter.project_id == self.matter.project_id)
            if not own and not letter.voided_on and self.issuer in letter.issuers and self._same_year(letter.dated_on):
                yield letter.title

    def _approvals(self) -> Iterator[str]:
        kinds = _PLANS if self.subjects & OF_PLANS else ()
        kinds = (*kinds, PlanKind.DESIGN) if Subject.DESIGN in self.subjects else kinds
        for approval in standing(self.store.load(PlanApproval, number=self.entry.number, approver=self.issuer)):
            version = self.store.get(PlanVersion, approval.version_id)
            own = version.project_id == self.matter.project_id and version.kind in kinds
            if not own and self._same_year(approval.approved_on):
                yield f"{self._name(version.project_id)}{version.kind}"

    def _acceptances(self) -> Iterator[str]:
        for acceptance in standing(self.store.load(Acceptance, number=self.entry.number, authority=self.issuer)):
            own = Subject.ACCEPTANCE in self.subjects and acceptance.project_id == self.matter.project_id
            if not own and self._same_year(acceptance.accepted_on):
                yield f"{self._name(acceptance.project_id)}竣工验收"

    def _name(self, project_id: str) -> str:
        project = self.store.get(Project, project_id)
        return project.name if project else ""

    def _same_year(self, day: date | None) -> bool:
        return day is not None and self.entry.acted_on is not None and day.year == self.entry.acted_on.year
