"""What a work of the design comes to: its quantity times the price of its unit price analysis, or the price that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import UnitPrice, WorkItem
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fee_schedule import FeeSchedule
from linkdesk.domain.fees import summed
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.quantities import FEN, rounded
from linkdesk.domain.unit_prices import Analysis, analyses
from linkdesk.domain.units import unit_of
from linkdesk.domain.work_quantities import WorkLine, lines_by_plot

TYPED = "填报单价"


@dataclass(frozen=True, slots=True)
class CostedWork:
    """A work with its price and amount in yuan, and where the price is from; None and the gap in words where they cannot be told."""

    line: WorkLine
    price: Decimal | None
    amount: Decimal | None
    price_from: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class _Price:
    """A price for one of a unit, found once for all works that take it alike."""

    value: Decimal | None
    source: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class PlotCost:
    """The contractor's works on one plot with what each comes to, their sums in yuan, and the unit prices they take."""

    works: tuple[CostedWork, ...]
    by_households: tuple[WorkLine, ...]
    categories: dict[WorkCategory, Decimal | None]
    cost: Decimal | None
    unit_prices: tuple[str, ...]   # ids, in order of first use


class Pricing:
    """Finds the prices of works by the unit price analyses of one schedule."""

    def __init__(self, found: dict[str, Analysis]) -> None:
        self._analyses = found
        self._found: dict[tuple[str | None, str, Decimal | None], _Price] = {}

    def on_plot(self, lines: tuple[WorkLine, ...]) -> PlotCost:
        """What the works of a plot come to."""
        works = tuple([self.costed(line) for line in lines if line.item.doer is not Doer.HOUSEHOLD])
        categories = {category: summed([w.amount for w in mine]) for category, mine in grouped(works, lambda w: w.line.item.category).items()}
        taken = dict.fromkeys(id_ for w in works if (id_ := w.line.item.unit_price_id) in self._analyses)
        return PlotCost(works, tuple([line for line in lines if line.item.doer is Doer.HOUSEHOLD]), categories,
                        summed(categories.values()), tuple(taken))

    def costed(self, line: WorkLine) -> CostedWork:
        """A work with price and amount: quantity × price, rounded once to the fen."""
        price = self._price(line.item)
        if line.quantity is None:
            return CostedWork(line, price.value, None, price.source, line.fault.rstrip("。") or "工程量算不出来")
        amount = None if price.value is None else rounded(line.quantity * price.value, FEN)
        return CostedWork(line, price.value, amount, price.source, price.gap)

    def unconfirmed(self, taken: Iterable[str]) -> Iterator[str]:
        """What is 待核实 in the analyses of these unit prices."""
        return (name for id_ in dict.fromkeys(taken) for name in self._analyses[id_].unconfirmed)

    def _price(self, item: WorkItem) -> _Price:
        key = item.unit_price_id, item.unit, item.price
        if (known := self._found.get(key)) is None:
            known = self._found[key] = self._analysed(item.unit_price_id, item.unit) if item.unit_price_id else _typed(item)
        return known

    def _analysed(self, unit_price_id: str, unit: str) -> _Price:
        found = self._analyses.get(unit_price_id)
        if found is None:
            return _Price(None, "", "所选的单价分析已被删除，请重新选择")
        called = _called(found.unit_price)
        if found.price is None:
            return _Price(None, called, f"单价分析“{called}”{found.missing[0]}" if found.missing else f"单价分析“{called}”没有算出单价")
        return _of_unit(found, found.price, unit, called)


def pricing(dossier: Dossier, schedule: FeeSchedule) -> Pricing:
    """The prices of a design by a schedule; the same object as long as its analyses are the same."""
    found = analyses(dossier, schedule)
    return _pricings.of((dossier.project.id, schedule.id), found, lambda: Pricing(found))


def plot_costs(dossier: Dossier, schedule: FeeSchedule) -> dict[str, PlotCost]:
    """What the works of each plot come to, by its id; only plots whose works or prices have changed are reckoned anew."""
    prices = pricing(dossier, schedule)
    return {plot_id: _costs.of((plot_id, schedule.id), (lines, prices), lambda lines=lines: prices.on_plot(lines))
            for plot_id, lines in lines_by_plot(dossier).items()}


_pricings: Kept[Pricing] = Kept(most=10)   # projects and schedules
_costs: Kept[PlotCost] = Kept(most=10_000)  # plots and schedules


def _typed(item: WorkItem) -> _Price:
    if item.price is None:
        return _Price(None, "", "没有单价分析，也没有填写综合单价")
    return _Price(item.price, TYPED) if item.price > 0 else _Price(None, TYPED, "综合单价不大于零")


def _called(unit_price: UnitPrice) -> str:
    return " ".join(filter(None, (unit_price.code, unit_price.name)))


def _of_unit(found: Analysis, price: Decimal, unit: str, called: str) -> _Price:
    """The price of an analysis for one of the work's own unit."""
    mine, its = unit_of(unit), unit_of(found.unit)
    if unit.strip() == found.unit or (mine is not None and mine == its):
        return _Price(price, called)
    if mine is None or its is None or mine.dimension != its.dimension:
        return _Price(None, called, f"{_said(unit)}与单价分析“{called}”的{_said(found.unit)}不一致")
    value = rounded(price * its.denominator * mine.numerator / (its.numerator * mine.denominator), FEN)
    return _Price(value, f"{called}（按每 {found.unit} {price} 元换算）") if value > 0 else _Price(None, called, "换算后的综合单价不足 0.01 元")


def _said(unit: str) -> str:
    return f"单位“{unit.strip()}”" if unit.strip() else "单位（没有填写）"
