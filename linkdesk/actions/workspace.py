"""The workspace itself: back it up, bring it back, examine it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from linkdesk import store
from linkdesk.desk import Desk


def backup(desk: Desk, out: Path) -> Path:
    """Write the whole workspace (data and attachments) into one file."""
    return desk.store.backup_to(out)


def restore(folder: Path, source: Path) -> None:
    """Bring a workspace back from a backup file; what stands there now is backed up first."""
    store.restore(source, folder, at=datetime.now())


def doctor(desk: Desk) -> list[str]:
    """What is damaged, in one sentence each; empty when all is whole."""
    return list(desk.store.verify())
