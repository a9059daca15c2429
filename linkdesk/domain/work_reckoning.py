"""Reckoning the works of one plot: they may name each other, so each comes after those it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from linkdesk.domain.design import WorkItem
from linkdesk.domain.formula import (
    Formula,
    FormulaFault,
    OddNames,
    brief,
    fitted,
    parse_formula,
    quantity,
    spoken,
    unknown,
)
from linkdesk.domain.formula.in_cells import in_cells
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import Numbers, PlotNumber
from linkdesk.domain.quantities import rounded
from linkdesk.domain.units import comes_whole

_SHOWN = 8     # works of a circle that are named
_LIKELY = 100  # works whose names are looked at for what may have been meant


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


    @property
    def in_cells(self) -> str:
        """The quantity as a spreadsheet reckons it; empty where there is none, or it was typed as it is."""
        if self.quantity is None or self.formula is None:
            return ""
        how = fitted(self.formula, tuple(number.unit for number in self.used), self.item.unit)
        return in_cells(self.formula.node, how, [number.value or Decimal(0) for number in self.used])


class Works:
    """The works of one plot in order, and its numbers; a number of the plot goes before a work of the same name."""

    def __init__(self, numbers: Numbers, items: Sequence[WorkItem]) -> None:
        self.numbers, self.items, self.plot = numbers, items, numbers.ground.plot
        self.named = {name: same for name, same in grouped(items, _name).items() if name and not numbers.knows(name)}
        self.odd = OddNames((*numbers.shared, *self.named))
        self.formulas: dict[str, Formula] = {}
        self.done: dict[str, WorkLine] = {}

    def lines(self) -> tuple[WorkLine, ...]:
        """The line of every work, in order; to be called in the EXACT context."""
        for item in self.items:
            self._read(item)
        for item in self.items:
            if item.id not in self.done and self.named.keys().isdisjoint(self.formulas[item.id].names):
                self.done[item.id] = self._line(item)
        for item in self.items:
            if item.id not in self.done:
                self._reckon(item)
        return tuple([self.done[item.id] for item in self.items])

    def _read(self, item: WorkItem) -> None:
        """The formula of a work; one that cannot be read is its fault."""
        try:
            self.formulas[item.id] = parse_formula(item.formula, self.odd.within(item.formula))
        except FormulaFault as fault:
            self.done[item.id] = WorkLine(item, self.plot, None, str(fault))

    def _reckon(self, first: WorkItem) -> None:
        """A work after all it names, on a path of our own: a chain may be thousands of works long."""
        path, ids = [first], {first.id}
        while path:
            item = path[-1]
            before = None if item.id in self.done else self._before(item)
            if before is None:
                self.done[item.id] = self.done.get(item.id) or self._line(item)
                ids.discard(path.pop().id)
            elif before.id in ids:
                self._break(path, before)
            else:
                path.append(before)
                ids.add(before.id)

    def _before(self, item: WorkItem) -> WorkItem | None:
        """A work that this one names and that is not reckoned yet; none where several bear the name."""
        named = (self.named.get(name, ()) for name in self.formulas[item.id].names)
        return next((same[0] for same in named if len(same) == 1 and same[0].id not in self.done), None)

    def _break(self, path: list[WorkItem], again: WorkItem) -> None:
        """The works of a circle, each with the whole circle as its fault."""
        circle = path[[item.id for item in path].index(again.id):]
        names = [brief(_name(item)) for item in (*circle, again)]
        if len(circle) > _SHOWN:
            names[_SHOWN:-1] = [f"…（共 {len(circle)} 个项目）"]
        fault = f"工程量互相引用，算不出：{' → '.join(names)}。请把其中一个改为数字或地块的数据。"
        self.done |= {item.id: WorkLine(item, self.plot, None, fault) for item in circle}

    def _line(self, item: WorkItem) -> WorkLine:
        formula = self.formulas[item.id]
        try:
            used = tuple([self._number(name) for name in formula.names])
            how = fitted(formula, tuple([number.unit for number in used]), item.unit)
            value = rounded(quantity(formula, how, [number.value for number in used]), 2)
        except FormulaFault as fault:
            return WorkLine(item, self.plot, None, str(fault))
        doubts = how.doubt + "".join([number.doubt for number in used]) + _broken(value, item.unit)
        return WorkLine(item, self.plot, value, "", doubts, formula, used)

    def _number(self, name: str) -> PlotNumber:
        """The number of a name, with a value; raises FormulaFault."""
        try:
            number = self.numbers[name]
        except KeyError:
            number = self._of_work(name)
        if number.value is None:
            raise FormulaFault(f"“{brief(name)}”还没有数：{number.missing}")
        return number

    def _of_work(self, name: str) -> PlotNumber:
        """The quantity of another work of the plot, as it prints."""
        same = self.named.get(name)
        if not same:
            raise FormulaFault(unknown(name, (*self.numbers.names(), *islice(self.named, _LIKELY))))
        if len(same) > 1:
            raise FormulaFault(f"本地块有 {len(same)} 个项目叫“{brief(name)}”，分不清引用的是哪一个，请改名。")
        line = self.done[same[0].id]
        return PlotNumber(name, line.quantity, line.item.unit, "其他项目的工程量", "这个项目算不出工程量，请先改正它的计算式。")


def _broken(value: Decimal, unit: str) -> str:
    """What is doubtful about parts of what there is only as a whole."""
    if value == value.to_integral_value() or not comes_whole(unit):
        return ""
    return f"算出 {value}{unit}，不是整数，请用 取整(…) 或 向上取整(…)。"


def _name(item: WorkItem) -> str:
    return item.name.strip()
