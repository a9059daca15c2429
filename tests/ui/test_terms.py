"""Terms go into every draft, and only what lacks nothing is numbered, from the page itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, checks
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementKind, AgreementState
from linkdesk.ui.agreements_page import Pair
from tests.actions.test_agreements import RATES


@pytest.fixture
def window(qtbot, open_window, desk, project_id):
    if agreements.missing(desk, project_id):
        desk.do(agreements.draft(desk, project_id))
    few = {h.id for h in agreements.eligible(desk.dossier(project_id))[0][:2]}
    gone = tuple(a for a in desk.store.load(Agreement) if a.household_id not in few)
    lines = desk.store.load(AgreementLine, agreement_id=[a.id for a in gone])
    desk.do(Change("留下两户", before=(*gone, *lines)))
    made = open_window(desk)
    made.open("agreements", project_id)
    return made


def _settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


def test_an_agreement_without_a_reward_leaves_the_amount_of_its_pair_known():
    made = (Agreement("p", "h", kind=AgreementKind.RESETTLE), Agreement("p", "h", kind=AgreementKind.RECLAIM, amount=Decimal(5000)))
    assert Pair("h", Household(id="h"), made, "").amount == 5000
    assert Pair("h", Household(id="h"), (made[0], replace(made[1], amount=None)), "").amount is None


def test_terms_and_numbers(qtbot, window, desk, project_id):
    terms = window.page.terms
    window.page.end.trigger()
    _settled(qtbot, window)
    assert window.notice.isVisible()
    terms.dates["demolish_by"].setText("2018年9月30日")
    terms.put.click()
    assert all(a.demolish_by is None for a in desk.store.load(Agreement)), "half a term is none"
    terms.dates["reclaim_by"].setText("2019-06-30")
    terms.put.click()
    _settled(qtbot, window)
    assert {(a.demolish_by, a.reclaim_by) for a in desk.store.load(Agreement)} == {(date(2018, 9, 30), date(2019, 6, 30))}
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        desk.do(checks.confirm(desk, rate, rate.text or str(rate.value), "岚政办发〔2018〕9号"))
    window.page.end.trigger()
    assert "4 份协议编号封存" in window.page.sure.words.text()
    assert not any(a.number for a in desk.store.load(Agreement)), "not before somebody is sure"
    window.page.sure.act.click()
    _settled(qtbot, window)
    numbers = {a.number for a in desk.store.load(Agreement) if a.state is AgreementState.PRINTED}
    assert len(numbers) == 4
    assert not window.page.terms.isVisible(), "nothing is left to finalise"


def test_agreements_are_made_void_from_the_page(qtbot, window, desk):
    page = window.page
    page.table.select(page.table.model.rows[0].id)
    assert not page.voiding.isVisible()
    page.actions_beside[0].trigger()
    assert page.voiding.isVisible()
    page.voiding.act.click()
    assert "原因" in window.notice.sentence.text()
    page.voiding.reason.setText("户主变更")
    page.voiding.act.click()
    qtbot.wait(20)
    assert desk.store.count(Agreement, state=AgreementState.VOID) == 2
    assert not page.voiding.isVisible()
    window.undo()
    assert desk.store.count(Agreement, state=AgreementState.VOID) == 0
