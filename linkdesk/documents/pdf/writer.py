"""Documents to one PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linkdesk.documents.blocks import (
    AttachmentNote,
    Block,
    Closing,
    Code,
    Contents,
    Document,
    Drawing,
    FieldGrid,
    Heading,
    Imprint,
    LetterHead,
    PageBreak,
    PageKind,
    Paragraph,
    Picture,
    PictureRow,
    Section,
    Signatures,
    Table,
)
from linkdesk.documents.pdf.backdrop import Backdrops
from linkdesk.documents.pdf.codes import code_boxes, page_foot
from linkdesk.documents.pdf.drawings import drawing_boxes
from linkdesk.documents.pdf.faces import CHOSEN, Fonts
from linkdesk.documents.pdf.flow import Box, Page, kept, pages
from linkdesk.documents.pdf.furniture import furnish, page_number
from linkdesk.documents.pdf.graphics import Pictures, picture_boxes
from linkdesk.documents.pdf.grid_boxes import grid_boxes, signature_boxes
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.letter_closing import closing_boxes, with_signature
from linkdesk.documents.pdf.letter_head import head_boxes
from linkdesk.documents.pdf.letter_imprint import imprint_boxes
from linkdesk.documents.pdf.letter_note import note_boxes
from linkdesk.documents.pdf.picture_row import row_boxes
from linkdesk.documents.pdf.sheets import Sheets
from linkdesk.documents.pdf.styles import PageStyle, page_style
from linkdesk.documents.pdf.table_boxes import table_boxes
from linkdesk.documents.pdf.text_boxes import contents_boxes, heading_boxes, paragraph_boxes
from linkdesk.documents.pdf.typesetter import Typesetter
from linkdesk.documents.whole import whole_file
from linkdesk.domain.errors import KnownError

Report = Callable[[int, int], None]
_NUMBERLESS = frozenset({"separators"})  # kinds whose pages are counted only by the file they are bound into
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
              fonts: Fonts = CHOSEN, pictures: Pictures | None = None, title: str = "", running: bool = False) -> PdfResult:
    """Print documents one after the other into one PDF.

    Each is numbered from page 1, or on from the one before when `running`. `title` is the file's, else that of the
    first document. A path is written whole or not at all. `pictures` gives the bytes of a stored picture by its
    hash. KnownError names a character that no face has, a picture that cannot be read, or why the file cannot be
    written.
    """
    made = io.BytesIO()
    result = _Writing(made, fonts, pictures, running).write(documents, report, title)
    with whole_file(out) if isinstance(out, Path) else nullcontext(out) as file:
        file.write(made.getbuffer())
    return result


def page_counts(documents: Iterable[Document], *, fonts: Fonts = CHOSEN, pictures: Pictures | None = None) -> tuple[int, ...]:
    """How many pages each document takes, without printing it: so many codes it needs. KnownError as `write_pdf`."""
    writing = _Writing(io.BytesIO(), fonts, pictures, running=False)
    return tuple(len(writing.laid(document)) for document in documents)


class _Writing:
    """One PDF being written."""

    def __init__(self, out: BinaryIO, fonts: Fonts, pictures: Pictures | None, running: bool) -> None:
        self.setter = Typesetter(fonts)
        self.sheets = Sheets(out)
        self.pictures, self.running = pictures, running
        self.backdrops = Backdrops(pictures)
        self.bookmarks: list[Bookmark] = []

    def write(self, documents: Iterable[Document], report: Report | None, title: str) -> PdfResult:
        total = len(documents) if isinstance(documents, Sized) else 0
        counts = []
        for done, document in enumerate(documents):
            if report:
                report(done, total)
            if not done:
                self.sheets.setTitle(title or document.title)
            counts.append(self._document(document))
        if not counts:
            raise KnownError("没有可以打印的文稿，没有写出文件。请先生成文稿。")
        self.sheets.finish(list(self.setter.used.values()))
        if report:
            report(len(counts), len(counts))
        return PdfResult(tuple(counts), tuple(self.bookmarks))

    def _document(self, document: Document) -> int:
        first = self.sheets.count
        laid = self.laid(document)
        for kind, page in laid:
            self._page(document, page, first, kind is PageKind.AGREEMENT, len(laid))
        return len(laid)

    def laid(self, document: Document) -> list[tuple[PageKind, Page]]:
        """The pages of a document before they are drawn."""
        found: list[tuple[PageKind, Page]] = []
        for section in document.sections:
            found += [(section.page, page) for page in self._pages(section, len(found))]
        return found

    def _pages(self, section: Section, before: int) -> Iterator[Page]:
        style = page_style(section.page, section.landscape, section.paper)
        return pages(self._boxes(section, style), style, before)

    def _page(self, document: Document, page: Page, before: int, is_agreement: bool, total: int) -> None:
        """Draw a page of a document of `total` pages that has so many pages of the file before it."""
        ink = Ink(page.style.height)
        furnish(self.setter, ink, page.style, document)
        if is_agreement:
            page_foot(self.setter, ink, page.style, document, self.sheets.count - before + 1, total)
        elif page.numbered and document.kind not in _NUMBERLESS:
            page_number(self.setter, ink, page.style, self.sheets.count - (0 if self.running else before) + 1)
        # An agreement is two pages long: its clauses would only bury the names of the documents.
        headings = not is_agreement
        if self.sheets.count == before:
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
        for before, block, after in zip((None, *section.blocks), section.blocks, (*section.blocks[1:], None), strict=False):
            if isinstance(block, Signatures | Code):
                boxes = kept(boxes, _BEFORE_SIGNATURES)
            if isinstance(block, Closing) or (isinstance(before, Closing) and isinstance(block, Paragraph)):
                boxes = with_signature(boxes, signed=isinstance(before, Closing))
            if isinstance(block, Table | FieldGrid) and isinstance(before, Paragraph):
                boxes = kept(boxes, 1)
            if isinstance(block, LetterHead):
                boxes += head_boxes(self.setter, style, block, len(self._block(after, style)) if after else 0)
            else:
                boxes += self._block(block, style)
        return boxes

    def _block(self, block: Block, style: PageStyle) -> list[Box]:
        if isinstance(block, Picture):
            return picture_boxes(self.setter, style, block, self.pictures)
        if isinstance(block, PictureRow):
            return row_boxes(self.setter, style, block, self.pictures)
        if isinstance(block, Drawing):
            return drawing_boxes(self.setter, style, block, self.backdrops)
        if isinstance(block, PageBreak):
            return [Box(0, ends_page=True)]
        return _MAKERS[type(block)](self.setter, style, block)


_MAKERS: dict[type, Callable[..., list[Box]]] = {
    Heading: heading_boxes, Paragraph: paragraph_boxes, Table: table_boxes, FieldGrid: grid_boxes,
    Signatures: signature_boxes, Code: code_boxes, Contents: contents_boxes,
    AttachmentNote: note_boxes, Closing: closing_boxes, Imprint: imprint_boxes,
}
