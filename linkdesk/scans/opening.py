"""Scanned files opened in the child: each page as a picture, the scanner's own JPEG untouched where a page is one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from linkdesk.scans import limits
from linkdesk.scans.finding import ENOUGH
from linkdesk.scans.sheets import Ink, of_image, of_jpeg

DPI = 200              # for pages that are no single picture
MOST_DPI = 400
LONGEST_SIDE = 6000    # px a page is drawn with
PAGES_AN_OPENING = 50  # pdfium keeps every page it has read until the file is closed
WHOLE = 0.8            # of the page's width and height that its one picture covers
PICTURES = ("BMP", "JPEG", "PNG", "TIFF")
_UPRIGHT = {1: 0, 3: 180, 6: 90, 8: 270}  # what a camera notes → degrees clockwise

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded


class Refused(Exception):
    """A file or page that is not read; the text is a key of scanned.REFUSALS."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `grey(small)` its pixels, small as is enough or all of them; `turn` shows it as its file would."""

    grey: Callable[[bool], Image.Image]
    ink: Callable[[], Ink]
    turn: int = 0


class Opened(Protocol):
    """A file of pages."""

    count: int

    def picture(self, page: int) -> Picture:
        """The picture of a page, counted from 1."""
        ...


def open_file(path: Path) -> Opened:
    """Open a file by what it holds, whatever its name; raises Refused."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except FileNotFoundError:
        raise Refused("missing") from None
    except OSError:
        raise Refused("unreadable") from None
    if not head:
        raise Refused("empty")
    return Paper(path) if b"%PDF-" in head else Images(path)


class Images:
    """A JPEG, PNG or TIFF file; a TIFF may hold many pages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.image = Image.open(path, formats=PICTURES)
            self.count = getattr(self.image, "n_frames", 1) if self.image.format == "TIFF" else 1
        except Image.UnidentifiedImageError:
            raise Refused("unknown") from None
        except (OSError, SyntaxError, ValueError):
            raise Refused("broken") from None

    def picture(self, page: int) -> Picture:
        """The picture of a page."""
        self.image.seek(page - 1)
        if self.image.format in ("JPEG", "MPO"):
            return jpeg(self.path.read_bytes(), upright=True)
        _refuse_large(self.image)
        return of_pixels(_plain(self.image))


def jpeg(data: bytes, turn: int = 0, upright: bool = False) -> Picture:
    """The picture of a JPEG; `upright` when the camera's note of how it was held counts."""
    image = Image.open(io.BytesIO(data), formats=("JPEG",))
    _refuse_large(image)
    note = image.getexif().get(0x0112, 1) if upright else 1
    if note not in _UPRIGHT:  # mirrored
        return of_pixels(_plain(ImageOps.exif_transpose(image)))

    def grey(small: bool) -> Image.Image:
        again = Image.open(io.BytesIO(data))
        factor = max(again.size) // ENOUGH if small else 1
        again.draft("L", (again.width // max(1, factor), again.height // max(1, factor)))
        return _grey(again)
    return Picture(grey, lambda: of_jpeg(data, image) or of_image(_plain(image)), (turn + _UPRIGHT[note]) % 360)


def of_pixels(image: Image.Image, turn: int = 0) -> Picture:
    """The picture of pixels at hand."""
    return Picture(lambda small: _grey(image), lambda: of_image(image), turn)


def _plain(image: Image.Image) -> Image.Image:
    """In black and white, grey or colours, on white paper."""
    if image.mode in ("1", "L", "RGB"):
        return image.copy()
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image.convert("RGB")


def _grey(image: Image.Image) -> Image.Image:
    return image if image.mode == "L" else image.convert("L")


def _refuse_large(image: Image.Image) -> None:
    if image.width * image.height > limits.MOST_PIXELS:
        raise Refused("too_large")


class Paper:
    """A PDF file."""

    def __init__(self, path: Path) -> None:
        self.path, self.served = path, 0
        self.pdf = _pdf(path)
        self.count = len(self.pdf)

    def picture(self, page: int) -> Picture:
        """The picture of a page: the scanner's own JPEG where the page is nothing else, else drawn."""
        self.served += 1
        if self.served % PAGES_AN_OPENING == 0:
            self.pdf.close()
            self.pdf = _pdf(self.path)
        try:
            opened = self.pdf[page - 1]
        except pypdfium2.PdfiumError:
            raise Refused("broken") from None
        image = _only_image(opened)
        if image is not None and image.get_filters() == ["DCTDecode"] and _stands_straight(image):
            try:
                return jpeg(bytes(image.get_data()), opened.get_rotation())
            except (OSError, SyntaxError, ValueError):  # not a JPEG Pillow knows: pdfium may
                pass
        return of_pixels(_drawn(opened, image))


def _pdf(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        raise Refused("encrypted" if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD else "broken") from None


def _only_image(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """The one picture that is the page; invisible words that a scanner's text recognition laid over it do not count."""
    seen = [thing for thing in page.get_objects(max_depth=1) if not _invisible(thing)]
    if len(seen) != 1 or not isinstance(seen[0], pypdfium2.PdfImage):
        return None
    left, low, right, high = seen[0].get_bounds()
    x0, y0, x1, y1 = page.get_bbox()
    whole = right - left >= WHOLE * (x1 - x0) and high - low >= WHOLE * (y1 - y0)
    return seen[0] if whole else None


def _invisible(thing: pypdfium2.PdfObject) -> bool:
    return thing.type == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE


def _stands_straight(image: pypdfium2.PdfImage) -> bool:
    a, b, c, d, *_ = image.get_matrix().get()
    return a > 0 and d > 0 and abs(b) < 0.01 * a and abs(c) < 0.01 * d


def _drawn(page: pypdfium2.PdfPage, image: pypdfium2.PdfImage | None) -> Image.Image:
    """The page in pixels: as many as its one picture has, black and white when that is."""
    width, height = page.get_size()
    if not width or not height:
        raise Refused("broken")
    across = image.get_px_size() if image else ()
    own = max(across) * 72 / max(width, height) if across else DPI
    scale = min(own if own >= DPI / 2 else DPI, MOST_DPI, LONGEST_SIDE * 72 / max(width, height)) / 72
    one_bit = image is not None and image.get_metadata().bits_per_pixel == 1
    drawn = page.render(scale=scale, grayscale=one_bit, rev_byteorder=True, fill_color=(255, 255, 255, 255)).to_pil()
    return drawn.convert("L").point(lambda level: 255 if level > 127 else 0).convert("1") if one_bit else _plain(drawn)
