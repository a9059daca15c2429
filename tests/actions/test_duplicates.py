"""One person and one homestead have one pair of agreements, across projects and years; who comes second is told why."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import agreements
from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementState


@pytest.fixture
def two(sample):
    desk, project_id = sample
    first, second = agreements.eligible(desk.dossier(project_id))[0][:2]
    return desk, project_id, first, second


def left_out(desk, project_id):
    return {out.household.id: out.why for out in agreements.eligible(desk.dossier(project_id))[1]}


def change(desk, entity, **values):
    desk.do(Change("修改", before=(entity,), after=(replace(entity, **values),)))


def moved(desk, project_id, household):
    """Another project, older than ours, in which a household has its agreements."""
    desk.do(agreements.draft(desk, project_id, [household.id]))
    project = replace(desk.store.get(Project, project_id), name="早年项目区", id="older")
    made = desk.store.load(Agreement, household_id=household.id)
    desk.do(Change("另立项目", after=(project,)))
    desk.do(Change("划入", before=(household, *made), after=(replace(household, project_id="older"),
                                                         *(replace(a, project_id="older") for a in made))))
    return made


def test_of_two_households_with_one_homestead_the_first_is_drafted(two):
    desk, project_id, first, second = two
    change(desk, first, certificate_number="岚集用（2009）第12号")
    change(desk, second, certificate_number="岚集用(2009)第12号 ")
    assert left_out(desk, project_id)[second.id] == "宅基地权属证号已在另一户的协议中"
    assert first.id not in left_out(desk, project_id)


def test_who_has_agreements_goes_before_who_stands_first(two):
    desk, project_id, first, second = two
    desk.do(agreements.draft(desk, project_id, [second.id]))
    change(desk, first, certificate_number="12")
    change(desk, second, certificate_number="12")
    assert first.id in left_out(desk, project_id)
    assert second.id not in left_out(desk, project_id)


def test_a_member_counts_in_one_household(two):
    desk, project_id, first, second = two
    desk.do(Change("添加成员", after=(Member(household_id=second.id, position=9, name="甲", id_number=first.id_number),)))
    assert left_out(desk, project_id)[second.id] == "身份证号已在另一户的协议中"


def test_agreements_of_another_project_are_seen_and_named(two):
    desk, project_id, first, second = two
    made = moved(desk, project_id, first)
    change(desk, desk.store.get(Household, second.id), id_number=first.id_number)
    assert left_out(desk, project_id)[second.id] == "身份证号已在项目“早年项目区”的协议中"
    change(desk, desk.store.get(Agreement, made[0].id), state=AgreementState.VOID, void_reason="重签")
    change(desk, desk.store.get(Agreement, made[1].id), state=AgreementState.VOID, void_reason="重签")
    assert second.id not in left_out(desk, project_id)


def test_a_household_moved_here_keeps_its_agreements_there(two):
    desk, project_id, first, _ = two
    moved(desk, project_id, first)
    change(desk, desk.store.get(Household, first.id), project_id=project_id)
    assert left_out(desk, project_id)[first.id] == "本户已在项目“早年项目区”的协议中"
    with pytest.raises(KnownError, match="没有需要"):
        agreements.draft(desk, project_id, [first.id])


def test_an_agreement_that_was_withdrawn_frees_person_and_homestead(two):
    desk, project_id, first, second = two
    made = moved(desk, project_id, first)
    change(desk, desk.store.get(Household, second.id), id_number=first.id_number)
    desk.do(Change("撤回", after=tuple(AgreementEvent(
        project_id="older", household_id=first.id, agreement_id=a.id, kind=AgreementEventKind.WITHDRAWN, happened_on=date(2018, 6, 1))
        for a in made)))
    assert second.id not in left_out(desk, project_id)


def test_no_amount_is_added_to_an_agreement_that_is_printed(two):
    desk, project_id, first, _ = two
    desk.do(agreements.draft(desk, project_id, [first.id]))
    one = desk.store.load(Agreement)[0]
    change(desk, one, state=AgreementState.PRINTED, number="1")
    with pytest.raises(KnownError, match="已定稿"):
        desk.do(Change("加一项", after=(AgreementLine(agreement_id=one.id, label="另加"),)))
