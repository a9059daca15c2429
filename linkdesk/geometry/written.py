"""A stored plot as it goes out to a file: its words, its stated area in hectares, its rings in the order files want."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

import shapely

from linkdesk.domain.errors import KnownError
from linkdesk.domain.gauss_zone import ZONE_WIDTH
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.geometry.entities import boundary_of
from linkdesk.geometry.plane import signed_area
from linkdesk.geometry.plot_file import Ring, Rings
from linkdesk.geometry.rings import enclosing, local

LEAST_DECIMALS = 3  # of a coordinate in metres
DIGITS_OF_DOUBLE = 15


@dataclass(frozen=True, slots=True)
class WrittenPlot:
    """What a file says of a plot; `parts` are its polygons, each an outer ring and its holes.

    Outer rings run clockwise from their north-west point, holes counter-clockwise, none repeats its first point.
    """

    code: str
    name: str
    use: str
    land_class: str
    map_sheet: str
    stated_ha: Decimal | None
    zone: int | None
    prefixed: bool
    parts: tuple[Rings, ...]

    @property
    def rings(self) -> Rings:
        """All rings, part by part."""
        return tuple(ring for part in self.parts for ring in part)


def written(plot: Plot, content: PlotRings) -> WrittenPlot:
    """A plot with the boundary it has."""
    zone, rings = boundary_of(content)
    stated = None if plot.stated_area is None else plot.stated_area.scaleb(-4)
    return WrittenPlot(plot.code, plot.name, str(plot.use), plot.land_class, plot.map_sheet, stated, zone,
                       rings[0][0].y >= ZONE_WIDTH, parts(rings))


def parts(rings: Rings) -> tuple[Rings, ...]:
    """The polygons of a plot: each outer ring with the holes that lie in it."""
    within = enclosing([shapely.Polygon(ring) for ring in local(rings)]) if len(rings) > 1 else [[]]
    found: dict[int, list[Ring]] = {i: [turned(rings[i])] for i, outer in enumerate(within) if len(outer) % 2 == 0}
    for i, outer in enumerate(within):
        if i not in found:
            found[outer[0]].append(turned(rings[i], clockwise=False))
    return tuple(map(tuple, found.values()))


def turned(ring: Ring, clockwise: bool = True) -> Ring:
    """The ring from its north-west point, in the direction wanted."""
    ring = ring if (signed_area(ring) > 0) == clockwise else ring[::-1]
    first = max(range(len(ring)), key=lambda i: (ring[i].x - ring[i].y, ring[i].x))
    return ring[first:] + ring[:first]


def decimals(plots: Iterable[WrittenPlot]) -> int:
    """How many decimals the coordinates of a file need so that no digit is lost, at least three."""
    values = (value for plot in plots for ring in plot.rings for point in ring for value in (point.x, point.y))
    return max(chain((LEAST_DECIMALS,), (-value.normalize().as_tuple().exponent for value in values)))


def refuse_beyond_double(plots: Iterable[WrittenPlot], form: str) -> None:
    """KnownError where a coordinate has more digits than a file of doubles can hold."""
    for plot in plots:
        if any(len(v.normalize().as_tuple().digits) > DIGITS_OF_DOUBLE for ring in plot.rings for p in ring for v in (p.x, p.y)):
            raise KnownError(f"地块“{plot.code}”的坐标位数太多，{form}存不下，没有写出任何文件；请改为导出坐标交换格式（TXT）。")
