"""附表3 拆旧地块情况表: every demolition plot, what stands on it and what it becomes."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import (
    Row,
    area,
    class_name,
    field,
    hectare_columns,
    location,
    order_column,
    remarks_column,
    sheet,
    whole,
)
from linkdesk.documents.blocks import Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known, partial_notes
from linkdesk.documents.wording import relocation_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse, RelocationType

_COLUMNS = (
    order_column(), Column("地块编号"), Column("所属", (Column("乡镇"), Column("村"), Column("组"))),
    Column("权属", (Column("单位", width=Width.WIDE), Column("性质"))), Column("图幅号"), Column("图斑号"),
    Column("现状地类", (Column("编码"), Column("名称"))), *hectare_columns("地块面积"),
    Column("房屋", (Column("户数", decimals=0), Column("人口", decimals=0), Column("建筑面积（㎡）", decimals=2))),
    Column("复垦方向"), *hectare_columns("复垦面积", "新增农用地", "新增耕地", "其中水田"),
    Column("新增耕地质量等别"), Column("坡度级"), Column("拟复垦时间"), Column("搬迁类型"), Column("坐标文件"),
    remarks_column())
_ON_PLOT = ("household_count", "person_count", "house_total")
_AREAS = ("reclaimed_area", "new_agricultural_area", "new_farmland_area", "new_paddy_area")


def old_plots_sheet(dossier: Dossier) -> Document:
    """附表3; households count on a plot once every household has been given its plot."""
    plots = dossier.plots_of(PlotUse.OLD)
    rows = [_row(dossier, plot, at) for at, plot in enumerate(plots, 1)]
    return sheet("附表3", "拆旧地块情况表", dossier, _COLUMNS, rows, _totals(dossier), notes=_notes(dossier),
                 band_starts=(15,), band_keys=2)


def _row(dossier: Dossier, plot: Plot, at: int) -> Row:
    mine = tuple(h for h in dossier.households if h.plot_id == plot.id)
    return (at, plot.code, *location(dossier, plot), field(plot, "owner_unit"), field(plot, "tenure"),
            field(plot, "map_sheet"), field(plot, "parcel_number"), known(plot.land_class), class_name(plot.land_class, plot.land_scheme),
            whole(dossier, "plot_area", plot), *(_on_plot(dossier, name, mine) for name in _ON_PLOT),
            known(plot.reclaim_class), *(area(getattr(plot, name)) for name in _AREAS),
            field(plot, "quality_grade"), field(plot, "slope_class"), field(plot, "planned_period"),
            _relocation(dossier, mine), "有" if plot.rings_id else known(None), plot.note)


def _on_plot(dossier: Dossier, name: str, mine: tuple[Household, ...]) -> Cell:
    return whole(dossier, name, mine) if mine or not _unplaced(dossier) else known(None)


def _unplaced(dossier: Dossier) -> int:
    """Households that lie on no old plot: not placed yet, or placed on land that is not demolished."""
    old = {p.id for p in dossier.plots_of(PlotUse.OLD)}
    return sum(1 for h in dossier.households if h.plot_id not in old)


def _relocation(dossier: Dossier, mine: tuple[Household, ...]) -> Cell:
    there = {h.relocation_type for h in mine}
    return known("、".join(dict.fromkeys(relocation_word(dossier, kind) for kind in RelocationType if kind in there)))


def _totals(dossier: Dossier) -> Row:
    placed = not _unplaced(dossier)
    counts = (whole(dossier, name) if placed else known(None) for name in _ON_PLOT)
    return ("", "合计", *[""] * 9, whole(dossier, "old_area"), *counts, "", *(whole(dossier, name) for name in _AREAS),
            whole(dossier, "reclaimed_grade"), *[""] * 5)


def _notes(dossier: Dossier) -> tuple[str, ...]:
    if unplaced := _unplaced(dossier):
        return (f"尚有 {unplaced} 户未落到拆旧地块，房屋户数、人口和建筑面积待落图后填列。",)
    return partial_notes(figure(name, dossier) for name in _ON_PLOT)
