"""Volumes that follow from other numbers of a plot: hard ground, topsoil, cover, rubble."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from linkdesk.domain.plot_numbers.buildings import area_name
from linkdesk.domain.plot_numbers.named import Make, Named, Numbers
from linkdesk.domain.plot_numbers.number import PlotNumber, first_gap, gap, leaf
from linkdesk.domain.words import HouseStructure

_NOTHING = Decimal(0)
_HOUSES = {area_name(s): f"{s}房屋垃圾系数" for s in HouseStructure}  # name of an area → its coefficient of rubble
_OUTBUILDINGS = {"附属房面积": "附属房垃圾系数"}


def _product(area: str, thickness: str) -> Make:
    """An area times a thickness; nothing where one of them is nothing, whatever the other is."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        parts = numbers[area], numbers[thickness]
        if nothing := next((part for part in parts if part.value == 0), None):
            return leaf(name, _NOTHING, "m³", f"{nothing.name} 0{nothing.unit}")
        if lacking := first_gap(parts):
            return gap(name, "m³", lacking.missing)
        return leaf(name, parts[0].value * parts[1].value, "m³", " × ".join(f"{part.name} {part.text}" for part in parts))
    return make


def _topsoil(numbers: Numbers, name: str) -> PlotNumber:
    """Topsoil that can be stripped: no more than there is soil."""
    soil, thickness = numbers["现状土层厚度"], numbers["可剥离表土厚度"]
    is_thin = soil.value is not None and thickness.value is not None and soil.value < thickness.value
    return _product("可剥离表土面积", "现状土层厚度" if is_thin else "可剥离表土厚度")(numbers, name)


def _levelled(field: str, more: str, less: str) -> Make:
    """Cut or fill as typed, else the contractor's area times how much the ground is lowered or raised on the whole."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        typed = getattr(numbers.ground.design, field) if numbers.ground.design else None
        levels = numbers[more], numbers[less]
        if typed is not None:
            return leaf(name, typed, "m³", "设计填写")
        if first_gap(levels):
            return gap(name, "m³", f"请在复垦设计的“现状与设计”中填写“{name}”（没有的填 0），或者填写现状平均高程和设计高程。")
        area = numbers["地块面积" if numbers["全部复垦面积"].value is None else "复垦面积"]
        if area.value is None:
            return gap(name, "m³", area.missing)
        depth = max(levels[0].value - levels[1].value, _NOTHING)
        return leaf(name, area.value * depth, "m³", f"{area.name} {area.text} × （{more} {levels[0].text} − {less} {levels[1].text}）")
    return make


def _difference(more: str, less: str, unit: str, is_signed: bool = True) -> Make:
    """How much more one is than another; nothing where it is less, or the difference either way."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        parts = numbers[more], numbers[less]
        if lacking := first_gap(parts):
            return gap(name, unit, lacking.missing)
        value = parts[0].value - parts[1].value
        return leaf(name, max(value, _NOTHING) if is_signed else abs(value), unit, f"{more} − {less}")
    return make


def _rubble_of(of: Mapping[str, str]) -> Make:
    """Σ area of a kind of building × its coefficient of rubble."""
    def make(numbers: Numbers, name: str) -> PlotNumber:
        prefix = "全部" if name.startswith("全部") else ""
        areas = [numbers[prefix + area] for area in of]
        if lacking := first_gap(areas):
            return gap(name, "m³", lacking.missing)
        some = [(area, numbers.shared.get(label) or gap(label, "", "")) for area, label in zip(areas, of.values(), strict=True) if area.value]
        if unstated := first_gap(coefficient for _, coefficient in some):
            return gap(name, "m³", f"请在“费用标准和系数”中填写“{unstated.name}”。")
        said = " + ".join(f"{area.name} {area.text} × {coefficient.value}" for area, coefficient in some)
        return leaf(name, sum((area.value * coefficient.value for area, coefficient in some), _NOTHING), "m³", said or "没有这类房屋")
    return make


def _rubble(numbers: Numbers, name: str) -> PlotNumber:
    """Rubble of houses, hard ground, foundations and walls; that of outbuildings is carted with them, by works of their own."""
    names = ("全部房屋垃圾量" if name.startswith("全部") else "房屋垃圾量", "硬化地面体积", "基础体积", "围墙及其他砌体体积")
    parts = [numbers[each] for each in names]
    if lacking := first_gap(parts):
        return gap(name, "m³", lacking.missing)
    return leaf(name, sum((part.value for part in parts), _NOTHING), "m³", " + ".join(names))


def named() -> list[Named]:
    """The names of this module."""
    before, after = "现状平均高程", "设计高程"
    return [
        Named("挖方", "m³", "测算填写，不填按平均高差", _levelled("cut_volume", before, after)),
        Named("填方", "m³", "测算填写，不填按平均高差", _levelled("fill_volume", after, before)),
        Named("硬化地面体积", "m³", "硬化地面面积 × 厚度", _product("硬化地面面积", "硬化地面厚度")),
        Named("表土剥离量", "m³", "可剥离表土面积 × 厚度，不超过现状土层", _topsoil),
        Named("覆土需要量", "m³", "复垦面积 × 覆土厚度", _product("复垦面积", "覆土厚度")),
        Named("全部覆土需要量", "m³", "全部复垦面积 × 覆土厚度", _product("全部复垦面积", "覆土厚度")),
        Named("余方", "m³", "挖方超过填方的部分，调配以前", _difference("挖方", "填方", "m³")),
        Named("缺方", "m³", "填方超过挖方的部分，调配以前", _difference("填方", "挖方", "m³")),
        Named("平均高差", "m", "设计高程与现状平均高程之差", _difference(after, before, "m", is_signed=False)),
        Named("平均挖深", "m", "现状高出设计的部分", _difference(before, after, "m")),
        Named("平均填高", "m", "设计高出现状的部分", _difference(after, before, "m")),
        Named("房屋垃圾量", "m³", "施工单位拆除的房屋，按垃圾系数", _rubble_of(_HOUSES), surveyed=True),
        Named("全部房屋垃圾量", "m³", "全部房屋，按垃圾系数", _rubble_of(_HOUSES), surveyed=True),
        Named("附属房垃圾量", "m³", "施工单位拆除的附属房，按垃圾系数", _rubble_of(_OUTBUILDINGS), surveyed=True),
        Named("全部附属房垃圾量", "m³", "全部附属房，按垃圾系数", _rubble_of(_OUTBUILDINGS), surveyed=True),
        Named("建筑垃圾量", "m³", "房屋、硬化地面、基础、围墙，不含附属房", _rubble, surveyed=True),
        Named("全部建筑垃圾量", "m³", "包括农户自行拆除的", _rubble, surveyed=True)]
