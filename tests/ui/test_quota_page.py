"""指标台账 in the window: issued, posted later, drilled down to the voucher, reversed, closed; page by page, in three units."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from linkdesk.actions import quota_entries, quota_land, quota_pending
from linkdesk.actions.quota_book import PAGE
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.change import Change
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import moved
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.words import ChangeKind
from linkdesk.ui.pages import ROOMS
from linkdesk.ui.quota_page import BALANCES, BOOK, ENTRIES, FIRST, FORM, WAITING, YEARS
from tests.actions import ledgered
from tests.actions.ledgered import county, ha

A = QuotaAccount


@pytest.fixture
def show(open_window, desk, project_id):
    window = open_window(desk)

    def shown():
        window.open("quota", project_id)
        return window.page, window.notice.sentence
    shown.window = window
    return shown


def typed(form, **lines):
    for name, text in lines.items():
        form.lines[name].setText(text)


def issue(page, **areas):
    page.main_action.trigger()
    typed(page.issue, number="岚市国土资发〔2018〕20号", document="计划通知", posted_on="2018-03-20")
    for name, (construction, farmland) in ({"annual": ("90亩", "5"), "revolving": ("120亩", "7")} | areas).items():
        page.issue.areas[name]["construction"].setText(construction)
        page.issue.areas[name]["farmland"].setText(farmland)
    page.issue.act.click()
    page.reload()


def cells(table, name):
    at = 1 + [c.name for c in table.model.columns].index(name)
    return [table.model.index(row, at).data() for row in range(table.model.rowCount())]


def approved(desk, project_id):
    from linkdesk.actions import demo_plans
    demo_plans.fill(desk, project_id)
    ledgered.approve(desk, project_id)


def many(desk, project_id, number):
    body = county(desk, project_id)
    rows = [QuotaEntry(authority_id=body, to_account=A.ANNUAL_PLAN, construction=Decimal(n), posted_on=date(2018, 1, 1 + n % 31), number=f"{n}号",
                       posting_id=f"p{n}") for n in range(1, number + 1)]
    desk.do(Change("登记", after=tuple(rows), kind=ChangeKind.PROGRESS))


def test_an_empty_book_says_what_it_is_and_what_to_do_first(show):
    page, _ = show()
    assert page.body.currentIndex() == FIRST
    from PySide6.QtWidgets import QLabel
    words = next(w.text() for w in page.body.currentWidget().findChildren(QLabel) if w.property("look") == "lead")
    assert len(words.splitlines()) == 3
    assert "先登记上级的下达文件" in words


def test_a_document_is_issued_and_its_balances_shown_in_every_unit(show, desk):
    page, _ = show()
    issue(page)
    assert page.body.currentIndex() == BOOK
    assert cells(page.balances, "account") == ["新增建设用地计划指标", "年度周转指标"]
    assert cells(page.balances, "construction") == ["6.0000", "8.0000"]
    for unit, said in ((AreaUnit.MU, ["90.0000", "120.0000"]), (AreaUnit.SQUARE_METRE, ["60,000.00", "80,000.00"])):
        page.filters.units.setCurrentText(unit)
        page.filters.changed.emit()
        assert cells(page.balances, "construction") == said
        assert page.balances.model.headerData(3, Qt.Orientation.Horizontal) == f"建设用地（{unit}）"
    page.filters.until.setText("2018-03-19")
    page.filters.until.editingFinished.emit()
    assert page.balances.model.rowCount() == 0


def test_what_does_not_fit_is_said_and_what_was_typed_stays(show, desk):
    page, said = show()
    page.main_action.trigger()
    page.issue.act.click()
    assert said.text().startswith("下达的指标面积都没有填")
    page.issue.areas["annual"]["construction"].setText("三十")
    page.issue.act.click()
    assert "请填数字" in said.text() or "建设用地" in said.text()
    assert page.body.currentIndex() == FORM
    assert page.issue.areas["annual"]["construction"].text() == "三十"
    page.issue.done()
    assert page.body.currentIndex() == FIRST
    page.filters.until.setText("哪天")
    page.filters.until.editingFinished.emit()
    assert "请填日期" in said.text()
    assert page.filters.until.text() == ""


def test_a_doubtful_unit_is_a_question_that_a_person_answers(show, desk):
    page, _ = show()
    issue(page, revolving=("120", "7"))
    assert page.issue.doubt.isVisible()
    assert "像是把亩当成了公顷" in page.issue.doubt.words.text()
    assert desk.store.count(QuotaEntry) == 0
    page.issue.doubt.act.click()
    assert desk.store.count(QuotaEntry) == 2
    assert not page.issue.isVisible()


def test_a_balance_leads_to_its_entries_and_they_add_up_to_it(show, desk, project_id):
    approved(desk, project_id)
    page, _ = show()
    issue(page)
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0]))
    for plot in quota_land.open_plots(desk, project_id):
        desk.do(quota_land.take_land(desk, project_id, [plot], A.ISSUED, date(2018, 6, 1), "7号", ""))
    page.reload()
    balances = list(page.balances.model.rows)
    assert {b.account for b in balances} >= {A.REVOLVING, A.ISSUED, A.USED_URBAN, A.USED_RESETTLE, A.PLANNED_SURPLUS}
    for balance in balances:
        page.balances.opened.emit(balance)
        assert page.tabs.currentIndex() == ENTRIES
        shown = page.entries.table.model.rows
        assert shown
        assert moved(shown)[balance.project_id, balance.account] == balance.amounts


def test_an_entry_shows_its_voucher_document_and_source(show, desk, project_id):
    approved(desk, project_id)
    page, _ = show()
    issue(page)
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0]))
    page.tabs.setCurrentIndex(ENTRIES)
    page.reload()
    automatic = next(e for e in page.entries.table.model.rows if e.kind is PostingKind.PLAN)
    page.lead_to(automatic.id, "")
    assert page.entries.parts.model.rowCount() == 2
    assert "岚政复〔2018〕12号" in page.entries.basis.text()
    assert page.entries.source.text() == "去“版本和变更”"
    assert not page.entries.one.isEnabled()
    page.entries.source.click()
    assert show.window.page.key == "versions"


def test_an_entry_is_reversed_with_a_reason_and_both_stay(show, desk):
    page, said = show()
    issue(page)
    page.tabs.setCurrentIndex(ENTRIES)
    annual = next(e for e in page.entries.table.model.rows if e.to_account is A.ANNUAL_PLAN)
    page.entries.table.select(annual.id)
    page.entries.one.click()
    page.entries.reason.given.emit("")
    assert said.text() == "请写明冲销的原因，再冲销。"
    page.entries.reason.given.emit("面积抄错")
    page.reload()
    assert desk.store.count(QuotaEntry) == 3
    assert {m[1] for m in page.entries.table.model.marks.values()} == {"冲销分录。", "已冲销。"}


def test_what_waits_is_listed_with_its_reason_and_posted_on_another_day(show, desk, project_id):
    approved(desk, project_id)
    page, said = show()
    assert page.tabs.tabText(WAITING) == "待过账（1）"
    page.tabs.setCurrentIndex(WAITING)
    assert "“年度周转指标”（建设用地）不够" in page.waiting.why.text()
    page.waiting.post.click()
    assert "不够" in said.text()
    desk.do(quota_entries.issue(desk, county(desk, project_id), date(2018, 5, 28), "20号", "", 2018, revolving=ha(8, 7)))
    page.reload()
    page.waiting.on.setText("2018-05-28")
    page.waiting.post.click()
    page.reload()
    assert page.tabs.tabText(WAITING) == "待过账"
    assert not page.waiting.post.isEnabled()


def test_land_is_ticked_plot_by_plot(show, desk, project_id):
    approved(desk, project_id)
    page, said = show()
    issue(page)
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0]))
    page.actions_beside[0].trigger()
    assert page.land.plots.count() == len(quota_land.open_plots(desk, project_id)) > 0
    typed(page.land, number="晋政地字〔2018〕7号", posted_on="2018-06-01")
    page.land.act.click()
    assert said.text().startswith("还没有选中地块")
    page.land.plots.item(0).setCheckState(Qt.CheckState.Checked)
    page.land.act.click()
    assert [e.from_account for e in desk.store.load(QuotaEntry, kind=PostingKind.USE)] == [A.ISSUED]


def test_an_opening_balance_asks_for_a_project_only_where_it_belongs_to_one(show, desk, project_id):
    page, _ = show()
    page.actions_beside[1].trigger()
    form = page.opening
    assert not form.projects.isEnabled()
    form.accounts.setCurrentText(A.SURPLUS)
    assert form.projects.isEnabled()
    typed(form, number="旧账", posted_on="2017-12-31")
    form.areas["area"]["construction"].setText("3")
    form.act.click()
    assert [(e.kind, e.project_id, e.to_account) for e in desk.store.load(QuotaEntry)] == [(PostingKind.OPENING, project_id, A.SURPLUS)]


def test_a_year_is_closed_after_a_question_and_opened_with_a_reason(show, desk):
    page, said = show()
    issue(page)
    page.tabs.setCurrentIndex(YEARS)
    assert page.years.close_.text() == "年结 2017 年度"
    page.years.close_.click()
    page.years.sure.act.click()
    page.reload()
    assert page.years.close_.text() == "年结 2018 年度"
    page.years.reason.given.emit("")
    assert said.text().startswith("请写明重开的理由")
    page.years.reason.given.emit("补记，局长批准")
    page.reload()
    assert cells(page.years.table, "kind") == ["重开", "年结"]


def test_a_long_book_is_read_a_page_at_a_time(show, desk, project_id):
    many(desk, project_id, 2 * PAGE + 5)
    page, _ = show()
    page.tabs.setCurrentIndex(ENTRIES)
    seen = []
    while True:
        seen += [e.id for e in page.entries.table.model.rows]
        assert len(page.entries.table.model.rows) <= PAGE
        if not page.entries.on.isEnabled():
            break
        page.entries.on.click()
    assert page.entries.counted.text() == "第 401–405 条，共 405 条"
    assert len(seen) == len(set(seen)) == 405
    page.filters.years.setCurrentText("2018")
    page.filters.kinds.setCurrentText("用地")
    page.filters.changed.emit()
    assert page.entries.counted.text() == "没有符合条件的分录"
    assert not page.entries.back.isEnabled()


def test_the_menu_names_every_room_of_the_book_that_is_built(show):
    page, _ = show()
    menu = next(a.menu() for a in page.actions_beside if a.menu())
    assert [a.text() for a in menu.actions()] == [r.title for r in ROOMS if r.within == "quota"]


def test_book_and_voucher_are_written(show, desk, tmp_path, qtbot):
    page, _ = show()
    issue(page)
    page.save_to(tmp_path / "账")
    qtbot.waitUntil(lambda: not page.work.running)
    assert sorted(p.name for p in (tmp_path / "账").iterdir()) == ["指标余额表.pdf", "指标余额表.xlsx", "指标账.pdf", "指标账.xlsx"]
    assert page.tabs.currentIndex() == BALANCES
