"""PDFs joined into one: front with contents, bookmarks, and page numbers that run through the whole file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name, Rectangle

from linkdesk.documents.pdf.stamps import page_stamps
from linkdesk.documents.whole import whole_file
from linkdesk.domain.errors import KnownError

Entries = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF to join, with the title it has in contents and bookmarks."""

    title: str
    pdf: bytes | Path


def join(front: Callable[[Entries], bytes], parts: Sequence[Part], out: Path) -> int:
    """Join parts behind a front and return the number of pages.

    `front` makes cover and contents as PDF from (title, page) entries; pages count from 1 through the whole file
    and stand at the foot of every page. Bookmarks of the parts hang below the parts' own. The file is written
    whole or not at all; KnownError names a part that is no PDF.
    """
    with ExitStack() as opened:
        read = [opened.enter_context(_open(part)) for part in parts]
        made, first = _front(front, parts, [len(pdf.pages) for pdf in read])
        joined = opened.enter_context(pikepdf.open(io.BytesIO(made)))
        _append(joined, parts, read, first)
        _number(joined)
        made = io.BytesIO()  # a full disk under `save` itself would abort the program
        joined.save(made, deterministic_id=True)
        with whole_file(out) as file:
            file.write(made.getbuffer())
        return len(joined.pages)


def _open(part: Part) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(part.pdf) if isinstance(part.pdf, bytes) else part.pdf)
    except (pikepdf.PdfError, OSError) as wrong:
        raise KnownError(f"“{part.title}”不是可以打开的 PDF（或有密码），材料没有合成。请换一个文件后再试。") from wrong


def _front(front: Callable[[Entries], bytes], parts: Sequence[Part], counts: Sequence[int]) -> tuple[bytes, list[int]]:
    """The front and the page each part begins on: made once for its length, then with the true numbers."""
    with pikepdf.open(io.BytesIO(front(tuple((part.title, 1) for part in parts)))) as first:
        page = len(first.pages) + 1
    begins = [page + sum(counts[:at]) for at in range(len(parts))]
    return front(tuple((part.title, at) for part, at in zip(parts, begins, strict=True))), begins


def _append(joined: pikepdf.Pdf, parts: Sequence[Part], read: Sequence[pikepdf.Pdf], begins: Sequence[int]) -> None:
    with joined.open_outline() as outline:
        for part, pdf, begin in zip(parts, read, begins, strict=True):
            item = pikepdf.OutlineItem(part.title, begin - 1)
            item.is_closed = True
            item.children.extend(_bookmarks(pdf, begin - 1))
            joined.pages.extend(pdf.pages)
            outline.root.append(item)


def _bookmarks(pdf: pikepdf.Pdf, before: int) -> list[pikepdf.OutlineItem]:
    """The bookmarks of a part, its pages counted on; a single one that holds all others gives way to them."""
    places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        root = list(outline.root)
        while len(root) == 1:
            root = list(root[0].children)
        return [moved for item in root if (moved := _moved(item, places, before))]


def _moved(item: pikepdf.OutlineItem, places: dict[tuple[int, int], int], before: int) -> pikepdf.OutlineItem | None:
    target = item.destination
    if not isinstance(target, pikepdf.Array) or (at := places.get(target[0].objgen)) is None:
        return None  # a bookmark that leads out of its own pages
    moved = pikepdf.OutlineItem(item.title, before + at, "XYZ", top=_top(target))
    moved.is_closed = True
    moved.children.extend(child for below in item.children if (child := _moved(below, places, before)))
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
