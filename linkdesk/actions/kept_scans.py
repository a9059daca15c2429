"""A scan or picture that stands in a row of its own: attached, taken away, and looked at as a copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from linkdesk.actions import attachments, plan_rows
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.paths import shown_name

Row = TypeVar("Row", bound=Any)  # with `file_name` and `file_hash`


def attach(desk: Desk, row: Row, path: Path, what: str) -> Change:
    """Keep a scan (PDF, JPG, PNG) with a row, in place of the one that is there; `what` names it."""
    now, digest = plan_rows.newest(desk, row), attachments.keep(desk, path, attachments.SCAN, "扫描件或照片")
    return Change(f"附上{what}", before=(now,), after=(replace(now, file_name=shown_name(path), file_hash=digest),))


def detach(desk: Desk, row: Row, what: str) -> Change:
    """Take the scan from a row; the file stays in the workspace for undo."""
    now = plan_rows.newest(desk, row)
    if not now.file_hash:
        raise KnownError(f"还没有附上{what}，没有改动。")
    return Change(f"移除{what}", before=(now,), after=(replace(now, file_name="", file_hash=""),))


def copy_to_view(desk: Desk, row: Row, what: str) -> Path:
    """A copy for the system's own viewer; that it was looked at stands in the journal."""
    if not row.file_hash:
        raise KnownError(f"还没有附上{what}，没有可看的文件。请先附上。")
    return attachments.copy_to_view(desk, row.file_hash, Path(row.file_name).stem or what, f"查看{what}")
