"""The days of matters as spans for a Gantt picture: from opening to decision, with the day each step was passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import Docket
from linkdesk.policy.matters import MatterStanding, in_order, standings
from linkdesk.policy.parts import Pack


@dataclass(frozen=True, slots=True)
class Span:
    """One matter: its first and last day (today while it is open), and the days on which steps were passed or it came back."""

    matter_id: str
    title: str
    begins_on: date
    ends_on: date
    is_open: bool
    state: str
    passed_on: tuple[date, ...] = ()
    returned_on: tuple[date, ...] = ()


def spans(docket: Docket, packs: Iterable[Pack]) -> tuple[Span, ...]:
    """The spans of a project's matters in the order they began; one of which no day is known is left out."""
    found = (_span(docket, each) for each in standings(docket, packs))
    return tuple(sorted((s for s in found if s is not None), key=lambda s: s.begins_on))


def _span(docket: Docket, now: MatterStanding) -> Span | None:
    entries = [e for e in in_order(docket.standing_entries) if e.matter_id == now.matter.id and e.acted_on]
    days = [d for d in (now.matter.opened_on, *(e.acted_on for e in entries)) if d]
    if not days:
        return None
    end = max(docket.on, *days) if now.is_open and not now.concluded_on else max(days)
    passed, returned = (tuple(e.acted_on for e in entries if e.kind is kind) for kind in (EntryKind.PASSED, EntryKind.RETURNED))
    return Span(now.matter.id, now.matter.title.strip() or now.chain.label, min(days), end, now.is_open and not now.concluded_on,
                str(now.state), passed, returned)
