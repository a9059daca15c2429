"""The plan's tables of plots: what is reclaimed, where people settle, what the town builds on."""

from __future__ import annotations

from collections import Counter

from linkdesk.documents.annexes.built import distance
from linkdesk.documents.annexes.sheet import area, field, location, named_class, order_column, whole
from linkdesk.documents.blocks import Block, Cell, Column, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse

_HEAD = (order_column(), Column("地块编号"))
_OLD = (*_HEAD, Column("行政村"), Column("现状地类", width=Width.WIDE), Column("面积", decimals=4), Column("复垦方向"),
        Column("复垦面积", decimals=4), Column("新增耕地", decimals=4))
_SETTLEMENT = (*_HEAD, Column("面积", decimals=4), Column("农民新居", decimals=4), Column("基础设施", decimals=4),
               Column("公益设施", decimals=4), Column("非农产业", decimals=4), Column("安置户数", decimals=0), Column("安置人数", decimals=0),
               Column("与拆旧地块距离（m）"))
_NEW = (*_HEAD, Column("面积", decimals=4), Column("规划用途"), Column("新增建设用地", decimals=4),
        Column("占用耕地", decimals=4), Column("占用永久基本农田", decimals=4))
_UNIT = "面积单位：公顷"


fact("slopes_known")(lambda dossier: bool(_slopes(dossier)) and all(p.slope_class for p in dossier.plots_of(PlotUse.OLD)))


def _slopes(dossier: Dossier) -> Counter[str]:
    return Counter(p.slope_class for p in dossier.plots_of(PlotUse.OLD) if p.slope_class)


@named_text("slope_classes", "拆旧地块坡度级")
def _(dossier: Dossier) -> str:
    return "、".join(f"{slope}（{count}个地块）" for slope, count in sorted(_slopes(dossier).items()))


def old_plots(dossier: Dossier) -> tuple[Block, ...]:
    """The demolition plots."""
    rows = tuple((at, p.code, location(dossier, p)[1], known(named_class(p.land_class, p.land_scheme)), whole(dossier, "plot_area", p),
                  known(named_class(p.reclaim_class, p.land_scheme)), area(p.reclaimed_area), area(p.new_farmland_area))
                 for at, p in enumerate(dossier.plots_of(PlotUse.OLD), 1))
    totals = ("", "合计", "", "", whole(dossier, "old_area"), "", whole(dossier, "reclaimed_area"),
              whole(dossier, "new_farmland_area"))
    return (Table(_OLD, rows, totals, unit=_UNIT, name="拆旧地块"),)


def settlement_plots(dossier: Dossier) -> tuple[Block, ...]:
    """The settlement plots by the four uses."""
    rows = tuple((at, p.code, whole(dossier, "plot_area", p), area(p.housing_area), area(p.infrastructure_area),
                  area(p.public_area), area(p.business_area), known(p.settled_households), known(p.settled_persons), distance(dossier, p))
                 for at, p in enumerate(dossier.plots_of(PlotUse.SETTLEMENT), 1))
    return (Table(_SETTLEMENT, rows, unit=_UNIT, name="安置地块"),)


def new_plots(dossier: Dossier) -> tuple[Block, ...]:
    """The urban plots."""
    rows = tuple(_new(dossier, p, at) for at, p in enumerate(dossier.plots_of(PlotUse.NEW), 1))
    return (Table(_NEW, rows, unit=_UNIT, name="建新地块"),)


def _new(dossier: Dossier, plot: Plot, at: int) -> tuple[Cell, ...]:
    return (at, plot.code, whole(dossier, "plot_area", plot), field(plot, "planned_use"),
            area(plot.new_construction_area), area(plot.farmland_taken), area(plot.basic_farmland_taken))


BLOCKS = {"old_plots": old_plots, "settlement_plots": settlement_plots, "new_plots": new_plots}
