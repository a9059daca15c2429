"""The register of computed figures: what a figure function returns, and how it is found by its one name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import rounded

Inputs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a figure function returns: the value, the formula in words, its inputs, and what is missing.

    `missing` beside a value means a sum of only those leaves that are known; documents say so where they print it.
    """

    value: Decimal | None
    formula: str
    inputs: Inputs = ()
    missing: str = ""


Maker = Callable[..., Computed]


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the register; `of` is the class of the one subject the figure needs, None for the whole dossier."""

    label: str
    unit: str
    decimals: int
    of: type | None
    maker: Maker


_MEASURES: dict[str, Measure] = {}


def named(name: str, label: str, unit: str, decimals: int, of: type | None = None) -> Callable[[Maker], Maker]:
    """Register a figure function under its one name."""
    def register(maker: Maker) -> Maker:
        assert name not in _MEASURES, name
        _MEASURES[name] = Measure(label, unit, decimals, of, maker)
        return maker
    return register


def figure(name: str, dossier: Dossier, subject: object | None = None) -> Figure:
    """The figure `name` of a dossier (made once for it), of one subject in it (`measure(name).of`), or of some of its households."""
    if subject is not None:
        return _figure(name, _MEASURES[name].maker(dossier, subject))
    return dossier.once(("figure", name), lambda: _figure(name, _MEASURES[name].maker(dossier)))


def _figure(name: str, made: Computed) -> Figure:
    entry = _MEASURES[name]
    value = None if made.value is None else rounded(made.value, entry.decimals)
    return Figure(name, entry.label, value, entry.unit, entry.decimals, made.formula, made.inputs, made.missing)


def measure(name: str) -> Measure:
    """The register's entry of a name; KeyError when no figure is called so."""
    return _MEASURES[name]


def names() -> tuple[str, ...]:
    """All names, for the templates' check and the shape tests."""
    return tuple(_MEASURES)
