"""The relocation list on screen: taken in with its name and office, differences taken over or explained, given back as a workbook."""

import pytest

from linkdesk.actions import agreements
from linkdesk.actions.reconciling import RELOCATED, Found
from linkdesk.domain.household import Household
from linkdesk.domain.relocation import RelocationEntry, RelocationList
from tests.actions.relocation_lists import line, write
from tests.ui.typing import enter


@pytest.fixture
def able(desk, project_id):
    return [h for h in agreements.eligible(desk.dossier(project_id))[0] if h.relocation_type in RELOCATED]


@pytest.fixture
def page(open_window, desk, project_id, able, tmp_path, qtbot):
    window = open_window(desk)
    window.open("relocation", project_id)
    page = window.page
    assert page.body.currentIndex() == 1
    rows = [line(able[0]), line(able[1], population=able[1].population + 1, site="新村安置点"), line(able[2], id_number="")]
    page.read(write(tmp_path / "名单.xlsx", rows))
    qtbot.waitUntil(lambda: page.body.currentIndex() == 2)
    assert "读到 3 户，其中 1 户身份证号有误" in page.received.says.text()
    enter(qtbot, page.received.lines["office"], "岚川县扶贫开发办公室")
    page.received.take.click()
    qtbot.waitUntil(lambda: page.body.currentIndex() == 0)
    page.at = window
    return page


def choose(page, found):
    page.which.setCurrentText(str(found))
    page.table.select(page.table.model.rows[0].id)
    return page.table.model.rows[0]


def test_counts_stand_on_top_and_lines_are_chosen_by_kind(page, desk, able):
    kept, = desk.store.load(RelocationList)
    assert (kept.title, kept.office) == ("名单", "岚川县扶贫开发办公室")
    assert all(f"{found} 1" in page.counts.text() for found in (Found.DIFFERS, Found.ALIKE, Found.SAME))
    assert choose(page, Found.DIFFERS).household.id == able[1].id
    assert len(page.table.model.rows) == 1


def test_only_what_is_checked_is_taken_over(page, desk, able):
    choose(page, Found.DIFFERS)
    page.line.take.click()
    assert "勾选" in page.at.notice.sentence.text()
    next(box for box, d in page.line.boxes if d.field == "population").click()
    page.line.take.click()
    now = desk.store.get(Household, able[1].id)
    assert (now.population, now.resettlement_site) == (able[1].population + 1, able[1].resettlement_site)
    page.at.refresh()
    assert [d.field for _, d in page.line.boxes] == ["resettlement_site"]
    page.at.undo()
    assert desk.store.get(Household, able[1].id) == able[1]


def test_a_difference_is_explained(page, desk, qtbot):
    entry = choose(page, Found.DIFFERS).entry
    enter(qtbot, page.line.how, "名单计入次子")
    assert desk.store.get(RelocationEntry, entry.id).settled_how == "名单计入次子"
    page.at.refresh()
    assert "已说明 1" in page.counts.text()


def test_the_lines_shown_go_out_and_the_list_goes_with_undo(page, desk, tmp_path):
    page.export(tmp_path / "核对.xlsx")
    assert (tmp_path / "核对.xlsx").stat().st_size
    page.remove_action.trigger()
    page.at.refresh()
    assert page.body.currentIndex() == 1
    page.at.undo()
    page.at.refresh()
    assert page.body.currentIndex() == 0


def test_there_is_a_way_back_from_the_empty_page_too(open_window, desk, project_id):
    window = open_window(desk)
    window.open("relocation", project_id)
    back = window.head.shown["返回农户"]
    assert back.isVisible()
    back.click()
    assert window.page.key == "households"
