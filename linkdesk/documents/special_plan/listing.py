"""专项规划一览表 with the fields that national and provincial systems ask for (DOMAIN §10), as a sheet to be filled in elsewhere by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from linkdesk.documents.annexes.sheet import area, hectare_columns, order_column, wide_column
from linkdesk.documents.blocks import Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.special_plan import SpecialPlan

TITLE = "增减挂钩专项规划一览表"
_COLUMNS = (order_column(), wide_column("规划名称"), Column("区域", width=Width.WIDE), Column("规划期（年）"),
            *hectare_columns("拆旧区总面积", "复垦面积", "建新面积", "结余面积"), Column("批准机关", width=Width.WIDE),
            Column("批准文号", width=Width.WIDE), Column("批准日期"), Column("备案文号", width=Width.WIDE), Column("备案日期"))
_FIELDS = (Column("字段", width=Width.WIDE), wide_column("含义"), Column("单位"), wide_column("数据来源"), Column("核实状态"))
_MEANT = (("规划名称", "专项规划全称", "—", "专项规划·规划"),
          ("区域", "编制的县（市、区）", "—", "名录"), ("规划期（年）", "起始年—目标年", "年", "专项规划·规划"),
          ("拆旧区总面积", "规划期内拆旧的总规模", "公顷", "专项规划·规划"), ("复垦面积", "拆旧后复垦的面积", "公顷", "专项规划·规划"),
          ("建新面积", "安置和建新的面积", "公顷", "专项规划·规划"), ("结余面积", "复垦减建新后结余", "公顷", "专项规划·规划"))


def special_plan_list(plans: Iterable[SpecialPlan], bodies: Mapping[str, str]) -> Document:
    """The plans, a line each, and a sheet that says what each field means; `bodies` are the names of counties by id."""
    rows = tuple(_row(at, plan, bodies) for at, plan in enumerate(plans, 1))
    table = Table(_COLUMNS, rows, title=TITLE, unit="面积单位：公顷", name="专项规划")
    # No official dictionary was found: the names are those of public provincial software.
    meant = Table(_FIELDS, tuple((*line, "待核实") for line in _MEANT), title="字段说明", name="字段说明")
    return Document("special_plan_list", TITLE, tuple(Section((each,), PageKind.TABLE, landscape=True) for each in (table, meant)))


def _row(at: int, plan: SpecialPlan, bodies: Mapping[str, str]) -> tuple[Cell, ...]:
    period = f"{plan.from_year}—{plan.to_year}" if plan.from_year and plan.to_year else ""
    areas = (area(getattr(plan, name)) for name in ("old_area", "reclaimed_area", "new_area", "surplus_area"))
    return (at, known(plan.name), known(bodies.get(plan.authority_id, "")), known(period), *areas, plan.approver, plan.approval_number,
            dated(plan.approved_on), plan.filing_number, dated(plan.filed_on))
