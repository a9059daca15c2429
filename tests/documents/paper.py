"""Reading a printed page back: every character with the place it was drawn at, lines, fonts."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pikepdf
import pypdfium2
from pypdfium2 import raw

from linkdesk.documents.blocks import Block, Document, PageKind, Paragraph, Section, Style, Text
from linkdesk.documents.pdf import PdfResult, write_pdf

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character: left end of its base line in points from the lower left, size of type."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """Characters on one base line."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The text from left to right."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def x(self) -> float:
        """Where the line begins."""
        return self.glyphs[0].x

    @property
    def y(self) -> float:
        """The base line."""
        return self.glyphs[0].y

    @property
    def end(self) -> float:
        """Where the square of its last character ends; only meant for full-width characters."""
        return self.glyphs[-1].x + self.glyphs[-1].size


def one(*blocks: Block, page: PageKind = PageKind.OFFICIAL, landscape: bool = False, **more: str) -> Document:
    """A document of one section."""
    return Document("test", "试样", (Section(blocks, page, landscape),), **more)


def said(text: str, style: Style = Style.BODY) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),), style)


def printed(*documents: Document) -> bytes:
    """The PDF of documents."""
    return result(*documents)[0]


def result(*documents: Document) -> tuple[bytes, PdfResult]:
    """The PDF of documents and what the writer says of it."""
    out = io.BytesIO()
    told = write_pdf(documents, out)
    return out.getvalue(), told


def pages_of(pdf: bytes) -> list[tuple[Row, ...]]:
    """The lines of every page, from the top down."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_rows(page.get_textpage()) for page in document]


def whole_text(pdf: bytes) -> str:
    """All the text of a PDF, line by line, as a search finds it."""
    return "\n".join(row.text for page in pages_of(pdf) for row in page)


def _rows(page: pypdfium2.PdfTextPage) -> tuple[Row, ...]:
    glyphs = sorted(_glyphs(page), key=lambda glyph: (-round(glyph.y, 1), glyph.x))
    return tuple(Row(tuple(line)) for _, line in groupby(glyphs, key=lambda glyph: round(glyph.y, 1)))


def _glyphs(page: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    x, y, high = ctypes.c_double(), ctypes.c_double(), ""
    for at in range(page.count_chars()):
        if raw.FPDFText_IsGenerated(page, at):
            continue  # spaces and line ends that the reader adds itself
        character = chr(raw.FPDFText_GetUnicode(page, at))
        if "\ud800" <= character < "\udc00":
            high = character
            continue
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        text = (high + character).encode("utf-16-be", "surrogatepass").decode("utf-16-be")
        high = ""
        yield Glyph(text, x.value, y.value, raw.FPDFText_GetFontSize(page, at))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts of a file, by name, and whether each is embedded."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = opened.pages[0].resources.get("/Font", {})
        return {str(font.get("/BaseFont", font["/Subtype"])): _embedded(font) for font in fonts.values()}


def _embedded(font: pikepdf.Object) -> bool:
    if font["/Subtype"] == "/Type3":
        return True
    return "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]
