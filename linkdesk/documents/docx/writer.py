"""A document as a Word file: the same document gives the same bytes, whenever and wherever it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION

from linkdesk.documents import blocks
from linkdesk.documents.blocks import Document
from linkdesk.documents.docx import letters, lines, ruled
from linkdesk.documents.docx.faces import dress
from linkdesk.documents.docx.lines import Lines, Pictures
from linkdesk.documents.docx.names import MARK
from linkdesk.documents.docx.sheets import lay, measure_mm, number_pages
from linkdesk.documents.docx.storable import storable

_MADE = datetime(2000, 1, 1)
_STORED_AT = (2000, 1, 1, 0, 0, 0)


def write_docx(document: Document, copy_id: str = "", pictures: Pictures | None = None) -> bytes:
    """A document as the bytes of a .docx file; `copy_id` is kept in its properties, so that a renamed file is known again.

    `pictures` gives the bytes of a stored picture by its hash; KnownError when one cannot be read.
    """
    document, word = storable(document), docx.Document()
    _empty(word)
    dress(word)
    _name(word, document, copy_id)
    made = Lines(word, pictures)
    for at, section in enumerate(document.sections):
        lay(word.add_section(WD_SECTION.NEW_PAGE) if at else word.sections[0], section)
        made.measure_mm = measure_mm(section)
        for block in section.blocks:
            _WRITERS[type(block)](made, block)
    number_pages(word, document)
    out = io.BytesIO()
    word.save(out)
    return _steady(out.getvalue())


def _empty(word: Any) -> None:
    for each in tuple(word.element.body.iterchildren("{*}p", "{*}tbl")):
        word.element.body.remove(each)


def _name(word: Any, document: Document, copy_id: str) -> None:
    told = word.core_properties
    told.title, told.author, told.last_modified_by, told.comments = document.title, "LinkDesk", "LinkDesk", ""
    told.created = told.modified = _MADE
    told.language = "zh-CN"
    if copy_id:  # in two places: some programs keep only one of them when they save
        told.identifier = told.keywords = f"{MARK}{copy_id}"


def _steady(content: bytes) -> bytes:
    """The same archive with its entries in order and without the hour it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _STORED_AT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            steady.writestr(entry, made.read(name))
    return out.getvalue()


def _break(made: Lines, _: object) -> None:
    made.word.add_page_break()


def _nothing(made: Lines, block: object) -> None:
    """Codes stand on printed pages only."""


_WRITERS: dict[type, Callable[[Lines, Any], None]] = {
    blocks.Heading: lines.add_heading, blocks.Paragraph: lines.add_paragraph, blocks.Contents: lines.add_contents,
    blocks.Picture: lines.add_picture, blocks.PictureRow: lines.add_picture_row, blocks.Drawing: lines.add_drawing,
    blocks.Table: ruled.add_table, blocks.FieldGrid: ruled.add_fields, blocks.Signatures: ruled.add_signatures,
    blocks.PageBreak: _break, blocks.Code: _nothing, blocks.LetterHead: letters.add_head, blocks.AttachmentNote: letters.add_note,
    blocks.Closing: letters.add_closing, blocks.Imprint: letters.add_imprint,
}
