"""Read plots to the entities the store keeps, and stored rings back to boundaries."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from linkdesk.domain.outlines import stored_points
from linkdesk.domain.plot import Plot, PlotRings, PlotSource
from linkdesk.domain.quantities import square_metres
from linkdesk.domain.words import PlotUse
from linkdesk.geometry.plot_file import Boundary, Point, ReadPlot, Rings


def to_entities(read_plot: ReadPlot, project_id: str, zone: int | None) -> tuple[PlotRings, Plot, PlotSource]:
    """The content, plot and source rows of a read plot; `zone` serves where the plot's own points name none.

    A use that was not understood becomes 拆旧; the source's remarks then say so.
    """
    rings = plot_rings(Boundary(read_plot.zone if read_plot.zone is not None else zone, read_plot.rings))
    plot = Plot(
        project_id=project_id, code=read_plot.code, name=read_plot.name, map_sheet=read_plot.map_sheet,
        use=read_plot.use if isinstance(read_plot.use, PlotUse) else PlotUse.OLD,
        land_class=read_plot.land_class, rings_id=rings.id, plane_area=read_plot.plane_m2,
        stated_area=None if read_plot.stated_ha is None else square_metres(read_plot.stated_ha, "公顷"),
        ellipsoid_area=read_plot.ellipsoid_m2)
    return rings, plot, PlotSource(plot.id, read_plot.file_name, read_plot.line, read_plot.remarks)


def plot_rings(boundary: Boundary) -> PlotRings:
    """A boundary as an immutable content row, its id the SHA-256 of the canonical JSON of zone and rings."""
    rings = [[[p.label, f"{p.x:f}", f"{p.y:f}"] for p in ring] for ring in boundary.rings]
    content = _canonical({"zone": boundary.zone, "rings": rings})
    return PlotRings(_canonical(rings), boundary.zone, hashlib.sha256(content.encode()).hexdigest())


def boundary_of(content: PlotRings) -> Boundary:
    """The boundary a content row holds."""
    rings: Rings = tuple(tuple(Point(label, Decimal(x), Decimal(y)) for label, x, y in ring)
                         for ring in stored_points(content))
    return Boundary(content.zone, rings)


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
