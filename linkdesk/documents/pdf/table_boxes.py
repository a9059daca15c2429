"""Tables as boxes: a heading that comes again on each page, rows that are never parted, signers kept with rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

from linkdesk.documents.bands import Band, bands
from linkdesk.documents.blocks import Align, Cell, Column, Paragraph, Style, Table, Text
from linkdesk.documents.cells import aligned, column_number, is_gap, leaves, shown
from linkdesk.documents.pdf.cell_text import ABOVE, LEADING, CellText, cell_text
from linkdesk.documents.pdf.columns import Need, fitted
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box, kept
from linkdesk.documents.pdf.heading_rows import heading_box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import PageStyle, ParagraphStyle, TypeStyle
from linkdesk.documents.pdf.text_boxes import gap_span, paragraph_boxes
from linkdesk.documents.pdf.typesetter import Span, Spans, Typesetter

_LINE = ParagraphStyle(TypeStyle(Role.SONG, 10.5), 18)  # 填报单位 and 单位 above, 制表 and 审核 below
_LAST_ROWS = 2  # so many rows stay with totals and signers
# A table that takes no more of the page than this is not parted; a landscape sheet holds nothing but tables.
_WHOLE = {False: 0.3, True: 1}
_LABEL_LEAST, _LABEL_USUAL = 2, 5  # ems a heading label asks for; a longer one wraps


def table_boxes(setter: Typesetter, page: PageStyle, table: Table) -> list[Box]:
    """A table with its title, unit line, rows, totals, signers and notes; a wide one band below band."""
    return [box for band in bands(table) for box in _band_boxes(setter, page, band)]


def _band_boxes(setter: Typesetter, page: PageStyle, band: Band) -> list[Box]:
    table = band.table
    columns = leaves(table.columns)
    spans = [[_spans(cell, column, role) for cell, column in zip(row, columns, strict=True)]
             for row, role in zip(_rows(table), _roles(table), strict=True)]
    size, widths = fitted(_needs(setter, band, spans), page.measure, page.table_size)
    edges = [0.0, *accumulate(widths)]
    style = TypeStyle(Role.SONG, size)
    head = heading_box(setter, table, style, edges, band.numbers)
    texts = [_texts(setter, row, cells, columns, style, edges) for row, cells in zip(_rows(table), spans, strict=True)]
    rows = [replace(box, head=head, keep=_stays(table, at)) for at, row in enumerate(texts)
            for box in _row_boxes(row, edges, page.depth - head.height)]
    above, tail = _above(setter, page, table), [*_signers(setter, page, table), *_notes(setter, page, table)]
    small = sum(box.height for box in (*above, head, *rows, *tail)) <= page.depth * _WHOLE[page.landscape]
    together = len(rows) if small else _LAST_ROWS + (table.totals is not None)
    rows = kept(rows, together) if tail else [*kept(rows[:-1], together - 1), *rows[-1:]]
    return [replace(white(page), keep=True), *above, head, *rows, *tail, white(page)]


def _stays(table: Table, at: int) -> bool:
    """Whether a row stays with the next: the first, so that two stand below a heading, and the one above a subtotal."""
    return at == 0 or at + 1 in table.subtotal_rows


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    empty = () if table.rows else ((None,) * len(leaves(table.columns)),)
    return [*table.rows, *empty, *((table.totals,) if table.totals is not None else ())]


def _roles(table: Table) -> list[Role]:
    """The face of each row: sums stand out from what they sum up."""
    rows = range(max(len(table.rows), 1))
    return [*(Role.HEI if at in table.subtotal_rows else Role.SONG for at in rows),
            *([Role.HEI] if table.totals is not None else [])]


def _spans(cell: Cell, column: Column, role: Role) -> Spans:
    text = shown(cell, column)
    return (gap_span(text) if is_gap(cell) else Span(text, role),)


def _needs(setter: Typesetter, band: Band, rows: Sequence[Sequence[Spans]]) -> list[Need]:
    columns = leaves(band.table.columns)
    needs = [_need(setter, column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    if not band.table.column_numbers:
        return needs
    numbers = [setter.ems((Span(column_number(number), Role.SONG),))[0] for number in band.numbers]
    return [replace(need, least=max(need.least, number)) for need, number in zip(needs, numbers, strict=True)]


def _need(setter: Typesetter, column: Column, cells: Sequence[Spans]) -> Need:
    found = [setter.ems(cell) for cell in cells]
    whole, least = setter.ems((Span(column.label, Role.SONG),))
    lengths = sorted(length for length, _ in found)
    usual = max(lengths[len(lengths) * 9 // 10], min(whole / 2, _LABEL_USUAL))
    return Need(max(least, min(whole, _LABEL_LEAST), *(widest for _, widest in found)), usual,
                max(usual, lengths[-1]), column.width)


def _texts(setter: Typesetter, row: Sequence[Cell], spans: Sequence[Spans], columns: Sequence[Column],
           style: TypeStyle, edges: Sequence[float]) -> list[CellText]:
    return [cell_text(setter, text, style, edges[at], edges[at + 1] - edges[at], aligned(cell, column))
            for at, (cell, text, column) in enumerate(zip(row, spans, columns, strict=True))]


def _row_boxes(texts: Sequence[CellText], edges: Sequence[float], limit: float) -> Iterator[Box]:
    """A row as one box; only one that is taller than a whole page is parted between its lines."""
    most = int((limit - 2 * ABOVE) / (texts[0].size * LEADING))
    lines = max(len(text.lines) for text in texts)
    for at in range(0, lines, most):
        part = [text._replace(lines=text.lines[at:at + most]) for text in texts]
        height = max(text.height for text in part)
        yield Box(height, partial(_draw_row, part, edges, height))


def _draw_row(texts: Sequence[CellText], edges: Sequence[float], height: float, ink: Ink, x: float, y: float) -> None:
    ink.boxes([x + edge for edge in edges], y, height)
    for text in texts:
        text.draw(ink, x, y, height)


def _above(setter: Typesetter, page: PageStyle, table: Table) -> list[Box]:
    title = paragraph_boxes(setter, page, Paragraph((Text(table.title),), Style.TABLE_TITLE)) if table.title else []
    by = table.filled_by if not table.filled_by or "：" in table.filled_by else f"填报单位：{table.filled_by}"
    if not by and not table.unit:
        return title
    texts = [(text, side) for text, side in ((by, Align.LEFT), (table.unit, Align.RIGHT)) if text]
    return [*title, replace(_spread(setter, page, *zip(*texts, strict=True)), keep=True)]


def _signers(setter: Typesetter, page: PageStyle, table: Table) -> list[Box]:
    if not table.signers:
        return []
    texts = [signer if "：" in signer else f"{signer}：" for signer in table.signers]
    box = _spread(setter, page, texts, [Align.LEFT] * len(texts))
    return [replace(box, height=box.height + 4, keep=bool(table.notes))]


def _spread(setter: Typesetter, page: PageStyle, texts: Sequence[str], aligns: Sequence[Align]) -> Box:
    """Texts side by side in equal parts of the type area."""
    width = page.measure / len(texts)
    cells = [cell_text(setter, (Span(text, Role.SONG),), _LINE.type, at * width, width, align)
             for at, (text, align) in enumerate(zip(texts, aligns, strict=True))]
    height = max(_LINE.leading, *(cell.height for cell in cells))
    return Box(height, partial(_draw_cells, cells, height))


def _draw_cells(cells: Sequence[CellText], height: float, ink: Ink, x: float, y: float) -> None:
    for cell in cells:
        cell.draw(ink, x, y, height)


def _notes(setter: Typesetter, page: PageStyle, table: Table) -> list[Box]:
    boxes = [box for note in table.notes for box in paragraph_boxes(setter, page, Paragraph((Text(note),), Style.SMALL))]
    return kept(boxes[:-1], len(boxes)) + boxes[-1:]


def white(page: PageStyle) -> Box:
    """The room between a table and the text around it; the grid gives more by itself."""
    return Box(page.leading / (8 if page.grid else 3), space=True)
