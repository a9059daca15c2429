"""A made-up row for every entity, derived from its fields: for the samples of released schemas and for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from linkdesk.domain.change import Entity
from linkdesk.domain.entities import APPEND_ONLY, ENTITIES
from linkdesk.domain.fields import Field, fields_of, new_id

_VALUES: dict[type, Any] = {
    bool: True,
    int: 3,
    Decimal: Decimal("12.25"),
    date: date(2018, 3, 5),
    datetime: datetime(2018, 3, 5, 14, 32),
    tuple: (("甲", "0.3亩"), ("乙", "䶮")),
}


def filled() -> dict[str, Entity]:
    """One row of each entity with a value in every field, those that refer to another referring to its row."""
    made: dict[str, Entity] = {}
    for name, entity in ENTITIES.items():
        values = {f.name: _value(f, made) for f in fields_of(entity).values()}
        made[name] = entity(**values | {"id": new_id()})
    return made


def sparse(full: dict[str, Entity]) -> dict[str, Entity]:
    """The same rows under other ids with nothing in any field that may be empty."""
    return {name: replace(e, id=new_id(), **{f.name: None for f in fields_of(type(e)).values() if f.optional})
            for name, e in full.items() if type(e) not in APPEND_ONLY}


def _value(field: Field, made: dict[str, Entity]) -> Any:
    if field.refers_to:
        return made[field.refers_to].id if field.refers_to in made else None
    if issubclass(field.type, StrEnum):
        return list(field.type)[-1]
    return f"{field.label}：㛃𬱖" if field.type is str else _VALUES[field.type]
