"""A county's year in figures, line by line, as window and command line show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.assessment import tables
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.quantities import printed
from linkdesk.domain.year_standing import TargetLine, YearStanding


@dataclass(frozen=True, slots=True)
class YearLine:
    """A figure of a county's year as a row; `where` is the room that shows what it comes from."""

    id: str
    label: str
    value: str
    said: str = ""
    where: str = ""


def year_lines(found: YearStanding) -> list[YearLine]:
    """The figures of a year: targets, trades, money, time limits, sanctions and rewards."""
    return [*(_target(at, line) for at, line in enumerate(found.targets)), *_trades(found), *_money(found), *_others(found)]


def _target(at: int, line: TargetLine) -> YearLine:
    years = f"{line.years[0]}—{line.years[-1]}" if len(line.years) > 1 else str(line.years[0])
    parts = ((("启用前", line.done.before), ("台账", line.done.ledger), ("还差", line.left)))
    said = "，".join(f"{words} {printed(area, 2)}" for words, area in parts if area)
    wanted = "面积待补" if line.area is None else printed(line.area, 2)
    return YearLine(f"target/{at}", f"{years} 年{line.subject}任务", f"{printed(line.done.total or Decimal(0), 2)}／{wanted} 亩", said, "targets")


def _trades(found: YearStanding) -> Iterator[YearLine]:
    for word, lines in (("转让", found.sold), ("购入", found.bought)):
        if lines:
            area, amount = tables.area_of(lines), tables.amount_of(lines)
            said = f"协议金额 {'待补' if amount is None else printed(amount, 2)} 万元，已付 {printed(tables.paid_of(lines), 2)} 万元"
            value = f"{len(lines)} 宗 {'面积待补' if area is None else f'{printed(area, 2)} 亩'}"
            yield YearLine(f"trade/{word}", f"{word}节余指标", value, said, "trades")


def _money(found: YearStanding) -> Iterator[YearLine]:
    for word, amounts in (("到账", found.came), ("支出", found.went)):
        yield from (YearLine(f"money/{word}/{what}", f"{word}：{what}", f"{printed(in_ten_thousands(amount), 2)} 万元", "", "money")
                    for what, amount in amounts.items())


def _others(found: YearStanding) -> Iterator[YearLine]:
    if found.limits:
        running = len(found.limits) - len(found.met) - len(found.missed)
        yield YearLine("limits", "到期或办结的期限", f"{len(found.limits)} 项",
                       f"按期 {len(found.met)} 项，逾期 {len(found.missed)} 项，未到期 {running} 项", "today")
    for words, decided in (("受到的处理", found.sanctions), ("受到的奖励", found.rewards)):
        if decided:
            yield YearLine(words, words, f"{len(decided)} 件", "；".join(f"{s.kind}（{s.number}）" for s in decided), "oversight")
