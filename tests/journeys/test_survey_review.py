"""A survey comes in twice: corrected in the review, sent back to the village, taken in again, and taken back days later."""

from datetime import timedelta

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from linkdesk import paths
from linkdesk.actions.weights import NEW
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import ImportBatch, ImportDraft, Problem
from linkdesk.survey.keys import ROW_HEADING
from tests.conftest import DAY


@pytest.fixture
def window(open_window, desk, project_id, qtbot):
    """A project whose plots are in and whose households are still to come."""
    desk.undo()  # the sample's own import
    assert desk.dossier(project_id).households == ()
    window = open_window(desk)
    window.open("import", project_id)
    return window


def test_import_correct_send_back_take_in_again_and_take_back(window, desk, project_id, qtbot, tmp_path, monkeypatch):
    def idle():
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not window.work.running, timeout=30_000)
        qtbot.wait(1)

    window.page.read(paths.SAMPLES / "survey_qingshi.xlsx")
    idle()
    page = window.page
    wrong = next(p for p in page.intake.problems if p.code == "not_a_number" and p.field == "homestead_area")
    page.rows.lead_to(wrong)
    page.rows.model.setData(page.rows.grid.currentIndex(), "157")
    idle()
    page.main_action.trigger()
    idle()
    assert window.page.key == "households"
    assert desk.store.load(ImportDraft) == []
    corrected = next(p for p in desk.dossier(project_id).households if p.homestead_area == 157)
    assert corrected.id not in desk.dossier(project_id).held
    held = desk.dossier(project_id).held
    assert len(held) == 15

    out = tmp_path / "退回.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.open("import", project_id)
    window.page.start.batches[desk.store.load(ImportBatch, project_id=project_id)[0].id].back.click()
    idle()
    problem = next(p for p in desk.store.load(Problem) if p.code == "id_checksum" and p.household_id in held)
    other = _corrected(out, problem)

    window.open("import", project_id)
    window.page.read(out)
    idle()
    page = window.page
    counts = page.intake.counts
    assert (counts.new, counts.changed, counts.same) == (0, 2, 184)
    asked = [t for t in page.intake.taken if t.asks]
    assert [d.field for t in asked for d in t.asks] == ["population"]
    page.changes.table.select(asked[0].key)
    page.changes.radios["population"][NEW].click()
    idle()
    page.main_action.trigger()
    idle()
    assert problem.household_id not in desk.dossier(project_id).held
    assert desk.store.get(Household, asked[0].standing.id).population == other
    assert len(desk.dossier(project_id).households) == 186

    desk.clock = lambda: DAY + timedelta(days=12)
    window.open("history", project_id)
    page = window.page
    second, first = (line for line in page.table.model.rows if line.act.title == "导入农户" and line.act.can)
    page.table.select(second.id)
    page.main_action.trigger()
    idle()
    assert problem.household_id in desk.dossier(project_id).held
    page.table.select(first.id)
    page.main_action.trigger()
    idle()
    assert desk.dossier(project_id).households == ()
    assert desk.store.verify() == []


def _corrected(path, problem):
    """The village corrects the wrong number, and changes one population nobody asked about; returns that population."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[problem.sheet]
    keys = next(c.column for row in sheet.iter_rows() for c in row if c.value == ROW_HEADING)
    assert sheet.cell(problem.row, keys).value
    seventeen = "14992319610101901"
    sheet[f"{problem.column}{problem.row}"] = seventeen + check_digit(seventeen)
    row = problem.row + 1
    population = next(c for c in sheet[row] if isinstance(c.value, int) and c.column > 4)
    population.value += 1
    workbook.save(path)
    return population.value
