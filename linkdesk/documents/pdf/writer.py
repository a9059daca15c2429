"""Documents to one PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sized
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linkdesk.documents.blocks import (
    Block,
    Code,
    Contents,
    Document,
    Drawing,
    FieldGrid,
    Heading,
    PageBreak,
    PageKind,
    Paragraph,
    Picture,
    Section,
    Signatures,
    Table,
)
from linkdesk.documents.pdf.faces import BUNDLED, Fonts
from linkdesk.documents.pdf.flow import Box, Page, kept, pages
from linkdesk.documents.pdf.furniture import furnish
from linkdesk.documents.pdf.graphics import Pictures, code_boxes, drawing_boxes, picture_boxes
from linkdesk.documents.pdf.grid_boxes import grid_boxes, signature_boxes
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.sheets import Sheets
from linkdesk.documents.pdf.styles import PageStyle, page_style
from linkdesk.documents.pdf.table_boxes import table_boxes
from linkdesk.documents.pdf.text_boxes import contents_boxes, heading_boxes, paragraph_boxes
from linkdesk.documents.pdf.typesetter import Typesetter
from linkdesk.documents.whole import whole_file

Report = Callable[[int, int], None]
_BEFORE_SIGNATURES = 2  # lines or rows that go with signatures to their page


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: level from 0, title, page of the file from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written: the pages of each document in order, and the bookmarks."""

    pages: tuple[int, ...]
    bookmarks: tuple[Bookmark, ...]


def write_pdf(documents: Iterable[Document], out: BinaryIO | Path, *, report: Report | None = None,
              fonts: Fonts = BUNDLED, pictures: Pictures | None = None) -> PdfResult:
    """Print documents one after the other into one PDF, each numbered from page 1.

    A path is written whole or not at all. `pictures` gives the bytes of a stored picture by its hash. KnownError
    names a character that no face has, a picture that cannot be read, or why the file cannot be written.
    """
    made = io.BytesIO()
    result = _Writing(made, fonts, pictures).write(documents, report)
    with whole_file(out) if isinstance(out, Path) else nullcontext(out) as file:
        file.write(made.getbuffer())
    return result


class _Writing:
    """One PDF being written."""

    def __init__(self, out: BinaryIO, fonts: Fonts, pictures: Pictures | None) -> None:
        self.setter = Typesetter(fonts)
        self.sheets = Sheets(out)
        self.pictures = pictures
        self.bookmarks: list[Bookmark] = []

    def write(self, documents: Iterable[Document], report: Report | None) -> PdfResult:
        total = len(documents) if isinstance(documents, Sized) else 0
        counts = []
        for done, document in enumerate(documents):
            if report:
                report(done, total)
            if not done:
                self.sheets.setTitle(document.title)
            counts.append(self._document(document))
        self.sheets.finish(list(self.setter.used.values()))
        if report:
            report(len(counts), len(counts))
        return PdfResult(tuple(counts), tuple(self.bookmarks))

    def _document(self, document: Document) -> int:
        first = self.sheets.count
        for section in document.sections:
            style = page_style(section.page, section.landscape)
            boxes = self._boxes(section, style)
            # An agreement is two pages long: its clauses would only bury the names of the documents.
            headings = section.page is not PageKind.AGREEMENT
            for page in pages(boxes, style):
                self._page(document, page, self.sheets.count - first + 1, headings)
        return self.sheets.count - first

    def _page(self, document: Document, page: Page, number: int, headings: bool) -> None:
        ink = Ink(page.style.height)
        furnish(self.setter, ink, page.style, document, number)
        if number == 1:
            self._bookmark(0, " ".join(filter(None, (document.title, document.number or document.head))), ink.height)
        for box, y in page.placed:
            if box.bookmark and headings:
                self._bookmark(*box.bookmark, ink.height - page.style.top - y + page.style.leading)
            box.draw(ink, page.style.left, page.style.top + y)
        for picture in ink.images:
            self.sheets.picture(*picture)
        self.sheets.page(page.style.width, page.style.height, ink.operators())

    def _bookmark(self, level: int, title: str, top: float) -> None:
        # A level may not be skipped: a document that begins with （一） has it right under its title.
        level = min(level, self.bookmarks[-1].level + 1 if self.bookmarks else 0)
        self.bookmarks.append(Bookmark(level, title, self.sheets.count + 1))
        self.sheets.bookmark(level, title, top)

    def _boxes(self, section: Section, style: PageStyle) -> list[Box]:
        boxes: list[Box] = []
        for block in section.blocks:
            if isinstance(block, Signatures | Code):
                boxes = kept(boxes, _BEFORE_SIGNATURES)
            boxes += self._block(block, style)
        return boxes

    def _block(self, block: Block, style: PageStyle) -> list[Box]:
        if isinstance(block, Picture):
            return picture_boxes(self.setter, style, block, self.pictures)
        if isinstance(block, PageBreak):
            return [Box(0, ends_page=True)]
        return _MAKERS[type(block)](self.setter, style, block)


_MAKERS: dict[type, Callable[..., list[Box]]] = {
    Heading: heading_boxes, Paragraph: paragraph_boxes, Table: table_boxes, FieldGrid: grid_boxes,
    Signatures: signature_boxes, Drawing: drawing_boxes, Code: code_boxes, Contents: contents_boxes,
}
