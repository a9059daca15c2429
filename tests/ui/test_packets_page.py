"""申报材料 in the real window: any step, its list with files dropped onto it, order, check, what was sent."""

import pytest

from linkdesk.actions import submissions
from linkdesk.domain.planning_words import AnnexState
from tests.actions.test_annexes import pdf
from tests.actions.test_packet_steps import settled, waived
from tests.actions.test_submissions import matter_of
from tests.ui.test_annexes_page import drop


@pytest.fixture
def page(opened, qtbot):
    page = opened("packets")
    page.at = opened.window
    return page


def finish(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.running, timeout=30_000)
    qtbot.wait(20)


def choose(page, step):
    page.steps[step].setChecked(True)
    return page.contents.table


def test_every_step_of_the_projects_policies_is_offered(page, desk, project_id):
    assert list(page.steps) == ["plan", "filing", "agreements", "trade", "design", "new_land", "works", "amendment", "acceptance", "assessment"]
    for step in page.steps:
        rows = choose(page, step).model.rows
        assert rows
        assert page.step == step
        assert page.contents.count.text().startswith(f"共 {len(rows)} 项")


def test_a_file_dropped_onto_a_line_is_there(page, desk, project_id, tmp_path):
    table = choose(page, "acceptance")
    at = next(i for i, row in enumerate(table.model.rows) if row.id == "V04")
    table.view.scrollTo(table.model.index(at, 1))
    from types import SimpleNamespace
    drop(SimpleNamespace(list=table), table.view.visualRect(table.model.index(at, 1)).center(), pdf(tmp_path / "决算.pdf"))
    page.reload()
    assert [(row.line.state, row.told) for row in table.model.rows if row.id == "V04"] == [(AnnexState.THERE, "决算.pdf")]


def test_the_order_is_remembered_and_goes_into_the_packet(page, desk, project_id, tmp_path, qtbot):
    table = choose(page, "filing")
    table.select("R03")
    page.contents.up.click()
    assert page.contents.shown == ("R01", "R03", "R02")
    assert page.options.order == ("R01", "R03", "R02")
    choose(page, "trade")
    choose(page, "filing")
    assert [row.id for row in table.model.rows] == ["R01", "R03", "R02"]
    page.contents.back.click()
    assert page.options.order == ()


def test_copies_that_are_no_number_are_refused(page, tmp_path, qtbot):
    choose(page, "filing")
    page.copies.setText("许多")
    page.write("filing", tmp_path / "材料")
    finish(qtbot, page)
    assert "份数应在 1 到 99 之间" in page.at.notice.sentence.text()


def test_a_packet_is_written_checked_kept_compared_and_written_again(page, desk, project_id, tmp_path, qtbot):
    settled(desk, project_id)
    waived(desk, project_id, "filing")
    matter_of(desk, project_id, "A-PLAN-LOCAL")
    choose(page, "filing")
    page.reload()
    page.final.setChecked(True)
    assert page.sent.target[1] == 4
    for name in ("甲", "乙"):
        page.duplex.setChecked(name == "乙")
        page.write("filing", tmp_path / name)
        finish(qtbot, page)
        page.check(tmp_path / name)
        finish(qtbot, page)
        assert "与清单一致" in page.written.text()
        page.keep(tmp_path / name)
        finish(qtbot, page)
    assert [s.version for s in page.sent.table.model.rows] == [2, 1]
    (tmp_path / "乙" / "印制说明.pdf").write_bytes(b"x")
    page.check(tmp_path / "乙")
    finish(qtbot, page)
    assert "“印制说明.pdf”的内容已改动" in page.written.text()
    newest = page.sent.table.model.rows[0]
    page.sent.table.select(newest.id)
    page.tabs.setCurrentWidget(page.sent)
    page.sent.of_one[0].click()
    finish(qtbot, page)
    assert page.sent.differences.isVisible()
    assert ("文件", "申报材料.pdf", "", "内容有改动") in page.sent.differences.model.rows
    page.write_again(newest, tmp_path / "再次")
    finish(qtbot, page)
    assert submissions.as_sent(desk, newest, tmp_path / "再次") == ()
    page.lead_to(newest.id, "")
    assert page.sent.chosen == newest
