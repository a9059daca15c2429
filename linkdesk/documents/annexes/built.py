"""附表4 建新地块情况表 and 附表5 安置地块情况表: what the new plots take and what they are for."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import (
    Row,
    area,
    field,
    hectare_columns,
    order_column,
    remarks_column,
    sheet,
    site,
    whole,
)
from linkdesk.documents.blocks import Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.land_class import FARMLAND_NAMES
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse

_LAND = (
    order_column(), Column("地块编号"), Column("位置", width=Width.WIDE),
    Column("权属", (Column("单位", width=Width.WIDE), Column("性质"))), *hectare_columns("总面积", "新增建设用地", "占用农用地"),
    Column("占用耕地", hectare_columns("小计", *FARMLAND_NAMES.values())), *hectare_columns("占用未利用地", "占用永久基本农田"),
    Column("耕地质量等别"), Column("规划用途"),
    Column("使用周转指标", hectare_columns("建设用地", "耕地")), Column("拟用地时间"))
_SETTLEMENT = (
    Column("安置方式"), Column("安置户数", decimals=0), Column("安置人数", decimals=0),
    Column("人均综合用地（㎡）", decimals=2), Column("与拆旧地块距离（m）"))
_TAKEN = ("new_construction_area", "agricultural_taken", "farmland_taken", "paddy_taken", "irrigated_taken",
          "dry_taken", "unused_taken", "basic_farmland_taken")
_TAKEN_FIGURES = {
    PlotUse.NEW: ("urban_construction", "urban_agricultural_taken", "urban_farmland_taken", "urban_paddy_taken",
                  "urban_irrigated_taken", "urban_dry_taken", "urban_unused_taken", "urban_basic_farmland_taken"),
    PlotUse.SETTLEMENT: ("settlement_construction", "settlement_agricultural_taken", "settlement_farmland_taken",
                         "settlement_paddy_taken", "settlement_irrigated_taken", "settlement_dry_taken",
                         "settlement_unused_taken", "settlement_basic_farmland_taken")}
_NOTE = "“使用周转指标”按新增建设用地和占用耕地填列。"


def new_plots_sheet(dossier: Dossier) -> Document:
    """附表4."""
    rows = [(*_land(dossier, p, at), p.note) for at, p in enumerate(dossier.plots_of(PlotUse.NEW), 1)]
    totals = (*_land_totals(dossier, PlotUse.NEW, "new_area", "urban_grade"), "") if rows else None
    return sheet("附表4", "建新地块情况表", dossier, (*_LAND, remarks_column()), rows, totals, band_starts=(12,), band_keys=2,
                 notes=(_NOTE,) if rows else ("本项目未登记城镇建新地块。",))


def settlement_plots_sheet(dossier: Dossier) -> Document:
    """附表5."""
    rows = [(*_land(dossier, p, at), *_settled(dossier, p), p.note)
            for at, p in enumerate(dossier.plots_of(PlotUse.SETTLEMENT), 1)]
    totals = (*_land_totals(dossier, PlotUse.SETTLEMENT, "settlement_area", "settlement_grade"),
              *_settled_totals(dossier), "") if rows else None
    return sheet("附表5", "安置地块情况表", dossier, (*_LAND, *_SETTLEMENT, remarks_column()), rows, totals,
                 band_starts=(14,), band_keys=2,
                 notes=(_NOTE,) if rows else ("本项目未登记安置地块。",))


def _land(dossier: Dossier, plot: Plot, at: int) -> Row:
    taken = tuple(area(getattr(plot, name)) for name in _TAKEN)
    return (at, plot.code, site(dossier, plot), field(plot, "owner_unit"), field(plot, "tenure"),
            whole(dossier, "plot_area", plot), *taken, field(plot, "quality_grade"), field(plot, "planned_use"),
            taken[0], taken[2], field(plot, "planned_period"))


def _settled(dossier: Dossier, plot: Plot) -> Row:
    return (field(plot, "settlement_mode"), known(plot.settled_households), known(plot.settled_persons),
            whole(dossier, "plot_settlement_per_person", plot), distance(dossier, plot))


def distance(dossier: Dossier, plot: Plot) -> Cell:
    """How far a settlement plot lies from the nearest old plot in whole m: by the boundary points, else as it was typed."""
    measured = dossier.distances_by_plot.get(plot.id)
    metres = measured.metres if measured else plot.distance
    return known(None if metres is None else printed(metres, 0))


def _settled_totals(dossier: Dossier) -> Row:
    plots = dossier.plots_of(PlotUse.SETTLEMENT)
    households, persons = ([getattr(p, name) for p in plots] for name in ("settled_households", "settled_persons"))
    per_person = known(None) if None in persons else whole(dossier, "settlement_per_person")
    return ("", *(known(None) if None in counts else sum(counts) for counts in (households, persons)), per_person, "")


def _land_totals(dossier: Dossier, use: PlotUse, total: str, grade: str) -> Row:
    taken = tuple(whole(dossier, name) for name in _TAKEN_FIGURES[use])
    return ("", "合计", "", "", "", whole(dossier, total), *taken, whole(dossier, grade), "", taken[0], taken[2], "")
