"""Areas on the plane and on the ellipsoid, against worked figures and against PROJ."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from linkdesk.geometry import Point, ellipsoid_area, plane_area, survey_area
from linkdesk.geometry.plane import signed_area
from linkdesk.geometry.survey_area import geodetic
from tests.geometry.exchange_files import TEXT, read, rectangle, ring

QUAD = ring(("3450512.345", "36462345.678"), ("3450612.345", "36462345.678"), ("3450650", "36462495.678"),
            ("3450512.345", "36462480"))
WORKED = [
    (rectangle("4203512.345", "4203612.345", "37512345.678", "37512495.678"), "15000.0000", "14999.943", 4525),
    (rectangle("4203512.345", "4203612.345", "37625345.678", "37625495.678"), "15000.0000", "14994.1918", 4525),
    (QUAD, "16745.0475", "16744.4586", 4524),
    (rectangle("3450500", "3451050", "36462300", "36462850"), "302500.0000", "302489.5525", 4524),
]


@pytest.mark.parametrize(("one", "plane", "survey", "epsg"), WORKED)
def test_worked_figures(one, plane, survey, epsg):
    assert plane_area((one,)) == Decimal(plane)
    assert round(survey_area((one,)), -Decimal(survey).as_tuple().exponent) == Decimal(survey)
    assert abs(ellipsoid_area((one,)) - Decimal(survey)) < Decimal("0.01")


def test_worked_file():
    first, second = read(TEXT).plots
    assert (first.plane_m2, second.plane_m2) == (Decimal("8802.0092"), Decimal("4530.0000"))
    assert [round(survey_area(p.rings), 2) for p in (first, second)] == [Decimal("8801.70"), Decimal("4529.84")]
    assert [round(p.ellipsoid_m2, 2) for p in (first, second)] == [Decimal("8801.70"), Decimal("4529.84")]


@pytest.mark.parametrize(("one", "plane", "survey", "epsg"), WORKED)
def test_the_series_agree_with_proj(one, plane, survey, epsg):
    transformer = Transformer.from_crs(epsg, 4490, always_xy=True)
    meridian = {4524: 108, 4525: 111}[epsg]
    for point in one:
        longitude, latitude = transformer.transform(float(point.y), float(point.x))
        ours = [Decimal(angle) * 180 / Decimal("3.14159265358979323846") for angle in geodetic(point.x, point.y)]
        assert float(ours[0]) == pytest.approx(latitude, abs=2e-9)
        assert float(ours[1]) + meridian == pytest.approx(longitude, abs=2e-9)


@pytest.mark.parametrize(("one", "plane", "survey", "epsg"), WORKED)
def test_ellipsoid_area_is_the_geodesic_polygon(one, plane, survey, epsg):
    transformer = Transformer.from_crs(epsg, 4490, always_xy=True)
    places = transformer.transform([float(p.y) for p in one], [float(p.x) for p in one])
    assert float(ellipsoid_area((one,))) == pytest.approx(abs(Geod(ellps="GRS80").polygon_area_perimeter(*places)[0]), abs=6e-4)


def test_neither_zone_nor_its_prefix_changes_the_area():
    plain = rectangle("4203512.345", "4203612.345", "512345.678", "512495.678")
    zone_of_six = rectangle("4203512.345", "4203612.345", "19512345.678", "19512495.678")
    assert ellipsoid_area((plain,)) == ellipsoid_area((WORKED[0][0],)) == ellipsoid_area((zone_of_six,))


def test_far_corners_still_have_an_area():
    far = rectangle("9999900", "9999999.999", "45999000", "45999999.999")
    assert plane_area((far,)) > 0
    assert ellipsoid_area((far,)) > 0


def test_holes_and_parts():
    outer = rectangle("3450000", "3450100", "36462000", "36462100")
    hole = rectangle("3450020", "3450080", "36462020", "36462080")
    island = rectangle("3450040", "3450060", "36462040", "36462060")
    part = rectangle("3450000", "3450010", "36462200", "36462210")
    assert plane_area((outer, hole)) == 6400
    assert plane_area((hole, outer)) == 6400
    assert plane_area((outer, hole, island)) == 6800
    assert plane_area((island, part, hole, outer)) == 6900
    assert plane_area((outer, part)) == 10100


coordinate = st.decimals(0, 2000, places=3)
rings = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=12)


def placed(places, north=3450000, east=36462000):
    return tuple(Point("J", north + x, east + y) for x, y in places)


@given(rings)
@settings(deadline=None)
def test_exact(places):
    exact = sum(Fraction(x1) * Fraction(y2) - Fraction(x2) * Fraction(y1)
                for (x1, y1), (x2, y2) in zip(places, places[1:] + places[:1], strict=True)) / 2
    assert Fraction(signed_area(placed(places))) == exact


@given(rings, st.decimals(-3000000, 3000000, places=3), st.decimals(-400000, 400000, places=3))
@settings(deadline=None)
def test_moving_changes_nothing(places, north, east):
    assert signed_area(placed(places)) == signed_area(placed(places, 3450000 + north, 36462000 + east))


@given(rings, st.integers(0, 11))
@settings(deadline=None)
def test_orientation_and_start(places, start):
    one = placed(places)
    start %= len(one)
    assert signed_area(one[::-1]) == -signed_area(one)
    assert plane_area((one[start:] + one[:start],)) == plane_area((one,)) == plane_area((one[::-1],))


@given(st.decimals(1, 2000, places=3), st.decimals(1, 2000, places=3), st.decimals(-120000, 120000, places=3))
@settings(max_examples=40, deadline=None)
def test_two_ellipsoid_formulas_agree(height, width, east):
    one = rectangle("4000000", str(4000000 + height), str(37500000 + east), str(37500000 + east + width))
    true, survey = ellipsoid_area((one,)), survey_area((one,))
    assert abs(true - survey) <= Decimal("0.001") + survey * Decimal("1e-6")
    assert ellipsoid_area((one[::-1],)) == pytest.approx(true, abs=Decimal("0.001"))
