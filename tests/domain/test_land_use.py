"""Land of plots by class, before and after: what rows tell, what follows from fields, what is named as missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.figures import figure
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.land_use import uses
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import Certainty, PlotUse

BEFORE, AFTER = LandSide
DAY = date(2018, 6, 20)


def area(hectares):
    return None if hectares is None else Decimal(hectares) * 10000


def old(**more):
    given = {"plane_area": area("1"), "land_class": "0702", "reclaim_class": "0103", "new_agricultural_area": area("0.9"),
             "new_farmland_area": area("0.8"), "new_paddy_area": area("0.2")} | more
    return Plot(project_id="p", code="CJ-1", id="o", **given)


def built(**more):
    given = {"plane_area": area("1"), "use": PlotUse.SETTLEMENT, "agricultural_taken": area("0.7"), "farmland_taken": area("0.5"),
             "paddy_taken": area("0.1"), "irrigated_taken": area("0"), "dry_taken": area("0.4"), "unused_taken": area("0.1")} | more
    return Plot(project_id="p", code="AZ-1", id="s", **given)


def dossier(*plots, rows=(), **more):
    return Dossier(Project(name="项目区", id="p", surplus_trade=True, **more), DAY, plots=plots, land_uses=tuple(rows))


def told(plot, side, rows=()):
    made = dossier(plot, rows=rows)
    return {use.land_class: str(use.area / 10000) for use in uses(made, plot, side)} or made.land[plot.id, side].missing


@pytest.mark.parametrize(("plot", "side", "expected"), [
    (old(), BEFORE, {"0702": "1"}),
    (old(), AFTER, {"0101": "0.2", "0103": "0.6", "耕地以外农用地": "0.1", "0702": "0.1"}),
    (old(reclaim_class="耕地"), AFTER, {"0101": "0.2", "0103": "0.6", "耕地以外农用地": "0.1", "0702": "0.1"}),
    (old(reclaim_class="0301", new_farmland_area=area(0), new_paddy_area=None), AFTER, {"0301": "0.9", "0702": "0.1"}),
    (old(reclaim_class="0101", new_paddy_area=area("0.8")), AFTER, {"0101": "0.8", "耕地以外农用地": "0.1", "0702": "0.1"}),
    (built(), BEFORE, {"0101": "0.1", "0103": "0.4", "耕地以外农用地": "0.2", "未利用地": "0.1", "建设用地": "0.2"}),
    (built(land_class="0702"), BEFORE, {"0101": "0.1", "0103": "0.4", "耕地以外农用地": "0.2", "未利用地": "0.1", "0702": "0.2"}),
    (built(dry_taken=None), BEFORE, {"0101": "0.1", "耕地": "0.4", "耕地以外农用地": "0.2", "未利用地": "0.1", "建设用地": "0.2"}),
    (built(farmland_taken=None), BEFORE, {"农用地": "0.7", "未利用地": "0.1", "建设用地": "0.2"}),
    (built(), AFTER, {"建设用地": "1"})])
def test_what_follows_from_the_fields_of_a_plot(plot, side, expected):
    assert {k: Decimal(v) for k, v in told(plot, side).items()} == {k: Decimal(v) for k, v in expected.items()}


@pytest.mark.parametrize(("plot", "side", "missing"), [
    (old(land_class=""), BEFORE, "CJ-1 现状地类"), (old(land_class="9999"), BEFORE, "CJ-1 现状地类"),
    (old(plane_area=None), AFTER, "CJ-1 面积"), (old(new_agricultural_area=None), AFTER, "CJ-1 新增农用地"),
    (old(new_farmland_area=None), AFTER, "CJ-1 新增耕地"), (old(new_paddy_area=None), AFTER, "CJ-1 其中水田"),
    (old(reclaim_class=""), AFTER, "CJ-1 复垦方向"), (old(reclaim_class="0301"), AFTER, "CJ-1 新增耕地的地类"),
    (old(reclaim_class="0101"), AFTER, "CJ-1 新增耕地中水田以外的地类"),
    (old(new_farmland_area=area("0.95")), AFTER, "CJ-1 面积填写前后矛盾的原因"),
    (built(agricultural_taken=None), BEFORE, "AZ-1 占用农用地"), (built(unused_taken=area("0.4")), BEFORE, "AZ-1 面积填写前后矛盾的原因")])
def test_what_cannot_be_derived_is_named(plot, side, missing):
    assert told(plot, side) == missing


def row(plot, side, code, hectares, grade=None):
    return LandUse(plot.id, 0, side, code, area(hectares), grade and Decimal(grade))


def test_rows_go_before_the_fields_of_a_plot():
    rows = row(old(), BEFORE, "0702", "0.7"), row(old(), BEFORE, "1004", "0.3")
    assert told(old(), BEFORE, rows) == {"0702": "0.7", "1004": "0.3"}
    assert {k: Decimal(v) for k, v in told(old(), AFTER, rows).items()}["建设用地"] == Decimal("0.1")  # which of the two is not told
    mixed = row(old(), BEFORE, "0702", "0.7"), row(old(), BEFORE, "1006", "0.3")
    assert told(old(), AFTER, mixed) == "CJ-1 保留原状部分的地类"


def test_a_row_without_area_or_known_class_is_missing():
    for wrong in (row(old(), BEFORE, "0702", None), row(old(), BEFORE, "9999", "0.3")):
        assert dossier(old(), rows=[row(old(), BEFORE, "0702", "1"), wrong]).land["o", BEFORE].missing == "CJ-1 规划前地类面积"


def test_a_class_is_read_in_the_scheme_of_its_plot():
    plot = old(land_class="203", land_scheme=LandScheme.SURVEY2)
    assert figure("old_construction_before", dossier(plot)).value == 1
    assert figure("old_dry_after", dossier(plot)).value == Decimal("0.6")


@pytest.mark.parametrize(("name", "value"), [
    ("project_total_before", "2"), ("project_total_after", "2"), ("project_construction_before", "1.2"),
    ("project_construction_after", "1.1"), ("construction_increase", "-0.1"), ("farmland_decrease", "-0.3"),
    ("project_paddy_change", "0.1"), ("project_unused_change", "-0.1"), ("settlement_farmland_change", "-0.5")])
def test_figures_of_the_structure(name, value):
    made = figure(name, dossier(old(), built()))
    assert made.value == Decimal(value), made.missing
    assert made.inputs


def test_a_zone_that_is_needed_and_not_there_leaves_the_whole_open():
    alone = replace(dossier(old(), built()), project=Project(name="项目区", id="p", surplus_trade=False))
    assert figure("project_construction_after", alone).missing == "建新地块"
    assert figure("project_construction_after", dossier(built())).missing == "拆旧地块"


def test_coarse_farmland_is_summed_but_not_told_apart():
    made = dossier(old(), built(dry_taken=None))
    assert figure("settlement_farmland_before", made).value == Decimal("0.5")
    assert "旱地" in figure("settlement_dry_before", made).missing
    assert figure("settlement_farmland_before", dossier(built(farmland_taken=None))).value is None
    assert figure("settlement_agricultural_before", dossier(built(farmland_taken=None))).value == Decimal("0.7")


def test_grades_are_weighted_by_the_rows_where_there_are_any():
    rows = row(old(), AFTER, "0101", "0.2", "10"), row(old(), AFTER, "0103", "0.6", "12"), row(old(), AFTER, "1004", "0.2")
    assert figure("reclaimed_grade", dossier(old(quality_grade=Decimal(9)))).value == 9
    assert figure("reclaimed_grade", dossier(old(quality_grade=Decimal(9)), rows=rows)).value == Decimal("11.5")
    both = dossier(old(), built(quality_grade=Decimal(12)), rows=rows)
    assert figure("grade_gain", both).value == Decimal("0.5")
    assert figure("grade_gain", dossier(old(), built())).value is None


@pytest.mark.parametrize(("basis", "value"), [("建设用地", "surplus_construction"), ("耕地", "surplus_farmland"), ("", None)])
def test_the_basis_of_the_pack_decides_which_surplus_is_meant(basis, value):
    rate = Rate("surplus_basis", "口径", None, basis, "", Certainty.UNVERIFIED, "A", "A §三(一)", "")
    made = replace(dossier(old(reclaimed_area=area("0.9")), built(new_construction_area=area("0.8")), reserve_area=Decimal(0)), rates=(rate,))
    assert figure("surplus", made).value == (figure(value, made).value if value else None)
    assert (figure("surplus", made).value is None) == (value is None)


def test_what_another_county_builds_is_not_taken_from_the_surplus():
    there = replace(built(use=PlotUse.NEW, new_construction_area=area("1")), id="n", code="CR-1")
    given = {"reserve_area": Decimal(0), "responsible_id": "x"}
    plots = old(reclaimed_area=area("0.9")), built(new_construction_area=area("0.3")), there
    assert figure("surplus_construction", dossier(*plots, **given)).value == Decimal("-0.4")
    assert figure("surplus_construction", dossier(*plots, new_side_id="y", **given)).value == Decimal("0.6")
