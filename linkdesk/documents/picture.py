"""Drawings as pixels, set by the very writer that prints them: for Excel and for the window."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from linkdesk.documents.blocks import Document, Drawing, PageKind, Section
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pdf.graphics import Pictures
from linkdesk.documents.pdf.styles import MM, page_style
from linkdesk.documents.preview import render

_EDGE = 1.0  # mm of white that stays around a drawing
_UPRIGHT_MOST, _A4_MOST = 165, 250  # mm: what an upright table page, and what A4 at all, is wide enough for


def png(drawing: Drawing, dpi: int = 144, pictures: Pictures | None = None) -> bytes:
    """A drawing without its caption as a PNG picture; `pictures` as of `write_pdf`."""
    out = io.BytesIO()
    image(drawing, dpi, pictures).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def image(drawing: Drawing, dpi: int, pictures: Pictures | None = None) -> Image.Image:
    """A drawing without its caption, cut out of the page it is set on."""
    section = _section(replace(drawing, caption="", name=""))
    page = page_style(section.page, section.landscape, section.paper)
    pdf = io.BytesIO()
    write_pdf([Document("picture", "图", (section,))], pdf, pictures=pictures)
    pixels = render(pdf.getvalue(), 0, dpi)
    whole = Image.frombytes("RGBA", (pixels.width, pixels.height), pixels.rgba).convert("RGB")
    width, height = float(drawing.width_mm) * MM, float(drawing.height_mm) * MM
    scale = min(1.0, page.measure / width, page.depth / height)
    left = page.left + (page.measure - width * scale) / 2
    corners = (left, page.top, left + width * scale, page.top + height * scale)
    edges = (-_EDGE * MM, -_EDGE * MM, _EDGE * MM, _EDGE * MM)
    return whole.crop(tuple(round((at + edge) * dpi / 72) for at, edge in zip(corners, edges, strict=True)))


def _section(drawing: Drawing) -> Section:
    """The page that shows a drawing largest: a map is as large as a sheet of A3, a chart as the width of a table."""
    across = drawing.width_mm > drawing.height_mm
    if max(drawing.width_mm, drawing.height_mm) > _A4_MOST:
        return Section((drawing,), PageKind.MAP, across, "A3")
    return Section((drawing,), PageKind.TABLE, across and drawing.width_mm > _UPRIGHT_MOST)
