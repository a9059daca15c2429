"""The budget of a design: contractor's works, equipment, the exact chain, printed leaves, gaps that name what is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.domain.budget import budget
from linkdesk.domain.design import (
    Design,
    DesignBasis,
    Equipment,
    FeeAmount,
    PriceComponent,
    Resource,
    UnitPrice,
    WorkItem,
)
from linkdesk.domain.design_words import Doer, ResourceKind, Terrain, WorkCategory
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import rounded
from tests.policy.dossiers import dossier, old

D = Decimal
PLOTS = old(2, code="C01", id="p1", reclaimed_area=D(20000)), old(1, code="C02", id="p2", reclaimed_area=D(10000))
BASIS = DesignBasis("p", priced_on=date(2018, 3, 5), terrain=Terrain.MOUNTAINS)
UNIT_PRICE = UnitPrice("p", 0, "10218", "推土机推土", "m³", D(100), id="u")
RESOURCES = (Resource("p", 0, ResourceKind.MACHINE, "J1", "推土机", "台班", D(500), id="m"),)
COMPONENTS = (PriceComponent("u", "m", 0, quantity=D(2), id="c"),)


def item(id_, formula, price=None, plot="p1", category=WorkCategory.LEVELLING, **more):
    return WorkItem(plot, 0, category, more.pop("name", f"工程{id_}"), more.pop("unit", "m³"), formula, price=price, id=id_, **more)


ROUND = item("1", "800000", D(10))   # 800 万元


def designed(*items, basis=BASIS, **more):
    design = Design(basis, items=items, **{"resources": RESOURCES, "unit_prices": (UNIT_PRICE,), "components": COMPONENTS} | more)
    return replace(dossier(*PLOTS), schedules=shipped.standards().schedules, design=design)


def made(*items, schedule="", **more):
    return budget(designed(*items, **more), schedule)


def test_the_worked_example_as_a_design():
    found = made(ROUND)
    assert (found.works_cost, found.exact_total) == (D(8000000), D("951.1069234"))
    assert found.total == D("951.10") == sum((D(800), D(0), found.fees_printed, found.unforeseen_printed))
    assert found.fees_printed == sum(line.amount for line in found.fees) == D("123.40")
    assert not found.gaps
    assert figure("design_total", designed(ROUND)).value == found.total
    assert figure("design_cost_per_mu", designed(ROUND)).value == rounded(D("951.10") / 45, 2)


def test_amounts_are_leaves_and_sums_equal_their_rows():
    found = made(item("1", "33.335", D("12.34")), item("2", "1.005", D("9.99"), "p2", WorkCategory.SOIL), item("3", "7", D("0.01"), "p2"))
    assert [work.amount for work in found.works] == [rounded(work.line.quantity * work.price, 2) for work in found.works]
    assert found.works_cost == sum(work.amount for work in found.works) == sum(found.plots.values())
    assert list(found.categories) == [WorkCategory.LEVELLING, WorkCategory.SOIL]
    assert found.works_printed == sum(found.categories.values())


def test_what_households_do_themselves_is_listed_and_not_paid():
    own = item("2", "100", D(50), doer=Doer.HOUSEHOLD)
    found = made(ROUND, own)
    assert found.works_cost == D(8000000)
    assert [line.item for line in found.by_households] == [own]
    assert own not in [work.line.item for work in found.works]


def test_a_unit_price_analysis_prices_a_work_before_what_was_typed():
    found = made(item("1", "100", D(99), unit_price_id="u"))
    assert found.works[0].price != 99
    assert found.works[0].price_from == "10218 推土机推土"
    assert "推土机预算价" in found.unconfirmed
    typed = made(item("1", "100", D(99)))
    assert (typed.works[0].price, typed.works[0].price_from) == (99, "填报单价")


def test_units_are_converted_or_refused():
    per = made(item("1", "1", unit_price_id="u")).works[0].price
    hundred = made(item("1", "1", unit="100m³", unit_price_id="u")).works[0]
    assert hundred.price == per * 100
    assert "换算" in hundred.price_from
    assert made(item("1", "1", unit="立方米", unit_price_id="u")).works[0].price == per
    wrong = made(item("1", "1", unit="亩", unit_price_id="u"))
    assert wrong.works[0].amount is None
    assert "不一致" in wrong.gaps[0]


@pytest.mark.parametrize(("work", "says"), [
    (item("2", "1"), "没有单价分析，也没有填写综合单价"), (item("2", "1", D(0)), "综合单价不大于零"), (item("2", "1", D(-1)), "综合单价不大于零"),
    (item("2", "1", unit_price_id="gone"), "已被删除"), (item("2", "", D(1)), "工程2")])
def test_a_work_that_cannot_be_priced_leaves_every_sum_unknown_and_is_named(work, says):
    found = made(ROUND, work)
    assert found.works_cost is found.works_printed is found.total is found.exact_total is None
    assert len(found.gaps) == 1
    assert says in found.gaps[0]
    assert found.gaps[0].startswith("C01 工程2：")
    assert found.plots["p1"] is None
    assert says in figure("design_total", designed(ROUND, work)).missing


def test_a_circle_of_formulas_is_a_gap_not_an_error():
    found = made(item("1", "工程2 × 2", D(1), name="工程1"), item("2", "工程1 × 2", D(1), name="工程2"), item("3", "1 ÷ 0", D(1)))
    assert found.total is None
    assert len(found.gaps) == 3


def test_equipment_with_what_brings_it_to_the_site():
    found = made(ROUND, equipment=(Equipment("p", 0, "水泵", "", "台", D(2), D("10000"), D("123.45"), id="e"),))
    assert found.equipment_cost == D("20246.90")
    assert found.equipment_printed == D("2.02")
    assert next(line.base for line in found.fees if line.fee.name == "design") == D("802.02469")


@pytest.mark.parametrize("wrong", [{"quantity": None}, {"quantity": D(0)}, {"price": None}, {"price": D(0)}])
def test_equipment_without_price_or_number_is_a_gap(wrong):
    found = made(ROUND, equipment=(replace(Equipment("p", 0, "水泵", "", "台", D(2), D(10000), id="e"), **wrong),))
    assert found.total is None
    assert "水泵" in found.gaps[0]


def test_without_works_there_is_no_total_but_words():
    assert "还没有由施工单位实施的工程" in made().gaps
    assert made().total is made().works_printed is None
    assert figure("design_total", designed()).value is None


def test_without_a_region_the_rate_for_winter_is_said_to_be_the_southern():
    assert any("质量控制区" in doubt for doubt in made(item("1", "1", unit_price_id="u")).doubts)
    assert not made(item("1", "1", unit_price_id="u"), basis=replace(BASIS, region="西南山地丘陵区")).doubts
    assert not made(ROUND).doubts


def test_prices_of_the_day_the_design_was_made_where_none_is_named():
    basis = replace(BASIS, priced_on=None, prepared_on=date(2015, 1, 1))
    assert made(ROUND, basis=basis).schedule.id == "fees_2011"


def test_two_schedules_beside_each_other():
    items = (item("1", "100000", unit_price_id="u"),)
    old_tax, added_value = (made(*items, schedule=id_) for id_ in ("fees_2011", "2017"))
    assert old_tax.schedule.id == "fees_2011"
    assert old_tax.works_cost < added_value.works_cost
    assert "不在" in old_tax.doubts[0]
    assert made(*items).schedule.id == "fees_2017"
    assert made(*items, basis=replace(BASIS, schedule_id="fees_2011")).schedule.id == "fees_2011"
    assert made(*items, basis=replace(BASIS, priced_on=date(2015, 1, 1))).schedule.id == "fees_2011"
    assert made(*items, schedule="no such") is None


def test_a_base_beyond_the_last_tier_names_the_fee_and_takes_an_entered_amount():
    huge = item("1", "20000000", D(10))
    found = made(huge)
    assert found.total is None
    assert [gap for gap in found.gaps if "项目可行性研究费" in gap and "填写这项费用的金额" in gap]
    assert len(found.gaps) == 1
    assert made(huge, fee_amounts=(FeeAmount("p", "feasibility", D(460000), "合同"),)).total is not None


def test_an_entered_fee_the_schedule_does_not_know_is_said():
    found = made(ROUND, fee_amounts=(FeeAmount("p", "没有的费", D(10000), "合同"),))
    assert found.exact_total == D("951.1069234")
    assert "没有的费" in found.doubts[0]
