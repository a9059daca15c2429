"""Areas and measures of a plot: its land, and what the design says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.design import PlotDesign
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import BASES, computed_area, printed_area
from linkdesk.domain.plot_numbers.named import Make, Named, Numbers
from linkdesk.domain.plot_numbers.number import PlotNumber, gap, leaf
from linkdesk.domain.quantities import HUNDRED, Quantity

_ELSEWHERE = ("cut_volume", "fill_volume")  # reckoned where they are not typed
_FIELDS = {"复垦面积": "reclaimed_area", "新增耕地": "new_farmland_area", "新增农用地": "new_agricultural_area"}


def _plot_area(numbers: Numbers, name: str) -> PlotNumber:
    ground = numbers.ground
    area = printed_area(ground.plot, ground.basis)
    if area is None:
        return gap(name, "㎡", "请导入界址点，或在地块中填写申报面积。")
    return leaf(name, area, "㎡", "申报面积" if computed_area(ground.plot, ground.basis) is None else BASES[ground.basis])


def _whole(field: str) -> Make:
    label = fields_of(Plot)[field].label

    def make(numbers: Numbers, name: str) -> PlotNumber:
        value = getattr(numbers.ground.plot, field)
        return gap(name, "㎡", f"请在地块中填写“{label}”。") if value is None else leaf(name, value, "㎡", f"地块的{label}")
    return make


def _less_own(whole: str) -> Make:
    """An area without what households reclaim themselves."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        all_, own = numbers[whole], numbers["自行复垦面积"]
        if all_.value is None or not own.value:
            lacking = all_ if all_.value is None else own
            return gap(name, "㎡", lacking.missing) if lacking.value is None else leaf(name, all_.value, "㎡", all_.source)
        most = numbers["全部复垦面积"] if numbers["全部复垦面积"].value is not None else all_
        if own.value > most.value * numbers.ground.share_most / HUNDRED:
            return gap(name, "㎡", f"农户自行复垦 {own.value:,}㎡，超过{most.name} {most.value:,}㎡，请核对农户和地块的面积。")
        return leaf(name, max(all_.value - own.value, Decimal(0)), "㎡", f"{all_.source}，扣除农户自行复垦 {own.value:,}㎡")
    return make


def _own_area(numbers: Numbers, name: str) -> PlotNumber:
    ground = numbers.ground
    homes = [(h.head_name or h.code or "", h.reclaimable_area, h.homestead_area) for h in ground.households if h.id in ground.own.reclaiming]
    common = [(c.name or "集体用地", c.reclaimable_area, c.land_area) for c in ground.collective if c.id in ground.own.reclaiming]
    parts = ((of, whole if part is None else part) for of, part, whole in (*homes, *common))
    who = f"{len(homes)} 户{f'和 {len(common)} 处集体用地' if common else ''}"
    return summed(name, "㎡", parts, "可复垦面积", f"{who}约定自行复垦的面积之和")


def summed(name: str, unit: str, parts: Iterable[tuple[str, Decimal | None]], what: str, source: str) -> PlotNumber:
    """The sum of the parts of several; where one is not filled in it is a gap that names whose."""
    told = list(parts)
    lacking = [of for of, value in told if value is None]
    if lacking:
        return gap(name, unit, f"请填写{whose(lacking)}的{what}。")
    return leaf(name, sum((value for _, value in told), Decimal(0)), unit, source)


def whose(names: list[str]) -> str:
    """Who it is, the first two by name."""
    first = "、".join(f"“{name}”" for name in dict.fromkeys(names[:2]))
    return first if len(names) <= 2 else f"{first}等 {len(names)} 处"


def _typed(field: str) -> Make:
    def make(numbers: Numbers, name: str) -> PlotNumber:
        declared = fields_of(PlotDesign)[field]
        value = getattr(numbers.ground.design, field) if numbers.ground.design else None
        if value is None:
            return gap(name, declared.unit, f"请在复垦设计的“现状与设计”中填写“{declared.label}”。")
        return PlotNumber(name, value, declared.unit, "设计填写")
    return make


def _count(of: Callable[[Numbers], int], unit: str, source: str) -> Make:
    return lambda numbers, name: PlotNumber(name, Decimal(of(numbers)), unit, source)


def _persons(numbers: Numbers, name: str) -> PlotNumber:
    households = numbers.ground.households
    return summed(name, "人", ((h.head_name or h.code or "", None if h.population is None else Decimal(h.population)) for h in households),
                  "家庭人口", f"{len(households)} 户家庭人口之和")


def _homesteads(numbers: Numbers, name: str) -> PlotNumber:
    ground = numbers.ground
    some = [h for h in ground.households if name.startswith("全部") or h.id not in ground.own.reclaiming]
    return summed(name, "㎡", ((h.head_name or h.code or "", h.homestead_area) for h in some), "宅基地面积", f"{len(some)} 户宅基地面积之和")


def named() -> list[Named]:
    """The names of this module, in the order of a picker."""
    areas = [Named("地块面积", "㎡", "按政策规定的面积口径", _plot_area)]
    for name, field in _FIELDS.items():
        areas += [Named(name, "㎡", "施工单位的部分，不含农户自行复垦的", _less_own(f"全部{name}")),
                  Named(f"全部{name}", "㎡", "包括农户自行复垦的", _whole(field))]
    people = [
        Named("自行复垦面积", "㎡", "约定由农户自行复垦的", _own_area),
        Named("宅基地面积", "㎡", "地块上各户，不含自行复垦的", _homesteads), Named("全部宅基地面积", "㎡", "地块上各户", _homesteads),
        Named("户数", "户", "地块上的农户", _count(lambda n: len(n.ground.households), "户", "摸底调查")),
        Named("自行拆除户数", "户", "约定自行拆除的", _count(lambda n: _own(n, "demolishing"), "户", "双签协议")),
        Named("自行复垦户数", "户", "约定自行复垦的", _count(lambda n: _own(n, "reclaiming"), "户", "双签协议")),
        Named("人口", "人", "地块上各户家庭人口", _persons)]
    typed = [Named(f.label, f.unit, f.help or "在“现状与设计”中填写", _typed(f.name)) for f in fields_of(PlotDesign).values()
             if f.quantity is Quantity.MEASURED and f.name not in _ELSEWHERE]
    return [*areas, *people, *typed]


def _own(numbers: Numbers, what: str) -> int:
    own = getattr(numbers.ground.own, what)
    return sum(h.id in own for h in numbers.ground.households)
