"""Drawings as boxes: shapes in mm to operators of the page."""

from __future__ import annotations

from linkdesk.documents.blocks import Align, Drawing, Hatch, Shape, ShapeKind
from linkdesk.documents.pdf.backdrop import Backdrops
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Box
from linkdesk.documents.pdf.graphics import caption_boxes
from linkdesk.documents.pdf.hatching import hatched
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.styles import MM, PageStyle, TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_DASHES = "[1.6 0.9] 0 d"  # in mm
_HALO = 0.3                # width of the white around a text, in its height
_PAINT = {(True, True): "b*", (True, False): "s", (False, True): "f*", (False, False): "n"}


def drawing_boxes(setter: Typesetter, page: PageStyle, block: Drawing, backdrops: Backdrops) -> list[Box]:
    """A drawing in mm, centred, with its caption; one wider than the type area is made to fit."""
    width, height = float(block.width_mm) * MM, float(block.height_mm) * MM
    scale = min(1.0, page.measure / width, page.depth / height)

    def draw(ink: Ink, x: float, y: float) -> None:
        left, foot = x + (page.measure - width * scale) / 2, ink.height - y - height * scale
        unit = MM * scale
        for shape in (s for s in block.shapes if s.kind is ShapeKind.PICTURE):
            image, at, upper, across, up = backdrops.window(shape)
            ink.image(image, left + at * unit, ink.height - foot - upper * unit, across * unit, up * unit)
        steps = [_shape(setter, s) for s in block.shapes if s.kind is not ShapeKind.PICTURE]
        ink.drawn("\n".join(["q", f"{unit:.6f} 0 0 {unit:.6f} {left:.3f} {foot:.3f} cm", *steps, "Q"]))

    mark = (1, block.name) if block.name else None
    return [Box(height * scale, draw, keep=bool(block.caption), bookmark=mark), *caption_boxes(setter, page, block.caption)]


def _shape(setter: Typesetter, shape: Shape) -> str:
    if shape.kind is ShapeKind.TEXT:
        return _lettering(setter, shape)
    if shape.kind is ShapeKind.LINE:
        return _dashed(shape, f"{_colours(shape)} {_width(shape)} {_path(shape.points)} S")
    rings = " h ".join(map(_path, (shape.points, *shape.holes)))
    if shape.hatch is Hatch.NONE:
        return _dashed(shape, f"{_colours(shape)} {_width(shape)} {rings} {_PAINT[bool(shape.stroke), bool(shape.fill)]}")
    # The lines lie on the fill and under the outline.
    ground = f"{_rgb(shape.fill)} rg {rings} f*" if shape.fill else ""
    outline = _dashed(shape, f"{_rgb(shape.stroke)} RG {_width(shape)} {rings} s") if shape.stroke else ""
    return "\n".join(filter(None, (ground, hatched(shape, f"{rings} W* n", _rgb(shape.stroke or "#000000")), outline)))


def _path(points: tuple) -> str:
    return " ".join(f"{x:.3f} {y:.3f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))


def _width(shape: Shape) -> str:
    return f"{shape.size_mm:.3f} w"


def _dashed(shape: Shape, operators: str) -> str:
    return f"{_DASHES} {operators} [] 0 d" if shape.dashed else operators


def _colours(shape: Shape) -> str:
    said = ((shape.stroke, "RG"), (shape.fill if shape.kind is ShapeKind.POLYGON else "", "rg"))
    return " ".join(f"{_rgb(colour)} {operator}" for colour, operator in said if colour)


def _lettering(setter: Typesetter, shape: Shape) -> str:
    size, (x, y) = float(shape.size_mm), map(float, shape.points[0])
    role = Role.HEI if shape.strong else Role.SONG
    line = setter.lines((Span(shape.text, role),), TypeStyle(role, size), 1e6, 0, Align.LEFT)[0]
    x -= {Align.CENTRE: line.width / 2, Align.RIGHT: line.width}.get(shape.align, 0)
    letters = f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm {line.code} ET"
    around = f"q 1 G 1 j {size * _HALO:.3f} w 1 Tr {letters} Q" if shape.halo else ""
    return f"{around} {_rgb(shape.stroke or '#000000')} rg {letters}".strip()


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at:at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
