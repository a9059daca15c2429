"""The systems that .prj files and crs members name, as PROJ knows them."""

import pytest
from pyproj import CRS, Proj

from linkdesk.geometry.crs import epsg_of, of_epsg, of_name, of_wkt, wkt_of
from linkdesk.geometry.datum import CGCS2000
from linkdesk.geometry.ellipsoid import central_meridian
from linkdesk.geometry.header import judged

ZONES = [*range(13, 24), *range(25, 46)]


@pytest.mark.parametrize("version", ["WKT2_2019", "WKT1_GDAL", "WKT1_ESRI"])
def test_every_zone_of_cgcs2000(version):
    for zone in ZONES:
        for prefixed in (True, False):
            code = epsg_of(zone, prefixed)
            said = of_wkt(CRS.from_epsg(code).to_wkt(version))
            expected = {"坐标系": CGCS2000, "带号": str(zone), "几度分带": "6" if zone < 24 else "3", "投影类型": "高斯克吕格"}
            assert (said.header, of_epsg(code).header, said.degrees) == (expected, expected, False)


@pytest.mark.parametrize("prefixed", [True, False])
def test_what_is_written_is_what_proj_understands(prefixed):
    for zone in ZONES:
        ours, official = CRS.from_wkt(wkt_of(zone, prefixed)), CRS.from_epsg(epsg_of(zone, prefixed))
        assert ours.name == official.name
        assert Proj(ours)(central_meridian(zone) + 1, 38) == pytest.approx(Proj(official)(central_meridian(zone) + 1, 38), abs=1e-6)


@pytest.mark.parametrize(("code", "datum"), [
    (2360, "1980西安坐标系"), (2334, "1980西安坐标系"), (2379, "1980西安坐标系"), (4610, "1980西安坐标系"), (2412, "1954年北京坐标系"),
    (21414, "1954年北京坐标系"), (2433, "1954年北京坐标系"), (4214, "1954年北京坐标系"), (4326, "WGS-84坐标系"), (32649, "WGS-84坐标系")])
def test_other_datums(code, datum):
    for version in ("WKT2_2019", "WKT1_ESRI"):
        assert of_wkt(CRS.from_epsg(code).to_wkt(version)).header["坐标系"] == datum
    assert of_name(f"urn:ogc:def:crs:EPSG::{code}").header["坐标系"] == datum


@pytest.mark.parametrize("version", ["WKT2_2019", "WKT1_GDAL", "WKT1_ESRI"])
@pytest.mark.parametrize(("change", "said"), [("+k=0.9996", "比例因子0.9996"), ("+y_0=-3000000", "北偏-3e+06"), ("+lat_0=30", "起算纬度30")])
def test_a_gauss_projection_that_is_bent_is_none(version, change, said):
    usual = {"+k": "+k=1", "+y_0": "+y_0=0", "+lat_0": "+lat_0=0", "+lon_0": "+lon_0=111", "+x_0": "+x_0=37500000"}
    parts = usual | {change.partition("=")[0]: change}
    system = of_wkt(CRS.from_proj4(f"+proj=tmerc {' '.join(parts.values())} +ellps=GRS80 +units=m").to_wkt(version))
    assert system.header["投影类型"] == f"横轴墨卡托（{said}）"
    assert [p.code for p in judged(system.header, {}) if p.code == "projection"] == ["projection"]


@pytest.mark.parametrize(("axis", "other"), [("6378140.0", "1980西安坐标系"), ("6378245.0", "1954年北京坐标系")])
def test_the_name_of_one_system_with_the_ellipsoid_of_another(axis, other):
    system = of_wkt(wkt_of(37, True).replace("6378137.0", axis))
    assert system.header["坐标系"] == f"{CGCS2000}、椭球属{other}"
    assert [p.code for p in judged(system.header, {})] == ["datum_several"]
