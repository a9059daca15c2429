"""Unit price analysis: the official order, leaves rounded once, limit prices, installation on labour, tax by day, gaps in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import shipped
from linkdesk.domain.design import Design, DesignBasis, PriceComponent, Resource, UnitPrice
from linkdesk.domain.design_words import ResourceKind, TaxPlace, WorkKind
from linkdesk.domain.quantities import rounded
from linkdesk.domain.unit_prices import analyses
from linkdesk.domain.words import Certainty
from tests.policy.dossiers import dossier

D = Decimal
SCHEDULES = {schedule.id: schedule for schedule in shipped.standards().schedules}
LABOUR, MATERIAL, MACHINE = ResourceKind
SURE = {"certainty": Certainty.CONFIRMED}
RESOURCES = (
    Resource("p", 0, LABOUR, "R1", "甲类工", "工日", D("51.04"), id="a", **SURE),
    Resource("p", 1, LABOUR, "R2", "乙类工", "工日", D("38.84"), id="b", **SURE),
    Resource("p", 2, MATERIAL, "C1", "水泥", "kg", D("0.45"), D("0.30"), id="c", **SURE),
    Resource("p", 3, MATERIAL, "C2", "砂", "m³", D("60"), D("70"), id="s", **SURE),
    Resource("p", 4, MACHINE, "J1", "搅拌机", "台班", D("120.5"), id="m", **SURE))
PRICE = UnitPrice("p", 0, "40001", "混凝土垫层", "m³", D(100), WorkKind.CONCRETE, id="u", **SURE)
COMPONENTS = (
    PriceComponent("u", "a", 0, quantity=D("10.5"), id="1"), PriceComponent("u", "b", 1, quantity=D("20.25"), id="2"),
    PriceComponent("u", "c", 2, quantity=D("1000"), id="3"), PriceComponent("u", "s", 3, quantity=D("50"), id="4"),
    PriceComponent("u", None, 4, MATERIAL, share=D(2), id="5"), PriceComponent("u", "m", 5, quantity=D("3.3"), id="6"))


def designed(price=PRICE, resources=RESOURCES, components=COMPONENTS, on=date(2018, 3, 5), **basis):
    design = Design(DesignBasis("p", priced_on=on, **basis), resources=resources, unit_prices=(price,), components=components)
    return replace(dossier(), schedules=tuple(SCHEDULES.values()), design=design)


def made(schedule="fees_2017", **more):
    found = designed(**more)
    return analyses(found, SCHEDULES[schedule])[found.design.unit_prices[0].id]


def by_label(found):
    return {row.label: row.subtotal for row in found.rows}


def cents(*factors):
    product = D(1)
    for factor in factors:
        product *= D(factor)
    return rounded(product, 2)


def test_rows_stand_in_the_official_order():
    labels = [row.label for row in made().rows]
    assert labels == [
        "直接费", "直接工程费", "人工费", "甲类工", "乙类工", "材料费", "水泥", "砂", "其他材料费", "机械使用费", "搅拌机",
        "措施费", "临时设施费", "冬雨季施工增加费", "夜间施工增加费", "施工辅助费", "安全施工措施费",
        "间接费", "利润", "材料价差", "水泥价差", "增值税", "合计", "综合单价"]
    assert [row.order for row in made().rows if row.order] == ["一", "（一）", "1", "2", "3", "（二）", "二", "三", "四", "五"]


def test_every_step_by_hand():
    rows = by_label(made())
    labour = cents("10.5", "51.04") + cents("20.25", "38.84")
    materials = cents(1000, "0.30") + cents(50, 60)
    materials += cents(materials, "0.02")
    direct_works = labour + materials + cents("3.3", "120.5")
    measures = sum(cents(direct_works, rate, "0.01") for rate in ("3", "0.7", "0.2", "0.7", "0.2"))
    direct = direct_works + measures
    indirect = cents(direct, "0.0645")
    profit = cents(direct + indirect, "0.03")
    difference = cents(1000, "0.15")
    tax = cents(direct + indirect + profit + difference, "0.11")
    whole = direct + indirect + profit + difference + tax
    assert rows["人工费"] == labour
    assert rows["直接工程费"] == direct_works
    assert (rows["措施费"], rows["直接费"], rows["间接费"], rows["利润"]) == (measures, direct, indirect, profit)
    assert (rows["材料价差"], rows["增值税"], rows["合计"]) == (difference, tax, whole)
    assert rows["综合单价"] == made().price == rounded(whole / 100, 2)


@pytest.mark.parametrize("kind", WorkKind)
def test_each_row_can_be_reckoned_again_from_the_rows_it_names(kind):
    rows = made(price=replace(PRICE, work_kind=kind)).rows
    for row in rows[:-1]:
        parts = sum((rows[at].subtotal for at in row.parts), D(0))
        if row.unit == "%":
            assert row.price == parts
            assert row.subtotal == rounded(parts * row.quantity / 100, 2)
        elif row.quantity is None:
            assert row.subtotal == parts
        else:
            assert row.subtotal == rounded(row.quantity * row.price, 2)
    assert rows[-1].subtotal == rounded(rows[rows[-1].parts[0]].subtotal / rows[-1].quantity, 2)


def test_indirect_cost_of_installation_is_reckoned_on_labour():
    found = made(price=replace(PRICE, work_kind=WorkKind.INSTALLATION))
    row = next(row for row in found.rows if row.label == "间接费")
    assert (row.quantity, row.price) == (65, by_label(found)["人工费"])


def test_material_below_its_limit_counts_at_its_price_without_difference():
    assert by_label(made())["砂"] == 3000
    assert "砂价差" not in by_label(made())


@pytest.mark.parametrize(("day", "rate"), [
    ("2016-05-01", 11), ("2018-04-30", 11), ("2018-05-01", 10), ("2019-03-31", 10), ("2019-04-01", 9), ("2026-01-01", 9)])
def test_the_tax_is_that_of_the_day_of_prices(day, rate):
    assert next(row for row in made(on=date.fromisoformat(day)).rows if row.label == "增值税").quantity == rate


def test_the_old_tax_and_a_day_without_rate():
    assert next(row for row in made("fees_2011").rows if row.label == "税金").quantity == D("3.22")
    city = made("fees_2011", tax_place=TaxPlace.CITY)
    assert next(row for row in city.rows if row.label == "税金").quantity == D("3.35")
    early = made(on=date(2016, 4, 30))
    assert early.price is None
    assert "没有 2016-04-30 的增值税税率" in early.missing[0]


def test_the_region_decides_the_winter_rate():
    rate = lambda region: next(r.quantity for r in made(region=region).rows if r.label == "冬雨季施工增加费")  # noqa: E731
    assert (rate("黄土高原区"), rate("西南山地丘陵区"), rate("")) == (D("1.1"), D("0.7"), D("0.7"))


@pytest.mark.parametrize(("what", "says"), [
    ({"price": None}, "“水泥”没有预算价"), ({"price": D(0)}, "“水泥”的预算价不大于零"), ({"price": D(-3)}, "“水泥”的预算价不大于零"),
    ({"limit_price": D(0)}, "“水泥”的限价不大于零")])
def test_a_price_that_is_none_is_a_gap_never_nothing(what, says):
    resources = tuple(replace(r, **what) if r.id == "c" else r for r in RESOURCES)
    found = made(resources=resources)
    assert found.price is None
    assert says in found.missing
    assert by_label(found)["水泥"] is by_label(found)["材料费"] is by_label(found)["合计"] is None
    assert by_label(found)["人工费"] is not None


def test_other_gaps_are_told_too():
    assert "没有填写人工、材料和机械的定额量" in made(components=()).missing
    assert "定额单位数量不大于零" in made(price=replace(PRICE, base=D(0))).missing
    assert "“甲类工”没有填写定额量" in made(components=(replace(COMPONENTS[0], quantity=None),)).missing
    assert any("没有指明" in said for said in made(components=(replace(COMPONENTS[0], resource_id="gone"),)).missing)
    assert "综合单价为零" in made(components=(replace(COMPONENTS[0], quantity=D(0)),)).missing


def test_the_unit_of_the_price():
    assert made().unit == "m³"
    assert made(price=replace(PRICE, unit="100m³")).unit == "m³"
    assert made(price=replace(PRICE, unit="100m³", base=D(1))).unit == "100m³"
    assert made(price=replace(PRICE, base=None)).price == by_label(made())["合计"]


def test_what_is_to_be_confirmed_is_named():
    assert "利润" in made().unconfirmed
    assert not any("预算价" in name for name in made().unconfirmed)
    doubtful = tuple(replace(r, certainty=Certainty.UNVERIFIED) for r in RESOURCES)
    assert "甲类工预算价" in made(resources=doubtful).unconfirmed


def test_all_of_a_project_at_once():
    found = designed()
    assert analyses(found, SCHEDULES["fees_2017"])["u"] == made()
    assert analyses(found, SCHEDULES["fees_2011"])["u"].price != made().price
