"""The same households come out of every format; nothing a format says of its cells is lost on the way."""

import re
import zipfile

import pytest

from linkdesk.survey import inspect_json
from linkdesk.survey.process import opened
from tests.survey import formats, xlsb
from tests.survey.formats import FORMATS, SHEET, ods, ods_cell, ods_rows, text
from tests.survey.workbooks import GROUPS, household, read, sheet
from tests.survey.xls import BIFF8, Error, Xls

COLUMNS = [(name, alone + ("(㎡)" if name.endswith("area") else "")) for group in GROUPS for name, _, alone in group[1:]]
XML = "urn:schemas-microsoft-com:office:spreadsheet"
TITLE = ["岚川县青石镇农户摸底调查表,单位:户;人"]
HEADER = ["户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)"]


def table(count=8):
    """A title, a header and so many households."""
    rows = [[(household(at) | {"sequence": at + 1})[name] for name, _ in COLUMNS] for at in range(count)]
    return [TITLE, [heading for _, heading in COLUMNS], *rows]


def households(path):
    return [{name: value for name, value in each.items() if name != "sheet"} for each in inspect_json(read(path))["households"]]


def cells(path):
    """Each sheet's rows of cells as they come from the child."""
    with opened(path, lambda: None) as (_, sheets):
        return {each.name: [each.cells.row(row) for rows in each.chunks for row in rows] for each in sheets}


def merges(path):
    with opened(path, lambda: None) as (_, sheets):
        return {each.name: sorted(each.merges) for each in sheets}


@pytest.fixture(scope="module")
def as_xlsx(tmp_path_factory):
    return households(formats.write(tmp_path_factory.mktemp("formats"), "xlsx", table()))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_households_from_every_format(tmp_path, kind, as_xlsx):
    path = formats.write(tmp_path, kind, table())
    reading = read(path)
    assert households(path) == as_xlsx
    assert len(as_xlsx) == 8
    assert [s.name for s in reading.sheets if not s.skipped] == [SHEET]
    assert not [p for p in reading.problems if p.severity == "error"]


@pytest.mark.parametrize("kind", ["excel 95", "excel 97", "xlsb", "ods"])
def test_formula_errors_stand_in_their_cells(tmp_path, kind):
    row = ["王秀英", Error("#REF!"), Error("#DIV/0!", of_formula=True), Error("#N/A")]
    [read_cells] = cells(formats.write(tmp_path, kind, [HEADER, row])).values()
    assert read_cells[1] == ["王秀英", "#REF!", "#DIV/0!", "#N/A"]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])
@pytest.mark.parametrize("places", ["named", "counted"])
def test_formula_errors_of_xlsx(tmp_path, error, places):
    path = sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", "x", 3, "error"], ["李建国", "y", 4, 200])
    edit(path, lambda xml: re.sub(rb'(<c r="D2")[^>]*>.*?</c>', rb'\1 t="e"><f>1/0</f><v>%s</v></c>' % error.encode(), xml))
    if places == "counted":
        edit(path, lambda xml: re.sub(rb'<(row|c) r="\w+"', rb"<\1", xml))
    assert next(iter(cells(path).values()))[1:] == [["王秀英", "x", 3, error], ["李建国", "y", 4, 200]]


def test_a_formula_error_of_another_sheet_stays_there(tmp_path):
    path = Xls({"一": [["x"]], "二": [["x", Error("#REF!")]], "三": [["x"]]}, BIFF8, 1200).write(tmp_path / "a.xls")
    assert cells(path) == {"一": [["x"]], "二": [["x", "#REF!"]], "三": [["x"]]}
    tables = {"一": ods_rows([["x"]]), "二": ods_rows([["x", Error("#REF!")]])}
    assert cells(ods(tmp_path / "a.ods", tables)) == {"一": [["x"]], "二": [["x", "#REF!"]]}


def test_words_that_look_like_an_error_are_words(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["t=\"e\"", "#REF!", "<c t='e'>"])
    assert cells(path) == {"调查表": [["t=\"e\"", "#REF!", "<c t='e'>"]]}


def test_merged_cells_of_ods(tmp_path):
    over = ods_cell("户主", ' table:number-rows-spanned="2" table:number-columns-spanned="1"')
    across = ods_cell("面积", ' table:number-columns-spanned="2"')
    rows = f'<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>' \
           f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{over}{across}</table:table-row>' \
           f'<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/>{ods_cell("a")}</table:table-row>'
    assert merges(ods(tmp_path / "a.ods", {"一": ods_rows([["x"]]), "二": rows})) == {"一": [], "二": [(3, 2, 4, 2), (3, 3, 3, 4)]}


def test_merged_cells_of_xlsb(tmp_path):
    path = xlsb.write(tmp_path / "a.xlsb", {"一": [["x" * 200, "y"], ["z", 1]]}, ((0, 0, 0, 1), (0, 1, 3, 3)))
    assert merges(path) == {"一": [(0, 0, 0, 1)]}
    path = xlsb.write(path, {"一": [["x", "y"], ["z", 1]]}, ((0, 1, 1, 1), (0, 1, 0, 0)))
    assert merges(path) == {"一": [(0, 0, 1, 0), (0, 1, 1, 1)]}


def test_merged_cells_of_a_web_page(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td rowspan=2>户主<br>姓名<td colspan='2'>面积</tr><tr><th>宅基地<th>房&nbsp;屋</tr>"
                    "<tr><td>王</td><td>1</td><td>2</td></tr></table>", "utf-8")
    assert cells(path) == {"a": [["户主\n姓名", "面积", ""], ["", "宅基地", "房\xa0屋"], ["王", "1", "2"]]}
    assert merges(path) == {"a": [(0, 0, 1, 0), (0, 1, 0, 2)]}


def test_cells_of_an_xml_spreadsheet(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(f'''<?xml version="1.0"?><Workbook xmlns="{XML}" xmlns:ss="{XML}"><Worksheet ss:Name="一"><Table>
        <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">户<B>主</B>&amp;</Data></Cell>
             <Cell><Data ss:Type="Number">149923195001010012</Data><Comment><Data>批注</Data></Comment></Cell></Row>
        <Row ss:Index="3"><Cell ss:Index="3"><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet>
        <Worksheet ss:Name="二"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
        <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>''', "utf-8")
    assert cells(path) == {"一": [["户主&", "", "149923195001010012"], [], ["", "", "#REF!"]], "二": []}
    assert merges(path) == {"一": [(0, 0, 1, 1)], "二": []}
    assert [s.skipped for s in read(path).sheets][1].startswith("隐藏")


def test_rows_of_a_text_may_be_short(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(text([["摸底调查表"], HEADER, ["王秀英"], ["李建国", "x", 3, 200]]))
    assert [h.head_name for h in read(path).households] == ["王秀英", "李建国"]


def test_text_stays_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('户主姓名,身份证号,账号,人口\n王,="149923195001010012",\'6228480012345678,\t3\n'
                     '李,149923195001010012,1.42E+17,"两处,\n其一""倒塌"""\n\n'.encode("gb18030"))
    assert cells(path) == {"a": [["户主姓名", "身份证号", "账号", "人口"], ["王", "149923195001010012", "6228480012345678", "3"],
                                 ["李", "149923195001010012", "1.42E+17", '两处,\n其一"倒塌"'], []]}


def test_the_line_that_names_the_delimiter_is_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\r\na,b;c,d\r\n")
    assert cells(path) == {"a": [["a,b", "c,d"]]}


@pytest.mark.parametrize("last", ['李,"x,3', '"李,x,3', '李,"x"y,3', '"李,"x,3'])
def test_a_quotation_mark_too_many_swallows_no_row(tmp_path, last):
    path = tmp_path / "a.csv"
    path.write_text(f'户主,身份证号,人口\n王,"a",3\n{last}\n张,b,3\n', "utf-8")
    [rows] = cells(path).values()
    assert rows[1] == ["王", "a", "3"]
    assert [row[0].strip('"') for row in rows] == ["户主", "王", "李", "张"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_among_the_others(tmp_path, delimiter):
    rows = [["调查表,甲;乙\t丙"], ["户主,姓名", "住址;电话", "编号"], *[["王,a", "x;y", "1,2;3"]] * 5]
    path = tmp_path / "a.csv"
    path.write_bytes(text(rows, delimiter))
    assert next(iter(cells(path).values()))[1:] == rows[1:]


def test_a_sheet_as_long_as_can_be_but_empty(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", "x", 3, 200])
    rows = b"".join(b'<row r="%d" ht="18"/>' % at for at in range(3, 1_048_576))
    edit(path, lambda xml: xml.replace(b"</sheetData>", rows + b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'))
    assert len(cells(path)["调查表"]) == 2


@pytest.mark.parametrize("said", ["A1:XFD1048576", "A1", "C3:D4"])
def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path, said):
    path = sheet(tmp_path / "a.xlsx", HEADER, ["王秀英", "x", 3, 200])
    edit(path, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % said.encode(), xml))
    assert len(cells(path)["调查表"]) == 2


def test_fifty_thousand_merges(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, *[["王秀英", "x", 3, 200]] * 100, merges=("A1:B1",))
    areas = b"".join(b'<mergeCell ref="%s%d:%s%d"/>' % (c, at, c, at + 1) for at in range(2, 25_002, 2) for c in (b"A", b"B", b"C", b"D"))
    edit(path, lambda xml: re.sub(rb"<mergeCells.*?</mergeCells>", b"<mergeCells>" + areas + b"</mergeCells>", xml))
    assert read(path).rows_read == 100
    assert len(merges(path)["调查表"]) == 200  # those below the last row are of no use to anybody


def test_merges_that_overlap_are_not_counted_twice(tmp_path):
    path = sheet(tmp_path / "a.xlsx", HEADER, *[["王秀英", "x", 3, 200]] * 4, merges=("A2:A3",))
    areas = b'<mergeCell ref="A2:A3"/><mergeCell ref="A3:B4"/>' + b'<mergeCell ref="A2:XFD1048576"/>' * 1000
    edit(path, lambda xml: re.sub(rb"<mergeCells.*?</mergeCells>", b"<mergeCells>" + areas + b"</mergeCells>", xml))
    assert merges(path) == {"调查表": [(1, 0, 2, 0)]}


def edit(path, change):
    """Change the XML of a workbook's first sheet."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
