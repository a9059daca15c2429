"""Codes on paper: the QR of a token, and the foot of an agreement page with number, page and token in digits beside it."""

from __future__ import annotations

from linkdesk.documents.blocks import Align, Code, Document
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.qr import SIDE, rows
from linkdesk.documents.pdf.styles import MM, SIZE_5, SIZE_SMALL_5, PageStyle, ParagraphStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter
from linkdesk.domain.errors import KnownError

CODE_SIDE = 22 * MM   # with its quiet zone
FROM_EDGE = 6 * MM    # from the lower edge of the sheet up to the quiet zone of a page's code
_QUIET = 4            # modules of white on each side
_CAPTION = ParagraphStyle(TypeStyle(Role.SONG, SIZE_5), 14)
_DIGITS, _LEADING = TypeStyle(Role.SONG, SIZE_SMALL_5), 14.0
_GROUP = 4            # letters of a token that stand together, for typing it by hand


def page_foot(setter: Typesetter, ink: Ink, page: PageStyle, document: Document, number: int, pages: int) -> None:
    """Draw the foot of an agreement page below its type area: number, page and token at the right, the code beside them.

    A draft bears its mark in place of number and code. KnownError when the document has codes, but not for every page.
    """
    token = "" if document.mark or not document.codes else _codes(document, pages)[number - 1]
    said = document.mark or document.number, f"第 {number} 页　共 {pages} 页", grouped(token)
    right, top = page.left + page.measure, page.height - FROM_EDGE - CODE_SIDE
    if token:
        ink.drawn(_modules(token, right - CODE_SIDE, ink.height - top))
    lines = [setter.once(text, _DIGITS) for text in said if text]
    y = top + (CODE_SIDE - len(lines) * _LEADING) / 2
    for at, line in enumerate(lines):
        ink.line(line, right - CODE_SIDE - line.width, y + at * _LEADING, _DIGITS.size, _LEADING)


def _codes(document: Document, pages: int) -> tuple[str, ...]:
    if pages > len(document.codes):
        raise KnownError(f"“{document.title}”{document.number}要印 {pages} 页，只备了 {len(document.codes)} 个核对码，所以没有打印。"
                         "请重新定稿该协议，使每一页都有核对码。")
    return document.codes


def grouped(token: str) -> str:
    """A token as people read and type it: 7K3M PQ2X W9AC."""
    return " ".join(token[at:at + _GROUP] for at in range(0, len(token), _GROUP))


def code_boxes(setter: Typesetter, page: PageStyle, block: Code) -> list[Box]:
    """A QR code at the foot of the type area, at the right, its caption at its left."""
    lines = setter.lines((Span(block.caption, Role.SONG),), _CAPTION.type, page.measure - CODE_SIDE, 0, Align.RIGHT)
    left, top = page.measure - CODE_SIDE, (CODE_SIDE - len(lines) * _CAPTION.leading) / 2

    def draw(ink: Ink, x: float, y: float) -> None:
        ink.drawn(_modules(block.token, x + left, ink.height - y))
        for at, line in enumerate(lines):
            ink.line(line, x, y + top + at * _CAPTION.leading, _CAPTION.type.size, _CAPTION.leading)

    return [Box(CODE_SIDE, draw, at_foot=True)]


def _modules(token: str, x: float, top: float) -> str:
    """The dark modules as runs along each row, in a square of modules scaled to the code's side."""
    module = CODE_SIDE / (SIDE + 2 * _QUIET)
    runs = " ".join(f"{at} {-row} {length} 1 re" for row, dark in enumerate(rows(token), 1) for at, length in dark)
    left, upper = x + _QUIET * module, top - _QUIET * module
    return f"q {module:.4f} 0 0 {module:.4f} {left:.2f} {upper:.2f} cm {runs} f Q"
