"""Subsidies from other programmes on their page: pasted from a spreadsheet, found by name, filtered, doubled ones marked."""

import pytest
from PySide6.QtGui import QGuiApplication

from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink
from linkdesk.domain.planning_words import Programme, SubsidyPurpose
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import Severity


@pytest.fixture
def window(open_window, desk, project_id):
    window = open_window(desk)
    window.open("links", project_id)
    return window


@pytest.fixture
def people(desk, project_id):
    """Households that neither name nor number can be mistaken for another's."""
    there = desk.store.load(Household, project_id=project_id, order="id")
    told = [value for h in there for value in (h.head_name, h.id_number)]
    return [h for h in there if h.head_name and h.id_number and told.count(h.head_name) == told.count(h.id_number) == 1]


def paste(page, text):
    QGuiApplication.clipboard().setText(text)
    page.rows.table.paste()


def test_an_empty_page_says_what_belongs_here(window, desk, qtbot):
    assert window.page.body.currentIndex() == 1
    window.page.rows.add()
    qtbot.waitUntil(lambda: window.page.body.currentIndex() == 0)
    [(severity, said)] = window.page.rows.model.marks.values()
    assert (severity, said) == (Severity.ERROR, "没有写明农户或地块。")


def test_rows_are_pasted_by_their_headings_and_doubled_ones_marked(window, people, desk, project_id, qtbot):
    one, two = people[:2]
    code = desk.store.load(Plot, project_id=project_id)[0].code
    paste(window.page, "户主姓名\t涉农项目\t补助用途\t已领补助\t领取日期\n"
          f"{one.head_name}\t危房改造\t建房购房\t14000\t2017-05-03\n{one.id_number}\t易地扶贫搬迁\t建房购房\t20000\t\n"
          f"{two.head_name}\t易地扶贫搬迁\t建房购房\t20000\t\n{code}\t土地整理\t宅基地复垦\t3000\t")
    assert not window.notice.sentence.text()
    qtbot.waitUntil(lambda: len(window.page.rows.model.rows) == 4)
    made = desk.store.load(ProgrammeLink, order="position")
    assert [link.household_id for link in made] == [one.id, one.id, two.id, None]
    assert [link.programme for link in made][:2] == [Programme.DANGEROUS_HOUSES, Programme.RELOCATION]
    assert made[3].plot_id
    assert list(window.page.rows.model.marks) == [made[1].id]
    assert "共 4 笔，重复 1 笔" in window.page.count.text()
    window.page.doubled.click()
    assert [row.id for row in window.page.rows.model.rows] == [made[1].id]
    window.page.lead_to(made[3].id, "purpose")
    assert window.page.rows.current.id == made[3].id


def test_a_paste_of_somebody_unknown_is_refused_whole(window, people, desk):
    paste(window.page, f"户主姓名\t涉农项目\n{people[0].head_name}\t危房改造\n查无此人\t危房改造")
    assert "第 2 行" in window.notice.sentence.text()
    assert desk.store.count(ProgrammeLink) == 0


def test_a_cell_takes_a_name_and_the_filter_finds_it(window, people, desk, qtbot):
    window.page.rows.add()
    qtbot.waitUntil(lambda: len(window.page.rows.model.rows) == 1)
    edited = window.page.rows.model.edited
    edited.emit(window.page.rows.model.rows[0], "household_id", people[0].head_name)
    edited.emit(window.page.rows.model.rows[0], "purpose", "旧房拆除")
    [link] = desk.store.load(ProgrammeLink)
    assert (link.household_id, link.purpose) == (people[0].id, SubsidyPurpose.DEMOLITION)
    qtbot.waitUntil(lambda: people[0].head_name in (window.page.rows.model.rows[0].household_id or ""))
    window.page.search.setText("没有的人")
    assert not window.page.rows.model.rows
    window.page.search.setText(people[0].head_name)
    assert len(window.page.rows.model.rows) == 1
