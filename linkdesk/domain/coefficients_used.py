"""Which coefficients the quantities of a design stand on, those behind its numbers (rubble of houses) too."""

from __future__ import annotations

from decimal import localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linkdesk.domain.formula import EXACT, FormulaFault, parse_formula
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot_numbers import PlotNumber, coefficients, grounds, numbers_on
from linkdesk.domain.words import Certainty

if TYPE_CHECKING:
    from linkdesk.domain.dossier import Dossier


class _Asked(dict[str, PlotNumber]):
    """Coefficients by label, with the labels that somebody asked for."""

    def __init__(self, known: dict[str, PlotNumber]) -> None:
        super().__init__(known)
        self.asked: set[str] = set()

    def __getitem__(self, label: str) -> PlotNumber:
        self.asked.add(label)
        return super().__getitem__(label)

    def get(self, label: str, default: Any = None) -> Any:
        self.asked.add(label)
        return super().get(label, default)


def unconfirmed_coefficients(dossier: Dossier) -> tuple[str, ...]:
    """The labels of the coefficients 待核实 that the works' formulas name, or that the numbers they name are made with."""
    return dossier.once("unconfirmed_coefficients", lambda: _unconfirmed(dossier))


def _unconfirmed(dossier: Dossier) -> tuple[str, ...]:
    asked, ground = _Asked(dict(coefficients(dossier.recipes))), grounds(dossier)
    works = grouped(dossier.design.items, lambda item: item.plot_id)
    with localcontext(EXACT):
        for plot in dossier.plots:
            numbers = numbers_on(ground(plot), asked) if plot.id in works else {}
            for name in {name for item in works.get(plot.id, ()) for name in _names(item.formula)}:
                numbers.get(name)
    return tuple(each.label for each in dossier.recipes.coefficients
                 if each.label in asked.asked and each.certainty is Certainty.UNVERIFIED)


@lru_cache(1000)
def _names(formula: str) -> tuple[str, ...]:
    try:
        return tuple(parse_formula(formula).names)
    except FormulaFault:
        return ()
