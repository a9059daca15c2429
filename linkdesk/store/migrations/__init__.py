"""The schema through the releases: migrations are run by alembic, which is loaded only when a file is old.

While a schema has not been released, `python -m tests.store.spell` writes its migration and its sample again.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from linkdesk.domain.errors import KnownError
from linkdesk.store import journal, sqlite
from linkdesk.store.journal import Note

FOLDER = Path(__file__).parent
NEWEST = 7
RELEASED = 7  # a schema up to this one is in people's hands: its migration and its sample are never written again

# alembic's own note of the schema; the file's user_version says the same as a number.
_STAMP = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), nullable=False),
                  sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"))


def revision(number: int) -> str:
    """The alembic revision of a schema version: 1 → 0001."""
    return f"{number:04d}"


def stamp(connection: sa.Connection) -> None:
    """Note that a new database has the newest schema."""
    _STAMP.create(connection)
    connection.execute(sa.insert(_STAMP).values(version_num=revision(NEWEST)))
    sqlite.set_version(connection, NEWEST)


def upgrade(connection: sa.Connection, note: Note) -> None:
    """Bring an older database to the newest schema in one transaction; raises KnownError, and then nothing has changed.

    Foreign keys are off meanwhile (a rebuilt table would take its children with it) and checked before the commit.
    """
    with sqlite.without_references(connection), sqlite.writing(connection):
        migrate(connection)
        if sqlite.damages(connection):
            raise KnownError("数据库升级后核对不符，已退回原样，数据没有改动。请把 backups 文件夹里的备份交给维护人员。")
        sqlite.set_version(connection, NEWEST)
        journal.write(connection, note, [])


def migrate(connection: sa.Connection, target: str = "head") -> None:
    """Run the migrations that are missing, up to a revision, inside the transaction of the caller."""
    from alembic import command
    from alembic.config import Config
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, target)
