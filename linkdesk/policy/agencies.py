"""Reads the usual names of agencies from their file: what is proposed for directories that do not name them yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkdesk.domain.words import AuthorityKind
from linkdesk.policy.table import Table, parsed

PLACE, NAME = "{place}", "{name}"


@dataclass(frozen=True, slots=True)
class UsualName:
    """What an agency is usually called from one day until another; {place} stands for the authority's short name, {name} for its whole."""

    name: str
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class UsualAgency:
    """An agency that authorities of some levels usually have, by its duty."""

    duty: str
    levels: tuple[AuthorityKind, ...]
    names: tuple[UsualName, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """The province a policy is of."""

    pack: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class UsualAgencies:
    """What is usual: agencies by duty and level, provinces by policy."""

    agencies: tuple[UsualAgency, ...] = ()
    provinces: tuple[Province, ...] = ()


def read_agencies(text: str, source: str) -> UsualAgencies:
    """The usual agencies from TOML text; KnownError names what does not fit."""
    head = Table(parsed(text, source), source, "开头")
    made = UsualAgencies(tuple(_agency(data, source) for data in head.tables("agency")),
                         tuple(_province(data, source) for data in head.tables("province")))
    head.done()
    return made


def _agency(data: Mapping[str, Any], source: str) -> UsualAgency:
    table = Table(data, source, f"机关 {data.get('duty', '')}")
    made = UsualAgency(table.text("duty"), table.choices("levels", AuthorityKind), tuple(_name(d, table) for d in table.tables("names")))
    table.done()
    if not made.levels or not made.names:
        table.refuse("机关应写明级别“levels”和名称“names”")
    return made


def _name(data: Mapping[str, Any], agency: Table) -> UsualName:
    table = Table(data, agency.source, agency.place)
    made = UsualName(table.text("name"), table.day("from"), table.day("until"))
    table.done()
    return made


def _province(data: Mapping[str, Any], source: str) -> Province:
    table = Table(data, source, f"省 {data.get('name', '')}")
    made = Province(table.text("pack"), table.text("name"), table.text("place"))
    table.done()
    return made
