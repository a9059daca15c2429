"""The demo's plans: what a plan needs is filled in with made-up values, and the packets of both samples are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from linkdesk import paths
from linkdesk.actions import (
    demo_approvals,
    demo_quota,
    demo_special_plan,
    packets,
    placing,
    plots,
    projects,
    schedules,
    surveys,
)
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, plot_area
from linkdesk.domain.grouping import grouped
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PlanSection, Project
from linkdesk.domain.quantities import mu, rounded, square_metres
from linkdesk.domain.words import AuthorityKind, PlotUse, Tenure

SECOND = projects.NewProject(
    name="渠川县双河镇增减挂钩项目区", county="渠川县人民政府", city="达川市人民政府", township="双河镇",
    villages=("红岩村", "大垭村", "石桥村"), packs=("B",))
SURVEY, PLOTS = "survey_shuanghe.xls", "plots_shuanghe.txt"
BUYER = "岚阳市经济技术开发区管理委员会"
_NOTHING = Decimal(0)
_TAKEN = ("paddy_taken", "irrigated_taken", "unused_taken", "basic_farmland_taken")


def fill(desk: Desk, project_id: str) -> str:
    """Enter what a plan needs, made up: plans it conforms to, period, what is reclaimed and what is taken."""
    dossier = desk.dossier(project_id)
    county, quota = dossier.responsible.place, _area(dossier, PlotUse.SETTLEMENT, PlotUse.NEW)
    project = replace(
        dossier.project, planned_year=2018, period="2018—2020年", survey_year=2016, quota_year=2018, quota_applied=quota,
        reserve_area=_NOTHING, applied_on=desk.clock().date(), compiler=f"{county}国土勘测规划队（虚构）",
        land_plan=f"{county}土地利用总体规划（2006—2020年）（虚构）", consolidation_plan=f"{county}土地整治规划（2016—2020年）（虚构）",
        special_plan=f"{county}增减挂钩专项规划（2016—2020年）（虚构）", special_plan_on=date(2017, 3, 1),
        surplus_trade=False, city_invested=False)
    filled = tuple(_filled(dossier, plot) for plot in dossier.plots)
    desk.do(Change("填写方案资料", before=(dossier.project, *dossier.plots), after=(project, *filled)))
    if not dossier.plots_of(PlotUse.NEW):
        desk.do(Change("填写城镇建新区", after=(PlanSection(project_id, "new_zone", "立项时尚未确定城镇建新区，本方案不安排建新地块。（虚构）"),)))
    placed = _place(desk, project_id)
    _cost(desk, project_id)
    return f"项目概况和 {len(filled)} 个地块，落图 {placed} 户，投资、资金和进度（虚构）"


def _area(dossier: Dossier, *uses: PlotUse) -> Decimal:
    return sum((plot_area(dossier, p) or _NOTHING for use in uses for p in dossier.plots_of(use)), _NOTHING)


def _place(desk: Desk, project_id: str) -> int:
    """Put the households of each village on its old plots in turn, as no survey tells on which they live."""
    dossier = desk.dossier(project_id)
    plots_of = {village: [p.id for p in found] for village, found in grouped(dossier.plots_of(PlotUse.OLD), lambda p: p.village_id).items()}
    pairs = {h.id: mine[at % len(mine)] for village, mine in plots_of.items() if village
             for at, h in enumerate(h for h in dossier.households if h.village_id == village)}
    if pairs:
        desk.do(placing.place(desk, project_id, pairs))
    return len(pairs)


def _cost(desk: Desk, project_id: str) -> None:
    """Enter an estimate, funds that meet it, and the usual schedule."""
    mus = mu(_area(desk.dossier(project_id), PlotUse.OLD), 2)
    items = tuple(EstimateItem(project_id, at, category, name, quantity, unit, price, basis="虚构")
                  for at, (category, name, quantity, unit, price) in enumerate((
                      (CostCategory.RECLAMATION, "拆旧区土地复垦", mus, "亩", Decimal(9800)),
                      (CostCategory.FACILITIES, "安置区道路、给排水、供电", Decimal(1), "项", Decimal(3_600_000)),
                      (CostCategory.PREPARATION, "测绘、规划编制", Decimal(1), "项", Decimal(420_000)),
                      (CostCategory.UPKEEP, "复垦耕地三年管护", mus, "亩", Decimal(600))), 1))
    desk.do(Change("填写投资估算", after=items))
    total = figure("investment_total", desk.dossier(project_id)).value or _NOTHING
    budget = FundSource(project_id, 1, FundKind.BUDGET, "县级财政涉农资金", total * 10000, "虚构")
    desk.do(Change("填写资金来源", after=(budget,)))
    desk.do(schedules.default_schedule(desk, project_id))


def _filled(dossier: Dossier, plot: Plot) -> Plot:
    area = plot_area(dossier, plot) or _NOTHING
    village = dossier.village_names.get(plot.village_id or "", dossier.township.name if dossier.township else "")
    plot = replace(plot, owner_unit=f"{village}农民集体", tenure=Tenure.COLLECTIVE, quality_grade=Decimal(12), planned_period="2019年",
                   layout_basis="土地利用总体规划图、土地整治规划图（虚构）")
    if plot.use is PlotUse.OLD:
        return replace(plot, reclaim_class="0103", reclaimed_area=area, new_agricultural_area=area, new_farmland_area=area,
                       new_paddy_area=_NOTHING)
    plot = replace(plot, **_settled(plot, area)) if plot.use is PlotUse.SETTLEMENT else replace(plot, planned_use="工业")
    return replace(plot, new_construction_area=area, agricultural_taken=area, farmland_taken=area, dry_taken=area,
                   **dict.fromkeys(_TAKEN, _NOTHING))


def _settled(plot: Plot, area: Decimal) -> dict[str, object]:
    """The four uses of a settlement site, and who moves there."""
    roads, halls, shops = (square_metres(rounded(area * share / 100 / 10000, 4), "公顷") for share in (20, 10, 15))
    return {"housing_area": area - roads - halls - shops, "infrastructure_area": roads, "public_area": halls, "business_area": shops,
            "settled_households": 40, "settled_persons": 140, "settlement_mode": "集中安置", "planned_use": "农村居民点"}


def write(desk: Desk, project_id: str, out: Path) -> str:
    """Write the packet of the plans due."""
    packet = packets.write_packet(desk, project_id, "plan", out)
    return f"{packet.pages} 页，{len(packet.files)} 个文件"


def traded(desk: Desk, project_id: str, out: Path) -> str:
    """The same project as if its surplus were traded: two plans, each with an envelope of its own."""
    project = desk.store.get(Project, project_id)
    buyer = Authority(name=BUYER, kind=AuthorityKind.DEVELOPMENT_ZONE, place="开发区")
    dossier = desk.dossier(project_id)
    change = Change("试编易地交易方案", before=(project,),
                    after=(buyer, replace(project, surplus_trade=True, new_side_id=buyer.id, quota_assigned=_area(dossier, PlotUse.NEW),
                                           quota_applied=_area(dossier, PlotUse.SETTLEMENT))))
    desk.do(change)
    said = write(desk, project_id, out)
    desk.undo()
    return said


def second(desk: Desk, out: Path) -> Iterator[str]:
    """The second sample under the other policy, from its files to its packet, on a desk of its own."""
    with closing(desk):
        desk.do(projects.new_project(desk, SECOND))
        project_id = projects.find(desk, SECOND.name).id
        desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / PLOTS), project_id))
        desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / SURVEY), project_id))
        yield SECOND.name
        yield fill(desk, project_id)
        yield write(desk, project_id, out)
        yield demo_quota.issue(desk, project_id)
        yield demo_special_plan.tell(desk, project_id)
        yield demo_approvals.special_and_plan(desk, project_id)
        yield demo_approvals.advance(desk, project_id)
