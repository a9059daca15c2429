"""The head of a letter to the millimetre. Source: GB/T 9704-2012, 7.2 and 10.1."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.blocks import LetterForm, LetterHead, Style
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box, Draw
from linkdesk.documents.pdf.letter_ink import bar, black, together
from linkdesk.documents.pdf.letter_names import Names, joint_names, one_name
from linkdesk.documents.pdf.letter_number import number_lines
from linkdesk.documents.pdf.styles import MM, SIZE_3, PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_NAMES = 35 * MM             # from the top of the type area down to the names
_NAMES_OF_LETTER = 30 * MM   # from the top of the sheet, 信函式
_LINE = 4 * MM               # from the number, 信函式 from the names, down to the red line
_LINE_OF_FOOT = 20 * MM      # from the lower edge of the sheet up to the second red line, 信函式
_LONG = 170 * MM             # the red lines of 信函式
_RED, _THICK, _THIN, _APART = 2.0, 2.5, 0.75, 2.6  # thickness of lines, and how far a double line is apart
_BESIDE = 7 / 8 * SIZE_3     # from the red line of 信函式 down to the number
_BELOW_NAMES, _BELOW_LINE = 2, 2  # empty lines
_EASY = 10 * MM              # height for each of several names that asks for no more
_REST, _LEAST_REST = 7, 3    # lines of the first page kept for title, addressees and text; below the title where many names leave no more


def head_boxes(setter: Typesetter, page: PageStyle, block: LetterHead, title: int) -> list[Box]:
    """All that stands above the title of so many lines, as one box; lines are counted from its lower edge."""
    return [_letter(setter, page, block) if block.form is LetterForm.LETTER else _document(setter, page, block, title)]


def _document(setter: Typesetter, page: PageStyle, block: LetterHead, title: int) -> Box:
    number = number_lines(setter, page, block)
    used = _NAMES + _LINE + (_BELOW_NAMES + number.lines + _BELOW_LINE) * page.leading
    room, least = (page.depth - used - rest * page.leading for rest in (_REST, min(_REST, title + _LEAST_REST)))
    names = _names(setter, page, block, room if room > _EASY * len(block.issuers) else least)
    top = _NAMES + names.height + _BELOW_NAMES * page.leading
    line = top + number.height + _LINE
    draws = [*_above(setter, page, block, 0), _shifted(names, _NAMES), _down(number.draw, top),
             bar(0, page.measure, line + _RED / 2, _RED, in_red=True)]
    return Box(line + _RED + _BELOW_LINE * page.leading, together(draws), keep=True, starts_grid=True)


def _letter(setter: Typesetter, page: PageStyle, block: LetterHead) -> Box:
    names = _names(setter, page, block, page.depth / 3)
    line = _NAMES_OF_LETTER - page.top + names.height + _LINE
    first = line + _THICK + _APART + _BESIDE - (page.leading - SIZE_3) / 2
    number = number_lines(setter, page, block)
    rows = max(number.lines, len(block.above))
    draws = [_shifted(names, _NAMES_OF_LETTER - page.top), *_double(page, line, thick_first=True), _down(number.draw, first),
             *_above(setter, page, block, first),
             *_double(page, page.height - page.top - _LINE_OF_FOOT - _THICK - _APART, thick_first=False)]
    return Box(first + (rows + _BELOW_LINE) * page.leading, together(draws), keep=True, starts_grid=True, numberless=True)


def _names(setter: Typesetter, page: PageStyle, block: LetterHead, room: float) -> Names:
    if len(block.issuers) > 1 and block.form is LetterForm.DOCUMENT:
        return joint_names(setter, block.issuers, block.word, page.measure, room)
    host = block.issuers[0]
    return one_name(setter, host if host.endswith(block.word) else host + block.word, page.measure)


def _double(page: PageStyle, top: float, thick_first: bool) -> Iterator[Draw]:
    left = (page.width - _LONG) / 2 - page.left
    lines = (_THICK, _THIN) if thick_first else (_THIN, _THICK)
    yield bar(left, left + _LONG, top + lines[0] / 2, lines[0], in_red=True)
    yield bar(left, left + _LONG, top + _THICK + _APART - lines[1] / 2, lines[1], in_red=True)


def _above(setter: Typesetter, page: PageStyle, block: LetterHead, top: float) -> Iterator[Draw]:
    body = page.paragraphs[Style.PLAIN].type
    for at, text in enumerate(block.above):
        role = body.role if text.isdigit() else Role.HEI
        line = setter.lines((Span(text, role),), TypeStyle(role, body.size), page.measure)[0]
        yield black(line, 0, top + at * page.leading, body.size, page.leading)


def _shifted(names: Names, top: float) -> Draw:
    return _down(together(names.draws), top)


def _down(draw: Draw, top: float) -> Draw:
    return lambda ink, x, y: draw(ink, x, y + top)
