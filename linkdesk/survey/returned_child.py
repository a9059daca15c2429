"""The process that opens an officer's own .xlsx to mark it: untrusted, so it has the limits of the reader's process.

It takes a Returned as JSON from standard input and writes the marked workbook to standard output; its exit code says
whether the workbook could be kept. Formats, widths, drop-down lists and notes stay; macros and links to other files go,
formulas become the values that stood there.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from linkdesk.survey import limits

KEPT, NOT_KEPT = 0, 1
PATIENCE = 6
"""How many times longer than reading it may take: every cell becomes an object and is written again."""


def main(arguments: list[str]) -> int:
    """Mark the workbook at the path given."""
    path = Path(arguments[0])
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would take it along, and all its memory
    try:
        limits.apply(path.stat().st_size, PATIENCE)
        with open(0, "rb", closefd=False) as said:  # sys.stdin is None in a windowed program
            returned = json.loads(said.read())
        made = _marked(path.read_bytes(), returned)
    except BaseException:  # a memory that ends, an XML that is none, a library that panics: the parent rebuilds the workbook
        return NOT_KEPT
    with open(1, "wb", closefd=False) as out:
        out.write(made)
    return KEPT


def _marked(data: bytes, said: Any) -> bytes:
    archive = ZipFile(BytesIO(data))
    if limits.unpacks_too_large(archive, len(data)):
        raise MemoryError
    warnings.simplefilter("ignore")  # what the library cannot keep is no concern of this process
    from linkdesk.survey.returned import Returned
    made = BytesIO()
    book = _opened(data, archive)
    mark(book, Returned.from_json(said))
    book.save(made)
    return made.getvalue()


def _opened(data: bytes, archive: ZipFile) -> Any:
    """The workbook with values in place of formulas; a formula nobody ever calculated stays, or its cell would be empty."""
    from openpyxl import load_workbook
    book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    if any(b"<f" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
        for name, place, formula in _formulas(load_workbook(BytesIO(data), read_only=True, keep_links=False)):
            if book[name][place].value is None:
                book[name][place] = formula
    return book


def _formulas(book: Any) -> Iterator[tuple[str, str, str]]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the size a file claims is not always true
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate, cell.value) for cell in row if cell.data_type == "f")


def mark(book: Any, returned: Any) -> None:
    """Put everything of a Returned into an open workbook."""
    from linkdesk.survey.returned import LIST_SHEET
    from linkdesk.survey.returned_marks import is_list, undress, write_list
    for sheet in book.worksheets:
        if sheet.title.startswith(LIST_SHEET) and is_list((sheet["A1"].value,)):
            book.remove(sheet)
            continue
        for cell in sheet._cells.values():  # not iter_rows: it would make a cell for every place up to the last one formatted
            undress(cell)
    for marks in returned.sheets:
        if marks.name in book.sheetnames:
            _mark_sheet(book[marks.name], marks)
    listed = book.create_sheet(LIST_SHEET, 0)
    write_list(listed, returned)
    _show(book, listed)


def _show(book: Any, shown: Any) -> None:
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is shown
    book.active = book.index(shown)


def _mark_sheet(sheet: Any, marks: Any) -> None:
    from openpyxl.utils import column_index_from_string

    from linkdesk.survey.returned_marks import dress, keep_as_text
    _write_keys(sheet, marks)
    texts = [column_index_from_string(letters) for letters in marks.text_columns]
    top_left = _top_left(sheet)
    for row, _ in marks.keys:
        for column in texts:
            keep_as_text(sheet.cell(*top_left.get((row, column), (row, column))))
    for wrong in marks.wrong:
        place = wrong.row, column_index_from_string(wrong.column or "A")
        dress(sheet.cell(*top_left.get(place, place)), wrong)


def _top_left(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell under a merge, the cell that shows: a few merges over whole columns are left alone."""
    return {place: (merge.min_row, merge.min_col) for merge in sheet.merged_cells.ranges
            if merge.size["rows"] * merge.size["columns"] <= 10_000 for place in merge.cells}


def _write_keys(sheet: Any, marks: Any) -> None:
    """The hidden column of row keys: where an earlier round had it, else behind the last column in use."""
    from linkdesk.survey.keys import ROW_HEADING, of_row_key
    header = max(marks.header_rows, default=0)
    if not header:
        return
    last = min(max(sheet.max_column, marks.width) + 1, 16_384)
    column = next((at for at in range(1, last + 1) if sheet.cell(header, at).value == ROW_HEADING), 0) or _free(sheet, marks)
    _hide(sheet, column)
    sheet.cell(header, column, ROW_HEADING)
    for row, key in marks.keys:
        cell = sheet.cell(row, column)
        cell.value = cell.value if marks.keep_keys and of_row_key(str(cell.value)) else key


def _free(sheet: Any, marks: Any) -> int:
    column = marks.width + 1
    while any(sheet.cell(row, column).value is not None for row in marks.header_rows):
        column += 1
    return column


def _hide(sheet: Any, column: int) -> None:
    """Hide a column; a run of columns with one width that covers it ends before it, for no two may overlap."""
    from openpyxl.utils import get_column_letter
    widths = sheet.column_dimensions
    for letter, run in list(widths.items()):
        if run.min and run.min < column <= (run.max or run.min):
            run.max = column - 1
        elif run.min == column:
            del widths[letter]
    widths[get_column_letter(column)].hidden = True
