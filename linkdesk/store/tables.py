"""The tables: one for each entity, derived from its fields, and those of the journal."""

from __future__ import annotations

import sqlalchemy as sa

from linkdesk.domain.entities import ENTITIES, entity_name
from linkdesk.domain.fields import Field, fields_of
from linkdesk.store.codec import codec

METADATA = sa.MetaData(naming_convention={
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
})


def _reference(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def _column(field: Field) -> sa.Column[object]:
    references = [_reference(f"{field.refers_to}.id")] if field.refers_to else []
    return sa.Column(field.name, codec(field).column, *references, nullable=field.optional,
                     primary_key=field.name == "id", index=bool(references))


def _table(name: str, entity: type) -> sa.Table:
    # `entered` tells when a row came in, and so keeps a roster in the order of its workbook.
    return sa.Table(name, METADATA, *map(_column, fields_of(entity).values()),
                    sa.Column("digest", sa.Text, nullable=False), sa.Column("entered", sa.BigInteger, nullable=False))


TABLES: dict[str, sa.Table] = {name: _table(name, entity) for name, entity in ENTITIES.items()}

# Balances are sums over a whole county's entries, and what waits is found by their events: these indexes hold all that is needed, in the
# order it is summed, so the rows themselves are neither read nor sorted.
_LEDGER = TABLES["quota_entry"].c
sa.Index("ix_quota_entry_balance", _LEDGER.authority_id, _LEDGER.project_id, _LEDGER.from_account, _LEDGER.to_account, _LEDGER.kind,
         _LEDGER.posted_on, _LEDGER.year, _LEDGER.construction, _LEDGER.agricultural, _LEDGER.farmland, _LEDGER.paddy)
sa.Index("ix_quota_entry_event", _LEDGER.authority_id, _LEDGER.project_id, _LEDGER.source_id, _LEDGER.kind)

WORKSPACE = sa.Table(
    "workspace", METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

# SQLite keeps rows by a key of this type without an index beside them.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

JOURNAL = sa.Table(
    "journal", METADATA,
    sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("origin_seq", sa.BigInteger, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("reverses", sa.BigInteger),
    sa.Column("entries", sa.BigInteger, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
)

# before and after are JSON of stored values by field; for an insert `after` is the row's digest alone.
JOURNAL_ENTRY = sa.Table(
    "journal_entry", METADATA,
    sa.Column("place", _NUMBER, primary_key=True, autoincrement=False),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("entity_id", sa.Text, nullable=False),
    sa.Column("op", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("salt", sa.Text),
    sa.Column("seal", sa.Text, nullable=False),
)


def table_of(entity: type) -> sa.Table:
    """The table of an entity class."""
    return TABLES[entity_name(entity)]


def referrers(name: str) -> list[tuple[str, Field]]:
    """Which fields of which entities refer to an entity: (referring entity, its field)."""
    return [(child, field) for child, entity in ENTITIES.items()
            for field in fields_of(entity).values() if field.refers_to == name]
