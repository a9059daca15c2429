"""Plots as GeoJSON with a crs member: digits as they are stored, outer rings counter-clockwise as RFC 7946 wants them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from linkdesk.geometry.attributes import hectares_text
from linkdesk.geometry.crs import epsg_of
from linkdesk.geometry.plot_file import Ring
from linkdesk.geometry.written import WrittenPlot


def geojson_text(plots: Sequence[WrittenPlot]) -> str:
    """The plots of one zone as a FeatureCollection; numbers are written digit by digit, never as floats."""
    first = plots[0]
    named = "" if first.zone is None else (
        f'"crs": {{"type": "name", "properties": {{"name": "urn:ogc:def:crs:EPSG::{epsg_of(first.zone, first.prefixed)}"}}}},\n')
    features = ",\n".join(map(_feature, plots))
    return f'{{"type": "FeatureCollection",\n{named}"features": [\n{features}\n]}}\n'


def _feature(plot: WrittenPlot) -> str:
    words = {"地块编号": plot.code, "地块名称": plot.name, "地块用途": plot.use, "地类编码": plot.land_class, "图幅号": plot.map_sheet}
    said = ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in words.items())
    area = "null" if plot.stated_ha is None else hectares_text(plot.stated_ha)
    polygons = ", ".join("[" + ", ".join(map(_ring, part)) + "]" for part in plot.parts)
    kind = "Polygon" if len(plot.parts) == 1 else "MultiPolygon"
    coordinates = polygons if kind == "Polygon" else f"[{polygons}]"
    return (f'{{"type": "Feature", "properties": {{{said}, "面积（公顷）": {area}}}, '
            f'"geometry": {{"type": "{kind}", "coordinates": {coordinates}}}}}')


def _ring(ring: Ring) -> str:
    turned = (ring[0], *ring[:0:-1], ring[0])
    return "[" + ", ".join(f"[{p.y:f}, {p.x:f}]" for p in turned) + "]"
