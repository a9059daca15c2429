"""月报: the monthly progress table on paper, each figure of the month beside the one until its end."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.annexes.sheet import SIGNERS
from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.month_progress import DECIMALS, UNITS, MonthItem, MonthLine, MonthTable

KIND = "month"
_NOTES = (
    "注1：已拆除、已复垦面积按“拆除清运”“竣工”全部完成的地块计，已验收面积按验收机关确认的面积计。",
    "注2：指标按指标台账的建设用地计；双签、拆除、兑付农户按协议进度和兑付记录计，资金支出含协议兑付、工程款和登记的其他支出。")


def month_paper(county: str, table: MonthTable) -> Document:
    """The table of a month as a document on A3; each project with its land, quota, households and money."""
    first = table.first
    title = f"{county}{first.year}年{first.month}月增减挂钩项目进度月报"
    body = Table(_columns(), tuple(_row(at, line) for at, line in enumerate(table.lines, 1)), _totals(table), title=title,
                 unit="单位：公顷、户、万元", filled_by=county, signers=SIGNERS, notes=_NOTES, name="月报")
    return Document(KIND, title, (Section((body,), PageKind.TABLE, landscape=True, paper="A3"),))


def _columns() -> tuple[Column, ...]:
    groups = (Column(f"{what}（{UNITS[what]}）", tuple(Column(label, decimals=DECIMALS[UNITS[what]]) for label in ("本月", "累计")))
              for what in MonthItem)
    return (Column("序号", width=Width.NARROW), Column("项目区", width=Width.WIDE, align=Align.LEFT),
            Column("拆旧区面积（公顷）", decimals=4), *groups)


def _row(at: int, line: MonthLine) -> tuple[Cell, ...]:
    return (at, line.name, known(line.old_area), *(cell for what in MonthItem for cell in (line.month[what], line.until[what])))


def _totals(table: MonthTable) -> tuple[Cell, ...]:
    return ("", "合计", known(table.old_area), *_sums(table))


def _sums(table: MonthTable) -> Iterator[Cell]:
    for what in MonthItem:
        yield table.month(what)
        yield table.until(what)
