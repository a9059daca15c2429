"""Paragraphs and pictures of a Word file, written one after the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Mm
from PIL import Image, UnidentifiedImageError

from linkdesk.documents.blocks import (
    Align,
    Contents,
    Drawing,
    Gap,
    Heading,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Style,
    Text,
)
from linkdesk.documents.docx.faces import ALIGNED, STYLES, heading_face, strong
from linkdesk.documents.text import part_text
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure

Pictures = Callable[[str], bytes]


class Lines:
    """Where the next block goes: the file being written, the width of its type area in mm, and who gives stored pictures."""

    def __init__(self, word: Any, pictures: Pictures | None) -> None:
        self.word, self.pictures, self.measure_mm = word, pictures, 156

    def line(self, text: str, style: str) -> Any:
        """One more paragraph."""
        return self.word.add_paragraph(text, style)

    def picture(self, content: bytes, width_mm: float, caption: str = "") -> None:
        """A picture across so many mm, at most the width of the page, its caption below."""
        self._into(self.line("", STYLES[Style.SMALL].name), content, min(width_mm, self.measure_mm))
        if caption:
            self.line(caption, STYLES[Style.SMALL].name).alignment = ALIGNED[Align.CENTRE]

    def _into(self, paragraph: Any, content: bytes, width_mm: float) -> None:
        paragraph.alignment = ALIGNED[Align.CENTRE]
        paragraph.paragraph_format.line_spacing = 1.0  # an exact pitch would cut the picture to one line
        paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width_mm))

    def stored(self, hash_: str, called: str) -> bytes:
        """A stored picture in a form every Word reads; KnownError when it is not there or spoilt."""
        if self.pictures is None:
            raise KnownError(f"文稿里的图片（{called}）没有找到原文件，Word 副本没有写成。请重新添加这张图片。")
        content = self.pictures(hash_)
        try:
            with Image.open(io.BytesIO(content)) as image:
                image.load()
        except (OSError, ValueError, UnidentifiedImageError):
            raise KnownError(f"图片（{called}）打不开，可能已损坏，Word 副本没有写成。请换一个图片文件。") from None
        return content


def mark_gap(run: Any) -> None:
    """Mark what the data do not say yet, so that nobody overlooks it."""
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def add_heading(lines: Lines, block: Heading) -> None:
    """A real heading of Word, seen in its navigation."""
    lines.line(block.text, heading_face(block.level).name)


def add_paragraph(lines: Lines, block: Paragraph) -> None:
    """A paragraph with its parts."""
    made = lines.line("", STYLES[block.style].name)
    if block.align is not Align.JUSTIFY:
        made.alignment = ALIGNED[block.align]
    for part in block.parts:
        add_part(made, part)


def add_part(paragraph: Any, part: Part) -> None:
    """A part of a paragraph as a run: figures as text, gaps marked."""
    run = paragraph.add_run(part_text(part))
    if isinstance(part, Text) and part.strong:
        strong(run)
    if isinstance(part, Gap) or (isinstance(part, Figure) and part.value is None):
        mark_gap(run)


def add_contents(lines: Lines, block: Contents) -> None:
    """Titles with the page they begin on."""
    for title, page in block.entries:
        lines.line(f"{title}\t{page}", STYLES[Style.PLAIN].name)


def add_picture(lines: Lines, block: Picture) -> None:
    """A stored picture."""
    lines.picture(lines.stored(block.hash, block.caption or block.hash[:8]), block.width_mm, block.caption)


def add_picture_row(lines: Lines, block: PictureRow) -> None:
    """Stored pictures one below the other; an empty frame is told by its caption."""
    for each in block.pictures:
        if each.hash:
            add_picture(lines, each)
        elif each.caption:
            lines.line(f"［{each.caption}］", STYLES[Style.SMALL].name)


def add_drawing(lines: Lines, block: Drawing) -> None:
    """A drawing as a picture, with its caption."""
    from linkdesk.documents.picture import png
    lines.picture(png(block, pictures=lines.pictures), float(block.width_mm), block.caption)
