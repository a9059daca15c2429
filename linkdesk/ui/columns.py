"""Columns of tables: made from a field's declaration, or from a function where a value is computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from linkdesk.domain.entry import in_field_unit, shown
from linkdesk.domain.fields import Field, Private, fields_of
from linkdesk.domain.privacy import on_screen, without_numbers
from linkdesk.domain.quantities import Quantity, printed, rounded

SUMMED = frozenset((Quantity.COUNT, Quantity.AREA, Quantity.MONEY))
_CHINESE_DIGITS = {d: n for n, d in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, heading, and for each row a text, a sort key and (when summed) a figure."""

    name: str
    heading: str
    text: Callable[[Any], str]
    key: Callable[[Any], Any]
    width: int = 96
    right: bool = False
    figure: Callable[[Any], Decimal | None] | None = None
    decimals: int = 0
    unit: str = ""
    field: Field | None = None

    @property
    def private(self) -> bool:
        """Whether its values are masked until somebody asks."""
        return self.field is not None and self.field.private not in (Private.NO, Private.NAME)

    def plain(self, row: Any) -> str:
        """The text unmasked."""
        return shown(self.field, getattr(row, self.name)) if self.field else self.text(row)

    def sum(self, rows: list[Any]) -> str:
        """The sum of what the rows print; empty when this column is not summed."""
        if self.figure is None:
            return ""
        figures = [f for f in map(self.figure, rows) if f is not None]
        return printed(sum((rounded(f, self.decimals) for f in figures), Decimal(0)), self.decimals) if figures else ""


def of_fields(entity: type, widths: dict[str, int]) -> tuple[Column, ...]:
    """Columns of an entity's fields, in the order and widths (px at 100 %) given."""
    return tuple(of_field(fields_of(entity)[name], width) for name, width in widths.items())


def of_field(field: Field, width: int) -> Column:
    """The column of one field: label and unit in the heading, private values masked."""
    figure = _figure(field) if field.quantity in SUMMED else None
    heading = f"{field.label}（{field.unit}）" if field.unit and field.quantity is not Quantity.COUNT else field.label
    return Column(field.name, heading, _text(field), _key(field), width, field.quantity is not None, figure,
                  field.decimals, field.unit, field)


def _text(field: Field) -> Callable[[Any], str]:
    name = field.name
    if field.private not in (Private.NO, Private.NAME):
        return lambda row: on_screen(getattr(row, name), field.private)
    return lambda row: shown(field, getattr(row, name))


def _key(field: Field) -> Callable[[Any], Any]:
    name = field.name
    if field.type is str:
        return lambda row: text_key(getattr(row, name) or "")
    return lambda row: ordered(getattr(row, name))


def without_private(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with every number masked that may be somebody's, for texts in which people write what they like."""
    return tuple(replace(each, text=lambda row, plain=each.text: without_numbers(plain(row)))
                 if each.field and each.field.type is str and not each.private else each for each in columns)


def _figure(field: Field) -> Callable[[Any], Decimal | None]:
    def figure(row: Any) -> Decimal | None:
        value = getattr(row, field.name)
        return None if value is None else in_field_unit(field, Decimal(value))
    return figure


def ordered(value: Any) -> tuple[bool, Any]:
    """A sort key that puts what is not filled in last."""
    return (True, "") if value is None or value == "" else (False, value)


@lru_cache(maxsize=65536)
def text_key(text: str) -> tuple[Any, ...]:
    """How officers sort words: by pinyin as GB 18030 orders it, numbers by size (9组 before 10组, 二组 before 三组)."""
    parts = re.split(r"(\d+|[一二三四五六七八九十]{1,3}(?=[组社村队]))", text)
    return ordered(tuple(_part_key(p) for p in parts if p) or None)


def _part_key(part: str) -> tuple[bool, int, bytes]:
    if part.isdecimal():
        return False, int(part), b""
    if all(c in _CHINESE_DIGITS for c in part):
        return False, _chinese_number(part), b""
    return True, 0, part.encode("gb18030")


def _chinese_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + _CHINESE_DIGITS.get(ones, 0)
