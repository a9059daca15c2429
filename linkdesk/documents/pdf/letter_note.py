"""附件说明: names of attachments, each turned line under the first character of its name."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.blocks import Align, AttachmentNote, Style
from linkdesk.documents.letter_text import numbered_names
from linkdesk.documents.pdf.flow import Box, Draw
from linkdesk.documents.pdf.letter_ink import black, together
from linkdesk.documents.pdf.styles import PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_LABEL = "附件："
_INDENT = 2  # characters


def note_boxes(setter: Typesetter, page: PageStyle, block: AttachmentNote) -> list[Box]:
    """The lines of the note, an empty one above them; those of one name stay together."""
    style = page.paragraphs[Style.PLAIN].type
    label = setter.lines((Span(_LABEL, style.role),), style, page.measure, 0, Align.LEFT)[0]
    left = _INDENT * style.pitch + label.width
    entries = [list(_entry(setter, page, style, left, number, name)) for number, name in numbered_names(block)]
    entries[0][0].append(black(label, _INDENT * style.pitch, 0, style.size, page.leading))
    boxes = [Box(page.leading, together(row), on_grid=True, keep=at + 1 < len(entry))
             for entry in entries for at, row in enumerate(entry)]
    return [Box(page.leading, space=True, on_grid=True, keep=True), *boxes]


def _entry(setter: Typesetter, page: PageStyle, style: TypeStyle, left: float, number: str, name: str) -> Iterator[list[Draw]]:
    before = setter.lines((Span(number, style.role),), style, page.measure, 0, Align.LEFT)[0]
    inner = left + before.width
    for at, line in enumerate(setter.lines((Span(name, style.role),), style, page.measure - inner)):
        draws = [black(line, inner, 0, style.size, page.leading)]
        yield draws if at else [black(before, left, 0, style.size, page.leading), *draws]
