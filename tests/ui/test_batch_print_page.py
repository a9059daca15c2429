"""The page of batch printing in the real window: whom, what is ready and why not, numbers, files."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from linkdesk.actions import agreements, checks, finalising
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.words import AgreementState
from linkdesk.ui.batch_print_page import FINAL, LEFT_OUT, READY, SEPARATE, state
from tests.actions.test_agreements import RATES, typed

FEW = 5


@pytest.fixture
def window(open_window, desk):
    return open_window(desk)


def _settled(qtbot, window):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)


@pytest.fixture
def page(desk, project_id, window, qtbot):
    desk.do(agreements.draft(desk, project_id))
    few = {h.id for h in agreements.eligible(desk.dossier(project_id))[0][:FEW]}
    made = desk.store.load(Agreement)
    gone = [a for a in made if a.household_id not in few]
    lines = [line for line in desk.dossier(project_id).lines if line.agreement_id in {a.id for a in gone}]
    desk.do(Change("留下几户", before=(*gone, *lines)))
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        desk.do(checks.confirm(desk, rate, typed(rate), "岚政办发〔2018〕9号"))
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    window.open("batch_print", project_id)
    _settled(qtbot, window)
    return window.page


def test_without_agreements_there_is_one_way_on(window, project_id, qtbot):
    window.open("batch_print", project_id)
    assert window.page.body.currentIndex() == 1
    assert not window.page.main_action.isVisible()


def test_everybody_is_ticked_and_said_why_nothing_can_be_printed_yet(page):
    assert len(page.chosen().lines) == len(page.found.lines) > FEW
    assert {state(line) for line in page.found.lines} == {FINAL, LEFT_OUT}
    assert all(line.why for line in page.found.lines)
    assert page.end.isEnabled()
    assert not page.main_action.isEnabled()


def test_only_who_is_ticked_is_numbered_and_printed(page, window, desk, qtbot, tmp_path):
    final = [line.id for line in page.found.lines if line.final]
    page.tree.tick_only(set(final[:2]))
    page.finalise()
    _settled(qtbot, window)
    printed = desk.store.load(Agreement, state=AgreementState.PRINTED)
    assert {a.household_id for a in printed} == set(final[:2])
    assert {state(line) for line in page.chosen().lines} == {READY}
    page.how.setCurrentText(SEPARATE)
    page.write(tmp_path / "出")
    _settled(qtbot, window)
    assert len(list((tmp_path / "出").glob("*.pdf"))) == 2
    assert "2 户 4 份" in page.said_last.text()
    assert page.result.isVisible()


def test_a_village_ticks_its_households_and_what_was_unticked_stays_so(page, window, desk):
    village = page.tree.topLevelItem(0)
    before = len(page.chosen().lines)
    village.setCheckState(0, Qt.CheckState.Unchecked)
    left = len(page.chosen().lines)
    assert left < before
    assert page.table.model.rowCount() == left
    desk.do(finalising.set_terms(desk, page.project_id, date(2018, 10, 31), date(2019, 6, 30)))
    page.reload()
    assert len(page.chosen().lines) == left
    page.tree.tick_all(True)
    assert len(page.chosen().lines) == before


def test_the_list_is_searched_and_narrowed(page):
    page.which.setCurrentText(LEFT_OUT)
    assert {state(line) for line in page.table.model.rows} == {LEFT_OUT}
    held = next(line for line in page.table.model.rows if "暂缓" in line.why)
    page.search.setText(held.why)
    assert held in page.table.model.rows
    assert all(held.why in line.why for line in page.table.model.rows)


def test_printing_that_is_broken_off_leaves_nothing(page, window, desk, qtbot, tmp_path):
    page.finalise()
    _settled(qtbot, window)
    page.write(tmp_path / "出")
    window.work.cancel()
    _settled(qtbot, window)
    assert not (tmp_path / "出").exists() or list((tmp_path / "出").glob("*.pdf"))
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".linkdesk-")]
