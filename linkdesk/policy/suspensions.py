"""Where an active suspension bites (R41): the sentence for whoever opens a matter, sends a packet or gives out quota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import active, begins
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Subject

BITES = {
    SanctionKind.LAND_SUSPENDED: frozenset({Subject.NEW_LAND}),
    SanctionKind.ADVANCE_SUSPENDED: frozenset({Subject.ADVANCE}),
    SanctionKind.QUOTA_SUSPENDED: frozenset({Subject.SPECIAL_PLAN, Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN}),
}
_MEASURES = {SanctionKind.LAND_SUSPENDED: "land_suspensions", SanctionKind.ADVANCE_SUSPENDED: "advance_suspensions",
             SanctionKind.QUOTA_SUSPENDED: "quota_suspensions"}


class Sanctioned(Protocol):
    """What has a day and the sanctions that count on it: a docket."""

    @property
    def on(self) -> date: ...
    @property
    def sanctions(self) -> tuple[Sanction, ...]: ...


def suspended(known: Sanctioned, packs: Iterable[Pack], subject: Subject | None = None) -> str:
    """What is suspended of a subject (of any without one) on the docket's day, with document and clause; empty when nothing is.

    It warns and does not forbid: whether an act may go on all the same is for the deciding body to say.
    """
    packs = tuple(packs)
    said = [_said(s, packs) for s in active(known.sanctions, known.on) if subject is None or subject in BITES[s.kind]]
    return f"{'；'.join(said)}。办理前请先核对；已经解除的，请在“考核督查”登记解除。" if said else ""


def packet_suspended(known: Sanctioned, packs: Iterable[Pack], packet: str) -> str:
    """What is suspended of the matters that a packet goes up for; empty when nothing is."""
    packs = tuple(packs)
    subjects = dict.fromkeys(c.subject for p in packs for c in p.chains if any(step.packet == packet for step in c.steps))
    return "\n".join(dict.fromkeys(filter(None, (suspended(known, packs, subject) for subject in subjects))))


def _said(sanction: Sanction, packs: tuple[Pack, ...]) -> str:
    until = f"，到 {sanction.until_on} 止" if sanction.until_on else "，尚未解除"
    return f"{sanction.decided_by}（{sanction.number}）自 {begins(sanction)} 起{sanction.kind}{until}{_clause(sanction.kind, packs)}"


def _clause(kind: SanctionKind, packs: tuple[Pack, ...]) -> str:
    """The clauses of the rules that look for such suspensions."""
    found = dict.fromkeys(pack.label(rule.clause) for pack in packs for rule in pack.rules if rule.measure == _MEASURES[kind])
    return f"（{'、'.join(found)}）" if found else ""
