"""Values of packs by day, and the county's own in their place."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import AgreementKind, Certainty
from linkdesk.policy import values
from linkdesk.policy.pack import read_pack
from tests.policy.dossiers import DAY, shipped
from tests.policy.test_refusals import PACK

REWARD = "demolition_reward_per_person"


def rate(name, pack_id="A", on=DAY, *overrides):
    return next((r for r in values.resolve([shipped()[pack_id]], overrides, on) if r.name == name), None)


def own(value, name=REWARD, pack_id="A", **more):
    return PolicyOverride(pack_id=pack_id, name=name, value=value, document="岚政发〔2018〕7号", **more)


def test_shipped_rewards_are_not_verified():
    assert (rate(REWARD).value, rate("reclamation_reward_per_person").value) == (10000, 5000)
    assert {rate(REWARD).certainty, rate("reclamation_reward_per_person").certainty} == {Certainty.UNVERIFIED}
    assert rate(REWARD).clause == "A §三(四)"


def test_what_only_the_document_says_is_stated_and_nothing_else():
    stated = {(p.id, v.name) for p in shipped().values() for v in p.values if v.certainty is Certainty.STATED}
    assert stated == {("A", "planned_sale"), ("A", "revolving_unlimited"), ("B", "advance_share_max"), ("B", "consulted_departments")}


def test_dazhou_has_no_pair_and_no_rates_of_its_own():
    assert shipped()["B"].pair == ()
    assert (rate(REWARD, "B").value, rate(REWARD, "B").text) == (None, "")
    assert shipped()["A"].pair == (AgreementKind.DEMOLISH, AgreementKind.RECLAIM)


def test_a_confirmation_keeps_the_value_and_changes_its_certainty():
    confirmed = rate(REWARD, "A", DAY, own("10000", certainty=Certainty.CONFIRMED, clause="第五条"))
    assert (confirmed.value, confirmed.certainty) == (10000, Certainty.CONFIRMED)
    assert (confirmed.document, confirmed.clause) == ("岚政发〔2018〕7号", "第五条")


@pytest.mark.parametrize(("on", "expected"), [
    (date(2018, 6, 30), 10000), (date(2018, 7, 1), 12000), (date(2018, 12, 31), 12000), (date(2019, 1, 1), 15000),
    (date(2019, 12, 31), 15000), (date(2020, 1, 1), 10000),
])
def test_the_value_of_the_day_applies_first_and_last_day_included(on, expected):
    overrides = (own("15000", from_on=date(2019, 1, 1), until_on=date(2019, 12, 31)),
                 own("12000", from_on=date(2018, 7, 1), until_on=date(2018, 12, 31)))
    assert rate(REWARD, "A", on, *overrides).value == expected


def test_of_two_in_force_the_later_one_applies():
    first, later = own("11000", from_on=date(2018, 1, 1)), own("12000", from_on=date(2018, 6, 1))
    assert rate(REWARD, "A", DAY, later, first).value == 12000
    again = own("13000", from_on=date(2018, 6, 1), confirmed_on=date(2018, 6, 10))
    assert rate(REWARD, "A", DAY, again, later).value == 13000


def test_another_packs_value_is_left_alone():
    assert rate(REWARD, "B", DAY, own("9")).value is None


def test_shipped_values_have_dates_too():
    dated = PACK.replace("value = 30", "value = 30\nfrom = 2018-07-01\nuntil = 2018-12-31")
    pack = read_pack(dated, "t.toml")
    in_force = ["most" in {rate.name for rate in values.resolve([pack], (), day)} for day in
                (date(2018, 6, 30), date(2018, 7, 1), date(2018, 12, 31), date(2019, 1, 1))]
    assert in_force == [False, True, True, False]


def test_a_pair_and_a_basis_can_be_the_countys():
    overrides = (own("搬迁安置协议、旧房拆除协议", "agreement_pair", "B"), own("椭球面积", "area_basis", "B"))
    rates = values.resolve([shipped()["B"]], overrides, DAY)
    assert values.pair(rates) == ("搬迁安置协议", "旧房拆除协议")
    assert values.area_basis(rates) == "ellipsoid"
    assert values.area_basis(()) == "plane"


def test_an_entry_that_does_not_fit_leaves_the_value_open():
    assert rate(REWARD, "A", DAY, own("一万")).value is None
    assert rate("area_basis", "A", DAY, own("随便", "area_basis")).text == ""


@pytest.mark.parametrize(("name", "text", "expected"), [
    (REWARD, " 12,000 元/人 ", Decimal(12000)), (REWARD, "0", Decimal(0)),
    ("agreement_pair", "旧房拆除协议、宅基地复垦协议", "旧房拆除协议、宅基地复垦协议"), ("area_basis", "椭球面积", "椭球面积"),
])
def test_what_a_county_may_enter(name, text, expected):
    assert values.accept(values.pack_value(shipped()["A"], name, DAY), text) == expected


@pytest.mark.parametrize(("name", "text"), [
    (REWARD, "一万"), (REWARD, "1e30"), (REWARD, "333.333"), ("guide_price", "0.12345"),
    (REWARD, "-1"), (REWARD, "NaN"), (REWARD, "Infinity"), (REWARD, ""), ("agreement_pair", ""),
    ("agreement_pair", "旧房拆除协议、保证书"), ("area_basis", "plane"),
])
def test_what_a_county_may_not_enter(name, text):
    with pytest.raises(KnownError, match="“"):
        values.accept(values.pack_value(shipped()["A"], name, DAY), text)


def test_words_come_from_the_document_not_from_the_national_rules():
    packs = shipped()
    for pack_id, plan, relocation in (("A", "实施方案", "地质灾害治理搬迁"), ("B", "实施规划", "地质灾害避让搬迁")):
        words = dict(values.words([packs["LD"], packs["N138"], packs[pack_id]]))
        assert (words["implementation_plan"], words["geohazard_relocation"]) == (plan, relocation)
