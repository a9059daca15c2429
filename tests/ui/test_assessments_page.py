"""考核自评 and 月报 in the window: begun, written, told by the rows, exported; the targets beside what the ledger tells."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.change import Change
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import AssessmentKind, PostingKind, QuotaAccount
from linkdesk.domain.special_plan import Assessment


@pytest.fixture
def body(desk, project_id):
    """The county with a target and a sale, in the first quarter of the next year."""
    desk.clock = lambda: datetime(2019, 2, 20, 9)
    county = desk.store.get(Project, project_id).responsible_id
    sale = QuotaEntry(authority_id=county, project_id=project_id, trade_id=None, kind=PostingKind.SALE, posted_on=date(2018, 9, 1), number="协1",
                      from_account=QuotaAccount.PLANNED_SURPLUS, to_account=QuotaAccount.SOLD_TO_DELIVER, construction=Decimal("66666.6667"))
    target = YearTarget(authority_id=county, from_year=2018, to_year=2019, area=Decimal(1000), done=Decimal(50), document="文")
    desk.store.apply(Change("资料", after=(sale, target)), officer="")
    desk.as_of()
    return county


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.running and bool(page.panel.figures.model.rows), timeout=5000)


def test_an_assessment_is_begun_written_and_told_by_the_rows(body, desk, opened, qtbot, tmp_path):
    page = opened("assessments")
    assert page.side.currentIndex() == 1
    assert not page.main_action.isEnabled()
    page.take_focus()
    page.year.setText("二〇一八")
    page._begin()
    assert "四位数字" in opened.window.notice.sentence.text()
    page.year.setText("2018")
    page.kinds.setCurrentText(AssessmentKind.POVERTY)
    page._begin()
    settled(qtbot, page)
    (made,) = desk.store.load(Assessment)
    assert (made.kind, made.year, made.authority_id) == (AssessmentKind.POVERTY, 2018, body)
    assert [(line.label, line.value) for line in page.panel.figures.model.rows] == [("2018—2019 年节余指标易地交易任务", "150.00／1,000.00 亩")]
    page.panel.texts["summary"].given.emit("抓紧推进")
    page.panel.fields[0].commit(made, "assessor", "省扶贫办")
    page.reload()
    settled(qtbot, page)
    assert desk.store.load(Assessment)[0].summary == "抓紧推进"
    assert page.panel.texts["summary"].toPlainText() == "抓紧推进"
    page._begin()
    assert "已经有一份" in opened.window.notice.sentence.text()
    qtbot.waitUntil(lambda: not page.work.running, timeout=5000)
    page.export_to(tmp_path / "自评")
    qtbot.waitUntil(lambda: not page.work.running, timeout=20000)
    assert sorted(path.suffix for path in (tmp_path / "自评").iterdir()) == [".docx", ".pdf", ".xlsx"]


def test_a_figure_leads_to_its_room_and_a_removed_assessment_leaves_the_first_step(body, desk, opened, qtbot):
    page = opened("assessments")
    page._begin()
    settled(qtbot, page)
    page.lead_to(desk.store.load(Assessment)[0].id, "next_steps")
    page._remove()
    page.reload()
    assert page.side.currentIndex() == 1
    desk.undo()
    page.reload()
    settled(qtbot, page)
    page.panel.lead.emit("targets")
    assert opened.window.page.key == "targets"


def test_a_month_is_reckoned_when_asked_for(body, opened, qtbot, tmp_path):
    page = opened("assessments")
    months = page.months
    page.tabs.setCurrentIndex(1)
    months.year.setText("2019")
    months.month.setCurrentIndex(11)
    months.show_month()
    qtbot.waitUntil(lambda: not page.work.running, timeout=5000)
    assert "没有这个月，或还没有到" in opened.window.notice.sentence.text()
    months.year.setText("2018")
    months.show_month()
    qtbot.waitUntil(lambda: len(months.table.model.rows) == 1, timeout=5000)
    assert months.said.text() == "2018年12月，1 个项目区，截至 2018-12-31。"
    months.export_to(tmp_path)
    qtbot.waitUntil(lambda: not page.work.running, timeout=10000)
    assert len(list(tmp_path.glob("*月报.*"))) == 2


def test_targets_show_what_the_ledger_tells_beside_what_was_typed(body, desk, opened):
    page = opened("targets")
    (row,) = page.rows.model.rows
    shown = {c.name: c.text(row) for c in page.rows.model.columns}
    assert (shown["done"], shown["ledger"], shown["total"]) == ("50.00", "100.00", "150.00")
    page.rows.table.select(row.id)
    assert "启用前 50.00 亩与指标台账 100.00 亩之和" in page.rows.how.text()
    assert any("已完成 150.00 亩（启用前 50.00＋台账 100.00）" in r.clock.subject for r in page.years.model.rows)
