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
from linkdesk.policy.matter_rules import PLANS
from linkdesk.policy.matters import chain_of, in_order
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Subject
from linkdesk.store import Store

_BY_SENDER = frozenset({EntryKind.SENT, EntryKind.WITHDRAWN})
_SIDES = frozenset({Subject.OLD_PLAN, Subject.NEW_PLAN})  # the two sides of one project area may be approved in one document


def refuse_number_of_another(store: Store, docket: Docket, packs: Sequence[Pack], entry: MatterEntry) -> None:
    """Refuse an entry whose number its body has given something else in the same year; a corrected one gives its number free."""
    if not entry.number or entry.acted_on is None:
        return
    matter = next(m for m in docket.matters if m.id == entry.matter_id)
    issuer = _issuer(entry, docket.standing_entries)
    borne = (*_by_matters(store, docket, packs, matter, entry, issuer), *_by_letters(store, docket, matter, entry, issuer),
             *_by_approvals(store, packs, matter, entry, issuer), *_by_acceptances(store, packs, docket, matter, entry, issuer))
    if borne:
        raise KnownError(f"文号 {entry.number} 已用于“{borne[0]}”，同一机关一年里一个文号只用一次，没有登记。"
                         "请核对文号；那边登记有误的，请先更正。")


def _issuer(entry: MatterEntry, stands: Sequence[MatterEntry]) -> str:
    """Whose number an entry bears: of papers sent up, of the body that passed the step before; else of the body that acts."""
    if entry.kind not in _BY_SENDER:
        return entry.actor
    before = [e for e in in_order(stands) if e.matter_id == entry.matter_id and e.kind is EntryKind.PASSED and e.id != entry.id
              and e.step < max(entry.step, 2)]
    return before[-1].actor if before else ""


def _together(docket: Docket, matter: Matter) -> set[str]:
    """A matter and the one it goes up together with: one document may decide both."""
    return {matter.id, *(m.id for m in docket.matters if m.joined_id == matter.id), *((matter.joined_id,) if matter.joined_id else ())}


def _by_matters(store: Store, docket: Docket, packs: Sequence[Pack], matter: Matter, entry: MatterEntry, issuer: str) -> Iterator[str]:
    same = [e for e in (*store.load(MatterEntry, number=entry.number), *docket.entries) if e.number == entry.number and e.id != entry.id]
    gone = {e.revokes_id for e in same if e.revokes_id}
    mine = _together(docket, matter)
    for other in same:
        if other.revokes_id or other.id in gone or other.matter_id in mine or not _same_year(other.acted_on, entry):
            continue
        theirs = store.get(Matter, other.matter_id)
        stands = standing(store.load(MatterEntry, matter_id=other.matter_id))
        if theirs and _issuer(other, stands) == issuer and not _both_sides(packs, matter, theirs):
            yield theirs.title


def _both_sides(packs: Sequence[Pack], matter: Matter, other: Matter) -> bool:
    found = chain_of(packs, matter), chain_of(packs, other)
    return matter.project_id == other.project_id and {c[1].subject for c in found if c} == _SIDES


def _by_letters(store: Store, docket: Docket, matter: Matter, entry: MatterEntry, issuer: str) -> Iterator[str]:
    mine = _together(docket, matter)
    for letter in store.load(Letter, number=entry.number):
        own = letter.id == entry.letter_id or letter.matter_id in mine or (
            letter.matter_id is None and letter.project_id == matter.project_id)
        if not own and not letter.voided_on and issuer in letter.issuers and _same_year(letter.dated_on, entry):
            yield letter.title


def _by_approvals(store: Store, packs: Sequence[Pack], matter: Matter, entry: MatterEntry, issuer: str) -> Iterator[str]:
    found = store.load(PlanApproval, number=entry.number, approver=issuer)
    for approval in standing(found):
        version = store.get(PlanVersion, approval.version_id)
        own = version.project_id == matter.project_id and version.kind in _kinds(packs, matter)
        if not own and _same_year(approval.approved_on, entry):
            project = store.get(Project, version.project_id)
            yield f"{project.name}{version.kind}" if project else str(version.kind)


def _kinds(packs: Sequence[Pack], matter: Matter) -> tuple[PlanKind, ...]:
    """The versions that a decision in a matter may be about."""
    found = chain_of(packs, matter)
    subject = found[1].subject if found else None
    plans = tuple(kind for kind in PlanKind if kind is not PlanKind.DESIGN)
    return PLANS[Subject.DESIGN] if subject is Subject.DESIGN else plans if subject in PLANS or subject is Subject.AMENDMENT else ()


def _by_acceptances(store: Store, packs: Sequence[Pack], docket: Docket, matter: Matter, entry: MatterEntry, issuer: str) -> Iterator[str]:
    chains = [chain_of(packs, m) for m in docket.matters if m.id in _together(docket, matter)]
    accepts = any(found and found[1].subject is Subject.ACCEPTANCE for found in chains)
    for acceptance in standing(store.load(Acceptance, number=entry.number, authority=issuer)):
        own = accepts and acceptance.project_id == matter.project_id
        if not own and _same_year(acceptance.accepted_on, entry):
            project = store.get(Project, acceptance.project_id)
            yield f"{project.name if project else ''}竣工验收"


def _same_year(day: date | None, entry: MatterEntry) -> bool:
    return day is not None and entry.acted_on is not None and day.year == entry.acted_on.year
