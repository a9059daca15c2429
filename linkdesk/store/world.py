"""What the world does to files and databases, said to a person: each error becomes one Chinese sentence, or stays a bug."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from linkdesk.domain.errors import KnownError

FULL = "磁盘空间已满，本次操作没有保存，原有数据不受影响。请清理磁盘后再试。"
READ_ONLY = "工作文件夹或其中的文件不可写，本次操作没有保存，原有数据不受影响。请取消“只读”，或改用可以写入的位置。"
BUSY = "另一个程序正在写入这个工作文件夹，本次操作没有保存，原有数据不受影响。请关闭另一个窗口或稍候再试。"
UNREACHABLE = "打不开工作文件夹里的数据文件，什么都没有改动。请检查该位置是否存在、是否有权限。"
FOREIGN = "desk.db 不是 LinkDesk 的数据文件，没有打开，也没有改动。请核对工作文件夹是否选对，或从备份恢复。"
DAMAGED = "数据文件 desk.db 已损坏，没有改动。请从 backups 文件夹里最近的备份恢复。"
UNREADABLE = "读写数据文件时出错，本次操作没有保存，原有数据不受影响。请检查磁盘是否已满、U 盘或网络是否断开，再试一次。"

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
    sqlite3.SQLITE_PERM: UNREACHABLE,
    sqlite3.SQLITE_NOTADB: FOREIGN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_IOERR: UNREADABLE,
}

_FILES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
}


@contextmanager
def world(files: str = "") -> Iterator[None]:
    """Turn what the disk or another program does into a KnownError; everything else passes as the bug it is.

    `files` is the sentence for a file that cannot be read or written, where it is not the workspace's own.
    """
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        sentence = DAMAGED if _is_garbled(error) else _SQLITE.get(_code(error))
        if sentence is None:
            raise
        raise KnownError(sentence) from None
    except OSError as error:
        usual = _FILES.get(error.errno or 0, UNREACHABLE)
        raise KnownError(usual if usual == FULL else files or usual) from None


def _code(error: sa.exc.DBAPIError | sqlite3.Error) -> int:
    return getattr(_origin(error), "sqlite_errorcode", 0) & 0xFF


def _is_garbled(error: sa.exc.DBAPIError | sqlite3.Error) -> bool:
    """Whether text in the file is no text any more: the driver's own finding, for which SQLite has no code."""
    return str(_origin(error)).startswith("Could not decode to UTF-8")


def _origin(error: sa.exc.DBAPIError | sqlite3.Error) -> BaseException:
    return error.orig if isinstance(error, sa.exc.DBAPIError) and error.orig else error
