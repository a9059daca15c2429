"""A field is declared once: everything forms, headings, tables and the database need stands on the dataclass field."""

from __future__ import annotations

import dataclasses
import os
import typing
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any

from linkdesk.domain.quantities import Quantity


class Private(StrEnum):
    """Why a value is masked on screen and kept out of logs."""

    NO = ""
    NAME = "name"
    IDENTITY = "identity"
    ACCOUNT = "account"
    PHONE = "phone"


class OnRemoval(StrEnum):
    """What happens to this row when the row it refers to is removed."""

    REFUSE = "refuse"
    WITH_PARENT = "with parent"


@dataclass(frozen=True, slots=True)
class Field:
    """All that is known of one field of an entity; `type` is str, int, Decimal, date, datetime, bool, a StrEnum or tuple."""

    name: str
    label: str
    type: type
    optional: bool
    quantity: Quantity | None
    unit: str
    decimals: int
    at_least: Decimal | None
    at_most: Decimal | None
    aliases: tuple[str, ...]
    private: Private
    refers_to: str
    on_removal: OnRemoval
    required: bool
    attached: bool
    listed: bool
    help: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The official terms of an enumeration, in order; empty for other types."""
        return tuple(self.type) if issubclass(self.type, StrEnum) else ()


def about(label: str, *, default: Any = None, quantity: Quantity | None = None, unit: str = "", decimals: int = 0,
          at_least: int | str | None = None, at_most: int | str | None = None, aliases: tuple[str, ...] = (),
          private: Private = Private.NO, refers_to: str = "", on_removal: OnRemoval = OnRemoval.REFUSE,
          required: bool = False, attached: bool = False, listed: bool = False, help: str = "") -> Any:
    """Declare a dataclass field; `required` means a survey row or form without it is in error, not that None is refused.

    `attached` means that the field names a file of the workspace by the SHA-256 of its content, `listed` that its text is one of
    those the page offers.
    """
    spec = {"label": label, "quantity": quantity, "unit": unit, "decimals": decimals, "aliases": aliases, "private": private,
                "at_least": None if at_least is None else Decimal(at_least),
                "at_most": None if at_most is None else Decimal(at_most),
                "refers_to": refers_to, "on_removal": on_removal, "required": required, "attached": attached, "listed": listed, "help": help}
    return dataclasses.field(default=default, metadata={"about": spec})


def area(label: str, at_most: int, **more: Any) -> Any:
    """Declare a surveyed area: read in ㎡ with two decimals, from nothing to `at_most`."""
    return about(label, quantity=Quantity.AREA, unit="㎡", decimals=2, at_least=0, at_most=at_most, **more)


def identity() -> Any:
    """Declare the id of an entity: 32 hexadecimal digits given at birth."""
    return dataclasses.field(default_factory=new_id, metadata={"about": {"label": "标识"}})


def new_id() -> str:
    """A new entity id."""
    return uuid.uuid4().hex


def id_of(*said: str) -> str:
    """The id of what there can be only once, told by what it is of: entered again, it is the same row and not a second one."""
    return sha256("\n".join(said).encode()).hexdigest()[:32]


def new_ids() -> Iterator[str]:
    """New entity ids without end, drawn from the system's randomness a thousand at a time: for whoever needs very many."""
    while True:
        drawn = os.urandom(16 * 1000).hex()
        yield from (drawn[at:at + 32] for at in range(0, len(drawn), 32))


_DEFAULTS = {"quantity": None, "unit": "", "decimals": 0, "at_least": None, "at_most": None, "aliases": (), "private": Private.NO,
                 "refers_to": "", "on_removal": OnRemoval.REFUSE, "required": False, "attached": False, "listed": False,
                 "help": ""}


@cache
def fields_of(entity: type) -> dict[str, Field]:
    """The fields of an entity class by name, in order of declaration."""
    hints = typing.get_type_hints(entity)
    return {f.name: _field(f, hints[f.name]) for f in dataclasses.fields(entity)}


def _field(declared: dataclasses.Field[Any], hint: Any) -> Field:
    type_, optional = _plain(hint)
    return Field(name=declared.name, type=type_, optional=optional, **(_DEFAULTS | declared.metadata["about"]))


def _plain(hint: Any) -> tuple[type, bool]:
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        inner = [a for a in typing.get_args(hint) if a is not NoneType]
        return _plain(inner[0])[0], True
    return typing.get_origin(hint) or hint, False
