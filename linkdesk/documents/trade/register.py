"""指标交易台账: every trade of a county, what it sold and what it bought apart, each with its sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from linkdesk.documents.annexes.sheet import SIGNERS, area, order_column, summed, wide_column
from linkdesk.documents.blocks import Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.quantities import mu
from linkdesk.domain.quota_words import TradeSide, TradeState
from linkdesk.domain.trade_standing import TradeStanding

TITLE = "增减挂钩节余指标交易台账"
Row = tuple[Cell, ...]
_COLUMNS = (order_column(), wide_column("交易名称"), Column("项目区", width=Width.WIDE), wide_column("对方"), Column("协议编号"),
            Column("建设用地指标", (Column("公顷", decimals=4), Column("亩", decimals=4))), Column("耕地指标（公顷）", decimals=4),
            Column("成交单价（万元/亩）", decimals=4), Column("协议金额（万元）", decimals=2), Column("已到账（万元）", decimals=2),
            Column("未到账（万元）", decimals=2), Column("签订日期"), Column("划转日期"), Column("验收期限"), Column("状态"))
_SUMMED = 5, 6, 7, 9, 10, 11
_HEADS = {TradeSide.SELLER: "转让的指标", TradeSide.BUYER: "受让的指标"}


def register(county: str, standings: Sequence[TradeStanding], projects: dict[str, str]) -> Document | None:
    """The register of a county, trades by their days; ended and unsigned ones stand in it and are not summed. None while there is none."""
    tables = tuple(_table(county, side, mine, projects) for side in TradeSide if (mine := [s for s in standings if s.trade.side is side]))
    title = f"{county}{TITLE}"
    return Document("trade_register", title, (Section(tables, PageKind.TABLE, landscape=True),)) if tables else None


def _table(county: str, side: TradeSide, standings: Sequence[TradeStanding], projects: dict[str, str]) -> Table:
    rows = tuple(_row(at, s, projects) for at, s in enumerate(standings, 1))
    counted = [row for row, s in zip(rows, standings, strict=True) if s.state in (TradeState.SIGNED, TradeState.TRANSFERRED)]
    totals = tuple("合计" if at == 1 else summed(row[at] for row in counted) if at in _SUMMED else "" for at in range(16))
    notes = ("注：合计只含已签订且没有终止的交易。",) if len(counted) < len(rows) else ()
    return Table(_COLUMNS, rows, totals, title=f"{county}{TITLE}（{_HEADS[side]}）", filled_by=county, signers=SIGNERS, notes=notes,
                 name=_HEADS[side])


def _row(at: int, now: TradeStanding, projects: dict[str, str]) -> Row:
    trade, amount = now.trade, now.amount.value
    return (at, known(trade.title), projects.get(trade.project_id or "", ""), known(trade.counterpart), trade.number, area(trade.construction),
            known(None if trade.construction is None else mu(trade.construction)), Decimal(0) if trade.farmland is None else area(trade.farmland),
            known(trade.price), known(None if amount is None else in_ten_thousands(amount)), in_ten_thousands(now.paid),
            known(None if now.open is None else in_ten_thousands(now.open)), dated(trade.signed_on), dated(trade.transferred_on),
            dated(trade.accept_by or now.accept_due), str(now.state))
