"""The ledger on screen: where each row stands, whose it is when that is asked, one step to take over, one to take back."""

import pytest

from linkdesk.actions import agreements
from linkdesk.actions.opening import Standing
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.household import Household
from linkdesk.ui.agreements_page import MADE, pairs
from tests.actions.ledgers import line, write


@pytest.fixture
def able(desk, project_id):
    return agreements.eligible(desk.dossier(project_id))[0]


@pytest.fixture
def page(open_window, desk, project_id, able, tmp_path, qtbot):
    window = open_window(desk)
    window.open("opening", project_id)
    assert window.page.body.currentIndex() == 1
    rows = [line(1, able[0], 1), line(2, able[1], 2, _5=""), line(3, able[2], 3, _4="陌生人", _5="")]
    window.page.read(write(tmp_path / "台账.xlsx", rows))
    qtbot.waitUntil(lambda: window.page.weighed is not None)
    window.page.at = window
    return window.page


def standings(page):
    return [r.standing for r in page.weighed.rows]


def test_a_ledger_is_shown_then_taken_over_then_taken_back(page, desk, project_id, able):
    assert standings(page) == [Standing.READY, Standing.ASK, Standing.UNMATCHED]
    assert "可接收 1，待确认 1，找不到农户 1" in page.counts.text()
    page.main_action.trigger()
    assert len(desk.store.load(Agreement)) == 2
    assert next(p for p in pairs(desk.dossier(project_id)) if p.id == able[0].id).state == MADE
    page.at.refresh()
    assert standings(page)[0] is Standing.HERE
    page.at.undo()
    assert not desk.store.load(Agreement)


def test_an_officer_says_whose_row_it_is(page, desk, able):
    asked, lost = page.weighed.rows[1:]
    page.table.select(asked.id)
    assert [h.id for h in page.row.people.model.rows] == [able[1].id]
    page.row.mine.click()
    assert standings(page)[1] is Standing.READY
    page.table.select(lost.id)
    page.row.search.setText(able[2].head_name)
    page.row.people.select(able[2].id)
    page.row.mine.click()
    assert standings(page)[2] is Standing.READY
    page.row.leave.click()
    assert standings(page)[2] is Standing.LEFT
    page.row.anew.click()
    assert standings(page)[2] is Standing.UNMATCHED


def test_a_household_is_made_of_a_row(page, desk, project_id):
    page.table.select(page.weighed.rows[2].id)
    page.actions_beside[1].trigger()
    made, = desk.store.load(Household, head_name="陌生人")
    assert made.id in desk.dossier(project_id).held


def test_rows_are_found_by_typing_and_by_standing(page):
    page.search.setText("垦2")
    assert len(page.table.model.rows) == 1
    page.search.clear()
    page.which.setCurrentText(str(Standing.UNMATCHED))
    assert [r.ledger.head_name for r in page.table.model.rows] == ["陌生人"]


def test_there_is_a_way_back_from_the_empty_page_too(open_window, desk, project_id):
    window = open_window(desk)
    window.open("opening", project_id)
    back = window.head.shown["返回农户"]
    assert back.isVisible()
    back.click()
    assert window.page.key == "households"
