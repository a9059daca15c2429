"""Pictures of a self-assessment: targets beside what is done, trades by month, money in and used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from linkdesk.documents.bars import Bars, Series, bars
from linkdesk.documents.blocks import Drawing, Hatch
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.year_standing import YearStanding

_DEEP, _PALE = "#0F6B4F", "#B9D9CC"


def targets_picture(found: YearStanding) -> Iterator[Drawing]:
    """Each target beside what is done of it."""
    if found.targets:
        rows = [Bars(f"{line.years[0]}—{line.years[-1]} {line.subject}" if len(line.years) > 1 else f"{line.years[0]} {line.subject}",
                     (line.area, line.done.total)) for line in found.targets]
        yield bars([Series("目标", _PALE, Hatch.RISING), Series("完成", _DEEP)], rows, "任务和完成", "亩", 2)


def trades_picture(found: YearStanding) -> Iterator[Drawing]:
    """What was sold, by the month it was signed."""
    if rows := _by_month(found):
        yield bars([Series("签订面积", _DEEP)], rows, f"{found.year}年各月签订的转让指标", "亩", 2)


def money_picture(amounts: Mapping[str, Decimal], title: str) -> Iterator[Drawing]:
    """Money by what it was, from yuan."""
    if amounts:
        yield bars([Series("金额", _DEEP)], _amounts(amounts), title, "万元", 2)


def _by_month(found: YearStanding) -> list[Bars]:
    months: dict[int, Decimal] = {}
    for line in found.sold:
        if line.area is not None and line.trade.signed_on:
            months[line.trade.signed_on.month] = months.get(line.trade.signed_on.month, Decimal(0)) + line.area
    return [Bars(f"{month}月", (months[month],)) for month in sorted(months)]


def _amounts(amounts: Mapping[str, Decimal]) -> list[Bars]:
    return [Bars(what, (in_ten_thousands(amount),)) for what, amount in amounts.items()]
