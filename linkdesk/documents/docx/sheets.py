"""Sections of a Word file: paper and margins of GB/T 9704-2012, page numbers as fields outside, the mark of a draft above."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from linkdesk.documents.blocks import Document, PageKind, Section
from linkdesk.documents.docx.faces import LEADING

_MARGINS = {PageKind.OFFICIAL: (37, 26, 35, 28), PageKind.AGREEMENT: (20, 25, 30, 25),
            PageKind.TABLE: (22, 20, 22, 25), PageKind.MAP: (14, 16, 23, 25)}  # mm: top, right, bottom, left
_NUMBER_SIZE = 14
_FOOT = {PageKind.OFFICIAL: 24}  # mm from the edge: the number stands 7 mm below the type area
_GREY = RGBColor(0x99, 0x99, 0x99)


def lay(page: Any, section: Section) -> None:
    """Set paper, direction and margins of a Word section; a turned sheet is bound by its upper edge."""
    long, short = (420, 297) if section.paper == "A3" else (297, 210)
    top, right, bottom, left = _MARGINS[section.page]
    if section.landscape:
        top, right, bottom, left = left, top, right, bottom
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(long), Mm(short)) if section.landscape else (Mm(short), Mm(long))
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = Mm(top), Mm(right), Mm(bottom), Mm(left)
    page.footer_distance = Mm(_FOOT.get(section.page, 12))
    page.header_distance = Mm(12)
    if section.page is PageKind.OFFICIAL:
        _grid(page)


def measure_mm(section: Section) -> int:
    """The width of the type area."""
    long, short = (420, 297) if section.paper == "A3" else (297, 210)
    top, right, bottom, left = _MARGINS[section.page]
    return long - bottom - top if section.landscape else short - left - right


def _grid(page: Any) -> None:
    grid = page._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        page._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LEADING))


def number_pages(word: Any, document: Document) -> None:
    """Put page numbers at the outer side of the foot and head, foot and mark of the document on every page."""
    word.settings.odd_and_even_pages_header_footer = True
    page = word.sections[0]
    sides = ((page.header, page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_header, page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for header, footer, side in sides:
        _above(header, document)
        line = footer.paragraphs[0]
        line.alignment = side
        _indented(line, side)
        for field in ("— ", "PAGE", " —"):
            _run(line, field)
        if document.foot:
            _small(footer.add_paragraph(), document.foot, _NUMBER_SIZE - 5)


def _indented(line: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """One character in from the outer edge."""
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        line.paragraph_format.right_indent = Pt(_NUMBER_SIZE)
    else:
        line.paragraph_format.left_indent = Pt(_NUMBER_SIZE)


def _above(header: Any, document: Document) -> None:
    line = header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(line, document.head, 9)
    if document.mark:
        _small(line, ("　" if document.head else "") + document.mark, 26)


def _small(line: Any, text: str, size: float) -> None:
    if text:
        run = line.add_run(text)
        run.font.size, run.font.color.rgb = Pt(size), _GREY


def _run(line: Any, text: str) -> None:
    run = line.add_run("" if text == "PAGE" else text)
    run.font.size = Pt(_NUMBER_SIZE)
    if text == "PAGE":
        for kind in ("begin", "", "end"):
            run._element.append(_field(kind))


def _field(kind: str) -> Any:
    if kind:
        made = OxmlElement("w:fldChar")
        made.set(qn("w:fldCharType"), kind)
        return made
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = " PAGE "
    return made
