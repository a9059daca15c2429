"""The list of all pairs: one row for each household and collective property, found by village, stage, trouble and typing."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import agreements
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.words import AgreementState
from linkdesk.ui.pages import room
from linkdesk.ui.pair_columns import COLLECTIVE
from linkdesk.ui.stage_bar import ORDER
from tests.ui.typing import type_text

Kind = AgreementEventKind


@pytest.fixture
def school(desk, project_id):
    village = desk.dossier(project_id).households[0].village
    made = CollectiveProperty(project_id=project_id, village=village, name="上沟小学", agreed=False, land_area=900)
    desk.do(Change("新增集体房屋", after=(made,)))
    return made


@pytest.fixture
def page(open_window, desk, project_id, school):
    if agreements.missing(desk, project_id):
        desk.do(agreements.draft(desk, project_id))
    window = open_window(desk)
    window.open("agreements", project_id)
    return window.page


def _signed(desk, project_id, made):
    """Print and sign both agreements of a pair, with a term that has passed."""
    printed = [replace(a, state=AgreementState.PRINTED, number=f"试-2018-{at:05d}", demolish_by=date(2018, 5, 1))
               for at, a in enumerate(made, 1)]
    signatures = [AgreementEvent(project_id=project_id, household_id=a.household_id, agreement_id=a.id, kind=kind,
                                 happened_on=date(2018, 4, 1))
                  for a in made for kind in (Kind.PARTY_A_SIGNED, Kind.PARTY_B_SIGNED, Kind.WITNESS_SIGNED)]
    desk.do(Change("试签", before=tuple(made), after=(*printed, *signatures)))


def test_every_household_and_collective_property_has_its_row(page, desk, project_id, school):
    dossier = desk.dossier(project_id)
    assert {p.id for p in page.table.model.rows} == {h.id for h in dossier.households} | {school.id}
    row = next(p for p in page.table.model.rows if p.id == school.id)
    shown = {c.name: c.text(row) for c in page.table.model.columns}
    assert (shown["party"], shown["stage"], shown["remark"]) == (f"{COLLECTIVE}上沟小学", "不出协议", "村民会议不同意")
    assert (shown["population"], shown["payable"]) == ("", "")


def test_a_signed_pair_shows_numbers_stage_and_what_is_overdue(page, desk, project_id, qtbot):
    pair = next(p for p in page.table.model.rows if all(p.made))
    _signed(desk, project_id, pair.made)
    page.reload()
    row = next(p for p in page.table.model.rows if p.id == pair.id)
    shown = {c.name: c.text(row) for c in page.table.model.columns}
    assert (shown["pair_0"], shown["pair_1"], shown["stage"]) == ("00001 已签字", "00002 已签字", "已双签")
    assert (shown["remark"], shown["term"], shown["number_0"]) == ("逾期", "拆除 2018-05-01", "试-2018-00001")
    assert page.table.model.marks[pair.id][1] == "逾期（拆除逾期）"
    page.filter.trouble.setCurrentText("逾期")
    assert [p.id for p in page.table.model.rows] == [pair.id]


def test_rows_are_kept_by_village_stage_and_typing(page, desk, project_id, qtbot):
    every = list(page.table.model.rows)
    village = page.filter.village.itemText(1)
    page.filter.village.setCurrentText(village)
    assert page.table.model.rows == [p for p in every if p.subject.village == village]
    page.filter.village.setCurrentIndex(0)
    page.bar.links[0].click()
    assert {p.stage for p in page.table.model.rows} == {page.filter.stage.currentText()}
    page.bar.links[0].click()
    assert page.table.model.rows == every, "the same word again gives all rows back"
    name = every[0].party
    type_text(page.search, name)
    qtbot.waitUntil(lambda: len(page.table.model.rows) < len(every))
    assert {name in p.party for p in page.table.model.rows} == {True}
    assert "/" in page.count.text()


def test_the_bar_counts_every_row_once(page):
    assert sum(page.bar.bar.counts.values()) == len(page.found)
    assert set(page.bar.bar.counts) <= set(ORDER)
    assert page.bar.bar.grab().width() == page.bar.bar.width()


def test_sums_follow_the_rows_shown(page):
    page.filter.village.setCurrentIndex(1)
    at = [c.name for c in page.table.model.columns].index("amount")
    total = sum(p.amount for p in page.table.model.rows if p.amount is not None)
    assert page.table.totals.model().sums[at].replace(",", "") == f"{total:.2f}"


def test_more_leads_to_every_room_there_is(page):
    titles = [a.text() for a in page.more.menu().actions()]
    assert titles == [room(key).title for key in ("agreement", "batch_print", "progress", "scans", "notices", "payments", "complaints",
                                                  "ledgers", "standards", "wordings") if room(key)]


def test_terms_of_vacating_and_moving_in_are_agreed_too(page, desk, qtbot):
    for name, text in {"vacate_by": "2018-08-31", "demolish_by": "2018-09-30", "reclaim_by": "2018-09-01"}.items():
        page.terms.dates[name].setText(text)
    page.terms.put.click()
    assert "早于" in page.window().notice.sentence.text()
    assert {a.vacate_by for a in desk.store.load(Agreement)} == {None}
    page.terms.dates["reclaim_by"].setText("2019-06-30")
    page.terms.put.click()
    qtbot.wait(20)
    assert {(a.vacate_by, a.reclaim_by, a.settle_by) for a in desk.store.load(Agreement)} == {(date(2018, 8, 31), date(2019, 6, 30), None)}


def test_at_the_real_size_fifteen_rows_are_seen(page, qtbot):
    page.window().panel.fold(True)
    qtbot.wait(50)
    view = page.table.view
    assert view.viewport().height() // view.rowHeight(0) >= 15
    assert not view.horizontalScrollBar().isVisible()
