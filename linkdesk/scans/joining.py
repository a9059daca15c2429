"""Scanned pages put together again: one PDF of the pages of one paper."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pypdfium2


def join(sheets: Iterable[Path], out: BinaryIO) -> int:
    """Write the pages, each a PDF that `read` made, into one PDF in this order; returns how many they are."""
    with closing(pypdfium2.PdfDocument.new()) as joined:
        for path in sheets:
            with closing(pypdfium2.PdfDocument(path)) as sheet:
                joined.import_pages(sheet)
        joined.save(out)
        return len(joined)
