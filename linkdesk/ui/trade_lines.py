"""The list of trades: one line each with what it sells, what it comes to, how far it is and until when it must be accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.quota_words import TradeState
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_standing import TradeStanding
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, ordered
from linkdesk.ui.inner_columns import words
from linkdesk.ui.table import Marks

_FIELDS = fields_of(Trade)


@dataclass(frozen=True, slots=True)
class TradeLine:
    """A trade as it stands today, with the name of its project."""

    now: TradeStanding
    project: str = ""

    @property
    def id(self) -> str:
        """That of the trade."""
        return self.now.trade.id

    @property
    def days_left(self) -> int | None:
        """Days until the quota must have been accepted; None where nothing runs."""
        due, open_ = self.now.accept_due, self.now.state in (TradeState.SIGNED, TradeState.TRANSFERRED)
        return (due - self.now.on).days if due and open_ and self.now.accepted_on is None else None


def _of_trade(name: str, width: int, heading: str = "") -> Column:
    field = _FIELDS[name]
    return words(name, heading or field.label, lambda line: shown(field, getattr(line.now.trade, name)), width)


def _figure(name: str, heading: str, value: Callable[[TradeLine], Decimal | None], decimals: int, width: int) -> Column:
    """A column of figures; they are not summed, for what is sold and what is bought stand among each other."""
    def text(line: TradeLine) -> str:
        found = value(line)
        return "" if found is None else printed(found, decimals)
    return Column(name, heading, text, lambda line: ordered(value(line)), width, True)


def _area(name: str, turn: Callable[[Decimal], Decimal]) -> Callable[[TradeLine], Decimal | None]:
    def value(line: TradeLine) -> Decimal | None:
        area = getattr(line.now.trade, name)
        return None if area is None else turn(area)
    return value


def _money(read: Callable[[TradeStanding], Decimal | None]) -> Callable[[TradeLine], Decimal | None]:
    def value(line: TradeLine) -> Decimal | None:
        yuan = read(line.now)
        return None if yuan is None else in_ten_thousands(yuan)
    return value


def clock_words(line: TradeLine) -> str:
    """Until when the quota must have been accepted, with the days that are left."""
    due, left = line.now.accept_due, line.days_left
    if line.now.accepted_on:
        return f"{line.now.accepted_on} 已验收"
    if due is None or left is None:
        return str(due or "")
    return f"{due} {f'剩{left}天' if left >= 0 else f'逾期{-left}天'}"


def _clock_key(line: TradeLine) -> Any:
    return ordered(line.now.accept_due)


COLUMNS = (
    words("state", "状态", lambda line: str(line.now.state), 58), _of_trade("side", 50, "方向"), _of_trade("title", 150),
    _of_trade("counterpart", 108), _figure("construction", "建设用地（公顷）", _area("construction", hectares), 4, 118),
    _figure("mu", "亩", _area("construction", mu), 4, 76),
    _figure("farmland", "耕地（公顷）", _area("farmland", hectares), 4, 92),
    _figure("price", "单价（万元/亩）", lambda line: line.now.trade.price, 4, 112),
    _figure("amount", "金额（万元）", _money(lambda now: now.amount.value), 2, 92),
    _figure("paid", "已到账（万元）", _money(lambda now: now.paid), 2, 100), _figure("open", "未到账（万元）", _money(lambda now: now.open), 2, 100),
    Column("clock", "验收期限", clock_words, _clock_key, 150), words("project", "项目区", lambda line: line.project, 150))
FIRST = ("state", "side", "counterpart", "construction", "mu", "price", "amount", "clock")


def marks_of(lines: list[TradeLine], near: int = 90) -> Marks:
    """Late payments and limits over or near; what has ended is marked as not counting."""
    return {line.id: mark for line in lines if (mark := _mark(line, near))}


def _mark(line: TradeLine, near: int) -> tuple[Severity, str] | None:
    now, left = line.now, line.days_left
    if now.state is TradeState.ENDED:
        return Severity.NOTE, "已终止，不计入台账合计。"
    if left is not None and left < 0:
        return Severity.ERROR, f"验收期限 {now.accept_due} 已逾期 {-left} 天。"
    if late := [part for part in now.late if part.is_open]:
        said = "、".join(f"{part.instalment.name}逾期 {part.days} 天" for part in late)
        return Severity.WARNING, f"有价款逾期未到账：{said}。"
    if left is not None and left <= near:
        return Severity.WARNING, f"验收期限 {now.accept_due} 还剩 {left} 天。"
    return None
