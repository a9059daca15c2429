"""All that is SQLite's own: opening, pragmas, the write lock, copies and checks of a file. Nothing else here knows SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from linkdesk.domain.errors import KnownError
from linkdesk.store import world

APPLICATION = 0x4C4B4453  # "LKDS", told by `file` and checked before anything else
MAGIC = b"SQLite format 3\0"
_CACHE_KIB = 65_536  # an import of 100,000 rows stays in memory until it is committed


def engine(path: Path, *, wal: bool, patience: float) -> sa.Engine:
    """An engine on an existing file; `wal` False keeps a rollback journal, `patience` is the wait for a lock in seconds."""
    def connected() -> sqlite3.Connection:
        # Autocommit in the driver: a transaction begins where we say so. The thread that works may be another one.
        return _prepared(sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False), wal)

    return sa.create_engine("sqlite://", creator=connected, poolclass=sa.pool.NullPool, hide_parameters=True)


def _prepared(connection: sqlite3.Connection, wal: bool) -> sqlite3.Connection:
    try:
        _refuse_foreign(connection)
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
        connection.execute(f"PRAGMA synchronous = {'FULL' if wal else 'EXTRA'}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign(connection: sqlite3.Connection) -> None:
    if _pragma(connection, "application_id") != APPLICATION:
        raise KnownError(world.FOREIGN)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def create(path: Path) -> sa.Connection:
    """Make an empty database file, and a connection for filling it: nothing is safe before the caller has it on the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    made = engine(path, wal=False, patience=0).connect()
    made.exec_driver_sql("PRAGMA synchronous = OFF")
    made.exec_driver_sql("PRAGMA journal_mode = MEMORY")
    return made


def version(connection: sa.Connection) -> int:
    """The schema version the file says it has."""
    return connection.exec_driver_sql("PRAGMA user_version").scalar_one()


def set_version(connection: sa.Connection, number: int) -> None:
    """Write the schema version, as part of the transaction."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number:d}")


def has_tables(connection: sa.Connection, names: Iterable[str]) -> bool:
    """Whether a file has all these tables."""
    return set(names) <= set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


@contextmanager
def writing(connection: sa.Connection) -> Iterator[None]:
    """One write, whole or not at all; another writer is waited for."""
    with world.world():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with _ended(connection):
            yield
            connection.commit()


@contextmanager
def reading(connection: sa.Connection) -> Iterator[None]:
    """Several reads of one and the same state, whatever others write meanwhile."""
    with world.world():
        connection.exec_driver_sql("BEGIN DEFERRED")
        with _ended(connection):
            yield
            connection.rollback()


@contextmanager
def _ended(connection: sa.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        connection.connection.rollback()  # after a commit that failed SQLAlchemy takes the transaction for ended
        raise


@contextmanager
def without_references(connection: sa.Connection) -> Iterator[None]:
    """Foreign keys off for a migration, which may rebuild tables that others refer to."""
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def among(column: sa.ColumnElement[Any], values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """Whether a column is one of the values, however many they are (an IN list has a limit)."""
    listed = sa.func.json_each(json.dumps(list(values), ensure_ascii=False))
    return column.in_(sa.select(sa.column("value")).select_from(listed))


def damages(connection: sa.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file: its pages, its indexes, its references; empty when all is whole."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [f"{table}: {parent}" for table, _, parent, _ in broken]


def is_sound(path: Path) -> bool:
    """Whether a file is a whole database of ours; raises what keeps it from being read at all."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            ours = _pragma(connection, "application_id") == APPLICATION
            return ours and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                return False
            raise


def copy(connection: sa.Connection, path: Path) -> None:
    """Copy the whole database as it stands into one new file that needs no other beside it."""
    source = connection.connection.driver_connection
    with closing(sqlite3.connect(path)) as target:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")


def overwrite(path: Path, source: Path) -> None:
    """Give a database the content of another in one transaction; a program that has it open sees the new content."""
    with closing(sqlite3.connect(source)) as new, closing(sqlite3.connect(path, timeout=0)) as target:
        new.backup(target, pages=-1)
