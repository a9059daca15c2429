"""What the papers of money have in common: amounts in yuan to the fen, one landscape table after another."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes.sheet import SIGNERS, responsible
from linkdesk.documents.blocks import Cell, Column, Document, PageKind, Section, Table
from linkdesk.documents.cells import is_gap
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import FundKind

Row = tuple[Cell, ...]
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
    """A paper of tables, each on pages of its own."""
    sections = tuple(Section((each,), PageKind.TABLE, landscape=True) for each in tables)
    return Document(kind, f"{dossier.project.name}{title}", sections, subject_id=dossier.project.id)
