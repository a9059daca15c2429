"""What the survey knows is filled in as surveyed only; what was recognised stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, appraisal
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import ItemKind, PartyRole, WorkWay
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError


@pytest.fixture
def one(sample):
    desk, project_id = sample
    household = next(h for h in agreements.eligible(desk.dossier(project_id))[0] if h.house_area and h.homestead_area)
    return desk, project_id, household


def items(desk):
    return desk.store.load(AppraisedItem, order="position")


def test_the_survey_fills_in_surveyed_quantities_only(one):
    desk, _, household = one
    desk.do(appraisal.items_from_survey(desk, household))
    filled = {i.kind: i for i in items(desk)}
    assert filled[ItemKind.HOUSE].surveyed == household.house_area
    assert filled[ItemKind.HOMESTEAD].surveyed == household.homestead_area
    assert {(i.measured, i.recognised, i.unit_price) for i in items(desk)} == {(None, None, None)}
    with pytest.raises(KnownError, match="没有改动"):
        appraisal.items_from_survey(desk, household)


def test_what_was_recognised_stays_when_the_survey_is_corrected(one):
    desk, _, household = one
    desk.do(appraisal.items_from_survey(desk, household))
    house = next(i for i in items(desk) if i.kind is ItemKind.HOUSE)
    desk.do(Change("认定", before=(house,), after=(replace(house, recognised=Decimal(70)),)))
    desk.do(appraisal.items_from_survey(desk, replace(household, house_area=Decimal(99))))
    now = desk.store.get(AppraisedItem, house.id)
    assert (now.surveyed, now.recognised) == (Decimal(99), Decimal(70))
    desk.undo()
    assert desk.store.get(AppraisedItem, house.id).surveyed == household.house_area


def test_pasted_rows_become_items_and_a_wrong_cell_names_its_row(one):
    desk, _, household = one
    names = ["kind", "name", "recognised", "unit_price", "price_basis"]
    desk.do(appraisal.paste_items(desk, household, [["附属物", "水井", "1", "1,200.50", "纪要"], ["", "", "", "", ""]], names))
    [well] = items(desk)
    assert (well.kind, well.unit, well.recognised, well.unit_price) == (ItemKind.ATTACHMENT, "个", 1, Decimal("1200.5"))
    with pytest.raises(KnownError, match="第 2 行"):
        appraisal.paste_items(desk, household, [["附属物", "水井", "1"], ["附属物", "围墙", "很多"]], names)
    desk.do(appraisal.remove_items(items(desk)))
    assert items(desk) == []


def test_a_collective_gets_a_representative_and_the_pair(one):
    desk, project_id, _ = one
    school = CollectiveProperty(project_id=project_id, village="上沟村", name="旧小学", land_area=Decimal(900), house_area=Decimal(310),
                                agreed=True)
    desk.do(Change("新增集体房屋", after=(school,)))
    desk.do(appraisal.add_party(desk, school))
    [party] = desk.store.load(Party)
    assert party.role is PartyRole.REPRESENTATIVE
    desk.do(appraisal.items_from_survey(desk, school))
    desk.do(agreements.draft(desk, project_id, [school.id]))
    made = desk.store.load(Agreement)
    assert {(a.collective_id, a.household_id, a.persons, a.amount, a.head_name) for a in made} == {
        (school.id, None, None, None, "上沟村村民委员会")}
    assert len(made) == 2


def test_drafts_follow_what_is_recognised_and_lines_go_with_their_agreement(one):
    desk, project_id, household = one
    desk.do(agreements.draft(desk, project_id, [household.id]))
    before = {a.kind: a.amount for a in desk.store.load(Agreement)}
    assert desk.store.count(AgreementLine) == 2
    own = AppraisedItem(household_id=household.id, kind=ItemKind.HOUSE, name="主房", recognised=Decimal("10.5"),
                        unit_price=Decimal("100.10"), price_basis="评估报告")
    desk.do(Change("认定", after=(own,)))
    desk.do(agreements.draft(desk, project_id, [household.id]))
    after = {a.kind: a.amount for a in desk.store.load(Agreement)}
    assert {kind: after[kind] - before[kind] for kind in after} == {"旧房拆除协议": Decimal("1051.05"), "宅基地复垦协议": 0}
    assert desk.store.count(AgreementLine) == 3
    desk.undo()
    assert {a.kind: a.amount for a in desk.store.load(Agreement)} == before
    assert desk.store.count(AgreementLine) == 2


def test_agreements_take_the_party_and_the_account_along(one):
    desk, project_id, household = one
    desk.do(agreements.draft(desk, project_id, [household.id]))
    made = {a.kind: a for a in desk.store.load(Agreement)}["旧房拆除协议"]
    assert (made.head_name, made.id_number, made.bank_account) == (household.head_name, household.id_number, household.bank_account)
    assert (made.copies, made.demolition_way) == (4, WorkWay.SELF)
    desk.do(Change("修改姓名", before=(household,), after=(replace(household, bank_account="6210000000000000"),)))
    assert {now.bank_account for _, now in agreements.outdated(desk.dossier(project_id))} == {"6210000000000000"}
