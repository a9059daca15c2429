"""GeoJSON as it comes: with and without crs, in degrees, of other geometries, spoilt."""

import json

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.geometry import has_errors, read_file
from linkdesk.geometry.ellipsoid import gauss
from tests.geometry.exchange_files import codes
from tests.geometry.shape_files import AREAS, EXPECTED, closed, geojson, read_here, saved, seen


def degrees(plot):
    return [[list(gauss(36)(e, n, inverse=True)) for e, n in closed(r)] for r in plot.rings]


def test_planar_with_crs(tmp_path):
    file = read_file(saved(tmp_path, geojson(), "a.json"))
    assert (file.form, file.encoding, file.zone, codes(file)) == ("geojson", "utf-8", 36, [])
    assert seen(file) == EXPECTED


def test_digits_stay_as_printed(tmp_path):
    text = json.dumps(geojson()).replace("36462345.678", "36462345.6780000001")
    (tmp_path / "a.geojson").write_text(text)
    assert str(read_here(tmp_path / "a.geojson").plots[0].rings[0][0].y) == "36462345.6780000001"


def test_planar_without_crs_is_taken_with_a_word(tmp_path):
    file = read_here(saved(tmp_path, geojson(crs=None)))
    assert (seen(file), codes(file)) == (EXPECTED, ["datum_missing"])


@pytest.mark.parametrize("crs", [None, "urn:ogc:def:crs:EPSG::4490", "EPSG:4490"])
def test_degrees_are_projected_with_a_word(crs, tmp_path):
    file = read_here(saved(tmp_path, geojson(degrees, crs)))
    word = next(p for p in file.problems if p.code == "degrees")
    assert "36带" in word.message
    assert (file.zone, [p.plane_m2 for p in file.plots]) == (36, AREAS)


def test_latitude_first(tmp_path):
    file = read_here(saved(tmp_path, geojson(lambda p: [[pair[::-1] for pair in ring] for ring in degrees(p)], None)))
    assert ("degrees_swapped" in codes(file), [p.plane_m2 for p in file.plots]) == (True, AREAS)


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "EPSG:4610", "EPSG:4214"])
def test_degrees_of_another_datum_are_refused(crs, tmp_path):
    file = read_here(saved(tmp_path, geojson(degrees, crs)))
    assert set(codes(file)) == {"datum", "degrees_foreign"}
    assert [p.plane_m2 for p in file.plots] == [None, None]


@pytest.mark.parametrize("crs", ["EPSG:2360", "EPSG:32649", "EPSG:3857", "EPSG:2412", "西安80"])
def test_other_systems_are_refused(crs, tmp_path):
    file = read_here(saved(tmp_path, geojson(crs=crs)))
    assert "datum" in codes(file)
    assert [p.ellipsoid_m2 for p in file.plots] == [None, None]


@pytest.mark.parametrize(("code", "zone"), [(4524, 36), (4513, 25), (4533, 45), (4491, 13), (4501, 23)])
def test_codes_of_zones(code, zone, tmp_path):
    def moved(plot):
        return [[[e + (zone - 36) * 1_000_000, n] for e, n in closed(r)] for r in plot.rings]
    file = read_here(saved(tmp_path, geojson(moved, f"EPSG:{code}")))
    assert (file.zone, codes(file)) == (zone, [])


def test_geometries(tmp_path):
    value = geojson()
    polygon = value["features"][0]["geometry"]
    value["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [polygon["coordinates"]]}
    value["features"][1]["geometry"] = {"type": "GeometryCollection", "geometries": [value["features"][1]["geometry"]]}
    assert seen(read_here(saved(tmp_path, value))) == EXPECTED
    alone = read_here(saved(tmp_path, polygon, "一块.json")).plots
    assert [p.plane_m2 for p in alone] == AREAS[:1]
    assert seen(read_here(saved(tmp_path, geojson()["features"][0] | {"crs": geojson()["crs"]}))) == EXPECTED[:1]


@pytest.mark.parametrize(("geometry", "code"), [
    (None, "no_boundary"), ({"type": "Point", "coordinates": [36462345, 3450512]}, "not_a_plot"), ({"type": "Polygon"}, "not_a_number"),
    ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "not_a_number"), ({"type": "Polygon", "coordinates": [[[1]]]}, "not_a_number"),
    ({"type": "Polygon", "coordinates": []}, "ring_short"), ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6]]]}, "coordinate_range"),
    ({"type": "Polygon", "coordinates": [[[float("nan"), 1]]]}, "not_a_number"), ({"type": 7}, "not_a_plot"),
])
def test_a_bad_geometry_costs_only_its_plot(geometry, code, tmp_path):
    value = geojson()
    value["features"][0]["geometry"] = geometry
    file = read_here(saved(tmp_path, value))
    assert code in codes(file)
    assert has_errors(file)
    assert (len(file.plots), seen(file)[1]) == (2, EXPECTED[1])


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "9" * 5000, "-1e400"])
def test_giant_numbers(number, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(geojson()).replace("36462345.678", number))
    file = read_here(tmp_path / "a.json")
    assert has_errors(file)
    assert seen(file)[1] == EXPECTED[1]


@pytest.mark.parametrize(("text", "word"), [
    ("{", "损坏"), ('{"type": "FeatureCollection", "features": [', "损坏"), ("{}", "不是 GeoJSON"), ('{"type": "Topology"}', "不是 GeoJSON"),
    ('{"type": ["x"]}', "不是 GeoJSON"), ('{"a":' * 200_000, "层次过多|损坏"),
    ('{"type": "Polygon", "coordinates": ' + "[" * 100_000, "层次过多|损坏"),
])
def test_no_geojson(text, word, tmp_path):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(KnownError, match=word):
        read_here(tmp_path / "a.json")


def test_half_characters_and_line_ends_in_words(tmp_path):
    value = geojson()
    value["features"][0]["properties"]["DKMC"] = "坏\ud83d字\n地块\u0000"
    (tmp_path / "a.json").write_text(json.dumps(value))
    assert read_here(tmp_path / "a.json").plots[0].name == "坏\ufffd字 地块"
