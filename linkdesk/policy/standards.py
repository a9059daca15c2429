"""Standards as data: fee schedules, recipes and quality targets as they stand on a day, the county's own values in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from linkdesk.domain.fee_schedule import FeeSchedule
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quality import QualityTarget
from linkdesk.domain.recipe import RecipeBook
from linkdesk.domain.stated import Stated
from linkdesk.domain.validity import in_force

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standards:
    """Everything of this kind: as shipped, or as it stands on a day."""

    schedules: tuple[FeeSchedule, ...]
    recipes: RecipeBook
    targets: tuple[QualityTarget, ...]


def resolve(shipped: Standards, overrides: Iterable[PolicyOverride], on: date) -> Standards:
    """The standards of a day: each value the county's own where it has one in force, else the shipped one."""
    own: dict[tuple[str, str], PolicyOverride] = {}
    for override in sorted(overrides, key=lambda o: (o.from_on or date.min, o.confirmed_on or date.min)):
        if in_force(override, on):
            own[override.pack_id, override.name] = override
    return _mapped(shipped, lambda stated: _own(stated, own.get((stated.standard, stated.name)))) if own else shipped


def _mapped(value: T, change: Callable[[Stated], Stated]) -> T:
    """A value with every Stated in it changed."""
    made: Any = value
    if isinstance(value, Stated):
        made = change(value)
    elif isinstance(value, tuple):
        made = tuple(_mapped(item, change) for item in value)
    elif is_dataclass(value):
        made = replace(value, **{f.name: _mapped(getattr(value, f.name), change) for f in fields(value)})
    return made


def _own(shipped: Stated, own: PolicyOverride | None) -> Stated:
    """A shipped value with the county's own in its place; one that does not fit leaves it open."""
    if own is None:
        return shipped
    value, text = _read(own.value) if shipped.unit or shipped.value is not None else (None, own.value)
    return replace(shipped, value=value, text=text, certainty=own.certainty, source=f"{own.document} {own.clause}".strip(),
                   from_on=own.from_on, until_on=own.until_on)


def _read(text: str) -> tuple[Decimal | None, str]:
    try:
        return Decimal(text), ""
    except InvalidOperation:
        return None, ""
