"""Frozen values as JSON, both ways: what is sealed is kept and compared in this form, and is read again years later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from linkdesk.domain import dossier as dossiers
from linkdesk.domain import fee_schedule, quality, recipe
from linkdesk.domain.approval import Approvals
from linkdesk.domain.carrying import Carrying
from linkdesk.domain.design import Design
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.spatial import PlotDistance, PlotFlaw, PlotOverlap, SameCode, Spatial
from linkdesk.domain.stated import Stated
from linkdesk.domain.subsidies import Subsidy

VERSION = 1
_IS = "is"  # the key that names a class; no field is called so
_DOSSIER_KNOWN = {c.__name__: c for c in (*ENTITIES.values(), Dossier, dossiers.Rate, dossiers.Condition, Subsidy, Spatial, PlotOverlap,
                                         PlotFlaw, PlotDistance, SameCode, Design, Carrying, Approvals, Quotas, Stated, fee_schedule.FeeSchedule,
                                         fee_schedule.Fee, fee_schedule.Tier, fee_schedule.KindRate, fee_schedule.DatedRate,
                                         recipe.RecipeBook, recipe.Recipe, recipe.RecipeLine, quality.QualityTarget, quality.Indicator)}
_UNREADABLE = "这份{}的存档读不出来（{}），原件没有改动。请用新版本的程序打开，或重新生成。"


def frozen(value: Any, name: str) -> str:
    """A value as JSON text under a name; the same value always gives the same text."""
    return json.dumps({"version": VERSION, name: plain(value)}, ensure_ascii=False, separators=(",", ":"))


def thawed(text: str, name: str, called: str, wanted: type, known: dict[str, type]) -> Any:
    """The value that `frozen` wrote; KnownError (speaking of `called`) when the text is none, or from another version."""
    try:
        read = json.loads(text)
        if read["version"] != VERSION:
            raise KnownError(_UNREADABLE.format(called, "版本不同"))
        value = _value(read[name], known)
    except (ValueError, TypeError, KeyError, ArithmeticError) as wrong:
        raise KnownError(_UNREADABLE.format(called, "内容不完整")) from wrong
    if not isinstance(value, wanted):
        raise KnownError(_UNREADABLE.format(called, f"不是{called}"))
    return value


def dossier_json(dossier: Dossier) -> str:
    """A dossier as JSON text."""
    return frozen(dossier, "dossier")


def dossier_from_json(text: str) -> Dossier:
    """The dossier of `dossier_json`; KnownError when it cannot be read."""
    return thawed(text, "dossier", "资料", Dossier, _DOSSIER_KNOWN)


def dossier_part(text: str, name: str) -> tuple[Any, ...]:
    """One part of the dossier of `dossier_json` by its name, nothing where it is empty: much quicker than all; KnownError as there."""
    try:
        part = _value(json.loads(text)["dossier"].get(name, []), _DOSSIER_KNOWN)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as wrong:
        raise KnownError(_UNREADABLE.format("资料", "内容不完整")) from wrong
    return tuple(part)


def plain(value: Any) -> Any:
    """A frozen value as lists, dicts and texts; fields at their defaults are left out."""
    kind = type(value)
    if value is None or kind is str:
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if kind in _TAGGED:
        tag, write, _ = _TAGGED[kind]
        return {tag: write(value)}
    if is_dataclass(value):
        said = {name: plain(mine) for name, default in _defaults(kind) if (mine := getattr(value, name)) != default}
        return {_IS: kind.__name__, **said}
    return value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class with their defaults: looked up once, for a sealed paper has hundreds of values."""
    return tuple((f.name, f.default) for f in fields(kind))


_TAGGED: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    Decimal: ("decimal", str, Decimal),
    datetime: ("datetime", datetime.isoformat, datetime.fromisoformat),
    date: ("date", date.isoformat, date.fromisoformat),
}
_READ = {tag: read for tag, _, read in _TAGGED.values()}


def _value(said: Any, known: dict[str, type]) -> Any:
    if isinstance(said, list):
        return tuple(_value(item, known) for item in said)
    if not isinstance(said, dict):
        return said
    if len(said) == 1 and (tag := next(iter(said))) in _READ:
        return _READ[tag](said[tag])
    kind = known[said[_IS]]
    words = _words(kind)
    return kind(**{name: _worded(words[name], item) if name in words else _value(item, known)
                   for name, item in said.items() if name != _IS})


def _worded(word: type[StrEnum], said: Any) -> Any:
    if isinstance(said, list):
        return tuple(map(word, said))
    return None if said is None else word(said)


@cache
def _words(kind: type) -> dict[str, type[StrEnum]]:
    """The fields of a class that hold a word of a closed list, or several."""
    hints = get_type_hints(kind)
    return {name: word for name, hint in hints.items() for word in _enumerations((hint, *get_args(hint)))}


def _enumerations(hints: Iterable[Any]) -> list[type[StrEnum]]:
    return [h for h in hints if isinstance(h, type) and issubclass(h, StrEnum)]


def classes(values: Iterable[object]) -> dict[str, type]:
    """The dataclasses among some values, by name."""
    return {v.__name__: v for v in values if isinstance(v, type) and is_dataclass(v)}
