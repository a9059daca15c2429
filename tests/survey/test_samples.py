"""The sample workbooks give exactly what their expected files say."""

import json

import pytest

from linkdesk import survey
from linkdesk.paths import SAMPLES
from tests.survey.workbooks import read

FIELDS = {
    "code", "village", "group", "head_name", "id_number", "population", "registered_poor", "relocation_type", "house_structure",
    "rooms", "house_area", "outbuilding_area", "homestead_area", "reclaimable_area", "willing", "resettlement_choice",
    "bank_name", "bank_account", "phone", "surveyed_on", "address", "note", "account_holder", "certificate_number"}


@pytest.fixture(scope="module", params=["survey_qingshi.xlsx", "survey_shuanghe.xls"])
def sample(request):
    path = SAMPLES / request.param
    said = json.loads(json.dumps(survey.inspect_json(read(path))))
    return said, json.loads((SAMPLES / f"{request.param}.expected.json").read_text("utf-8"))


def _problem(problem):
    return problem["sheet"], problem["row"], problem["field"], problem["code"]


def test_every_field_of_every_household(sample):
    said, expected = sample
    wanted = [{**h, "members": h.get("members", [])} for h in expected["households"]]
    assert [{k: v for k, v in h.items() if k in FIELDS | {"sheet", "row", "members", "held"}} for h in said["households"]] == wanted


def test_rows_read(sample):
    said, expected = sample
    assert said["rows_read"] == expected["rows_read"]


def test_problems_that_hold_a_household(sample):
    said, expected = sample
    assert {_problem(p) for p in said["problems"] if p["severity"] == "error"} == {_problem(p) for p in expected["problems"]}


def test_the_structure_that_the_command_prints(sample):
    said, _ = sample
    assert set(said) == {"sheets", "rows_read", "skipped", "households", "problems"}
    assert all({"name", "header_rows", "columns", "unmapped"} <= set(sheet) for sheet in said["sheets"])
    assert all({"column", "heading", "field", "unit"} <= set(c) for sheet in said["sheets"] for c in sheet["columns"])
    assert all(set(skipped) == {"sheet", "row", "why"} for skipped in said["skipped"])
    assert all({"sheet", "row", "column", "field", "code", "severity", "value", "message", "fix"} <= set(p)
               for p in said["problems"])


def test_what_was_understood_of_the_first_sample():
    reading = read(SAMPLES / "survey_qingshi.xlsx")
    main, options, empty = reading.sheets
    assert main.header_rows == (3, 4)
    assert main.unmapped == ()
    columns = {c.column: c for c in main.columns}
    assert (columns["M"].heading, columns["M"].field, columns["M"].unit) == ("宅基地情况/面积(㎡)", "homestead_area", "㎡")
    assert columns["M"].unit_reason
    assert columns["M"].label == "宅基地面积"
    assert "隐藏" in options.skipped
    assert "空" in empty.skipped
    assert {(s.row, s.why) for s in reading.skipped} == {
        (1, "标题"), (2, "表头上方的说明"), (69, "合计行"), (141, "合计行"), (193, "合计行"), (194, "合计行"), (195, "签字行")}


def test_the_text_of_an_unreadable_cell_stays_with_its_row():
    reading = read(SAMPLES / "survey_qingshi.xlsx")
    row = next(r for r in reading.source_rows if r.row == 40)
    problem = next(p for p in reading.problems if p.row == 40)
    assert dict(row.cells)["M"] == "约157" == problem.value
    assert (problem.column, problem.heading) == ("M", "宅基地情况/面积(㎡)")
    assert row.household_id == problem.household_id


def test_of_duplicates_both_rows_are_named():
    reading = read(SAMPLES / "survey_qingshi.xlsx")
    later = next(p for p in reading.problems if p.code == "id_duplicate")
    earlier = next(p for p in reading.problems if p.code == "id_repeated")
    assert (earlier.row, later.row) == (159, 160)
    assert "159" in later.message
    assert "160" in earlier.message
    assert earlier.household_id not in survey.held_ids(reading)
    assert later.household_id in survey.held_ids(reading)


def test_every_member_belongs_to_a_household_in_order():
    reading = read(SAMPLES / "survey_shuanghe.xls")
    ids = {h.id for h in reading.households}
    assert {m.household_id for m in reading.members} == ids
    first = [m for m in reading.members if m.household_id == reading.households[1].id]
    assert [m.position for m in first] == list(range(6))


def test_what_was_typed_in_mu_stays_beside_its_square_metres():
    reading = read(SAMPLES / "survey_shuanghe.xls")
    assert reading.households[0].as_typed == (("homestead_area", "0.22亩"),)
