"""The import review: what was read is shown, put right in its cell, mapped, measured, decided, taken in and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from linkdesk.actions.weights import NEW, OLD
from linkdesk.domain.household import Household
from linkdesk.domain.survey import ImportBatch, ImportDraft, SourceRow
from linkdesk.domain.words import ChangeKind
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


def test_rows_are_filtered_by_problem_and_found_by_typing(page, qtbot, workbook):
    read(qtbot, page, workbook)
    page.rows.only_wrong.click()
    assert [row.row for row in page.rows.model.rows] == [3]
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
