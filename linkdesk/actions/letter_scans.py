"""Scans of letters as they were signed and sealed, or as they came in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.desk import Desk
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.paths import shown_name


def attach(desk: Desk, letter: Letter, scan: Path) -> Change:
    """Attach the scan of a letter as it was signed and sealed, or as it came in."""
    if not (is_issued(letter) or is_received(letter)):
        raise KnownError("公文还没有印发，没有附上扫描件。请先印发，盖章后再附。")
    return Change("附公文扫描件", before=(letter,), after=(replace(letter, **scanned(desk, scan)),))


def scanned(desk: Desk, path: Path) -> dict[str, str]:
    """The fields of a letter that name its scan; the file is kept. KnownError when it is no scan, empty or too large."""
    digest = attachments.keep(desk, path, attachments.SCAN, "盖章公文的扫描件或照片")
    return {"file_name": shown_name(path), "file_hash": digest}


def copy_to_view(desk: Desk, letter: Letter) -> Path:
    """A copy of the scan for the system's viewer."""
    return attachments.copy_to_view(desk, letter.file_hash, "公文扫描件", f"查看公文扫描件：{letter.number or letter.kind}")


def pages(desk: Desk, letter: Letter) -> bytes:
    """The scan as a PDF to look at; nothing where there is none, it is a picture, or it cannot be read."""
    content = desk.store.files.read(letter.file_hash) if letter.file_hash else b""
    try:
        return content if attachments.suffix_of(content[:8]) == ".pdf" and page_sizes(content) else b""
    except KnownError:
        return b""
