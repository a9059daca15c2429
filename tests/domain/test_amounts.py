"""Amounts of households of different kinds, each worked out by hand beside the case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import ItemKind, StandardBasis
from linkdesk.domain.amounts import (
    line_figure,
    lines_for,
    open_lines,
    paid_by,
    same_amounts,
    unconfirmed_rates,
)
from linkdesk.domain.appraisal import AppraisedItem
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.county_rates import county_rates
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import total
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.household import Household
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import (
    AgreementKind,
    Certainty,
    CollectiveUse,
    HouseStructure,
    RelocationType,
    ResettlementChoice,
)
from linkdesk.policy import values
from tests.documents.dossiers import packs_of

DAY = date(2018, 7, 2)
DEMOLISH, RECLAIM, RESETTLE = AgreementKind.DEMOLISH, AgreementKind.RECLAIM, AgreementKind.RESETTLE
PERSONS, HOUSEHOLD, STRUCTURE = StandardBasis.PER_PERSON, StandardBasis.PER_HOUSEHOLD, StandardBasis.BY_STRUCTURE
ATTACHMENT, HOMESTEAD = StandardBasis.BY_ATTACHMENT, StandardBasis.BY_HOMESTEAD
COUNTY = CountyStandard(authority_id="c", title="房屋附属物补偿标准", number="岚政发〔2018〕6号", from_on=date(2018, 1, 1),
                        certainty=Certainty.CONFIRMED, id="std")
NEWER = replace(COUNTY, title="调整补偿标准", number="岚政发〔2018〕30号", from_on=date(2018, 6, 1), id="newer")


def rate(kind, basis, item, price, unit="元/㎡", standard="std"):
    return StandardRate(standard_id=standard, kind=kind, basis=basis, item=item, unit=unit, price=Decimal(price), clause="附表1",
                        id=f"{standard}-{kind.name}-{basis.name}-{item}")


RATES = (rate(DEMOLISH, STRUCTURE, "砖木结构", "320"), rate(DEMOLISH, STRUCTURE, "土窑洞", "185.5"),
         rate(DEMOLISH, STRUCTURE, "附属房", "90.25"), rate(DEMOLISH, ATTACHMENT, "水井", "1200.33", "元/口"),
         rate(DEMOLISH, ATTACHMENT, "围墙", "33.33", "元/米"), rate(RECLAIM, HOMESTEAD, "", "15.35"),
         rate(DEMOLISH, HOUSEHOLD, "搬家费", "800", "元/户"))
PAID = (rate(DEMOLISH, PERSONS, "", "12000", "元/人"),)


def item(kind, name, quantity, unit="㎡", structure=None, **more):
    recognised = None if quantity is None else Decimal(quantity)
    return AppraisedItem(household_id="h", kind=kind, name=name, house_structure=structure, unit=unit, recognised=recognised, **more)


HOUSE, OUT, THING, LAND = ItemKind.HOUSE, ItemKind.OUTBUILDING, ItemKind.ATTACHMENT, ItemKind.HOMESTEAD
PERSON = Household(project_id="p", head_name="甲", id_number="1", population=4, willing=True, homestead_area=Decimal(200), id="h")


def dossier(*packs, household=PERSON, items=(), rates=(), standards=(COUNTY,), overrides=(), **more):
    project = Project(name="项目区", packs=packs or ("A",), id="p")
    applying = packs_of(project)
    county = county_rates(standards, rates)
    resolved = values.resolve(applying, overrides, DAY, county)
    return Dossier(project=project, on=DAY, households=(household,), items=tuple(items), standards=standards, standard_rates=tuple(rates),
                   rates=resolved, subsidies=values.subsidies(applying, DAY), pair=values.pair(resolved), **more)


POOR = replace(PERSON, registered_poor=True, relocation_type=RelocationType.POVERTY,
               resettlement_choice=ResettlementChoice.CONCENTRATED)
SCATTERED = replace(POOR, population=3, resettlement_choice=ResettlementChoice.SCATTERED)
SYNCHRONOUS = replace(PERSON, population=5, registered_poor=False, relocation_type=RelocationType.SYNCHRONOUS)
TWO_HOUSES = (item(HOUSE, "主房", "86.45", structure=HouseStructure.BRICK_TIMBER),
              item(HOUSE, "旧窑", "40.5", structure=HouseStructure.EARTH_CAVE), item(OUT, "圈舍", "12.2"))
THINGS = (item(THING, "水 井", "1", "口"), item(THING, "围墙", "27.5", "米"), item(HOUSE, "主房", "0", structure=HouseStructure.BRICK_TIMBER))
OWN = (item(HOUSE, "古戏台", "61.75", unit_price=Decimal("1234.56"), price_basis="评估报告3号"),)
SCHOOL = CollectiveProperty(project_id="p", village="上沟村", name="旧小学", use=CollectiveUse.SCHOOL, land_area=Decimal(900), agreed=True,
                            id="s")
SCHOOL_ITEMS = (replace(item(HOUSE, "教室", "310.4", structure=HouseStructure.BRICK_TIMBER), household_id=None, collective_id="s"),)
B_PAIR = PolicyOverride(pack_id="B", name="agreement_pair", value="旧房拆除协议、宅基地复垦协议", certainty=Certainty.CONFIRMED)
B_RATES = (rate(DEMOLISH, PERSONS, "", "3000", "元/人"), rate(RECLAIM, PERSONS, "", "1500.5", "元/人"))

CASES = {
    # 4 人 × 10000；4 人 × 5000
    "A 一般户": (dossier(), PERSON, {DEMOLISH: "40000", RECLAIM: "20000", RESETTLE: None}),
    # 建档立卡、集中安置：4 × 25000
    "A 建档立卡集中": (dossier(household=POOR), POOR, {DEMOLISH: "40000", RECLAIM: "20000", RESETTLE: "100000"}),
    # 建档立卡、分散安置：3 × 20000
    "A 建档立卡分散": (dossier(household=SCATTERED), SCATTERED, {DEMOLISH: "30000", RECLAIM: "15000", RESETTLE: "60000"}),
    # 同步搬迁：5 × 12000
    "A 同步搬迁": (dossier(household=SYNCHRONOUS), SYNCHRONOUS, {DEMOLISH: "50000", RECLAIM: "25000", RESETTLE: "60000"}),
    "A 一人户": (dossier(household=replace(PERSON, population=1)), replace(PERSON, population=1), {DEMOLISH: "10000", RECLAIM: "5000"}),
    "A 三十人": (dossier(household=replace(PERSON, population=30)), replace(PERSON, population=30),
              {DEMOLISH: "300000", RECLAIM: "150000"}),
    # 40000 ＋ 搬家费 800 ＋ 86.45×320＝27664.00 ＋ 40.5×185.5＝7512.75 ＋ 12.2×90.25＝1101.05
    "县标 两种结构": (dossier(items=TWO_HOUSES, rates=RATES[:3] + RATES[6:]), PERSON, {DEMOLISH: "77077.80", RECLAIM: "20000"}),
    # 40000 ＋ 800 ＋ 1×1200.33 ＋ 27.5×33.33＝916.575→916.58 ＋ 0×320＝0
    "附属物 分": (dossier(items=THINGS, rates=RATES[:5] + RATES[6:]), PERSON, {DEMOLISH: "42916.91", RECLAIM: "20000"}),
    # 200.10×15.35＝3071.535→3071.54；＋20000
    "宅基地 进位": (dossier(items=(item(LAND, "宅基地", "200.10"),), rates=RATES[5:6]), PERSON, {DEMOLISH: "40000", RECLAIM: "23071.54"}),
    # 61.75×1234.56＝76234.08；＋40000
    "另定单价": (dossier(items=OWN), PERSON, {DEMOLISH: "116234.08", RECLAIM: "20000"}),
    # 310.4×320＝99328；没有人口，没有奖补，也没有搬家费
    "集体学校": (dossier(items=SCHOOL_ITEMS, rates=RATES, collective=(SCHOOL,)), SCHOOL, {DEMOLISH: "99328", RECLAIM: None}),
    # 4×3000；4×1500.5
    "B 县定标准": (dossier("B", rates=B_RATES, overrides=(B_PAIR,)), PERSON, {DEMOLISH: "12000", RECLAIM: "6002"}),
}


@pytest.mark.parametrize("case", CASES)
def test_by_hand(case):
    made, subject, expected = CASES[case]
    for kind, amount in expected.items():
        lines = lines_for(made, subject, kind)
        assert total(lines) == (None if amount is None else Decimal(amount)), [(x.label, x.amount) for x in lines]
        assert amount is None or not open_lines(lines)


def test_every_line_cites_its_document_and_clause():
    [reward] = lines_for(dossier(rates=PAID), PERSON, DEMOLISH)
    assert (reward.reward, reward.price, reward.amount) == (True, Decimal(12000), Decimal(48000))
    assert (reward.document, reward.clause) == ("《房屋附属物补偿标准》（岚政发〔2018〕6号）", "附表1")
    shown = line_figure(reward)
    assert (shown.text, shown.formula) == ("48,000.00", "计补人数 × 标准")
    assert shown.inputs == (("计补人数", "4 人"), ("标准", "12,000.00 元/人（《房屋附属物补偿标准》（岚政发〔2018〕6号），附表1）"))


def test_a_county_standard_goes_before_an_own_value_and_that_before_the_shipped_one():
    own = PolicyOverride(pack_id="A", name="demolition_reward_per_person", value="11000", document="岚政办〔2018〕1号",
                         certainty=Certainty.CONFIRMED)
    price = {"shipped": dossier(), "own": dossier(overrides=(own,)), "county": dossier(overrides=(own,), rates=PAID)}
    assert {name: d.rate("demolition_reward_per_person").value for name, d in price.items()} == {"shipped": 10000, "own": 11000, "county": 12000}
    assert price["county"].rate("demolition_reward_per_person").standard_id == "std"


def test_of_two_standards_the_later_sets_what_both_set():
    later = rate(DEMOLISH, STRUCTURE, "砖木", "400", standard="newer")
    made = dossier(items=TWO_HOUSES[:2], rates=(*RATES[:2], later), standards=(NEWER, COUNTY))
    assert [(x.label, x.price) for x in lines_for(made, PERSON, DEMOLISH)[1:]] == [("主房（砖木）", 400), ("旧窑（土窑洞）", Decimal("185.5"))]


@pytest.mark.parametrize(("items", "why"), [
    ((item(HOUSE, "主房", None, structure=HouseStructure.BRICK_TIMBER, surveyed=Decimal(80), measured=Decimal(79)),), "缺主房（砖木）认定数量"),
    ((item(HOUSE, "竹楼", "30", structure=HouseStructure.BAMBOO),), "缺竹楼单价"),
    ((item(HOUSE, "主房", "30", unit_price=Decimal(500)),), "缺主房单价依据"),
    ((item(THING, "围墙", "12", "㎡"),), "缺围墙以“米”计的认定数量"),
])
def test_a_line_that_lacks_something_has_no_amount(items, why):
    made = dossier(items=(*items, *THINGS[2:]), rates=RATES[:5])
    lines = lines_for(made, PERSON, DEMOLISH)
    assert open_lines(lines) == (why,)
    assert total(lines) is None


def test_a_surveyed_house_that_nobody_appraised_is_not_passed_over():
    lived = replace(PERSON, house_area=Decimal(80))
    assert open_lines(lines_for(dossier(household=lived, rates=RATES), lived, DEMOLISH)) == ("缺房屋认定数量",)
    assert open_lines(lines_for(dossier(household=lived, rates=RATES), lived, RECLAIM)) == ("缺宅基地认定数量",)
    assert not open_lines(lines_for(dossier(household=lived), lived, DEMOLISH))


def test_which_subsidy_it_is_cannot_be_told_without_the_choice():
    undecided = replace(POOR, resettlement_choice=None)
    assert open_lines(lines_for(dossier(household=undecided), undecided, RESETTLE)) == ("缺搬迁安置补助（缺安置方式）",)


def test_a_county_rate_for_some_households_stands_in_place_of_the_general_one():
    rates = (*PAID, rate(DEMOLISH, PERSONS, "同步搬迁户", "8000", "元/人"))
    made = dossier(household=SYNCHRONOUS, rates=rates)
    assert [(x.label, x.amount) for x in lines_for(made, SYNCHRONOUS, DEMOLISH)] == [("同步搬迁户", 40000)]
    assert [x.amount for x in lines_for(made, PERSON, DEMOLISH)] == [48000]


def test_a_household_with_two_rates_of_its_own_is_paid_by_one():
    rates = (rate(RESETTLE, PERSONS, "集中安置", "25000", "元/人"), rate(RESETTLE, PERSONS, "同步搬迁", "12000", "元/人"),
             rate(RESETTLE, HOUSEHOLD, "集中安置", "600", "元/户"))
    both = replace(SYNCHRONOUS, resettlement_choice=ResettlementChoice.CONCENTRATED)
    made = dossier(household=both, rates=rates)
    assert [(x.label, x.amount) for x in lines_for(made, both, RESETTLE)] == [("同步搬迁", 60000), ("集中安置", 600)]
    assert [x.amount for x in lines_for(made, POOR, RESETTLE)] == [100000, 600]


def test_a_reward_by_household_stands_in_place_of_the_packs_by_person():
    by_household = (rate(DEMOLISH, HOUSEHOLD, "", "30000", "元/户"),)
    assert [(x.label, x.amount) for x in lines_for(dossier(rates=by_household), PERSON, DEMOLISH)] == [("旧房拆除奖补", 30000)]
    assert [x.amount for x in lines_for(dossier(rates=PAID + by_household), PERSON, DEMOLISH)] == [48000, 30000]


def test_the_pair_of_each_price_is_paid_once():
    """An own price stands in place of the county's, under one agreement of the two."""
    made = dossier(items=(item(LAND, "宅基地", "100", unit_price=Decimal(20), price_basis="纪要"),), rates=RATES[5:6])
    assert [[x.label for x in lines_for(made, PERSON, kind) if not x.reward] for kind in (DEMOLISH, RECLAIM)] == [[], ["宅基地"]]


def test_the_same_household_gives_the_same_lines():
    made = dossier(items=TWO_HOUSES, rates=RATES)
    assert same_amounts(lines_for(made, PERSON, DEMOLISH), lines_for(made, PERSON, DEMOLISH))


def _agreed(made, kind=DEMOLISH):
    lines = tuple(replace(line, agreement_id="a") for line in lines_for(made, PERSON, kind))
    agreement = Agreement(project_id="p", household_id="h", kind=kind, persons=4, amount=total(lines), id="a")
    return replace(made, agreements=(agreement,), lines=lines), agreement


def test_an_agreements_amount_is_the_sum_of_its_lines_and_of_nothing_else():
    made, agreement = _agreed(dossier(items=TWO_HOUSES, rates=RATES))
    assert figure("agreement_amount", made, agreement).text == "77,077.80"
    wrong = replace(agreement, amount=Decimal(1))
    assert figure("agreement_amount", replace(made, agreements=(wrong,)), wrong).value is None
    assert [figure(name, made).text for name in ("demolition_reward_total", "compensation_total", "agreement_total")] == [
        "40,000.00", "37,077.80", "77,077.80"]


def test_agreements_that_pay_nothing_leave_no_total_open():
    school = Agreement(project_id="p", collective_id="s", kind=RECLAIM, id="c")
    home = Agreement(project_id="p", household_id="h", kind=RESETTLE, persons=4, id="r")
    made, agreement = _agreed(dossier(collective=(SCHOOL,)))
    whole = figure("agreement_total", replace(made, agreements=(agreement, school, home)))
    assert (whole.text, whole.missing) == ("40,000.00", "")
    none = figure("reclamation_reward_total", replace(made, agreements=(school,), lines=()))
    assert (none.text, none.missing) == ("0.00", "")


def test_rates_not_confirmed_are_named_wherever_they_come_from():
    made, agreement = _agreed(dossier(items=TWO_HOUSES, rates=RATES, standards=(replace(COUNTY, certainty=Certainty.UNVERIFIED),)))
    labels = [r.label for r in unconfirmed_rates(made, agreement)]
    assert labels == ["旧房拆除奖补标准", "搬家费", "砖木结构", "土窑洞", "附属房"]
    paid, agreement = _agreed(dossier(rates=PAID))
    assert unconfirmed_rates(paid, agreement) == ()


BY_KIND = (rate(DEMOLISH, PERSONS, "同步搬迁", "7000", "元/人"), rate(RECLAIM, PERSONS, "集中安置", "900", "元/人"))
OTHER_VALUES = {str: ("甲乙",), int: (1, 9), Decimal: (Decimal(0), Decimal(88)), bool: (True, False), date: (date(2017, 1, 1),),
                tuple: ((("x", "y"),),)}


def _one_field_apart(household):
    for name, field in fields_of(Household).items():
        if name != "id":
            yield from (replace(household, **{name: value}) for value in (field.choices or OTHER_VALUES[field.type]))
            if field.optional:
                yield replace(household, **{name: None})


@pytest.mark.parametrize("rates", [(), RATES, BY_KIND], ids=["政策包", "县标", "按对象"])
@pytest.mark.parametrize("household", [PERSON, POOR, SCATTERED, SYNCHRONOUS, replace(PERSON, house_area=Decimal(90))])
def test_households_that_are_paid_differently_never_count_as_paid_alike(household, rates):
    made = dossier(household=household, rates=rates)

    def paid(each):
        return [[replace(line, id="") for line in lines_for(made, each, kind)] for kind in AgreementKind]
    for other in _one_field_apart(household):
        assert paid(other) == paid(household) or paid_by(made, other) != paid_by(made, household)
    assert paid_by(made, replace(household, id="another", head_name="乙")) == paid_by(made, household)
