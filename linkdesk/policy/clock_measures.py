"""What rules measure of time limits: how many days one is overdue, and whether it is near."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.clock_runs import begun
from linkdesk.policy.consequence_measures import consequences_open, returned_short
from linkdesk.policy.measured import Measured
from linkdesk.policy.parts import Pack
from linkdesk.policy.running_clock import RunningClock


def clock_overdue(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """By how many days each run of a limit is, or was, over its due day."""
    return [_measured(c, "逾期", max(0, ((c.ended_on or dossier.on) - c.due_on).days), _late(c)) for c in begun(dossier, pack, clock_id)]


def clock_near(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """Whether each run of a limit is within the distance of reminding: 1 or 0."""
    return [_measured(c, "临近", int(c.state is ClockState.NEAR), f"{c.label} {c.due_on} 到期，还有 {c.days_left(dossier.on)} 天", "项")
            for c in begun(dossier, pack, clock_id)]


def _measured(clock: RunningClock, what: str, value: int, detail: str, unit: str = "天") -> Measured:
    beside = f"；{clock.beside.rstrip('。')}" if value and clock.beside else ""
    return Measured(Decimal(value), "clock_reading", clock.key, "started_on", f"{clock.label}{what}", unit, 0,
                    detail=detail + beside if value else "")


def _late(clock: RunningClock) -> str:
    end = f"，{clock.ended_on} 才完成" if clock.ended_on else "，还没有完成"
    consequence = f"；逾期的后果：{clock.consequence}" if clock.consequence else ""
    return f"{clock.label} {clock.due_on} 到期{end}{consequence}"


CLOCK_MEASURES: dict[str, Callable[[Dossier, Pack, str], list[Measured]]] = {
    "clock_overdue": clock_overdue, "clock_near": clock_near, "returned_short": returned_short, "consequences_open": consequences_open}
