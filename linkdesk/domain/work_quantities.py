"""The quantities of a design's works: each what its formula gives on its plot, explained, or why it gives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.formula import EXACT, Formula, FormulaFault, fitted, is_plain, parse_formula, quantity
from linkdesk.domain.formula.names import unknown
from linkdesk.domain.formula.spoken import spoken
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import Numbers, PlotNumber, coefficients, numbers_of
from linkdesk.domain.quantities import rounded

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier

_ORDER = {category: at for at, category in enumerate(WorkCategory)}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work with its quantity (two decimals, in its unit; None is a gap), and what is wrong or doubtful about it."""

    item: WorkItem
    plot: Plot
    quantity: Decimal | None
    fault: str = ""
    doubt: str = ""
    formula: Formula | None = None
    used: tuple[PlotNumber, ...] = ()   # the numbers the formula names, in its order

    @property
    def explained(self) -> str:
        """How the quantity comes about: 复垦面积 1,234.50㎡ × 覆土厚度 0.50m = 617.25m³; empty where there is none."""
        return "" if self.quantity is None or self.formula is None else spoken(self.formula, self.used, self.quantity, self.item.unit)


def work_lines(dossier: Dossier) -> tuple[WorkLine, ...]:
    """All works with their quantities: plots by code, their works by category and place."""
    return dossier.once("work_lines", lambda: tuple(line for lines in _by_plot(dossier).values() for line in lines))


def lines_of(dossier: Dossier, plot_id: str) -> tuple[WorkLine, ...]:
    """The works of one plot with their quantities, by category and place."""
    return _by_plot(dossier).get(plot_id, ())


def _by_plot(dossier: Dossier) -> dict[str, tuple[WorkLine, ...]]:
    return dossier.once("work_lines_by_plot", lambda: _reckoned(dossier))


def _reckoned(dossier: Dossier) -> dict[str, tuple[WorkLine, ...]]:
    items, numbers = grouped(dossier.design.items, lambda item: item.plot_id), numbers_of(dossier)
    odd = tuple(name for name in coefficients(dossier.recipes) if not is_plain(name))
    with localcontext(EXACT):
        return {plot.id: _Works(plot, numbers(plot), sorted(items[plot.id], key=_place), odd).lines()
                for plot in sorted(dossier.plots, key=lambda p: p.code) if plot.id in items}


def _place(item: WorkItem) -> tuple[int, int]:
    return _ORDER[item.category], item.position


class _Works:
    """The works of one plot: they may name each other, so each is reckoned after those it names."""

    def __init__(self, plot: Plot, numbers: Numbers, items: Sequence[WorkItem], odd: tuple[str, ...]) -> None:
        self.plot, self.numbers, self.items = plot, numbers, items
        self.named = {name: same for name, same in grouped(items, lambda item: item.name).items() if numbers.get(name) is None}
        self.odd = (*odd, *(name for name in self.named if name and not is_plain(name)))
        self.done: dict[str, WorkLine] = {}

    def lines(self) -> tuple[WorkLine, ...]:
        """The line of every work, in order."""
        for item in self.items:
            if item.id not in self.done:
                self._reckon(item)
        return tuple(self.done[item.id] for item in self.items)

    def _reckon(self, first: WorkItem) -> None:
        """A work after all those it names, on a path of our own: a chain may be thousands of works long."""
        path = {first.id: first}
        while path:
            item = next(reversed(path.values()))
            before = self._before(item)
            if before is None:
                self._keep(self._line(item))
                del path[item.id]
            elif before.id in path:
                self._break(list(path.values()), before)
            else:
                path[before.id] = before
            path = {id_: each for id_, each in path.items() if id_ not in self.done} if before is not None else path

    def _before(self, item: WorkItem) -> WorkItem | None:
        """A work this one names that is not reckoned yet; of a name several bear, none."""
        if item.id in self.done or not self.named:
            return None
        try:
            formula = parse_formula(item.formula, self.odd)
        except FormulaFault:
            return None
        named = (self.named[name] for name in formula.names if name in self.named)
        return next((same[0] for same in named if len(same) == 1 and same[0].id not in self.done), None)

    def _break(self, path: list[WorkItem], again: WorkItem) -> None:
        """The works of a circle, each with the whole circle as its fault."""
        circle = path[[item.id for item in path].index(again.id):]
        names = " → ".join(item.name for item in (*circle, again))
        for item in circle:
            self._keep(WorkLine(item, self.plot, None, f"工程量互相引用，算不出：{names}。请把其中一个改为数字或地块的数据。"))

    def _keep(self, line: WorkLine) -> None:
        self.done[line.item.id] = line
        if len(self.named.get(line.item.name, ())) == 1:
            self.numbers[line.item.name] = PlotNumber(line.item.name, line.quantity, line.item.unit, "其他项目的工程量",
                                                      "这个项目算不出工程量，请先改正它。" if line.quantity is None else "")

    def _line(self, item: WorkItem) -> WorkLine:
        try:
            formula = parse_formula(item.formula, self.odd)
            used = tuple([self._number(name) for name in formula.names])
            how = fitted(formula, tuple([number.unit for number in used]), item.unit)
            value = rounded(quantity(formula, how, [number.value for number in used]), 2)
        except FormulaFault as fault:
            return WorkLine(item, self.plot, None, str(fault))
        return WorkLine(item, self.plot, value, "", how.doubt, formula, used)

    def _number(self, name: str) -> PlotNumber:
        number = self.numbers.get(name)
        if number is None:
            same = self.named.get(name)
            raise FormulaFault(f"本地块有 {len(same)} 个项目叫“{name}”，分不清引用哪一个，请改名。" if same else
                               unknown(name, (*self.numbers.named, *self.numbers.shared, *self.named)))
        if number.value is None:
            raise FormulaFault(f"“{name}”还没有数：{number.missing}")
        return number
