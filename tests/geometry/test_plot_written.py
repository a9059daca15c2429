"""Reading what was written gives the same plots, in every form."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse
from linkdesk.geometry import (
    Boundary,
    Point,
    exchange_bytes,
    geojson_text,
    plane_area,
    plot_rings,
    read_exchange,
    shapefile_parts,
    written,
)
from linkdesk.geometry.plane import signed_area
from tests.geometry.exchange_files import HEADER, SECOND, TEXT, read
from tests.geometry.shape_files import read_here

DAY = date(2018, 7, 2)
names = st.text(st.sampled_from("某村一二3号地块AZ-（）䶮𬱖é"), min_size=1, max_size=12)


def rectangle(north, east, height, width, decimals):
    """A rectangle in units of the last decimal, as points (X, Y)."""
    corners = ((north, east), (north, east + width), (north + height, east + width), (north + height, east))
    return [Point("", Decimal(x).scaleb(-decimals), Decimal(y).scaleb(-decimals)) for x, y in corners]


@st.composite
def boundaries(draw):
    """One to three rectangles side by side, some with holes, wound and begun anyhow, of a zone with or without its number."""
    decimals, zone = draw(st.integers(0, 5)), draw(st.sampled_from((19, 25, 36, 37, 45)))
    unit = 10**decimals
    prefix = zone * 1_000_000 if draw(st.booleans()) else 0
    rings = []
    for part in range(draw(st.integers(1, 3))):
        north, east = (4_203_000 + 200 * part) * unit + draw(st.integers(0, unit)), (prefix + 412_000) * unit
        rings.append(rectangle(north, east, 100 * unit + draw(st.integers(0, unit)), 90 * unit + draw(st.integers(0, unit)), decimals))
        for hole in range(draw(st.integers(0, 2))):
            rings.append(rectangle(north + (10 + 40 * hole) * unit, east + 10 * unit, 20 * unit, 30 * unit + draw(st.integers(0, unit)), decimals))
    turned = []
    for ring in draw(st.permutations(rings)):
        at = draw(st.integers(0, 3))
        ring = ring[at:] + ring[:at]
        turned.append(tuple(ring[::-1] if draw(st.booleans()) else ring))
    return Boundary(zone, tuple(turned))


@st.composite
def plots(draw):
    """A stored plot with its rings."""
    content = plot_rings(draw(boundaries()))
    stated = draw(st.none() | st.decimals("0.0001", "999999", places=4))
    return Plot("p", code=f"CJ-{draw(st.integers(1, 99))}", name=draw(names), use=draw(st.sampled_from(PlotUse)), rings_id=content.id,
                land_class=draw(st.sampled_from(("0702", "203", "0103", "05H1", ""))), map_sheet=draw(st.sampled_from(("", "J49G053048"))),
                stated_area=stated), content


def same(read_plot, plot, content):
    boundary = json.loads(content.rings)
    assert (read_plot.code, read_plot.name, read_plot.use) == (plot.code, plot.name.strip(), plot.use)
    assert (read_plot.land_class, read_plot.map_sheet) == (plot.land_class, plot.map_sheet)
    assert read_plot.stated_ha == (None if plot.stated_area is None else plot.stated_area / 10000)
    assert {frozenset((p.x, p.y) for p in ring) for ring in read_plot.rings} == {
        frozenset((Decimal(x), Decimal(y)) for _, x, y in ring) for ring in boundary}
    assert read_plot.plane_m2 == plane_area(tuple(tuple(Point(n, Decimal(x), Decimal(y)) for n, x, y in ring) for ring in boundary))
    assert read_plot.valid


@given(plots())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_form_gives_back_what_was_written(tmp_path, given_plot):
    plot, content = given_plot
    going = [written(plot, content)]
    text = exchange_bytes(going, "某县人民政府", DAY)
    (tmp_path / "地块.geojson").write_text(geojson_text(going), "utf-8")
    for suffix, data in shapefile_parts(going).items():
        (tmp_path / f"地块.{suffix}").write_bytes(data)
    for file in (read_exchange(text, "地块.txt"), read_here(tmp_path / "地块.geojson"), read_here(tmp_path / "地块.shp")):
        read_plot, = file.plots
        same(read_plot, plot, content)
        assert file.zone == content.zone
        assert {p.code for p in file.problems} <= {"not_stated", "zone_prefix_missing", "stated_area", "stated_unit", "zone_range"}


def test_the_writer_keeps_its_conventions():
    going = [written(Plot("p", code=p.code, name=p.name, land_class=p.land_class, map_sheet=p.map_sheet, stated_area=p.stated_ha * 10000),
                     plot_rings(Boundary(p.zone, p.rings))) for p in read(TEXT).plots]
    data = exchange_bytes(going, "某市自然资源局", date(2018, 3, 15))
    text = data.decode("gbk")
    header, _, body = text.partition("[地块坐标]\r\n")
    assert header + "[地块坐标]\r\n" == HEADER.replace("\n", "\r\n")
    lines = body.split("\r\n")
    assert lines[0] == "11,0.8802,CJ-001,某村1号地块,面,H48G053096,拆旧,0702,@"
    assert [line.split(",")[:2] for line in lines[1:12]] == [
        ["J1", "1"], ["J2", "1"], ["J3", "1"], ["J4", "1"], ["J5", "1"], ["J1", "1"],
        ["J6", "2"], ["J7", "2"], ["J8", "2"], ["J9", "2"], ["J6", "2"]]
    assert lines[1].endswith(",3450598.112,36462351.904")
    assert "\n" not in text.replace("\r\n", "")
    outer, hole = going[0].rings
    assert signed_area(outer) > 0 > signed_area(hole)


def test_more_decimals_only_where_they_are_needed():
    plot = read(HEADER + SECOND.replace("3450700.000", "3450700.00025")).plots[0]
    text = exchange_bytes([written(Plot("p", code="A"), plot_rings(Boundary(36, plot.rings)))], "", DAY).decode("gbk")
    assert "精度=0.00001\r\n" in text
    assert "3450700.00025" in text
    assert read_exchange(text.encode("gbk"), "a.txt").plots[0].plane_m2 == plot.plane_m2


def test_a_comma_in_a_name_does_not_break_the_line():
    plot = Plot("p", code="A", name="一号,二号\n地块")
    text = exchange_bytes([written(plot, plot_rings(Boundary(36, read(TEXT).plots[1].rings)))], "甲,乙", DAY)
    assert read_exchange(text, "a.txt").plots[0].name == "一号，二号 地块"


def test_what_no_encoding_holds_is_refused_with_the_code():
    plot = Plot("p", code="CJ-9", name="坏\ud800字")
    with pytest.raises(KnownError, match="CJ-9"):
        exchange_bytes([written(plot, plot_rings(Boundary(36, read(TEXT).plots[1].rings)))], "", DAY)


def test_digits_beyond_a_double_are_refused_by_shapefiles_only():
    rings = read((HEADER + SECOND).replace("36462500.000", "36462500.0000000001")).plots[0].rings
    going = [written(Plot("p", code="CJ-9"), plot_rings(Boundary(36, rings)))]
    with pytest.raises(KnownError, match="CJ-9"):
        shapefile_parts(going)
    assert "36462500.0000000001" in geojson_text(going)


def test_names_too_long_for_a_table_are_refused():
    going = [written(Plot("p", code="A", name="长" * 100), plot_rings(Boundary(36, read(TEXT).plots[1].rings)))]
    with pytest.raises(KnownError, match="太长"):
        shapefile_parts(going)
