"""Columns of the ledgers page, made from those of the ledger itself, and of its sums by village and group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk.domain.fields import Private
from linkdesk.domain.ledgers import Ledger, LedgerColumn, LedgerKind, LedgerLine
from linkdesk.domain.ledgers.lines import Sums, Value
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.ui.columns import Column, ordered, text_key

_NARROW, _NORMAL, _WIDE, _FIGURE, _DAY = 56, 84, 142, 114, 98
_SIGN, _EDGES = 12, 24  # px a sign of a heading takes, and what is left free beside it
# What comes first on screen, where only as many columns stand as fit; the others are in the column chooser and on paper.
_WHO = "village", "group", "name"
_FIRST = {
    LedgerKind.SIGNING: (*_WHO, "persons", "stage", "旧房拆除协议_on", "宅基地复垦协议_on", "搬迁安置协议_on", "demolish_by", "reclaim_by"),
    LedgerKind.DEMOLITION: (*_WHO, "by", "vacated_on", "done_on", "way", "accepted_on", "result", "in_time"),
    LedgerKind.RECLAMATION: (*_WHO, "area", "by", "done_on", "way", "accepted_on", "result", "in_time"),
    LedgerKind.PAID: (*_WHO, "payable", "paid", "remaining", "on_the_way", "not_yet", "overpaid"),
    LedgerKind.UNSIGNED: (*_WHO, "persons", "unsigned", "stage", "reason", "reason_on")}


@dataclass(frozen=True, slots=True)
class SumLine:
    """The sums of a village or a group as a row of a table."""

    id: str
    village: str
    sums: Sums


def of_ledger(ledger: Ledger) -> tuple[Column, ...]:
    """The columns of a ledger's lines, those that matter most first."""
    first = _FIRST.get(ledger.kind, ())
    made = {column.name: _column(at, column) for at, column in enumerate(ledger.columns)}
    return (*(made[name] for name in first if name in made), *(made[name] for name in made if name not in first))


def of_sums(ledger: Ledger) -> tuple[Column, ...]:
    """The columns of a ledger's sums: village, group, how many lines, and each column that is added up."""
    summed = ((at, column) for at, column in enumerate(ledger.columns) if column.summed)
    return (Column("village", "行政村", lambda s: s.village, lambda s: text_key(s.village), _NORMAL),
            Column("group", "村民小组", lambda s: s.sums.group, lambda s: text_key(s.sums.group), _NORMAL),
            Column("count", "户（条）数", lambda s: f"{s.sums.count:,}", lambda s: ordered(s.sums.count), _NORMAL, True,
                   lambda s: Decimal(s.sums.count)),
            *(_sum_column(at, column) for at, column in summed))


def _column(at: int, column: LedgerColumn) -> Column:
    def value(line: LedgerLine) -> Value:
        return line.values[at]
    figure = (lambda line: _figure(value(line))) if column.summed else None
    return Column(column.name, heading(column), lambda line: _text(value(line), column), lambda line: _key(value(line)),
                  _width(column), column.decimals is not None, figure, column.decimals or 0, column.unit)


def _sum_column(at: int, column: LedgerColumn) -> Column:
    def value(line: SumLine) -> Decimal | None:
        return line.sums.values[at]
    return Column(column.name, heading(column), lambda s: _text(value(s), column), lambda s: ordered(value(s)), _FIGURE, True, value,
                  column.decimals or 0, column.unit)


def heading(column: LedgerColumn) -> str:
    """What stands over a column on screen, where there is one row of headings."""
    words = f"{column.under}{column.label}" if column.under else column.label
    return f"{words}（{column.unit}）" if column.unit in ("元", "㎡") else words


def _text(value: Value, column: LedgerColumn) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and column.decimals is not None:
        return printed(value, column.decimals)
    if isinstance(value, date):
        return value.isoformat()
    return on_screen(str(value), column.private) if column.private is not Private.NO else str(value)


def _figure(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _key(value: Value) -> Any:
    return text_key(value) if isinstance(value, str) else ordered(value)


def _width(column: LedgerColumn) -> int:
    if column.name in _WHO:
        return 72
    if column.name in ("stage", "reason"):
        return 120
    if column.name.rpartition("_")[2] in ("on", "by"):
        return max(_DAY, len(heading(column)) * _SIGN + _EDGES)
    return _FIGURE if column.decimals == 2 else _NARROW if column.decimals == 0 else _WIDE if column.wide else _NORMAL
