"""Charts of a county's quota and money: by year and state, surplus by project, income and use, targets against what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from linkdesk.documents.bars import Bars, Series, bars
from linkdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Drawing,
    Hatch,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.county_facts import CountyFacts, TargetFigure
from linkdesk.documents.quota_tables.lines import ProjectLine
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.quota_readings import (
    ISSUED_REVOLVING,
    PLANNED_SURPLUS,
    RETURNED,
    SOLD,
    SURPLUS,
    SURPLUS_MADE,
    USED,
    Flows,
)

KIND, TITLE = "quota_charts", "指标和资金图表"
_DEEP, _MIDDLE, _PALE, _SAND, _BLUE = "#0F6B4F", "#6FB79A", "#B9D9CC", "#D9C07A", "#7FA3C7"
_BY_YEAR = ((ISSUED_REVOLVING, Series("下达周转指标", _BLUE)), (USED, Series("使用", _SAND, Hatch.RISING)),
            (RETURNED, Series("归还", _MIDDLE, Hatch.FALLING)), (SURPLUS_MADE, Series("形成节余", _DEEP)),
            (SOLD, Series("交易", _PALE, Hatch.UPRIGHT)))
_SURPLUS = ((PLANNED_SURPLUS, Series("预计节余", _PALE, Hatch.RISING)), (SURPLUS, Series("可用节余", _DEEP)),
            (SOLD, Series("已交易", _SAND, Hatch.UPRIGHT)))
_MOST = 12  # names of one picture; the rest stand together under one more
_REST = "其余 {} 个项目"


def quota_by_year(years: Mapping[int, Flows], unit: AreaUnit = AreaUnit.MU) -> Drawing | None:
    """Construction quota issued, used, returned, left over and sold in each year; None while there is no entry."""
    rows = [Bars(f"{year}年", _of_year(years[year], unit)) for year in sorted(years)]
    return bars([look for _, look in _BY_YEAR], rows, "各年度指标", unit, 4) if rows else None


def surplus_by_project(lines: Sequence[ProjectLine], unit: AreaUnit = AreaUnit.MU) -> Drawing | None:
    """Expected, usable and sold surplus of the projects that have most, all others together; None where no project has any."""
    found = [Bars(line.project.name, tuple(line.moved(unit, reading, "construction") for reading, _ in _SURPLUS)) for line in lines]
    rows = sorted((row for row in found if any(row.values)), key=lambda row: -sum(row.values))
    kept, rest = (rows, []) if len(rows) <= _MOST + 1 else (rows[:_MOST], rows[_MOST:])
    if rest:
        kept = [*kept, Bars(_REST.format(len(rest)), tuple(map(sum, zip(*(row.values for row in rest), strict=True))))]
    return bars([look for _, look in _SURPLUS], kept, "各项目区节余指标", unit, 4) if kept else None


def income_and_use(money: Mapping[int | None, tuple[Decimal, Decimal]]) -> Drawing | None:
    """What came in and what was spent in each year, from yuan; None while nothing was."""
    rows = [Bars(f"{year}年" if year else "日期未知", tuple(map(in_ten_thousands, money[year]))) for year in sorted(money, key=lambda y: y or 0)]
    return bars([Series("收入", _DEEP), Series("支出", _SAND, Hatch.RISING)], rows, "各年度收入和支出", "万元", 2) if rows else None


def targets_and_done(targets: Iterable[TargetFigure]) -> Drawing | None:
    """Each target beside what is done of it; None while there is no target."""
    rows = [Bars(f"{each.years} {each.subject}".strip(), (each.area, each.done)) for each in targets]
    return bars([Series("目标", _PALE, Hatch.RISING), Series("完成", _DEEP)], rows, "年度任务和完成", "亩", 2) if rows else None


def charts(facts: CountyFacts) -> tuple[Drawing, ...]:
    """The charts of a county, those that have something to show."""
    made = (quota_by_year(facts.years), surplus_by_project(facts.lines), income_and_use(facts.income), targets_and_done(facts.targets))
    return tuple(drawing for drawing in made if drawing)


def paper(facts: CountyFacts) -> Document | None:
    """The charts below each other, as many on a page as there is room for; None while there is nothing to show."""
    made, title, on = charts(facts), f"{facts.county}{TITLE}", facts.on
    head = (Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE),
            Paragraph((Text(f"截至{on.year}年{on.month}月{on.day}日"),), Style.SMALL, Align.CENTRE))
    return Document(KIND, title, (Section((*head, *made), PageKind.TABLE),)) if made else None


def workbook(facts: CountyFacts) -> Document | None:
    """The numbers of the chart by year as a sheet, with all charts below it; None while there is nothing to show."""
    made = charts(facts)
    section = Section((_years(facts), *made), PageKind.TABLE)
    return Document(KIND, f"{facts.county}{TITLE}", (section,)) if made else None


def _years(facts: CountyFacts, unit: AreaUnit = AreaUnit.MU) -> Table:
    columns = (Column("年度", width=Width.NARROW), *(Column(look.name, decimals=4) for _, look in _BY_YEAR))
    rows = tuple((f"{year}年", *_of_year(facts.years[year], unit)) for year in sorted(facts.years))
    totals = ("合计", *(sum((row[at] for row in rows), Decimal(0)) for at in range(1, len(columns))))
    return Table(columns, rows, totals, title=f"各年度建设用地指标（截至 {facts.on}）", unit=f"单位：{unit}", name="各年度指标")


def _of_year(flows: Flows, unit: AreaUnit) -> tuple[Decimal, ...]:
    return tuple(unit.of(reading.of(flows).construction) for reading, _ in _BY_YEAR)
