"""Scans and photos that belong to an entity: checked, kept by their content, and shown again as a copy."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Collection
from functools import cache
from pathlib import Path

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.paths import shown_name

LARGEST = 50 * 1024 * 1024
PHOTO = ".jpg", ".png"
SCAN = ".pdf", *PHOTO
_STARTS = {b"%PDF": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png"}
_WORDS = {".pdf": "PDF", ".jpg": "JPG", ".png": "PNG"}


def keep(desk: Desk, path: Path, kinds: Collection[str], what: str) -> str:
    """Keep a file of one of these kinds (told by its content) and return its SHA-256; `what` names it in a refusal."""
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            start, size = file.read(8), file.seek(0, 2)
    except OSError:
        raise KnownError(f"读不了“{name}”，没有附上。请核对文件是否存在、是否正被别的程序占用。") from None
    if suffix_of(start) not in kinds:
        raise KnownError(f"“{name}”不是 {'、'.join(_WORDS[k] for k in kinds)} 文件，没有附上。请选择{what}。")
    if size > LARGEST:
        raise KnownError(f"“{name}”超过 50 MB，没有附上。请降低扫描分辨率后再试。")
    return desk.store.files.put(path)


def suffix_of(content: bytes) -> str:
    """The suffix of a file by how its content begins; empty when it is none of those kept here."""
    return next((suffix for start, suffix in _STARTS.items() if content.startswith(start)), "")


def copy_to_view(desk: Desk, digest: str, name: str, told: str, suffix: str = "") -> Path:
    """A copy for the system's viewer, gone when the program ends; that it was seen (`told`) stands in the journal.

    The suffix is told by the content unless it is given.
    """
    content = desk.store.files.read(digest)
    desk.do(Change(told, kind=ChangeKind.REVEAL))
    path = Path(tempfile.mkdtemp(dir=_views())) / f"{name}{suffix or suffix_of(content[:8])}"
    path.write_bytes(content)
    return path


@cache
def _views() -> str:
    folder = tempfile.mkdtemp(prefix="linkdesk-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
