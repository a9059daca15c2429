"""A township under pack B, which names no pair and no rates: the county names them, and nothing is signed before it has."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import paths
from linkdesk.actions import (
    agreements,
    appraisal,
    edits,
    finalising,
    households,
    payments,
    projects,
    standards,
    surveys,
)
from linkdesk.actions.demo import sample_desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import ItemKind, WorkWay
from linkdesk.domain.appraisal import AppraisedItem
from linkdesk.domain.errors import KnownError
from linkdesk.domain.standard import CountyStandard
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.conftest import DAY
from tests.journeys.office import Kind, Office

RESETTLE, DEMOLISH, RECLAIM = AgreementKind.RESETTLE, AgreementKind.DEMOLISH, AgreementKind.RECLAIM
TOWNSHIP = projects.NewProject(name="江北县双河乡增减挂钩项目区", county="江北县人民政府", township="双河乡", packs=("B",),
                               villages=("红岩村", "石桥村", "大垭村"))
NAMES = ["kind", "basis", "item", "price", "unit", "clause"]
RATES = [["旧房拆除协议", "按人口", "", "3,000", "元/人", "第四条"], ["旧房拆除协议", "按房屋结构", "砖混", "420.50", "元/㎡", "第五条"],
         ["旧房拆除协议", "按房屋结构", "砖木", "310", "元/㎡", "第五条"], ["旧房拆除协议", "按房屋结构", "土木", "180", "元/㎡", "第五条"],
         ["旧房拆除协议", "按房屋结构", "木", "205", "元/㎡", "第五条"], ["旧房拆除协议", "按房屋结构", "石木", "220", "元/㎡", "第五条"],
         ["旧房拆除协议", "按附属物", "水井", "1,800", "元/口", "第六条"], ["宅基地复垦协议", "按宅基地面积", "", "45.25", "元/㎡", "第七条"]]
PRICES = {item: Decimal(price) for _, basis, item, price, *_ in RATES if basis == "按房屋结构"}


@pytest.fixture
def office(tmp_path):
    with closing(sample_desk(tmp_path / "工作区", lambda: DAY)) as desk:
        desk.do(projects.new_project(desk, TOWNSHIP))
        project_id = projects.find(desk, TOWNSHIP.name).id
        desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / "survey_shuanghe.xls"), project_id))
        yield Office(desk, project_id)


def test_a_county_names_its_pair_and_pays_by_its_own_standards(office, tmp_path):
    chosen = the_pair_is_named(office)
    standard = drafts_wait_for_the_standard(office, chosen)
    appraise(office, chosen)
    nothing_is_numbered_before_it_is_confirmed(office, chosen, standard)
    wanted = amounts(office, chosen)
    to_the_bank(office, chosen, wanted, tmp_path)


def the_pair_is_named(office):
    """Without a pair nothing is drafted; the county names it on a document of its own."""
    desk = office.desk
    with pytest.raises(KnownError, match="没有写明“双签”"):
        agreements.draft(desk, office.project_id)
    office.confirm_rates("江府发〔2018〕12号", agreement_pair="旧房拆除协议、宅基地复垦协议")
    able, _ = agreements.eligible(office.dossier)
    chosen = [h.id for h in able if (h.village, h.group) == ("红岩村", "1社") and h.bank_account][:6]
    for id_ in chosen:  # its survey form does not ask for the bank
        desk.do(households.correct(desk, office.household(id_), "bank_name", "农村信用社"))
    return chosen


def drafts_wait_for_the_standard(office, chosen):
    """Pack B has no rates: drafts have no amount until the county's document is entered, and follow it from then on."""
    desk = office.desk
    desk.do(agreements.draft(desk, office.project_id, chosen))
    assert {a.amount for a in desk.store.load(Agreement)} == {None}
    assert all("缺" in why[0] or "待核实" in why[0] for why in finalising.ready(office.dossier)[1].values())
    desk.do(standards.add_standard(desk, office.project_id, "双河乡拆旧复垦补偿标准", "江府发〔2018〕15号"))
    [standard] = desk.store.load(CountyStandard)
    desk.do(standards.paste_rates(desk, standard, RATES, NAMES))
    return standard


def appraise(office, chosen):
    """What the survey knows is filled in as surveyed; what is recognised is decided on site, room for a well too."""
    desk = office.desk
    for id_ in chosen:
        desk.do(appraisal.items_from_survey(desk, office.household(id_)))
    assert all(item.recognised is None for item in desk.store.load(AppraisedItem))
    desk.do(agreements.draft(desk, office.project_id, chosen))
    assert {a.amount for a in desk.store.load(Agreement)} == {None}, "nothing is paid for what nobody recognised"
    desk.do(appraisal.paste_items(desk, office.household(chosen[0]), [["附属物", "水井", "口", "1"]], ["kind", "name", "unit", "recognised"]))
    for item in desk.store.load(AppraisedItem):
        if item.recognised is None:
            desk.do(edits.set_value(item, "recognised", item.surveyed))


def nothing_is_numbered_before_it_is_confirmed(office, chosen, standard):
    desk = office.desk
    desk.do(agreements.draft(desk, office.project_id, chosen))
    desk.do(finalising.set_terms(desk, office.project_id, date(2018, 9, 30), date(2018, 12, 31)))
    with pytest.raises(KnownError, match="待核实"):
        finalising.finalise(desk, office.project_id, subjects=chosen)
    desk.do(standards.confirm_standard(desk, desk.store.get(CountyStandard, standard.id), "江府发〔2018〕15号"))
    office.finalise(chosen)
    papers = desk.store.load(Agreement, state=AgreementState.PRINTED)
    assert sorted(a.number for a in papers) == [f"双河乡双签-2018-{at:05d}" for at in range(1, 13)]


def amounts(office, chosen):
    """What everybody is owed by the county's document, worked out anew from the survey."""
    items = office.desk.store.load(AppraisedItem)
    wanted = {}
    for id_ in chosen:
        mine = [i for i in items if i.household_id == id_]
        houses = sum((rounded(i.recognised * PRICES[str(i.house_structure)]) for i in mine if i.kind is ItemKind.HOUSE), Decimal(0))
        wells = sum(i.recognised * 1800 for i in mine if i.name == "水井")
        ground = sum((rounded(i.recognised * Decimal("45.25")) for i in mine if i.kind is ItemKind.HOMESTEAD), Decimal(0))
        wanted[id_] = {DEMOLISH: office.household(id_).population * 3000 + houses + wells, RECLAIM: ground}
    for id_ in chosen:
        assert {a.kind: a.amount for a in office.of(id_).trace.mains} == wanted[id_]
    return wanted


def rounded(amount):
    return amount.quantize(Decimal("0.01"), "ROUND_HALF_UP")


def to_the_bank(office, chosen, wanted, tmp_path):
    """Compensation is due once both are signed, the reward once the house is down and accepted; nobody is paid beyond that."""
    office.on(7, 10)
    office.sign(chosen)
    compensation = {id_: wanted[id_][DEMOLISH] - office.household(id_).population * 3000 for id_ in chosen}
    assert {id_: office.of(id_).due_of(DEMOLISH).payable for id_ in chosen} == compensation
    office.second_officer()
    paid(office, DEMOLISH, compensation, tmp_path)
    office.on(8, 20)
    office.demolish(chosen, WorkWay.ORGANISED)
    office.work(chosen, Kind.DEMOLITION_ACCEPTED, passed=True)
    paid(office, DEMOLISH, {id_: wanted[id_][DEMOLISH] - compensation[id_] for id_ in chosen}, tmp_path)
    paid(office, RECLAIM, {id_: wanted[id_][RECLAIM] for id_ in chosen}, tmp_path)
    assert {office.of(id_).due_of(DEMOLISH).paid for id_ in chosen} == {wanted[id_][DEMOLISH] for id_ in chosen}
    with pytest.raises(KnownError, match="没有可以付款"):
        payments.make_batch(office.desk, office.project_id, DEMOLISH)


def paid(office, kind, wanted, tmp_path):
    batch, made = office.batch(kind, tmp_path)
    whose = {a.id: a.subject_id for a in office.dossier.agreements}
    assert {whose[p.agreement_id]: p.amount for p in made} == wanted
    office.take_answer(office.answered(tmp_path / f"{batch.number}.xlsx", batch, made))
