"""A plot's lines become a ReadPlot: its words, its boundary, its areas, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.geometry.bounds import Bounds, Draft, bounded
from linkdesk.geometry.ellipsoid import ellipsoid_area
from linkdesk.geometry.plane import plane_area
from linkdesk.geometry.plot_file import PlotProblem, ReadPlot
from linkdesk.geometry.plot_lines import use_of
from linkdesk.geometry.stated import stated_agrees, stated_problem
from linkdesk.geometry.text import number, plain
from linkdesk.geometry.wording import stated_points, worded


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the file's header its plots need."""

    file_name: str
    zone: int | None
    degrees: int
    on_cgcs2000: bool


def assemble(draft: Draft, setting: Setting) -> tuple[ReadPlot, tuple[PlotProblem, ...]]:
    """The plot and all its problems; areas are None where its boundary cannot be measured."""
    opening, bounds = draft.opening, bounded(draft, setting.zone, setting.degrees)
    plane, curved = _areas(bounds, setting)
    stated = number(opening.area)
    agrees = stated_agrees(stated, plane, curved)
    problems = (*draft.unread, *opening.problems, *bounds.problems, *worded(opening))
    if agrees is False:
        problems += (stated_problem(opening.line, stated, plane),)
    plot = ReadPlot(
        line=opening.line, code=plain(opening.code), name=opening.name, use=use_of(opening.use) or opening.use,
        land_class=plain(opening.land_class), map_sheet=plain(opening.map_sheet), shape=opening.shape or "面",
        rings=bounds.rings, zone=bounds.where.zone, stated_ha=stated, stated_points=stated_points(opening),
        valid=bounds.sound and opening.shape in ("面", ""), plane_m2=plane, ellipsoid_m2=curved,
        stated_agrees=agrees, file_name=setting.file_name, remarks=tuple(dict.fromkeys(p.message for p in problems)))
    return plot, problems


def _areas(bounds: Bounds, setting: Setting) -> tuple[Decimal | None, Decimal | None]:
    """Plane and ellipsoid area in m²; the second only for coordinates of CGCS2000 that can lie in China."""
    plane = plane_area(bounds.rings) if bounds.measurable else None
    on_ellipsoid = bounds.measurable and bounds.where.in_range and setting.on_cgcs2000
    return plane, ellipsoid_area(bounds.rings) if on_ellipsoid else None
