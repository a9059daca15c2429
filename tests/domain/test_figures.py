"""Figures: totals are sums of printed leaves, what is missing is named, and the balance follows its formula in words."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.figures import as_mu, by_village, figure, in_mu, measure, names
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementKind, AgreementState, Certainty, PlotUse, ResettlementChoice

SQUARE_METRES = st.decimals("0", "99999", places=4)
RATE = Rate("demolition_reward_per_person", "旧房拆除奖补标准", Decimal(10000), "", "元/人", Certainty.UNVERIFIED, "A", "A §三(四)", "报道")


def dossier(plots=(), households=(), project=None, **more):
    return Dossier(project=project or Project(id="p"), on=date(2018, 6, 20), plots=tuple(plots), households=tuple(households), **more)


def old(code, **areas):
    return Plot(project_id="p", code=code, use=PlotUse.OLD, **areas)


def built(use, **areas):
    return Plot(project_id="p", code=use.name, use=use, **areas)


def household(at=0, **more):
    return Household(project_id="p", id=f"h{at}", **more)


def leaf(area):
    return (area / 10000).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize("name", names())
def test_every_figure_of_the_whole_project_comes_out_of_an_empty_one(name):
    if measure(name).of is None:
        made = figure(name, dossier())
        assert made.label
        assert made.formula
        assert made.value is not None or made.missing
        assert made.value is None or made.value == 0


@given(st.lists(SQUARE_METRES, min_size=1, max_size=12))
def test_a_total_in_hectares_is_the_sum_of_its_printed_leaves(areas):
    made = figure("reclaimed_area", dossier(old(f"{at:02d}", reclaimed_area=area) for at, area in enumerate(areas)))
    assert made.value == sum(map(leaf, areas))
    assert len(made.inputs) == len(areas)


def test_one_unknown_leaf_leaves_the_total_unknown_and_named():
    plots = old("甲", new_farmland_area=Decimal(1)), old("乙"), old("丙"), old("丁"), old("戊")
    made = figure("new_farmland_area", dossier(plots))
    assert made.value is None
    assert made.missing == "新增耕地面积（4 个地块）"
    assert made.text == "［待补：新增耕地面积（4 个地块）］"


PLOTS = (old("甲", reclaimed_area=Decimal("20001"), new_farmland_area=Decimal("18000"), new_agricultural_area=Decimal("19000"),
             new_paddy_area=Decimal(0)),
         built(PlotUse.SETTLEMENT, new_construction_area=Decimal(5000), farmland_taken=Decimal(3000),
               agricultural_taken=Decimal(4000), paddy_taken=Decimal(0)),
         built(PlotUse.NEW, new_construction_area=Decimal(7000), farmland_taken=Decimal(2000), agricultural_taken=Decimal(6000),
               paddy_taken=Decimal(100)))
RESERVED = Project(id="p", reserve_area=Decimal(1000))


@pytest.mark.parametrize(("name", "value"), [("surplus_construction", "0.7001"), ("surplus_farmland", "1.3000"),
                                             ("surplus_agricultural", "0.9000"), ("surplus_paddy", "-0.0100"),
                                             ("farmland_margin", "1.3000"), ("construction_margin", "0.8001")])
def test_surplus_is_gained_less_taken_in_each_measure(name, value):
    made = figure(name, dossier(PLOTS, project=RESERVED))
    assert made.text == value
    assert " − " in made.formula


def test_surplus_needs_the_reserve_to_be_stated():
    assert figure("surplus_construction", dossier(PLOTS)).missing == "农村发展预留面积"
    assert figure("surplus_farmland", dossier(PLOTS)).value is not None


def test_a_zone_that_is_simply_not_there_is_missing_until_the_facts_say_it_is_not_needed():
    without = [p for p in PLOTS if p.use is not PlotUse.NEW]
    assert figure("surplus_farmland", dossier(without)).missing == "建新占用耕地"
    traded = figure("surplus_farmland", dossier(without, project=Project(id="p", surplus_trade=True)))
    assert traded.text == "1.5000"
    assert ("建新占用耕地（无此类地块）", "0.0000 公顷") in traded.inputs


@pytest.mark.parametrize(("choices", "known"), [
    ([ResettlementChoice.MONEY, ResettlementChoice.TOWN], True), ([ResettlementChoice.CONCENTRATED], False),
    ([ResettlementChoice.MONEY, None], False), ([], False)])
def test_nobody_settling_together_means_no_settlement_land(choices, known):
    plots = [p for p in PLOTS if p.use is not PlotUse.SETTLEMENT]
    people = [household(at, resettlement_choice=choice) for at, choice in enumerate(choices)]
    assert (figure("surplus_farmland", dossier(plots, people)).value is not None) is known


def test_grades_are_weighted_by_area_and_need_every_grade():
    plots = (old("甲", new_farmland_area=Decimal(30000), quality_grade=Decimal(12)),
             old("乙", new_farmland_area=Decimal(10000), quality_grade=Decimal(10)))
    assert figure("reclaimed_grade", dossier(plots)).text == "11.5"
    assert figure("reclaimed_grade", dossier((replace(plots[0], new_farmland_area=Decimal("0.3")),))).value is None
    lacking = figure("reclaimed_grade", dossier((plots[0], replace(plots[1], quality_grade=None))))
    assert (lacking.value, lacking.missing) == (None, "耕地质量等别（乙）")


def test_mu_follow_from_the_printed_hectares():
    area = figure("reclaimed_area", dossier([old("甲", reclaimed_area=Decimal("10000.44"))]))
    assert (area.text, as_mu(area).text, in_mu(area)) == ("1.0000", "15.00", "15.00")
    assert in_mu(figure("reclaimed_area", dossier())) == ""


def test_a_sum_over_households_counts_the_known_and_says_how_many_lack():
    people = household(0, homestead_area=Decimal("100.005")), household(1, homestead_area=Decimal("50.004")), household(2)
    made = figure("homestead_total", dossier(households=people))
    assert made.value == Decimal("100.01") + Decimal("50.00")
    assert made.missing == "1 户未填写宅基地面积"
    assert figure("homestead_total", dossier(households=people[:2])).missing == ""


def test_a_part_of_the_households_has_the_same_figure():
    people = household(0, population=3, village="上沟村", willing=True), household(1, population=4, village="柳树塬村", willing=False)
    whole = dossier(households=people)
    groups = by_village(whole)
    assert [figure("person_count", whole, some).value for some in groups.values()] == [3, 4]
    assert figure("consent_ratio", whole).text == "50.00"
    assert figure("consent_ratio", whole, people[:1]).text == "100.00"
    assert figure("homestead_total", whole, ()).value == 0


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.one_of(st.none(), SQUARE_METRES)), min_size=1, max_size=20))
def test_villages_add_up_to_the_whole(rows):
    people = tuple(household(at, village=village, house_area=area) for at, (village, area) in enumerate(rows))
    whole = dossier(households=people)
    parts = [figure("house_total", whole, some).value or 0 for some in by_village(whole).values()]
    assert sum(parts) == (figure("house_total", whole).value or 0)


def agreement(**more):
    return Agreement(**({"project_id": "p", "household_id": "h0", "kind": AgreementKind.DEMOLISH, "persons": 3,
                         "rate": Decimal("3333.3333"), "amount": Decimal("10000.00")} | more))


@pytest.mark.parametrize(("change", "value", "missing"), [
    ({}, "10,000.00", ""), ({"amount": None}, "10,000.00", ""), ({"amount": Decimal(1)}, None, "重新生成协议"),
    ({"persons": None}, None, "计补人数"), ({"rate": None}, None, "奖补标准")])
def test_an_amount_is_printed_only_when_it_follows_from_persons_and_rate(change, value, missing):
    made = figure("agreement_amount", dossier(), agreement(**change))
    assert (made.value is None) == (value is None)
    assert value is None or made.text == value
    assert missing in made.missing


def test_reward_totals_leave_void_agreements_out_and_name_open_amounts():
    made = (agreement(id="1"), agreement(id="2", state=AgreementState.VOID), agreement(id="3", rate=None, amount=None))
    total = figure("demolition_reward_total", dossier(agreements=made))
    assert (total.text, total.missing) == ("10,000.00", "1 份协议未定奖补金额")
    assert figure("agreement_count", dossier(agreements=made)).value == 2


def test_a_pair_is_complete_only_with_both_kinds():
    people, pair = (household(0), household(1)), ("旧房拆除协议", "宅基地复垦协议")
    made = (agreement(id="1"), agreement(id="2", kind=AgreementKind.RECLAIM), agreement(id="3", household_id="h1"))
    assert figure("paired_count", dossier(households=people, agreements=made, pair=pair)).value == 1
    assert figure("paired_count", dossier(households=people, agreements=made)).value == 0


def test_a_reward_names_its_rate_and_what_it_stands_on():
    made = figure("demolition_reward", dossier(rates=(RATE,)), household(population=4))
    assert made.text == "40,000.00"
    assert "待核实" in dict(made.inputs)["旧房拆除奖补标准"]
    assert figure("demolition_reward", dossier(), household(population=4)).missing == "奖补标准（本县政策参数）"


def test_a_figure_of_the_whole_is_made_once_for_a_dossier_and_anew_for_a_changed_one():
    whole = dossier(households=[Household(project_id="p", id=str(at)) for at in range(5)])
    made = figure("household_count", whole)
    assert figure("household_count", whole) is made
    assert figure("household_count", replace(whole, households=whole.households[1:])).value == made.value - 1
    assert figure("household_count", whole, whole.households[:2]).value == 2
