"""Columns of the room of assessments: the assessments, a year in figures, and the monthly table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.domain.month_progress import DECIMALS, UNITS, MonthItem, MonthLine, MonthTable
from linkdesk.domain.quantities import printed
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.year_standing import lacking
from linkdesk.ui.columns import Column, ordered, text_key


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A project of the monthly table as a row."""

    id: str
    line: MonthLine


def state_of(assessment: Assessment) -> str:
    """How far an assessment is: assessed, reported, or what it still lacks."""
    if assessment.number.strip() or assessment.result.strip():
        return "已考核"
    missing = lacking(assessment)
    return f"待补 {len(missing)} 项" if missing else "已自评"


def _words(name: str, heading: str, text: Callable[[Any], str], width: int, right: bool = False) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width, right=right)


def register_columns(county: Callable[[Assessment], str]) -> tuple[Column, ...]:
    """The columns of the assessments; `county` names whose one is."""
    return (_words("year", "年度", lambda a: str(a.year or ""), 58), _words("kind", "考核种类", lambda a: str(a.kind), 150),
            _words("state", "状态", state_of, 84), _words("county", "被考核单位", county, 130))


_SHORT = dict(zip(MonthItem, ("拆除", "复垦", "验收", "下达", "使用", "归还", "双签", "拆房", "兑付", "支出"), strict=True))
YEAR = (_words("label", "项目", lambda line: line.label, 190), _words("value", "数值", lambda line: line.value, 130, right=True),
        _words("said", "说明", lambda line: line.said, 200))


def _month(what: MonthItem, heading: str, of: Callable[[MonthLine], Any]) -> Column:
    decimals = DECIMALS[UNITS[what]]

    def value(row: MonthRow) -> Decimal:
        return of(row.line)[what]
    return Column(f"{what.name.lower()}_{heading}", f"{_SHORT[what]}{heading}（{UNITS[what]}）", lambda row: printed(value(row), decimals),
                  lambda row: ordered(value(row)), 118, right=True, figure=value, decimals=decimals, unit=UNITS[what])


def _old_area(row: MonthRow) -> Decimal | None:
    return row.line.old_area


MONTH = (_words("name", "项目区", lambda row: row.line.name, 190),
         Column("old_area", "拆旧区面积（公顷）", lambda row: "待补" if row.line.old_area is None else printed(row.line.old_area, 4),
                lambda row: ordered(row.line.old_area), 130, right=True, figure=_old_area, decimals=4, unit="公顷"),
         *(column for what in MonthItem for column in (_month(what, "本月", lambda line: line.month), _month(what, "累计", lambda line: line.until))))


def month_rows(table: MonthTable) -> list[MonthRow]:
    """The projects of a monthly table as rows."""
    return [MonthRow(line.project_id, line) for line in table.lines]
