"""Tables of a self-assessment: targets and done, trades, money in and used, time limits, sanctions and rewards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from linkdesk.documents.blocks import Align, Column, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.fields import fields_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.quantities import hectares
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.year_standing import LimitLine, TargetLine, TradeLine, YearStanding

NOTHING = Decimal(0)
_ORDER = Column("序号", width=Width.NARROW)
_TARGETS = (_ORDER, Column("任务", width=Width.WIDE, align=Align.LEFT), Column("年度"), Column("目标（亩）", decimals=2),
            Column("启用前完成（亩）", decimals=2), Column("台账完成（亩）", decimals=2), Column("合计完成（亩）", decimals=2),
            Column("差额（亩）", decimals=2), Column("下达文件", width=Width.WIDE, align=Align.LEFT))
_LIMITS = (_ORDER, Column("项目区", width=Width.WIDE, align=Align.LEFT), Column("期限", width=Width.WIDE, align=Align.LEFT), Column("到期"),
           Column("完成"), Column("结果", width=Width.NARROW), Column("后果", width=Width.WIDE, align=Align.LEFT), Column("依据"))
_BY_LABEL = (_ORDER, Column("期限", width=Width.WIDE, align=Align.LEFT), *(Column(words, decimals=0) for words in ("合计", "按期", "逾期", "未到期")))
_DECISIONS = (_ORDER, Column("决定日期"), Column("决定机关", align=Align.LEFT), Column("文号"), Column("种类", width=Width.WIDE, align=Align.LEFT),
              Column("分数", decimals=2), Column("指标面积（公顷）", decimals=4), Column("事由", width=Width.WIDE, align=Align.LEFT))


def overview_table(assessment: Assessment, found: YearStanding) -> Table:
    """What was written and what came of it, as the first sheet of the workbook."""
    names = ("kind", "assessor", "summary", "problems", "next_steps", "reported_on", "score", "result", "number", "assessed_on", "note")
    told = (("被考核单位", found.authority.name), ("考核年度", str(found.year)), ("数据截至", str(found.until)),
            *((fields_of(Assessment)[name].label, _said(getattr(assessment, name))) for name in names), ("尚待补充", "；".join(found.missing)))
    return Table((Column("项目"), Column("内容", width=Width.WIDE, align=Align.LEFT)), told, title="自评概况", name="自评概况")


def _said(value: object) -> str:
    return "" if value is None else str(value)


def targets_table(lines: Iterable[TargetLine]) -> Table:
    """Each target with what is done of it: before this desk began, and by the ledger."""
    rows = tuple((at, line.subject, _years(line.years), known(line.area), line.done.before, line.done.ledger, line.done.total,
                  line.left, known(line.document.strip())) for at, line in enumerate(lines, 1))
    return Table(_TARGETS, rows, title="年度任务和完成情况", name="年度任务", unit="单位：亩")


def _years(years: range) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}—{years[-1]}"


def trades_table(lines: Iterable[TradeLine], other: str, title: str) -> Table:
    """Each trade with area, price, amount and what was paid; `other` is how the other side is called."""
    columns = (_ORDER, Column("交易", width=Width.WIDE, align=Align.LEFT), Column("项目区", width=Width.WIDE, align=Align.LEFT),
               Column(other, width=Width.WIDE, align=Align.LEFT), Column("签订日期"), Column("建设用地指标（亩）", decimals=2),
               Column("耕地指标（亩）", decimals=2), Column("单价（万元/亩）", decimals=4), Column("金额（万元）", decimals=2),
               Column("已付（万元）", decimals=2))
    lines = tuple(lines)
    rows = tuple((at, one.trade.title or one.trade.number, one.project, one.trade.counterpart, dated(one.trade.signed_on), known(one.area),
                  one.farmland, known(one.trade.price), known(_money(one.amount)), _money(one.paid)) for at, one in enumerate(lines, 1))
    totals = ("", f"合计 {len(rows)} 宗", "", "", "", known(area_of(lines)), _farmland(lines), "", known(amount_of(lines)),
              paid_of(lines))
    return Table(columns, rows, totals, title=title, name=title)


def _farmland(lines: Iterable[TradeLine]) -> Decimal | None:
    areas = [line.farmland for line in lines if line.farmland is not None]
    return _sum(areas) if areas else None


def _money(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else in_ten_thousands(yuan)


def area_of(lines: Iterable[TradeLine]) -> Decimal | None:
    """The construction quota of some trades in mu; None while one is not known."""
    areas = [line.area for line in lines]
    return None if None in areas else _sum(areas)


def amount_of(lines: Iterable[TradeLine]) -> Decimal | None:
    """What some trades come to in 万元; None while one is not known."""
    amounts = [line.amount for line in lines]
    return None if None in amounts else _sum(map(_money, amounts))


def paid_of(lines: Iterable[TradeLine]) -> Decimal:
    """What was paid of some trades in 万元."""
    return _sum(in_ten_thousands(line.paid) for line in lines)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), NOTHING)


def money_table(amounts: Mapping[str, Decimal], heading: str, title: str) -> Table:
    """Money by what it was, from yuan."""
    rows = tuple((at, what, in_ten_thousands(amount)) for at, (what, amount) in enumerate(amounts.items(), 1))
    columns = (_ORDER, Column(heading, width=Width.WIDE, align=Align.LEFT), Column("金额（万元）", decimals=2))
    return Table(columns, rows, ("", "合计", sum_of(amounts)), title=title, name=title, unit="单位：万元")


def sum_of(amounts: Mapping[str, Decimal]) -> Decimal:
    """The sum of amounts as they are printed, in 万元."""
    return _sum(map(in_ten_thousands, amounts.values()))


def limits_summary(lines: Iterable[LimitLine]) -> Table:
    """How many time limits of each name were met, missed, or still run."""
    told = grouped(lines, lambda line: line.label)
    rows = tuple((at, label, *_counts(mine)) for at, (label, mine) in enumerate(told.items(), 1))
    totals = ("", "合计", *_counts([line for mine in told.values() for line in mine]))
    return Table(_BY_LABEL, rows, totals, title="期限办理情况", name="期限")


def _counts(lines: list[LimitLine]) -> tuple[int, int, int, int]:
    return len(lines), sum(line.met is True for line in lines), sum(line.met is False for line in lines), sum(line.met is None for line in lines)


def limits_table(lines: Iterable[LimitLine], title: str) -> Table:
    """Time limits one by one."""
    words = {True: "按期", False: "逾期", None: "未到期"}
    rows = tuple((at, line.project, _called(line), str(line.due_on), dated(line.ended_on), words[line.met], line.consequence, line.clause)
                 for at, line in enumerate(lines, 1))
    return Table(_LIMITS, rows, title=title, name=title)


def _called(line: LimitLine) -> str:
    return f"{line.label}（{line.subject}）" if line.subject else line.label


def decisions_table(decisions: Iterable[Sanction], title: str) -> Table:
    """Sanctions or rewards, by the day they were decided."""
    rows = tuple((at, dated(s.decided_on), s.decided_by, s.number, str(s.kind), s.score, None if s.area is None else hectares(s.area), s.reason)
                 for at, s in enumerate(sorted(decisions, key=lambda s: (str(s.decided_on), s.number)), 1))
    return Table(_DECISIONS, rows, title=title, name=title)
