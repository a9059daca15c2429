"""Amounts that follow from what stands beside them: the document of a signed rate, sums paid before, heirs, standards that overlap."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, checks, finalising, payments, progress, standards
from linkdesk.actions.ledger_rows import papers
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import AgreementEventKind, StandardBasis
from linkdesk.domain.bank_result import BankResult
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.lists import LedgerRow
from linkdesk.domain.recording import Entry
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementKind, AgreementState, Certainty
from tests.actions import desks
from tests.actions.printed_pairs import TERMS, printed_pairs
from tests.actions.signed_pairs import DEMOLISH, enter, happened, pairs
from tests.actions.test_agreements import RATES, typed

RECLAIM = AgreementKind.RECLAIM


def standard(number, price, **more):
    """A confirmed standard of a county with the reward of the demolition."""
    made = CountyStandard(title="奖补标准", number=number, certainty=Certainty.CONFIRMED, id=number, **more)
    return made, StandardRate(standard_id=number, kind=DEMOLISH, basis=StandardBasis.PER_PERSON, price=Decimal(price), clause="第三条")


@pytest.fixture
def county(sample):
    desk, project_id = sample
    return desk, project_id, desk.dossier(project_id).project.responsible_id


def reward(desk, project_id):
    return desk.dossier(project_id).rate("demolition_reward_per_person").value


def test_of_two_standards_in_force_the_one_issued_last_sets_the_rate(county):
    desk, project_id, authority = county
    new_year = date(2018, 1, 1)
    for number, price, issued in (("1号", 11000, date(2017, 12, 1)), ("2号", 12000, date(2018, 5, 1)), ("3号", 13000, date(2017, 11, 1))):
        desk.do(Change("标准", after=standard(number, price, authority_id=authority, from_on=new_year, issued_on=issued)))
    assert reward(desk, project_id) == 12000


def test_a_standard_sets_nothing_before_it_was_issued(county):
    desk, project_id, authority = county
    desk.do(Change("标准", after=standard("1号", 11000, authority_id=authority, issued_on=date(2018, 7, 3))))
    assert reward(desk, project_id) == 10000


def test_a_draft_whose_standard_ended_is_not_signed_on_a_pack_rate_that_nobody_confirmed(county):
    """The county's rate and the pack's are the same figure: the amount does not change, what it stands on does."""
    desk, project_id, authority = county
    one = agreements.eligible(desk.dossier(project_id))[0][0].id
    made, rate = standard("1号", 10000, authority_id=authority)
    desk.do(Change("标准", after=(made, rate)))
    for name in RATES:
        if not desk.dossier(project_id).rate(name).standard_id:
            desk.do(checks.confirm(desk, desk.dossier(project_id).rate(name), typed(desk.dossier(project_id).rate(name)), "岚政办发〔2018〕9号"))
    desk.do(agreements.draft(desk, project_id, [one]))
    desk.do(finalising.set_terms(desk, project_id, *TERMS))
    desk.do(standards.remove_standard(desk, made))
    why = finalising.ready(desk.dossier(project_id), [one])[1]
    assert any("旧房拆除奖补标准”待核实" in "".join(said) for said in why.values()), why


def test_a_printed_agreement_keeps_the_document_that_stands_on_its_paper(county):
    desk, project_id, _ = county
    one = agreements.eligible(desk.dossier(project_id))[0][0].id
    desk.do(agreements.draft(desk, project_id, [one]))
    desk.do(finalising.set_terms(desk, project_id, *TERMS))
    for name in RATES:
        desk.do(checks.confirm(desk, desk.dossier(project_id).rate(name), typed(desk.dossier(project_id).rate(name)), "岚政办发〔2018〕9号"))
    desk.do(finalising.finalise(desk, project_id, subjects=[one]))
    printed = desk.store.load(Agreement, household_id=one, state=AgreementState.PRINTED)
    assert len(printed) == 2
    assert {line.document for line in desk.store.load(AgreementLine, agreement_id=[a.id for a in printed])} == {"岚政办发〔2018〕9号"}


def test_a_sum_paid_before_is_put_down_to_both_agreements_as_far_as_each_pays():
    row = LedgerRow(number="1", paid=Decimal(45000), demolish_amount=Decimal(30000), reclaim_amount=Decimal(15000))
    assert [p.paid for p in papers(row, (DEMOLISH, RECLAIM))] == [30000, 15000]
    assert [p.paid for p in papers(replace(row, paid=Decimal(50000)), (DEMOLISH, RECLAIM))] == [35000, 15000]
    assert [p.paid for p in papers(replace(row, paid=Decimal(10000)), (DEMOLISH, RECLAIM))] == [10000, None]
    assert [p.paid for p in papers(replace(row, demolish_amount=None), (DEMOLISH, RECLAIM))] == [45000, None]


def test_a_dead_heads_account_is_not_paid_when_the_heir_is_known(sample):
    desk, project_id = sample
    households, made = pairs(desk, project_id, 1)
    enter(desk, happened(made[0], AgreementEventKind.HEAD_DIED))
    enter(desk, happened(made[0], AgreementEventKind.HEIR_CONFIRMED, person="张继承", basis="公证书"))
    [candidate] = payments.all_candidates(desk.dossier(project_id), DEMOLISH)
    assert "继承人是张继承" in candidate.why
    with pytest.raises(KnownError, match="继承人"):
        payments.make_batch(desk, project_id, DEMOLISH, [made[0].id])
    mine = desk.store.get(Household, households[0].id)
    desk.do(Change("改", before=(mine,), after=(replace(mine, account_holder="张继承", account_basis="继承公证书"),)))
    [candidate] = payments.all_candidates(desk.dossier(project_id), DEMOLISH)
    assert (candidate.why, candidate.account.holder) == ("", "张继承")


@pytest.mark.parametrize(("outcome", "failure", "done"), [
    ("成功", "", True), ("成功", "交易成功", True), ("成功", "无", True), ("成功", "账号户名不符", None), ("是", "户名不符", None),
    ("是", "", True), ("交易失败", "成功", False), ("部分成功", "", None), ("处理中", "", None), ("", "账户已销户", None)])
def test_a_bank_that_contradicts_itself_has_not_said_it_paid(outcome, failure, done):
    assert BankResult(outcome=outcome, failure=failure).done is done


def test_the_rate_of_an_agreement_is_the_one_its_amount_was_reckoned_with(county):
    desk, project_id, authority = county
    one = agreements.eligible(desk.dossier(project_id))[0][0]
    made, rate = standard("1号", 8000, authority_id=authority)
    special = replace(rate, item=str(one.relocation_type), id="special")
    by_household = replace(rate, basis=StandardBasis.PER_HOUSEHOLD, unit="元/户", kind=RECLAIM, id="by-household")
    desk.do(Change("标准", after=(made, special, by_household)))
    desk.do(agreements.draft(desk, project_id, [one.id]))
    drafted = {a.kind: a for a in desk.store.load(Agreement, household_id=one.id)}
    assert (drafted[DEMOLISH].rate, drafted[DEMOLISH].amount) == (8000, 8000 * one.population)
    assert (drafted[RECLAIM].rate, drafted[RECLAIM].amount) == (None, 8000)
    assert agreements.outdated(desk.dossier(project_id)) == []


def test_who_signed_before_a_standard_began_signed_what_was_in_force(county):
    desk, project_id, authority = county
    [one] = printed_pairs(desk, project_id, 1)
    desk.do(Change("标准", after=standard("1号", 12000, authority_id=authority, from_on=date(2018, 7, 5))))
    desk.clock = lambda: desks.NOON.replace(day=9)
    signed = [Entry(kind, date(2018, 7, 4)) for kind in SIGNATURES]
    late = [replace(entry, happened_on=date(2018, 7, 5)) for entry in signed]
    assert "由10,000.00变为12,000.00" in progress.refusals(desk.dossier(project_id), [one], late)[one]
    desk.do(progress.record(desk, project_id, [one], signed))
    assert desk.dossier(project_id).progress[one].trace.dual_signed
