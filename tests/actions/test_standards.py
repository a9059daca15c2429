"""A county's standard stands in place of the pack's rate from the day it is entered, and on paper only once it is confirmed."""

from decimal import Decimal

import pytest

from linkdesk.actions import agreements, checks, standards
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.amounts import unconfirmed_rates
from linkdesk.domain.errors import KnownError
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import AgreementKind, Certainty

NAMES = ["kind", "basis", "item", "price", "unit", "clause"]
REWARD = ["旧房拆除协议", "按人口", "", "12,000", "", "第三条"]
PRICE = "demolition_reward_per_person"


@pytest.fixture
def county(sample):
    """A standard of its own with the reward of one agreement kind."""
    desk, project_id = sample
    desk.do(standards.add_standard(desk, project_id, "拆旧奖补标准", "岚政发〔2018〕6号"))
    [standard] = desk.store.load(CountyStandard)
    desk.do(standards.paste_rates(desk, standard, [REWARD], NAMES))
    return desk, project_id, standard


def rate(desk, project_id):
    return desk.dossier(project_id).rate(PRICE)


def confirmed(desk, standard):
    desk.do(standards.confirm_standard(desk, standard, "岚政发[2018]6号"))
    return desk.store.get(CountyStandard, standard.id)


def test_it_stands_in_place_of_the_packs_rate_and_is_unverified(county):
    desk, project_id, standard = county
    now = rate(desk, project_id)
    assert (now.value, now.certainty, now.clause, now.document) == (12000, Certainty.UNVERIFIED, "第三条", "《拆旧奖补标准》（岚政发〔2018〕6号）")
    [(row, of_pack)] = standards.overridden(desk, desk.dossier(project_id), standard)
    assert (row.unit, of_pack.value) == ("元/人", 10000)
    desk.undo()
    assert rate(desk, project_id).value == 10000


def test_confirming_names_who_when_and_needs_the_document(county):
    desk, project_id, standard = county
    with pytest.raises(KnownError, match="岚政发〔2018〕6号"):
        standards.confirm_standard(desk, standard, "岚政发〔2017〕1号")
    now = confirmed(desk, standard)
    assert (now.certainty, now.officer_name, now.confirmed_on) == (Certainty.CONFIRMED, "演示员", desk.clock().date())
    assert rate(desk, project_id).certainty is Certainty.CONFIRMED


def test_what_changes_after_it_was_confirmed_is_confirmed_anew(county):
    desk, _, standard = county
    confirmed(desk, standard)
    desk.do(standards.set_rate_field(desk, desk.store.load(StandardRate)[0], "price", "13000"))
    assert desk.store.get(CountyStandard, standard.id).certainty is Certainty.UNVERIFIED
    desk.undo()
    assert desk.store.get(CountyStandard, standard.id).certainty is Certainty.CONFIRMED
    desk.do(standards.set_standard_field(desk, desk.store.get(CountyStandard, standard.id), "from_on", "2018-01-01"))
    assert desk.store.get(CountyStandard, standard.id).certainty is Certainty.CONFIRMED


def test_drafts_follow_the_standard_and_name_it_while_unverified(county):
    desk, project_id, standard = county
    desk.do(agreements.draft(desk, project_id))
    dossier = desk.dossier(project_id)
    demolish = [a for a in dossier.agreements if a.kind is AgreementKind.DEMOLISH]
    assert {a.amount / a.persons for a in demolish} == {Decimal(12000)}
    assert [r.label for r in unconfirmed_rates(dossier, demolish[0])] == ["旧房拆除奖补标准"]
    confirmed(desk, standard)
    assert unconfirmed_rates(desk.dossier(project_id), demolish[0]) == ()
    assert agreements.outdated(desk.dossier(project_id)) == []


def test_drafts_are_outdated_when_a_rate_is_raised_and_made_anew_with_their_lines(county):
    desk, project_id, _ = county
    desk.do(agreements.draft(desk, project_id))
    count = desk.store.count(AgreementLine)
    desk.do(standards.set_rate_field(desk, desk.store.load(StandardRate)[0], "price", "13000.5"))
    assert len(agreements.outdated(desk.dossier(project_id))) == 164
    desk.do(agreements.draft(desk, project_id))
    made = desk.store.load(Agreement, kind=AgreementKind.DEMOLISH)
    assert {a.amount / a.persons for a in made} == {Decimal("13000.5")}
    assert desk.store.count(AgreementLine) == count == 328


def test_a_standard_out_of_its_period_sets_nothing(county):
    desk, project_id, standard = county
    desk.do(standards.set_standard_field(desk, standard, "from_on", "2018-07-03"))  # the desk's clock stands at 2 July
    assert rate(desk, project_id).value == 10000
    with pytest.raises(KnownError, match="早于"):
        standards.set_standard_field(desk, desk.store.get(CountyStandard, standard.id), "until_on", "2018-01-01")


def test_a_document_sets_each_rate_once(county):
    desk, _, standard = county
    with pytest.raises(KnownError, match="已有"):
        standards.paste_rates(desk, standard, [REWARD], NAMES)
    rows = [["旧房拆除协议", "按房屋结构", name, "320", "", ""] for name in ("砖木", "砖木结构")]
    with pytest.raises(KnownError, match="已有"):
        standards.paste_rates(desk, standard, rows, NAMES)
    with pytest.raises(KnownError, match="第 2 行"):
        standards.paste_rates(desk, standard, [rows[0], ["旧房拆除协议", "按房屋结构", "砖混", "多少", "", ""]], NAMES)
    desk.do(standards.paste_rates(desk, standard, rows[:1], NAMES))
    assert [r.unit for r in standards.rates(desk, standard)] == ["元/人", "元/㎡"]


def test_with_the_basis_goes_the_unit(county):
    desk, _, standard = county
    desk.do(standards.add_rate(desk, standard, kind=AgreementKind.RECLAIM, basis=StandardBasis.PER_PERSON, item="误工补助"))
    new = standards.rates(desk, standard)[-1]
    desk.do(standards.set_rate_field(desk, new, "basis", "按宅基地面积"))
    assert desk.store.get(StandardRate, new.id).unit == "元/㎡"


def test_the_packs_value_is_not_confirmed_while_a_standard_stands_in_its_place(county):
    desk, project_id, _ = county
    with pytest.raises(KnownError, match="县级标准"):
        checks.confirm(desk, rate(desk, project_id), "12000", "岚政发〔2018〕6号")


def test_a_standard_goes_with_its_rates_and_comes_back(county):
    desk, project_id, standard = county
    desk.do(standards.remove_standard(desk, standard))
    assert (desk.store.count(StandardRate), rate(desk, project_id).value) == (0, 10000)
    desk.undo()
    assert (desk.store.count(StandardRate), rate(desk, project_id).value) == (1, 12000)
