from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from linkdesk.actions import agreements
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household, Member
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Certainty, ChangeKind, LeftOutReason, Severity
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.terms import RowResult
from linkdesk.ui import clauses_page, pictures
from tests.ui.typing import enter, type_text


@pytest.fixture
def show(open_window, desk, project_id, qtbot):
    """Open a page of the sample project; returns it with its window as `at`."""
    window = open_window(desk)

    def shown(key, *more):
        window.open(key, project_id, *more)
        qtbot.waitUntil(lambda: not window.work.running)
        window.page.at = window
        return window.page
    return shown


def finish(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.running)
    qtbot.wait(1)


def problem_about(desk, project_id, field):
    return next(p for p in desk.dossier(project_id).problems if p.holds and p.field == field)


def test_the_projects_are_listed_with_what_they_hold(open_window, desk, project_id):
    window = open_window(desk)
    window.open("projects")
    page = window.page
    line = page.table.model.rows[0]
    assert (line.name, line.township, line.packs, line.households, line.plots) == (
        "岚川县青石镇增减挂钩项目区", "青石镇", "晋政办发〔2018〕24号", 186, 12)
    page.table.opened.emit(line)
    assert page.desk.dossier(line.id).project.id == project_id


def test_a_new_project_enters_its_names_in_the_directories(open_window, desk, qtbot):
    window = open_window(desk)
    window.open("new_project")
    page = window.page
    assert [page.county.itemText(at) for at in range(page.county.count())] == ["岚川县人民政府"]
    page.create.click()
    assert window.notice.sentence.text() == "新建项目需要项目名称、责任主体和乡镇，请补齐后再试。"
    page.name.setText("岚川县白水乡增减挂钩项目区")
    page.county.setCurrentText("岚川县人民政府")
    page.township.setCurrentText("白水乡")
    page.villages.setText("东坡村、 西坡村")
    page.packs.boxes["A"].click()
    page.create.click()
    assert window.page.key == "overview"
    made = desk.dossier(window.project_id)
    assert made.project.packs == ("A",)
    assert {v.name for v in made.villages} >= {"东坡村", "西坡村"}
    assert not window.notice.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_key_figures_say_how_they_were_reckoned(show, qtbot):
    page = show("overview")
    view = page.figures.views["old_area"]
    assert view.how.text() == "6.3664"
    slip = view.explain()
    words = [w.text() for w in slip.findChildren(QLabel)]
    assert words[:2] == ["怎么算的", "拆旧区总面积 = Σ 拆旧地块面积"]
    assert "CJ-HG-01" in words
    slip.close()
    assert page.figures.views["surplus"].how.text() == "待补"


def test_the_project_form_stores_what_is_typed(show, desk, project_id, qtbot):
    page = show("overview")
    enter(qtbot, page.form.boxes["period"].widget, "2018—2020年")
    enter(qtbot, page.form.boxes["investment"].widget, "１，２００")
    page.form.boxes["surplus_trade"].widget.click()
    assert desk.dossier(project_id).project.surplus_trade is True
    assert desk.dossier(project_id).project.period == "2018—2020年"
    assert desk.dossier(project_id).project.investment == Decimal(12_000_000)


def test_policies_are_chosen_on_the_overview(show, desk, project_id, qtbot):
    page = show("overview")
    page.packs.boxes["N138"].click()
    assert desk.dossier(project_id).project.packs == ("A", "N138")


def test_the_main_action_leads_to_the_next_step(show):
    page = show("overview")
    assert page.main_action.text() == "下一步：农户"
    page.main_action.trigger()
    assert page.at.page.key == "households"


def test_correcting_a_held_field_frees_the_household(show, desk, project_id, qtbot):
    problem = problem_about(desk, project_id, "population")
    page = show("households", problem.household_id, "population")
    held = len(desk.dossier(project_id).held)
    box = page.view.form.boxes["population"]
    assert box.remarks.itemAt(0).widget().sentence.text().startswith("错误：家庭人口“0”超出合理范围")
    enter(qtbot, box.widget, "4")
    finish(qtbot, page)
    assert len(desk.dossier(project_id).held) == held - 1
    assert box.remarks.count() == 0
    assert problem.household_id not in page.table.model.marks
    assert page.view.household.population == 4


def test_a_duplicate_number_is_refused_in_one_sentence(show, desk, project_id, qtbot):
    first, second = desk.dossier(project_id).households[:2]
    page = show("households", second.id, "id_number")
    box = page.view.form.boxes["id_number"]
    enter(qtbot, box.widget, first.id_number)
    assert "已登记在" in box.below.text()
    assert desk.store.get(Household, second.id).id_number == second.id_number


def test_an_officer_can_state_that_a_field_is_right(show, desk, project_id, qtbot):
    problem = problem_about(desk, project_id, "population")
    page = show("households", problem.household_id, "population")
    line = page.view.form.boxes["population"].remarks.itemAt(0).widget()
    line.open.click()
    line.confirm.click()
    assert page.at.notice.sentence.text() == "请写明核对结果或依据，再确认无误。"
    type_text(line.how, "全家户口已迁出")
    line.confirm.click()
    settled = desk.store.get(Problem, problem.id)
    assert (settled.settled_how, settled.settled_by) == ("全家户口已迁出", "演示员")


def test_private_values_are_shown_on_request_and_the_journal_knows(show, desk, qtbot):
    page = show("households")
    line = page.view.form.boxes["id_number"].widget
    assert "*" in line.text()
    page.view.form.buttons["reveal"].click()
    assert line.text() == page.view.household.id_number
    assert desk.store.history(1)[0].kind == ChangeKind.REVEAL
    assert page.view.household.id_number not in desk.store.history(1)[0].title
    page.table.view.selectRow(3)
    assert "*" in line.text()  # another household comes masked again


def test_members_are_added_edited_and_removed(show, desk, qtbot):
    page = show("households")
    page.view.form.buttons["add_member"].click()
    finish(qtbot, page)
    model = page.view.members
    model.setData(model.index(0, 1), "向小山")
    finish(qtbot, page)
    member = desk.store.load(Member, household_id=page.view.household.id)[0]
    assert (member.name, member.position) == ("向小山", 0)
    page.view.form.table("members").selectRow(0)
    page.view.form.buttons["remove_member"].click()
    assert desk.store.load(Member, household_id=page.view.household.id) == []


def test_households_are_found_added_pasted_and_removed(show, desk, project_id, qtbot):
    page = show("households")
    page.search.setText("dgx")
    page.find()
    assert [h.head_name for h in page.table.model.rows] == ["戴国香"]
    assert page.view.household.head_name == "戴国香"
    page.search.clear()
    page.find()
    page.actions_beside[0].trigger()
    finish(qtbot, page)
    assert page.view.household.head_name is None
    assert page.view.form.boxes["village"].widget.hasFocus()
    QGuiApplication.clipboard().setText("行政村\t户主\t人口\n上沟村\t任小俊\t3\n上沟村\t毛小山\t二")
    page.table.paste()
    assert page.at.notice.sentence.text().startswith("粘贴的第 2 行：“家庭人口”")
    QGuiApplication.clipboard().setText("行政村\t户主\t人口\n上沟村\t任小俊\t3")
    page.table.paste()
    finish(qtbot, page)
    assert len(page.table.model.rows) == 188
    page.table.select(next(h.id for h in page.table.model.rows if h.head_name == "任小俊"))
    page.actions_beside[1].trigger()
    assert len(desk.dossier(project_id).households) == 187


def test_left_out_households_are_shown_on_request(show, desk, project_id):
    gone = next(h for h in desk.dossier(project_id).households if h.id in desk.dossier(project_id).held)
    held = len(desk.dossier(project_id).held)
    desk.do(Change("列为未列入", before=(gone,), after=(replace(gone, left_out=LeftOutReason.LIVED_IN, left_out_evidence="村委会证明"),)))
    page = show("households")
    assert len(desk.dossier(project_id).held) == held - 1
    assert page.table.model.row_of(gone.id) == -1
    page.left_out.click()
    assert page.table.model.row_of(gone.id) >= 0
    assert page.table.model.marks[gone.id] == (Severity.NOTE, "未列入：仍需居住")
    page.left_out.click()
    page.lead_to(gone.id, "left_out")
    assert page.view.household.id == gone.id


def test_enter_in_the_table_leads_to_the_form(show, qtbot):
    page = show("households")
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.view.household.head_name == "戴国香"
    assert page.view.form.boxes["head_name"].widget.hasFocus()


def test_only_the_troubled_are_shown_on_request(show):
    page = show("households")
    page.held_only.click()
    assert {h.id for h in page.table.model.rows} == set(page.table.model.marks)


def test_a_cell_is_corrected_in_place(show, desk, qtbot):
    page = show("households")
    model, household = page.table.model, page.table.model.rows[0]
    at = [c.name for c in model.columns].index("population") + 1
    model.setData(model.index(0, at), "many")
    assert page.at.notice.sentence.text() == "“家庭人口”请填数字，应为一个确定的数，原值未改动。"
    model.setData(model.index(0, at), "6")
    assert desk.store.get(Household, household.id).population == 6


def test_agreements_are_made_for_all_who_may_have_them(show, desk, project_id, qtbot):
    page = show("agreements")
    able, out = agreements.eligible(desk.dossier(project_id))
    assert page.bar.bar.counts == {"未拟订": len(able), "不出协议": len(out)}
    assert "待核实" in page.rates.text()
    page.main_action.trigger()
    finish(qtbot, page)
    assert len(desk.dossier(project_id).agreements) == 2 * len(able)
    assert page.bar.bar.counts == {"已拟订": len(able), "不出协议": len(out)}
    assert not page.main_action.isEnabled()
    page.which.setCurrentText("不出协议")
    assert {p.id for p in page.table.model.rows} == {o.household.id for o in out}
    assert all(p.why for p in page.table.model.rows)


def test_a_value_is_confirmed_with_its_document(show, desk, project_id, qtbot):
    page = show("values", "", "demolition_reward_per_person")
    page.confirm.click()
    assert page.at.notice.sentence.text() == "请填写依据文件的名称和文号，再核实这个参数。"
    page.document.setText("岚政发〔2018〕3号")
    page.confirm.click()
    finish(qtbot, page)
    rate = desk.dossier(project_id).rate("demolition_reward_per_person")
    assert (rate.certainty, rate.value) == (Certainty.CONFIRMED, Decimal(10000))


def test_a_row_is_judged_with_its_basis(show, desk, project_id, qtbot):
    page = show("clauses")
    line = page.table.model.rows[0]
    page.save.click()
    assert "请先选择" in page.at.notice.sentence.text()
    page.not_met.click()
    page.save.click()
    assert "请写明判断依据" in page.at.notice.sentence.text()
    page.basis.setText("现场核查记录 2018-06-01")
    page.save.click()
    finish(qtbot, page)
    dossier = desk.dossier(project_id)
    state = next(s for s in rows_with_state(dossier, desk.project_packs(dossier.project)) if f"{s.pack_id}/{s.row.id}" == line.id)
    assert state.state is RowResult.JUDGED_NOT_MET
    assert page.more.text().endswith("演示员 2018-06-04：现场核查记录 2018-06-01")
    page.which.setCurrentText(clauses_page.ALL)
    assert len(page.table.model.rows) > len(dossier.project.packs)


def test_a_packet_is_written_whole(show, desk, project_id, tmp_path, qtbot, monkeypatch):
    page = show("packets")
    assert page.held.text().startswith("有 16 户资料有误暂缓")
    page.final.click()
    page.write("plan", tmp_path / "材料")
    finish(qtbot, page)
    assert "不能生成报送稿" in page.at.notice.sentence.text()
    page.final.click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.main_action.trigger()
    finish(qtbot, page)
    written = next(tmp_path.glob("实施方案申报材料-20180604-0930"))
    assert (written / "申报材料.pdf").exists()
    assert str(written) in page.written.text()


def test_pictures_of_the_main_pages_are_made(themed, tmp_path):
    made = pictures.take(themed, tmp_path)
    assert [p.stem[3:] for p in made] == ["empty", "import-review", "projects", "overview", "households", "plots", "agreements", "plan",
                                         "findings", "preview", "coverage", "history", "agreement", "batch-print", "progress", "scans",
                                         "notices", "payments", "ledgers", "standards", "wordings", "complaints", "stages",
                                         "plots-import", "placing", "finance", "schedule", "annexes", "versions", "plan-section", "design",
                                         "prices", "budget", "standard-values", "soil", "quality", "sections", "carrying", "partners",
                                         "variations", "acceptance", "settlement", "after-use", "today", "matters", "clocks", "targets",
                                         "word-copies",
                                         "archive", "letters", "consultation", "duties", "inspections", "oversight", "trades", "quota",
                                         "county", "special-plan", "money", "advances", "assessments"]
    for path in made:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768), path.name
        assert len({image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}) > 20, path.name
    assert isinstance(made[0], Path)
