"""件号 of archived pieces stay: whoever changes them, every series goes on counting from 1 without a gap or a repeat."""

from __future__ import annotations

from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import broken, series_of
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.store import Store

_BROKEN = "件号已经编过，不能再留出空号或重号，没有改动。后补的文件接在最后一件后面编号；这一步早于后来的编号，不能单独撤销。"


def refuse_archive_gaps(store: Store, change: Change) -> None:
    """Refuse a change after which a series of 件号 it touches has a gap or a number twice."""
    touched = [e for e in (*change.before, *change.after) if isinstance(e, ArchiveItem)]
    of = {series_of(e) for e in touched if e.item is not None}
    if not of:
        return
    gone = {e.id for e in touched}
    there = [e for e in store.load(ArchiveItem) if e.id not in gone]
    after = [e for e in (*there, *change.after) if isinstance(e, ArchiveItem) and series_of(e) in of]
    if broken(after):
        raise KnownError(_BROKEN)
