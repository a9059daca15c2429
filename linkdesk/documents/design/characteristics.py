"""附表6 项目特性表: the project in one table, every number a figure of its own."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.annexes.sheet import whole
from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.documents.design.sheet import sheet
from linkdesk.documents.figure_cells import known, partial_notes
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure, measure
from linkdesk.domain.project import Project

NUMBER = "附表6"
COLUMNS = (Column("序号", width=Width.NARROW), Column("名称", width=Width.WIDE, align=Align.LEFT), Column("单位", width=Width.NARROW),
           Column("数值", width=Width.WIDE), Column("类别", align=Align.LEFT))
_SAID = "基本情况"
_GROUPS = {
    "项目规模": ("old_plot_count", "old_area", "reclaimed_area", "new_farmland_area", "net_new_farmland", "net_farmland_rate"),
    "涉及农户": ("village_count", "household_count", "person_count", "house_total", "homestead_total"),
    "土方和表土": ("rubble_total", "cut_total", "fill_total", "topsoil_needed", "topsoil_found", "soil_short"),
    "投资": ("design_works_cost", "design_equipment_cost", "design_other_fees", "design_unforeseen", "design_total", "design_cost_per_mu"),
}


def characteristics(dossier: Dossier) -> tuple[tuple[Cell, ...], ...]:
    """The rows: what the project is, then its figures group by group."""
    rows = [*_said(dossier), *_figures(dossier)]
    return tuple((at, *row) for at, row in enumerate(rows, 1))


def _said(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    basis, project = dossier.design.basis, dossier.project
    yield "项目名称", "", known(project.name), _SAID
    yield "责任主体", "", known(dossier.responsible.name if dossier.responsible else None), _SAID
    yield "实施期限", "", known(shown(fields_of(Project)["period"], project.period)), _SAID
    for label, name in (("地形", "terrain"), ("质量控制区", "region"), ("设计单位", "designer")):
        value = getattr(basis, name) if basis else None
        yield label, "", known(str(value) if value else None), _SAID


def _figures(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for group, names in _GROUPS.items():
        for name in names:
            yield measure(name).label, measure(name).unit, whole(dossier, name), group


def partial(dossier: Dossier) -> tuple[str, ...]:
    """What the sums of a part in the table leave out."""
    return partial_notes(figure(name, dossier) for names in _GROUPS.values() for name in names)


def characteristics_sheet(dossier: Dossier) -> Document:
    """附表6."""
    return sheet(NUMBER, "项目特性表", dossier, COLUMNS, characteristics(dossier), notes=partial(dossier))
