"""The estimate and the sources of money: each leaf rounded once, totals their sum, rewards reckoned and never typed."""

from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.costs import cost_lines, reckoned_categories, unconfirmed
from linkdesk.domain.figures import figure
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory, FundKind
from tests.documents.dossiers import HELD, bare, sample

D = Decimal
ITEMS = (EstimateItem("p", 0, CostCategory.FACILITIES, "道路", amount=D(500000)),
         EstimateItem("p", 1, CostCategory.RECLAMATION, "表土回覆", D("1234.5"), "m³", D("12.34")),
         EstimateItem("p", 2, CostCategory.RECLAMATION, "拆除清运", D(3), "处", D("150")))


def whole(**more):
    """The sample without the household whose persons are not known."""
    dossier = sample()
    return replace(dossier, households=tuple(h for h in dossier.households if h.id != HELD), **more)


def priced(dossier, **values):
    rates = tuple(replace(r, value=values.get(r.name, r.value)) for r in dossier.rates)
    return replace(dossier, rates=rates)


def test_lines_stand_in_the_official_order_each_rounded_once():
    lines = cost_lines(whole(estimate=ITEMS))
    assert [line.category for line in lines] == sorted((line.category for line in lines), key=list(CostCategory).index)
    by_name = {line.name: line.amount.value for line in lines}
    assert by_name["表土回覆"] == D("1.52")  # 15,233.73 元
    assert by_name["拆除清运"] == D("0.05")  # 450 元, half up
    assert by_name["道路"] == D("50.00")


def test_the_total_is_the_sum_of_printed_leaves_and_the_one_total_of_the_project():
    dossier = whole(estimate=ITEMS)
    total = figure("investment_total", dossier)
    assert total.value == sum(line.amount.value for line in cost_lines(dossier))
    assert total.value != figure("investment_total", whole()).value == D("186.00")
    assert figure("investment_difference", dossier).value == abs(total.value - D("186.00"))


def test_rewards_are_reckoned_by_rate_and_persons_of_who_has_not_refused():
    dossier = whole(agreements=(), lines=(), estimate=ITEMS)
    persons = sum(h.population for h in dossier.households if h.willing is not False)
    lines = {line.name: line for line in cost_lines(dossier)}
    rate = dossier.rate("demolition_reward_per_person").value
    assert lines["旧房拆除奖补"].amount.value == persons * rate / 10000
    assert lines["旧房拆除奖补"].item is None
    assert CostCategory.REWARD in reckoned_categories(dossier)
    assert "demolition_reward_per_person" in {r.name for r in unconfirmed(dossier)}


def test_a_household_without_persons_leaves_the_sum_partial():
    total = figure("investment_total", replace(sample(), estimate=ITEMS))
    assert total.value is not None
    assert "未定" in total.missing


def test_a_row_without_amount_leaves_the_total_open():
    dossier = whole(estimate=(*ITEMS, EstimateItem("p", 3, CostCategory.OTHER, "监理费")))
    assert figure("investment_total", dossier).value is None
    assert "监理费" in figure("investment_total", dossier).missing


def test_of_an_empty_project_nothing_is_zero():
    for name in ("investment_total", "estimate_reclamation", "cost_per_mu", "funds_total", "funds_gap", "funds_loan"):
        assert figure(name, bare()).value is None, name


def test_sources_balance_against_the_estimate():
    dossier = whole(estimate=ITEMS)
    total = figure("investment_total", dossier).value
    even = replace(dossier, funds=(FundSource("p", 0, FundKind.BUDGET, "县财政", total * 10000),))
    assert figure("funds_gap", even).value == 0
    short = replace(dossier, funds=(FundSource("p", 0, FundKind.LOAN, "贷款", (total - 1) * 10000),))
    assert figure("funds_gap", short).value == -1
    assert figure("funds_loan", short).value == figure("funds_total", short).value


def test_expected_proceeds_follow_from_surplus_and_price_and_only_from_a_known_price():
    dossier = whole(funds=(FundSource("p", 0, FundKind.PROCEEDS, "节余指标流转"),))
    assert figure("funds_proceeds", dossier).value is None
    known = priced(dossier, guide_price=D(30))
    surplus = figure("surplus_construction", known)
    assert figure("funds_total", known).value == (surplus.value * 15).quantize(D("0.01")) * 30
    typed = replace(known, funds=(FundSource("p", 0, FundKind.PROCEEDS, "节余指标流转", D(1000000)),))
    assert figure("funds_total", typed).value == 100


def test_a_reward_typed_before_rates_were_known_is_found_once_they_are():
    from linkdesk.policy.measures import MEASURES
    typed = EstimateItem("p", 4, CostCategory.REWARD, "估列奖补", amount=D(10000))
    [found] = MEASURES["typed_beside_reckoned"](whole(estimate=(*ITEMS, typed)))
    assert found.subject_id == typed.id
    assert not MEASURES["typed_beside_reckoned"](whole(estimate=ITEMS))
