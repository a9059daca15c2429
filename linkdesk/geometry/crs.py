"""Coordinate systems as Shapefiles (.prj) and GeoJSON (crs) name them → the entries of the exchange text's header, and back."""

from __future__ import annotations

import re
from typing import NamedTuple

from linkdesk.domain.gauss_zone import (
    FALSE_EASTING,
    SIX_DEGREE_ZONES,
    ZONE_WIDTH,
    ZONES,
    central_meridian,
    degrees_wide,
)
from linkdesk.geometry.datum import CGCS2000, OTHER, UNKNOWN, datum_of
from linkdesk.geometry.ellipsoid import INVERSE_FLATTENING, SEMI_MAJOR

_GEOGRAPHIC = {4490: CGCS2000, 4326: "WGS-84坐标系", 4610: "1980西安坐标系", 4214: "1954年北京坐标系"}
_RANGES = ((range(4491, 4502), 4478), (range(4502, 4513), 4489),  # 6° zones with the zone in front of Y, and without
           (range(4513, 4534), 4488), (range(4534, 4555), 4509))  # 3° zones likewise
_ELLIPSOIDS = {6378140: "1980西安坐标系", 6378245: "1954年北京坐标系"}
_USUAL = (("scale.factor[^\"]*", "比例因子", 1.0), ("false.northing|northing at false origin", "北偏", 0.0),
          ("latitude.of.(?:natural.|false.)?origin", "起算纬度", 0.0))
_STRING = r'\s*[\[(]\s*"([^"]*)"'


class System(NamedTuple):
    """The entries a header would have, and whether coordinates are longitude and latitude in degrees."""

    header: dict[str, str]
    degrees: bool = False


def of_name(name: str) -> System:
    """The system a crs member names: an EPSG code in any spelling, CRS84, or words."""
    found = re.search(r"(\d{4,6})\s*$", name)
    if "CRS84" in name.upper().replace(" ", ""):
        return System({"坐标系": _GEOGRAPHIC[4326]}, degrees=True)
    return of_epsg(int(found[1])) if found else System({"坐标系": _datum(name)})


def of_epsg(code: int) -> System:
    """The system of an EPSG code; all but those of CGCS2000 are named so that they are refused."""
    if code in _GEOGRAPHIC:
        return System({"坐标系": _GEOGRAPHIC[code]}, degrees=True)
    for codes, offset in _RANGES:
        if code in codes:
            return System(_gauss(CGCS2000, code - offset))
    return System({"坐标系": _datum(f"EPSG:{code}")})


def of_wkt(wkt: str) -> System:
    """The system of a .prj; a projection that is no Gauss-Krüger of the national zones is named so that it is refused."""
    datum = _on_ellipsoid(_datum(" ".join(re.findall(r"(?:GEOG(?:CS|CRS)|DATUM)" + _STRING, wkt, re.IGNORECASE)) or wkt[:80]), wkt)
    projected = re.search(r"PROJ(?:CS|CRS)" + _STRING, wkt, re.IGNORECASE)
    if not projected:
        return System({"坐标系": datum}, degrees=True)
    units = re.findall(r'UNIT\s*[\[(]\s*"([^"]*)"\s*,\s*([-+.\dEe]+)', wkt, re.IGNORECASE)
    header = {"坐标系": datum, "投影类型": _projection(wkt)} | _zone(projected[1], wkt)
    return System(header | ({"计量单位": units[-1][0]} if units and float(units[-1][1]) != 1 else {}))


def epsg_of(zone: int, prefixed: bool) -> int:
    """The EPSG code of a zone of CGCS2000, with or without the zone's number in front of Y."""
    if zone in SIX_DEGREE_ZONES:
        return zone + (4478 if prefixed else 4489)
    return zone + (4488 if prefixed else 4509)


def wkt_of(zone: int, prefixed: bool) -> str:
    """The text of a .prj for a zone of CGCS2000, as ESRI's programs write it."""
    meridian, width = central_meridian(zone), "" if zone in SIX_DEGREE_ZONES else "3_Degree_"
    name = f"CGCS2000_{width}GK_" + (f"Zone_{zone}" if prefixed else f"CM_{meridian}E")
    easting = FALSE_EASTING + (zone * ZONE_WIDTH if prefixed else 0)
    return (f'PROJCS["{name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
            f'SPHEROID["CGCS2000",{SEMI_MAJOR},{INVERSE_FLATTENING}]],PRIMEM["Greenwich",0.0],'
            f'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",{easting}.0],'
            f'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}.0],PARAMETER["Scale_Factor",1.0],'
            f'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')


def _datum(name: str) -> str:
    known = datum_of(name.replace("_", " "))
    return known if known != UNKNOWN else f"{OTHER}（{name}）"


def _on_ellipsoid(datum: str, wkt: str) -> str:
    """The datum named; beside the other one where the axis of the ellipsoid is not that of CGCS2000."""
    found = re.search(r"(?:SPHEROID|ELLIPSOID)" + _STRING + r"\s*,\s*([\d.]+)", wkt, re.IGNORECASE)
    axis = float(found[2]) if found else SEMI_MAJOR
    if datum != CGCS2000 or abs(axis - SEMI_MAJOR) < 1:
        return datum
    return f"{CGCS2000}、椭球属{_ELLIPSOIDS.get(round(axis), '其他坐标系')}"


def _gauss(datum: str, zone: int) -> dict[str, str]:
    return {"坐标系": datum, "几度分带": str(degrees_wide(zone)), "投影类型": "高斯克吕格", "带号": str(zone)}


def _projection(wkt: str) -> str:
    named = re.search(r"(?:PROJECTION|METHOD)" + _STRING, wkt, re.IGNORECASE)
    name = named[1] if named else ""
    if not re.search("transverse.?mercator|gauss", name, re.IGNORECASE):
        return name or "未写明"
    bent = [f"{said}{value:g}" for words, said, usual in _USUAL if (value := _parameter(wkt, words)) not in (None, usual)]
    return f"横轴墨卡托（{'、'.join(bent)}）" if bent else "高斯克吕格"


def _zone(name: str, wkt: str) -> dict[str, str]:
    """Zone and width from false easting and central meridian; nothing of the header fits a strip of one's own."""
    easting = _parameter(wkt, "false.easting|easting at false origin") or 0.0
    meridian = _parameter(wkt, "central.meridian|longitude of (?:natural|false) origin")
    zone, rest = divmod(easting, float(ZONE_WIDTH))
    if meridian is None or rest != FALSE_EASTING:
        return {"坐标系": f"{OTHER}（东偏{easting:.0f}米）"}
    if not zone:
        wide = not re.search("3.?degree", name, re.IGNORECASE) and re.search("6.?degree|(?:gk|kruger).?cm", name, re.IGNORECASE)
        zone = (meridian + 3) / 6 if wide else meridian / 3
    if zone != int(zone) or zone not in ZONES or central_meridian(int(zone)) != meridian:
        return {"坐标系": f"{OTHER}（中央子午线{meridian:g}°）"}
    return {"带号": str(int(zone)), "几度分带": str(degrees_wide(int(zone)))}


def _parameter(wkt: str, name: str) -> float | None:
    found = re.search(rf'PARAMETER\s*[\[(]\s*"(?:{name})"\s*,\s*([-+.\dEe]+)', wkt, re.IGNORECASE)
    return float(found[1]) if found else None
