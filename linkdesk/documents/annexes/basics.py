"""附表1 项目区基本情况表: the project on one line."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes.estimate import mark
from linkdesk.documents.annexes.sheet import (
    NONE,
    Row,
    field,
    hectare_columns,
    order_column,
    remarks_column,
    sheet,
    whole,
)
from linkdesk.documents.blocks import Cell, Column, Document, Width
from linkdesk.documents.cells import is_gap
from linkdesk.documents.figure_cells import known, partial_notes
from linkdesk.documents.procedure import reporting_level
from linkdesk.documents.wording import old_townships
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, villages_concerned
from linkdesk.domain.figures.zones import not_needed
from linkdesk.domain.words import PlotUse
from linkdesk.policy.parts import Pack

_COLUMNS = (
    order_column(), Column("项目区编号"), Column("项目区名称", width=Width.WIDE), Column("项目类型"), Column("市"),
    Column("县"), Column("涉及乡镇"), Column("涉及村", width=Width.WIDE), Column("拟实施年份"), Column("批准机关"),
    Column("批文号"), Column("批复日期"), Column("实施期限"),
    *hectare_columns("拆旧区总面积", "复垦面积", "新增耕地"),
    Column("安置地块", (Column("块数", decimals=0), *hectare_columns("面积"))),
    Column("城镇建新地块", (Column("块数", decimals=0), *hectare_columns("面积"))),
    Column("建新占用", hectare_columns("农用地", "耕地")),
    Column("周转指标年度"), *hectare_columns("申请周转指标规模"),
    Column("节余指标", hectare_columns("建设用地", "耕地")), Column("总投资（万元）", decimals=2),
    Column("拆迁户数", decimals=0), Column("人口", decimals=0), Column("上报级别"), remarks_column())


def basics_sheet(dossier: Dossier, packs: Sequence[Pack]) -> Document:
    """附表1."""
    counted = (figure(name, dossier) for name in ("household_count", "person_count", "investment_total"))
    return sheet("附表1", "项目区基本情况表", dossier, _COLUMNS, [_row(dossier, packs)], band_starts=(13,), band_keys=1,
                 notes=("“拆迁户数”“人口”按摸底调查登记的全部农户填列。", *partial_notes(counted)),
                 mark=mark(dossier) if dossier.estimate else "")


def _row(dossier: Dossier, packs: Sequence[Pack]) -> Row:
    project = dossier.project
    return (1, project.number, field(project, "name"), field(project, "project_type"),
            known(dossier.superior.place if dossier.superior else None),
            known(dossier.responsible.place if dossier.responsible else None),
            known("、".join(old_townships(dossier)) or None), known("、".join(villages_concerned(dossier))),
            *_approval(dossier), *(whole(dossier, n) for n in ("old_area", "reclaimed_area", "new_farmland_area")),
            *_zone(dossier, PlotUse.SETTLEMENT, "settlement_area"), *_zone(dossier, PlotUse.NEW, "new_area"),
            *_taken(dossier),
            known(project.quota_year and str(project.quota_year)), whole(dossier, "quota_applied"),
            whole(dossier, "surplus_construction"), whole(dossier, "surplus_farmland"), whole(dossier, "investment_total"),
            whole(dossier, "household_count"), whole(dossier, "person_count"),
            known(reporting_level(dossier, packs)), "")


def _approval(dossier: Dossier) -> Row:
    """What approval gives stays blank until there is one: nothing is missing of a plan that goes up."""
    project = dossier.project
    given = ("" if is_gap(cell) else cell for cell in (field(project, n) for n in ("approver", "approval_number", "approved_on")))
    return known(project.planned_year and str(project.planned_year)), *given, field(project, "period")


def _taken(dossier: Dossier) -> tuple[Cell, Cell]:
    if not dossier.plots_of(PlotUse.NEW) and not_needed(dossier, PlotUse.NEW):
        return NONE, NONE
    return whole(dossier, "urban_agricultural_taken"), whole(dossier, "urban_farmland_taken")


def _zone(dossier: Dossier, use: PlotUse, name: str) -> tuple[Cell, Cell]:
    """How many plots and how much; a dash where the project needs none."""
    if not dossier.plots_of(use) and not_needed(dossier, use):
        return NONE, NONE
    return known(len(dossier.plots_of(use)) or None), whole(dossier, name)
