"""The room of the county's one page: the page, its figures with their entries, the charts, and what it writes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.change import Change
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind, QuotaAccount


@pytest.fixture
def shown(desk, project_id, open_window, qtbot):
    """The room with one figure of two entries, made."""
    project = desk.store.get(Project, project_id)
    one = QuotaEntry(authority_id=project.responsible_id, project_id=project_id, kind=PostingKind.OPENING, to_account=QuotaAccount.SURPLUS,
                     construction=Decimal(12345), farmland=Decimal(10000), posted_on=date(2018, 1, 2), number="岚国土资发〔2018〕1号")
    desk.store.apply(Change("期初", after=(one, replace(one, id="a" * 32, construction=Decimal(5)))), officer="")
    window = open_window(desk)
    window.open("county", project_id)
    qtbot.waitUntil(lambda: window.page.shown is not None and not window.work.running, timeout=20000)
    return window


def _choose(page, key):
    page.tabs.setCurrentIndex(1)
    page.figures.select(key)
    return [page.entries.entity_at(row) for row in range(page.entries.model.rowCount())]


def test_a_figure_leads_to_its_entries_and_they_add_up_to_it(shown):
    page = shown.page
    found = _choose(page, "surplus")
    assert [line.amounts.construction for line in found] == [Decimal(12345), Decimal(5)]
    assert sum(line.amounts.construction for line in found) == page.shown.facts.of("surplus").owners[found[0].entry.project_id].construction
    assert page.behind.text() == "可用节余：“节余指标”余额，2 笔。"
    assert _choose(page, "sold") == []


def test_a_figure_of_projects_leads_to_their_room(shown):
    _choose(shown.page, "projects")
    shown.page._lead()
    assert shown.page.key == "projects"


def test_the_page_is_made_again_when_the_data_have_changed_and_only_then(shown, qtbot, desk, project_id):
    page = shown.page
    before = page.shown
    shown.refresh()
    qtbot.wait(50)
    assert page.shown is before
    project = desk.store.get(Project, project_id)
    desk.do(Change("改名", before=(project,), after=(replace(project, name="改了名的项目区"),)))
    qtbot.waitUntil(lambda: page.shown is not before and not shown.work.running, timeout=20000)
    assert page.shown.facts.lines[0].project.name == "改了名的项目区"


def test_what_is_written_is_told(shown, qtbot, tmp_path):
    page = shown.page
    with qtbot.waitSignal(page.said, timeout=30000) as told:
        page.report_to(tmp_path / "报告")
    assert "个文件" in told.args[0]
    qtbot.waitUntil(lambda: not shown.work.running, timeout=20000)
    with qtbot.waitSignal(page.said, timeout=30000):
        page.tables_to(tmp_path / "指标表")
    assert (tmp_path / "指标表" / "T1 项目区一览表.xlsx").exists()
    qtbot.waitUntil(lambda: not shown.work.running, timeout=20000)


def test_an_empty_county_begins_with_a_project(empty_desk, open_window):
    from linkdesk.domain.directory import Officer
    empty_desk.sign_in(Officer(name="王敏", office="岚川县国土资源局"))
    window = open_window(empty_desk)
    window.open("county")
    assert window.page.body.currentIndex() == 1
    assert not window.page.main_action.isEnabled()
