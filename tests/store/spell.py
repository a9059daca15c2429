"""Writes the first migration and its filled sample again from the fields, while that schema has not been released.

    python -m tests.store.spell

rewrites linkdesk/store/migrations/versions/0001_first.py and tests/store/released/schema_0001.zip (a backup file with a row
of every entity). Run it after every change of a field, until RELEASED in linkdesk/store/migrations says 1. From then on
a changed field needs a migration written by hand (0002_….py, plain sa types, nothing of linkdesk imported) with NEWEST
raised; this command then writes only the sample of the newest schema, and never an older one again.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.store import migrations
from linkdesk.store.tables import METADATA
from tests.store.sample import filled, sparse

SAMPLES = Path(__file__).parent / "released"
FIRST = migrations.FOLDER / "versions" / "0001_first.py"
_AT = datetime(2018, 3, 5, 14, 32)
_HEAD = '''"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite keeps rows by a key of this type without an index beside them.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
{calls}
'''


def first_migration() -> str:
    """The code of the first migration, spelled out from the tables of today."""
    tables = METADATA.sorted_tables
    calls = "\n".join(f"    _{t.name}()" for t in tables)
    return _HEAD.format(calls=calls) + "".join(f"\n\n{_table(t)}" for t in tables)


def _table(table: sa.Table) -> str:
    lines = [f'"{table.name}",', *map(_column, table.columns), *map(_reference, _references(table)),
             f'sa.PrimaryKeyConstraint("{table.primary_key.columns[0].name}", name="pk_{table.name}"),']
    body = "\n".join(f"        {line}" for line in lines)
    return f"def _{table.name}() -> None:\n    op.create_table(\n{body}\n    )\n" + "".join(map(_index, _indexes(table)))


def _column(column: sa.Column[object]) -> str:
    number = column.primary_key and isinstance(column.type, sa.BigInteger)
    type_ = "NUMBER, autoincrement=False" if number else f"sa.{type(column.type).__name__}"
    return f'sa.Column("{column.name}", {type_}, nullable={column.nullable}),'


def _references(table: sa.Table) -> list[sa.ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda c: table.columns.keys().index(c.column_keys[0]))


def _reference(constraint: sa.ForeignKeyConstraint) -> str:
    element = constraint.elements[0]
    name = f"fk_{constraint.table.name}_{element.parent.name}"
    return (f'sa.ForeignKeyConstraint(["{element.parent.name}"], ["{element.target_fullname}"], deferrable=True,\n'
            f'                                initially="DEFERRED", name="{name}"),')


def _indexes(table: sa.Table) -> list[sa.Index]:
    return sorted(table.indexes, key=lambda i: table.columns.keys().index(i.columns[0].name))


def _index(index: sa.Index) -> str:
    columns = ", ".join(f'"{column.name}"' for column in index.columns)
    return f'    op.create_index("{index.name}", "{index.table.name}", [{columns}])\n'


def write_sample(path: Path) -> None:
    """A backup file with rows of every entity, an update, an undo and an attachment in it."""
    with tempfile.TemporaryDirectory() as folder, store.connect(Path(folder), clock=lambda: _AT) as opened:
        full = filled()
        few = sparse(full)
        opened.apply(Change("填写样例", after=tuple(full.values())), officer="样例")
        seq = opened.apply(Change("填写空行", after=tuple(few.values())), officer="样例")
        assert seq
        opened.apply(opened.reverse(seq).change, officer="样例", reverses=seq)
        opened.apply(Change("修改项目区名称", before=(full["project"],), after=(replace(full["project"], name="改名"),)), officer="样例")
        opened.files.put("附件".encode())
        opened.backup_to(path)


def main() -> int:
    """Write what may still be written."""
    if migrations.NEWEST <= migrations.RELEASED:
        print("This schema has been released: write a new migration, and raise NEWEST.", file=sys.stderr)
        return 2
    if migrations.NEWEST == 1:
        FIRST.write_text(first_migration(), "utf-8")
    SAMPLES.mkdir(exist_ok=True)
    write_sample(SAMPLES / f"schema_{migrations.revision(migrations.NEWEST)}.zip")
    return 0


if __name__ == "__main__":
    sys.exit(main())
