"""The plots of a dossier as they lie on the ground, zone by zone, and those that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.gauss_zone import zone_at
from linkdesk.domain.grouping import grouped
from linkdesk.domain.outlines import BoundaryPoint, Bounds, boundary_points, bounds_of, joined, middle
from linkdesk.domain.plot import Plot


@dataclass(frozen=True)
class Lying:
    """A plot with its boundary points ring by ring."""

    plot: Plot
    village: str
    rings: tuple[tuple[BoundaryPoint, ...], ...]

    @cached_property
    def bounds(self) -> Bounds:
        """Where it lies."""
        return bounds_of((point.east, point.north) for ring in self.rings for point in ring)

    @cached_property
    def centre(self) -> tuple[float, float]:
        """The middle of its bounds, near enough to tell how far plots lie apart."""
        east, north = middle(self.bounds)
        return float(east), float(north)

    @cached_property
    def zone(self) -> int | None:
        """The zone its coordinates count in."""
        return zone_at(self.rings[0][0].east)


@dataclass(frozen=True)
class Ground:
    """All plots with boundary points, in order of their codes, and the codes of those without."""

    lying: tuple[Lying, ...]
    without: tuple[Plot, ...] = ()

    @cached_property
    def zones(self) -> dict[int | None, tuple[Lying, ...]]:
        """The plots zone by zone: places of two zones cannot stand on one map."""
        found = grouped(self.lying, lambda each: each.zone)
        return {zone: tuple(found[zone]) for zone in sorted(found, key=lambda zone: zone or 0)}

    def only(self, plots: Iterable[Plot]) -> Ground:
        """The ground of some of the plots."""
        ids = {plot.id for plot in plots}
        return Ground(tuple(each for each in self.lying if each.plot.id in ids),
                      tuple(plot for plot in self.without if plot.id in ids))


def ground(dossier: Dossier) -> Ground:
    """The ground of a dossier."""
    content = {rings.id: rings for rings in dossier.rings}
    lying, without = [], []
    for plot in sorted(dossier.plots, key=lambda plot: (plot.code, plot.id)):
        rings = boundary_points(content[plot.rings_id]) if plot.rings_id in content else ()
        rings = tuple(ring for ring in rings if len(ring) > 2)
        if rings:
            lying.append(Lying(plot, dossier.village_names.get(plot.village_id or "", ""), rings))
        else:
            without.append(plot)
    return Ground(tuple(lying), tuple(without))


def called(plot: Plot) -> str:
    """What a plot is called on a map: its code on one line, else its name."""
    return " ".join(plot.code.split()) or " ".join(plot.name.split()) or "未编号"


def all_bounds(lying: Iterable[Lying]) -> Bounds:
    """Where several plots lie."""
    return joined(each.bounds for each in lying)
