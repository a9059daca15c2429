"""Houses on a plot by structure: the contractor's part, what households take down themselves (自行拆除…), and all (全部…)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from linkdesk.domain.plot_numbers.ground import Building
from linkdesk.domain.plot_numbers.land import summed, whose
from linkdesk.domain.plot_numbers.named import Make, Named, Numbers
from linkdesk.domain.plot_numbers.number import PlotNumber, gap, leaf
from linkdesk.domain.words import HouseStructure

CAVES = (HouseStructure.EARTH_CAVE, HouseStructure.BRICK_CAVE, HouseStructure.STONE_CAVE)
_PARTS = {"": "施工单位拆除的", "自行拆除": "农户自行拆除的", "全部": "包括农户自行拆除的"}


def area_name(structure: HouseStructure) -> str:
    """By what name formulas call the area of the houses of a structure."""
    return f"{structure}房屋面积"


def _part(numbers: Numbers, name: str) -> list[Building]:
    """The buildings a name is about, by how it begins."""
    whole, own = name.startswith("全部"), name.startswith("自行")
    return [building for building in numbers.buildings if whole or building.own is own]


def _of(structures: Collection[HouseStructure]) -> Make:
    """The area of the houses of these structures; a house whose structure nobody told leaves it open."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        some = _part(numbers, name)
        unknown = [b.of for b in some if b.structure is None and b.area != 0]
        if unknown:
            return gap(name, "㎡", f"请填写{whose(unknown)}的房屋结构。")
        mine = [b for b in some if b.structure in structures]
        return summed(name, "㎡", ((b.of, b.area) for b in mine), "房屋建筑面积", _source(mine))
    return make


def _source(buildings: list[Building]) -> str:
    return f"{len(buildings)} 处房屋建筑面积之和" if buildings else "没有这类房屋"


def _all(numbers: Numbers, name: str) -> PlotNumber:
    some = _part(numbers, name)
    return summed(name, "㎡", ((b.of, b.area) for b in some), "房屋建筑面积", _source(some))


def _outbuildings(numbers: Numbers, name: str) -> PlotNumber:
    """The outbuildings; where the survey says nothing of any, there are none."""
    told = [b.outbuildings for b in _part(numbers, name) if b.outbuildings is not None]
    return leaf(name, sum(told, Decimal(0)), "㎡", f"{len(told)} 处附属房面积之和" if told else "摸底调查没有填写附属房")


def _ground_area(numbers: Numbers, name: str) -> PlotNumber:
    """The ground the houses stand on: floor area by floors, one floor where none is told."""
    some = _part(numbers, name)
    return summed(name, "㎡", ((b.of, b.area and b.area / (b.floors or 1)) for b in some), "房屋建筑面积",
                  f"{len(some)} 处建筑面积除以层数，没有层数的按一层计")


def _floors(numbers: Numbers, name: str) -> PlotNumber:
    some = [b for b in _part(numbers, name) if b.area != 0]
    return PlotNumber(name, Decimal(max((b.floors or 1 for b in some), default=0)), "层", "没有层数的按一层计")


def named() -> list[Named]:
    """The names of this module: by structure, caves together, all, outbuildings, ground."""
    found = [Named("最高层数", "层", "施工单位拆除的房屋", _floors, surveyed=True)]
    for prefix, says in _PARTS.items():
        by_structure = [(area_name(s), _of((s,))) for s in HouseStructure]
        whole = [("房屋面积", _all), ("窑洞面积", _of(CAVES)), ("附属房面积", _outbuildings), ("房屋占地面积", _ground_area)]
        found += [Named(f"{prefix}{name}", "㎡", says, make, surveyed=True) for name, make in (*whole, *by_structure)]
    return found
