"""Plots as a Shapefile: .shp, .shx, .dbf in UTF-8 with .cpg, .prj."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import shapefile

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.crs import wkt_of
from linkdesk.geometry.written import WrittenPlot, refuse_beyond_double

_TEXTS = {"DKBH": "code", "DKMC": "name", "DKYT": "use", "DLBM": "land_class", "TFH": "map_sheet"}
_LONGEST = 254  # bytes a text of a .dbf can have


def shapefile_parts(plots: Sequence[WrittenPlot]) -> dict[str, bytes]:
    """The files of a Shapefile of plots of one zone by their suffix; DKMJ_GQ is the stated area in hectares.

    KnownError where a text or a coordinate is longer than the form can hold.
    """
    refuse_beyond_double(plots, "SHP")
    made = {suffix: BytesIO() for suffix in ("shp", "shx", "dbf")}
    with shapefile.Writer(**made, shapeType=shapefile.POLYGON, encoding="utf-8") as writer:
        for name, attribute in _TEXTS.items():
            writer.field(name, "C", size=max(1, *(_size(plot, getattr(plot, attribute)) for plot in plots)))
        writer.field("DKMJ_GQ", "N", size=20, decimal=8)
        for plot in plots:
            writer.poly([[(float(p.y), float(p.x)) for p in (*ring, ring[0])] for ring in plot.rings])
            writer.record(*(getattr(plot, attribute) for attribute in _TEXTS.values()), plot.stated_ha)
    zone = plots[0].zone
    described = {} if zone is None else {"prj": wkt_of(zone, plots[0].prefixed).encode("ascii")}
    return {suffix: file.getvalue() for suffix, file in made.items()} | {"cpg": b"UTF-8"} | described


def _size(plot: WrittenPlot, text: str) -> int:
    size = len(text.encode("utf-8"))
    if size > _LONGEST:
        raise KnownError(f"地块“{plot.code[:40]}”的名称太长，SHP存不下，没有写出任何文件；请缩短名称，或改为导出坐标交换格式（TXT）。")
    return size
