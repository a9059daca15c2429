"""A workspace brought back from a backup: all is checked first, what stands there is kept, then one transaction puts it in."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from linkdesk.domain.errors import KnownError
from linkdesk.paths import shown_name
from linkdesk.store import backup, given, journal, sqlite
from linkdesk.store.connect import DATABASE, opened
from linkdesk.store.files import sha256_of
from linkdesk.store.journal import RESTORE, Note
from linkdesk.store.whole import settle
from linkdesk.store.world import FULL, world

_PART = re.compile(r"desk\.db|files/[0-9a-f]{2}/[0-9a-f]{64}")
_ZIP = b"PK\x03\x04"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError, ValueError, TypeError)


def restore(source: Path, folder: Path, at: datetime) -> None:
    """Bring a workspace back from a backup (zip, or one of backups/*.db); no window may have it open.

    What stands in the folder is backed up first. Raises KnownError, and then the folder is as it was.
    """
    source, folder = Path(source), Path(folder)
    with world():
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".restore-") as temporary:
            new = Path(temporary)
            _unpack(source, new)
            _make_its_own(new, source, folder, at)
            _set_aside(folder, at)
            _move_in(new, folder)


def _unpack(source: Path, new: Path) -> None:
    begin = _begin(source)
    if begin == sqlite.MAGIC:
        shutil.copyfile(source, new / DATABASE)
    elif begin.startswith(_ZIP):
        _unzip(source, new)
    else:
        raise _no_backup(source)
    if not sqlite.is_sound(new / DATABASE):
        raise _damaged(source)


def _begin(source: Path) -> bytes:
    with world(f"读不了备份文件“{source.name}”，没有恢复，现有数据没有改动。请核对文件是否存在。"):
        if source.exists() and not source.is_file():  # a folder, or a pipe that may never end
            raise _no_backup(source)
        with source.open("rb") as stream:
            return stream.read(len(sqlite.MAGIC))


def _no_backup(source: Path) -> KnownError:
    return KnownError(f"“{source.name}”不是 LinkDesk 的备份文件，没有恢复，现有数据没有改动。请选择本程序写的备份文件（.zip 或 .db）。")


def _damaged(source: Path) -> KnownError:
    return KnownError(f"备份文件“{source.name}”已损坏或不完整，没有恢复，现有数据没有改动。请换一份备份。")


def _unzip(source: Path, new: Path) -> None:
    try:
        with zipfile.ZipFile(source) as packed:
            if backup.MANIFEST not in packed.namelist():
                raise _no_backup(source)
            _extract(packed, _parts(json.loads(packed.read(backup.MANIFEST))), new)
    except _DAMAGE:
        raise _damaged(source) from None


def _parts(manifest: dict[str, Any]) -> dict[str, str]:
    if manifest["format"] > backup.FORMAT:
        raise KnownError("这份备份是用更新版本的 LinkDesk 写的，没有恢复，现有数据没有改动。请先升级本程序。")
    parts = manifest["parts"]
    if DATABASE not in parts or not all(map(_PART.fullmatch, parts)):
        raise ValueError("not the parts of a workspace")
    return parts


def _extract(packed: zipfile.ZipFile, parts: dict[str, str], new: Path) -> None:
    if sum(packed.getinfo(name).file_size for name in parts) > shutil.disk_usage(new).free:
        raise KnownError(FULL)
    for name, digest in parts.items():
        packed.extract(name, new)
        if sha256_of(new / name) != digest:
            raise ValueError("not what was packed")


def _make_its_own(new: Path, source: Path, folder: Path, at: datetime) -> None:
    """Upgrade the copy where it is old, give it an origin of its own, note where it comes from and which numbers were given since."""
    with opened(new, lambda: at, wal=False, patience=0) as connection, sqlite.writing(connection):
        given.keep(connection, _numbers(folder / DATABASE))
        journal.renew_origin(connection)
        journal.write(connection, Note(at, "", RESTORE, f"从“{shown_name(source)}”恢复"))


def _numbers(desk: Path) -> list[str]:
    """The numbers papers bear in the database that is to be set aside; none where it cannot be read."""
    if not desk.exists() or not sqlite.is_sound(desk):
        return []
    with sqlite.engine(desk, wal=False, patience=0).connect() as connection:
        return given.numbers(connection)


def _set_aside(folder: Path, at: datetime) -> None:
    """Keep what stands in the folder: as a backup, or as it is where it cannot be read."""
    desk, backups = folder / DATABASE, folder / "backups"
    if not desk.exists():
        return
    if sqlite.is_sound(desk):
        with sqlite.engine(desk, wal=False, patience=0).connect() as connection:
            backup.backup(connection, folder, at)
        return
    backups.mkdir(exist_ok=True)
    for file in folder.glob(f"{DATABASE}*"):  # the log beside it may be what can still be saved
        os.replace(file, backups / f"damaged-{at:%Y%m%d-%H%M%S}{file.name.removeprefix('desk')}")


def _move_in(new: Path, folder: Path) -> None:
    for part in new.glob("files/??/*"):
        place = folder / part.relative_to(new)
        if part.name == sha256_of(part) or not place.exists():  # one damaged here is mended, by a sound one only
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(part, place)
    if (folder / DATABASE).exists():
        sqlite.overwrite(folder / DATABASE, new / DATABASE)
    else:
        settle(new / DATABASE)
        os.replace(new / DATABASE, folder / DATABASE)
        settle(folder)
