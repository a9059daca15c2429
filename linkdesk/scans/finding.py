"""QR codes on the picture of a page: quickly on a small one first, then with more pains."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from linkdesk.domain.token import is_token
from linkdesk.scans import limits
from linkdesk.scans.mirrored import is_mirrored

ENOUGH = 1700   # px of the long side: A4 at 150 dpi has 1754, and a module of a printed code then four and a half
CORNER = 0.4    # of width and height; the code stands in the corner that was at the lower right


@dataclass(frozen=True, slots=True)
class Found:
    """A code: its text, the degrees clockwise that would bring it upright, and whether it shines through from the other side."""

    text: str
    turn: int
    through: bool = False


def quick(image: Image.Image) -> tuple[Found, ...]:
    """The codes found at once on a grey picture, made as small as is enough."""
    return _read(small(image))


def small(image: Image.Image) -> Image.Image:
    """The picture at the size that is enough for clean scans."""
    factor = max(image.size) // ENOUGH
    return image.reduce(factor) if factor > 1 else image


def patient(image: Image.Image, known: tuple[Found, ...] = ()) -> tuple[Found, ...]:
    """The codes found with every means, as soon as one of them can be ours; else those that were found on the way."""
    found = known
    for attempt in map(of_this_side, _attempts(image)):
        found = found or attempt
        if ours(attempt):
            return attempt
    return found


def ours(found: Iterable[Found]) -> bool:
    """Whether one of the codes can be ours."""
    return any(is_token(each.text) for each in of_this_side(found))


def of_this_side(found: Iterable[Found]) -> tuple[Found, ...]:
    """The codes without those that shine through."""
    return tuple(each for each in found if not each.through)


def _attempts(image: Image.Image) -> Iterator[tuple[Found, ...]]:
    yield _read(image)
    yield _read(image, zxingcpp.Binarizer.GlobalHistogram)
    for prepare in (_even, _smooth):
        yield _read(prepare(small(image)))
    for corner in _corners(image):
        yield _read(_double(corner), downscale=True)
        even = _even(corner)
        yield _read(_smooth(_double(even)), downscale=True)
        yield _read(_double(_dark(even)), downscale=True)


def _read(image: Image.Image, binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
          downscale: bool = False) -> tuple[Found, ...]:
    read = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode, binarizer=binarizer, try_rotate=False,
                                  try_invert=False, try_downscale=downscale)
    return tuple(Found(code.text[:limits.LONGEST_TEXT], _turn(code.position), is_token(code.text) and is_mirrored(image, code))
                 for code in read[:limits.MOST_TEXTS])


def _turn(position: zxingcpp.Position) -> int:
    left, right = position.top_left, position.top_right
    return -round(math.degrees(math.atan2(right.y - left.y, right.x - left.x)) / 90) * 90 % 360


def _corners(image: Image.Image) -> Iterator[Image.Image]:
    width, height = (round(side * CORNER) for side in image.size)
    for x in (image.width - width, 0):
        for y in (image.height - height, 0):
            yield image.crop((x, y, x + width, y + height))


def _even(image: Image.Image) -> Image.Image:
    """Without shadows: what is darker than its surroundings."""
    ground = image.reduce(8).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.BoxBlur(4)).resize(image.size)
    return ImageOps.autocontrast(_less(image, ground))


def _less(image: Image.Image, ground: Image.Image) -> Image.Image:
    return ImageOps.invert(ImageChops.subtract(ground, image))


def _smooth(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.BoxBlur(1))


def _double(image: Image.Image) -> Image.Image:
    """At double size, where the picture is small; else as it is."""
    twice = max(image.size) <= ENOUGH
    return image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC) if twice else image


def _dark(image: Image.Image) -> Image.Image:
    """With the ink made stronger: for faint toner and codes that were scanned too bright."""
    return image.filter(ImageFilter.MinFilter(3))
