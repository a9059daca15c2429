"""The columns of plots: the area as papers print it, and both areas that the boundary points give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import Figure, as_mu, figure
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import BASES
from linkdesk.ui.columns import Column, of_fields, ordered

WIDTHS = {"code": 86, "name": 124}
MORE_WIDTHS = {"stated_area": 110, "land_class": 80, "plane_area": 118, "ellipsoid_area": 118, "owner_unit": 110}


def _computed(name: str, made: Callable[[Plot], Figure], decimals: int, unit: str) -> Column:
    def value(plot: Plot) -> Decimal | None:
        return made(plot).value
    return Column(name, f"面积（{unit}）", lambda p: "" if value(p) is None else made(p).text,
                  lambda p: ordered(value(p)), 94 if unit == "公顷" else 80, right=True, figure=value, decimals=decimals)


def columns(dossier: Callable[[], Dossier]) -> tuple[Column, ...]:
    """The columns, with the area as papers print it: by the basis of the project's policy, in hectares and in mu."""
    def area(plot: Plot) -> Figure:
        return figure("plot_area", dossier(), plot)
    return (*of_fields(Plot, WIDTHS), _use(), _computed("hectares", area, 4, "公顷"),
            _computed("mu", lambda plot: as_mu(area(plot)), 2, "亩"), *of_fields(Plot, MORE_WIDTHS), _village(dossier))


def _use() -> Column:
    return replace(of_fields(Plot, {"use": 54})[0], heading="用途")


def _village(dossier: Callable[[], Dossier]) -> Column:
    def name(plot: Plot) -> str:
        return dossier().village_names.get(plot.village_id, "")
    return Column("village", "行政村", name, lambda plot: ordered(name(plot)), 90)


def area_words(dossier: Dossier, plot: Plot) -> str:
    """The printed area of a plot in both units; empty while it is not known."""
    area = figure("plot_area", dossier, plot)
    return f"{area.text} 公顷 / {as_mu(area).text} 亩" if area.value is not None else ""


def basis_words(dossier: Dossier) -> str:
    """Which of the two areas is printed."""
    return f"打印采用{BASES[dossier.area_basis]}"
