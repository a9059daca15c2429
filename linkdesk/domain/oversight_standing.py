"""What follows from the rows of oversight: which suspensions are in force, what moves quota, what is still to be rectified, who answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.approval_words import DutyRole, InspectionLink, SanctionKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Authority
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.project import Project
from linkdesk.domain.validity import in_force

SUSPENSIONS = frozenset({SanctionKind.LAND_SUSPENDED, SanctionKind.ADVANCE_SUSPENDED, SanctionKind.QUOTA_SUSPENDED})
"""Kinds that last until they are lifted or their term ends; all others are done when they are decided."""
QUOTA_SIGNS = {SanctionKind.QUOTA_CUT: -1, SanctionKind.QUOTA_AWARDED: 1}


class SanctionState(StrEnum):
    """How an entry of the register stands on a day; derived, never stored."""

    DECIDED = "已决定"
    AHEAD = "未开始"
    IN_FORCE = "执行中"
    ENDED = "已期满"
    LIFTED = "已解除"
    LIFTS = "解除"
    REVOKED = "已更正"
    REVOKES = "更正"


class Rectification(StrEnum):
    """How far what an inspection found is put right; derived, never stored."""

    NOTHING_FOUND = "未发现问题"
    OPEN = "整改中"
    OVERDUE = "逾期未整改"
    DONE = "已整改"


def counting(sanctions: Iterable[Sanction], project: Project, authorities: Iterable[Authority]) -> tuple[Sanction, ...]:
    """What counts for a project: decided about it or its place; suspensions of a place above; of the new side what stops its land."""
    above = {a.id: a.parent_id for a in authorities}
    own, new = _with_those_above(project.responsible_id, above), _with_those_above(project.new_side_id, above)
    return tuple(s for s in sanctions if s.project_id == project.id or (s.project_id is None and s.authority_id and (
        s.authority_id == project.responsible_id or (s.authority_id in own and s.kind in SUSPENSIONS)
        or (s.authority_id in new and s.kind is SanctionKind.LAND_SUSPENDED))))


def _with_those_above(place: str | None, above: Mapping[str, str | None]) -> frozenset[str]:
    found: set[str] = set()
    while place and place not in found:
        found.add(place)
        place = above.get(place)
    return frozenset(found)


def begins(sanction: Sanction) -> date | None:
    """From when a sanction holds: its own day, else the day it was decided."""
    return sanction.from_on or sanction.decided_on


def lifted_by(sanctions: Iterable[Sanction]) -> dict[str, Sanction]:
    """Id of a sanction → the entry that stands and lifts it."""
    return {s.lifts_id: s for s in standing(sanctions) if s.lifts_id}


def states(sanctions: Iterable[Sanction], on: date) -> dict[str, SanctionState]:
    """Id → how each entry stands on a day."""
    every = tuple(sanctions)
    revoked, lifted = {s.revokes_id for s in every if s.revokes_id}, lifted_by(every)
    return {s.id: _state(s, s.id in revoked, lifted.get(s.id), on) for s in every}


def _state(sanction: Sanction, revoked: bool, lifting: Sanction | None, on: date) -> SanctionState:
    if sanction.revokes_id or revoked:
        return SanctionState.REVOKES if sanction.revokes_id else SanctionState.REVOKED
    if sanction.lifts_id:
        return SanctionState.LIFTS
    if sanction.kind not in SUSPENSIONS:
        return SanctionState.DECIDED
    if lifting is not None and (begins(lifting) or date.max) <= on:
        return SanctionState.LIFTED
    if (begins(sanction) or date.min) > on:
        return SanctionState.AHEAD
    return SanctionState.ENDED if (sanction.until_on or date.max) < on else SanctionState.IN_FORCE


def active(sanctions: Iterable[Sanction], on: date) -> tuple[Sanction, ...]:
    """The suspensions in force on a day; the last day of a term belongs to it, the day of lifting no more."""
    every = tuple(sanctions)
    found = states(every, on)
    return tuple(s for s in every if found[s.id] is SanctionState.IN_FORCE)


@dataclass(frozen=True, slots=True)
class QuotaEffect:
    """A deduction (below nothing) or award of quota for a year, in m², with the document that decided it."""

    sanction_id: str
    authority_id: str | None
    project_id: str | None
    kind: SanctionKind
    year: int | None
    area: Decimal
    document: str


def quota_effects(sanctions: Iterable[Sanction]) -> tuple[QuotaEffect, ...]:
    """What the sanctions and rewards that stand do to quota, by year and then in their order: what a quota ledger takes over."""
    found = (_effect(s) for s in standing(sanctions) if s.kind in QUOTA_SIGNS and s.area and not s.lifts_id)
    return tuple(sorted(found, key=lambda effect: effect.year or 0))


def _effect(sanction: Sanction) -> QuotaEffect:
    return QuotaEffect(sanction.id, sanction.authority_id, sanction.project_id, sanction.kind, sanction.year,
                       QUOTA_SIGNS[sanction.kind] * (sanction.area or Decimal(0)), sanction.number)


def rectification(inspection: Inspection, on: date) -> Rectification:
    """How far what an inspection found is put right on a day; the day it is due belongs to the time given."""
    if not inspection.finding.strip():
        return Rectification.NOTHING_FOUND
    if inspection.rectified_on:
        return Rectification.DONE
    return Rectification.OVERDUE if inspection.rectify_by and inspection.rectify_by < on else Rectification.OPEN


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """Inspections of one link: how many, how many found something, how many of these are open, and overdue."""

    link: InspectionLink
    inspected: int
    found: int
    open: int
    overdue: int


def by_link(inspections: Iterable[Inspection], on: date) -> tuple[LinkSummary, ...]:
    """The summary of every link, in the order of the links; a link nobody looked at has nothing but noughts."""
    every = [(i.link, rectification(i, on)) for i in inspections]
    return tuple(_of_link(link, [state for of, state in every if of is link]) for link in InspectionLink)


def _of_link(link: InspectionLink, found: list[Rectification]) -> LinkSummary:
    late = found.count(Rectification.OVERDUE)
    return LinkSummary(link, len(found), len(found) - found.count(Rectification.NOTHING_FOUND),
                       late + found.count(Rectification.OPEN), late)


def responsible_on(duties: Iterable[DutyPerson], role: DutyRole, on: date) -> tuple[DutyPerson, ...]:
    """Who bears a duty on a day: those named for one project before those of the whole place, each in their order."""
    mine = (d for d in duties if d.role is role and in_force(d, on))
    return tuple(sorted(mine, key=lambda d: (d.project_id is None, d.position)))
