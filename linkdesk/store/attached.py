"""Which files of the workspace the rows name: in a field made for it, or as pictures in the text of a section."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from linkdesk.domain.entities import ENTITIES, entity_name
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import PlanSection
from linkdesk.domain.rich_text import pictures
from linkdesk.store.files import NAME
from linkdesk.store.tables import TABLES


class Attached(NamedTuple):
    """That a row, by entity name and id, names a file by its SHA-256."""

    entity: str
    id: str
    digest: str


def attached(connection: sa.Connection) -> Iterator[Attached]:
    """Every file that a row names, as often as it is named; a text that is no SHA-256 names none."""
    for entity, field in _fields():
        column, id_ = TABLES[entity].c[field], TABLES[entity].c.id
        rows = connection.execute(sa.select(id_, column).where(column != ""))
        yield from (Attached(entity, row_id, digest) for row_id, digest in rows if NAME.fullmatch(digest))
    section, columns = entity_name(PlanSection), TABLES[entity_name(PlanSection)].c
    for id_, text in connection.execute(sa.select(columns.id, columns.text)):
        yield from (Attached(section, id_, digest) for digest in pictures(text))


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    return tuple((entity, name) for entity, class_ in ENTITIES.items() for name, field in fields_of(class_).items() if field.attached)
