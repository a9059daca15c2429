"""Households change after the survey: every change keeps its event, counts right, is told of agreements, and can be undone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, household_changes, household_parts
from linkdesk.actions.household_changes import Account, Occasion
from linkdesk.actions.household_parts import DIVIDED, Share
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AgreementKind, AgreementState, HouseholdEventKind, LeftOutReason, Sex

DAY = Occasion(date(2018, 6, 30), "户口簿")
KINDS = HouseholdEventKind
EVERYTHING = Household, Member, House, HouseholdEvent, Problem, Agreement


def number(born, order):
    first17 = f"141127{born}{order:03d}"
    return first17 + check_digit(first17)


def family_of(desk, listed=3):
    """A household whose members are known, entered by hand."""
    household = Household(project_id=desk.store.load(Household, limit=1)[0].project_id, village="上沟村", group="二组",
                          head_name="王有田", id_number=number("19600101", 11), population=4, bank_name="农信社",
                          bank_account="6222020511001234562", phone="13800000000", homestead_area=Decimal("200.00"),
                          house_area=Decimal("90.00"), rooms=3, willing=True, as_typed=(("homestead_area", "0.3亩"),))
    names = (("王有田", "户主", household.id_number), ("李秀英", "妻", number("19620202", 22)), ("王小军", "长子", None))
    members = tuple(Member(household_id=household.id, position=at, name=n, relation=r, id_number=i)
                    for at, (n, r, i) in enumerate(names[:listed]))
    desk.do(Change("手工录入", after=(household, *members)))
    return household, members


def everything(desk):
    return {kind: sorted(desk.store.load(kind), key=lambda e: e.id) for kind in EVERYTHING}


@pytest.fixture
def undone(sample):
    """Do a change, hand back how the household stands, and at the end see that one undo restores everything."""
    desk, _ = sample
    done = []

    def doing(change):
        done.append(everything(desk))
        desk.do(change)
        return [desk.store.get(type(e), e.id) for e in change.before if isinstance(e, Household)]
    yield doing
    for before in reversed(done):
        desk.undo()
        assert everything(desk) == before


def events_of(desk, household):
    return desk.store.load(HouseholdEvent, household_id=household.id)


def test_a_child_is_born(sample, undone):
    desk, _ = sample
    household, _ = family_of(desk)
    child = Member(name="王晨", relation="孙子")
    after, = undone(household_changes.join(desk, household, KINDS.BORN, (child,), DAY))
    assert after.population == 5
    assert [m.name for m in household_changes.family(desk, after)] == ["王有田", "李秀英", "王小军", "王晨"]
    event, = events_of(desk, after)
    assert (event.kind, event.happened_on, event.person, event.population_before, event.population_after, event.basis) == (
        KINDS.BORN, DAY.on, "王晨", 4, 5, "户口簿")


def test_who_lives_in_another_household_cannot_join(sample):
    desk, project_id = sample
    household, _ = family_of(desk)
    known = desk.dossier(project_id).households[0]
    with pytest.raises(KnownError, match="已登记在"):
        household_changes.join(desk, household, KINDS.MARRIED_IN, (Member(name="某", id_number=known.id_number),), DAY)
    with pytest.raises(KnownError, match="依据"):
        household_changes.join(desk, household, KINDS.BORN, (Member(name="某"),), Occasion(DAY.on, " "))
    with pytest.raises(KnownError, match="今天以后"):
        household_changes.join(desk, household, KINDS.BORN, (Member(name="某"),), Occasion(date(2018, 7, 3), "户口簿"))


def test_who_left_may_join_another_household(sample, undone):
    desk, project_id = sample
    household, members = family_of(desk)
    undone(household_changes.leave(desk, household, KINDS.MARRIED_OUT, (members[1],), DAY))
    other = next(h for h in desk.dossier(project_id).households if h.id != household.id)
    joined = Member(name="李秀英", id_number=members[1].id_number)
    undone(household_changes.join(desk, other, KINDS.MARRIED_IN, (joined,), DAY))


def test_a_member_dies_and_stays_on_record(sample, undone):
    desk, _ = sample
    household, members = family_of(desk)
    after, = undone(household_changes.leave(desk, household, KINDS.DIED, (members[1],), DAY))
    gone = desk.store.get(Member, members[1].id)
    assert (after.population, after.head_name) == (3, "王有田")
    assert (gone.left_on, gone.left_why, gone.present) == (DAY.on, KINDS.DIED, False)


def test_when_the_head_dies_another_is_named_in_the_same_step(sample, undone):
    desk, _ = sample
    household, members = family_of(desk)
    with pytest.raises(KnownError, match="新户主"):
        household_changes.leave(desk, household, KINDS.DIED, members[:1], DAY)
    account = Account("农业银行", "6228480402564890018", "李秀英", None)
    after, = undone(household_changes.leave(desk, household, KINDS.DIED, members[:1], DAY, members[1], account))
    assert (after.head_name, after.id_number, after.sex, after.population) == ("李秀英", members[1].id_number, Sex.FEMALE, 3)
    assert (after.bank_name, after.account_holder, after.phone) == ("农业银行", "李秀英", None)
    assert [(m.name, m.relation) for m in household_changes.family(desk, after)] == [("李秀英", "户主"), ("王小军", "原户主之长子")]
    assert {e.kind for e in events_of(desk, after)} == {KINDS.DIED, KINDS.NEW_HEAD}


def test_a_head_without_a_number_holds_the_household(sample, undone):
    desk, _ = sample
    household, members = family_of(desk)
    after, = undone(household_changes.new_head(desk, household, members[2], DAY))
    assert (after.head_name, after.id_number) == ("王小军", None)
    assert after.bank_account == household.bank_account
    assert after.id in desk.dossier(after.project_id).held
    assert desk.store.get(Member, members[0].id).relation == "原户主"


def test_a_head_who_was_not_listed_dies(sample, undone):
    desk, _ = sample
    household, _ = family_of(desk, listed=0)
    head, = household_changes.family(desk, household)
    widow = Member(name="李秀英", id_number=number("19620202", 22))
    after, = undone(household_changes.leave(desk, household, KINDS.DIED, (head,), DAY, widow, Account()))
    assert (after.head_name, after.population) == ("李秀英", 3)
    assert {(m.name, m.left_why) for m in desk.store.load(Member, household_id=after.id)} == {
        ("王有田", KINDS.DIED), ("李秀英", None)}


def test_a_whole_household_does_not_leave_person_by_person(sample):
    desk, _ = sample
    household, _ = family_of(desk, listed=1)
    lone = replace(household, population=1)
    desk.do(Change("改人口", before=(household,), after=(lone,)))
    with pytest.raises(KnownError, match="摸底覆盖"):
        household_changes.leave(desk, lone, KINDS.MOVED_OUT, household_changes.family(desk, lone), DAY)


def test_splitting_keeps_every_person_and_every_square_metre(sample, undone):
    desk, _ = sample
    household, members = family_of(desk)
    share = Share({"homestead_area": Decimal("80.00"), "house_area": Decimal(0), "rooms": 1})
    old, = undone(household_parts.split(desk, household, members[2:], members[2], share, DAY))
    new, = [h for h in desk.store.load(Household, head_name="王小军") if h.project_id == household.project_id]
    for name in DIVIDED:
        parts = [getattr(h, name) for h in (old, new)]
        assert getattr(household, name) == (None if parts == [None, None] else sum(parts))
    assert (old.population, new.population, new.village, new.group) == (3, 1, "上沟村", "二组")
    assert new.willing is None
    assert old.as_typed == ()
    assert [m.relation for m in household_changes.family(desk, new)] == ["户主"]
    assert new.id in desk.dossier(new.project_id).held  # the son's number is not known
    assert [e.other_id for h in (old, new) for e in events_of(desk, h)] == [new.id, old.id]


def test_a_split_gives_neither_more_nor_an_unknown_part(sample):
    desk, _ = sample
    household, members = family_of(desk)
    for share, why in ((Share({"homestead_area": Decimal(300), "house_area": Decimal(0), "rooms": 0}), "之间"),
                       (Share({"homestead_area": Decimal(50)}), "请填写")):
        with pytest.raises(KnownError, match=why):
            household_parts.split(desk, household, members[2:], members[2], share, DAY)
    with pytest.raises(KnownError, match="户主变更"):
        household_parts.split(desk, household, members[:1], members[0], Share(), DAY)


def test_whole_houses_go_with_a_split(sample, undone):
    desk, _ = sample
    household, members = family_of(desk)
    houses = (House(household_id=household.id, homestead_area=Decimal(120), rooms=2),
              House(household_id=household.id, position=1, homestead_area=Decimal(80), rooms=1, certificate_number="岚集用1号"))
    desk.do(Change("两处房屋", after=houses))
    old, = undone(household_parts.split(desk, household, members[1:2], members[1], Share(houses=frozenset([houses[1].id])), DAY))
    new, = desk.store.load(Household, head_name="李秀英", population=1)
    assert (old.homestead_area, new.homestead_area, old.rooms, new.rooms) == (120, 80, 2, 1)
    assert desk.store.get(House, houses[1].id).household_id == new.id


@pytest.mark.parametrize("with_land", [True, False])
def test_merging_leaves_the_other_household_on_record(sample, undone, with_land):
    desk, project_id = sample
    dossier = desk.dossier(project_id)
    other = next(h for h in dossier.households if h.population and h.homestead_area)
    household, _ = family_of(desk)
    land = other.homestead_area
    after, left = undone(household_parts.merge(desk, household, other, with_land, DAY))
    assert after.population == household.population + other.population
    assert (left.left_out, left.left_out_evidence, left.population) == (LeftOutReason.MERGED, "户口簿", 0)
    assert after.homestead_area == (household.homestead_area + land if with_land else household.homestead_area)
    assert left.homestead_area == (None if with_land else land)
    assert len(desk.store.load(House, household_id=after.id)) == (2 if with_land else 0)
    assert left.id not in {h.id for h in desk.dossier(project_id).households}
    assert left.id not in desk.dossier(project_id).held


def signed(desk, household, state):
    desk.do(Change("测试协议", after=(Agreement(project_id=household.project_id, household_id=household.id, number="旧-1",
                                              kind=AgreementKind.DEMOLISH, state=state, persons=4),)))


@pytest.mark.parametrize("state", [AgreementState.PRINTED, AgreementState.TAKEN_OVER])
def test_what_is_on_paper_stays_and_nobody_is_counted_twice(sample, state):
    desk, project_id = sample
    household, members = family_of(desk)
    assert household_changes.told(desk, household) == ""
    signed(desk, household, state)
    assert "旧-1" in household_changes.told(desk, household)
    with pytest.raises(KnownError, match="作废"):
        household_parts.split(desk, household, members[2:], members[2], Share(), DAY)
    other = desk.dossier(project_id).households[0]
    with pytest.raises(KnownError, match="作废"):
        household_parts.merge(desk, other, household, True, DAY)
    desk.do(household_changes.leave(desk, household, KINDS.DIED, members[1:2], DAY))
    assert desk.store.load(Agreement, number="旧-1")[0].persons == 4


def test_drafts_of_a_merged_household_go(sample, undone):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    drafts = desk.store.load(Agreement, project_id=project_id)
    other = desk.store.get(Household, drafts[0].household_id)
    household, _ = family_of(desk)
    undone(household_parts.merge(desk, household, other, False, DAY))
    assert not desk.store.load(Agreement, household_id=other.id)


def test_people_whom_the_survey_did_not_list_leave_and_split_off_by_name(sample, undone):
    desk, _ = sample
    household, _ = family_of(desk, listed=0)
    after, = undone(household_changes.leave(desk, household, KINDS.MARRIED_OUT, (Member(name="王芳", relation="女儿"),), DAY))
    assert after.population == 3
    assert [m.left_why for m in desk.store.load(Member, household_id=after.id)] == [KINDS.MARRIED_OUT]
    son = Member(name="王小军", id_number=number("19880303", 33))
    share = Share({"homestead_area": Decimal(0), "house_area": Decimal(0), "rooms": 0})
    old, = undone(household_parts.split(desk, after, (son,), son, share, DAY))
    new, = desk.store.load(Household, head_name="王小军", population=1)
    assert (old.population, new.id_number) == (2, son.id_number)
    with pytest.raises(KnownError, match="姓名"):
        household_changes.leave(desk, old, KINDS.DIED, (Member(),), DAY)
