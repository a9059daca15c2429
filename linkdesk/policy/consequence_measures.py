"""What rules measure of limits that were missed: what was not returned in time, and which consequences are not carried out."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import hectares, printed
from linkdesk.policy.clock_runs import begun
from linkdesk.policy.consequences import LATE, of_clock, shortfall
from linkdesk.policy.measured import Measured
from linkdesk.policy.parts import Pack
from linkdesk.policy.running_clock import RunningClock


def returned_short(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """How much land of a limit was not returned when it was due, in hectares: construction land and farmland apart."""
    return [m for clock in begun(dossier, pack, clock_id) for m in _short(dossier, clock)]


def _short(dossier: Dossier, clock: RunningClock) -> list[Measured]:
    short = shortfall(dossier, clock)
    if clock.state not in LATE:
        return []
    return [Measured(hectares(area), "quota_entry", "", "", f"{clock.label}到期未归还的{label}", "公顷", 4,
                     detail=f"{clock.label} {clock.due_on} 到期，还有{label} {printed(hectares(area), 4)} 公顷没有归还{_so(clock)}" if area else "")
            for label, area in (("建设用地指标", short.construction), ("耕地指标", short.farmland))]


def _so(clock: RunningClock) -> str:
    return f"；后果：{clock.consequence}" if clock.consequence else ""


def consequences_open(dossier: Dossier, pack: Pack, clock_id: str) -> list[Measured]:
    """How many consequences of a limit that was missed are not carried out, run by run."""
    settled = {o.id for o in dossier.quotas.obligations if o.settled_on}
    found = []
    for clock in begun(dossier, pack, clock_id):
        if clock.state in LATE and clock.obligations:
            left = [o for o in of_clock(dossier, clock) if o.id not in settled]
            detail = f"{clock.label} {clock.due_on} 到期没有按时完成，还没有履行：{'、'.join(o.kind for o in left)}"
            first = next((o.id for o in left if o.id in {known.id for known in dossier.quotas.obligations}), "")
            found.append(Measured(Decimal(len(left)), "obligation", first, "settled_on", f"{clock.label}逾期的后果", "项", 0,
                                  detail=detail if left else ""))
    return found
