"""How far the design of each plot has come: its works with what each comes to, what is wrong and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.budget import budget
from linkdesk.domain.design import PlotDesign, WorkItem
from linkdesk.domain.design_words import Doer
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.formula import FormulaFault, parse_formula
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot_numbers import PlotNumber, numbers_of
from linkdesk.domain.work_pricing import CostedWork
from linkdesk.domain.work_quantities import WorkLine, lines_by_plot


@dataclass(frozen=True, slots=True)
class StandingWork:
    """A work as it stands: its line, and the price and amount in yuan where they can be told and are to be paid."""

    line: WorkLine
    price: Decimal | None = None
    amount: Decimal | None = None
    priced_by: str = ""
    gap: str = ""
    waits: bool = False   # the formula is sound, or not written yet: what lacks is a number

    @property
    def item(self) -> WorkItem:
        """The work as typed."""
        return self.line.item

    @property
    def faulty(self) -> bool:
        """Whether the formula itself is wrong."""
        return bool(self.line.fault) and not self.waits

    @property
    def open(self) -> bool:
        """Whether its quantity, or what it costs the contract, cannot be told yet."""
        return self.line.quantity is None or bool(self.gap)


@dataclass(frozen=True, slots=True)
class DesignStanding:
    """The design of one plot: how many works, how many of them faulty or open, and what the contractor's come to in yuan."""

    begun: bool = False
    works: int = 0
    faults: int = 0
    open: int = 0
    cost: Decimal | None = Decimal(0)

    @property
    def complete(self) -> bool:
        """Whether there are works and each of them can be told and paid."""
        return bool(self.works) and not self.open and not self.faults


_kept: Kept[tuple[StandingWork, ...]] = Kept(most=5000)  # plots


def works(dossier: Dossier) -> dict[str, tuple[StandingWork, ...]]:
    """The works of every plot that has any, in the order of the tables, by the plot's id."""
    return dossier.once("standing_works", lambda: _works(dossier))


def _works(dossier: Dossier) -> dict[str, tuple[StandingWork, ...]]:
    made, numbers = budget(dossier), numbers_of(dossier)
    costed = grouped(made.works if made else (), lambda each: each.line.item.plot_id)

    def on(plot_id: str, lines: tuple[WorkLine, ...]) -> tuple[StandingWork, ...]:
        paid = tuple(costed.get(plot_id, ()))
        if any(line.fault for line in lines):  # why a formula gives nothing does not follow from its line alone
            return _on_plot(lines, paid, numbers(lines[0].plot))
        return _kept.of(plot_id, (lines, paid), lambda: _on_plot(lines, paid, {}))
    return {plot_id: on(plot_id, lines) for plot_id, lines in lines_by_plot(dossier).items()}


def _on_plot(lines: Sequence[WorkLine], costed: Iterable[CostedWork], numbers: Mapping[str, PlotNumber]) -> tuple[StandingWork, ...]:
    prices, names = {each.line.item.id: each for each in costed}, {line.item.name for line in lines}
    return tuple([_standing(line, prices.get(line.item.id), bool(line.fault) and _waits(line, numbers.get, names)) for line in lines])


def _waits(line: WorkLine, number: Callable[[str], PlotNumber | None], works_there: Collection[str]) -> bool:
    """Whether a formula without a quantity names only what there is, and something of it has no value yet."""
    if not line.item.formula.strip():
        return True
    try:
        names = parse_formula(line.item.formula).names
    except FormulaFault:
        return False
    found = {name: number(name) for name in names}
    known = all(of is not None or name in works_there for name, of in found.items())
    return known and any(of is not None and of.value is None for of in found.values())


def _standing(line: WorkLine, costed: CostedWork | None, waits: bool) -> StandingWork:
    if costed is None:
        return StandingWork(line, line.item.price, waits=waits)
    return StandingWork(line, costed.price, costed.amount, costed.price_from, costed.gap, waits)


def standing(dossier: Dossier, plot_id: str) -> DesignStanding:
    """How far the design of a plot has come."""
    own = works(dossier).get(plot_id, ())
    begun = bool(own) or plot_id in _written(dossier)
    return DesignStanding(begun, len(own), sum(w.faulty for w in own), sum(w.open for w in own), cost(own))


def cost(own: Iterable[StandingWork]) -> Decimal | None:
    """What the contractor's works among these come to in yuan; None while one of them is open."""
    paid = [w for w in own if w.item.doer is Doer.CONTRACTOR]
    known = [w.amount for w in paid if w.amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(paid) else None


def _written(dossier: Dossier) -> frozenset[str]:
    return dossier.once("written_designs", lambda: frozenset(
        [d.plot_id for d in dossier.design.plots if d != PlotDesign(d.plot_id, id=d.id)]))
