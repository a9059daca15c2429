"""Ruled grids of labels and values, and signature boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from linkdesk.documents.blocks import Align, Cell, Column, FieldGrid, Signatures, Style
from linkdesk.documents.cells import is_gap, shown
from linkdesk.documents.pdf.cell_text import CellText, cell_text
from linkdesk.documents.pdf.columns import PADDING
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, SIZE_SMALL_4, PageStyle, TypeStyle
from linkdesk.documents.pdf.table_boxes import white
from linkdesk.documents.pdf.text_boxes import gap_span
from linkdesk.documents.pdf.typesetter import Span, Spans, Typesetter

_LABEL_MOST = 10     # ems a label takes before it wraps
_ROW_LEAST = 20.0    # points
_INSIDE = 6.0        # room inside a signature box, in points
_PLAIN = Column("")


def grid_boxes(setter: Typesetter, page: PageStyle, block: FieldGrid) -> list[Box]:
    """Labels and values, so many pairs a row; the value of an unfinished last row takes what is left."""
    style = TypeStyle(Role.SONG, page.table_size)
    label = _label_width(setter, block, style)
    pair = page.measure / block.pairs_per_row
    rows = [block.pairs[at:at + block.pairs_per_row] for at in range(0, len(block.pairs), block.pairs_per_row)]
    boxes = [_row(setter, row, style, label, pair, page.measure) for row in rows]
    return [replace(white(page), keep=True), *boxes, white(page)]


def _label_width(setter: Typesetter, block: FieldGrid, style: TypeStyle) -> float:
    widest = max((setter.ems((Span(label, Role.SONG),))[0] for label, _ in block.pairs), default=0)
    return (min(widest, _LABEL_MOST) + 0.5) * style.size + 2 * PADDING


def _row(setter: Typesetter, row: Sequence[tuple[str, Cell]], style: TypeStyle, label: float, pair: float,
         measure: float) -> Box:
    texts: list[CellText] = []
    for at, (name, cell) in enumerate(row):
        right = measure if at + 1 == len(row) else (at + 1) * pair
        texts.append(cell_text(setter, (Span(name, Role.SONG),), style, at * pair, label, Align.CENTRE))
        texts.append(cell_text(setter, _value(cell), style, at * pair + label, right - at * pair - label, Align.LEFT))
    height = max(_ROW_LEAST, *(text.height for text in texts))
    return Box(height, partial(_draw_row, texts, height))


def _value(cell: Cell) -> Spans:
    text = shown(cell, _PLAIN)
    return (gap_span(text) if is_gap(cell) else Span(text, Role.SONG),)


def _draw_row(texts: Sequence[CellText], height: float, ink: Ink, x: float, y: float) -> None:
    for text in texts:
        ink.box(x + text.x, y, text.width, height)
        text.draw(ink, x, y, height)


def signature_boxes(setter: Typesetter, page: PageStyle, block: Signatures) -> list[Box]:
    """Boxes side by side, never parted and never alone on a page."""
    body = page.paragraphs[Style.PLAIN].type
    style = TypeStyle(body.role, min(body.size, SIZE_SMALL_4))
    width = page.measure / len(block.boxes)
    boxes = [_set_box(setter, (title, *lines), style, at * width, width) for at, (title, lines) in enumerate(block.boxes)]
    height = max(block.height_mm * MM, *(sum(text.height for text in texts) + 2 * _INSIDE for texts in boxes))
    return [Box(page.leading / 2, space=True, keep=True), Box(height, partial(_draw_boxes, boxes, width, height))]


def _set_box(setter: Typesetter, texts: Sequence[str], style: TypeStyle, x: float, width: float) -> list[CellText]:
    return [cell_text(setter, (Span(text, style.role),), style, x + _INSIDE / 2, width - _INSIDE, Align.LEFT)
            for text in texts]


def _draw_boxes(boxes: Sequence[Sequence[CellText]], width: float, height: float, ink: Ink, x: float, y: float) -> None:
    for at, texts in enumerate(boxes):
        ink.box(x + at * width, y, width, height)
        gap = (height - 2 * _INSIDE - sum(t.height for t in texts)) / max(len(texts) - 1, 1)
        top = y + _INSIDE
        for text in texts:
            text.draw(ink, x, top, text.height)
            top += text.height + gap
