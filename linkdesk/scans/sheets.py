"""A scanned page as a PDF of one page with one picture, shown upright; the scanner's own JPEG goes in as it is."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image

LONG_SIDE = 841.89  # points: a sheet is shown as A4 whatever the scanner said of its size
QUALITY = 80
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture as PDF keeps it: width and height in pixels, colour space, bits, filter with its settings, content."""

    width: int
    height: int
    space: str
    bits: int
    filter: str
    data: bytes


def of_jpeg(data: bytes, image: Image.Image) -> Ink | None:
    """A JPEG untouched; None for colours that PDF would show otherwise."""
    if image.mode not in _SPACES:
        return None
    return Ink(*image.size, _SPACES[image.mode], 8, "/Filter /DCTDecode", data)


def of_image(image: Image.Image) -> Ink:
    """Any picture: black and white without loss (CCITT group 4), all others as JPEG."""
    out = io.BytesIO()
    if image.mode == "1":
        image.save(out, "TIFF", compression="group4", strip_size=math.ceil(image.width / 8) * image.height)
        settings = f"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /BlackIs1 true /Columns {image.width} /Rows {image.height} >>"
        return Ink(*image.size, "/DeviceGray", 1, settings, out.getvalue()[8:])  # behind the head of a TIFF file
    kept = image if image.mode in _SPACES else image.convert("RGB")
    kept.save(out, "JPEG", quality=QUALITY)
    return Ink(*image.size, _SPACES[kept.mode], 8, "/Filter /DCTDecode", out.getvalue())


def sheet(ink: Ink, turn: int) -> bytes:
    """The PDF of one page, turned so many degrees clockwise when shown."""
    scale = LONG_SIDE / max(ink.width, ink.height)
    width, height = f"{ink.width * scale:.2f}", f"{ink.height * scale:.2f}"
    drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
    picture = (f"<< /Type /XObject /Subtype /Image /Width {ink.width} /Height {ink.height} /ColorSpace {ink.space} "
               f"/BitsPerComponent {ink.bits} {ink.filter} /Length {len(ink.data)} >>")
    return _file((b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                  f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {turn} "
                  "/Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>".encode(),
                  _stream(f"<< /Length {len(drawn)} >>", drawn), _stream(picture, ink.data)))


def _stream(head: str, data: bytes) -> bytes:
    return head.encode() + b"\nstream\n" + data + b"\nendstream"


def _file(objects: tuple[bytes, ...]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))
