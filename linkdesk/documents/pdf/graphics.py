"""Stored pictures as boxes, and the captions of pictures and drawings."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

from reportlab.lib.utils import ImageReader

from linkdesk.documents.blocks import Align, Picture, Style
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, PageStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter
from linkdesk.domain.errors import KnownError

Pictures = Callable[[str], bytes]


def picture_boxes(setter: Typesetter, page: PageStyle, block: Picture, pictures: Pictures | None) -> list[Box]:
    """A stored picture, centred, with its caption; one too large for the page is made to fit."""
    across, down = _size(block, pictures)
    width = min(block.width_mm * MM, page.measure)
    height = width * down / across
    limit = page.depth - 2 * page.leading
    width, height = (width, height) if height <= limit else (limit * across / down, limit)
    draw = partial(_draw_picture, block, pictures, (page.measure - width) / 2, width, height)
    return [Box(height, draw, keep=bool(block.caption)), *caption_boxes(setter, page, block.caption)]


def _draw_picture(block: Picture, pictures: Pictures | None, shift: float, width: float, height: float,
                  ink: Ink, x: float, y: float) -> None:
    # Read once more: between layout and page two hundred photographs would lie in the memory, each as all its pixels.
    ink.image(ImageReader(io.BytesIO(stored(pictures, block.hash, _called(block)))), x + shift, y, width, height)


def stored(pictures: Pictures | None, hash_: str, name: str) -> bytes:
    """The bytes of a stored picture; KnownError (calling it `name`) when nobody can give them."""
    if pictures is None:
        raise KnownError(f"文稿里的图片（{name}）没有找到原文件，所以没有打印。请重新添加这张图片。")
    try:
        return pictures(hash_)
    except KnownError as gone:
        raise KnownError(f"图片（{name}）没有打印：{gone}") from None


def _called(block: Picture) -> str:
    return block.caption or block.hash[:8]


def _size(block: Picture, pictures: Pictures | None) -> tuple[int, int]:
    """Width and height in pixels of a picture that can be read to its end."""
    try:
        image = ImageReader(io.BytesIO(stored(pictures, block.hash, _called(block))))
        image.getRGBData()  # a file cut short shows only when all of it is read
    except (OSError, ValueError):
        raise KnownError(f"图片（{_called(block)}）打不开，可能已损坏，所以没有打印。请换一个图片文件。") from None
    return image.getSize()


def caption_boxes(setter: Typesetter, page: PageStyle, caption: str) -> list[Box]:
    """The lines of a caption, centred; none without one."""
    if not caption:
        return []
    style = page.paragraphs[Style.SMALL]
    lines = setter.lines((Span(caption, style.type.role),), style.type, page.measure, 0, Align.CENTRE)
    return [Box(style.leading, lambda ink, x, y, line=line: ink.line(line, x, y, style.type.size, style.leading))
            for line in lines]
