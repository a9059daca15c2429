"""The demo's reclamation design: facts of the plots and measured soil are made up, works follow from recipes, the rest from those."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from linkdesk.actions import cross_sections, packets, recipes, soil_moves
from linkdesk.desk import Desk
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignBasis, PlotDesign, QualityMeasurement, basis_id, plot_design_id
from linkdesk.domain.design_words import Terrain
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import plot_area
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import plot_numbers
from linkdesk.domain.quantities import mu, printed, rounded
from linkdesk.domain.words import PlotUse

MADE_UP = "演示数据（虚构）"
REGION, SCHEDULE, COMPARED = "黄土高原区", "fees_2017", "fees_2011"
_LAYOUT = "田块沿等高线布置，田埂设于下侧，生产路自村道接入，排水沟接入下游沟道（演示数据，虚构）。"
BORROW, DUMP = "村北取土场（虚构）", "镇建筑垃圾消纳场（虚构）"
_MEASURED = (("有效土层厚度", "82"), ("pH", "8.1"), ("有机质", "0.7"), ("砾石含量", "6"))


def fill(desk: Desk, project_id: str) -> str:
    """Make the design of the sample's plots; says what was made."""
    dossier = desk.dossier(project_id)
    plots = dossier.plots_of(PlotUse.OLD)
    desk.do(Change("填写复垦设计资料", after=(_basis(dossier), *(_plot_design(dossier, p, at) for at, p in enumerate(plots)))))
    desk.do(soil_moves.propose(desk, project_id, BORROW, DUMP))
    desk.do(recipes.fill_suggested(desk, project_id).change)  # what is moved from plot to plot is hauled by works too
    for change in (cross_sections.defaults(desk, project_id), _measured(plots)):
        desk.do(change)
    return f"{len(plots)} 个地块，{len(desk.dossier(project_id).design.items)} 项工程，{_cost(desk.dossier(project_id))}"


def write(desk: Desk, project_id: str, out: Path) -> str:
    """Write the packet of the design."""
    packet = packets.write_packet(desk, project_id, "design", out)
    return f"{packet.pages} 页，{len(packet.files)} 个文件"


def _basis(dossier: Dossier) -> DesignBasis:
    project = dossier.project
    return DesignBasis(
        project.id, SCHEDULE, COMPARED, date(2018, 6, 1), terrain=Terrain.MOUNTAINS, region=REGION,
        designer=f"{dossier.responsible.place}国土勘测规划队（虚构）", principal="赵设计（虚构）", checker="钱复核（虚构）",
        preparer="孙编制（虚构）", prepared_on=date(2018, 6, 20), id=basis_id(project.id))


def _plot_design(dossier: Dossier, plot: Plot, at: int) -> PlotDesign:
    """What is on the contractor's part of a plot, from its area and its place in the list: each plot a little different."""
    area = plot_numbers(dossier, plot)["复垦面积"].value or plot_area(dossier, plot) or Decimal(0)
    mus, more = mu(area, 2), Decimal(at % 4)
    level = Decimal("1052.40") + 3 * at

    def of_area(share: str) -> Decimal:
        return rounded(area * Decimal(share), 2)
    return PlotDesign(
        plot.id, hard_area=of_area("0.06"), hard_thickness=Decimal("0.12"), foundation_volume=of_area("0.015"),
        wall_volume=of_area("0.008"), soil_texture="壤土", soil_thickness=Decimal("0.60"), topsoil_area=of_area("0.10"),
        topsoil_thickness=Decimal("0.25"), slope_before=8 + more, slope_after=3 + more, level_before=level,
        level_after=level - Decimal("0.20"), cut_volume=of_area("0.30"), fill_volume=of_area("0.31" if at % 3 == 1 else "0.28"),
        cover_thickness=Decimal("0.30"), ridge_length=rounded(mus * 40, 0), ditch_length=rounded(mus * 12, 0), road_length=rounded(mus * 8, 0),
        rubble_distance=3 + more, soil_distance=2 + more, layout=_LAYOUT, id=plot_design_id(plot.id))


def _measured(plots: tuple[Plot, ...]) -> Change:
    """Soil of the first two plots as a laboratory found it, one indicator short of its limit on the first."""
    taken = {"laboratory": "岚阳市农产品质量检验中心（虚构）", "sampled_on": date(2018, 6, 12), "note": MADE_UP}
    return Change("录入土壤检测", after=tuple(
        QualityMeasurement(plot.id, at, name, Decimal(value) + (number if name == "有机质" else 0), sample_number=f"T-{number + 1:02d}", **taken)
        for number, plot in enumerate(plots[:2]) for at, (name, value) in enumerate(_MEASURED)))


def _cost(dossier: Dossier) -> str:
    """What the design comes to, or how much is still open."""
    made = budget(dossier)
    if made is None or made.total is None:
        return f"预算还有 {len(made.gaps) if made else 1} 处待补"
    return f"总预算 {printed(made.total, 2)} 万元"
