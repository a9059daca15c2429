"""The county's special plan (专项规划, B §二(一)): the plans it is linked with, scale, layout, order of projects, potential by village."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.declared import area_in_hectares
from linkdesk.domain.fields import OnRemoval, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.quota_words import AssessmentKind, LinkedPlan


def _of_plan():
    return about("专项规划", refers_to="special_plan", on_removal=OnRemoval.WITH_PARENT)


def _count(label: str, unit: str):
    return about(label, quantity=Quantity.COUNT, unit=unit, at_least=0)


@dataclass(frozen=True, slots=True)
class SpecialPlan:
    """A county's special plan; approved, its scale binds the projects in it. `project_id` is where its matter and opinions are kept."""

    authority_id: str = about("编制单位", refers_to="authority")
    project_id: str | None = about("办理项目区", refers_to="project", help="专项规划的报批和征求意见登记在哪个项目区里")
    name: str = about("规划名称", default="", required=True)
    from_year: int | None = about("规划起始年", at_least=2000, at_most=2100)
    to_year: int | None = about("规划目标年", at_least=2000, at_most=2100)
    old_area: Decimal | None = area_in_hectares("拆旧区总面积")
    reclaimed_area: Decimal | None = area_in_hectares("复垦面积")
    new_area: Decimal | None = area_in_hectares("建新面积")
    surplus_area: Decimal | None = area_in_hectares("结余面积")
    scale: str = about("规模", default="")
    layout: str = about("布局", default="")
    timing: str = about("时序", default="")
    measures: str = about("保障措施", default="")
    approver: str = about("批准机关", default="")
    approval_number: str = about("批准文号", default="")
    approved_on: date | None = about("批准日期")
    filing_number: str = about("备案文号", default="")
    filed_on: date | None = about("备案日期")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlanLink:
    """How the special plan is linked with one of the plans it must be linked with."""

    special_plan_id: str = _of_plan()
    plan: LinkedPlan = about("衔接的规划", default=LinkedPlan.CONSOLIDATION)
    title: str = about("规划名称", default="")
    number: str = about("批复文号", default="")
    how: str = about("衔接情况", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class VillagePotential:
    """What a village could give by the survey of potential (潜力调查)."""

    special_plan_id: str = _of_plan()
    village_id: str = about("行政村", refers_to="village", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    households: int | None = _count("农户", "户")
    population: int | None = _count("人口", "人")
    construction_area: Decimal | None = area_in_hectares("农村建设用地")
    idle_area: Decimal | None = area_in_hectares("闲置面积")
    reclaimable_area: Decimal | None = area_in_hectares("可复垦面积")
    farmland_area: Decimal | None = area_in_hectares("可新增耕地")
    willing: int | None = _count("愿意拆旧", "户")
    surveyed_on: date | None = about("调查日期")
    reason: str = about("未列入的理由", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """A project the special plan arranges, in its order; `project_id` once the project is set up."""

    special_plan_id: str = _of_plan()
    project_id: str | None = about("项目区", refers_to="project")
    position: int = about("顺序", default=0)
    name: str = about("项目名称", default="", required=True)
    township: str = about("乡镇", default="")
    year: int | None = about("安排年度", at_least=2000, at_most=2100)
    old_area: Decimal | None = area_in_hectares("拆旧面积")
    new_area: Decimal | None = area_in_hectares("建新面积")
    surplus_area: Decimal | None = area_in_hectares("结余面积")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment of a county for a year: what the county says of itself, and what came of it."""

    authority_id: str = about("被考核单位", refers_to="authority")
    kind: AssessmentKind = about("考核种类", default=AssessmentKind.TRADE)
    year: int | None = about("考核年度", at_least=2000, at_most=2100, required=True)
    assessor: str = about("考核机关", default="")
    summary: str = about("工作情况", default="")
    problems: str = about("存在问题", default="")
    next_steps: str = about("下一步打算", default="")
    reported_on: date | None = about("自评日期")
    score: Decimal | None = about("得分", quantity=Quantity.MEASURED, unit="分", decimals=2, at_least=0)
    result: str = about("考核结果", default="")
    number: str = about("结果文号", default="")
    assessed_on: date | None = about("考核日期")
    note: str = about("说明", default="")
    id: str = identity()
