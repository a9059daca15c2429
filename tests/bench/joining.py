"""Joining and stamping a packet of 2,000 pages with 300 bookmarks: the stated limit is 20 seconds.

Ours makes cover and contents, a sheet before each item, numbers on all pages and the bookmarks. The peer is qpdf's own plain
join of the same parts, through pikepdf: no front, no sheets, no numbers, no bookmarks.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pikepdf

from linkdesk.documents import cover
from linkdesk.documents.blocks import Contents, Document, Heading, PageBreak, Paragraph, Section, Text
from linkdesk.documents.join import Part, join
from linkdesk.documents.pdf import write_pdf

PAGES, BOOKMARKS, ITEMS = 2000, 300, 30
LIMIT = 20.0  # seconds
SLOWEST = 8.0  # of the time of the peer, which makes no front, sheets, page numbers or bookmarks


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's or the limit, ratio and the most the ratio may be."""
    with tempfile.TemporaryDirectory() as folder:
        parts = _parts(Path(folder))
        begun = time.perf_counter()
        pages = join(_front, parts, Path(folder) / "ours.pdf", _pdf(cover.separators([(p.title, "") for p in parts])))
        ours = time.perf_counter() - begun
        begun = time.perf_counter()
        _plain(parts, Path(folder) / "peer.pdf")
        peer = time.perf_counter() - begun
    assert pages >= PAGES, pages
    name = f"{pages} 页材料合订、编页码、{BOOKMARKS} 条书签"
    return [(f"{name}，秒数，上限 {LIMIT:.0f} 秒", ours, LIMIT, ours / LIMIT, 1.0),
            (f"{name}，秒数；对照 qpdf 只把同样的文件合并", ours, peer, ours / peer, SLOWEST)]


def _parts(folder: Path) -> list[Part]:
    """Items of chapters: so many pages and bookmarks in all."""
    each = PAGES // ITEMS + 1
    made = _pdf(Document("bench", "一项材料", (Section(tuple(_chapters(each))),)))
    paths = [folder / f"{at}.pdf" for at in range(ITEMS)]
    for path in paths:
        path.write_bytes(made)
    return [Part(f"F{at:02d} 一项材料", path) for at, path in enumerate(paths, 1)]


def _chapters(pages: int):
    marks = BOOKMARKS // ITEMS
    for at in range(pages):
        yield from (PageBreak(),) if at else ()
        yield from (Heading(1, f"第{at // (pages // marks) + 1}章"),) if at % (pages // marks) == 0 and at // (pages // marks) < marks else ()
        yield Paragraph((Text("拆旧区地块逐块复垦，建新区面积不大于拆旧区面积。" * 18),))


def _front(entries) -> bytes:
    return _pdf(Document("cover", "申报材料", (Section((Paragraph((Text("申报材料"),)), PageBreak(), Contents(tuple(entries)))),)))


def _pdf(document: Document) -> bytes:
    import io
    out = io.BytesIO()
    write_pdf([document], out)
    return out.getvalue()


def _plain(parts: list[Part], out: Path) -> None:
    with pikepdf.new() as joined:
        for part in parts:
            with pikepdf.open(part.pdf) as read:
                joined.pages.extend(read.pages)
        joined.save(out)
