"""How far settlement building has come: houses allotted and moved into, checks passed, and what speaks against moving in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkdesk.domain.carrying import SettlementCheck, SettlementHouse
from linkdesk.domain.carrying_words import SettlementCheckKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse, ResettlementChoice

_NAMED = 4  # houses named in a sentence; more are counted
BEFORE_MOVING_IN = SettlementCheckKind.QUALITY, SettlementCheckKind.FIRE


@dataclass(frozen=True, slots=True)
class SettlementState:
    """One settlement plot: its houses, how many are allotted and lived in, households planned, and what stands open."""

    plot: Plot
    houses: tuple[SettlementHouse, ...]
    checks: tuple[SettlementCheck, ...]
    troubles: tuple[str, ...]

    @property
    def allotted(self) -> int:
        """Houses with a household."""
        return sum(h.household_id is not None for h in self.houses)

    @property
    def moved_in(self) -> int:
        """Houses moved into."""
        return sum(h.moved_in_on is not None for h in self.houses)


def settlement_states(dossier: Dossier) -> tuple[SettlementState, ...]:
    """Every settlement plot as it stands, in order of their codes."""
    return dossier.once("settlement_states", lambda: tuple(_state(dossier, plot) for plot in dossier.plots_of(PlotUse.SETTLEMENT)))


def without_house(dossier: Dossier) -> tuple[Household, ...]:
    """Households that chose a house in a settlement and have none allotted."""
    housed = {h.household_id for h in dossier.carrying.houses}
    return tuple(h for h in dossier.households if h.resettlement_choice is ResettlementChoice.CONCENTRATED and h.id not in housed)


def _state(dossier: Dossier, plot: Plot) -> SettlementState:
    order = list(SettlementCheckKind).index
    houses = tuple(sorted((h for h in dossier.carrying.houses if h.plot_id == plot.id), key=lambda h: (h.position, h.number)))
    checks = tuple(sorted((c for c in dossier.carrying.checks if c.plot_id == plot.id), key=lambda c: (order(c.kind), c.position)))
    return SettlementState(plot, houses, checks, tuple(_troubles(dossier, plot, houses, checks)))


def _troubles(dossier: Dossier, plot: Plot, houses: tuple[SettlementHouse, ...], checks: tuple[SettlementCheck, ...]) -> Iterator[str]:
    """What an officer has to see to, one sentence each."""
    if plot.settled_households is not None and len(houses) > plot.settled_households:
        yield f"住房 {len(houses)} 套，比方案的安置户数 {plot.settled_households} 户多，请核对。"
    for number, same in grouped(houses, lambda h: h.number.strip()).items():
        if len(same) > 1:
            yield f"房号 {number} 有 {len(same)} 条记录，请核对。"
    if nobody := [h.number for h in houses if h.moved_in_on and h.household_id is None]:
        more = f"等 {len(nobody)} 套" if len(nobody) > _NAMED else ""
        yield f"房号 {'、'.join(nobody[:_NAMED])} {more}已有入住日期，却没有分配给农户，请补上。"
    yield from _too_early(houses, checks)
    for check in checks:
        if check.passed is False and check.rectified_on is None and check.rectify_by and check.rectify_by < dossier.on:
            yield f"“{check.item}”不合格，整改期限 {check.rectify_by} 已过，还没有整改完成的记录。"


def _too_early(houses: tuple[SettlementHouse, ...], checks: tuple[SettlementCheck, ...]) -> Iterator[str]:
    """That people moved in before a check that has to be passed first was passed, or without it."""
    moved = [h.moved_in_on for h in houses if h.moved_in_on]
    lacking = [kind for kind in BEFORE_MOVING_IN if not _passed(kind, checks)]
    if lacking and moved:
        yield f"已有 {len(moved)} 户入住，而{'、'.join(lacking)}还没有检查合格的记录。"
    for kind in BEFORE_MOVING_IN:
        day = max((d for c in checks if c.kind is kind and (d := c.checked_on if c.passed else c.rectified_on)), default=None)
        if kind not in lacking and day and (early := sum(d < day for d in moved)):
            yield f"有 {early} 户在{kind}合格（{day}）以前入住，请核对日期。"


def _passed(kind: SettlementCheckKind, checks: tuple[SettlementCheck, ...]) -> bool:
    """Whether a kind was checked and nothing of it is still failing; what failed and was put right counts as passed."""
    mine = [c for c in checks if c.kind is kind]
    return bool(mine) and all(c.passed or (c.passed is False and c.rectified_on) for c in mine)
