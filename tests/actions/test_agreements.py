"""The pair is made for who may have it; the rest is named with a reason; a confirmed rate ends the draft."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, checks, households, printing
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Judgement, PolicyOverride, Project
from linkdesk.domain.words import AgreementState, Certainty, ChangeKind

RATES = ("agreement_pair", "demolition_reward_per_person", "reclamation_reward_per_person")


def typed(rate):
    """The value of a rate as an officer types it."""
    return rate.text if rate.value is None else str(rate.value)


@pytest.fixture
def drafted(sample):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    return desk, project_id


def test_willing_households_that_are_not_held_get_the_pair(drafted):
    desk, project_id = drafted
    dossier = desk.dossier(project_id)
    wanted = {h.id for h in dossier.households if h.willing and h.id not in dossier.held}
    assert {a.household_id for a in dossier.agreements} == wanted
    assert len(dossier.agreements) == 2 * len(wanted) == 328
    assert {a.kind for a in dossier.agreements} == {"旧房拆除协议", "宅基地复垦协议"}
    assert len({a.token for a in dossier.agreements}) == 328
    able, out = agreements.eligible(dossier)
    assert len(able) + len(out) == 186
    assert all(left.why for left in out)


def test_amounts_are_persons_times_rate(drafted):
    desk, project_id = drafted
    dossier = desk.dossier(project_id)
    persons = {h.id: h.population for h in dossier.households}
    for agreement in dossier.agreements:
        rate = {"旧房拆除协议": 10000, "宅基地复垦协议": 5000}[agreement.kind]
        assert agreement.amount == Decimal(persons[agreement.household_id] * rate)


def test_agreements_outside_a_pair_named_anew_are_printed_behind_it(drafted):
    desk, project_id = drafted
    rate = desk.dossier(project_id).rate("agreement_pair")
    desk.do(checks.confirm(desk, rate, "搬迁安置协议、宅基地复垦协议", "岚政办发〔2018〕9号"))
    titles = [d.title for d in printing.documents(desk, project_id, "agreements")]
    assert titles[:2] == ["宅基地复垦协议", "旧房拆除协议"]
    assert len(titles) == 328


def test_what_is_made_is_not_made_again(drafted):
    desk, project_id = drafted
    with pytest.raises(KnownError, match="没有需要"):
        agreements.draft(desk, project_id)
    assert agreements.missing(desk, project_id) == []


def test_a_pack_that_names_no_pair_asks_for_it(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改政策依据", before=(project,), after=(replace(project, packs=("B",)),)))
    with pytest.raises(KnownError, match="双签"):
        agreements.draft(desk, project_id)


def test_confirming_pair_and_rates_ends_the_draft(drafted):
    desk, project_id = drafted
    drafts = printing.documents(desk, project_id, "agreements")
    assert {d.mark for d in drafts} == {"草稿"}
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        assert rate.certainty is Certainty.UNVERIFIED
        desk.do(checks.confirm(desk, rate, typed(rate), "岚政办发〔2018〕9号"))
        now = desk.dossier(project_id).rate(name)
        assert (now.certainty, now.document) == (Certainty.CONFIRMED, "岚政办发〔2018〕9号")
    said = desk.store.history(1)[0]
    assert (said.kind, said.officer) == (ChangeKind.CONFIRM, "演示员")


@pytest.mark.parametrize(("value", "document"), [("很多", "岚政办发〔2018〕9号"), ("-5", "岚政办发〔2018〕9号"), ("10000", " ")])
def test_a_rate_is_not_confirmed_with_nonsense(sample, value, document):
    desk, project_id = sample
    with pytest.raises(KnownError):
        checks.confirm(desk, desk.dossier(project_id).rate(RATES[1]), value, document)
    assert desk.store.count(PolicyOverride) == 0


def test_a_judgement_keeps_who_when_and_on_what(sample):
    desk, project_id = sample
    row = next(r for r in desk.packs["A"].rows if r.status == "by a person")
    with pytest.raises(KnownError, match="依据"):
        checks.judge(desk, project_id, "A", row.id, True, "")
    desk.do(checks.judge(desk, project_id, "A", row.id, True, "现场核查记录第3号"))
    desk.do(checks.judge(desk, project_id, "A", row.id, False, "现场核查记录第4号"))
    [judged] = desk.store.load(Judgement)
    assert (judged.satisfied, judged.officer_name, judged.basis) == (False, "演示员", "现场核查记录第4号")
    assert any(f.clause.startswith("A §") and "不符合" in f.measured + f.message for f in desk.findings(project_id))


def test_a_void_agreement_makes_room_for_a_new_one(drafted):
    desk, project_id = drafted
    one = desk.store.load(Agreement)[0]
    desk.do(Change("作废协议", before=(one,), after=(replace(one, state=AgreementState.VOID),)))
    assert [k for _, k in agreements.missing(desk, project_id)] == [one.kind]


def test_a_draft_follows_household_and_rate_when_it_is_made_anew(drafted):
    desk, project_id = drafted
    household = agreements.eligible(desk.dossier(project_id))[0][0]
    desk.do(households.correct(desk, household, "population", str(household.population + 1)))
    desk.do(checks.confirm(desk, desk.dossier(project_id).rate("demolition_reward_per_person"), "8000", "岚政办发〔2018〕9号"))
    old = {was.id: now for was, now in agreements.outdated(desk.dossier(project_id))}
    tokens = {a.id: a.token for a in desk.store.load(Agreement)}
    desk.do(agreements.draft(desk, project_id))
    made = {a.id: a for a in desk.store.load(Agreement)}
    assert {id_: a.token for id_, a in made.items()} == tokens, "a draft made anew is the same paper"
    mine = {a.kind: a for a in made.values() if a.household_id == household.id}
    assert mine["旧房拆除协议"].amount == 8000 * (household.population + 1)
    assert mine["宅基地复垦协议"].amount == 5000 * (household.population + 1)
    assert {id_: made[id_] for id_ in old} == old
    assert agreements.outdated(desk.dossier(project_id)) == []


def test_agreements_are_made_void_with_a_reason_only(drafted):
    desk, project_id = drafted
    pair = desk.store.load(Agreement)[:2]
    with pytest.raises(KnownError, match="原因"):
        agreements.void(desk, pair, " ")
    desk.do(agreements.void(desk, pair, "户主变更"))
    now = [desk.store.get(Agreement, a.id) for a in pair]
    assert {(a.state, a.void_reason) for a in now} == {(AgreementState.VOID, "户主变更")}
    with pytest.raises(KnownError, match="没有可以作废"):
        agreements.void(desk, now, "再来一次")
    assert len(agreements.missing(desk, project_id)) == 2
