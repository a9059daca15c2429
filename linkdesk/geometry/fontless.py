"""Keeps the drawing library from gathering all fonts of the machine, which takes long, and from writing them down at home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_PLACE = "XDG_CACHE_HOME"
_KNOWN_FONTS = '{"version": 0, "font-faces": []}'


@contextmanager
def fontless() -> Iterator[None]:
    """While it lasts, an import of ezdxf finds that it knows all fonts there are: none."""
    with TemporaryDirectory(prefix="linkdesk-") as folder:
        known = Path(folder) / "ezdxf" / "font_manager_cache.json"
        known.parent.mkdir()
        known.write_text(_KNOWN_FONTS, "utf-8")
        before = os.environ.get(_PLACE)
        os.environ[_PLACE] = folder
        try:
            yield
        finally:
            os.environ.pop(_PLACE)
            os.environ |= {} if before is None else {_PLACE: before}
