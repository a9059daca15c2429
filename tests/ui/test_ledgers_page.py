"""The ledgers page in the real window: what is filtered is what is shown, added up and written out."""

from datetime import date

import openpyxl
import pytest

from linkdesk.actions import agreements
from linkdesk.actions.terms import agree
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.ledgers import LedgerKind
from linkdesk.ui import theme
from linkdesk.ui.ledgers_page import ALL_VILLAGES


@pytest.fixture
def page(open_window, desk, project_id):
    desk.do(agreements.draft(desk, project_id))
    window = open_window(desk)
    window.open("ledgers", project_id)
    return window.page


def rows(page):
    return page.lines.currentWidget().model.rows


def test_the_first_ledger_lists_everybody_and_filters_by_village_group_and_name(page, desk, project_id):
    assert len(rows(page)) == len(desk.dossier(project_id).households)
    page.village.setCurrentText("上沟村")
    page.group.setCurrentText("一组")
    assert {(x.village, x.group) for x in rows(page)} == {("上沟村", "一组")}
    page.search.setText("dgx")  # 戴国香 by the initials of its pinyin
    assert [x.values[2] for x in rows(page)] == ["戴国香"]


def test_a_day_and_its_heading_have_room(page, desk):
    terms = {"demolish_by": date(2018, 9, 30), "reclaim_by": date(2019, 6, 30)}
    desk.do(agree(desk.store.load(Agreement), terms))
    page.reload()
    table = page.lines.currentWidget()
    page.window().resize(1366, 768)
    at = next(n for n, c in enumerate(table.model.columns, 1) if c.name == "demolish_by")
    view = table.view
    assert view.columnWidth(at) >= view.fontMetrics().horizontalAdvance("2018-09-30") + theme.current().px(22)
    assert view.columnWidth(at) >= view.horizontalHeader().fontMetrics().horizontalAdvance("约定拆除期限") + theme.current().px(12)


def test_the_sums_by_group_are_those_of_what_is_shown(page):
    page.village.setCurrentText("上沟村")
    shown = page.shown()
    page.summed.setChecked(True)
    at = shown.at("persons")
    assert sum(line.sums.count for line in rows(page)) == len(shown.lines)
    assert sum(line.sums.values[at] for line in rows(page)) == sum(x.values[at] or 0 for x in shown.lines)


def test_what_is_shown_is_written_out(page, tmp_path, qtbot):
    page.village.setCurrentText("柳树塬村")
    page.export_to(tmp_path)
    qtbot.waitUntil(lambda: not page.work.running, timeout=20_000)
    assert sorted(p.name for p in tmp_path.glob("L1*")) == ["L1-双签协议台账-柳树塬村.pdf", "L1-双签协议台账-柳树塬村.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / "L1-双签协议台账-柳树塬村.xlsx").worksheets[0]
    assert {row[1].value for row in sheet.iter_rows(min_row=5) if isinstance(row[0].value, int)} == {"柳树塬村"}


def test_an_empty_ledger_is_not_written_and_says_why(page, tmp_path, qtbot, open_window):
    page.lead_to("L6", "")
    assert page.kind is LedgerKind.CHANGES
    assert rows(page) == []
    assert "没有符合条件的内容" in page.counted.text()
    with qtbot.waitSignal(page.work.wrong, timeout=20_000) as told:
        page.export_to(tmp_path)
    assert "没有写出文件" in told.args[0]


def test_the_chart_is_shown_as_a_picture(page):
    page.lead_to("chart", "")
    assert page.kind is None
    assert page.chart.box.itemAt(0).widget().pixmap().width() > 300
    assert not page.main_action.isEnabled()
    page.lead_to("L1", "")
    assert page.village.currentText() == ALL_VILLAGES
