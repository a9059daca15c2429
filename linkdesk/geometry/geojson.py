"""GeoJSON in: polygons of features with their properties; digits stay as they are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.answers import Refused, Shape, answer
from linkdesk.geometry.crs import System, of_name
from linkdesk.geometry.degrees import Pair
from linkdesk.geometry.raw import told
from linkdesk.geometry.text import decoded

LONGEST_NUMBER, MOST_PLACES = 40, 12  # characters; Decimal("1e999999999") printed in full is a gigabyte
_POLYGONS = {"Polygon", "MultiPolygon", "GeometryCollection"}


def read_geojson(path: Path) -> dict[str, Any]:
    """What a GeoJSON holds, as answers.answer; Refused where it is no GeoJSON at all."""
    try:
        encoding, text = decoded(path.read_bytes(), path.name)
        top = json.loads(text.lstrip("\ufeff"), parse_float=_number, parse_int=_number, parse_constant=str)
    except (ValueError, KnownError):
        raise Refused("broken") from None
    except RecursionError:
        raise Refused("too_deep") from None
    if not isinstance(top, dict) or not isinstance(top.get("type"), str):
        raise Refused("no_geojson")
    shapes = [_shape(number, feature, path.stem) for number, feature in enumerate(_features(top), 1)]
    return answer("geojson", encoding, _system(top.get("crs")), shapes, [])


def _number(text: str) -> Decimal | str:
    value = Decimal(text) if len(text) <= LONGEST_NUMBER else None
    return text if value is None or value.adjusted() > MOST_PLACES or value.as_tuple().exponent < -LONGEST_NUMBER else value


def _system(crs: object) -> System:
    """The system of a crs member; without one, of what the numbers look like."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name", properties.get("code")) if isinstance(properties, dict) else crs
    return System({}) if name in (None, "") else of_name(str(name))


def _features(top: dict[str, Any]) -> Iterator[Any]:
    if top["type"] == "FeatureCollection" and isinstance(top.get("features"), list):
        yield from top["features"]
    elif top["type"] == "Feature" or top["type"] in _POLYGONS:
        yield top
    else:
        raise Refused("no_geojson")


def _shape(number: int, feature: Any, stem: str) -> Shape:
    feature = feature if isinstance(feature, dict) else {}
    is_feature = feature.get("type") == "Feature" or "geometry" in feature
    geometry = feature.get("geometry") if is_feature else feature
    properties = feature.get("properties") if is_feature else {}
    named = {"编号": feature["id"]} if isinstance(feature.get("id"), str) else {}
    shape = Shape(number, named | (properties if isinstance(properties, dict) else {}), [], (stem,))
    if not isinstance(geometry, dict):
        shape.unread.append(told("no_boundary", number))
        return shape
    try:
        shape.rings = [list(map(_pair, ring)) for ring in _rings(geometry)]
    except _Unread as unread:
        shape.unread.append(told(unread.args[0], number, unread.args[1]))
    return shape


class _Unread(Exception):
    """A problem's code and the value it is about."""


def _rings(geometry: dict[str, Any]) -> Iterator[list[Any]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for each in geometry["geometries"]:
            yield from _rings(each if isinstance(each, dict) else {})
        return
    if kind not in _POLYGONS:
        raise _Unread("not_a_plot", kind if isinstance(kind, str) else "未写明")
    for polygon in coordinates if kind == "MultiPolygon" and isinstance(coordinates, list) else [coordinates]:
        if not isinstance(polygon, list) or not all(isinstance(ring, list) for ring in polygon):
            raise _Unread("not_a_number", "coordinates")
        yield from polygon


def _pair(position: Any) -> Pair:
    if not isinstance(position, list) or len(position) < 2 or not all(isinstance(v, Decimal) for v in position[:2]):
        raise _Unread("not_a_number", position if isinstance(position, str) else json.dumps(position, default=str)[:LONGEST_NUMBER])
    return position[0], position[1]
