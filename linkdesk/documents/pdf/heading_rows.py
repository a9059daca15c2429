"""The heading of a table: labels over groups and leaves, the row of column numbers, as one box."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from linkdesk.documents.blocks import Align, Table
from linkdesk.documents.cells import HeadingCell, column_number, depth, heading
from linkdesk.documents.pdf.cell_text import CellText, cell_text
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter


def heading_box(setter: Typesetter, table: Table, style: TypeStyle, edges: Sequence[float],
                numbers: Sequence[int]) -> Box:
    """The heading between the columns' edges, with the columns' numbers if asked for; it stays with the first row."""
    cells = _cells(table, numbers)
    texts = [cell_text(setter, (Span(cell.label, Role.SONG),), style, edges[cell.column],
                       edges[cell.column + cell.columns] - edges[cell.column], Align.CENTRE) for cell in cells]
    heights = _heights(cells, texts)
    return Box(sum(heights), partial(_draw, list(zip(cells, texts, strict=True)), heights), keep=True)


def _cells(table: Table, numbers: Sequence[int]) -> list[HeadingCell]:
    row = depth(table.columns)
    numbered = enumerate(numbers if table.column_numbers else ())
    return [*heading(table.columns), *(HeadingCell(column_number(number), at, row, 1, 1) for at, number in numbered)]


def _heights(cells: Sequence[HeadingCell], texts: Sequence[CellText]) -> list[float]:
    heights = [0.0] * max(cell.row + cell.rows for cell in cells)
    for cell, text in sorted(zip(cells, texts, strict=True), key=lambda both: both[0].rows):
        lacking = text.height - sum(heights[cell.row:cell.row + cell.rows])
        if lacking > 0:
            for row in range(cell.row, cell.row + cell.rows):
                heights[row] += lacking / cell.rows
    return heights


def _draw(cells: Sequence[tuple[HeadingCell, CellText]], heights: Sequence[float], ink: Ink, x: float, y: float) -> None:
    for cell, text in cells:
        top = y + sum(heights[:cell.row])
        height = sum(heights[cell.row:cell.row + cell.rows])
        ink.box(x + text.x, top, text.width, height)
        text.draw(ink, x, top, height)
