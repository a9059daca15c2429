"""A document number that the register of a matter bears is not given again to an approval, an acceptance or a letter of something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkdesk import shipped
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received, number_parts, same_number
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.guards.matter_numbers import OF_PLANS, issuer
from linkdesk.policy.matters import chain_of
from linkdesk.policy.terms import Subject
from linkdesk.store import Store


@dataclass(frozen=True, slots=True)
class _Borne:
    """A number that comes: of which bodies in which year, and what it may be about without being used twice."""

    number: str
    bodies: tuple[str, ...]
    on: date
    project_id: str
    subjects: frozenset[Subject] = frozenset()
    matter_id: str | None = None


def refuse_numbers_of_matters(store: Store, change: Change) -> None:
    """Refuse approvals, acceptances and letters whose number their body has given another matter in the same year."""
    for borne in _borne(store, change):
        other = next(_others(store, change, borne), None)
        if other:
            raise KnownError(f"文号 {borne.number} 在“{other.title}”的办理记录里用过，同一机关一年里一个文号只用一次，没有登记。"
                             "请核对文号；那边的公文还没有登记的，请先登记它，登记有误的，请先更正。")


def _borne(store: Store, change: Change) -> Iterator[_Borne]:
    was = {e.id: e for e in change.before if isinstance(e, Letter)}
    for row in change.after:
        if isinstance(row, PlanApproval) and not row.revokes_id and row.approved_on:
            if version := store.get(PlanVersion, row.version_id):
                yield _Borne(row.number, (row.approver,), row.approved_on, version.project_id, _subjects(version))
        elif isinstance(row, Acceptance) and not row.revokes_id and row.accepted_on:
            yield _Borne(row.number, (row.authority,), row.accepted_on, row.project_id, frozenset({Subject.ACCEPTANCE}))
        elif isinstance(row, Letter) and _is_new(row, was.get(row.id)):
            yield _Borne(row.number, row.issuers, row.dated_on, row.project_id, matter_id=row.matter_id)


def _subjects(version: PlanVersion) -> frozenset[Subject]:
    return frozenset({Subject.DESIGN}) if version.kind is PlanKind.DESIGN else OF_PLANS


def _is_new(letter: Letter, was: Letter | None) -> bool:
    """Whether a letter bears its number only now."""
    counts = bool(letter.number.strip()) and letter.dated_on is not None and letter.voided_on is None and (is_issued(letter) or is_received(letter))
    return counts and (was is None or was.number != letter.number)


def _others(store: Store, change: Change, borne: _Borne) -> Iterator[Matter]:
    """The matters of something else whose register bears the number."""
    gone = {e.revokes_id for e in change.after if isinstance(e, MatterEntry)}
    for entry in standing(store.load(MatterEntry, number=sorted({borne.number, _spelled(borne.number)}))):
        if entry.id in gone or entry.acted_on is None or entry.acted_on.year != borne.on.year:
            continue
        matter = store.get(Matter, entry.matter_id)
        mine = standing(store.load(MatterEntry, matter_id=entry.matter_id))
        if matter and issuer(entry, mine) in borne.bodies and same_number(entry.number, borne.number) and not _is_own(store, borne, matter):
            yield matter


def _is_own(store: Store, borne: _Borne, matter: Matter) -> bool:
    """Whether a matter is what the number is about, or goes up together with that."""
    if matter.project_id != borne.project_id:
        return False
    together = [m for m in store.load(Matter, project_id=matter.project_id) if matter.id in (m.id, m.joined_id) or m.id == matter.joined_id]
    if not borne.subjects:
        return borne.matter_id is None or borne.matter_id in {m.id for m in together}
    packs = shipped.packs().values()
    return any(found[1].subject in borne.subjects for m in together if (found := chain_of(packs, m)))


def _spelled(number: str) -> str:
    parts = number_parts(number)
    return f"{parts.code}〔{parts.year}〕{parts.sequence}号" if parts else number
