"""Changes of households through the window: only what a change needs is asked, and its event stands in the household's form."""

import pytest

from linkdesk.domain.household import Household, Member
from linkdesk.domain.words import HouseholdEventKind, LeftOutReason, ResettlementChoice
from tests.ui.typing import enter

KINDS = HouseholdEventKind


@pytest.fixture
def window(open_window, desk, project_id):
    window = open_window(desk)
    window.open("households", project_id)
    return window


def begin(window, kind, household):
    window.page.table.select(household.id)
    action = next(a for a in window.page.more.menu().actions() if a.text() == f"{kind}…")
    action.trigger()
    assert window.page.key == "household_changes"
    return window.page


def occasion(qtbot, page):
    enter(qtbot, page.on, "2018-06-01")
    enter(qtbot, page.basis, "户口簿")


def shown_groups(page):
    return {name for name, group in page.groups.items() if group.isVisibleTo(page)}


def test_a_birth_is_entered_and_shown_and_taken_back(window, desk, project_id, qtbot):
    household = desk.dossier(project_id).households[0]
    page = begin(window, KINDS.BORN, household)
    assert shown_groups(page) == {"new"}
    occasion(qtbot, page)
    enter(qtbot, page.new.lines["name"], "王晨")
    page.main_action.trigger()
    assert window.page.key == "households"
    qtbot.waitUntil(lambda: window.page.view.events.isVisible())
    assert [e.person for e in window.page.view.events.model.rows] == ["王晨"]
    assert desk.store.get(Household, household.id).population == household.population + 1
    window.undo()
    qtbot.waitUntil(lambda: not window.page.view.events.isVisible())
    assert desk.store.get(Household, household.id) == household


def test_what_is_lacking_is_said_under_the_title(window, desk, project_id, qtbot):
    page = begin(window, KINDS.DIED, desk.dossier(project_id).households[0])
    assert shown_groups(page) == {"people"}
    page.main_action.trigger()
    assert "依据" in window.notice.sentence.text()
    occasion(qtbot, page)
    page.people.boxes[0][0].click()
    assert shown_groups(page) == {"people", "head"}
    page.main_action.trigger()
    assert "姓名" in window.notice.sentence.text()


def test_the_head_dies_and_another_takes_the_place(window, desk, project_id, qtbot):
    household = next(h for h in desk.dossier(project_id).households if h.population >= 2 and h.id not in desk.dossier(project_id).held)
    page = begin(window, KINDS.DIED, household)
    occasion(qtbot, page)
    page.people.boxes[0][0].click()
    enter(qtbot, page.head.new.lines["name"], "李秀英")
    page.main_action.trigger()
    after = desk.store.get(Household, household.id)
    assert (after.head_name, after.population, after.bank_account) == ("李秀英", household.population - 1, None)


def test_a_split_says_what_stays_while_it_is_typed(window, desk, project_id, qtbot):
    household = next(h for h in desk.dossier(project_id).households if h.population >= 3 and h.homestead_area and h.rooms)
    page = begin(window, KINDS.SPLIT, household)
    occasion(qtbot, page)
    assert shown_groups(page) == {"people", "head", "share"}
    page.people.unlisted.click()
    enter(qtbot, page.people.new.lines["name"], "王小军")
    enter(qtbot, page.share.lines["homestead_area"], "50")
    page.main_action.trigger()
    new = desk.store.load(Household, head_name="王小军", project_id=project_id)[-1]
    assert new.homestead_area == 50
    assert desk.store.get(Household, household.id).homestead_area == household.homestead_area - 50


def test_two_households_become_one(window, desk, project_id, qtbot):
    one, two = desk.dossier(project_id).households[:2]
    page = begin(window, KINDS.MERGED, one)
    occasion(qtbot, page)
    assert shown_groups(page) == {"merged"}
    page.main_action.trigger()
    assert "选中要并入" in window.notice.sentence.text()
    page.others.select(two.id)
    page.main_action.trigger()
    assert desk.store.get(Household, two.id).left_out is LeftOutReason.MERGED
    assert two.id not in {h.id for h in window.page.table.model.rows}


def test_who_left_is_not_listed_any_more(window, desk, project_id, qtbot):
    household = desk.dossier(project_id).households[0]
    page = begin(window, KINDS.MARRIED_OUT, household)
    occasion(qtbot, page)
    page.people.unlisted.click()
    enter(qtbot, page.people.new.lines["name"], "王芳")
    page.main_action.trigger()
    assert desk.store.load(Member, name="王芳")[0].left_why is KINDS.MARRIED_OUT
    qtbot.waitUntil(lambda: window.page.view.events.isVisible())
    assert "王芳" not in {m.name for m in window.page.view.members.rows}


def test_one_field_of_all_selected_rows(window, desk, project_id, qtbot):
    page = window.page
    page.bulk_edit()
    page.table.view.selectAll()
    page.bulk.field.setCurrentText("安置方式")
    page.bulk.choice.setCurrentText("货币安置")
    count = len(desk.dossier(project_id).households)
    qtbot.waitUntil(lambda: page.bulk.words.text().startswith(f"所选 {count} 户"))
    assert "改写" in page.bulk.words.text()
    page.bulk.act.click()
    assert {h.resettlement_choice for h in desk.dossier(project_id).households} == {ResettlementChoice.MONEY}
    assert not page.bulk.isVisible()
    window.undo()
    assert len({h.resettlement_choice for h in desk.dossier(project_id).households}) > 1
