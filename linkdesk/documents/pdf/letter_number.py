"""The line of 发文字号: centred, at the right of a 函, or at the left with 签发人 beside it."""

from __future__ import annotations

from typing import NamedTuple

from linkdesk.documents.blocks import Align, LetterForm, LetterHead, Style
from linkdesk.documents.parts import Part
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Draw
from linkdesk.documents.pdf.letter_ink import black, together
from linkdesk.documents.pdf.styles import PageStyle, TypeStyle
from linkdesk.documents.pdf.text_boxes import spans
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_SIGNERS = "签发人："
_IN_A_ROW = 2  # names of signers


class NumberLines(NamedTuple):
    """What to draw, how many lines it takes, and how far down its characters reach."""

    draw: Draw
    lines: int
    height: float


class _Placed(NamedTuple):
    line: Line
    row: int
    left: float


def number_lines(setter: Typesetter, page: PageStyle, block: LetterHead) -> NumberLines:
    """The number of a letter and who signed it; nothing when it has neither."""
    style = page.paragraphs[Style.PLAIN].type
    signers = _signers(setter, style, page.measure, block.signers)
    placed = [*signers, *_number(setter, style, page.measure, block, signers)]
    rows = max((each.row + 1 for each in placed), default=0)
    draws = [black(each.line, each.left, each.row * page.leading, style.size, page.leading) for each in placed]
    below = (page.leading - style.size) / 2 if rows else 0
    return NumberLines(together(draws), rows, rows * page.leading - below)


def _number(setter: Typesetter, style: TypeStyle, measure: float, block: LetterHead, signers: list[_Placed]) -> list[_Placed]:
    """The number: beside the last row of signers where there is room for both, else below it."""
    if not block.reference:
        return []
    lines = setter.lines(spans(block.reference, style.role), style, measure, 0, _align(block))
    if not signers:
        return [_Placed(line, row, 0) for row, line in enumerate(lines)]
    room = min(each.left for each in signers) - 2 * style.pitch
    beside = len(lines) == 1 and lines[0].width <= room
    first = signers[-1].row + (0 if beside else 1)
    return [_Placed(line, first + row, style.pitch) for row, line in enumerate(lines)]


def _align(block: LetterHead) -> Align:
    if block.form is LetterForm.LETTER:
        return Align.RIGHT
    return Align.LEFT if block.signers else Align.CENTRE


def _signers(setter: Typesetter, style: TypeStyle, measure: float, signers: tuple[Part, ...]) -> list[_Placed]:
    """签发人： and the names in 楷体, two in a row, one character from the right, each under the one above it."""
    if not signers:
        return []
    label = setter.lines((Span(_SIGNERS, style.role),), style, measure, 0, Align.LEFT)[0]
    names = [setter.lines(spans((each,), Role.KAI), style, measure, 0, Align.LEFT)[0] for each in signers]
    column = max(name.width for name in names) + style.pitch
    columns = min(len(names), _IN_A_ROW)
    left = measure - columns * column
    return [_Placed(label, 0, left - label.width),
            *(_Placed(name, at // columns, left + at % columns * column) for at, name in enumerate(names))]
