"""The survey form from the desk: a township fills it in, and what it says is read back by its keys."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from linkdesk import paths, survey
from linkdesk.__main__ import main
from linkdesk.actions import survey_templates, surveys
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.survey import keys
from linkdesk.survey.lists import read_list
from tests.actions import desks

WANTED = ("village", "group", "head_name", "id_number", "population", "registered_poor", "relocation_type", "house_structure",
          "rooms", "house_area", "outbuilding_area", "homestead_area", "reclaimable_area", "resettlement_choice", "bank_name",
          "bank_account", "phone", "surveyed_on")
OF_MEMBER = "name", "relation", "id_number"


@pytest.fixture(scope="module")
def shuanghe():
    """The households and members of the sample of Shuanghe, which has no errors."""
    return survey.read(paths.SAMPLES / "survey_shuanghe.xls", surveys.quiet)


def written(value):
    return {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value


def fill(path, reading):
    """Fill the form in as a township would."""
    workbook = openpyxl.load_workbook(path)
    page, people = workbook["农户调查表"], workbook["家庭成员"]
    place = {key: at for at, key in keys.field_keys([cell.value for cell in page[1]]).items()}
    for row, household in enumerate(reading.households, 7):
        for name in WANTED:
            page.cell(row, place[name] + 1).value = written(getattr(household, name))
        page.cell(row, 1).value = row - 6
        for name in ("demolition_will", "reclamation_will"):
            page.cell(row, place[name] + 1).value = written(household.willing)
    place = {key: at for at, key in keys.field_keys([cell.value for cell in people[1]]).items()}
    heads = {h.id: h for h in reading.households}
    for row, member in enumerate(reading.members, 7):
        head = heads[member.household_id]
        people.cell(row, place["household.head_name"] + 1).value = head.head_name
        people.cell(row, place["household.id_number"] + 1).value = head.id_number
        for name in OF_MEMBER:
            people.cell(row, place["members." + name] + 1).value = getattr(member, name)
    return workbook


def said(reading):
    """What a reading says of each household, in order, with its members."""
    members = {}
    for member in reading.members:
        members.setdefault(member.household_id, []).append(tuple(getattr(member, name) for name in OF_MEMBER))
    return [(*(getattr(h, name) for name in WANTED), h.willing, sorted(members.get(h.id, []), key=str)) for h in reading.households]


@pytest.fixture
def filled(sample, tmp_path, shuanghe):
    """The project's form, filled in with the sample's households."""
    desk, project_id = sample
    return fill(survey_templates.write_form(desk, project_id, tmp_path), shuanghe)


def read(workbook, tmp_path):
    workbook.save(tmp_path / "填好.xlsx")
    return survey.read(tmp_path / "填好.xlsx", surveys.quiet)


def test_a_filled_form_gives_the_same_households(filled, tmp_path, shuanghe):
    reading = read(filled, tmp_path)
    assert said(reading) == said(shuanghe)
    assert [s.name for s in reading.sheets if s.asks_header] == []


def test_whatever_was_renamed_and_moved(filled, tmp_path, shuanghe):
    page = filled["农户调查表"]
    page.title = "表一"
    for merge in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merge))
    for row in (4, 5):
        for cell in page[row]:
            cell.value = f"栏目{cell.column}" if cell.value else None
    page.move_range(f"B1:B{page.max_row}", cols=60)
    assert said(read(filled, tmp_path)) == said(shuanghe)


def test_the_blank_form_holds_no_households(sample, tmp_path):
    desk, project_id = sample
    reading = survey.read(survey_templates.write_form(desk, project_id, tmp_path), surveys.quiet)
    assert (reading.households, reading.members, reading.source_rows, reading.problems) == ((), (), (), ())
    assert not any(sheet.asks_header for sheet in reading.sheets)


def test_the_form_knows_its_project(sample):
    desk, project_id = sample
    made = survey_templates.of_project(desk, project_id)
    assert made.project_name == desks.PROJECT
    assert made.villages
    assert made.filled_by.endswith("镇人民政府")
    assert replace(made, sheets=()).geohazard.startswith("地质灾害")


def test_from_the_command_line(sample, tmp_path, capsys):
    desk, project_id = sample
    assert main(["survey", "template", "--out", str(tmp_path / "空白")]) == 0
    desk.close()
    assert main(["--data", str(desk.folder), "survey", "template", "--project", project_id, "--out", str(tmp_path / "表.xlsx")]) == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "空白" / "农户摸底调查表（填报模板）.xlsx"), str(tmp_path / "表.xlsx")]


def test_a_workbook_is_sent_back_from_the_command_line(sample, tmp_path, capsys):
    desk, project_id = sample
    desk.close()
    file = str(paths.SAMPLES / "survey_qingshi.xlsx")
    back = ["--data", str(desk.folder), "survey", "return", file, "--project", project_id]
    assert main([*back, "--out", str(tmp_path / "一.xlsx"), "--by", "2018年7月20日"]) == 0
    assert "请于 2018年7月20日" in openpyxl.load_workbook(tmp_path / "一.xlsx").worksheets[0]["A3"].value
    assert main([*back, "--out", str(tmp_path / "各村"), "--villages"]) == 0
    assert len(list((tmp_path / "各村").iterdir())) > 1
    assert main([*back, "--out", str(tmp_path / "二.xlsx"), "--by", "十三月"]) == 2
    assert "交回日期" in capsys.readouterr().err


def test_without_its_hidden_row_the_headings_tell(filled, tmp_path, shuanghe):
    for name in ("农户调查表", "家庭成员"):
        page = filled[name]
        for merge in list(page.merged_cells.ranges):
            merge.shift(row_shift=-1)
        page.delete_rows(1)
    assert said(read(filled, tmp_path)) == said(shuanghe)


def test_a_second_house_stands_in_a_row_of_its_own(sample, tmp_path, shuanghe):
    desk, project_id = sample
    workbook = openpyxl.load_workbook(survey_templates.write_form(desk, project_id, tmp_path))
    page = workbook["农户调查表"]
    place = {key: at + 1 for at, key in keys.field_keys([cell.value for cell in page[1]]).items()}
    head = shuanghe.households[0]
    for name, value in (("sequence", 1), ("village", "上沟村"), ("head_name", head.head_name), ("id_number", head.id_number),
                        ("population", 2), ("house_area", 80), ("homestead_area", 200)):
        page.cell(7, place[name]).value = value
    for name, value in (("house_structure", "土木"), ("house_area", 40), ("homestead_area", 100)):
        page.cell(8, place[name]).value = value
    reading = read(workbook, tmp_path)
    assert [(h.house_area, h.homestead_area) for h in reading.households] == [(120, 300)]
    assert len(reading.houses) == 2


def test_collective_property_is_read_from_its_own_sheet(filled, tmp_path, shuanghe):
    page = filled["集体房屋和用地"]
    place = {key: at + 1 for at, key in keys.field_keys([cell.value for cell in page[1]]).items()}
    for name, value in (("village", "上沟村"), ("name", "上沟村小学"), ("use", "学校"), ("land_area", 1260), ("agreed", "是")):
        page.cell(7, place["collective_property." + name]).value = value
    assert said(read(filled, tmp_path)) == said(shuanghe)
    found = read_list(tmp_path / "填好.xlsx", CollectiveProperty, surveys.quiet).entities
    assert [(c.village, c.name, str(c.use), c.land_area, c.agreed) for c in found] == [("上沟村", "上沟村小学", "学校", 1260, True)]
