"""附表8 周转指标使用和归还计划表: what each period uses and returns, from the planned periods of the plots."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.annexes.sheet import NONE, Row, hectare_columns, order_column, remarks_column, sheet
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.quota_plan import USES, Pair, QuotaRow, quota_rows, sum_known
from linkdesk.domain.words import PlotUse

_LAND = "建设用地", "耕地"
_COLUMNS = (
    order_column(), Column("年度（季度）"),
    Column("使用计划", (Column("安置", hectare_columns(*_LAND)), Column("出让", hectare_columns(*_LAND)))),
    Column("归还计划", hectare_columns(*_LAND)), Column("累计余额", hectare_columns(*_LAND)),
    Column("地块编号", (Column("使用", width=Width.WIDE, align=Align.LEFT), Column("归还", width=Width.WIDE, align=Align.LEFT))),
    remarks_column())
_MOST, _SHOWN = 20, 6  # codes that are all named in one cell; those named of more
_MANY = f"一个时段超过 {_MOST} 个地块的，只列前 {_SHOWN} 个，其余见附表3、附表4、附表5 的拟复垦时间和拟用地时间。"
_NOTE = "本表由各地块的拟用地时间、拟复垦时间和面积汇总；使用按新增建设用地和占用耕地，归还按复垦面积和新增耕地。"
_BALANCE = "“累计余额”为累计使用减累计归还，是尚待归还的周转指标；负数为归还多于使用。"


def quota_plan_sheet(dossier: Dossier) -> Document:
    """附表8."""
    rows = quota_rows(dossier)
    return sheet("附表8", "周转指标使用和归还计划表", dossier, _COLUMNS, (_row(at, row) for at, row in enumerate(rows, 1)),
                 _totals(rows) if rows else None, notes=tuple(_notes(rows)))


def _row(at: int, row: QuotaRow) -> Row:
    return (at, row.period.label if row.period else Gap(""), *(cell for use in USES for cell in _cells(row.taken(use), row.of(use))),
            *_cells(row.returned, row.of(PlotUse.OLD)), *map(known, row.balance), _codes(row.of(*USES)), _codes(row.of(PlotUse.OLD)),
            "" if row.period else _why(row.plots[0]))


def _cells(pair: Pair, plots: tuple[Plot, ...]) -> tuple[Cell, ...]:
    return tuple(map(known, pair)) if plots else (NONE, NONE)


def _codes(plots: tuple[Plot, ...]) -> str:
    """The plots by code; of very many the first ones, so that a period stays on one page."""
    codes = [p.code for p in plots]
    if len(codes) > _MOST:
        return f"{'、'.join(codes[:_SHOWN])} 等 {len(codes)} 个地块"
    return "、".join(codes) or NONE


def _why(plot: Plot) -> str:
    return f"拟实施时间“{plot.planned_period}”看不出年度" if plot.planned_period.strip() else "拟实施时间未填"


def _totals(rows: tuple[QuotaRow, ...]) -> Row:
    sums = (cell for use in USES for cell in _total([row.taken(use) for row in rows if row.of(use)]))
    returned = _total([row.returned for row in rows if row.of(PlotUse.OLD)])
    return ("", "合计", *sums, *returned, "", "", "", "", "")


def _total(pairs: list[Pair]) -> Iterator[Cell]:
    for at in range(2):
        yield known(sum_known(pair[at] for pair in pairs)) if pairs else NONE


def _notes(rows: tuple[QuotaRow, ...]) -> Iterator[str]:
    if not rows:
        yield "尚未登记地块，登记地块和拟实施时间后自动生成。"
        return
    yield from (_NOTE, _BALANCE)
    if any(len(plots) > _MOST for row in rows for plots in (row.of(*USES), row.of(PlotUse.OLD))):
        yield _MANY
    if without := [row.plots[0].code for row in rows if row.period is None]:
        yield f"地块 {'、'.join(without)} 的拟实施时间待补，未计入各年度余额。请在“地块”中写明年度或季度，如 2018年三季度。"
