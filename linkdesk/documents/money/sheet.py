"""What the papers of money have in common: amounts in yuan to the fen, one table after another, wide ones on turned pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkdesk.documents.annexes.sheet import SIGNERS, responsible
from linkdesk.documents.blocks import Cell, Column, Document, PageKind, Section, Table
from linkdesk.documents.cells import is_gap
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import FundKind

Row = tuple[Cell, ...]
_UPRIGHT = 7  # columns, amounts among them, that an upright page has room for
UNIT, FEN, GAP_NOTE = "单位：元", 2, "“待补”为尚未填写的数据，含待补数据的合计不予计算。"


def amount(label: str) -> Column:
    """A column of amounts."""
    return Column(label, decimals=FEN)


def kind_word(kind: FundKind | None) -> str:
    """A kind of money; proceeds that came in are not expected ones any more."""
    return "交易收益" if kind is FundKind.PROCEEDS else str(kind or "")


def table(dossier: Dossier, title: str, columns: Sequence[Column], rows: Sequence[Row], totals: Row | None = None,
          notes: Sequence[str] = (), **more) -> Table:
    """A table of money; what 待补 means is told where it occurs."""
    gaps = (GAP_NOTE,) if any(is_gap(cell) for row in (*rows, totals or ()) for cell in row) else ()
    said = tuple(f"注：{note}" for note in (*notes, *gaps))
    return Table(tuple(columns), tuple(rows), totals, title=title, unit=UNIT, filled_by=responsible(dossier), signers=SIGNERS, notes=said,
                 **{"name": title.removeprefix(dossier.project.name)} | more)


def paper(dossier: Dossier, kind: str, title: str, *tables: Table) -> Document:
    """A paper of tables; those that are read upright follow each other, a wide one lies on pages of its own."""
    sections: list[Section] = []
    for each in tables:
        if sections and not (_is_wide(each) or sections[-1].landscape):
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, each))
        else:
            sections.append(Section((each,), PageKind.TABLE, landscape=_is_wide(each)))
    return Document(kind, f"{dossier.project.name}{title}", tuple(sections), subject_id=dossier.project.id)


def _is_wide(table: Table) -> bool:
    return sum(max(len(column.children), 1) for column in table.columns) > _UPRIGHT
