"""Opening a workspace folder: made when there is none, upgraded when it is old, refused with a sentence when it cannot be.

A new file gets its tables straight from the metadata, without alembic (0.2 s at the first start); a test holds the
migrations to the very same schema.
"""

from __future__ import annotations

import re
import shutil
import time
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from linkdesk.domain.errors import KnownError
from linkdesk.store import backup, journal, migrations, sqlite
from linkdesk.store.journal import UPGRADE, Note
from linkdesk.store.media import is_fixed_disk
from linkdesk.store.tables import METADATA
from linkdesk.store.whole import whole
from linkdesk.store.workspace import Clock, Store
from linkdesk.store.world import DAMAGED, world

DATABASE = "desk.db"
_DAY = 86_400  # seconds
_LEFT = re.compile(r"\.(backup-|restore-|.*\.part$)")


def connect(folder: Path | str, clock: Clock = datetime.now, *, wal: bool | None = None, patience: float = 5.0) -> Store:
    """Open the workspace in a folder, beginning it where there is none.

    `wal` None chooses the write-ahead log on fixed disks and a rollback journal elsewhere; `patience` is how many seconds
    another program's write is waited for. Raises KnownError when the folder or its database cannot be used.
    """
    folder = Path(folder)
    with world():
        _prepare(folder)
        fixed = is_fixed_disk(folder) if wal is None else wal
        return Store(folder, opened(folder, clock, wal=fixed, patience=patience), clock)


def opened(folder: Path, clock: Clock, *, wal: bool, patience: float) -> sa.Connection:
    """A connection to the database of a folder, upgraded where it was old."""
    connection = sqlite.engine(folder / DATABASE, wal=wal, patience=patience).connect()
    try:
        _bring_up_to_date(connection, folder, clock)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise KnownError(f"“{folder.name}”是文件，不是文件夹，不能用作工作文件夹。请另选一个文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    if not (folder / DATABASE).exists():
        if any((folder / "backups").glob("*.db")):
            raise KnownError("工作文件夹里的 desk.db 不见了，但备份还在。为免丢失数据没有新建；请先从备份恢复，或另选一个文件夹。")
        begin(folder / DATABASE)


def _sweep(folder: Path) -> None:
    """Remove what a killed backup, restore or attaching left behind a day ago or more: it holds people's data under no name."""
    for left in (*folder.glob(".*"), *folder.glob("backups/.*"), *folder.glob("files/??/.*")):
        if _LEFT.match(left.name) and time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def begin(path: Path) -> None:
    """Make an empty database of the newest schema, whole; of two programs that begin at once the first one's stays."""
    with whole(path, anew=True) as part, sqlite.create(part) as connection, sqlite.writing(connection):
        METADATA.create_all(connection)
        migrations.stamp(connection)
        journal.renew_origin(connection)


def _bring_up_to_date(connection: sa.Connection, folder: Path, clock: Clock) -> None:
    version = sqlite.version(connection)
    if version < 1 or (version == migrations.NEWEST and not sqlite.has_tables(connection, METADATA.tables)):
        raise KnownError(DAMAGED)
    if version > migrations.NEWEST:
        raise KnownError("这份数据是用更新版本的 LinkDesk 保存的，没有打开，也没有改动。请先升级本程序。")
    if version < migrations.NEWEST:
        backup.backup(connection, folder, clock())
        migrations.upgrade(connection, Note(clock(), "", UPGRADE, f"数据库升级到第 {migrations.NEWEST} 版"))
