"""退回核实 from the desk: what is unsettled goes out with the workbook, and what comes back corrected is tied to its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from linkdesk import paths, survey
from linkdesk.actions import households, intake, survey_returns, surveys
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.domain.words import ChangeKind
from linkdesk.survey import keys
from linkdesk.survey.returned import LIST_SHEET
from tests.survey import workbooks

SURVEY = paths.SAMPLES / "survey_qingshi.xlsx"
SHEET = "摸底调查表"


@pytest.fixture
def batch(sample):
    desk, project_id = sample
    return survey_returns.batches(desk, project_id)[0]


def open_problems(desk, batch):
    return [p for p in desk.store.load(Problem, batch_id=batch.id) if p.settled_at is None]


def test_every_open_problem_is_listed_and_coloured(sample, batch, tmp_path):
    desk, _ = sample
    desk.store.files.put(SURVEY)
    path = survey_returns.of_batch(desk, batch.id, tmp_path, return_by=date(2018, 7, 20))
    workbook = openpyxl.load_workbook(path)
    listed = workbook[LIST_SHEET]
    rows = [row for row in listed.iter_rows(min_row=6, values_only=True) if row[0]]
    assert len(rows) == len(open_problems(desk, batch))
    assert "请于 2018年7月20日 前改好交回" in listed["A3"].value
    for _, sheet, row, column, *_ in rows:
        assert workbook[sheet][f"{column}{row}"].comment is not None
    assert path.name == "survey_qingshi（退回核实）.xlsx"


def test_what_was_settled_goes_out_no_more(sample, batch, tmp_path):
    desk, _ = sample
    problem = next(p for p in open_problems(desk, batch) if p.field == "homestead_area")
    household = desk.store.get(Household, problem.household_id)
    desk.do(households.correct(desk, household, "homestead_area", "157"))
    workbook = openpyxl.load_workbook(survey_returns.of_batch(desk, batch.id, tmp_path))
    places = {(row[2], row[3]) for row in workbook[LIST_SHEET].iter_rows(min_row=6, values_only=True)}
    assert (problem.row, problem.column) not in places


def test_every_row_is_tied_also_where_its_number_is_corrected(sample, batch, tmp_path):
    desk, _ = sample
    desk.store.files.put(SURVEY)
    path = survey_returns.of_batch(desk, batch.id, tmp_path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[SHEET]
    column = next(cell.column_letter for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == keys.ROW_HEADING)
    tied = {(name, row) for name, row in ((r.sheet, r.row) for r in desk.store.load(SourceRow, batch_id=batch.id))}
    found = {keys.of_row_key(cell.value) for cell in sheet[column] if cell.value and keys.of_row_key(cell.value)}
    assert found == {(batch.file_hash[:16], name, row) for name, row in tied}


def test_what_is_in_review_goes_back_before_anything_is_taken_in(sample, tmp_path):
    desk, _ = sample
    reading = surveys.understand(SURVEY)
    workbook = openpyxl.load_workbook(survey_returns.of_reading(desk, reading, SURVEY, tmp_path / "退回.xlsx"))
    assert workbook[LIST_SHEET].max_row == 5 + len(reading.problems)


def test_where_the_file_is_gone_its_rows_are_written_anew(sample, batch, tmp_path):
    desk, _ = sample
    desk.store.files.drop(batch.file_hash)
    path = survey_returns.of_batch(desk, batch.id, tmp_path)
    was, again = survey.read(SURVEY, surveys.quiet), survey.read(path, surveys.quiet)
    strip = lambda h: replace(h, id="", as_typed=())  # noqa: E731
    assert [strip(h) for h in again.households] == [strip(h) for h in was.households]


def test_each_village_gets_its_own_rows_only(sample, batch, tmp_path):
    desk, project_id = sample
    desk.store.files.put(SURVEY)
    written = survey_returns.villages_of_batch(desk, batch.id, tmp_path)
    of = {h.id: h.village for h in desk.store.load(Household, project_id=project_id)}
    wrong = {of[p.household_id] for p in open_problems(desk, batch) if p.household_id}
    assert {p.name for p in written} == {f"survey_qingshi（{village}退回核实）.xlsx" for village in wrong}
    for path in written:
        assert {h.village for h in survey.read(path, surveys.quiet).households} == {path.name[15:].partition("退回")[0]}


def test_it_stands_in_the_journal_without_names(sample, batch, tmp_path):
    desk, _ = sample
    survey_returns.of_batch(desk, batch.id, tmp_path)
    last = desk.store.history()[-1] if desk.store.history()[-1].kind is ChangeKind.EXPORT else desk.store.history()[0]
    assert (last.kind, last.title) == (ChangeKind.EXPORT, "导出退回核实表（含个人信息）")


def test_nothing_to_verify_is_said(sample, tmp_path):
    desk, _ = sample
    reading = replace(surveys.understand(SURVEY), problems=())
    with pytest.raises(KnownError, match="没有需要核实的问题"):
        survey_returns.of_reading(desk, reading, SURVEY, tmp_path)
    assert not list(tmp_path.glob("*.xlsx"))


def test_what_comes_back_is_read_like_the_original_with_its_keys(sample, batch, tmp_path):
    desk, _ = sample
    desk.store.files.put(SURVEY)
    path = survey_returns.of_batch(desk, batch.id, tmp_path)
    was, again = survey.read(SURVEY, surveys.quiet), survey.read(path, surveys.quiet)
    strip = lambda h: replace(h, id="")  # noqa: E731
    assert [strip(h) for h in again.households] == [strip(h) for h in was.households]
    assert {(p.row, p.column, p.code) for p in again.problems} == {(p.row, p.column, p.code) for p in was.problems}
    assert len(again.keys) == len(was.source_rows)
    assert not any(sheet.asks_header for sheet in again.sheets)
    assert {c.heading for s in again.sheets for c in s.columns} == {c.heading for s in was.sheets for c in s.columns}
    assert [s.unmapped for s in again.sheets if s.columns] == [s.unmapped for s in was.sheets if s.columns]


def test_corrected_cells_come_back_to_their_rows(sample, batch, tmp_path):
    desk, project_id = sample
    desk.store.files.put(SURVEY)
    path = survey_returns.of_batch(desk, batch.id, tmp_path)
    wrong = next(p for p in open_problems(desk, batch) if p.code == "id_precision_lost")
    name = next(p for p in open_problems(desk, batch) if p.code == "missing" and p.field == "head_name")
    workbook = openpyxl.load_workbook(path)
    workbook[SHEET][f"{wrong.column}{wrong.row}"] = "14992319920104101X"[:17] + check_digit("14992319920104101")
    workbook[SHEET][f"{name.column}{name.row}"] = "王秀英"
    workbook[SHEET].move_range(f"A{wrong.row}:Z{wrong.row}", rows=300)  # rows may be moved about
    workbook.save(tmp_path / "改好.xlsx")
    weighed = intake.weigh(desk, surveys.understand(tmp_path / "改好.xlsx"), project_id)
    assert weighed.counts.new == 0
    assert weighed.counts.changed + weighed.counts.same == len(desk.store.load(Household, project_id=project_id))
    desk.do(intake.change(desk, weighed, {}))
    assert desk.store.get(Household, wrong.household_id).id_number.startswith("14992319920104101")
    assert desk.store.get(Household, name.household_id).head_name == "王秀英"
    held = desk.dossier(project_id).held
    assert not {wrong.household_id, name.household_id} & held


def test_tables_below_each_other_go_back_with_every_row_tied(sample, tmp_path):
    desk, _ = sample
    people = [workbooks.household(at) for at in range(2)]
    rows = [["户主姓名", "身份证号", "宅基地面积(㎡)"], [people[0]["head_name"], people[0]["id_number"], 210], [],
            ["身份证号", "户主姓名", "宅基地面积(亩)", "联系电话"], [people[1]["id_number"], people[1]["head_name"], "约0.3"]]
    path = workbooks.sheet(tmp_path / "two.xlsx", *rows)
    reading = surveys.understand(path)
    workbook = openpyxl.load_workbook(survey_returns.of_reading(desk, reading, path, tmp_path / "back.xlsx"))
    assert workbook["调查表"]["C5"].comment is not None
    again = surveys.understand(tmp_path / "back.xlsx")
    assert len(again.keys) == len(reading.households) == 2
    assert [h.head_name for h in again.households] == [person["head_name"] for person in people]
