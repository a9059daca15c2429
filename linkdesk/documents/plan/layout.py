"""Where general land plan and consolidation plan show the old plots (A §三(二)): plot by plot, with what it stands on."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import order_column, whole
from linkdesk.documents.blocks import Align, Block, Column, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import PlotUse

_COLUMNS = (order_column(), Column("地块编号"), Column("面积", decimals=4), Column("规划布局依据", width=Width.WIDE, align=Align.LEFT))


def _layout(dossier: Dossier, use: PlotUse) -> tuple[Block, ...]:
    rows = tuple((at, p.code, whole(dossier, "plot_area", p), known(p.layout_basis or None))
                 for at, p in enumerate(dossier.plots_of(use), 1))
    return (Table(_COLUMNS, rows, unit="面积单位：公顷", name="规划布局"),) if rows else ()


def old_layout(dossier: Dossier) -> tuple[Block, ...]:
    """The demolition plots."""
    return _layout(dossier, PlotUse.OLD)


def new_layout(dossier: Dossier) -> tuple[Block, ...]:
    """The urban plots."""
    return _layout(dossier, PlotUse.NEW)


BLOCKS = {"old_layout": old_layout, "new_layout": new_layout}
