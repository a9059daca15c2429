"""How plots lie: shared land with plots of this and other projects, what cannot be compared, distances, homesteads on plots."""

from decimal import Decimal

import pytest

from linkdesk.domain.spatial import PlotDistance, PlotFlaw, PlotOverlap, SameCode
from linkdesk.domain.words import PlotUse
from linkdesk.geometry import Boundary, OtherPlot, OwnPlot, Place, lying, overlaps, relations
from linkdesk.geometry.relations import MOST
from tests.geometry.exchange_files import rectangle, ring

NORTH, EAST = 3450000, 462000


def square(north, east, size=100, zone=36, prefix=True):
    """A square with its south-west corner so many metres from a mark of the zone."""
    east += EAST + (zone * 1_000_000 if prefix and zone else 0)
    return Boundary(zone, (rectangle(*(str(n) for n in (NORTH + north, NORTH + north + size, east, east + size))),))


def own(code, *where, use=PlotUse.OLD, **more):
    return OwnPlot(code, code, use, square(*where, **more) if where else None)


def other(code, *where, **more):
    return OtherPlot(f"other {code}", code, "河东项目区", 2016, square(*where, **more) if where else None)


def test_land_shared_inside_the_project_and_with_others():
    found = relations([own("CJ-1", 0, 0), own("CJ-2", 50, 50), own("CJ-3", 1000, 0)], [other("T-1", 0, -99), other("T-2", 0, -99)])
    assert found.overlaps == (
        PlotOverlap("CJ-1", "CJ-2", "CJ-2", Decimal("2500.0000"), width=Decimal("25.000")),
        PlotOverlap("CJ-1", "other T-1", "T-1", Decimal("100.0000"), "河东项目区", 2016, Decimal("0.990")),
        PlotOverlap("CJ-1", "other T-2", "T-2", Decimal("100.0000"), "河东项目区", 2016, Decimal("0.990")))
    assert found.flaws == ()
    assert dict(found.widths)["CJ-1"] == 50


def test_a_plot_used_again_in_another_year_is_found_whole():
    found = relations([own("CJ-1", 0, 0)], [other("CJ-1", 0, 0)])
    assert [(o.area, o.other_project, o.other_year) for o in found.overlaps] == [(10000, "河东项目区", 2016)]
    assert found.codes == (SameCode("CJ-1", "河东项目区", 2016),)


def test_a_zone_in_front_of_y_or_left_out_is_the_same_place():
    found = relations([own("CJ-1", 0, 0), own("CJ-2", 90, 0, prefix=False)])
    assert [o.area for o in found.overlaps] == [1000]


@pytest.mark.parametrize("zone", [None, 0])
def test_a_zone_that_is_not_kept_is_read_from_y(zone):
    found = relations([own("CJ-1", 0, 0), OwnPlot("CJ-2", "CJ-2", PlotUse.OLD, square(90, 0)._replace(zone=zone))])
    assert [o.area for o in found.overlaps] == [1000]
    unknown = [OwnPlot(code, code, PlotUse.OLD, square(90, 0, zone=None)._replace(zone=zone)) for code in ("CJ-1", "CJ-2")]
    assert [o.area for o in relations(unknown).overlaps] == [10000]


def test_what_cannot_be_compared_is_said():
    found = relations([own("CJ-1", 0, 0), own("CJ-2", 0, 0, zone=37), own("CJ-3", 0, 0, zone=None), own("CJ-4")],
                      [other("T-1", 0, 0, zone=38), other("T-2")])
    assert found.overlaps == ()
    assert [(f.plot_id, f.doubtful) for f in found.flaws] == [("CJ-2", True), ("CJ-3", True), ("CJ-4", True), ("", True)]
    said = [f.why for f in found.flaws]
    assert "带号 37" in said[0]
    assert "（36）" in said[0]
    assert "带号未写明" in said[1]
    assert "没有界址点" in said[2]
    assert "河东项目区" in said[3]
    assert relations([], [other("T-1", 0, 0)]).flaws == ()


def test_plots_of_other_zones_are_doubtful_only_where_they_may_meet():
    """37 ends where 38 begins; a plot drawn in the other's grid may be the same land."""
    here = [own("CJ-1", 0, 180_000, zone=37)]
    assert relations(here, [other("T-1", 0, -105_000, zone=38)]).flaws
    assert not relations(here, [other("T-1", 0, 0, zone=38), other("T-2", 500_000, -105_000, zone=38), other("T-3", 0, 0, zone=20)]).flaws


def test_flaws_of_a_boundary():
    crossed = ring(("3450000", "36462000"), ("3450100", "36462100"), ("3450100", "36462000"), ("3450000", "36462100"))
    short = ring(("3450000", "36462000"), ("3450100", "36462100"))
    plots = [OwnPlot(code, code, PlotUse.OLD, Boundary(36, (points,))) for code, points in (("CJ-1", crossed), ("CJ-2", short))]
    first, second = relations(plots).flaws
    assert first.why.startswith("边界自相交（")
    assert not first.doubtful
    assert second == PlotFlaw("CJ-2", "界址点不足三个，围不成地块")


def test_distances_of_settlement_plots():
    plots = [own("CJ-1", 0, 0), own("CJ-2", 0, 1000), own("AZ-1", 0, 160, use=PlotUse.SETTLEMENT),
             own("AZ-2", 0, 1050, use=PlotUse.SETTLEMENT), own("JX-1", 0, 105, use=PlotUse.NEW)]
    assert relations(plots).distances == (
        PlotDistance("AZ-1", "CJ-1", Decimal("60.000")), PlotDistance("AZ-2", "CJ-2", Decimal("0.000")))
    assert relations(plots[2:]).distances == ()


@pytest.mark.parametrize(("x", "y"), [
    ("3450050", "36462050"), ("36462050", "3450050"), ("3450050", "462050"), ("462050", "3450050"), ("3450000", "36462000")])
def test_homesteads_are_read_whichever_number_is_north(x, y):
    assert lying([own("CJ-1", 0, 0)], [Place("h", Decimal(x), Decimal(y))]) == ((("h", "CJ-1"),), ())


@pytest.mark.parametrize(("x", "y"), [("3450150", "36462050"), ("3450050", "37462050"), ("35.2", "112.4"), ("3450050", "3450050")])
def test_homesteads_on_no_plot(x, y):
    assert lying([own("CJ-1", 0, 0), own("CJ-2")], [Place("h", Decimal(x), Decimal(y))]) == ((), ("h",))


def test_a_point_on_a_common_edge_lies_on_both():
    place = Place("h", Decimal("3450050"), Decimal("36462100"))
    assert lying([own("CJ-1", 0, 0), own("CJ-2", 0, 100)], [place]) == ((("h", "CJ-1"), ("h", "CJ-2")), ())


def test_edges_and_holes_are_no_overlap():
    holed = Boundary(36, (*square(0, 0).rings, *square(20, 20, 50).rings))
    plots = [holed, square(20, 20, 50), square(0, 100), square(100, 0)]
    assert overlaps(plots) == ()
    assert [(o.area_m2) for o in overlaps([*plots, square(30, 30, 10)])] == [100]


def test_an_edge_drawn_twice_is_a_strip_next_to_nothing_wide():
    """A point set down on a neighbour's slanting edge, rounded to millimetres."""
    one = ring(("3450000", "36462000"), ("3450100", "36462033"), ("3450100", "36461900"), ("3450000", "36461900"))
    two = ring(("3450000", "36462000"), ("3450050", "36462016.499"), ("3450100", "36462033"), ("3450100", "36462200"), ("3450000", "36462200"))
    (found,) = overlaps([Boundary(36, (one,)), Boundary(36, (two,))])
    assert found.area_m2 == Decimal("0.0500")
    assert found.width_m < Decimal("0.001")


def test_very_many_plots_on_one_place():
    """Ten thousand plots drawn alike are each named, and neither time nor memory grows with the square."""
    crowd = [own(f"CJ-{i}", 0, 0) for i in range(10_000)]
    found = relations(crowd)
    assert {id_ for o in found.overlaps for id_ in (o.plot_id, o.other_id)} == {p.plot_id for p in crowd}
    assert len(found.overlaps) < len(crowd)


def test_of_very_many_overlaps_each_plot_keeps_its_largest():
    crowd = [own(f"CJ-{i}", 0, 0, 100 - i / 1000) for i in range(300)]
    found = relations(crowd)
    assert {id_ for o in found.overlaps for id_ in (o.plot_id, o.other_id)} == {p.plot_id for p in crowd}
    assert len(found.overlaps) < 300
    assert "只列出面积最大的一处" in found.flaws[-1].why


def test_plots_almost_alike_are_each_named():
    crowd = [Boundary(36, (rectangle(str(NORTH + i / 1000), str(NORTH + 100), "36462000", "36462100"),)) for i in range(300)]
    found = overlaps(crowd)
    assert {i for o in found for i in (o.first, o.second)} == set(range(300))
    assert MOST < len(found) < 300 * 60
