"""Editing one field of anything: parse what was typed, make the change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkdesk.domain.change import Change, Entity
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.notation.numbers import area_unit
from linkdesk.domain.quantities import Quantity


def set_field(entity: Entity, name: str, text: str) -> Change:
    """The change that puts what was typed into a field; raises Unreadable, and then nothing has changed."""
    field = fields_of(type(entity))[name]
    after = with_typed(replace(entity, **{name: parse(field, text)}), field, text)
    return Change(f"修改{field.label}", before=(entity,), after=(after,))


def set_value(entity: Entity, name: str, value: Any) -> Change:
    """The change that puts a value chosen from a list into a field."""
    label = fields_of(type(entity))[name].label
    return Change(f"修改{label}", before=(entity,), after=(replace(entity, **{name: value}),))


def with_typed(entity: Entity, field: Field, text: str) -> Entity:
    """Keep what was typed in another unit (0.3亩) beside its m², where the entity has a place for it."""
    if field.quantity is not Quantity.AREA or "as_typed" not in fields_of(type(entity)):
        return entity
    others = tuple(pair for pair in entity.as_typed if pair[0] != field.name)
    foreign = area_unit(text) not in ("", "㎡", field.unit)
    return replace(entity, as_typed=(*others, (field.name, text.strip())) if foreign else others)
