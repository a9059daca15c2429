"""The editor of one subject's agreements: what is entered is stored and reckoned at once, and what is on paper stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication

from linkdesk import paths
from linkdesk.actions import agreements
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, WorkWay
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementKind, AgreementState, ResettlementChoice
from linkdesk.ui.agreement_card import AgreementCard
from linkdesk.ui.figure_view import Explanation
from linkdesk.ui.look import label
from linkdesk.ui.open_reasons import HERE, reasons
from linkdesk.ui.pair_columns import COLLECTIVE
from linkdesk.ui.pair_steps import steps
from linkdesk.ui.remarks import RemarkLine
from linkdesk.ui.subject_tables import lacks
from tests.ui.typing import enter

Kind = AgreementEventKind


@pytest.fixture
def household(desk, project_id):
    for agreement in desk.dossier(project_id).agreements:
        desk.do(Change("从头来", before=(agreement,)))
    return agreements.eligible(desk.dossier(project_id))[0][0]


@pytest.fixture
def page(open_window, desk, project_id, household):
    window = open_window(desk)
    window.open("agreement", project_id, household.id)
    return window.page


def _settled(qtbot, page):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    qtbot.wait(20)


def _drafted(qtbot, page):
    page.main_action.trigger()
    _settled(qtbot, page)
    return page


def _edit(table, row, name, text):
    at = [c.name for c in table.columns].index(name) + 1
    assert table.setData(table.index(row, at), text)


def _words(widget):
    return [each.text() for each in widget.findChildren(type(label("")))]


def _print_and_sign(desk, project_id, made):
    printed = [replace(a, state=AgreementState.PRINTED, number=f"试-2018-{at:05d}") for at, a in enumerate(made, 1)]
    events = [AgreementEvent(project_id=project_id, household_id=a.household_id, agreement_id=a.id, kind=kind, happened_on=date(2018, 4, 1))
              for a in made for kind in (Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED)]
    desk.do(Change("试签", before=tuple(made), after=(*printed, *events)))


def test_without_a_subject_the_page_leads_to_the_list(open_window, desk, project_id):
    window = open_window(desk)
    window.open("agreement", project_id)
    assert window.page.body.currentIndex() == 1
    assert not window.page.main_action.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_pair_is_made_and_says_how_every_amount_was_reached(page, desk, household, qtbot):
    assert "生成协议" in page.right.nothing.text()
    _drafted(qtbot, page)
    cards = list(page.right.cards.values())
    assert [c.shown.agreement.kind for c in cards] == [AgreementKind.DEMOLISH, AgreementKind.RECLAIM]
    amount = household.population * 10000
    assert cards[0].amounts[0].text() == f"{amount:,}.00"
    assert cards[0].capitals.text().startswith("人民币")
    cards[0].amounts[0].click()
    slip = cards[0].amounts[0].findChild(Explanation)
    assert any("计补人数 × 标准" in words for words in _words(slip))
    assert any("10,000.00 元/人" in words and "§三(四)" in words for words in _words(slip))
    slip.close()


def test_terms_go_into_both_drafts_and_days_in_the_wrong_order_are_refused(page, desk, household, qtbot):
    _drafted(qtbot, page)
    enter(qtbot, page.left.terms.boxes["demolish_by"].widget, "2018年9月30日")
    _settled(qtbot, page)
    assert {a.demolish_by for a in desk.store.load(Agreement, household_id=household.id)} == {date(2018, 9, 30)}
    enter(qtbot, page.left.terms.boxes["reclaim_by"].widget, "2018-09-01")
    assert "早于" in page.left.terms.boxes["reclaim_by"].below.text()
    assert {a.reclaim_by for a in desk.store.load(Agreement, household_id=household.id)} == {None}
    page.window().undo()
    _settled(qtbot, page)
    assert {a.demolish_by for a in desk.store.load(Agreement, household_id=household.id)} == {None}


def test_open_reasons_lead_to_their_fields(page, desk, qtbot):
    _drafted(qtbot, page)
    card = next(iter(page.right.cards.values()))
    missing = next(r for r in card.shown.reasons if "约定拆除期限" in r.sentence)
    assert (missing.room, missing.field) == (HERE, "demolish_by")
    page._follow(missing)
    assert page.left.terms.boxes["demolish_by"].widget.hasFocus()
    rate = next(r for r in card.shown.reasons if "奖补标准" in r.sentence)
    page._follow(rate)
    assert page.window().page.key == "values"


@pytest.mark.parametrize(("sentence", "room", "field"), [
    ("缺委托代理人身份证号", HERE, "parties"), ("缺主房（砖木）认定数量", HERE, "items"), ("缺开户银行", HERE, "bank_name"),
    ("缺权属证号", "households", "certificate_number"), ("“旧房拆除奖补标准”待核实（某文）", "values", "demolition_reward_per_person"),
    ("说不出在哪里", "", "")])
def test_a_reason_finds_its_place(desk, project_id, household, sentence, room, field):
    reason, = reasons([sentence], desk.dossier(project_id), household, frozenset({"bank_name"}))
    assert (reason.room, reason.field) == (room, field)


def test_houses_come_from_the_survey_and_are_recognised_on_site(page, desk, household, qtbot):
    _drafted(qtbot, page)
    page.left.items.section.links["由摸底资料填入"].click()
    _settled(qtbot, page)
    model = page.left.items.table.model
    assert {i.recognised for i in model.rows} == {None}
    assert all(lacks(i) for i in model.rows)
    _edit(model, 0, "recognised", "90.5")
    _settled(qtbot, page)
    _edit(model, 0, "unit_price", "620")
    _settled(qtbot, page)
    assert model.marks[model.rows[0].id][1] == "单价没有写明依据。"
    _edit(model, 0, "price_basis", "评估报告")
    _settled(qtbot, page)
    assert page.left.items.amounts[model.rows[0].id] == Decimal("56110.00")
    assert page.hint.isVisible(), "the drafts do not count the house yet"
    page.hint.links["重新计算"].click()
    _settled(qtbot, page)
    assert not page.hint.isVisible()
    first = next(iter(page.right.cards.values()))
    assert "56,110.00" in [b.text() for b in first.amounts]


def test_rows_are_pasted_from_a_spreadsheet(page, desk, household, qtbot):
    QGuiApplication.clipboard().setText("类别\t名称\t单位\t认定数量\n附属物\t水井\t口\t1\n附属物\t果树\t棵\t12")
    page.left.items.section.links["粘贴"].click()
    _settled(qtbot, page)
    assert [(i.name, i.unit, i.recognised) for i in desk.store.load(AppraisedItem, household_id=household.id, order="position")] == [
        ("水井", "口", Decimal(1)), ("果树", "棵", Decimal(12))]


def test_parties_are_added_with_the_paper_they_rest_on(page, desk, household, qtbot):
    page.left.parties.section.links["添加"].click()
    _settled(qtbot, page)
    model, view = page.left.parties.table.model, page.left.parties.table.view
    assert (view.hasFocus(), view.currentIndex().row()) == (True, 0)
    _edit(model, 0, "role", "委托代理人")
    _settled(qtbot, page)
    _edit(model, 0, "name", "欧阳慕容")
    _settled(qtbot, page)
    party, = desk.store.load(Party, household_id=household.id)
    assert (party.role, party.name) == ("委托代理人", "欧阳慕容")
    assert model.marks[party.id][1] == "委托代理人没有写明依据。"
    page.lead_to(household.id, "parties")
    assert model.columns[view.currentIndex().column() - 1].name == "id_number"
    at = view.currentIndex()
    page.reload()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (at.row(), at.column())
    scan = paths.RESOURCES / "icons" / "add.svg"
    page.left.parties.attach(party, scan)
    assert "没有附上" in page.window().notice.sentence.text()
    good = desk.folder / "委托书.pdf"
    good.write_bytes(b"%PDF-1.4 proxy")
    page.left.parties.attach(party, good)
    _settled(qtbot, page)
    assert desk.store.files.read(desk.store.get(Party, party.id).paper) == b"%PDF-1.4 proxy"
    page.left.parties.table.select(party.id)
    page.left.parties.section.links["删除"].click()
    _settled(qtbot, page)
    assert desk.store.load(Party, household_id=household.id) == []


def test_an_account_in_another_name_needs_its_basis(page, desk, household, qtbot):
    enter(qtbot, page.left.account.boxes["account_holder"].widget, "某某亲属")
    _settled(qtbot, page)
    remarks = [r.remark.sentence for r in page.left.account.boxes["account_basis"].findChildren(RemarkLine)]
    assert any("不是户主" in sentence for sentence in remarks)
    enter(qtbot, page.left.account.boxes["account_basis"].widget, "授权委托书")
    _settled(qtbot, page)
    assert not [r for r in page.left.account.boxes["account_basis"].findChildren(RemarkLine) if r.isVisible()]


def test_the_household_chooses_its_way_of_resettlement(page, desk, household, qtbot):
    box = page.left.choice.boxes["resettlement_choice"].widget
    box.setCurrentIndex(box.findData("货币安置"))
    box.activated.emit(box.currentIndex())
    _settled(qtbot, page)
    assert desk.store.get(Household, household.id).resettlement_choice is ResettlementChoice.MONEY


def test_what_is_on_paper_is_frozen_and_says_the_ways_out(page, desk, project_id, household, qtbot):
    _drafted(qtbot, page)
    made = desk.store.load(Agreement, household_id=household.id)
    _print_and_sign(desk, project_id, made)
    _settled(qtbot, page)
    assert "试-2018-00001" in page.frozen.sentence.text()
    assert set(page.frozen.links) == {"签补充协议", "作废重签"}
    assert page.left.terms.boxes["demolish_by"].widget.isReadOnly()
    assert not page.left.choice.boxes["resettlement_choice"].widget.isEnabled()
    assert not page.left.items.table.model.editable
    assert not page.left.parties.section.links["添加"].isVisible()
    page.frozen.links["作废重签"].click()
    page.voiding.reason.setText("印错")
    page.voiding.act.click()
    _settled(qtbot, page)
    assert desk.store.count(Agreement, state=AgreementState.VOID) == 2
    assert not page.frozen.isVisible()
    assert not page.left.parties.section.links["添加"].isHidden()
    assert page.main_action.isEnabled()


def test_steps_tell_the_days_and_conditions_what_is_met(page, desk, project_id, household, qtbot):
    _drafted(qtbot, page)
    _print_and_sign(desk, project_id, desk.store.load(Agreement, household_id=household.id))
    desk.do(Change("拆除", after=(AgreementEvent(project_id=project_id, household_id=household.id, kind=Kind.DEMOLISHED, way=WorkWay.SELF,
                                              happened_on=date(2018, 5, 1)),)))
    _settled(qtbot, page)
    told = {s.words: (s.reached, s.on) for s in page.head.steps.steps}
    assert told["双签"] == (True, date(2018, 4, 1))
    assert told["拆除"] == (True, date(2018, 5, 1))
    assert told["拆除验收"] == (False, None)
    card: AgreementCard = next(iter(page.right.cards.values()))
    met = {m.condition.label: m.met for m in card.shown.due.met}
    assert (met["自行拆除旧房"], met["拆除验收合格"]) == (True, None)
    assert page.grab().height() == page.height()


def test_a_withdrawn_pair_says_so_in_place_of_the_steps_of_the_work(page, desk, project_id, household, qtbot):
    _drafted(qtbot, page)
    made = desk.store.load(Agreement, household_id=household.id)
    _print_and_sign(desk, project_id, made)
    desk.do(Change("撤回", after=tuple(AgreementEvent(project_id=project_id, household_id=household.id, agreement_id=a.id, kind=Kind.WITHDRAWN,
                                                    happened_on=date(2018, 5, 2)) for a in made)))
    dossier = desk.dossier(project_id)
    assert [s.words for s in steps(dossier.progress[household.id], dossier)] == ["拟订", "印制", "双签", "已撤回"]


def test_an_agreement_is_previewed_as_it_will_be_printed(page, qtbot):
    _drafted(qtbot, page)
    next(iter(page.right.cards.values())).see.click()
    _settled(qtbot, page)
    assert page.body.currentWidget() is page.pages
    assert len(page.pages.sheets.made.sizes) >= 2
    page.pages.back.click()
    assert page.body.currentIndex() == 0


def test_a_resettlement_agreement_is_made_on_request(page, desk, household, qtbot):
    _drafted(qtbot, page)
    page.right.more.click()
    _settled(qtbot, page)
    assert AgreementKind.RESETTLE in {c.shown.agreement.kind for c in page.right.cards.values()}
    assert not page.right.more.isVisible()


def test_room_and_own_money_stand_on_the_resettlement_agreement_alone(page, desk, household, qtbot):
    _drafted(qtbot, page)
    assert page.left.sections["housing"].isHidden()
    page.right.more.click()
    _settled(qtbot, page)
    enter(qtbot, page.left.housing.boxes["housing_area"].widget, "100")
    _settled(qtbot, page)
    enter(qtbot, page.left.housing.boxes["self_funded"].widget, "10,000")
    _settled(qtbot, page)
    stated = {a.kind: (a.housing_area, a.self_funded) for a in desk.store.load(Agreement, household_id=household.id)}
    assert stated.pop(AgreementKind.RESETTLE) == (100, 10000)
    assert set(stated.values()) == {(None, None)}


def test_a_collective_has_no_choice_and_an_account_of_its_own(open_window, desk, project_id, household, qtbot):
    school = CollectiveProperty(project_id=project_id, village=household.village, name="上沟小学", agreed=True, land_area=Decimal(900))
    desk.do(Change("新增集体房屋", after=(school,)))
    window = open_window(desk)
    window.open("agreement", project_id, school.id)
    page = _drafted(qtbot, window.page)
    assert page.head.name.text() == f"{COLLECTIVE}上沟小学"
    assert page.left.sections["choice"].isHidden()
    enter(qtbot, page.left.own_account.boxes["bank_name"].widget, "农村信用社")
    _settled(qtbot, page)
    assert {a.bank_name for a in desk.store.load(Agreement, collective_id=school.id)} == {"农村信用社"}


def test_neighbours_are_a_key_away_and_numbers_stay_masked(page, desk, project_id, household, qtbot):
    assert "*" in page.head.number.text()
    page.reveal.trigger()
    assert page.head.number.text() == household.id_number
    page.after.trigger()
    assert page.subject_id != household.id
    assert "*" in page.head.number.text() or not page.head.number.text()
    page.before.trigger()
    assert page.subject_id == household.id
    page.before.trigger()
    assert page.subject_id == household.id, "the first stays"


def test_who_gets_no_agreement_reads_why(open_window, desk, project_id, household):
    out = agreements.eligible(desk.dossier(project_id))[1][0]
    window = open_window(desk)
    window.open("agreement", project_id, out.household.id)
    assert out.why in window.page.hint.sentence.text()
    assert not window.page.main_action.isEnabled()
    window.page.hint.links["去改正"].click()
    assert window.page.key == "households"


def test_a_supplement_states_what_changes_and_nothing_else(page, desk, project_id, household, qtbot):
    _drafted(qtbot, page)
    _print_and_sign(desk, project_id, desk.store.load(Agreement, household_id=household.id))
    _settled(qtbot, page)
    page.frozen.links["签补充协议"].click()
    view = page.supplement
    assert view.isVisible()
    view.act.click()
    assert "没有变更任何约定" in page.window().notice.sentence.text()
    enter(qtbot, view.fields.boxes["demolish_by"].widget, "many")
    assert "日期" in view.fields.boxes["demolish_by"].below.text()
    enter(qtbot, view.fields.boxes["demolish_by"].widget, "2018-12-31")
    enter(qtbot, view.fields.boxes["changes"].widget, "因雨季顺延")
    assert desk.store.count(Agreement, household_id=household.id) == 2, "nothing is stored before it is drafted"
    view.act.click()
    _settled(qtbot, page)
    drafted, = (a for a in desk.store.load(Agreement, household_id=household.id) if a.supplements_id)
    assert (drafted.demolish_by, drafted.changes, drafted.persons) == (date(2018, 12, 31), "因雨季顺延", None)
    assert not view.isVisible()
    assert any(c.shown.agreement.id == drafted.id for c in page.right.cards.values())


def test_what_changed_since_printing_stands_on_the_card(page, desk, project_id, household, qtbot):
    _drafted(qtbot, page)
    _print_and_sign(desk, project_id, desk.store.load(Agreement, household_id=household.id))
    now = desk.store.get(Household, household.id)
    desk.do(Change("改名", before=(now,), after=(replace(now, head_name="另一姓名"),)))
    _settled(qtbot, page)
    said = [r.sentence for r in next(iter(page.right.cards.values())).shown.reasons]
    assert any(s.startswith("印制后") and "另一姓名" in s for s in said)


def test_the_household_page_leads_to_the_editor(open_window, desk, project_id, household, qtbot):
    window = open_window(desk)
    window.open("households", project_id, household.id, "head_name")
    window.page.view.to_agreements.click()
    assert (window.page.key, window.page.subject_id) == ("agreement", household.id)
