"""Marks on the cells and sheets of a workbook that goes back to the village; the same for a kept and for a rebuilt one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from linkdesk.survey.grid import cell_text
from linkdesk.survey.keys import NOT_A_SURVEY
from linkdesk.survey.returned import ListLine, Returned, WrongCell

AUTHOR = "核实意见"
FACE = "宋体"
ERROR, WARNING = ("FFFEF3F2", "FFB42318"), ("FFFFF8E6", "FF8A5A00")  # ground, ink
THIN = Side(style="thin", color="FF808080")
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
AS_TEXT = "@"
_HEADINGS = ("序号", 6), ("工作表", 12), ("行", 6), ("列", 5), ("列标题", 16), ("户主姓名", 10), ("原填写", 22), ("问题", 38), \
    ("如何改正", 38), ("改正情况", 16)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_COMMENT_WIDTH, _COMMENT_LETTERS, _LINE_HEIGHT = 300, 20, 20  # pixels, Chinese characters a line, pixels


def dress(cell: Any, wrong: WrongCell) -> None:
    """Colour a cell and say in a comment what is wrong and how it is put right; an older comment of somebody else stays."""
    ground, ink = ERROR if wrong.is_error else WARNING
    cell.fill = PatternFill("solid", fgColor=ground)
    cell.font = Font(name=cell.font.name, size=cell.font.size, bold=cell.font.bold, color=ink)
    before = f"{cell.comment.text.rstrip()}\n\n" if cell.comment else ""
    cell.comment = _comment(f"{before}{AUTHOR}：\n{wrong.says}", cell.comment.author if cell.comment else AUTHOR)


def _comment(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // _COMMENT_LETTERS for line in text.splitlines())
    return Comment(clean(text), author, width=_COMMENT_WIDTH, height=_LINE_HEIGHT * (lines + 1))


def undress(cell: Any) -> None:
    """Take off what an earlier round put on a cell, so that what has been put right is no longer coloured."""
    if cell.comment is None or f"{AUTHOR}：" not in cell.comment.text:
        return
    text = cell.comment.text.partition(f"{AUTHOR}：")[0].rstrip()
    cell.comment = _comment(text, cell.comment.author) if text else None
    cell.fill = PatternFill()
    cell.font = Font(name=cell.font.name, size=cell.font.size, bold=cell.font.bold)


def keep_as_text(cell: Any) -> None:
    """Make a cell of numbers that are no quantities text, so that a correction keeps all its digits."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell.value = cell_text(cell.value)
    cell.number_format = AS_TEXT


def clean(text: str) -> str:
    """Text without the control characters no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def text_cell(sheet: Any, text: str) -> Any:
    """A cell with text that stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, clean(text))
    if text:
        cell.data_type = "s"
    return cell


def sheet_title(name: str) -> str:
    """A sheet's name as .xlsx can hold it: at most 31 characters, none of those it forbids."""
    return clean(name).translate(_FORBIDDEN).strip("'")[:31] or "表"


def is_list(first_row: Iterable[Any]) -> bool:
    """Whether a sheet is one of ours for people; an older list is known by its name besides."""
    return any(cell == NOT_A_SURVEY for cell in first_row)


def write_list(sheet: Any, returned: Returned) -> None:
    """Fill the sheet that lists what is to be verified."""
    _set_up(sheet, returned)
    sheet.append([text_cell(sheet, NOT_A_SURVEY)])
    for at, text in enumerate((returned.title, *returned.notes)):
        sheet.append([_said(sheet, text, title=not at)])
    sheet.append([_boxed(sheet, heading, bold=True, centred=True) for heading, _ in _HEADINGS])
    first = len(returned.notes) + 4
    for number, line in enumerate(returned.lines, 1):
        cells = list(_line(sheet, number, line))
        _link(cells[2], f"C{first + number - 1}", line)
        sheet.append(cells)


def _set_up(sheet: Any, returned: Returned) -> None:
    heading_row = len(returned.notes) + 3
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 30
    for row in range(2, heading_row):
        sheet.merged_cells.add(f"A{row}:{get_column_letter(len(_HEADINGS))}{row}")
    for at, (_, width) in enumerate(_HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = f"A{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    set_page(sheet)


def set_page(sheet: Any) -> None:
    """A4 across, as wide as the paper, pages numbered."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _said(sheet: Any, text: str, title: bool) -> Any:
    cell = text_cell(sheet, text)
    cell.font = Font(name=FACE, size=16 if title else 10.5, bold=title)
    cell.alignment = Alignment(horizontal="center" if title else "left", vertical="center")
    return cell


def _boxed(sheet: Any, value: str | int, bold: bool = False, centred: bool = False, ink: str = "FF1F2328") -> Any:
    cell = text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)
    cell.font, cell.border = Font(name=FACE, size=10, bold=bold, color=ink), BOXED
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    return cell


def _line(sheet: Any, number: int, line: ListLine) -> Iterator[Any]:
    ground, ink = ERROR if line.is_error else WARNING
    for value in (number, line.sheet, line.row or "", line.column):
        yield _boxed(sheet, value, centred=True)
    yield from (_boxed(sheet, value) for value in (line.heading, line.head_name))
    written = _boxed(sheet, line.value)
    written.number_format = AS_TEXT
    yield written
    said = _boxed(sheet, f"{'错误' if line.is_error else '提示'}：{line.problem}", ink=ink)
    said.fill = PatternFill("solid", fgColor=ground)
    yield said
    yield from (_boxed(sheet, value) for value in (line.fix, ""))


def _link(cell: Any, place: str, line: ListLine) -> None:
    """Make a click on the row number lead to the cell; `place` is where the number stands."""
    if line.row:
        where = f"{quote_sheetname(sheet_title(line.sheet))}!{line.column or 'A'}{line.row}"
        cell._hyperlink = Hyperlink(ref=place, location=where, tooltip="转到这个单元格")
        cell.font = Font(name=FACE, size=10, underline="single", color="FF175CD3")
