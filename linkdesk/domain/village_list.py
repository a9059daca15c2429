"""A row of the county's village list (乡镇、行政村、自然村名单), as read; what it tells is kept in the directories."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.fields import about
from linkdesk.domain.quantities import Quantity


def _count(label: str, unit: str, **more: object):
    return about(label, quantity=Quantity.COUNT, unit=unit, at_least=0, at_most=100_000, **more)


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A natural village when it names one, else an administrative village; an empty name repeats the row above."""

    township: str | None = about("乡镇", aliases=("乡镇名称", "乡（镇）", "所在乡镇", "所属乡镇", "镇", "乡", "街道", "乡镇（街道）"))
    village: str | None = about("行政村", aliases=("村委会", "行政村（社区）", "行政村名", "村民委员会"))
    hamlet: str | None = about("自然村", aliases=("自然村名称", "自然村名", "自然村（组）", "村民小组", "组", "自然庄", "村庄名称"))
    code: str | None = about("区划代码", aliases=("行政村代码", "村代码", "统计用区划代码", "行政区划代码"))
    households_known: int | None = _count(
        "户数", "户", aliases=("总户数", "全村户数", "自然村户数", "村户数", "户籍户数", "农户数", "应摸底户数", "家庭户数"))
    population_known: int | None = _count(
        "人口", "人", aliases=("总人口", "人口数", "全村人口", "自然村人口", "村人口", "户籍人口", "人数", "总人数"))
    whole_move: bool | None = about(
        "整村搬迁", aliases=("是否整村搬迁", "是否整体搬迁", "整体搬迁", "是否整自然村搬迁", "整自然村搬迁", "是否整村"))
    is_poor: bool | None = about("贫困村", aliases=("是否贫困村", "是否为贫困村"))
