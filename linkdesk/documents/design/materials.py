"""How much labour, material and machines the works take: quantities of works through the analyses of their unit prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.budget import Budget
from linkdesk.domain.design import PriceComponent, Resource
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import rounded
from linkdesk.domain.unit_prices import Analysis, analyses
from linkdesk.domain.units import unit_of
from linkdesk.domain.work_pricing import CostedWork


@dataclass(frozen=True, slots=True)
class Used:
    """A resource with how much of it all works take, and what that costs in yuan."""

    resource: Resource
    quantity: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """The quantity at the price of the budget, before taxes and whatever stands upon it."""
        price = self.resource.price
        return None if self.quantity is None or price is None else rounded(self.quantity * price, 2)


@dataclass(frozen=True, slots=True)
class AllUsed:
    """Everything that is used, and how many works could not be counted."""

    used: tuple[Used, ...]
    left_out: int


def resources_used(dossier: Dossier, found: Budget) -> AllUsed:
    """The resources that the contractor's works take, by kind and place."""
    prices = analyses(dossier, found.schedule)
    wholes: dict[str, Decimal] = {}
    left_out = 0
    for work in found.works:
        shares = _bases(work, prices)
        if shares is None:
            left_out += 1
        else:
            id_ = work.line.item.unit_price_id or ""
            wholes[id_] = wholes.get(id_, Decimal(0)) + shares
    sums = _sums(wholes, grouped(dossier.design.components, lambda c: c.unit_price_id))
    order = {kind: at for at, kind in enumerate(ResourceKind)}
    resources = sorted((r for r in dossier.design.resources if r.id in sums), key=lambda r: (order[r.kind], r.position))
    return AllUsed(tuple(Used(r, None if sums[r.id] is None else rounded(sums[r.id], 2)) for r in resources), left_out)


def _bases(work: CostedWork, prices: dict[str, Analysis]) -> Decimal | None:
    """How many times the base of its analysis a work is; None where it has no analysis, quantity, or another kind of unit."""
    mine = prices.get(work.line.item.unit_price_id or "")
    base = mine.unit_price.base if mine else None
    if mine is None or not base or work.line.quantity is None:
        return None
    if work.line.item.unit.strip() == mine.unit:
        return work.line.quantity / base
    own, its = unit_of(work.line.item.unit), unit_of(mine.unit)
    if own is None or its is None or own.dimension != its.dimension:
        return None
    return work.line.quantity * own.numerator * its.denominator / (own.denominator * its.numerator) / base


def _sums(wholes: dict[str, Decimal], components: dict[str, list[PriceComponent]]) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for id_, times in wholes.items():
        for each in _counted(components.get(id_, ())):
            before = found.get(each.resource_id, Decimal(0))
            found[each.resource_id] = None if before is None or each.quantity is None else before + times * each.quantity
    return found


def _counted(components: Iterable[PriceComponent]) -> Iterable[PriceComponent]:
    return (each for each in components if each.resource_id and each.share is None)
