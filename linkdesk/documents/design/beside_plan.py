"""Where the plots of the design are not those of the approved plan, or not as large."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Block, Cell, Column, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.vocabulary import fact
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse

_COLUMNS = (order_column(), Column("地块编号"), Column("项目", width=Width.WIDE), Column("批准", decimals=4), Column("本设计", decimals=4),
            Column("差额", decimals=4))
_FIELDS = ("地块面积", "复垦面积", "新增耕地")


def differences(dossier: Dossier) -> tuple[Block, ...]:
    """One row an area that differs, or a plot that only one of the two has."""
    rows = tuple((at, *row) for at, row in enumerate(_rows(dossier), 1))
    return (Table(_COLUMNS, rows, unit="面积单位：公顷", name="与批准面积对照"),)


def _rows(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    now, then = ({p.id: p for p in plots if p.use is PlotUse.OLD} for plots in (dossier.plots, dossier.approved_plots))
    for id_ in dict.fromkeys((*then, *now)) if dossier.approved_plots else ():
        mine, approved = now.get(id_), then.get(id_)
        plot = mine or approved
        if mine is None or approved is None:
            yield plot.code, "批准后减少的地块" if mine is None else "批准后增加的地块", *_side(dossier, approved), *_side(dossier, mine), ""
            continue
        for label, was, is_ in zip(_FIELDS, _areas(dossier, approved), _areas(dossier, mine), strict=True):
            if was != is_:
                yield plot.code, label, known(was), known(is_), "" if None in (was, is_) else is_ - was


def _side(dossier: Dossier, plot: Plot | None) -> tuple[Cell]:
    return ("—" if plot is None else known(_areas(dossier, plot)[0]),)


def _areas(dossier: Dossier, plot: Plot) -> tuple[Decimal | None, ...]:
    found = printed_area(plot, dossier.area_basis), plot.reclaimed_area, plot.new_farmland_area
    return tuple(None if area is None else hectares(area) for area in found)


fact("design_differs")(lambda dossier: any(True for _ in _rows(dossier)))
BLOCKS = {"design_differences": differences}
