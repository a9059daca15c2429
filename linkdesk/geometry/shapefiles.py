"""Shapefiles (SHP) in: polygons with their attributes, datum and zone from the .prj."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linkdesk.geometry.answers import Refused, Shape, answer
from linkdesk.geometry.attribute_table import Record, encoding_of, records
from linkdesk.geometry.crs import System, of_wkt
from linkdesk.geometry.layers import Layer, beside, packed
from linkdesk.geometry.polygons import Rings, polygons
from linkdesk.geometry.raw import Said, told


def read_shapefile(path: Path) -> dict[str, Any]:
    """What a .shp and its parts hold, as answers.answer."""
    return _answer([beside(path)])


def read_archive(path: Path) -> dict[str, Any]:
    """What the layers of a .zip hold, one after the other."""
    layers = list(packed(path.read_bytes()))
    if not layers:
        raise Refused("no_layer")
    return _answer(layers)


def _answer(layers: list[Layer]) -> dict[str, Any]:
    systems = [_system(layer) for layer in layers]
    problems: list[Said] = []
    names = {system.header.get("坐标系", "未写明") + system.header.get("带号", "") for system in systems}
    if len(names) > 1:
        problems.append(told("layers_differ", 1, "、".join(sorted(names))))
    shapes = list(_shapes(layers, problems))
    return answer("shapefile", encoding_of(layers[0].dbf, layers[0].cpg), systems[0], shapes, problems)


def _system(layer: Layer) -> System:
    return of_wkt(layer.prj.decode("utf-8", "replace")) if layer.prj.strip() else System({})


def _shapes(layers: list[Layer], problems: list[Said]) -> Iterator[Shape]:
    before = 0
    for layer in layers:
        drawn = list(polygons(layer.shp))
        for number, (rings, attributes) in enumerate(zip(drawn, _attributes(layer, drawn, before, problems), strict=True), before + 1):
            if attributes is None:
                problems.append(told("record_deleted", number))
                continue
            unread = [] if rings else [told("no_boundary", number)]
            yield Shape(number, attributes, rings or [], (layer.name,), [], unread)
        before += len(drawn)


def _attributes(layer: Layer, drawn: list[Rings | None], before: int, problems: list[Said]) -> list[Record | None]:
    """The attributes of each polygon of a layer, none where the table is missing or too short."""
    if not layer.dbf:
        problems.append(told("no_attributes", before + 1))
        return [{} for _ in drawn]
    found = records(layer.dbf, encoding_of(layer.dbf, layer.cpg))
    if len(found) != len(drawn):
        problems.append(told("records_differ", before + 1, shapes=len(drawn), records=len(found)))
    return [*found[:len(drawn)], *({} for _ in drawn[len(found):])]
