"""What rules measure of time limits: how many days one is overdue, and whether it is near."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.clocks import of_pack
from linkdesk.policy.matter_rules import events
from linkdesk.policy.measured import Measured
from linkdesk.policy.parts import Pack
from linkdesk.policy.reminders import NAME, distances
from linkdesk.policy.running_clock import RunningClock, stood


def clock_overdue(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """By how many days each run of a limit is, or was, over its due day."""
    return [_measured(c, "逾期", max(0, ((c.ended_on or dossier.on) - c.due_on).days), _late(c)) for c in _begun(dossier, pack, clock_id)]


def clock_near(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """Whether each run of a limit is within the distance of reminding: 1 or 0."""
    return [_measured(c, "临近", int(c.state is ClockState.NEAR), f"{c.label} {c.due_on} 到期，还有 {c.days_left(dossier.on)} 天", "项")
            for c in _begun(dossier, pack, clock_id)]


def _measured(clock: RunningClock, what: str, value: int, detail: str, unit: str = "天") -> Measured:
    beside = f"；{clock.beside.rstrip('。')}" if value and clock.beside else ""
    return Measured(Decimal(value), "clock_reading", clock.key, "started_on", f"{clock.label}{what}", unit, 0,
                    detail=detail + beside if value else "")


def _late(clock: RunningClock) -> str:
    end = f"，{clock.ended_on} 才完成" if clock.ended_on else "，还没有完成"
    consequence = f"；逾期的后果：{clock.consequence}" if clock.consequence else ""
    return f"{clock.label} {clock.due_on} 到期{end}{consequence}"


def _begun(dossier: Dossier, pack: Pack, clock_id: str) -> Iterable[RunningClock]:
    return [c for c in _standing(dossier, pack) if c.id == clock_id and c.due_on]


def _standing(dossier: Dossier, pack: Pack) -> tuple[RunningClock, ...]:
    """The limits of a pack as they stand; what starts and ends them is told by its own chains."""
    def made() -> tuple[Pack, tuple[RunningClock, ...]]:
        docket = docket_of(dossier)
        told = dossier.rate(NAME)
        reached = distances(told.text if told else "")
        return pack, tuple(stood(c, dossier.on, reached) for c in of_pack(docket, pack, events(docket, (pack,)), dossier.overrides))
    return dossier.once(("clocks", id(pack)), made)[1]  # a pack that is kept keeps its id


CLOCK_MEASURES: dict[str, Callable[[Dossier, Pack, str], list[Measured]]] = {"clock_overdue": clock_overdue, "clock_near": clock_near}
