"""The survey form for townships: official layout, drop-down lists, text columns, and keys that survive whatever is renamed."""

from __future__ import annotations

import openpyxl
import pytest

from linkdesk.documents.survey_form import CLAUSES, EXAMPLES, asked, clauses, example, form
from linkdesk.documents.survey_template import ROWS, Marks, half_widths, width, write_template
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.survey import keys

MARKS = Marks(keys.field_key, keys.HIDDEN_SHEET, keys.NOT_A_SURVEY)
COUNTY = form(project_id="p1", project_name="青石镇项目区", filled_by="青石镇人民政府", packs=("A",), villages=("上沟村", "下沟村"),
              hamlets=("东沟",), geohazard="地质灾害治理搬迁")
DATA = "农户调查表", "家庭成员", "集体房屋和用地"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """The form of a project as a workbook."""
    path = tmp_path_factory.mktemp("form") / "模板.xlsx"
    write_template(COUNTY, MARKS, path)
    return openpyxl.load_workbook(path)


def column_of(workbook, key, sheet="农户调查表"):
    return next(cell.column_letter for cell in workbook[sheet][1] if cell.value == keys.field_key(key))


def rules_at(workbook, key, sheet="农户调查表"):
    place = f"{column_of(workbook, key, sheet)}7"
    return [rule for rule in workbook[sheet].data_validations.dataValidation if place in rule.sqref]


def test_every_required_field_is_asked_for():
    asked_for = {c.about.name for sheet in COUNTY.sheets[:1] for c in sheet.columns if c.about}
    assert {name for name, about in fields_of(Household).items() if about.required} <= asked_for
    asked_for = {c.about.name for c in COUNTY.sheets[2].columns if c.about}
    assert {name for name, about in fields_of(CollectiveProperty).items() if about.required} <= asked_for


def test_clauses_and_examples_are_of_fields_that_exist():
    known = fields_of(Household).keys() | fields_of(Member).keys() | fields_of(CollectiveProperty).keys()
    assert {name.split(".")[-1] for name in (*CLAUSES, *EXAMPLES)} <= known
    assert all(example(c) or c.about.name == "note" for sheet in COUNTY.sheets for c in sheet.columns)
    assert check_digit(EXAMPLES["id_number"][:17]) == EXAMPLES["id_number"][17]


def test_sheets_and_hidden_sheet(workbook):
    assert workbook.sheetnames == [*DATA, "填表说明", keys.HIDDEN_SHEET]
    assert workbook[keys.HIDDEN_SHEET].sheet_state == "veryHidden"
    said = {row[0]: row[1] for row in workbook[keys.HIDDEN_SHEET].iter_rows(max_row=4, values_only=True)}
    assert (said["template"], said["version"], said["project"]) == ("linkdesk-survey", 1, "p1")
    assert len(said["schema"]) == 12
    assert keys.is_for_people([[cell.value for cell in workbook["填表说明"][1]]])


@pytest.mark.parametrize("sheet", DATA)
def test_a_hidden_row_names_every_column(workbook, sheet):
    row = [cell.value for cell in workbook[sheet][1]]
    assert workbook[sheet].row_dimensions[1].hidden
    assert list(keys.field_keys(row).values()) == [c.key for s in COUNTY.sheets if s.name == sheet for c in s.columns]
    hidden = {(r[0], r[2]) for r in workbook[keys.HIDDEN_SHEET].iter_rows(min_row=5, max_col=4, values_only=True)}
    assert {(sheet, key) for key in keys.field_keys(row).values()} <= hidden


@pytest.mark.parametrize("sheet", DATA)
def test_official_layout(workbook, sheet):
    page = workbook[sheet]
    assert page["A2"].value.startswith("青石镇项目区")
    assert page["A3"].value == "填报单位：青石镇人民政府"
    assert page["A6"].value == "1栏"
    assert page.print_title_rows == "$2:$6"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0
    assert "负责人" in page.oddFooter.left.text
    assert page.cell(6 + ROWS, 2).border.bottom.style == "thin"
    assert page.freeze_panes.endswith("7")


def test_numbers_of_people_are_text_also_below_the_prepared_lines(workbook):
    page = workbook["农户调查表"]
    for key in ("id_number", "bank_account", "phone"):
        letter = column_of(workbook, key)
        assert page[f"{letter}7"].number_format == "@"
        assert page.column_dimensions[letter].number_format == "@"
    assert page[f"{column_of(workbook, 'homestead_area')}7"].number_format == "0.00"


def test_closed_lists_are_drop_downs(workbook):
    def offered(key, sheet="农户调查表"):
        of = rules_at(workbook, key, sheet)[0].formula1.split("!")[1].replace("$", "")
        return [cell.value for (cell,) in workbook[keys.HIDDEN_SHEET][of]]
    assert offered("house_structure") == list(fields_of(Household)["house_structure"].choices)
    assert offered("registered_poor") == ["是", "否"]
    assert offered("village") == ["上沟村", "下沟村"]
    assert offered("members.sex", "家庭成员") == ["男", "女"]
    assert "地质灾害治理搬迁" in offered("relocation_type")
    assert "地质灾害避让搬迁" not in offered("relocation_type")


def test_a_village_not_in_the_directory_may_be_written(workbook):
    assert rules_at(workbook, "village")[0].errorStyle == "warning"
    assert rules_at(workbook, "house_structure")[0].errorStyle in (None, "stop")


def test_numbers_are_held_to_the_limits_of_their_fields(workbook):
    rule = rules_at(workbook, "population")[0]
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "1", "30")
    assert rules_at(workbook, "homestead_area")[0].formula2 == "10000"
    assert "18 位" in rules_at(workbook, "id_number")[0].prompt


def test_what_is_said_of_a_field_follows_the_field():
    of = {c.key: c for sheet in COUNTY.sheets for c in sheet.columns}
    assert asked(of["population"]) == "整数，1 至 30 人。"
    assert asked(of["homestead_area"]) == "数字，最多 2 位小数，0 至 10000 ㎡。必填。"
    assert clauses(of["relocation_type"].about, ("A",)) == "A §三(二)"
    assert clauses(of["relocation_type"].about, ()) == "A §三(二)、B §三(三)"
    assert of["homestead_area"].label == "*宅基地面积\n（㎡）"


def test_headings_fit_into_three_lines():
    for sheet in COUNTY.sheets:
        for column in sheet.columns:
            lines = sum(-(-half_widths(part) // (int(width(column)) - 1)) for part in column.label.split("\n"))
            assert lines <= 3, column.label


def test_the_blank_form_offers_both_words(tmp_path):
    blank = form()
    write_template(blank, MARKS, tmp_path / "空白.xlsx")
    relocation = next(c for c in blank.sheets[0].columns if c.key == "relocation_type")
    assert {"地质灾害治理搬迁", "地质灾害避让搬迁"} <= set(relocation.choices)
    assert openpyxl.load_workbook(tmp_path / "空白.xlsx")["农户调查表"]["A2"].value == "增减挂钩项目区农户摸底调查表"


def test_the_same_form_gives_the_same_file(tmp_path):
    for name in ("一.xlsx", "二.xlsx"):
        write_template(COUNTY, MARKS, tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
