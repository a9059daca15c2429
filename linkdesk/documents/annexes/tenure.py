"""附表13 权属调整表: who holds land before and after; a plot nothing was entered for keeps its owner."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.annexes.sheet import (
    Row,
    area,
    hectare_columns,
    named_class,
    order_column,
    remarks_column,
    sheet,
    summed,
    whole,
)
from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.tenure import TenureLine, tenure_lines

UNCHANGED = "不变"
_HOLDING = (Column("权利人", width=Width.WIDE), *hectare_columns("面积"), Column("地类"))
_COLUMNS = (order_column(), Column("地块编号"), Column("调整前", _HOLDING), Column("调整后", _HOLDING),
            Column("依据", width=Width.WIDE, align=Align.LEFT), remarks_column())
_BEFORE, _AFTER = 3, 6  # the columns of area


def tenure_sheet(dossier: Dossier) -> Document:
    """附表13."""
    rows = [_row(dossier, at, line) for at, line in enumerate(tenure_lines(dossier), 1)]
    totals = ("", "合计", "", summed(r[_BEFORE] for r in rows), "", "", summed(r[_AFTER] for r in rows), "", "", "") if rows else None
    return sheet("附表13", "权属调整表", dossier, _COLUMNS, rows, totals, notes=tuple(_notes(rows)))


def _row(dossier: Dossier, at: int, line: TenureLine) -> Row:
    code = line.plot.code if line.plot else ""
    if line.change is None and line.plot is not None:
        return (at, code, *_kept(dossier, line.plot), "", UNCHANGED)
    change, scheme = line.change, line.plot.land_scheme if line.plot else None
    return (at, code, known(change.holder_before), area(change.area_before), known(named_class(change.class_before, scheme)),
            known(change.holder_after), area(change.area_after), known(named_class(change.class_after, scheme)), known(change.basis), "")


def _kept(dossier: Dossier, plot: Plot) -> tuple[Cell, ...]:
    owner, size = known(plot.owner_unit), whole(dossier, "plot_area", plot)
    return owner, size, known(named_class(plot.land_class, plot.land_scheme)), owner, size, known(after_class(plot))


def after_class(plot: Plot) -> str:
    """What a plot becomes: its direction of reclamation, or what it is planned for."""
    return named_class(plot.reclaim_class, plot.land_scheme) or plot.planned_use


def _notes(rows: list[Row]) -> Iterator[str]:
    if not rows:
        yield "尚未登记地块和权属调整。"
    elif any(row[-1] == UNCHANGED for row in rows):
        yield f"备注为“{UNCHANGED}”的，按地块登记的权属单位和面积列出，权属不作调整。"
