"""What the tables of a design have in common: number, title, unit, who signs, and cells that are live in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from linkdesk.documents.annexes.sheet import GAP_NOTE
from linkdesk.documents.blocks import (
    DRAFT,
    Block,
    Cell,
    Column,
    Computed,
    Document,
    Gap,
    PageKind,
    Section,
    Table,
)
from linkdesk.documents.cells import is_gap, leaves
from linkdesk.documents.design.periods import split
from linkdesk.domain.dossier import Dossier

KIND = "design_table"
YUAN, WAN = "金额单位：元", "金额单位：万元"
_UPRIGHT_MOST = 9  # more columns than this lie across
Row = tuple[Cell, ...]


def sheet(number: str, title: str, dossier: Dossier, columns: Sequence[Column], rows: Iterable[Row], totals: Row | None = None, *,
          unit: str = "", notes: Sequence[str] = (), row_keys: tuple[str, ...] = (), subtotal_rows: tuple[int, ...] = (),
          below: tuple[Block, ...] = (), doubtful: bool = False, landscape: bool = False) -> Document:
    """One table as a document, 草稿 while it has a gap or stands on what is 待核实; `number` also names its sheet in a workbook."""
    rows = tuple(rows)
    open_ = any(is_gap(cell) for row in (*rows, totals or ()) for cell in row)
    body = Table(tuple(columns), rows, totals, title=f"{number}　{title}".strip(), unit=unit, filled_by=compiled_by(dossier),
                 signers=people(dossier), notes=_numbered((*notes, *((GAP_NOTE,) if open_ else ()))), name=number or title,
                 subtotal_rows=subtotal_rows, row_keys=row_keys)
    section = Section((body, *below), PageKind.TABLE, landscape=landscape or len(leaves(columns)) > _UPRIGHT_MOST)
    return Document(KIND, f"{number} {title}".strip(), (section,), DRAFT if open_ or doubtful else "", subject_id=dossier.project.id)


def compiled_by(dossier: Dossier) -> str:
    """预算编制单位, as it stands above each table."""
    basis = dossier.design.basis
    return f"编制单位：{basis.designer if basis else ''}"


def people(dossier: Dossier, manner: str = "") -> tuple[str, ...]:
    """Who answers for the design, checked and made it, as they sign; `manner` says how (（签章）)."""
    basis = dossier.design.basis
    return tuple(f"{label}{manner}：{getattr(basis, name) if basis else ''}"
                 for label, name in (("负责人", "principal"), ("复核人", "checker"), ("编制人", "preparer")))


def _numbered(notes: Sequence[str]) -> tuple[str, ...]:
    if len(notes) == 1:
        return (f"注：{notes[0]}",)
    return tuple(f"注{at}：{note}" for at, note in enumerate(notes, 1))


def live(value: Decimal | None, formula: str, words: str = "") -> Cell:
    """A number that the workbook reckons from other cells; a gap while it is not known."""
    return Gap("") if value is None else Computed(value, words, formula)


def shares(parts: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """Parts in % of their sum, which together are 100.00; None while one is unknown or the sum is nothing."""
    whole = sum((part for part in parts if part is not None), Decimal(0))
    return tuple(split(Decimal(100), parts)) if whole and None not in parts else (None,) * len(parts)


def blank_or(value: Decimal | None) -> Cell:
    """A number, or an empty cell where there is none to tell."""
    return "" if value is None else value


def plus(names: Iterable[str]) -> str:
    """A sum of cells by their names."""
    return "+".join(f"{{{name}}}" for name in names)
