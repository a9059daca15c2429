"""Totals of plot areas as rules compare them: of printed leaves, before rounding, and as far as they are known."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import plot_area
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse

_USES = {  # totals of plots → the uses they add up
    "old_area": (PlotUse.OLD,), "new_area": (PlotUse.NEW,), "built_area": (PlotUse.SETTLEMENT, PlotUse.NEW),
    "project_area": (PlotUse.OLD, PlotUse.SETTLEMENT, PlotUse.NEW)}


def exact_total(name: str, dossier: Dossier) -> Decimal | None:
    """A total in hectares before its leaves are rounded; None when it is no such total or not known."""
    areas = [area for _, area in areas_of(name, dossier)]
    return None if not areas or None in areas else sum(areas, Decimal(0)) / 10000


def known_total(name: str, dossier: Dossier) -> Decimal:
    """The printed hectares of those plots whose area is known."""
    return sum((hectares(area) for _, area in areas_of(name, dossier) if area is not None), Decimal(0))


def areas_of(name: str, dossier: Dossier) -> list[tuple[str, Decimal | None]]:
    """Each plot of a total by its id with its area in m²; none for a figure that is no such total."""
    return [(p.id, plot_area(dossier, p)) for use in _USES.get(name, ()) for p in dossier.plots_of(use)]
