"""Progress on screen: chosen rows, only the fields a kind needs, at once for whom it can be entered, and corrections below."""

import shutil
from datetime import date, datetime

import pytest

from linkdesk import paths
from linkdesk.actions import progress
from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind, PairStage, WorkWay
from linkdesk.domain.recording import Entry
from tests.actions.printed_pairs import printed_pairs
from tests.ui.typing import enter

Kind = AgreementEventKind
TODAY = datetime(2018, 8, 20, 10, 0)


@pytest.fixture(scope="module")
def printed_sample(sample_workspace, tmp_path_factory):
    """The sample with three printed pairs, made once."""
    from linkdesk.actions.projects import projects
    from linkdesk.desk import Desk
    folder = tmp_path_factory.mktemp("printed") / "工作区"
    shutil.copytree(sample_workspace, folder)
    desk = Desk.open(folder, lambda: datetime(2018, 6, 4, 9, 30))
    desk.sign_in(desk.officers()[0])
    ids = printed_pairs(desk, projects(desk)[0].id, 3)
    desk.close()
    return folder, ids


@pytest.fixture
def sample_workspace_here(printed_sample, tmp_path):
    folder, ids = printed_sample
    shutil.copytree(folder, tmp_path / "印制")
    return tmp_path / "印制", ids


@pytest.fixture
def page(open_window, sample_workspace_here):
    from linkdesk.actions.projects import projects
    from linkdesk.desk import Desk
    folder, ids = sample_workspace_here
    desk = Desk.open(folder, lambda: TODAY)
    desk.sign_in(desk.officers()[0])
    window = open_window(desk)
    window.open("progress", projects(desk)[0].id)
    page = window.page
    page.at, page.ids = window, ids
    yield page
    desk.close()


def choose(page, *ids):
    page.table.view.clearSelection()
    page.table._select_rows({*ids, "nobody"})
    page.weigh()


def test_many_are_signed_at_once_and_the_rest_is_named(page):
    other = next(p.id for p in page.found if p.progress is None)
    choose(page, *page.ids, other)
    assert "可登记 3 户，不能登记 1 户" in page.verdict.count.text()
    assert "没有有效的协议" in page.verdict.refused.text()
    assert "：、" not in page.verdict.refused.text()
    page.main_action.trigger()
    found = page.desk.dossier(page.project_id).progress
    assert {found[id_].stage for id_ in page.ids} == {PairStage.DUAL_SIGNED}
    assert page.desk.store.count(AgreementEvent, happened_on=TODAY.date()) == 18


def test_only_what_a_kind_needs_is_asked(page):
    asked = {"三方签字": {"happened_on", "person", "basis"}, "拆除": {"happened_on", "way", "basis"},
             "拆除验收": {"happened_on", "passed", "level", "person", "basis"}, "未签登记": {"happened_on", "reason", "basis"},
             "撤回": {"happened_on", "repaid", "basis"}, "腾退": {"happened_on", "basis"}}
    for kind, fields in asked.items():
        page.form.choose(kind)
        assert {n for n, e in page.form.entries.items() if not e.widget.isHidden()} == fields
    assert page.form.papers.isHidden()
    assert page.form.labels["basis"].text() == "依据"
    page.form.choose("撤回")
    assert page.form.labels["basis"].text() == "依据 *"


def test_what_is_missing_or_cannot_be_read_stands_under_the_form(page, qtbot):
    choose(page, page.ids[0])
    page.form.choose("拆除")
    page.weigh()
    assert page.verdict.count.text() == "请填写方式"
    assert not page.main_action.isEnabled()
    page.form.entries["way"].show(WorkWay.ORGANISED)
    enter(qtbot, page.form.entries["happened_on"].widget, "2018年13月1日")
    page.weigh()
    assert "日期" in page.verdict.count.text()
    enter(qtbot, page.form.entries["happened_on"].widget, "2018.8.1")
    page.weigh()
    assert "拆除前已双签" in page.verdict.costs.text(), "taken down before anybody has signed"
    assert page.main_action.isEnabled()


def test_the_history_stands_below_and_a_wrong_entry_is_corrected(page, qtbot):
    one = page.ids[0]
    page.desk.do(progress.record(page.desk, page.project_id, [one], Entry(Kind.DEMOLISHED, date(2018, 8, 1), way=WorkWay.SELF)))
    page.at.refresh()
    page.table.select(one)
    history = page.history
    assert [line.what for line in history.table.model.rows] == ["拆除"]
    assert "应付0.00元" in history.dues.text()
    assert "A §三(四)" in history.dues.text()
    history.table.select(history.table.model.rows[0].id)
    history.act.click()
    enter(qtbot, history.reason.reason, "登记错户")
    page.at.refresh()
    assert [line.what for line in history.table.model.rows] == ["拆除（已更正）"]
    assert not history.act.isEnabled()
    assert not history.reason.isVisible()


def test_a_scan_goes_with_the_entry(page, tmp_path, qtbot):
    scan = tmp_path / "验收单.pdf"
    scan.write_bytes(b"%PDF-1.7 made up")
    choose(page, page.ids[1])
    page.form.choose("腾退")
    page.attach(paths.SAMPLES / "survey_qingshi.xlsx")
    assert "没有附上" in page.at.notice.sentence.text()
    page.attach(scan)
    enter(qtbot, page.form.entries["basis"].widget, "腾退单")
    kept, = page.desk.store.load(AgreementEvent, kind=Kind.VACATED)
    assert page.desk.store.files.read(kept.paper) == scan.read_bytes()
    assert (kept.basis, page.form.paper, page.form.entries["basis"].text()) == ("腾退单", None, "")


def test_rooms_lead_here_with_a_kind_and_an_empty_project_says_how_to_begin(page, open_window, desk, project_id):
    page.at.open("progress", page.project_id)
    page.at.page.lead_to(page.ids[2], "户主死亡")
    assert page.at.page.form.kind.currentText() == "户主死亡"
    assert [p.id for p in page.at.page.table.selected()] == [page.ids[2]]
    window = open_window(desk)
    window.open("progress", project_id)
    assert window.page.body.currentIndex() == 1


def test_a_head_who_dies_with_papers_in_force_is_entered_here_next(page, qtbot):
    window, one = page.at, page.ids[0]
    window.open("household_changes", page.project_id)
    changes = window.page
    changes.lead_to(one, "死亡")
    enter(qtbot, changes.on, "2018-08-10")
    enter(qtbot, changes.basis, "死亡证明")
    changes.people.boxes[0][0].click()
    changes.head.who.setCurrentIndex(changes.head.who.count() - 1)
    enter(qtbot, changes.head.new.lines["name"], "张继承")
    changes.main_action.trigger()
    assert window.page.key == "progress"
    assert window.page.form.kind.currentText() == "户主死亡"
    assert [p.id for p in window.page.table.selected()] == [one]
