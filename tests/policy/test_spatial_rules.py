"""Rules on how plots lie: R12 with its note below the tolerance, boundaries, codes, R38, homesteads under points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.spatial import PlotDistance, PlotFlaw, PlotOverlap, SameCode, Spatial
from tests.policy.dossiers import dossier, household, old, settlement
from tests.policy.test_check import found, verdict

ONE, TWO = old("6", code="CJ-1", id="one"), old("6", code="CJ-2", id="two")
SITE = settlement("1", code="AZ-1", id="site")
WIDTHS = (("one", Decimal(50)), ("two", Decimal(50)))


def lying(*plots, **spatial):
    return replace(dossier(*(plots or (ONE, TWO, SITE))), spatial=Spatial(**({"widths": WIDTHS} | spatial)))


def overlap(area, **more):
    return PlotOverlap("one", "two", "CJ-2", Decimal(area), width=Decimal("0.02"), **more)


@pytest.mark.parametrize(("area", "expected"), [("2500.0000", "error"), ("0.5001", "error"), ("0.5000", "note"), ("0.0001", "note")])
def test_shared_land_is_an_error_and_next_to_nothing_a_note(area, expected):
    (finding,) = [f for f in found(lying(overlaps=(overlap(area),))) if f.rule_id.startswith("R12")]
    assert finding.severity == expected
    assert (finding.subject, finding.subject_id, finding.clause) == ("plot", "one", "自有核对·重叠")


def test_the_finding_names_both_plots_area_project_and_year():
    (finding,) = found(lying(overlaps=(overlap("2500.0000", other_project="青石二期", other_year=2016),)), "R12")
    assert finding.message.startswith("地块 CJ-1 与“青石二期”（2016 年）的地块 CJ-2 重叠 0.2500 公顷（2,500.0000 ㎡，平均宽 0.02 m）：")
    assert finding.measured == "2,500.0000 ㎡"


def test_every_pair_is_a_finding_of_its_own():
    pairs = overlap("100"), PlotOverlap("one", "site", "AZ-1", Decimal(200)), overlap("100", other_project="青石二期")
    assert len(found(lying(overlaps=pairs), "R12")) == 3


def test_the_tolerance_is_data():
    wider = PolicyOverride(pack_id="LD", name="overlap_tolerance", value="200", document="县局技术规定")
    of = replace(dossier(ONE, TWO, overrides=[wider]), spatial=Spatial(overlaps=(overlap("100"),), widths=WIDTHS))
    assert verdict(of, "R12") == ["ok"]
    assert verdict(of, "R12-trace") == ["note"]


def test_plots_that_lie_apart_are_sound_and_those_not_compared_are_named():
    assert verdict(lying(), "R12") == ["ok"]
    doubts = tuple(PlotFlaw(id_, "没有界址点坐标，未核对重叠", doubtful=True) for id_ in ("one", "two"))
    (finding,) = found(lying(flaws=doubts), "R12")
    assert finding.undetermined
    assert "地块 CJ-1、CJ-2 没有界址点坐标" in finding.message


def test_a_boundary_that_crosses_itself_is_an_error():
    (finding,) = found(lying(flaws=(PlotFlaw("two", "边界自相交（J3附近）"),)), "R12-boundary")
    assert (finding.severity, finding.subject_id, finding.field) == ("error", "two", "rings_id")
    assert finding.message.startswith("地块 CJ-2 边界自相交（J3附近）：")
    assert verdict(lying(), "R12-boundary") == ["ok"]


@pytest.mark.parametrize(("width", "expected"), [("0.100", "ok"), ("0.099", "warning")])
def test_slivers(width, expected):
    assert verdict(lying(widths=(("one", Decimal(width)),)), "R12-sliver") == [expected]


def test_codes_that_come_twice():
    assert verdict(lying(ONE, TWO), "R12-code") == ["ok"]
    (finding,) = found(lying(ONE, TWO, old("6", code="CJ-1", id="three")), "R12-code")
    assert (finding.severity, finding.subject_id, finding.measured) == ("error", "three", "2 个")
    same = SameCode("one", "青石二期", 2016), SameCode("two", "青石二期", 2016), SameCode("two", "河东", None)
    first, second = found(lying(codes=same), "R12-code-elsewhere")
    assert first.severity == second.severity == "note"
    assert "地块 CJ-1、CJ-2，“青石二期”（2016 年）的地块也用这些编号" in first.message
    assert "“河东”的地块" in second.message


@pytest.mark.parametrize(("computed", "typed", "expected"), [
    ("1000.000", None, "ok"), ("1000.001", None, "ok"), ("1001", "10", "warning"), ("10", "5000", "ok"), (None, "1000", "ok"),
    (None, "1001", "warning"), (None, None, "?")])
def test_settlement_plots_lie_near_the_old_ones(computed, typed, expected):
    site = replace(SITE, distance=typed and Decimal(typed))
    distances = (PlotDistance("site", "two", Decimal(computed)),) if computed else ()
    assert verdict(lying(ONE, TWO, site, distances=distances), "R38") == [expected]


def test_how_near_is_for_the_county_to_say():
    (finding,) = found(lying(distances=(PlotDistance("site", "two", Decimal(1500)),)), "R38")
    assert (finding.label, finding.measured, finding.bound) == (
        "安置地块 AZ-1 与最近的拆旧地块 CJ-2 的距离", "1,500 米", "不大于 1000 米（待核实）")


def test_a_homestead_surveyed_on_another_plot():
    placed = household(id="h", plot_id="one")
    of = replace(lying(lying=(("h", "two"),)), households=(placed,))
    (finding,) = found(of, "R23-place")
    assert (finding.severity, finding.subject_id, finding.field) == ("warning", "h", "plot_id")
    assert "已落在地块 CJ-1，宅基地坐标却在地块 CJ-2" in finding.message
    assert verdict(replace(of, spatial=Spatial(lying=(("h", "two"), ("h", "one")))), "R23-place") == ["ok"]
