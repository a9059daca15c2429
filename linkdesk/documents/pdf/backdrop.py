"""The picture that lies pale under a drawing: turned, cut to its window and no finer than print."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.lib.utils import ImageReader

from linkdesk.documents.blocks import Shape
from linkdesk.documents.pdf.graphics import Pictures, stored
from linkdesk.domain.errors import KnownError

_FINE = 150 / 25.4   # pixels a mm of paper
_PALE = 0.5          # how far the picture goes to white
_QUALITY = 80
Corner = tuple[float, float]


class Backdrops:
    """The pictures of one PDF, each read once, however many sheets it lies under."""

    def __init__(self, pictures: Pictures | None) -> None:
        self._pictures = pictures
        self._read: dict[str, Image.Image] = {}

    def window(self, shape: Shape) -> tuple[ImageReader, float, float, float, float]:
        """What shows of a picture: the picture, its left and upper edge in the drawing, width and height, all in mm."""
        corners = [(float(x), float(y)) for x, y in shape.points]
        left, right, low, high = _seen(corners)
        size = max(round((right - left) * _FINE), 1), max(round((high - low) * _FINE), 1)
        picture = _reduced(self._image(shape), corners)
        shown = picture.transform(size, Image.Transform.AFFINE, _affine(picture.size, corners[:3], left, high),
                                  Image.Resampling.BILINEAR, fillcolor="white")
        return _pale(shown), left, high, right - left, high - low

    def _image(self, shape: Shape) -> Image.Image:
        if shape.hash not in self._read:
            content = stored(self._pictures, shape.hash, shape.text or "底图")
            try:
                self._read[shape.hash] = Image.open(io.BytesIO(content)).convert("RGB")
            except (OSError, ValueError):
                raise KnownError(f"底图（{shape.text}）打不开，可能已损坏，所以没有打印。请重新添加这张底图。") from None
        return self._read[shape.hash]


def _seen(corners: list[Corner]) -> tuple[float, float, float, float]:
    """Left, right, low and high of the part of the window that the picture can reach."""
    (ax, ay), (bx, by), (cx, cy), (x0, y0), (x1, y1) = corners
    xs, ys = (ax, bx, cx, bx + cx - ax), (ay, by, cy, by + cy - ay)
    return max(min(xs), x0), min(max(xs), x1), max(min(ys), y0), min(max(ys), y1)


def _reduced(picture: Image.Image, corners: list[Corner]) -> Image.Image:
    (ax, ay), (bx, by) = corners[:2]
    across = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 0.01)
    factor = int(picture.width / (across * _FINE))
    return picture.reduce(factor) if factor > 1 else picture


def _affine(size: tuple[int, int], corners: list[Corner], left: float, high: float) -> tuple[float, ...]:
    """From a pixel of what is shown to the place in the picture, as Pillow wants it."""
    (ax, ay), (bx, by), (cx, cy) = corners
    ux, uy, vx, vy = bx - ax, by - ay, cx - ax, cy - ay
    whole = ux * vy - uy * vx
    # along: share of the width for a mm to the right and a mm up; down: share of the height.
    along, down = (vy / whole * size[0], -vx / whole * size[0]), (-uy / whole * size[1], ux / whole * size[1])
    rows = ((x / _FINE, -y / _FINE, x * (left - ax) + y * (high - ay)) for x, y in (along, down))
    return tuple(number for row in rows for number in row)


def _pale(picture: Image.Image) -> ImageReader:
    out = io.BytesIO()
    Image.blend(picture, Image.new("RGB", picture.size, "white"), _PALE).save(out, "JPEG", quality=_QUALITY)
    out.seek(0)
    return ImageReader(out)
