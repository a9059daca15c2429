"""Text in cells: set within a width, placed between two edges."""

from __future__ import annotations

from typing import NamedTuple

from linkdesk.documents.blocks import Align
from linkdesk.documents.pdf.columns import PADDING
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.typesetter import Spans, Typesetter

LEADING = 1.3    # of lines in cells, in sizes
ABOVE = 2.6      # room above and below the text of a cell, in points
_UNBROKEN = 1e6  # a measure no cell text reaches


class CellText(NamedTuple):
    """A cell's lines, the size they are set in, and where they stand: left edge, width, alignment."""

    lines: tuple[Line, ...]
    size: float
    x: float
    width: float
    align: Align

    @property
    def height(self) -> float:
        """The least height of its cell."""
        return len(self.lines) * self.size * LEADING + 2 * ABOVE

    def draw(self, ink: Ink, x: float, y: float, height: float) -> None:
        """Draw the text in the middle of a cell whose row begins at (x, y)."""
        leading = self.size * LEADING
        y += (height - len(self.lines) * leading) / 2
        for line in self.lines:
            ink.line(line, x + self._left(line), y, self.size, leading)
            y += leading

    def _left(self, line: Line) -> float:
        if self.align is Align.CENTRE:
            return self.x + (self.width - line.width) / 2
        if self.align is Align.RIGHT:
            return self.x + self.width - PADDING - line.width
        return self.x + PADDING


def cell_text(setter: Typesetter, spans: Spans, style: TypeStyle, x: float, width: float, align: Align) -> CellText:
    """Set a cell's text; what fits on one line is the same in any column, so it is set once."""
    room = width - 2 * PADDING + 0.01
    fits = setter.ems(spans)[0] * style.size <= room
    measure = setter.balanced(spans, style, room) if align is Align.CENTRE and not fits else room
    lines = setter.lines(spans, style, _UNBROKEN if fits else measure, 0, Align.LEFT)
    return CellText(lines, style.size, x, width, align)
