"""Time limits as they run in a project: of one pack, for rules that measure them; and those that bind advances."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.clocks import of_pack
from linkdesk.policy.matter_rules import events
from linkdesk.policy.parts import Pack
from linkdesk.policy.reminders import NAME, distances
from linkdesk.policy.running_clock import RunningClock, stood
from linkdesk.policy.terms import Event


def begun(dossier: Dossier, pack: Pack, clock_id: str) -> list[RunningClock]:
    """The runs of a limit that have begun."""
    return [c for c in _standing(dossier, pack) if c.id == clock_id and c.due_on]


def _standing(dossier: Dossier, pack: Pack) -> tuple[RunningClock, ...]:
    """The limits of a pack as they stand; what starts and ends them is told by its own chains."""
    def made() -> tuple[Pack, tuple[RunningClock, ...]]:
        docket = docket_of(dossier)
        told = dossier.rate(NAME)
        reached = distances(told.text if told else "")
        return pack, tuple(stood(c, dossier.on, reached) for c in of_pack(docket, pack, events(docket, (pack,)), dossier.overrides))
    return dossier.once(("clocks", id(pack)), made)[1]  # a pack that is kept keeps its id


def of_advances(clocks: Iterable[RunningClock], packs: Iterable[Pack]) -> tuple[RunningClock, ...]:
    """Of some time limits those that bind whoever used quota in advance: begun by the approval of an advance, or only where there is one."""
    ids = {c.id for pack in packs for c in pack.clocks if Event.ADVANCE_APPROVED in (c.start, c.needs)}
    return tuple(c for c in clocks if c.id in ids)
