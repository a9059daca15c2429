"""A workbook that goes back to the village: the officer's own, with what is wrong coloured, explained, listed and tied by keys."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from linkdesk import paths, survey
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.survey import keys
from linkdesk.survey.returned import LIST_SHEET, ListLine, Returned, SheetMarks, WrongCell
from linkdesk.survey.returning import returned_workbook

HASH = "ab" * 32
ERROR_GROUND = "FFFEF3F2"


def quiet(done, total):
    pass


def village_workbook(path):
    """A title, a header, three households; the number of the second is a number, the last one's address spans two columns."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "上沟村"
    sheet.append(["上沟村农户调查表"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "户主姓名", "身份证号", "宅基地面积（㎡）", "调查日期", "住址", None])
    sheet.append([1, "王秀英", "149923197001011234", 210.5, date(2018, 3, 5), "东头", None])
    sheet.append([2, "李明", 149923198001011234, "=D3*2", date(2018, 3, 6), "西头", None])
    sheet.append([3, None, "149923199001011234", 120, date(2018, 3, 7), "南头", None])
    sheet.merge_cells("F5:G5")
    sheet["D3"].number_format = "0.0000"
    sheet["B3"].comment = Comment("村里写的", "村会计")
    sheet.column_dimensions["C"].width = 25
    rest = sheet.column_dimensions["G"]  # as other programs write it: one width for all columns to the end
    rest.width, rest.min, rest.max = 12, 7, 16_384
    choices = DataValidation(type="list", formula1='"是,否"')
    choices.add("F3:F5")
    sheet.add_data_validation(choices)
    sheet["XFD900"].fill = PatternFill("solid", fgColor="FF00FF00")
    workbook.create_sheet("说明")["A1"] = "=不是公式的说明"
    workbook.save(path)
    return path


WRONG = (WrongCell(3, "B", False, "提示：姓名。"), WrongCell(4, "C", True, "错误：末几位已经丢失。请重新填写。"),
         WrongCell(5, "B", True, "错误：缺少户主姓名。"), WrongCell(5, "G", True, "错误：四至。"))
MARKS = SheetMarks("上沟村", (2,), ("C",), 7, tuple((row, keys.row_key(HASH, "上沟村", row)) for row in (3, 4, 5)), WRONG)
LINES = tuple(ListLine("上沟村", w.row, w.column, "列", "=李明", "1.49923E+17", w.is_error, w.says, "请核对。") for w in WRONG)
RETURNED = Returned("核实问题清单", ("退回日期：2018年6月4日", "共 3 处"), (MARKS,), LINES)


def sent(path, out, returned=RETURNED, dropped=None):
    out.write_bytes(returned_workbook(returned, path, quiet, dropped))
    return openpyxl.load_workbook(out)


def key_column(sheet, header=2):
    return next(cell.column_letter for cell in sheet[header] if cell.value == keys.ROW_HEADING)


def test_json_both_ways():
    assert Returned.from_json(RETURNED.to_json()) == RETURNED


@pytest.fixture(params=["kept", "rebuilt"])
def workbook(request, tmp_path):
    """The workbook sent back, once kept as it was and once written anew because one thing in it cannot be kept."""
    path = village_workbook(tmp_path / "上沟村.xlsx")
    if request.param == "rebuilt":
        path = with_a_view_nobody_knows(path, tmp_path / "坏.xlsx")
    return sent(path, tmp_path / "退回.xlsx")


def with_a_view_nobody_knows(path, other):
    with ZipFile(path) as old, ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetView ", b'<sheetView view="other" '))
    return other


def test_wrong_cells_are_coloured_and_explained(workbook):
    sheet = workbook["上沟村"]
    for place, wrong in (("C4", WRONG[1]), ("B5", WRONG[2]), ("F5", WRONG[3])):  # G5 lies under the merge of F5
        assert sheet[place].fill.fgColor.rgb == ERROR_GROUND
        assert wrong.says in sheet[place].comment.text
    assert sheet["B4"].comment is None
    coloured = {c.coordinate for row in sheet.iter_rows(min_row=2, max_col=7) for c in row if c.fill.fgColor.rgb == ERROR_GROUND}
    assert coloured <= {"C4", "B5", "F5", "G5"}


def test_each_row_bears_its_key_in_a_hidden_column(workbook):
    sheet = workbook["上沟村"]
    column = key_column(sheet)
    assert sheet.column_dimensions[column].hidden
    assert [sheet[f"{column}{row}"].value for row in (3, 4, 5)] == [key for _, key in MARKS.keys]
    assert keys.of_row_key(sheet[f"{column}4"].value) == (HASH[:16], "上沟村", 4)


def test_numbers_of_people_become_text_as_they_were_read(workbook):
    sheet = workbook["上沟村"]
    assert [sheet[f"C{row}"].value for row in (3, 4, 5)] == ["149923197001011234", "1.49923198001011E+17", "149923199001011234"]
    assert {sheet[f"C{row}"].number_format for row in (3, 4, 5)} == {"@"}


def test_the_list_leads_to_the_cells(workbook):
    listed = workbook[LIST_SHEET]
    assert listed["A1"].value == keys.NOT_A_SURVEY
    assert listed.row_dimensions[1].hidden
    assert [listed.cell(6 + at, 8).value for at in range(4)][1] == "错误：错误：末几位已经丢失。请重新填写。"
    assert listed["F6"].value == "=李明"
    assert listed["F6"].data_type == "s"
    assert listed["C7"].hyperlink.location == "'上沟村'!C4"
    assert (listed.page_setup.orientation, listed.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)


def test_the_officers_own_formats_stay(tmp_path):
    workbook = sent(village_workbook(tmp_path / "上沟村.xlsx"), tmp_path / "退回.xlsx")
    sheet = workbook["上沟村"]
    assert sheet["D3"].number_format == "0.0000"
    assert sheet.column_dimensions["C"].width == 25
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation] == ["F3:F5"]
    assert "村里写的" in sheet["B3"].comment.text
    assert "提示：姓名。" in sheet["B3"].comment.text


def test_no_two_runs_of_columns_overlap(tmp_path):
    sent(village_workbook(tmp_path / "上沟村.xlsx"), tmp_path / "退回.xlsx")
    with ZipFile(tmp_path / "退回.xlsx") as made:
        columns = re.findall(rb"<col [^>]*>", made.read("xl/worksheets/sheet2.xml"))
    runs = sorted((int(re.search(rb'min="(\d+)"', c)[1]), int(re.search(rb'max="(\d+)"', c)[1])) for c in columns)
    assert [first > last for (_, last), (first, _) in pairwise(runs)] == [True] * (len(runs) - 1)
    assert (8, 8) in runs


def test_macros_do_not_go_along(tmp_path):
    with ZipFile(village_workbook(tmp_path / "上沟村.xlsx")) as old, ZipFile(tmp_path / "宏.xlsm", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                                      b"ms-excel.sheet.macroEnabled.main+xml"))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    sent(tmp_path / "宏.xlsm", tmp_path / "退回.xlsx")
    with ZipFile(tmp_path / "退回.xlsx") as made:
        assert "xl/vbaProject.bin" not in made.namelist()
        assert b"macroEnabled" not in made.read("[Content_Types].xml")
        assert b"0.0000" in made.read("xl/styles.xml")  # kept as it was, not written anew


def test_a_formula_nobody_calculated_is_not_lost(tmp_path):
    workbook = sent(village_workbook(tmp_path / "上沟村.xlsx"), tmp_path / "退回.xlsx")
    assert workbook["上沟村"]["D4"].value == "=D3*2"


def test_a_second_round_takes_off_the_first(tmp_path):
    village_workbook(tmp_path / "上沟村.xlsx")
    sent(tmp_path / "上沟村.xlsx", tmp_path / "一.xlsx")
    marks = SheetMarks("上沟村", (2,), ("C",), 7, tuple((row, keys.row_key("cd" * 32, "上沟村", row)) for row in (3, 4, 5)),
                       (WrongCell(4, "C", True, "错误：仍然不对。"),))
    workbook = sent(tmp_path / "一.xlsx", tmp_path / "二.xlsx", Returned("核实问题清单", (), (marks,), LINES[1:2]))
    sheet = workbook["上沟村"]
    assert workbook.sheetnames == [LIST_SHEET, "上沟村", "说明"]
    assert sheet["B5"].comment is None
    assert sheet["B5"].fill.fill_type is None
    assert sheet["B3"].comment.text == "村里写的"
    assert sheet["C4"].comment.text.count("错误") == 1
    assert sum(cell.value == keys.ROW_HEADING for cell in sheet[2]) == 1
    assert keys.of_row_key(sheet[f"{key_column(sheet)}5"].value)[0] == "cd" * 8


@pytest.mark.parametrize("dropped", [None, {}], ids=["kept", "rebuilt"])
def test_until_it_is_taken_in_the_keys_of_the_first_round_stay(tmp_path, dropped):
    village_workbook(tmp_path / "上沟村.xlsx")
    sent(tmp_path / "上沟村.xlsx", tmp_path / "一.xlsx")
    marks = replace(MARKS, keys=tuple((row, keys.row_key("cd" * 32, "上沟村", row)) for row in (3, 4, 5, 6)), keep_keys=True)
    sheet = sent(tmp_path / "一.xlsx", tmp_path / "二.xlsx", replace(RETURNED, sheets=(marks,)), dropped)["上沟村"]
    column = key_column(sheet)
    found = [keys.of_row_key(sheet[f"{column}{row}"].value)[0] for row in (3, 4, 5)]
    assert found == [HASH[:16]] * 3


def test_an_old_workbook_is_written_anew(tmp_path):
    old = Path(shutil.copy(paths.SAMPLES / "survey_shuanghe.xls", tmp_path))
    reading = survey.read(old, quiet)
    name, row = reading.sheets[0].name, reading.source_rows[0].row
    width = max(len(r.cells) for r in reading.source_rows)
    marks = SheetMarks(name, reading.sheets[0].header_rows, ("D",), width, ((row, "linkdesk:row:x"),),
                       (WrongCell(row, "D", True, "错误：不对。"),))
    sent(old, tmp_path / "退回.xlsx", Returned("核实问题清单", (), (marks,), ()))
    again = survey.read(tmp_path / "退回.xlsx", quiet)
    strip = lambda h: (h.village, h.head_name, h.id_number, h.homestead_area, h.bank_account)  # noqa: E731
    assert [strip(h) for h in again.households] == [strip(h) for h in reading.households]
    assert len(again.members) == len(reading.members)


def test_text_tables_go_back_as_workbooks(tmp_path):
    path = tmp_path / "上沟村.csv"
    path.write_bytes("户主姓名,身份证号,宅基地面积\n王秀英,149923197001011234,=约200\n".encode("gb18030"))
    marks = SheetMarks("上沟村", (1,), ("B",), 3, ((2, keys.row_key(HASH, "上沟村", 2)),), (WrongCell(2, "C", True, "错误：不是数。"),))
    sheet = sent(path, tmp_path / "退回.xlsx", Returned("核实问题清单", (), (marks,), ()))["上沟村"]
    assert sheet["B2"].value == "149923197001011234"
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=约200", "s")


def test_a_part_for_one_village_holds_no_other_rows(tmp_path):
    path = village_workbook(tmp_path / "上沟村.xlsx")
    workbook = sent(path, tmp_path / "退回.xlsx", dropped={"上沟村": [3]})
    sheet = workbook["上沟村"]
    assert workbook.sheetnames == [LIST_SHEET, "上沟村"]
    assert [sheet[f"B{row}"].value for row in (3, 4)] == ["李明", None]
    assert sheet["B4"].comment is not None
    assert keys.of_row_key(sheet[f"{key_column(sheet)}3"].value) == (HASH[:16], "上沟村", 4)
    assert "F4:G4" in sheet.merged_cells
    assert [workbook[LIST_SHEET].cell(6 + at, 3).value for at in range(3)] == [3, 4, 4]


def test_a_spoilt_workbook_ends_in_one_sentence(tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(village_workbook(tmp_path / "好.xlsx").read_bytes()[:2000])
    with pytest.raises(KnownError):
        returned_workbook(RETURNED, path, quiet)


def test_it_can_be_cancelled(tmp_path):
    def cancelled(done, total):
        raise Cancelled
    with pytest.raises(Cancelled):
        returned_workbook(RETURNED, village_workbook(tmp_path / "上沟村.xlsx"), cancelled)
