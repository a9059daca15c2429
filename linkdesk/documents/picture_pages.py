"""Attached files as pages of a packet: a PDF as it is, a picture on a page each of its frames."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageOps, ImageSequence

from linkdesk.documents.blocks import Document, PageKind, Picture, Section
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.errors import KnownError

_WIDE_MM = 400  # as wide as the page lets it be
_LONGEST = 4000  # pixels: a page of A4 at 340 dpi
_MOST_PIXELS = 200_000_000


def as_pages(content: bytes, name: str) -> bytes:
    """The content of a PDF, or of a picture as PDF; KnownError (speaking of `name`) where it cannot be opened."""
    if content.startswith(b"%PDF") or name.lower().endswith(".pdf"):
        return _checked(content, name)
    try:
        return _pictured(content)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise KnownError(f"图片“{name}”打不开，可能已损坏。请换一个文件。") from None


def _checked(content: bytes, name: str) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise KnownError(f"“{name}”里没有页面。请换一个文件。")
    except pikepdf.PasswordError:
        raise KnownError(f"“{name}”有打开密码，放不进材料。请去掉密码后再附。") from None
    except pikepdf.PdfError:
        raise KnownError(f"“{name}”不是可以打开的 PDF，可能已损坏。请换一个文件。") from None
    return content


def _pictured(content: bytes) -> bytes:
    frames: dict[str, bytes] = {}
    sections = []
    with Image.open(io.BytesIO(content)) as image:
        for at, frame in enumerate(ImageSequence.Iterator(image)):
            if frame.width * frame.height > _MOST_PIXELS:
                raise ValueError("too large")
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            upright.thumbnail((_LONGEST, _LONGEST))
            frames[str(at)] = _jpeg(upright)
            sections.append(Section((Picture(str(at), _WIDE_MM),), PageKind.TABLE, landscape=upright.width > upright.height))
    out = io.BytesIO()
    write_pdf([Document("annex_file", "", tuple(sections))], out, pictures=frames.__getitem__)
    return out.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
