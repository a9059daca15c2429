"""版记 at the foot of the last page. Source: GB/T 9704-2012, 7.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linkdesk.documents.blocks import Align, Imprint, LetterForm, Style
from linkdesk.documents.letter_text import COPIED
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.flow import Box, Draw
from linkdesk.documents.pdf.letter_ink import bar, black, together
from linkdesk.documents.pdf.styles import MM, SIZE_4, PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_OUTER, _INNER = 0.35 * MM, 0.25 * MM
_LEADING, _AROUND = 22.0, 7.0  # of lines in a row, and the white above and below them together


class _Row(NamedTuple):
    """Lines with how far from the left they stand and in which line of the row."""

    lines: tuple[tuple[Line, float, int], ...]

    @property
    def height(self) -> float:
        return (max(row for _, _, row in self.lines) + 1) * _LEADING + _AROUND


def imprint_boxes(setter: Typesetter, page: PageStyle, block: Imprint) -> list[Box]:
    """The rows as one box at the foot of an even page, lines between them; a 函 has them without lines on any page."""
    style = TypeStyle(page.paragraphs[Style.PLAIN].type.role, SIZE_4)
    rows = list(_rows(setter, page.measure, style, block))
    if not rows:
        return []
    draws = list(_placed(rows, style))
    ruled = block.form is not LetterForm.LETTER
    if ruled:
        draws += _bars(rows, page.measure)
    return [Box(sum(row.height for row in rows), together(draws), at_foot=True, even=ruled)]


def _placed(rows: Sequence[_Row], style: TypeStyle) -> Iterator[Draw]:
    top = 0.0
    for row in rows:
        for line, left, at in row.lines:
            yield black(line, left, top + _AROUND / 2 + at * _LEADING, style.size, _LEADING)
        top += row.height


def _bars(rows: Sequence[_Row], measure: float) -> Iterator[Draw]:
    """A thick line above and below all, the lowest on the edge of the type area, thin ones between."""
    y = 0.0
    yield bar(0, measure, y, _OUTER)
    for at, row in enumerate(rows, 1):
        y += row.height
        yield bar(0, measure, y, _OUTER if at == len(rows) else _INNER)


def _rows(setter: Typesetter, measure: float, style: TypeStyle, block: Imprint) -> Iterator[_Row]:
    if block.copies_to:
        yield _copied(setter, measure, style, f"{block.copies_to}。")
    if block.office or block.printed:
        yield _printed(setter, measure, style, block.office, block.printed)
    if block.copies:
        line = setter.once(f"（{block.copies}）", style)
        yield _Row(((line, measure - style.size - line.width, 0),))


def _copied(setter: Typesetter, measure: float, style: TypeStyle, text: str) -> _Row:
    label = setter.once(COPIED, style)
    left = style.size + label.width
    lines = setter.lines((Span(text, style.role),), style, measure - left - style.size)
    return _Row(((label, style.size, 0), *((line, left, at) for at, line in enumerate(lines))))


def _printed(setter: Typesetter, measure: float, style: TypeStyle, office: str, printed: str) -> _Row:
    day = setter.once(printed, style)
    room = measure - day.width - 3 * style.size
    lines = setter.lines((Span(office, style.role),), style, room, 0, Align.LEFT)
    return _Row((*((line, style.size, at) for at, line in enumerate(lines)), (day, measure - style.size - day.width, 0)))
