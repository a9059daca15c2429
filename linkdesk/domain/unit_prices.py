"""Unit price analysis (单价分析): from labour, materials and machines to the price of one unit, row by row in the official order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.design import PriceComponent, Resource, UnitPrice, priced_day, region_of
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fee_schedule import FeeSchedule
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.price_rows import AnalysisRow, Sheet
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty

_MANY = re.compile(r"\d+")
_KINDS = {ResourceKind.LABOUR: "人工费", ResourceKind.MATERIAL: "材料费", ResourceKind.MACHINE: "机械使用费"}


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of a unit price: rows for `base` units (one where none is stated), and the price of one.

    The price is None while anything is missing; `missing` says what, in words.
    """

    unit_price: UnitPrice
    rows: tuple[AnalysisRow, ...]
    price: Decimal | None
    missing: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()   # names of the values and prices 待核实 it rests on

    @property
    def unit(self) -> str:
        """The unit the price is for: of 100m³ with a base of 100 it is m³."""
        unit, base = self.unit_price.unit.strip(), self.unit_price.base
        many = _MANY.match(unit)
        return unit[many.end():].strip() if many and base and Decimal(many[0]) == base != 1 else unit


_kept: Kept[dict[str, Analysis]] = Kept(most=10)  # projects and schedules


def day_of_prices(dossier: Dossier) -> date:
    """The day that decides tax, prices and fee rates of the dossier's design."""
    return priced_day(dossier.design, dossier.on)


def analyses(dossier: Dossier, schedule: FeeSchedule) -> dict[str, Analysis]:
    """Every unit price of the project analysed by a schedule, by its id."""
    return dossier.once(("analyses", schedule.id), lambda: _kept.of((dossier.project.id, schedule.id), _ground(dossier, schedule),
                                                                    lambda: _Analyst(dossier, schedule).all()))


def _ground(dossier: Dossier, schedule: FeeSchedule) -> tuple[object, ...]:
    """All that analyses follow from."""
    design = dossier.design
    return design.unit_prices, design.resources, design.components, design.basis, day_of_prices(dossier), schedule


class _Analyst:
    """Analyses the unit prices of a project: looks up once what all of them need."""

    def __init__(self, dossier: Dossier, schedule: FeeSchedule) -> None:
        design = dossier.design
        self._unit_prices = design.unit_prices
        self._schedule = schedule
        self._region = region_of(design)
        self._place = design.basis.tax_place if design.basis else None
        self._day = day_of_prices(dossier)
        self._resources = {resource.id: resource for resource in design.resources}
        self._components = grouped(sorted(design.components, key=lambda c: c.position), lambda c: c.unit_price_id)

    def all(self) -> dict[str, Analysis]:
        return {price.id: self.of(price) for price in self._unit_prices}

    def of(self, unit_price: UnitPrice) -> Analysis:
        sheet = Sheet()
        components = self._components.get(unit_price.id, [])
        if not components:
            sheet.lack("没有填写人工、材料和机械的定额量")
        labour, direct = self._direct_works(sheet, components)
        direct_cost = sheet.total("一", "直接费", (direct, self._measures(sheet, unit_price, direct)))
        indirect = self._indirect(sheet, unit_price, direct_cost, labour)
        profit = self._rated(sheet, "三", "利润", self._schedule.profit, (direct_cost, indirect))
        parts = direct_cost, indirect, profit, self._differences(sheet, components)
        tax = self._rated(sheet, "五", self._schedule.tax_label, self._tax(sheet), parts)
        whole = sheet.total("", "合计", (*parts, tax))
        return self._priced(sheet, unit_price, whole)

    def _priced(self, sheet: Sheet, unit_price: UnitPrice, whole: int) -> Analysis:
        base = Decimal(1) if unit_price.base is None else unit_price.base
        if base <= 0:
            sheet.lack("定额单位数量不大于零")
            base = None
        if unit_price.certainty is Certainty.UNVERIFIED:
            sheet.doubt(f"定额 {unit_price.code or unit_price.name}")
        price = sheet.divided("综合单价", unit_price.unit, whole, base)
        if price is not None and price <= 0:
            sheet.lack("综合单价为零")
        return Analysis(unit_price, tuple(sheet.in_order()), None if sheet.missing else price, tuple(sheet.missing), tuple(sheet.unconfirmed))

    def _direct_works(self, sheet: Sheet, components: Iterable[PriceComponent]) -> tuple[int, int]:
        """The rows of labour, materials and machines; which row is labour, which all three."""
        of_kind = grouped(components, self._kind)
        totals = tuple(self._kind_total(sheet, kind, number, of_kind.get(kind, [])) for number, kind in enumerate(_KINDS, 1))
        return totals[0], sheet.total("（一）", "直接工程费", totals)

    def _kind(self, component: PriceComponent) -> ResourceKind:
        resource = self._resources.get(component.resource_id or "")
        return resource.kind if resource else component.kind

    def _kind_total(self, sheet: Sheet, kind: ResourceKind, number: int, components: Iterable[PriceComponent]) -> int:
        shares = [c for c in components if c.share is not None]
        counted = [c for c in components if c.quantity is not None or c.share is None]
        rows = [self._counted(sheet, component) for component in counted]
        rows += [sheet.rated("", f"其他{_KINDS[kind]}", component.share, rows, component.id) for component in shares]
        return sheet.total(str(number), _KINDS[kind], rows)

    def _counted(self, sheet: Sheet, component: PriceComponent) -> int:
        resource = self._resources.get(component.resource_id or "")
        if resource is None:
            sheet.lack("有一项没有指明人工、材料或机械，或所指的已被删除")
            return sheet.line("", f"（未指明的{component.kind}）", "", component.quantity, None, component.id)
        if component.quantity is None:
            sheet.lack(f"“{resource.name}”没有填写定额量")
        if resource.certainty is Certainty.UNVERIFIED:
            sheet.doubt(f"{resource.name}预算价")
        return sheet.line("", resource.name, resource.unit, component.quantity, _within_limit(sheet, resource), component.id, resource.id)

    def _measures(self, sheet: Sheet, unit_price: UnitPrice, direct: int) -> int:
        rates = self._schedule.measures_of(unit_price.work_kind, self._region)
        rows = [self._rated(sheet, "", m.label, m.rate, (direct,)) for m in rates if m.rate.value != 0]
        return sheet.total("（二）", "措施费", rows)

    def _indirect(self, sheet: Sheet, unit_price: UnitPrice, direct_cost: int, labour: int) -> int:
        rate = self._schedule.indirect_of(unit_price.work_kind)
        return self._rated(sheet, "二", "间接费", rate.rate if rate else None, (labour if rate and rate.on_labour else direct_cost,))

    def _tax(self, sheet: Sheet) -> Stated | None:
        rate = self._schedule.tax_on(self._day, self._place)
        if rate is None:
            sheet.lack(f"“{self._schedule.title}”没有 {self._day:%Y-%m-%d} 的{self._schedule.tax_label}税率，请核对价格基准日和费用标准")
        return rate

    def _rated(self, sheet: Sheet, order: str, label: str, rate: Stated | None, of: Iterable[int]) -> int:
        if rate is None or rate.value is None:
            sheet.lack(f"“{rate.label if rate else label}”还没有取值")
        if rate is not None and rate.certainty is Certainty.UNVERIFIED:
            sheet.doubt(rate.label)
        return sheet.rated(order, label, None if rate is None else rate.value, of)

    def _differences(self, sheet: Sheet, components: Iterable[PriceComponent]) -> int:
        """What materials cost above their limit price: taxed, but not in the base of indirect cost and profit."""
        rows = [sheet.line("", f"{resource.name}价差", resource.unit, component.quantity, above, resource_id=resource.id) for component in components
                if (resource := self._resources.get(component.resource_id or "")) and (above := _above_limit(resource))]
        return sheet.total("四", "材料价差", rows)


def _within_limit(sheet: Sheet, resource: Resource) -> Decimal | None:
    """The price that goes into the base: a material's no higher than its limit; None and the words where there is none."""
    if resource.price is None or resource.price <= 0:
        sheet.lack(f"“{resource.name}”没有预算价" if resource.price is None else f"“{resource.name}”的预算价不大于零")
        return None
    if _limited(resource) and resource.limit_price is not None:
        if resource.limit_price <= 0:
            sheet.lack(f"“{resource.name}”的限价不大于零")
            return None
        return min(resource.price, resource.limit_price)
    return resource.price


def _limited(resource: Resource) -> bool:
    return resource.kind is ResourceKind.MATERIAL and resource.limit_price is not None


def _above_limit(resource: Resource) -> Decimal:
    if resource.price is None or resource.limit_price is None or not _limited(resource):
        return Decimal(0)
    return max(resource.price - resource.limit_price, Decimal(0))
