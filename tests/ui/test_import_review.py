"""The import review: what was read is shown, put right in its cell, mapped, measured, decided, taken in and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget

from linkdesk.actions.weights import NEW, OLD
from linkdesk.domain.household import Household
from linkdesk.domain.survey import ImportBatch, ImportDraft, SourceRow
from linkdesk.domain.words import ChangeKind
from linkdesk.survey.problems import KINDS
from linkdesk.ui import theme
from linkdesk.ui.problem_words import WORDS
from tests.survey.workbooks import household, sheet
from tests.ui.typing import type_text

HEADS = ["序号", "行政村", "户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)", "是否愿意拆旧复垦", "门牌颜色"]


def line(at, **other):
    cells = household(at) | other
    return [at + 1, cells["village"], cells["head_name"], cells["id_number"], cells["population"], cells["homestead_area"], "同意", "蓝"]


@pytest.fixture
def workbook(tmp_path):
    """Three households of a village nobody has: the second's homestead is no number."""
    return sheet(tmp_path / "上沟村.xlsx", HEADS, line(0), line(1, homestead_area="约157"), line(2))


@pytest.fixture
def page(open_window, desk, project_id):
    """The import page of the sample project, with its window as `at`."""
    window = open_window(desk)
    window.open("import", project_id)
    window.page.at = window
    return window.page


def finish(qtbot, page):
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not page.work.running, timeout=20000)
    qtbot.wait(1)


def read(qtbot, page, path):
    page.read(Path(path))
    finish(qtbot, page)


def cell(page, row, letter):
    return page.rows.model.index_of(("调查表", row, letter))


def drafts(desk):
    return desk.store.load(ImportDraft)


def test_what_was_read_stands_in_a_grid_with_its_wrong_cells_marked(page, qtbot, workbook):
    read(qtbot, page, workbook)
    model = page.rows.model
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())][2:5] == [
        "B　行政村", "C　户主姓名", "D　身份证号"]
    assert cell(page, 3, "F").data() == "约157"
    assert cell(page, 3, "F").data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "约157" in cell(page, 3, "F").data(Qt.ItemDataRole.ToolTipRole)
    assert cell(page, 2, "F").data(Qt.ItemDataRole.BackgroundRole) is None
    assert "*" in cell(page, 2, "D").data()
    assert page.rows.grid.currentIndex() == cell(page, 3, "F")  # the first error is in front
    assert page.rows.reasons.text().startswith("错误　F3")
    assert page.summary.text().startswith("“上沟村.xlsx”：读取 3 行　新增 3 户")


def test_nothing_is_written_before_the_first_decision(page, qtbot, workbook, desk):
    last = desk.store.data_version
    read(qtbot, page, workbook)
    assert desk.store.data_version == last
    page.leave()
    assert desk.store.data_version == last


def test_a_cell_is_corrected_right_there_and_undone(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    assert len([p for p in page.intake.problems if p.code == "not_a_number"]) == 1
    page.rows.grid.edit(cell(page, 3, "F"))
    editor = page.rows.grid.findChild(QLineEdit)
    editor.selectAll()
    type_text(editor, "157")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    finish(qtbot, page)
    assert not [p for p in page.intake.problems if p.code == "not_a_number"]
    assert cell(page, 3, "F").data() == "157"
    assert cell(page, 3, "F").data(Qt.ItemDataRole.ToolTipRole).startswith("原表填写：约157")
    assert drafts(desk)[0].file_name == "上沟村.xlsx"
    page.at.undo()
    finish(qtbot, page)
    assert cell(page, 3, "F").data() == "约157"
    assert len([p for p in page.intake.problems if p.code == "not_a_number"]) == 1


def test_corrections_made_one_after_another_are_all_kept(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    for letter, text in (("F", "157"), ("E", "4"), ("C", "任小俊")):
        page.rows.model.setData(cell(page, 3, letter), text)
    finish(qtbot, page)
    taken = next(t.household for t in page.intake.taken if t.key.endswith("!3"))
    assert (taken.homestead_area, taken.population, taken.head_name) == (157, 4, "任小俊")


def test_a_column_nobody_knew_is_mapped_and_remembered(page, qtbot, workbook, desk, tmp_path):
    read(qtbot, page, workbook)
    box = page.columns.fields["调查表", "H"]
    assert box.currentText() == "（不导入）"
    box.setCurrentIndex(box.findData("note"))
    box.activated.emit(box.currentIndex())
    finish(qtbot, page)
    assert [t.household.note for t in page.intake.taken] == ["蓝"] * 3
    page.take_in()
    finish(qtbot, page)
    again = sheet(tmp_path / "下沟村.xlsx", HEADS, line(7))
    page.at.open("import", page.project_id)
    read(qtbot, page, again)
    assert [t.household.note for t in page.intake.taken] == ["蓝"]
    assert page.reading.sheets[0].remembered


def test_a_unit_is_set_by_hand(page, qtbot, workbook):
    read(qtbot, page, workbook)
    box = page.columns.units["调查表", "F"]
    assert box.currentText() == "㎡"
    box.setCurrentText("亩")
    box.activated.emit(box.currentIndex())
    finish(qtbot, page)
    column = next(c for c in page.reading.sheets[0].columns if c.column == "F")
    assert (column.unit, column.chosen) == ("亩", True)


def test_a_header_nobody_found_is_pointed_out(page, qtbot, tmp_path):
    path = sheet(tmp_path / "怪表.xlsx", ["甲村摸底"], ["谁", "号码", "多大"], *[[c[2], c[3], c[5]] for c in map(line, range(3))])
    read(qtbot, page, path)
    assert page.tabs.currentIndex() == 1
    asker = page.columns.askers["调查表"]
    asker.table.selectRow(1)
    asker.use.click()
    finish(qtbot, page)
    for letter, name in (("A", "head_name"), ("B", "id_number"), ("C", "homestead_area")):
        box = page.columns.fields["调查表", letter]
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        finish(qtbot, page)
    assert [t.household.head_name for t in page.intake.taken] == [household(at)["head_name"] for at in range(3)]


def test_a_header_found_wrongly_is_pointed_out_anew(page, qtbot, tmp_path):
    path = sheet(tmp_path / "两层.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)"], ["（姓名）", "（号码）", "（面积）"],
                 *[[c[2], c[3], c[5]] for c in map(line, range(3))])
    read(qtbot, page, path)
    page.tabs.setCurrentIndex(1)
    page.columns.again["调查表"].click()
    asker = page.columns.askers["调查表"]
    assert asker.isVisible()
    asker.first.setValue(1)
    asker.last.setValue(2)
    asker.use.click()
    finish(qtbot, page)
    assert page.reading.sheets[0].header_rows == (1, 2)
    assert len(page.intake.taken) == 3


def test_rows_are_filtered_by_problem_and_found_by_typing(page, qtbot, workbook):
    read(qtbot, page, workbook)
    page.rows.only_wrong.click()
    assert [row.row for row in page.rows.model.rows] == [2, 3]  # the first has a village nobody knows
    page.rows.only_wrong.click()
    page.rows.codes.setCurrentIndex(page.rows.codes.findData("not_a_number"))
    page.rows.codes.activated.emit(page.rows.codes.currentIndex())
    assert [row.row for row in page.rows.model.rows] == [3]
    page.rows.codes.setCurrentIndex(0)
    page.rows.search.setText(household(2)["id_number"])
    qtbot.waitUntil(lambda: [row.row for row in page.rows.model.rows] == [4])


def test_full_numbers_are_shown_on_request_and_the_journal_knows(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    page.rows.reveal.click()
    assert cell(page, 2, "D").data() == household(0)["id_number"]
    assert desk.store.history(1)[0].kind == ChangeKind.REVEAL


def test_a_review_is_left_and_gone_on_with(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    page.rows.model.setData(cell(page, 3, "F"), "157")
    finish(qtbot, page)
    workbook.unlink()
    page.leave()
    page.start.rows[drafts(desk)[0].id].resume.click()
    finish(qtbot, page)
    assert cell(page, 3, "F").data() == "157"
    page.leave()
    page.start.rows[drafts(desk)[0].id].give_up.click()
    finish(qtbot, page)
    assert drafts(desk) == []
    assert page.start.rows == {}


def test_changed_households_are_decided_before_anything_is_taken_in(page, qtbot, workbook, desk, tmp_path, project_id):
    read(qtbot, page, workbook)
    page.take_in()
    finish(qtbot, page)
    assert desk.store.load(ImportDraft) == []
    other = sheet(tmp_path / "改.xlsx", HEADS, line(0, population=6), line(1), line(2, population=7))
    page.at.open("import", project_id)
    read(qtbot, page, other)
    assert page.intake.counts.changed == 3
    assert not page.main_action.isEnabled()
    assert "还有 2 户有变化" in page.summary.text()
    first, third = (t for t in page.intake.taken if t.asks)
    page.changes.table.select(first.key)
    page.changes.radios["population"][NEW].click()
    finish(qtbot, page)
    page.changes.table.select(third.key)
    page.changes.radios["population"][OLD].click()
    finish(qtbot, page)
    assert page.main_action.isEnabled()
    page.take_in()
    finish(qtbot, page)
    standing = {h.id_number: h for h in desk.store.load(Household, project_id=project_id)}
    assert [standing[household(at)["id_number"]].population for at in range(3)] == [6, household(1)["population"], household(2)["population"]]
    assert standing[household(1)["id_number"]].homestead_area == 211.5
    page.at.undo()
    finish(qtbot, page)
    assert desk.store.get(Household, first.standing.id).population == household(0)["population"]


def test_a_long_workbook_is_cancelled_and_leaves_nothing(page, qtbot, desk, tmp_path):
    path = sheet(tmp_path / "长.xlsx", HEADS, *map(line, range(3000)))
    last = desk.store.data_version
    page.read(path)
    page.work.cancel()
    finish(qtbot, page)
    assert page.reading is None
    assert desk.store.data_version == last
    assert desk.store.load(ImportBatch, file_name="长.xlsx") == []


def test_every_row_read_is_stored_or_named(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    page.take_in()
    finish(qtbot, page)
    batch = desk.store.load(ImportBatch, file_name="上沟村.xlsx")[0]
    assert len(desk.store.load(SourceRow, batch_id=batch.id)) == batch.rows_read == 3
    assert page.at.page.key == "households"


def test_what_the_project_knows_against_a_row_is_marked_in_the_grid_too(page, qtbot, workbook):
    read(qtbot, page, workbook)
    counted = sum(page.rows.model.codes().values())
    assert counted == len(page.intake.problems) > len(page.reading.problems)
    assert [p.code for p in page.rows.model.problems_at(cell(page, 2, "B"))] == ["village_unknown"]
    assert page.rows.codes.itemText(0).endswith(f"（{counted}）")


def test_choosing_a_kind_of_problem_leads_to_its_first_cell(page, qtbot, workbook):
    read(qtbot, page, workbook)
    page.rows.codes.setCurrentIndex(page.rows.codes.findData("village_unknown"))
    page.rows.codes.activated.emit(page.rows.codes.currentIndex())
    assert page.rows.model.cell_at(page.rows.grid.currentIndex()) == ("调查表", 2, "B")


def test_every_kind_of_problem_has_words_of_its_own():
    assert set(WORDS) == set(KINDS)
    assert len(set(WORDS.values())) == len(WORDS)


def test_why_a_row_was_skipped_and_how_a_problem_is_put_right_fit_beside_the_findings(page, qtbot, workbook):
    read(qtbot, page, workbook)
    for at, table in ((3, page.problems), (4, page.skipped)):
        page.tabs.setCurrentIndex(at)
        qtbot.wait(1)
        assert table.shown_columns() == list(table.model.columns)


def test_a_problem_of_a_sum_says_where_it_stands(page, qtbot, tmp_path):
    total = ["合计", "", "", "", 999, "", "", ""]
    read(qtbot, page, sheet(tmp_path / "合计.xlsx", HEADS, line(0), line(1), total))
    found = next(p for p in page.intake.problems if p.code == "total_mismatch")
    page.tabs.setCurrentIndex(3)
    page.problems.select(found.id)
    page.problems.opened.emit(page.problems.entity_at(page.problems.view.currentIndex().row()))
    assert page.tabs.currentIndex() == 3
    assert f"第 {found.row} 行不是农户行" in page.at.notice.sentence.text()


def test_undoing_the_first_correction_keeps_the_file_open(page, qtbot, workbook, desk):
    read(qtbot, page, workbook)
    page.rows.model.setData(cell(page, 3, "F"), "157")
    finish(qtbot, page)
    for _ in range(2):  # the correction, and the draft that was begun with it
        page.at.undo()
        finish(qtbot, page)
    assert drafts(desk) == []
    assert cell(page, 3, "F").data() == "约157"
    for _ in range(2):
        page.at.redo()
        finish(qtbot, page)
    assert cell(page, 3, "F").data() == "157"
    assert page.draft() == drafts(desk)[0]


def test_what_was_taken_in_is_still_said_when_the_table_of_households_is_there(page, qtbot, workbook):
    read(qtbot, page, workbook)
    page.main_action.trigger()
    finish(qtbot, page)
    qtbot.wait(200)  # the table tells that nothing is selected
    assert page.at.status.message.text().startswith("已导入：新增 3 户")


@pytest.mark.parametrize("percent", [100, 150])
def test_units_can_be_chosen_without_scrolling_sideways(page, qtbot, workbook, percent, project_id):
    window = page.at
    window.wear(theme.Theme(theme.LIGHT, percent))
    try:
        window.open("import", project_id)
        read(qtbot, window.page, workbook)
        window.page.tabs.setCurrentIndex(1)
        qtbot.wait(1)
        table = window.page.columns.findChild(QTableWidget)
        assert table.horizontalHeader().length() <= table.viewport().width()
    finally:
        theme.wear(QApplication.instance(), theme.Theme())


def test_another_file_is_looked_at_afresh(page, qtbot, workbook, tmp_path):
    read(qtbot, page, workbook)
    page.rows.search.setText("约157")
    page.rows.only_wrong.setChecked(True)
    page.tabs.setCurrentIndex(4)
    page.another.trigger()
    read(qtbot, page, sheet(tmp_path / "下沟村.xlsx", HEADS, line(3), line(4)))
    assert page.tabs.currentIndex() == 0
    assert [row.row for row in page.rows.model.rows] == [2, 3]


def test_a_file_without_households_says_so(page, qtbot, tmp_path):
    read(qtbot, page, sheet(tmp_path / "空表.xlsx", HEADS))
    assert "没有读到农户" in page.summary.text()
    assert not page.main_action.isEnabled()
