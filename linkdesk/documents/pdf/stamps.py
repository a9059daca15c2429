"""Page numbers that run through a joined file, as pages to lay over its own."""

from __future__ import annotations

import io
from collections.abc import Sequence

from linkdesk.documents.blocks import Align
from linkdesk.documents.pdf.faces import CHOSEN, Fonts, Role
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.sheets import Sheets
from linkdesk.documents.pdf.styles import MM, SIZE_SMALL_5, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_STYLE = TypeStyle(Role.SONG, SIZE_SMALL_5)
_SIDE, _FOOT = 26 * MM, 9 * MM  # from the right edge and from the lower edge of the sheet


def page_stamps(sizes: Sequence[tuple[float, float]], fonts: Fonts = CHOSEN) -> bytes:
    """A PDF with a page of each size (width, height in points) that holds only 第 n 页 共 m 页."""
    out, setter = io.BytesIO(), Typesetter(fonts)
    sheets = Sheets(out)
    for number, (width, height) in enumerate(sizes, 1):
        text = f"第 {number} 页  共 {len(sizes)} 页"
        line = setter.lines((Span(text, Role.SONG),), _STYLE, width - _SIDE, 0, Align.RIGHT)[0]
        ink = Ink(height)
        ink.line(line, 0, height - _FOOT - _STYLE.size, _STYLE.size, _STYLE.size)
        sheets.page(width, height, ink.operators())
    sheets.finish(list(setter.used.values()))
    return out.getvalue()
