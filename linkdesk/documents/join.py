"""PDFs joined into one: front with contents, a sheet before each item, bookmarks, and page numbers through the whole file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Name, Rectangle

from linkdesk.documents.pdf.stamps import page_stamps
from linkdesk.documents.whole import whole_file
from linkdesk.domain.errors import KnownError

Entries = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF to join, with the title it has in contents and bookmarks; `below` are further ones of the same item.

    An item may be nothing but its sheet: then it has no PDF of its own.
    """

    title: str
    pdf: bytes | Path | None = None
    below: tuple[Part, ...] = ()

    @property
    def all(self) -> tuple[Part, ...]:
        """The parts that have pages, in order."""
        return (*((self,) if self.pdf is not None else ()), *self.below)


@dataclass(slots=True)
class _Laid:
    """Where the pieces of one item come to lie, each by the page (from 0) it begins on, with the PDF it is taken from."""

    title: str
    begin: int
    pieces: list[tuple[Part, pikepdf.Pdf, int]]


class _Careful:
    """A file that remembers what the system refused: an error inside the writer of the PDF would abort the program."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refused: OSError | None = None

    def write(self, content: bytes) -> int:
        """Write, unless something was refused before."""
        self._try(lambda: self._file.write(content))
        return len(content)

    def flush(self) -> None:
        """Hand on what is held back."""
        self._try(self._file.flush)

    def seek(self, at: int, whence: int = 0) -> int:
        """Asked for by pikepdf to tell a stream from a name; a PDF is written from its beginning to its end."""
        return self._file.seek(at, whence)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            if self.refused is None:
                act()
        except OSError as refused:
            self.refused = refused


def join(front: Callable[[Entries], bytes], parts: Sequence[Part], out: Path, sheets: bytes | None = None, duplex: bool = False) -> int:
    """Join items behind a front and return the number of pages.

    `front` makes cover and contents as PDF from (title, page) entries; pages count from 1 through the whole file
    and stand at the foot of every page. `sheets` is a PDF with one page for each item, laid before it; with `duplex` every
    item and every piece of it begins on the front of a sheet of paper. Bookmarks of the parts hang below the items. The file
    is written whole or not at all; KnownError names a part that is no PDF.
    """
    with ExitStack() as opened:
        read = {id(part): opened.enter_context(_open(part)) for item in parts for part in item.all}
        before = opened.enter_context(pikepdf.open(io.BytesIO(sheets))) if sheets else None
        made, laid = _front(front, parts, read, bool(sheets), duplex)
        joined = opened.enter_context(pikepdf.open(io.BytesIO(made)))
        _append(joined, laid, before)
        _bookmark(joined, laid)
        _number(joined)
        with whole_file(out) as file:
            careful = _Careful(file)
            joined.save(careful, deterministic_id=True)
            if careful.refused:
                raise careful.refused
        return len(joined.pages)


def _open(part: Part) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(part.pdf) if isinstance(part.pdf, bytes) else part.pdf)
    except (pikepdf.PdfError, OSError) as wrong:
        raise KnownError(f"“{part.title}”不是可以打开的 PDF（或有密码），材料没有合成。请换一个文件后再试。") from wrong


def _front(front: Callable[[Entries], bytes], parts: Sequence[Part], read: dict[int, pikepdf.Pdf], sheets: bool,
           duplex: bool) -> tuple[bytes, list[_Laid]]:
    """The front, and where each item lies behind it: made once for its length, then with the true numbers."""
    with pikepdf.open(io.BytesIO(front(tuple((part.title, 1) for part in parts)))) as first:
        pages = len(first.pages)
    laid = list(_lay(parts, read, pages, sheets, duplex))
    return front(tuple((item.title, item.begin + 1) for item in laid)), laid


def _lay(parts: Sequence[Part], read: dict[int, pikepdf.Pdf], at: int, sheets: bool, duplex: bool) -> Iterator[_Laid]:
    for item in parts:
        at += duplex and at % 2
        begin, pieces = at, []
        at += sheets
        for part in item.all:
            at += duplex and at % 2
            pieces.append((part, read[id(part)], at))
            at += len(read[id(part)].pages)
        yield _Laid(item.title, begin, pieces)


def _append(joined: pikepdf.Pdf, laid: Sequence[_Laid], sheets: pikepdf.Pdf | None) -> None:
    for at, item in enumerate(laid):
        _blank(joined, item.begin)
        if sheets:
            joined.pages.append(sheets.pages[at])
        for _, pdf, begin in item.pieces:
            _blank(joined, begin)
            _take(joined, pdf)


def _take(joined: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    """Append the pages of a part; a form that was filled in keeps what stands in its fields."""
    if Name.AcroForm in pdf.Root:
        joined.add_pages_from(pdf)
    else:
        joined.pages.extend(pdf.pages)


def _blank(joined: pikepdf.Pdf, begin: int) -> None:
    """The back of the sheet before, left empty."""
    if len(joined.pages) < begin:
        box = joined.pages[-1].mediabox
        joined.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))


def _bookmark(joined: pikepdf.Pdf, laid: Sequence[_Laid]) -> None:
    pages = list(joined.pages)
    with joined.open_outline() as outline:
        for item in laid:
            root = _item(item.title, pages, item.begin)
            for part, pdf, begin in item.pieces:
                found = _bookmarks(pdf, pages, begin)
                if len(item.pieces) > 1:
                    own = _item(part.title, pages, begin)
                    own.children.extend(found)
                    found = [own]
                root.children.extend(found)
            outline.root.append(root)


def _item(title: str, pages: Sequence[pikepdf.Page], at: int, top: float | None = None) -> pikepdf.OutlineItem:
    # the place is given as it will stand: by its number pikepdf would look for each page anew
    where = [Name.XYZ, None, top, None] if top is not None else [Name.Fit]
    item = pikepdf.OutlineItem(title, pikepdf.Array([pages[at].obj, *where]))
    item.is_closed = True
    return item


def _bookmarks(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page], before: int) -> list[pikepdf.OutlineItem]:
    """The bookmarks of a part, its pages counted on; a single one that holds all others gives way to them."""
    with pdf.open_outline() as outline:
        root = list(outline.root)
        while len(root) == 1:
            root = list(root[0].children)
        if not root:
            return []
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return [moved for item in root if (moved := _moved(item, places, pages, before))]


def _moved(item: pikepdf.OutlineItem, places: dict[tuple[int, int], int], pages: Sequence[pikepdf.Page],
           before: int) -> pikepdf.OutlineItem | None:
    target = item.destination
    if not isinstance(target, pikepdf.Array) or not len(target) or (at := places.get(target[0].objgen)) is None:
        return None  # a bookmark that leads out of its own pages
    moved = _item(item.title, pages, before + at, _top(target))
    moved.children.extend(child for below in item.children if (child := _moved(below, places, pages, before)))
    return moved


def _top(target: pikepdf.Array) -> float | None:
    return float(target[3]) if len(target) > 3 and target[1] == "/XYZ" and target[3] is not None else None


def _number(joined: pikepdf.Pdf) -> None:
    boxes = [page.trimbox for page in joined.pages]
    sizes = [(float(box[2] - box[0]), float(box[3] - box[1])) for box in boxes]
    with pikepdf.open(io.BytesIO(page_stamps(sizes))) as stamps:
        for number, (page, stamp) in enumerate(zip(joined.pages, stamps.pages, strict=True), 1):
            form = joined.copy_foreign(stamp.as_form_xobject())
            # Named by us: the name pikepdf's own overlay takes is random, and the file shall always be the same.
            name = page.add_resource(form, Name.XObject, Name(f"/LinkDeskPage{number}"))
            placed = page.calc_form_xobject_placement(form, name, Rectangle(page.trimbox))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\n" + placed)
