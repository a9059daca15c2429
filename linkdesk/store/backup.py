"""Copies of a workspace: the database alone before anything risky, or all of it in one file to keep elsewhere."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from linkdesk import __version__
from linkdesk.domain.errors import KnownError
from linkdesk.store import sqlite
from linkdesk.store.files import Files, sha256_of
from linkdesk.store.whole import whole
from linkdesk.store.world import DAMAGED, world

KEPT = 20
MANIFEST = "manifest.json"
FORMAT = 1
_NAME = re.compile(r"desk-\d{8}-\d{6}(-\d+)?\.db")


def backup(connection: sa.Connection, folder: Path, at: datetime) -> Path:
    """Copy the database to backups/desk-<moment>.db, then forget all but the newest 20; returns the copy."""
    backups = folder / "backups"
    backups.mkdir(exist_ok=True)
    path = _unused(backups, at)
    with whole(path) as part:
        _copy(connection, part)
    for old in _older(backups, path)[:-(KEPT - 1)]:
        old.unlink()
    return path


def _copy(connection: sa.Connection, path: Path) -> None:
    """Copy the database; a damaged one is no backup, and must not push the good ones out."""
    sqlite.copy(connection, path)
    if not sqlite.is_sound(path):
        raise KnownError(DAMAGED)


def _unused(backups: Path, at: datetime) -> Path:
    stem, number = f"desk-{at:%Y%m%d-%H%M%S}", 1
    while (path := backups / f"{stem}{f'-{number}' if number > 1 else ''}.db").exists():
        number += 1
    return path


def _older(backups: Path, made: Path) -> list[Path]:
    """The other copies by the moment in their names; a clock that went wrong never costs the copy just made."""
    return sorted((p for p in backups.iterdir() if _NAME.fullmatch(p.name) and p != made), key=lambda p: p.stem)


def backup_to(connection: sa.Connection, files: Files, path: Path, at: datetime) -> Path:
    """Write database, attachments and a manifest of their SHA-256 into one zip file, whole or not at all."""
    with world(_closed(path)):
        if path.exists() and not path.is_file():
            raise KnownError(f"“{path.name}”不是文件，没有备份。请给备份文件起一个名字，如 linkdesk-备份.zip。")
    with TemporaryDirectory(dir=files.folder.parent, prefix=".backup-") as folder:
        copy = Path(folder) / "desk.db"
        _copy(connection, copy)
        with world(_closed(path)), whole(path) as part:
            _pack(part, {"desk.db": copy} | files.parts(), schema=sqlite.version(connection), at=at)
    return path


def _closed(path: Path) -> str:
    return f"备份文件写不进“{path.parent}”，没有备份，现有数据不受影响。请换一个可以写入的位置。"


def _pack(path: Path, parts: dict[str, Path], schema: int, at: datetime) -> None:
    manifest = {"program": "LinkDesk", "version": __version__, "format": FORMAT, "schema": schema,
                "made_at": at.isoformat(timespec="seconds"), "parts": {name: sha256_of(p) for name, p in parts.items()}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
        packed.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, part in parts.items():
            packed.write(part, name)
