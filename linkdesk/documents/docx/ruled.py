"""Tables of a Word file: heading rows that come again on every page, merged groups, figures as they print, gaps marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from linkdesk.documents.blocks import Align, Cell, Column, FieldGrid, Signatures, Style, Table, Width
from linkdesk.documents.cells import aligned, column_number, depth, heading, is_gap, leaves, shown
from linkdesk.documents.docx.faces import ALIGNED, CELL, HEI, STYLES, set_face
from linkdesk.documents.docx.lines import Lines, mark_gap

_SHARES = {Width.NARROW: 2, Width.NORMAL: 4, Width.WIDE: 8}
_LABEL = Column("")


def add_table(lines: Lines, table: Table) -> None:
    """A table with its title and unit line above, signers and notes below."""
    if table.title:
        lines.line(table.title, STYLES[Style.TABLE_TITLE].name)
    above = "　".join(filter(None, (table.filled_by, table.unit)))
    if above:
        lines.line(above, STYLES[Style.SMALL].name)
    _grid(lines, table)
    for text in (*(("　　　　".join(table.signers),) if table.signers else ()), *table.notes):
        lines.line(text, STYLES[Style.SMALL].name)


def _grid(lines: Lines, table: Table) -> None:
    columns = leaves(table.columns)
    rows = [*table.rows, *((table.totals,) if table.totals is not None else ())]
    first = depth(table.columns) + table.column_numbers
    made = _ruled(lines, first + len(rows), [_SHARES[c.width] for c in columns])
    cells = [row.cells for row in made.rows]
    for each in heading(table.columns):
        start, end = cells[each.row][each.column], cells[each.row + each.rows - 1][each.column + each.columns - 1]
        _write(start.merge(end) if start is not end else start, each.label, Align.CENTRE, strong=True)
    if table.column_numbers:
        for at, cell in enumerate(cells[first - 1], 1):
            _write(cell, column_number(at), Align.CENTRE)
    _repeat(made.rows[:first])
    for into, row in zip(cells[first:], rows, strict=True):
        _fill(into, row, columns)


def _fill(into: Sequence[Any], row: Sequence[Cell], columns: Sequence[Column]) -> None:
    for cell, value, column in zip(into, row, columns, strict=True):
        _write(cell, shown(value, column), aligned(value, column), gap=is_gap(value))


def _ruled(lines: Lines, rows: int, shares: Sequence[int]) -> Any:
    made = lines.word.add_table(rows, len(shares))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(lines.measure_mm * share / sum(shares)) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:  # some programs go by the cells, some by the columns
        for cell, width in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = width
    return made


def _repeat(rows: Sequence[Any]) -> None:
    for row in rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _write(cell: Any, text: str, side: Align, strong: bool = False, gap: bool = False) -> None:
    line = cell.paragraphs[0]
    line.style, line.alignment = CELL.name, ALIGNED[side]
    run = line.add_run(text)
    if strong:
        set_face(run._element.get_or_add_rPr(), HEI)
    if gap:
        mark_gap(run)


def add_fields(lines: Lines, grid: FieldGrid) -> None:
    """Labels and values in a ruled grid."""
    across = grid.pairs_per_row
    made = _ruled(lines, -(-len(grid.pairs) // across), [3, 5] * across)
    cells = [cell for row in made.rows for cell in row.cells]
    for at, (label, value) in enumerate(grid.pairs):
        _write(cells[2 * at], label, Align.CENTRE, strong=True)
        _write(cells[2 * at + 1], shown(value, _LABEL), Align.LEFT, gap=is_gap(value))


def add_signatures(lines: Lines, block: Signatures) -> None:
    """Boxes side by side with room for a hand and a seal."""
    made = _ruled(lines, 1, [1] * len(block.boxes))
    made.rows[0].height = Mm(block.height_mm)
    for cell, (title, below) in zip(made.rows[0].cells, block.boxes, strict=True):
        _write(cell, title, Align.LEFT, strong=True)
        for text in below:
            cell.add_paragraph(text, CELL.name).alignment = ALIGNED[Align.LEFT]


