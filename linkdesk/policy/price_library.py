"""Reads the library of reference unit prices: what a unit of each work takes of which labour, materials and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.domain.design_words import ResourceKind, WorkKind
from linkdesk.policy.table import Table, parsed


@dataclass(frozen=True, slots=True)
class LibraryResource:
    """Labour, a material or a machine with its reference price in yuan a unit."""

    code: str
    name: str
    kind: ResourceKind
    unit: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class LibraryPart:
    """So much of a resource, or a further share (%) of what its kind comes to."""

    kind: ResourceKind
    resource: str = ""
    quantity: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LibraryPrice:
    """A unit price: what `base` units of a work take."""

    code: str
    name: str
    unit: str
    base: Decimal
    work_kind: WorkKind
    parts: tuple[LibraryPart, ...]


@dataclass(frozen=True, slots=True)
class PriceLibrary:
    """All reference prices, by code."""

    resources: Mapping[str, LibraryResource]
    prices: Mapping[str, LibraryPrice]


def read_library(text: str, source: str) -> PriceLibrary:
    """The library from TOML text; KnownError names what does not fit."""
    head = Table(parsed(text, source), source, "开头")
    head.text("id")
    head.text("title")
    resources = {r.code: r for r in (_resource(data, source) for data in head.tables("resource"))}
    prices = {p.code: p for p in (_price(data, source, resources) for data in head.tables("price"))}
    head.done()
    return PriceLibrary(resources, prices)


def _resource(data: Mapping[str, Any], source: str) -> LibraryResource:
    table = Table(data, source, f"人材机 {data.get('code', '')}")
    made = LibraryResource(table.text("code"), table.text("name"), table.choice("kind", ResourceKind), table.text("unit"),
                           _above_zero(table, "price"))
    table.done()
    return made


def _price(data: Mapping[str, Any], source: str, resources: Mapping[str, LibraryResource]) -> LibraryPrice:
    table = Table(data, source, f"参考单价 {data.get('code', '')}")
    parts = tuple(_part(part, source, table.place, resources) for part in table.tables("components"))
    made = LibraryPrice(table.text("code"), table.text("name"), table.text("unit"), _above_zero(table, "base"),
                        table.choice("work_kind", WorkKind), parts)
    table.done()
    return made


def _part(data: Mapping[str, Any], source: str, place: str, resources: Mapping[str, LibraryResource]) -> LibraryPart:
    table = Table(data, source, place)
    if table.has("share"):
        part = LibraryPart(table.choice("kind", ResourceKind), share=_above_zero(table, "share"))
    else:
        code = table.text("resource")
        if code not in resources:
            table.refuse(f"没有编号为“{code}”的人材机")
        part = LibraryPart(resources[code].kind, code, _above_zero(table, "quantity"))
    table.done()
    return part


def _above_zero(table: Table, key: str) -> Decimal:
    value = table.number(key)
    if value is None or value <= 0:
        table.refuse(f"“{key}”应是大于 0 的数字")
    return value
