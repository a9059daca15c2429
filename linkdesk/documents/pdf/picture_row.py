"""Stored pictures side by side in frames of one size, each with its caption below it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from linkdesk.documents.blocks import Align, Picture, PictureRow, Style
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.graphics import Pictures, stored
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, PageStyle, ParagraphStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter
from linkdesk.domain.errors import KnownError

_GAP = 3 * MM
_FINE = 200 / 72     # pixels a point: no finer than print
_QUALITY = 82
_EMPTY = "（缺照片）"


def row_boxes(setter: Typesetter, page: PageStyle, block: PictureRow, pictures: Pictures | None) -> list[Box]:
    """A row of pictures, their captions below; never parted from one another."""
    style, count = page.paragraphs[Style.SMALL], len(block.pictures)
    width, height = (page.measure - _GAP * (count - 1)) / count, block.height_mm * MM
    images = [_image(picture, pictures, width, height) if picture.hash else None for picture in block.pictures]
    empty = _set(setter, style, _EMPTY, width)
    captions = [_set(setter, style, picture.caption, width) for picture in block.pictures]
    deep = max((len(lines) for lines in captions), default=0) * style.leading
    draw = partial(_draw, images, captions, empty, (width, height), style)
    return [Box(height + deep + style.leading / 2, draw)]


def _set(setter: Typesetter, style: ParagraphStyle, text: str, width: float) -> tuple[Line, ...]:
    return setter.lines((Span(text, style.type.role),), style.type, width, 0, Align.CENTRE) if text else ()


def _image(picture: Picture, pictures: Pictures | None, width: float, height: float) -> bytes:
    """A stored picture upright and no finer than the frame can show, as JPEG: a packet of a thousand photographs stays small."""
    name, out = picture.caption or picture.hash[:8], io.BytesIO()
    content = stored(pictures, picture.hash, name)
    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.draft("RGB", (round(2 * width * _FINE), round(2 * height * _FINE)))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            upright.thumbnail((round(width * _FINE), round(height * _FINE)))
            upright.save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise KnownError(f"图片（{name}）打不开，可能已损坏，所以没有打印。请换一个图片文件。") from None
    return out.getvalue()


def _draw(images: Sequence[bytes | None], captions: Sequence[Sequence[Line]], empty: Sequence[Line], frame: tuple[float, float],
          style: ParagraphStyle, ink: Ink, x: float, y: float) -> None:
    width, height = frame
    for at, (image, lines) in enumerate(zip(images, captions, strict=True)):
        left = x + at * (width + _GAP)
        ink.box(left, y, width, height)
        if image is None:
            _draw_lines(ink, empty, style, left, y + (height - style.leading) / 2)
        else:
            _draw_fitted(ink, ImageReader(io.BytesIO(image)), left, y, frame)
        _draw_lines(ink, lines, style, left, y + height)


def _draw_fitted(ink: Ink, image: ImageReader, left: float, y: float, frame: tuple[float, float]) -> None:
    across, down = image.getSize()
    scale = min(frame[0] / across, frame[1] / down)
    ink.image(image, left + (frame[0] - across * scale) / 2, y + (frame[1] - down * scale) / 2, across * scale, down * scale)


def _draw_lines(ink: Ink, lines: Sequence[Line], style: ParagraphStyle, x: float, y: float) -> None:
    for at, line in enumerate(lines):
        ink.line(line, x, y + at * style.leading, style.type.size, style.leading)
