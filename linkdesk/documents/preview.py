"""Pages of a PDF as pixels: the preview shows the very bytes that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pypdfium2

from linkdesk.domain.errors import KnownError

_ONE_AT_A_TIME = Lock()  # pdfium is not made for threads


@dataclass(frozen=True, slots=True)
class Pixels:
    """A rendered page: width and height in pixels, rows of red, green, blue, alpha bytes without padding."""

    width: int
    height: int
    rgba: bytes


def page_sizes(pdf: bytes | Path) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points; KnownError for a file that is no PDF."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(at) for at in range(len(document)))


def render(pdf: bytes | Path, page: int, dpi: float = 96) -> Pixels:
    """Render one page, counted from 0; KnownError for a file that is no PDF."""
    with _opened(pdf) as document:
        bitmap = document[page].render(scale=dpi / 72, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA,
                                       rev_byteorder=True, fill_color=(255, 255, 255, 255))
        row = bitmap.width * 4
        data = bytes(bitmap.buffer)
        if bitmap.stride != row:
            data = b"".join(data[at * bitmap.stride:at * bitmap.stride + row] for at in range(bitmap.height))
        return Pixels(bitmap.width, bitmap.height, data)


@contextmanager
def _opened(pdf: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, FileNotFoundError) as wrong:
            raise KnownError("这个文件不是可以打开的 PDF，没有显示。请重新生成文稿，或换一个文件。") from wrong
        try:
            yield document
        finally:
            document.close()
