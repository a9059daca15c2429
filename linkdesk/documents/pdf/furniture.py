"""What stands on every page beside its content: number, head and foot lines, the draft mark."""

from __future__ import annotations

from math import cos, radians, sin

from linkdesk.documents.blocks import Align, Document
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, SIZE_4, SIZE_SMALL_5, PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_NUMBER = TypeStyle(Role.SONG, SIZE_4)
_SMALL = TypeStyle(Role.SONG, SIZE_SMALL_5)
_MARK_GREY, _MARK_SLANT = 0.92, 35
_DASH = 0.33         # how high the dash of the page number stands above its base line, in sizes
_BELOW_TYPE = 7 * MM  # from the type area down to that dash
_FOOT = 9 * MM       # base line of the foot, above the edge of the sheet


def furnish(setter: Typesetter, ink: Ink, page: PageStyle, document: Document) -> None:
    """Draw what every page of a document bears: its mark, head and foot lines."""
    if document.mark:
        _mark(setter, ink, page, document.mark)
    if document.head:
        line = setter.lines((Span(document.head, Role.SONG),), _SMALL, page.measure, 0, Align.RIGHT)[0]
        ink.line(line, page.left, page.top - 24, _SMALL.size, 16)
    if document.foot:
        line = setter.lines((Span(document.foot, Role.SONG),), _SMALL, page.measure, 0, Align.LEFT)[0]
        ink.line(line, page.left, page.height - _FOOT - 12, _SMALL.size, 16)


def page_number(setter: Typesetter, ink: Ink, page: PageStyle, number: int) -> None:
    """— 1 — (counted from 1), outside: odd pages one character from the right of the type area, even ones from the left."""
    line = setter.lines((Span(f"— {number} —", Role.SONG),), _NUMBER, page.measure, 0, Align.LEFT)[0]
    if not page.landscape:
        x = page.left + _aside(line.width, page.measure, number)
        ink.line(line, x, page.height - page.bottom + _BELOW_TYPE + _DASH * SIZE_4 - 0.88 * SIZE_4, SIZE_4, SIZE_4)
        return
    # On the upright sheet the number stands where it does on other pages: that is at the left of this one.
    down = page.top + _aside(line.width, page.depth, number)
    ink.turned(line, page.left - _BELOW_TYPE - _DASH * SIZE_4, down)


def _aside(width: float, measure: float, number: int) -> float:
    return measure - width - SIZE_4 if number % 2 else float(SIZE_4)


def _mark(setter: Typesetter, ink: Ink, page: PageStyle, word: str) -> None:
    size = min(page.width, page.height) / (len(word) + 1)
    line = setter.lines((Span(word, Role.HEI),), TypeStyle(Role.HEI, size), 1e6, 0, Align.LEFT)[0]
    c, s = cos(radians(_MARK_SLANT)), sin(radians(_MARK_SLANT))
    across, up = line.width / 2, 0.38 * size
    x = page.width / 2 - c * across + s * up
    y = page.height / 2 - s * across - c * up
    ink.drawn(f"q {_MARK_GREY} g BT {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x:.2f} {y:.2f} Tm {line.code} ET Q")
