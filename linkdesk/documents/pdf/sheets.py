"""The PDF file: pages, bookmarks, fonts and pictures through ReportLab's canvas."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream, PDFStreamFilterZCompress
from reportlab.pdfgen.canvas import Canvas

from linkdesk.documents.pdf.embed import add_face
from linkdesk.documents.pdf.ticks import add_ticks
from linkdesk.documents.pdf.used import Used

rl_config.useA85 = 0  # plain binary streams: a quarter smaller, and pictures too
_FONTS, _PAGES = 1, 3  # how hard streams are compressed: harder takes as long as setting them, and spares a tenth


class _Quick(PDFStreamFilterZCompress):
    def encode(self, text: str | bytes) -> bytes:
        return zlib.compress(text.encode() if isinstance(text, str) else text, _FONTS)


class Sheets(Canvas):
    """ReportLab's canvas for finished operators."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out, invariant=1, pageCompression=0, lang="zh-CN")
        self._doc.defaultStreamFilters = [_Quick()]
        self.setCreator("LinkDesk")
        self.setAuthor("")
        self.setSubject("")
        self.count = 0

    def _make_preamble(self) -> None:
        # ReportLab begins every page with Helvetica, which is not embedded; our pages name their own fonts.
        self._preamble = ""

    def page(self, width: float, height: float, operators: str) -> None:
        """Add a page."""
        self.setPageSize((width, height))
        self._code.append(operators)
        name = self._doc.thisPageName()
        self.showPage()
        self._compress(name)
        self.count += 1

    def _compress(self, name: str) -> None:
        # The canvas keeps pages as text until the end; a thousand agreements would fill the memory.
        page = self._doc.idToObject[name]
        stream = PDFStream(content=zlib.compress(page.stream.encode("latin-1"), _PAGES), filters=[])
        stream.dictionary["Filter"] = "/FlateDecode"
        page.Contents, page.stream = stream, None

    def bookmark(self, level: int, title: str, top: float) -> None:
        """Add a bookmark to the page being made, `top` points above its lower edge."""
        key = f"b{len(self._destinations)}"
        self.bookmarkPage(key, "XYZ", left=0, top=top)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture on the page being made, lower left corner at (x, y)."""
        self.drawImage(image, x, y, width, height)
        vars(image).pop("jpeg_fh", None)  # a JPEG's reader refers to itself, and would keep all its pixels

    def finish(self, faces: list[Used]) -> None:
        """Embed the faces and write the file."""
        self._doc.delayedFonts.append(_Faces(faces))
        self.save()


class _Faces:
    """What the document calls when all pages are made and the characters are known."""

    def __init__(self, faces: list[Used]) -> None:
        self.faces = faces

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Put the faces into the document's font dictionary."""
        fonts = doc.idToObject["BasicFonts"].dict
        for used in self.faces:
            fonts[used.name] = add_face(doc, used.path, used.codes) if used.path else add_ticks(doc)
