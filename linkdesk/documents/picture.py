"""Drawings as pixels, set by the very writer that prints them: for Excel and for the window."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from linkdesk.documents.blocks import Document, Drawing, PageKind, Section
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pdf.styles import MM, page_style
from linkdesk.documents.preview import render

_EDGE = 1.0  # mm of white that stays around a drawing


def png(drawing: Drawing, dpi: int = 144) -> bytes:
    """A drawing without its caption as a PNG picture."""
    out = io.BytesIO()
    image(drawing, dpi).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def image(drawing: Drawing, dpi: int) -> Image.Image:
    """A drawing without its caption, cut out of the page it is set on."""
    page = page_style(PageKind.TABLE)
    pdf = io.BytesIO()
    write_pdf([Document("picture", "图", (Section((replace(drawing, caption=""),), PageKind.TABLE),))], pdf)
    pixels = render(pdf.getvalue(), 0, dpi)
    whole = Image.frombytes("RGBA", (pixels.width, pixels.height), pixels.rgba).convert("RGB")
    width, height = float(drawing.width_mm) * MM, float(drawing.height_mm) * MM
    scale = min(1.0, page.measure / width, page.depth / height)
    left = page.left + (page.measure - width * scale) / 2
    corners = (left, page.top, left + width * scale, page.top + height * scale)
    edges = (-_EDGE * MM, -_EDGE * MM, _EDGE * MM, _EDGE * MM)
    return whole.crop(tuple(round((at + edge) * dpi / 72) for at, edge in zip(corners, edges, strict=True)))
