"""Lists of projects, plots, special plans and photographs with the field names seen in provincial and national systems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from linkdesk.documents.quota_tables.columns import Field, area, text
from linkdesk.documents.quota_tables.lines import AcceptedPlot, ProjectLine, ProjectState
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.land_class import FARMLAND_NAMES, LandScheme, class_of, farmland_code
from linkdesk.domain.quota_readings import SOLD
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.words import PlotUse, Tenure

_NOT_KEPT = "LinkDesk 不登记，在系统里填写"
_IN_SYSTEM = "由系统办理后产生"
_BY_PROJECT = "指标按项目区管理，没有分到地块"


class PlotRow(NamedTuple):
    """The fields of a plot that the lists want; areas are m², None where not known."""

    id: str
    project_id: str
    code: str
    name: str
    use: PlotUse
    village_id: str | None
    tenure: Tenure | None
    land_class: str
    land_scheme: LandScheme | None
    reclaim_class: str
    reclaimed_area: Decimal | None
    new_agricultural_area: Decimal | None
    new_farmland_area: Decimal | None
    new_paddy_area: Decimal | None
    quality_grade: Decimal | None
    new_construction_area: Decimal | None
    farmland_taken: Decimal | None
    planned_use: str
    area: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PlotListLine:
    """A plot with its project and what the lists say of it besides."""

    plot: PlotRow
    of: ProjectLine
    village: str = ""
    accepted: AcceptedPlot | None = None
    stages: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialPlanLine:
    """A special plan and whose it is."""

    plan: SpecialPlan
    county: str = ""


class PhotoLine(NamedTuple):
    """A photograph of a plot, by the names of its project and plot."""

    project: str
    number: str
    code: str
    phase: str
    taken_on: date | None
    title: str
    file_name: str
    file_hash: str


def _kept(label: str, name: str, meaning: str, source: str) -> Field:
    """A text of the project as it stands."""
    return text(label, lambda line: getattr(line.project, name), meaning, source)


def lacking(label: str, meaning: str, why: str) -> Field:
    """A field that LinkDesk has nothing for: it stays empty, and the row says why."""
    return text(label, lambda line: "", meaning, "—", why=lambda line: why)


def _unapproved(line: ProjectLine) -> str:
    return "方案未批准" if line.state is ProjectState.PLANNING else "批复登记里未填"


def _of_plots(name: str, *uses: PlotUse) -> Callable[[ProjectLine, AreaUnit], Decimal | None]:
    return lambda line, unit: line.planned(unit, name, *uses)


def _uses(line: ProjectLine) -> str:
    return "、".join(str(use) for use in PlotUse if line.of(use))


def _kinds(line: ProjectLine) -> str:
    return "、".join(f"{use} {len(line.of(use))} 块" for use in (PlotUse.SETTLEMENT, PlotUse.NEW) if line.of(use))


_BUILT = PlotUse.SETTLEMENT, PlotUse.NEW
PROJECTS = (
    _kept("项目区编号", "number", "14 位：6 位县代码、4 位年份、4 位顺序号", "项目·项目区编号"),
    _kept("项目区名称", "name", "项目区名称", "项目·项目区名称"),
    _kept("项目类型", "project_type", "单独选址或者批次", "项目·项目类型"),
    text("县", lambda line: line.county, "责任主体所在的县（市、区）", "名录·责任主体"),
    text("实施方案批文号", lambda line: line.approval.number, "实施方案批复文号", "版本和变更·批复", why=_unapproved),
    _kept("拟实施年份", "planned_year", "拟实施年份", "项目·拟实施年份"),
    text("批复日期", lambda line: line.approval.approved_on, "实施方案批复日期", "版本和变更·批复", why=_unapproved),
    text("批准机关", lambda line: line.approval.approver, "批准实施方案的机关", "版本和变更·批复", why=_unapproved),
    area("地块总面积", _of_plots("area", *PlotUse), "项目区全部地块面积", "地块·面积"),
    text("土地用途", _uses, "项目区里有哪些用途的地块", "地块·地块用途", why=lambda line: "没有地块"),
    text("城镇建新类型", _kinds, "建新地块的类别和个数", "地块·地块用途", why=lambda line: "没有安置和建新地块"),
    area("城镇建新面积", _of_plots("area", PlotUse.NEW), "建新（出让）地块面积", "地块·面积"),
    _kept("周转指标年度", "quota_year", "周转指标所属年度", "项目·周转指标年度"),
    area("申请周转指标规模", lambda line, unit: None if line.project.quota_applied is None else unit.of(line.project.quota_applied),
         "申请的周转指标", "项目·申请周转指标", why=lambda line: "没有另填申请规模，按地块计划使用"),
    lacking("上报级别", "报到省或者部", _NOT_KEPT),
    text("项目状态", lambda line: line.state, "方案、复垦和验收的进度", "批复、实施验收"),
    lacking("报批用地类型", "建新用地的报批方式", _NOT_KEPT), lacking("挂钩指标类型", "系统里的指标分类", _NOT_KEPT),
    area("选用农用地面积", _of_plots("agricultural_taken", *_BUILT), "安置和建新地块占用农用地", "地块·占用农用地"),
    area("选用耕地面积", _of_plots("farmland_taken", *_BUILT), "安置和建新地块占用耕地", "地块·占用耕地"))


def _class_name(code: str, scheme: LandScheme | None) -> str:
    found = class_of(code, scheme) if code else None
    return f"{found.code} {found.name}" if found else code


def farmland_kind(line: PlotListLine) -> str:
    """The class of farmland a plot becomes; empty where it becomes none."""
    found = class_of(line.plot.reclaim_class, line.plot.land_scheme) if line.plot.reclaim_class else None
    return FARMLAND_NAMES.get(farmland_code(found), "")


def _of_acceptance(name: str) -> Callable[[PlotListLine], Any]:
    return lambda line: getattr(line.accepted, name) if line.accepted else ""


def _not_accepted(line: PlotListLine) -> str:
    return "验收登记里未填" if line.accepted else "地块未通过验收"


def _plot_area(name: str) -> Callable[[PlotListLine, AreaUnit], Decimal | None]:
    def read(line: PlotListLine, unit: AreaUnit) -> Decimal | None:
        found = getattr(line.plot, name)
        return None if found is None else unit.of(found)
    return read


def _sale(line: PlotListLine) -> str:
    return "项目区节余已交易" if SOLD.of(line.of.flows) else "未交易"


_OF_WHICH = (text("地块编号", lambda line: line.plot.code, "地块编号", "地块·地块编号"),
             text("项目编号", lambda line: line.of.project.number or line.of.project.name, "项目编号，未取得的写项目名称", "项目·项目区编号"))
OLD_PLOTS = (
    _OF_WHICH[0], text("所属区域", lambda line: line.village or "、".join(line.of.townships), "乡镇和行政村", "地块·行政村"), _OF_WHICH[1],
    area("地块建设规模", _plot_area("area"), "拆旧地块面积", "地块·面积"),
    area("新增农用地", _plot_area("new_agricultural_area"), "计划新增农用地", "地块·新增农用地"),
    area("新增耕地", _plot_area("new_farmland_area"), "计划新增耕地", "地块·新增耕地"),
    text("耕地类型", farmland_kind, "复垦成的耕地二级地类", "地块·复垦方向", why=lambda line: "复垦方向不是耕地或者未填"),
    area("水田面积", _plot_area("new_paddy_area"), "新增耕地里的水田", "地块·其中水田", why=lambda line: "没有水田或者未填"),
    text("复垦前地类", lambda line: _class_name(line.plot.land_class, line.plot.land_scheme), "现状地类", "地块·现状地类"),
    area("地类面积", _plot_area("area"), "复垦前地类的面积", "地块·面积"),
    text("权属性质", lambda line: line.plot.tenure, "集体或者国有", "地块·权属性质"),
    text("复垦后新增耕地质量等级", lambda line: (line.accepted.grade if line.accepted else None) or line.plot.quality_grade,
         "验收等别，未验收的为计划等别", "竣工验收、地块·耕地质量等别"),
    text("验收文号", _of_acceptance("number"), "验收文件文号", "竣工验收", why=_not_accepted),
    text("验收日期", _of_acceptance("accepted_on"), "验收日期", "竣工验收", why=_not_accepted),
    lacking("论证文件", "论证材料的文件名", _NOT_KEPT), lacking("核验状态", "待审查、待核验、已核验", _IN_SYSTEM),
    text("复垦进度", lambda line: "；".join(line.stages), "各阶段完成情况", "实施验收·地块阶段", why=lambda line: "没有登记施工阶段"),
    lacking("挂钩转占补", "是否转为占补平衡指标", _IN_SYSTEM),
    text("流转情况", _sale, "项目区的节余指标是否已交易", f"指标台账：{SOLD.where}"),
    text("流转合同号", lambda line: "、".join(line.trades), "项目区的交易协议编号", "交易·协议编号", why=lambda line: "项目区没有已签订的交易"),
    lacking("报批使用情况", "地块指标用于哪些报批", _BY_PROJECT), lacking("剩余可用新增农用地", "地块未用的农用地指标", _BY_PROJECT),
    lacking("剩余可用新增耕地", "地块未用的耕地指标", _BY_PROJECT))

NEW_PLOTS = (
    text("地块属性", lambda line: line.plot.use, "安置或者建新", "地块·地块用途"), *_OF_WHICH,
    text("地块名称", lambda line: line.plot.name, "地块名称", "地块·地块名称"),
    text("现状用途", lambda line: _class_name(line.plot.land_class, line.plot.land_scheme), "现状地类", "地块·现状地类"),
    text("规划用途", lambda line: line.plot.planned_use, "规划用途", "地块·规划用途"),
    area("建新区总面积", _plot_area("area"), "地块面积，合计为建新区总面积", "地块·面积"),
    area("占用耕地面积", _plot_area("farmland_taken"), "占用耕地", "地块·占用耕地"),
    area("挂钩周转指标规模", _plot_area("new_construction_area"), "新增建设用地，即使用的周转指标", "地块·新增建设用地"))


def _scale(name: str) -> Callable[[SpecialPlanLine, AreaUnit], Decimal | None]:
    def read(line: SpecialPlanLine, unit: AreaUnit) -> Decimal | None:
        found = getattr(line.plan, name)
        return None if found is None else unit.of(found)
    return read


def _period(line: SpecialPlanLine) -> str:
    years = [str(year) for year in (line.plan.from_year, line.plan.to_year) if year]
    return "—".join(years) + "年" if years else ""


SPECIAL_PLANS = (
    text("规划名称", lambda line: line.plan.name, "专项规划名称", "专项规划·规划名称", is_wide=True),
    text("区域", lambda line: line.county, "编制规划的县（市、区）", "专项规划·编制单位"),
    text("规划期（年）", _period, "规划起止年", "专项规划·规划起始年、目标年"),
    *(area(label, _scale(name), label, f"专项规划·{label}") for label, name in (
        ("拆旧区总面积", "old_area"), ("复垦面积", "reclaimed_area"), ("建新面积", "new_area"), ("结余面积", "surplus_area"))))

PHOTOS = tuple(text(label, lambda line, name=name: getattr(line, name), meaning, "实施验收·现场照片") for label, name, meaning in (
    ("项目区名称", "project", "项目区名称"), ("项目区编号", "number", "项目区编号"), ("地块编号", "code", "地块编号"),
    ("时点", "phase", "施工前、施工中或者竣工后"), ("拍摄日期", "taken_on", "拍摄日期"), ("说明", "title", "照片说明"),
    ("文件名", "file_name", "照片文件名"), ("校验值", "file_hash", "文件的 SHA-256，用来核对上传的是同一张")))


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything the lists are made from."""

    projects: tuple[ProjectLine, ...] = ()
    plots: tuple[PlotListLine, ...] = ()
    special_plans: tuple[SpecialPlanLine, ...] = ()
    photos: tuple[PhotoLine, ...] = field(default=())

    def plots_of(self, *uses: PlotUse) -> list[PlotListLine]:
        """The plots of these uses, in their order."""
        return [line for line in self.plots if line.plot.use in uses]
