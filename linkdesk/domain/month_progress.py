"""The monthly progress table (月报): of each project what was done in a month, and until its end."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota_readings import ISSUED, RETURNED, USED, Flows

NOTHING = Decimal(0)


class MonthItem(StrEnum):
    """What the monthly table tells of each project."""

    DEMOLISHED = "已拆除面积"
    RECLAIMED = "已复垦面积"
    ACCEPTED = "已验收面积"
    ISSUED = "下达周转指标"
    USED = "使用周转指标"
    RETURNED = "归还周转指标"
    SIGNED = "双签农户"
    HOUSES_DOWN = "拆除农户"
    PAID = "兑付农户"
    SPENT = "资金支出"


LAND = MonthItem.DEMOLISHED, MonthItem.RECLAIMED, MonthItem.ACCEPTED
QUOTA = {MonthItem.ISSUED: ISSUED, MonthItem.USED: USED, MonthItem.RETURNED: RETURNED}
HOUSEHOLDS = MonthItem.SIGNED, MonthItem.HOUSES_DOWN, MonthItem.PAID
UNITS = {**dict.fromkeys((*LAND, *QUOTA), "公顷"), **dict.fromkeys(HOUSEHOLDS, "户"), MonthItem.SPENT: "万元"}
DECIMALS = {"公顷": 4, "户": 0, "万元": 2}
_LEAVES: dict[str, Callable[[Decimal], Decimal]] = {"公顷": hectares, "户": lambda count: count, "万元": in_ten_thousands}


@dataclass(frozen=True, slots=True)
class Dated:
    """So much of something in a project on a day: m², yuan, or 1 for a household; without a day it counts until any month, in none."""

    project_id: str
    what: MonthItem
    on: date | None
    amount: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A project in a month: `old_area` in ha (None while a plot's is unknown), the rest in the units of UNITS."""

    project_id: str
    name: str
    old_area: Decimal | None
    month: Mapping[MonthItem, Decimal]
    until: Mapping[MonthItem, Decimal]


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The table of a month; every sum is that of the printed figures of its lines."""

    first: date
    last: date
    lines: tuple[MonthLine, ...]

    @property
    def old_area(self) -> Decimal | None:
        """Of all projects in ha; None while one is unknown."""
        areas = [line.old_area for line in self.lines]
        return None if None in areas else sum((area for area in areas if area is not None), NOTHING)

    def month(self, what: MonthItem) -> Decimal:
        """Of all projects in the month."""
        return sum((line.month[what] for line in self.lines), NOTHING)

    def until(self, what: MonthItem) -> Decimal:
        """Of all projects until the end of the month."""
        return sum((line.until[what] for line in self.lines), NOTHING)


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month_table(year: int, month: int, projects: Mapping[str, str], old_areas: Mapping[str, Decimal | None], dated: Iterable[Dated],
                flows: Callable[[date], Mapping[str, Flows]]) -> MonthTable:
    """The table of projects (id → name); `flows` gives by project what stands in the ledger at the end of a day.

    A month's figure is what the printed figure until its end exceeds that until the end of the month before.
    """
    first, last = month_days(year, month)
    happened = tuple(dated)
    now, before = (_until(happened, flows, day) for day in (last, first - timedelta(days=1) if first > date.min else first))
    return MonthTable(first, last, tuple(_line(id_, name, old_areas.get(id_), now, before) for id_, name in projects.items()))


_Sums = Mapping[tuple[str, MonthItem], Decimal]


def _until(dated: Iterable[Dated], flows: Callable[[date], Mapping[str, Flows]], day: date) -> _Sums:
    """What each project comes to at the end of a day, as it is printed."""
    sums: defaultdict[tuple[str, MonthItem], Decimal] = defaultdict(Decimal)
    for each in dated:
        if each.on is None or each.on <= day:  # land is printed plot by plot, money and households as a whole
            sums[each.project_id, each.what] += hectares(each.amount) if each.what in LAND else each.amount
    found = {key: amount if key[1] in LAND else _LEAVES[UNITS[key[1]]](amount) for key, amount in sums.items()}
    moved = {(id_, what): hectares(reading.of(mine).construction) for id_, mine in flows(day).items() for what, reading in QUOTA.items()}
    return found | moved


def _line(id_: str, name: str, old_area: Decimal | None, now: _Sums, before: _Sums) -> MonthLine:
    until = {what: now.get((id_, what), NOTHING) for what in MonthItem}
    return MonthLine(id_, name, old_area, {what: until[what] - before.get((id_, what), NOTHING) for what in MonthItem}, until)
