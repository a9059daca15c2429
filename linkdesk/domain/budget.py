"""The budget of a reclamation design: works by quantity and price, equipment, the fees of a schedule upon them, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from linkdesk.domain.costs import YUAN, in_ten_thousands
from linkdesk.domain.design import Equipment, FeeAmount, region_of
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fee_schedule import FeeBase, FeeSchedule, choose
from linkdesk.domain.fees import FeeLine, other_fees, reckon, summed, unforeseen
from linkdesk.domain.quantities import rounded
from linkdesk.domain.unit_prices import day_of_prices
from linkdesk.domain.work_pricing import CostedWork, PlotCost, plot_costs, pricing
from linkdesk.domain.work_quantities import WorkLine

__all__ = ["Budget", "CostedEquipment", "CostedWork", "budget", "schedule_of"]


@dataclass(frozen=True, slots=True)
class CostedEquipment:
    """Equipment with what it comes to in yuan: (price + transport) × quantity; None and the gap where that cannot be told."""

    row: Equipment
    price: Decimal | None
    amount: Decimal | None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget by one schedule. Amounts of works and equipment in yuan, exact; categories, fees and total in 万元.

    A sum is None as long as one of its leaves is unknown, and without works; `gaps` says why, `doubts` what may be wrong. `total` is the sum of
    printed leaves (categories, equipment, fees, unforeseen), `exact_total` the chain without rounding.
    """

    schedule: FeeSchedule
    works: tuple[CostedWork, ...]                         # by the contractor
    by_households: tuple[WorkLine, ...]                   # not paid here: their agreements pay them
    categories: dict[WorkCategory, Decimal | None]        # printed leaves, 万元
    plots: dict[str, Decimal | None]                      # yuan, by the plot's id
    works_cost: Decimal | None
    equipment: tuple[CostedEquipment, ...]
    equipment_cost: Decimal | None
    fees: tuple[FeeLine, ...]
    unforeseen: tuple[FeeLine, ...]
    exact_total: Decimal | None
    gaps: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()                     # values 待核实 it rests on

    @property
    def works_printed(self) -> Decimal | None:
        """The works in 万元: the sum of the printed categories."""
        return summed(self.categories.values()) if self.works else None

    @property
    def equipment_printed(self) -> Decimal | None:
        """The equipment in 万元."""
        return None if self.equipment_cost is None else in_ten_thousands(self.equipment_cost)

    @property
    def fees_printed(self) -> Decimal | None:
        """The other fees in 万元: the sum of their leaves."""
        return summed(line.amount for line in self.fees)

    @property
    def unforeseen_printed(self) -> Decimal | None:
        """The unforeseen in 万元."""
        return summed(line.amount for line in self.unforeseen)

    @property
    def total(self) -> Decimal | None:
        """The printed total in 万元: the sum of its leaves."""
        return summed((self.works_printed, self.equipment_printed, self.fees_printed, self.unforeseen_printed))


def budget(dossier: Dossier, schedule_id: str = "") -> Budget | None:
    """The budget by the schedule of that id, else by the design's own; None when there is no such schedule."""
    schedule = schedule_of(dossier, schedule_id)
    return schedule and dossier.once(("budget", schedule.id), lambda: _budget(dossier, schedule))


def schedule_of(dossier: Dossier, schedule_id: str = "") -> FeeSchedule | None:
    """The schedule of that id, else the one the design names, else the one in force on the day of prices."""
    wanted = schedule_id or (dossier.design.basis.schedule_id if dossier.design.basis else "")
    return choose(dossier.schedules, day_of_prices(dossier), wanted)


def _budget(dossier: Dossier, schedule: FeeSchedule) -> Budget:
    design, plots = dossier.design, plot_costs(dossier, schedule)
    paid = {plot_id: cost for plot_id, cost in plots.items() if cost.works}
    works = tuple(chain.from_iterable(cost.works for cost in paid.values()))
    equipment = tuple(_equipment(row) for row in sorted(design.equipment, key=lambda row: row.position))
    works_cost, equipment_cost = summed(cost.cost for cost in paid.values()) if works else None, summed(e.amount for e in equipment)
    fees = _fees(dossier, schedule, works_cost, equipment_cost)
    return Budget(
        schedule=schedule, works=works, by_households=tuple(chain.from_iterable(cost.by_households for cost in plots.values())),
        categories=_categories(paid.values()), plots={plot_id: cost.cost for plot_id, cost in paid.items()},
        works_cost=works_cost, equipment=equipment, equipment_cost=equipment_cost,
        fees=other_fees(fees), unforeseen=unforeseen(fees),
        exact_total=summed((_exact(works_cost), _exact(equipment_cost), *(line.exact for line in fees))),
        gaps=tuple(_gaps(works, equipment, fees)), doubts=tuple(_doubts(dossier, schedule, works, fees)),
        unconfirmed=tuple(dict.fromkeys((*_unconfirmed_prices(dossier, schedule, paid.values()), *_unconfirmed(fees)))))


def _exact(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else yuan / YUAN


def _fees(dossier: Dossier, schedule: FeeSchedule, works: Decimal | None, equipment: Decimal | None) -> tuple[FeeLine, ...]:
    terrain = dossier.design.basis.terrain if dossier.design.basis else None
    return reckon(schedule, FeeBase(_exact(works), _exact(equipment), terrain), dossier.design.fee_amounts)


def _categories(costs: Collection[PlotCost]) -> dict[WorkCategory, Decimal | None]:
    found = {category: [cost.categories[category] for cost in costs if category in cost.categories] for category in WorkCategory}
    sums = {category: summed(amounts) for category, amounts in found.items() if amounts}
    return {category: None if yuan is None else in_ten_thousands(yuan) for category, yuan in sums.items()}


def _equipment(row: Equipment) -> CostedEquipment:
    gap = _equipment_gap(row)
    if gap or row.price is None or row.quantity is None:
        return CostedEquipment(row, None, None, gap)
    price = row.price + (row.transport or Decimal(0))
    return CostedEquipment(row, price, rounded(price * row.quantity, 2))


def _equipment_gap(row: Equipment) -> str:
    name = row.name or "未写名称的设备"
    if row.quantity is None or row.quantity <= 0:
        return f"设备“{name}”没有填写数量，或不大于零"
    if row.price is None or row.price <= 0:
        return f"设备“{name}”没有填写原价，或不大于零"
    return f"设备“{name}”的运杂等费小于零" if row.transport and row.transport < 0 else ""


def _gaps(works: tuple[CostedWork, ...], equipment: Iterable[CostedEquipment], fees: Iterable[FeeLine]) -> Iterator[str]:
    """What is missing, in words; fees whose base is unknown only follow from that."""
    if not works:
        yield "还没有由施工单位实施的工程"
    yield from (f"{w.line.plot.code} {w.line.item.name}：{w.gap}" for w in works if w.gap)
    yield from (e.gap for e in equipment if e.gap)
    yield from (line.gap for line in fees if line.gap and line.base is not None)


def _doubts(dossier: Dossier, schedule: FeeSchedule, works: Iterable[CostedWork], fees: Iterable[FeeLine]) -> Iterator[str]:
    day = day_of_prices(dossier)
    if (schedule.until_on and day > schedule.until_on) or (schedule.from_on and day < schedule.from_on):
        yield f"价格基准日 {day:%Y-%m-%d} 不在“{schedule.title}”（{schedule.number}）的执行期内"
    if not region_of(dossier.design) and any(measure.regions for measure in schedule.measures) and any(w.line.item.unit_price_id for w in works):
        yield "没有填写质量控制区，冬雨季施工增加费按南方的费率计"
    yield from _unknown_fees(schedule, dossier.design.fee_amounts)
    yield from (f"{w.line.plot.code} {w.line.item.name}：{w.line.doubt.rstrip('。')}" for w in works if w.line.doubt)
    yield from (line.doubt for line in fees if line.doubt)


def _unknown_fees(schedule: FeeSchedule, amounts: Iterable[FeeAmount]) -> Iterator[str]:
    return (f"填报的费用“{amount.fee}”在“{schedule.title}”中没有，没有计入" for amount in amounts if schedule.fee(amount.fee) is None)


def _unconfirmed_prices(dossier: Dossier, schedule: FeeSchedule, costs: Iterable[PlotCost]) -> Iterator[str]:
    return pricing(dossier, schedule).unconfirmed(chain.from_iterable(cost.unit_prices for cost in costs))


def _unconfirmed(fees: Iterable[FeeLine]) -> Iterator[str]:
    return (line.fee.label for line in fees if line.unconfirmed)
