"""What was changed after something else came in, by the journal: whose rows, for all owners in one reading."""

from __future__ import annotations

import json
from collections.abc import Collection

import sqlalchemy as sa

from linkdesk.domain.entities import entity_name
from linkdesk.store.journal import DELETE
from linkdesk.store.sqlite import among
from linkdesk.store.tables import JOURNAL_ENTRY, table_of

_E = JOURNAL_ENTRY.c


def came_in(connection: sa.Connection, entity: type, ids: Collection[str]) -> dict[str, int]:
    """The place in the journal at which each entity came in, by its id."""
    table = table_of(entity)
    return dict(connection.execute(sa.select(table.c.id, table.c.entered).where(among(table.c.id, ids))).all())


def touched(connection: sa.Connection, entity: type, owner: str, after: int) -> dict[str, int]:
    """The last place in the journal, past `after`, at which rows of each owner were entered, changed or removed; `owner` is the field
    that names it. A row that moved counts for the owner it has now."""
    table, late = table_of(entity), sa.and_(_E.entity == entity_name(entity), _E.place > after)
    query = sa.select(table.c[owner], sa.func.max(_E.place)).join_from(JOURNAL_ENTRY, table, table.c.id == _E.entity_id).where(late)
    found = dict(connection.execute(query.group_by(table.c[owner])).all())
    for place, row in connection.execute(sa.select(_E.place, _E.before).where(late, _E.op == DELETE)):
        of = json.loads(row).get(owner) if row else None
        if of:
            found[of] = max(found.get(of, 0), place)
    return found
