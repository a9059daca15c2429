"""Drawings and pictures as boxes."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

from reportlab.lib.utils import ImageReader

from linkdesk.documents.blocks import Align, Drawing, Picture, Shape, ShapeKind, Style
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter
from linkdesk.domain.errors import KnownError

Pictures = Callable[[str], bytes]



def drawing_boxes(setter: Typesetter, page: PageStyle, block: Drawing) -> list[Box]:
    """A drawing in mm, centred, with its caption; one wider than the type area is made to fit."""
    width, height = float(block.width_mm) * MM, float(block.height_mm) * MM
    scale = min(1.0, page.measure / width, page.depth / height)

    def draw(ink: Ink, x: float, y: float) -> None:
        left, foot = x + (page.measure - width * scale) / 2, ink.height - y - height * scale
        steps = [_shape(setter, shape) for shape in block.shapes]
        unit = MM * scale
        ink.drawn("\n".join(["q", f"{unit:.4f} 0 0 {unit:.4f} {left:.2f} {foot:.2f} cm", *steps, "Q"]))

    return [Box(height * scale, draw, keep=bool(block.caption)), *_caption(setter, page, block.caption)]


def _shape(setter: Typesetter, shape: Shape) -> str:
    if shape.kind is ShapeKind.TEXT:
        return _lettering(setter, shape)
    path = [f"{float(x):.3f} {float(y):.3f} {'l' if at else 'm'}" for at, (x, y) in enumerate(shape.points)]
    fill = shape.fill if shape.kind is ShapeKind.POLYGON else ""
    paint = {(True, True): "b", (True, False): "s", (False, True): "f", (False, False): "n"}[bool(shape.stroke), bool(fill)]
    colours = [f"{_rgb(colour)} {operator}" for colour, operator in ((shape.stroke, "RG"), (fill, "rg")) if colour]
    return " ".join([*colours, f"{float(shape.size_mm):.3f} w", *path, "S" if shape.kind is ShapeKind.LINE else paint])


def _lettering(setter: Typesetter, shape: Shape) -> str:
    size, (x, y) = float(shape.size_mm), shape.points[0]
    lines = setter.lines((Span(shape.text, Role.SONG),), TypeStyle(Role.SONG, size), 1e6, 0, Align.LEFT)
    colour = _rgb(shape.stroke or "#000000")
    return f"{colour} rg BT 1 0 0 1 {float(x):.3f} {float(y):.3f} Tm {lines[0].code} ET"


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at:at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def picture_boxes(setter: Typesetter, page: PageStyle, block: Picture, pictures: Pictures | None) -> list[Box]:
    """A stored picture, centred, with its caption; one too large for the page is made to fit."""
    image = _read(block, pictures)
    across, down = image.getSize()
    width = min(block.width_mm * MM, page.measure)
    height = width * down / across
    limit = page.depth - 2 * page.leading
    width, height = (width, height) if height <= limit else (limit * across / down, limit)
    draw = partial(_draw_picture, image, (page.measure - width) / 2, width, height)
    return [Box(height, draw, keep=bool(block.caption)), *_caption(setter, page, block.caption)]


def _draw_picture(image: ImageReader, shift: float, width: float, height: float, ink: Ink, x: float, y: float) -> None:
    ink.image(image, x + shift, y, width, height)


def _read(block: Picture, pictures: Pictures | None) -> ImageReader:
    name = block.caption or block.hash[:8]
    if pictures is None:
        raise KnownError(f"文稿里的图片（{name}）没有找到原文件，所以没有打印。请重新添加这张图片。")
    try:
        image = ImageReader(io.BytesIO(pictures(block.hash)))
        image.getRGBData()  # a file cut short shows only when all of it is read
    except (OSError, ValueError):
        raise KnownError(f"图片（{name}）打不开，可能已损坏，所以没有打印。请换一个图片文件。") from None
    return image


def _caption(setter: Typesetter, page: PageStyle, caption: str) -> list[Box]:
    if not caption:
        return []
    style = page.paragraphs[Style.SMALL]
    lines = setter.lines((Span(caption, style.type.role),), style.type, page.measure, 0, Align.CENTRE)
    return [Box(style.leading, lambda ink, x, y, line=line: ink.line(line, x, y, style.type.size, style.leading))
            for line in lines]
