"""A desk whose demolition plots have designs, for the tests of soil and quality; every number made up."""

from dataclasses import replace
from decimal import Decimal

from linkdesk.actions import design_basis
from linkdesk.domain.change import Change
from linkdesk.domain.design import PlotDesign, plot_design_id
from linkdesk.domain.words import PlotUse


def designed(desk, project_id, count=None):
    """Design every demolition plot (or the first so many): the first lacks topsoil and earth, the others have both to give."""
    plots = desk.dossier(project_id).plots_of(PlotUse.OLD)
    desk.do(Change("复垦方向", before=plots, after=tuple(replace(p, reclaim_class="0103", reclaimed_area=Decimal(2000)) for p in plots)))
    made = tuple(_design(plot.id, at) for at, plot in enumerate(plots[:count]))
    desk.do(Change("复垦设计", after=made))
    for name, text in (("region", "黄土高原区"), ("terrain", "山区")):
        desk.do(design_basis.set_field(desk, project_id, name, text))
    return plots


def _design(plot_id, at):
    measures = {"soil_thickness": "0.4", "topsoil_area": 1000 * (at + 1), "topsoil_thickness": "0.5", "cover_thickness": "0.3",
                "slope_after": 5 + at, "cut_volume": 300 * at, "fill_volume": 0 if at else 400, "hard_area": 100, "hard_thickness": "0.1",
                "foundation_volume": 5, "wall_volume": 0, "soil_distance": 5, "rubble_distance": 8}
    return PlotDesign(plot_id, **{name: Decimal(value) for name, value in measures.items()}, id=plot_design_id(plot_id))
