"""Figures that checks compare: formula, inputs and what is missing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.figures import figure
from tests.policy.dossiers import dossier, household, new, old, settlement


def test_the_project_area_is_all_three_zones():
    made = figure("project_area", dossier(old("6"), settlement("1.5"), new("2.25")))
    assert (made.text, made.unit) == ("9.7500", "公顷")
    assert figure("project_area", dossier(old("6"))).missing


def test_townships_of_the_old_zone_are_named():
    made = figure("old_townships", dossier(old("6"), old("5", "v2")))
    assert (made.value, made.inputs) == (2, (("涉及乡镇", "双河乡、青石镇"),))
    lacking = figure("old_townships", dossier(old("6", None, code="CJ-9")))
    assert lacking.value is None
    assert "CJ-9" in lacking.missing


@pytest.mark.parametrize(("basis", "expected"), [("plane", "0.0100"), ("ellipsoid", "0.0098")])
def test_the_difference_is_taken_from_the_area_that_is_printed(basis, expected):
    plot = replace(old("1"), stated_area=Decimal(10100), ellipsoid_area=Decimal(10002))
    of = replace(dossier(plot), area_basis=basis)
    assert figure("plot_difference", of, plot).text == expected


def test_the_share_of_the_difference():
    plot = old("0.5", stated_area=Decimal(5051))
    assert figure("plot_difference_share", dossier(plot), plot).text == "1.02"
    assert figure("plot_difference_share", dossier(old("0")), old("0")).value is None


def test_land_for_each_person_by_the_four_uses():
    uses = {"housing_area": 2000, "infrastructure_area": 1000, "public_area": 1000, "business_area": 1000}
    plot = settlement("0.9", settled_persons=80, **{name: Decimal(area) for name, area in uses.items()})
    made = figure("plot_settlement_per_person", dossier(plot), plot)
    assert (made.text, made.inputs[0][1]) == ("62.50", "5,000.00 ㎡")


def test_homesteads_on_a_plot():
    plot = old("1")
    living = [household(plot_id=plot.id, homestead_area=Decimal("333.335")), household(plot_id=plot.id),
              household(homestead_area=Decimal(999))]
    of = dossier(plot, households=living)
    made = figure("homestead_on_plot", of, plot)
    assert (made.text, made.missing) == ("333.34", "1 户未填写宅基地面积")
    assert figure("homestead_share", of, plot).text == "3.33"
    assert figure("homestead_on_plot", dossier(plot), plot).value == 0
