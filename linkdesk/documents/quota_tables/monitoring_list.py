"""The project record of the national monitoring system (农村土地整治监测监管系统): a line a project, farmland by class and grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.quota_tables.columns import area, text
from linkdesk.documents.quota_tables.lines import ProjectLine, summed
from linkdesk.documents.quota_tables.national_lists import PlotListLine, farmland_kind, lacking
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import printed
from linkdesk.domain.quota_readings import SOLD, SURPLUS, USED
from linkdesk.domain.words import PlotUse

TOLERANCE = Decimal("0.0001")
_BESIDE = "随清单导出在“界址点坐标”文件夹里，单独上传"


@dataclass(frozen=True, slots=True)
class MonitoringLine:
    """A project with its demolition plots."""

    of: ProjectLine
    plots: tuple[PlotListLine, ...]

    def new_farmland(self, unit: AreaUnit) -> Decimal | None:
        """The farmland gained, of plots that passed as accepted, of others as planned; None while one is not known."""
        return summed(unit, (_gained(plot) for plot in self.plots))

    def by_grade(self, unit: AreaUnit) -> dict[tuple[str, str], Decimal]:
        """The same by class and grade, of the plots it is known of; its parts come to the whole."""
        found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for plot in self.plots:
            if gained := _gained(plot):
                found[farmland_kind(plot) or "地类未填", _grade(plot)] += unit.of(gained)
        return dict(sorted(found.items()))


def _gained(line: PlotListLine) -> Decimal | None:
    return line.accepted.farmland if line.accepted else line.plot.new_farmland_area


def _grade(line: PlotListLine) -> str:
    grade = (line.accepted.grade if line.accepted else None) or line.plot.quality_grade
    return "等别未填" if grade is None else f"{grade.normalize():f}等"


def monitored(projects: Iterable[ProjectLine], plots: Iterable[PlotListLine]) -> Iterator[MonitoringLine]:
    """A line for each project that reclaims land."""
    old = grouped((line for line in plots if line.plot.use is PlotUse.OLD), lambda line: line.plot.project_id)
    for line in projects:
        if line.project.id in old:
            yield MonitoringLine(line, tuple(old[line.project.id]))


def _matrix(line: MonitoringLine, unit: AreaUnit) -> str:
    return "；".join(f"{kind} {grade} {printed(gained, 4)}" for (kind, grade), gained in line.by_grade(unit).items())


def _usable(line: MonitoringLine, unit: AreaUnit) -> Decimal:
    return line.of.moved(unit, SURPLUS, "farmland")


def _agrees(line: MonitoringLine) -> str:
    gained = line.new_farmland(AreaUnit.HECTARE)
    if gained is None:
        return ""
    return "相符" if gained + TOLERANCE >= _usable(line, AreaUnit.HECTARE) else "新增耕地小于可用占补指标"


def _is_used(line: MonitoringLine) -> str:
    return "是" if USED.of(line.of.flows) or SOLD.of(line.of.flows) else "否"


PROJECT_RECORDS = (
    text("项目备案编号", lambda line: line.of.project.number, "监管系统 14 位编号", "项目·项目区编号"),
    text("名称", lambda line: line.of.project.name, "项目名称", "项目·项目区名称", is_wide=True),
    text("市、县", lambda line: line.of.county, "责任主体所在的县（市、区）", "名录·责任主体"),
    area("总规模", lambda line, unit: line.of.planned(unit, "area", PlotUse.OLD), "拆旧地块总面积", "地块·面积"),
    area("新增耕地", MonitoringLine.new_farmland, "验收的新增耕地，未验收的地块为计划数", "竣工验收、地块·新增耕地"),
    area("可用占补指标", _usable, "可用节余里的耕地", f"指标台账：{SURPLUS.where}"),
    text("耕地二级地类和等别（公顷）", lambda line: _matrix(line, AreaUnit.HECTARE), "新增耕地按二级地类和等别分列，相加等于新增耕地",
         "地块·复垦方向、竣工验收·等别", is_wide=True),
    lacking("坐标文件", "地块界址点坐标", _BESIDE),
    text("挂钩使用", _is_used, "指标是否已使用或者交易", f"指标台账：{USED.where}；{SOLD.where}"),
    lacking("核销", "指标是否已核销", "由系统办理后产生"),
    text("逻辑核对", _agrees, "新增耕地不小于可用占补指标，容差 0.0001 公顷", "程序核对", why=lambda line: "新增耕地没有填全"))
