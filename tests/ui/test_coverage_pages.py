"""The pages of coverage, directories and collective property, and the wills in a household's form, in the real window."""

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from linkdesk.actions import agreements, collective
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.directory import AgencyName, Hamlet, Township, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.words import LeftOutReason, WillKind
from linkdesk.ui import coverage_columns, directories_page
from linkdesk.ui.will_forms import ATTACH, ATTACHED
from tests.survey.workbooks import sheet


@pytest.fixture
def window(open_window, desk):
    return open_window(desk)


@pytest.fixture
def show(window, project_id):
    def shown(key, *where):
        window.open(key, project_id, *where)
        return window.page
    return shown


def finish(window, qtbot):
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(1)
    window.refresh()


def test_households_are_left_out_and_taken_in_again(show, desk, project_id, window, qtbot):
    page = show("coverage")
    before = len(desk.dossier(project_id).households)
    assert "A §三(二)" in page.clause.text()
    page.households.select(page.households.model.rows[0].id)
    page.leave_out.click()
    assert "请选择未列入的原因" in window.notice.sentence.text()
    page.reason.setCurrentText(str(LeftOutReason.LIVED_IN))
    page.evidence.setText("村委会证明")
    chosen = page.households.selected()[0]
    page.leave_out.click()
    finish(window, qtbot)
    assert [h.id for h in desk.dossier(project_id).left_out] == [chosen.id]
    assert page.evidence.text() == ""
    page.which.setCurrentText(coverage_columns.LEFT_OUT)
    assert [h.id for h in page.households.model.rows] == [chosen.id]
    page.households.select(chosen.id)
    page.take_in.click()
    finish(window, qtbot)
    assert len(desk.dossier(project_id).households) == before
    assert page.households.model.rows == []


def test_a_click_on_a_figure_shows_who_is_behind_it(show):
    page = show("coverage")
    at = [c.name for c in coverage_columns.LINES].index("held") + 1
    page.table.view.clicked.emit(page.table.model.index(0, at))
    assert page.which.currentText() == coverage_columns.HELD
    assert {h.id for h in page.households.model.rows} == page.line().held
    page.households.opened.emit(page.households.model.rows[0])
    assert page.window().page.key == "households"


def test_the_pinned_row_counts_each_household_once(show, desk, project_id):
    page = show("coverage")
    village = desk.dossier(project_id).villages[0]
    desk.do(coverage_hamlet(village))
    page.reload()
    surveyed = next(c for c in coverage_columns.LINES if c.name == "surveyed")
    assert surveyed.sum(page.table.model.rows) == f"{len(desk.dossier(project_id).households):,}"


def coverage_hamlet(village):
    from linkdesk.domain.change import Change
    return Change("新增自然村", after=(Hamlet(village_id=village.id, name="一组", households_known=4),))


def test_a_village_list_is_set_beside_the_directory_before_it_changes_it(window, desk, qtbot, tmp_path, monkeypatch):
    window.open("directories")
    page = window.page
    village = desk.store.load(Village)[0]
    path = sheet(tmp_path / "村.xlsx", ["乡镇", "行政村", "自然村", "户数"], [desk.store.load(Township)[0].name, village.name, "阳坡", 9])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.main_action.trigger()
    finish(window, qtbot)
    assert [d.what for d in page.differences.model.rows] == ["户数 9"]
    assert page.main_action.text() == directories_page.CONFIRM
    assert desk.store.load(Hamlet) == []
    page.main_action.trigger()
    finish(window, qtbot)
    assert [h.name for h in desk.store.load(Hamlet, village_id=village.id)] == ["阳坡"]
    assert page.main_action.text() == directories_page.IMPORT
    page.read(path)
    finish(window, qtbot)
    page.cancel.trigger()
    assert page.comparison is None


def test_cells_of_a_village_list_that_cannot_be_read_are_told_before_it_is_taken_in(window, desk, qtbot, tmp_path):
    window.open("directories")
    village = desk.store.load(Village)[0]
    window.page.read(sheet(tmp_path / "村.xlsx", ["乡镇", "行政村", "自然村", "户数"],
                           [desk.store.load(Township)[0].name, village.name, "阳坡", "约九户"]))
    finish(window, qtbot)
    assert "第 2 行户数" in window.page.summary.text()
    assert "约九户" in window.page.summary.text()


def test_places_and_agencies_are_entered_by_hand(window, desk, qtbot):
    window.open("directories")
    page = window.page
    page.places.table.select(desk.store.load(Village)[0].id)
    page.add_hamlet.click()
    qtbot.waitUntil(lambda: isinstance(getattr(page.places.row(), "entity", None), Hamlet))
    form = page.places.forms[Hamlet]
    form.boxes["name"].widget.setText("阴坡")
    form.boxes["name"].widget.editingFinished.emit()
    form.boxes["households_known"].widget.setText("12户")
    form.boxes["households_known"].widget.editingFinished.emit()
    finish(window, qtbot)
    assert [(h.name, h.households_known) for h in desk.store.load(Hamlet)] == [("阴坡", 12)]
    page._add_agency()
    finish(window, qtbot)
    page._rename()
    finish(window, qtbot)
    assert len(desk.store.load(AgencyName)) == 2
    page._remove_agency()
    finish(window, qtbot)
    page._remove_agency()
    finish(window, qtbot)
    assert desk.store.load(AgencyName) == []


def test_an_empty_workspace_says_where_to_begin(open_window, empty_desk, qtbot):
    from linkdesk.domain.directory import Officer
    empty_desk.sign_in(Officer(name="王敏", office="岚川县自然资源局"))
    window = open_window(empty_desk)
    window.open("directories")
    assert window.page.body.currentIndex() == directories_page.NOT_YET
    window.page._add_body()
    finish(window, qtbot)
    assert window.page.bodies.forms[type(window.page.bodies.row())].boxes["name"].widget.text() == "新责任主体"


def test_collective_buildings_are_imported_and_corrected(show, desk, project_id, window, qtbot, tmp_path):
    page = show("collective")
    assert page.body.currentIndex() == 1
    page.take_in(sheet(tmp_path / "a.xlsx", ["行政村", "名称", "类别", "占地面积（㎡）"], ["上沟村", "小学", "学校", 500],
                       ["上沟村", "戏台", "戏台", 60]))
    finish(window, qtbot)
    assert [b.name for b in page.table.model.rows] == ["小学", "戏台"]
    assert page.count.text() == "共 2 处，未列入 0 处"
    page.table.select(page.table.model.rows[1].id)
    page.form.boxes["land_area"].widget.setText("0.3亩")
    page.form.boxes["land_area"].widget.editingFinished.emit()
    finish(window, qtbot)
    assert f"{desk.store.load(CollectiveProperty, name='戏台')[0].land_area:.2f}" == "200.00"
    desk.do(collective.remove(page.table.model.rows))
    finish(window, qtbot)
    assert page.body.currentIndex() == 1


def test_what_collective_cells_say_wrong_is_told_in_whole_sentences(show, window, qtbot, tmp_path):
    page = show("collective")
    page.take_in(sheet(tmp_path / "集.xlsx", ["行政村", "名称", "类别", "占地面积（亩）"], ["上沟村", "戏台", "戏台", "不详"]))
    finish(window, qtbot)
    qtbot.wait(1)
    said = window.notice.sentence.text()
    assert "第 2 行" in said
    assert not any(doubled in said for doubled in ("。；", "。。", "。 "))


def test_a_household_with_an_agreement_is_not_left_out_in_the_form_either(show, desk, project_id, window, qtbot):
    desk.do(agreements.draft(desk, project_id))
    having = desk.dossier(project_id).agreements[0].household_id
    page = show("households", having, "left_out")
    with pytest.raises(KnownError, match="1 户已有协议"):
        page.view.store(desk.store.get(Household, having), "left_out", "仍需居住")
    assert desk.dossier(project_id).left_out == ()


def test_a_signed_will_is_attached_opened_and_removed(show, desk, project_id, window, qtbot, tmp_path, monkeypatch):
    household = desk.dossier(project_id).households[0]
    page = show("households", household.id, "demolition_will_on")
    forms, kind = page.view.wills, WillKind.DEMOLITION
    desk.do(page_change(desk, household))
    finish(window, qtbot)
    assert "尚缺日期、签字的意愿书" in remark(page)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.pdf"), ""))
    assert forms.button(kind).text() == ATTACH
    forms.button(kind).click()
    finish(window, qtbot)
    assert (forms.button(kind).text(), remark(page)) == (ATTACHED, "说明：拆旧意愿已答复，尚缺日期。")
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toLocalFile()) or True)
    actions = {a.text(): a for a in forms.menu(kind).actions()}
    actions["打开"].trigger()
    assert seen[0].endswith("拆旧意愿书.pdf")
    actions["移除"].trigger()
    finish(window, qtbot)
    assert desk.store.get(Household, household.id).demolition_will_form is None


def page_change(desk, household):
    from linkdesk.actions.households import correct
    return correct(desk, household, "demolition_will", "是")


def remark(page):
    remarks = page.view.form.boxes["demolition_will_on"].remarks
    return "".join(remarks.itemAt(at).widget().sentence.text() for at in range(remarks.count()))
