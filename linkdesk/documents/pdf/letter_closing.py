"""署名 and 成文日期, with room for seals. Source: GB/T 9704-2012, 7.3.5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linkdesk.documents.blocks import Align, Closing, Style
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.flow import Box, kept
from linkdesk.documents.pdf.letter_ink import black, together
from linkdesk.documents.pdf.styles import MM, PageStyle, TypeStyle
from linkdesk.documents.pdf.text_boxes import spans
from linkdesk.documents.pdf.title_breaks import title_broken
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_IN_A_ROW = 3         # seals side by side
_APART = 45 * MM      # from the middle of a seal of 42 mm to that of the next
_ROW = 46 * MM        # from a row of seals to the next
_ABOVE = 2            # empty lines above the names: the seal begins in the first of them
_FROM_RIGHT = 4       # characters right of the date
_NAME_FROM_RIGHT = 2  # characters right of a name without seal
_SHORT = 2            # lines below the title: addressees and a text of one line


class _Date(NamedTuple):
    line: Line
    left: float

    @property
    def middle(self) -> float:
        return self.left + self.line.width / 2


def closing_boxes(setter: Typesetter, page: PageStyle, block: Closing) -> list[Box]:
    """The signature: with seals a box for each row of them, the last row with the date; without, line by line."""
    style = page.paragraphs[Style.PLAIN].type
    line = setter.lines(spans((block.dated,), style.role), style, page.measure, 0, Align.LEFT)[0]
    date = _Date(line, page.measure - _FROM_RIGHT * style.pitch - line.width)
    if not block.sealed:
        return _unsealed(setter, page, style, block.issuers, date)
    rows = [block.issuers[at:at + _IN_A_ROW] for at in range(0, len(block.issuers), _IN_A_ROW)]
    return [_row(setter, page, style, row, date, dated=at + 1 == len(rows)) for at, row in enumerate(rows)]


def with_signature(boxes: Sequence[Box], signed: bool) -> list[Box]:
    """The boxes of a letter (`signed`: with its signature), the last one staying with what follows.

    Not of a text so short that the first page would be left without text or signature.
    """
    return kept(boxes, 1) if sum(not box.keep for box in boxes) - signed > _SHORT else list(boxes)


def _unsealed(setter: Typesetter, page: PageStyle, style: TypeStyle, names: Sequence[str], date: _Date) -> list[Box]:
    measure = page.measure - _NAME_FROM_RIGHT * style.pitch
    lines = [line for name in names if name
             for line in setter.lines((Span(name, style.role),), style, measure, 0, Align.RIGHT)]
    draws = [*(black(line, 0, 0, style.size, page.leading) for line in lines),
             black(date.line, date.left, 0, style.size, page.leading)]
    boxes = [Box(page.leading, draw, on_grid=True, keep=at + 1 < len(draws)) for at, draw in enumerate(draws)]
    return [Box(page.leading, space=True, on_grid=True, keep=True), *boxes]


def _row(setter: Typesetter, page: PageStyle, style: TypeStyle, names: Sequence[str], date: _Date, dated: bool) -> Box:
    middles = _middles(page, len(names), date.middle)
    width = _room(page, middles)
    signed = [_name(setter, style, name, middle, width) for name, middle in zip(names, middles, strict=True) if name]
    foot = max(_ABOVE + 1, *(len(name) for name in signed), 0)  # lines down to the lower edge of the names
    draws = [black(line, left, (foot - len(name) + at) * page.leading, style.size, page.leading)
             for name in signed for at, (line, left) in enumerate(name)]
    if not dated:
        return Box(_ROW + (foot - _ABOVE - 1) * page.leading, together(draws), on_grid=True, keep=True)
    draws.append(black(date.line, date.left, foot * page.leading, style.size, page.leading))
    return Box((foot + 1) * page.leading, together(draws), on_grid=True)


def _middles(page: PageStyle, count: int, last: float) -> list[float]:
    """The middles of the seals from the left; the last one is over the date."""
    if count == 2:
        return [page.measure - last, last]
    return [last - at * _APART for at in reversed(range(count))]


def _room(page: PageStyle, middles: Sequence[float]) -> float:
    """How wide a name may be without reaching another or the edge."""
    if len(middles) == 1:
        return 2 * (page.measure - middles[0])
    return min(middles[1] - middles[0], 2 * (page.measure - middles[-1]), 2 * middles[0])


def _name(setter: Typesetter, style: TypeStyle, name: str, middle: float, width: float) -> list[tuple[Line, float]]:
    """The lines of a name centred about its middle, each with its distance from the left."""
    text = (Span(title_broken(setter, name, style, width), style.role),)
    narrow = setter.balanced(text, style, width)
    return [(line, middle - narrow / 2) for line in setter.lines(text, style, narrow, 0, Align.CENTRE)]
