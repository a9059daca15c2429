"""归档章: 45 × 16 mm, six cells (DA/T 22-2015), as labels on a sheet and over the first page of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
from pikepdf import Name, Rectangle

from linkdesk.documents.blocks import Align, Document, Drawing, PageKind, Section, Shape, ShapeKind
from linkdesk.documents.pdf.backdrop import Backdrops
from linkdesk.documents.pdf.drawings import drawing_boxes
from linkdesk.documents.pdf.faces import BUNDLED
from linkdesk.documents.pdf.ink import Ink
from linkdesk.documents.pdf.sheets import Sheets
from linkdesk.documents.pdf.styles import MM, page_style
from linkdesk.documents.pdf.typesetter import Typesetter
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import CODES
from linkdesk.domain.errors import KnownError

WIDTH, HEIGHT = Decimal(45), Decimal(16)
_ACROSS, _DOWN = 3, 2
_TEXT = Decimal("3.2")
_LONG = 7          # characters that fit a cell at full size
_RULE = Decimal("0.25")
_TOP = 10          # mm from the upper edge of a page to the stamp
_EDGE = 1.0        # points around the stamp for the width of its rules
_PER_ROW, _PER_PAGE = 3, 36
_STEP = Decimal(53), Decimal(20)  # mm from label to label


def cells(item: ArchiveItem) -> tuple[str, ...]:
    """What stands in the six cells: 全宗号, 年度, 件号; 机构(问题), 保管期限, 页数."""
    year, number, pages = (str(value) if value else "" for value in (item.year, item.item, item.pages))
    return item.fonds, year, number, item.organ, CODES[item.retention], pages


def shapes(item: ArchiveItem, left: Decimal = Decimal(0), low: Decimal = Decimal(0)) -> tuple[Shape, ...]:
    """The stamp of a piece, its lower left corner at a place in mm."""
    return (*_rules(left, low), *_texts(cells(item), left, low))


def _rules(left: Decimal, low: Decimal) -> Iterator[Shape]:
    for at in range(_DOWN + 1):
        y = low + HEIGHT * at / _DOWN
        yield Shape(ShapeKind.LINE, ((left, y), (left + WIDTH, y)), size_mm=_RULE)
    for at in range(_ACROSS + 1):
        x = left + WIDTH * at / _ACROSS
        yield Shape(ShapeKind.LINE, ((x, low), (x, low + HEIGHT)), size_mm=_RULE)


def _texts(texts: Sequence[str], left: Decimal, low: Decimal) -> Iterator[Shape]:
    for at, text in enumerate(texts):
        size = _TEXT if _room(text) <= _LONG else _TEXT * _LONG / _room(text)
        x = left + WIDTH * (2 * (at % _ACROSS) + 1) / (2 * _ACROSS)
        y = low + HEIGHT * (2 * (_DOWN - 1 - at // _ACROSS) + 1) / (2 * _DOWN) - size / 2
        if text:
            yield Shape(ShapeKind.TEXT, ((x, y),), text, size_mm=size, align=Align.CENTRE)


def _room(text: str) -> int:
    """How wide a text is, in half a full-width character."""
    return sum(1 if ord(c) < 256 else 2 for c in text)


def label_sheet(items: Sequence[ArchiveItem], title: str) -> Document | None:
    """The stamps of numbered pieces as a sheet of labels to cut; None when nothing is numbered."""
    ready = [item for item in items if item.item is not None]
    pages = [ready[at:at + _PER_PAGE] for at in range(0, len(ready), _PER_PAGE)]
    sections = tuple(Section((_sheet(page, at),), PageKind.TABLE) for at, page in enumerate(pages, 1))
    return Document("archive_labels", title, sections) if sections else None


def _sheet(items: Sequence[ArchiveItem], page: int) -> Drawing:
    height = _STEP[1] * -(-_PER_PAGE // _PER_ROW)
    made = [shape for at, item in enumerate(items)
            for shape in shapes(item, _STEP[0] * (at % _PER_ROW), height - HEIGHT - _STEP[1] * (at // _PER_ROW))]
    return Drawing(_STEP[0] * (_PER_ROW - 1) + WIDTH, height, tuple(made), name=f"归档章（第 {page} 张）")


def stamp(pdf: bytes | Path, item: ArchiveItem) -> bytes:
    """A PDF with the stamp of a piece at the head of its first page, centred; KnownError when it cannot be opened."""
    try:
        with pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as opened, pikepdf.open(_alone(item)) as stamps:
            _lay(opened, stamps)
            out = io.BytesIO()
            opened.save(out, deterministic_id=True)
            return out.getvalue()
    except (pikepdf.PdfError, OSError) as wrong:
        raise KnownError(f"“{item.title}”的 PDF 打不开（或有密码），没有加盖归档章。请换一个文件后再试。") from wrong


def _alone(item: ArchiveItem) -> io.BytesIO:
    """A page as large as the stamp that holds nothing else."""
    out, setter = io.BytesIO(), Typesetter(BUNDLED)
    page = replace(page_style(PageKind.TABLE), width=float(WIDTH) * MM + 2 * _EDGE, height=float(HEIGHT) * MM + 2 * _EDGE,
                   top=_EDGE, bottom=_EDGE, left=_EDGE, right=_EDGE)
    ink, sheets = Ink(page.height), Sheets(out)
    for box in drawing_boxes(setter, page, Drawing(WIDTH, HEIGHT, shapes(item)), Backdrops(None)):
        box.draw(ink, page.left, page.top)
    sheets.page(page.width, page.height, ink.operators())
    sheets.finish(list(setter.used.values()))
    out.seek(0)
    return out


def _lay(opened: pikepdf.Pdf, stamps: pikepdf.Pdf) -> None:
    page = opened.pages[0]
    form = opened.copy_foreign(stamps.pages[0].as_form_xobject())
    name = page.add_resource(form, Name.XObject, Name("/LinkDeskArchiveStamp"))
    box = [float(n) for n in page.trimbox]
    width, height = float(WIDTH) * MM + 2 * _EDGE, float(HEIGHT) * MM + 2 * _EDGE
    left, top = (box[0] + box[2] - width) / 2, box[3] - _TOP * MM + _EDGE
    placed = page.calc_form_xobject_placement(form, name, Rectangle(left, top - height, left + width, top))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + placed)
