"""Sheets by python-calamine: .xlsx, .xlsm, .xlsb, .ods and .xls of Excel 97 and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from linkdesk.survey.formats.sheet import Marks, Merge, Refused, Sheet


def sheets(data: bytes, errors: dict[int, Marks], merges: Sequence[Sequence[Merge]] = ()) -> Iterator[Sheet]:
    """The worksheets, with the formula errors of each number and, where the library knows none, the merges."""
    workbook = _opened(data)
    for at, about in enumerate(workbook.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            given = merges[at] if at < len(merges) else ()
            yield _sheet(about, workbook.get_sheet_by_index(at), given).marked(errors.get(at, {}))


def _opened(data: bytes) -> Any:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise Refused("encrypted") from None
    except CalamineError:
        raise Refused("broken") from None


def _sheet(about: Any, sheet: Any, merges: Sequence[Merge]) -> Sheet:
    is_visible = about.visible is SheetVisibleEnum.Visible
    if not sheet.end:
        return Sheet(about.name, (), 0, 0, visible=is_visible)
    known = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    # iter_rows begins at the first row of the sheet, yet at the first column that holds something
    first = sheet.start[1]
    height, width = sheet.end[0] + 1, sheet.end[1] + 1 - first
    return Sheet(about.name, sheet.iter_rows(), height, width, first, is_visible, known or merges)
