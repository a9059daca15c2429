"""Both mechanisms at every tier edge against a reckoning in fractions, the exact chain, and amounts that were entered."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from linkdesk import shipped
from linkdesk.domain.design import FeeAmount
from linkdesk.domain.design_words import Terrain
from linkdesk.domain.fee_mechanisms import reckoned
from linkdesk.domain.fee_schedule import FeeBase, Mechanism
from linkdesk.domain.fees import other_fees, reckon, summed, unforeseen
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import Certainty

D = Decimal
SCHEDULES = {schedule.id: schedule for schedule in shipped.standards().schedules}
TIERED = [pytest.param(fee, id=f"{schedule.id}-{fee.name}") for schedule in SCHEDULES.values() for fee in schedule.fees if fee.tiers]
VECTOR = {  # 万元, reckoned by hand for works of 800 in the mountains
    "土地清查费": "4.0", "项目可行性研究费": "5.9", "项目勘测费": "13.2", "项目设计与预算编制费": "23.98", "项目招标费": "4.0",
    "重大工程规划编制费": "0", "工程监理费": "18.0", "拆迁补偿费": "0", "工程复核费": "5.45", "工程验收费": "10.90", "项目决算编制与审计费": "7.70",
    "整理后土地重估与登记费": "5.05", "基本农田补划与标记设定费": "0.85", "业主管理费": "24.37478", "不可预见费": "27.7021434"}


def by_fractions(fee, base):
    """The fee of a base by another way: corners of a line, or the sum of all strips below the base; None beyond what is known."""
    base = Fraction(base)
    points = [(Fraction(t.limit), Fraction(t.value.value)) for t in fee.tiers if t.limit is not None]
    last = Fraction(fee.tiers[-1].value.value) / 100 if fee.tiers[-1].limit is None else None
    if base > points[-1][0] and last is None:
        return None
    if fee.mechanism is Mechanism.PROGRESSIVE:
        edges = [Fraction(0), *(limit for limit, _ in points)]
        strips = [(min(base, high) - low) * rate / 100 for low, (high, rate) in zip(edges, points, strict=False) if base > low]
        return sum(strips) + (max(base - points[-1][0], 0) * last if last is not None else 0)
    if base > points[-1][0]:
        return base * last
    if base <= points[0][0]:
        return points[0][1]
    (a, fa), (b, fb) = next(pair for pair in pairwise(points) if base <= pair[1][0])
    return fa + (fb - fa) * (base - a) / (b - a)


def edges(fee):
    limits = [t.limit for t in fee.tiers if t.limit is not None]
    between = [(low + high) / 2 for low, high in zip([D(0), *limits], limits, strict=False)]
    return sorted({*(limit + step for limit in limits for step in (D("-0.01"), D(0), D("0.01"))), *between, limits[-1] * 2})


@pytest.mark.parametrize("terrain", [None, Terrain.PLAIN, Terrain.HILLS, Terrain.MOUNTAINS])
@pytest.mark.parametrize("fee", TIERED)
def test_each_tiered_fee_below_at_and_above_each_edge(fee, terrain):
    factor = next((Fraction(f.value) for t, f in fee.factors if t is terrain), Fraction(1))
    for base in edges(fee):
        made, wanted = reckoned(fee, base, terrain), by_fractions(fee, base)
        if wanted is None:
            assert made.exact is None
            assert "超过标准最高一档" in made.gap
            assert str(fee.tiers[-1].limit) in made.gap
        else:
            assert abs(Fraction(made.exact) - wanted * factor) < Fraction(1, 10**18), base
            assert made.tier
            assert made.formula
            assert not made.gap


@pytest.mark.parametrize("fee", TIERED)
def test_a_tiered_fee_is_continuous_and_never_falls(fee):
    step, before = D("0.0001"), None
    for limit in (t.limit for t in fee.tiers if t.limit is not None):
        at = reckoned(fee, limit, None).exact
        below, above = reckoned(fee, limit - step, None).exact, reckoned(fee, limit + step, None).exact
        assert 0 <= at - below < D("0.0001")
        assert above is None or 0 <= above - at < D("0.0001")
        assert before is None or at > before
        before = at


def test_the_terms_of_beyond():
    fees = SCHEDULES["fees_2011"]
    assert reckoned(fees.fee("design"), D(200000), None).exact == D(2214)             # 1.107 % of the whole
    assert reckoned(fees.fee("tender"), D(20000), None).exact == D(5 + 6 + 4 + 5 + 5)   # 0.05 % of what is beyond
    assert reckoned(fees.fee("supervision"), D(40000), None).exact == D(510)
    assert reckoned(fees.fee("supervision"), D("40000.01"), None).exact is None


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
def test_the_worked_example_comes_out_exactly(schedule):
    lines = reckon(schedule, FeeBase(D(800), D(0), Terrain.MOUNTAINS))
    assert {line.fee.label: line.exact for line in lines} == {label: D(exact) for label, exact in VECTOR.items()}
    assert 800 + sum(line.exact for line in lines) == D("951.1069234")
    assert summed(line.exact for line in other_fees(lines)) == D("123.40478")
    assert [line.exact for line in unforeseen(lines)] == [D("27.7021434")]
    assert summed(line.exact for line in lines if line.fee.group == "前期工作费") == D("51.08")
    assert summed(line.exact for line in lines if line.fee.group == "竣工验收费") == D("29.95")
    assert [line.base for line in lines if line.fee.name == "management"] == [D("899.03")]
    assert all(line.amount == rounded(line.exact, 2) for line in lines)


def test_every_fee_shows_base_rate_formula_and_source():
    for line in reckon(SCHEDULES["fees_2017"], FeeBase(D(800), D(50), Terrain.MOUNTAINS)):
        assert line.tier
        assert line.formula
        assert "财综〔2011〕128号" in line.source
        if line.fee.mechanism is not Mechanism.ACTUAL:
            assert line.base >= 800
    sure = {line.fee.name for line in reckon(SCHEDULES["fees_2011"], FeeBase(D(800))) if line.exact and not line.unconfirmed}
    assert sure == {"survey", "design"}


def test_equipment_counts_where_the_schedule_says_so():
    plain, more = (reckon(SCHEDULES["fees_2011"], FeeBase(D(800), D(equipment), Terrain.PLAIN)) for equipment in (0, 100))
    same = {a.fee.name for a, b in zip(plain, more, strict=True) if a.exact == b.exact}
    assert same == {"land_inventory", "survey", "major_planning", "demolition_compensation"}


def test_an_unknown_fee_leaves_those_upon_it_unknown_until_it_is_entered():
    base = FeeBase(D(20000), D(0), Terrain.PLAIN)
    lines = {line.fee.name: line for line in reckon(SCHEDULES["fees_2011"], base)}
    assert lines["feasibility"].exact is lines["management"].exact is lines["unforeseen"].exact is None
    assert lines["management"].base is None
    assert lines["supervision"].exact == 283
    entered = (FeeAmount("p", "feasibility", D(460000), "合同 3 号"),)
    lines = {line.fee.name: line for line in reckon(SCHEDULES["fees_2011"], base, entered)}
    assert lines["feasibility"].exact == 46
    assert lines["feasibility"].source == "合同 3 号"
    assert lines["management"].exact is not None


def test_entered_amounts_stand_in_place_and_more_than_allowed_is_doubtful():
    base = FeeBase(D(800), D(0), Terrain.MOUNTAINS)
    entered = (FeeAmount("p", "survey", D(100000), "合同"), FeeAmount("p", "拆迁补偿费", D(25000)), FeeAmount("p", "tender", D(50000), "合同"))
    lines = {line.fee.name: line for line in reckon(SCHEDULES["fees_2011"], base, entered)}
    assert (lines["survey"].exact, lines["survey"].doubt) == (10, "")
    assert lines["demolition_compensation"].exact == D("2.5")
    assert lines["demolition_compensation"].unconfirmed
    assert "高于按标准计算的 4" in lines["tender"].doubt
    assert lines["management"].base == D("899.03") - D("3.2") + D("2.5") + 1
    assert reckon(SCHEDULES["fees_2011"], base, (FeeAmount("p", "survey", None),)) == reckon(SCHEDULES["fees_2011"], base)


def test_without_terrain_no_factor_and_a_word_about_it():
    lines = {line.fee.name: line for line in reckon(SCHEDULES["fees_2011"], FeeBase(D(800)))}
    assert lines["survey"].exact == 12
    assert "没有填写地形" in lines["survey"].doubt
    assert not lines["tender"].doubt


def test_a_rate_nobody_stated_is_a_gap():
    schedule = SCHEDULES["fees_2011"]
    fees = tuple(replace(fee, rate=replace(fee.rate, value=None)) if fee.name == "survey" else fee for fee in schedule.fees)
    lines = {line.fee.name: line for line in reckon(replace(schedule, fees=fees), FeeBase(D(800)))}
    assert lines["survey"].exact is None
    assert "项目勘测费" in lines["survey"].gap


@pytest.mark.parametrize("fee", TIERED)
def test_the_expression_for_a_sheet_gives_the_same_at_every_edge(fee):
    for base in edges(fee):
        made = reckoned(fee, base, Terrain.MOUNTAINS)
        if made.exact is None:
            continue
        code = re.sub(r"\d+(?:\.\d+)?", lambda n: f"F('{n[0]}')", made.excel.replace("NA()", "0").replace("{base}", "B"))
        code = code.replace("IF(", "IF_(")
        value = eval(code, {"F": Fraction, "B": Fraction(base), "MIN": min, "MAX": max, "IF_": lambda when, yes, no: yes if when else no})
        assert abs(value - Fraction(made.exact)) < Fraction(1, 10**18)


def test_certainties_of_lines():
    lines = {line.fee.name: line for line in reckon(SCHEDULES["fees_2011"], FeeBase(D(800), terrain=Terrain.MOUNTAINS))}
    assert lines["design"].certainty is Certainty.CONFIRMED
    assert lines["supervision"].certainty is Certainty.UNVERIFIED
