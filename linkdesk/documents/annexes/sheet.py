"""What all attached tables have in common: title, unit, signers, and how a field of a plot becomes a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from linkdesk.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Gap,
    PageKind,
    Section,
    Table,
    Width,
)
from linkdesk.documents.cells import is_gap, number
from linkdesk.documents.figure_cells import figure_cell, known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.land_class import LandScheme, class_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares

Row = tuple[Cell, ...]
NONE = "—"  # does not apply: nothing is missing
SIGNERS = ("制表", "审核", "负责人", "日期")
GAP_NOTE = "“待补”为尚未填写的数据，含待补数据的合计不予计算。"


def sheet(number: str, title: str, dossier: Dossier, columns: Sequence[Column], rows: Iterable[Row],
          totals: Row | None = None, *, unit: str = "面积单位：公顷", notes: Sequence[str] = (),
          band_starts: tuple[int, ...] = (), band_keys: int = 0, subtotal_rows: tuple[int, ...] = (),
          below: tuple[Block, ...] = (), mark: str = "") -> Document:
    """One attached table as a landscape document, `below` it what belongs to it; a note says what 待补 means where it occurs."""
    rows = tuple(rows)
    gaps = (GAP_NOTE,) if any(isinstance(cell, Gap) for row in (*rows, totals or ()) for cell in row) else ()
    body = Table(tuple(columns), rows, totals, title=f"{number}　{title}", unit=unit, filled_by=responsible(dossier),
                 signers=SIGNERS, column_numbers=True, notes=_numbered((*notes, *gaps)), name=number,
                 band_starts=band_starts, band_keys=band_keys, subtotal_rows=subtotal_rows)
    return Document("annex", f"{number} {title}", (Section((body, *below), PageKind.TABLE, landscape=True),), mark)


def _numbered(notes: Sequence[str]) -> tuple[str, ...]:
    if len(notes) == 1:
        return (f"注：{notes[0]}",)
    return tuple(f"注{at}：{note}" for at, note in enumerate(notes, 1))


def responsible(dossier: Dossier) -> str:
    """填报单位: the responsible body."""
    return dossier.responsible.name or "" if dossier.responsible else ""


def hectare_columns(*labels: str) -> tuple[Column, ...]:
    """Columns of areas in hectares."""
    return tuple(Column(label, decimals=4) for label in labels)


def order_column() -> Column:
    """序号."""
    return Column("序号", width=Width.NARROW)


def remarks_column() -> Column:
    """备注."""
    return wide_column("备注")


def wide_column(label: str) -> Column:
    """A column of text people write."""
    return Column(label, width=Width.WIDE, align=Align.LEFT)


def area(value: Decimal | None) -> Cell:
    """A leaf in hectares from m², or a gap."""
    return known(None if value is None else hectares(value))


def field(entity: object, name: str) -> Cell:
    """A field as its form shows it, as text, or a gap."""
    return known(shown(fields_of(type(entity))[name], getattr(entity, name)))


def whole(dossier: Dossier, name: str, subject: object | None = None) -> Cell:
    """A figure as a cell."""
    return figure_cell(figure(name, dossier, subject))


def summed(cells: Iterable[Cell]) -> Cell:
    """The sum of leaves; a gap as long as one of them is."""
    given = tuple(cells)
    values = [number(cell) for cell in given]
    return Gap("") if any(map(is_gap, given)) else sum((v for v in values if v is not None), Decimal(0))


def class_name(text: str, scheme: LandScheme | None = None) -> Cell:
    """The name of a land class; a gap for one that no scheme knows."""
    found = class_of(text, scheme)
    return known(found.name if found else None)


def named_class(text: str, scheme: LandScheme | None = None) -> str:
    """A land class by code and name, whichever of them was written; a text that is none as it stands."""
    plain, found = text.strip(), class_of(text, scheme)
    if found is None:
        return plain
    return f"{found.code} {found.name}" if plain == found.name else plain if found.name in plain else f"{plain} {found.name}"


def location(dossier: Dossier, plot: Plot) -> tuple[Cell, Cell, Cell]:
    """乡镇, 村, 组 of a plot; the township is the village's own, else the project's."""
    village = next((v for v in dossier.villages if v.id == plot.village_id), None)
    return known(township_name(dossier, plot.village_id)), known(village.name if village else None), plot.group


def township_name(dossier: Dossier, village_id: str | None) -> str | None:
    """The township of a village, else the project's."""
    village = next((v for v in dossier.villages if v.id == village_id), None)
    township = next((t for t in dossier.townships if village and t.id == village.township_id), dossier.township)
    return township.name if township else None


def site(dossier: Dossier, plot: Plot) -> Cell:
    """The place of a plot in one cell."""
    words = [part for part in location(dossier, plot)[1:] if isinstance(part, str)]
    return known("".join(words) or plot.name)
