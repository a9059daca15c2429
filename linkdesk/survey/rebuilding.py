"""A workbook written anew from its raw cells, where the officer's own file cannot be kept as it is: .xls, .et, .ods, .csv,
files too large to be opened for writing, and parts of one for a single village."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from itertools import chain, islice
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter

from linkdesk.survey.grid import EXACT_BELOW, Cell, Row, cell_text
from linkdesk.survey.keys import HIDDEN_SHEET, ROW_HEADING, field_keys, of_row_key
from linkdesk.survey.returned import LIST_SHEET, RawTable, Returned, SheetMarks, WrongCell, moved
from linkdesk.survey.returned_marks import (
    AS_TEXT,
    BOXED,
    FACE,
    dress,
    is_list,
    set_page,
    sheet_title,
    text_cell,
    write_list,
)

_LOOKED_AT = 200
_WIDTHS = 5, 30
_NO_MARKS = SheetMarks("", (), (), 0, (), ())


def rebuilt(returned: Returned, tables: Iterable[RawTable], tick: Callable[[int], None],
            dropped: Mapping[str, Sequence[int]] | None = None) -> bytes:
    """An .xlsx of raw cells with everything that is added.

    For a part of a workbook `dropped` are the rows (from 1, in order, by sheet) that are left out, like every sheet without
    marks. `tick(rows written)` may raise Cancelled.
    """
    if dropped is not None:
        tables = (table for table in tables if table.name in {HIDDEN_SHEET, *(sheet.name for sheet in returned.sheets)})
    dropped = dropped or {}
    returned = returned.without(dropped)
    marks = {sheet.name: sheet for sheet in returned.sheets}
    made = BytesIO()
    with _streaming() as book:
        write_list(book.create_sheet(LIST_SHEET), returned)
        for table in tables:
            _Sheet(book, table, marks.get(table.name, _NO_MARKS), dropped.get(table.name, ()), tick).write()
        book.save(made)
    return made.getvalue()


@contextmanager
def _streaming() -> Iterator[Workbook]:
    """A workbook whose rows go to temporary files as they come; when it is broken off none of them stays."""
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()
            sheet._writer.cleanup()
        raise


class _Sheet:
    """One sheet on its way out, row by row; rows count from 1, columns from 0."""

    def __init__(self, book: Workbook, table: RawTable, marks: SheetMarks, dropped: Sequence[int],
                 tick: Callable[[int], None]) -> None:
        self.book, self.table, self.marks, self.dropped, self.tick = book, table, marks, dropped, tick
        self.header = range(min(marks.header_rows, default=0), max(marks.header_rows, default=-1) + 1)
        self.keys = dict(marks.keys)
        self.last = max(self.keys, default=0)
        self.texts = {column_index_from_string(letters) - 1 for letters in marks.text_columns}

    def write(self) -> None:
        """Write everything; an older list of ours is left out."""
        rows = _kept(self.table.rows, frozenset(self.dropped))
        top = list(islice(rows, _LOOKED_AT))
        if self.table.name.startswith(LIST_SHEET) and top and is_list(top[0]):
            return
        self.sheet = self.book.create_sheet(sheet_title(self.table.name))
        self.sheet.sheet_state = "visible" if self.table.visible else "hidden"
        self.looks = _Looks(self.sheet)
        self.wrong = self._wrong(self._merge())
        self.key_column = self._key_column(top)
        self._set_up(top)
        for at, row in enumerate(chain(top, rows), 1):
            self.sheet.append(self._row(at, row))
            if not at % 1000:
                self.tick(at)

    def _merge(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Put down the merges that are left; returns for each cell under one the cell that shows."""
        top_left: dict[tuple[int, int], tuple[int, int]] = {}
        self.titles: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.table.merges:
            rows = [at for row in range(top + 1, bottom + 2) if (at := moved(row, self.dropped)) is not None]
            if len(rows) * (right - left + 1) > 1:
                self.sheet.merged_cells.add(f"{get_column_letter(left + 1)}{rows[0]}:{get_column_letter(right + 1)}{rows[-1]}")
                if rows[-1] < self.header.start and 2 * (right - left + 1) > self.marks.width:
                    self.titles.add((rows[0], left))
                top_left |= {(row, column): (rows[0], left) for row in rows for column in range(left, right + 1)}
        return top_left

    def _wrong(self, top_left: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], list[WrongCell]]:
        found: dict[tuple[int, int], list[WrongCell]] = {}
        for wrong in self.marks.wrong:
            place = wrong.row, column_index_from_string(wrong.column or "A") - 1
            found.setdefault(top_left.get(place, place), []).append(wrong)
        return found

    def _key_column(self, top: list[Row]) -> int:
        header = top[self.header[-1] - 1] if self.header and len(top) >= self.header[-1] else []
        return header.index(ROW_HEADING) if ROW_HEADING in header else max(self.marks.width, len(header))

    def _set_up(self, top: list[Row]) -> None:
        for at, width in enumerate(_widths(self._framed(top), self.marks.width)):
            self.sheet.column_dimensions[get_column_letter(at + 1)].width = width
        if not self.header:
            return
        self.sheet.column_dimensions[get_column_letter(self.key_column + 1)].hidden = True
        for at, row in enumerate(top[:self.header.start], 1):
            self.sheet.row_dimensions[at].hidden = bool(field_keys(row))
        self.sheet.freeze_panes = f"A{self.header.stop}"
        self.sheet.print_title_rows = f"{self.header.start}:{self.header.stop - 1}"
        set_page(self.sheet)

    def _framed(self, top: list[Row]) -> list[Row]:
        """Of the first rows the header and the data: a note under the table tells no width."""
        return [row for at, row in enumerate(top, 1) if at in self.header or at in self.keys] or top

    def _row(self, at: int, row: Row) -> list[Any]:
        framed = self.header and self.header.start <= at <= max(self.last, self.header.stop - 1)
        width = self.key_column if framed else len(row)
        cells = [self._cell(at, column, row[column] if column < len(row) else "", bool(framed)) for column in range(width)]
        if at in self.keys or at == self.header.stop - 1 > 0:
            key = text_cell(self.sheet, self._key(at, row))
            cells = [*cells, *[None] * (self.key_column - len(cells)), key, *cells[self.key_column + 1:]]
        return cells

    def _key(self, at: int, row: Row) -> str:
        standing = str(row[self.key_column]) if self.key_column < len(row) else ""
        return standing if self.marks.keep_keys and of_row_key(standing) else self.keys.get(at, ROW_HEADING)

    def _cell(self, at: int, column: int, value: Cell, framed: bool) -> Any:
        wrong = self.wrong.get((at, column), ())
        if value == "" and not framed and not wrong:
            return None
        as_text = at in self.keys and column in self.texts
        cell = _cell(self.sheet, value, as_text)
        look = self.looks.of(at, self.header, framed, as_text, (at, column) in self.titles)
        cell._style = copy(look) if wrong else look  # made once: a style of its own for each cell is slow
        for each in wrong:
            dress(cell, each)
        return cell


class _Looks:
    """The looks of cells, as the workbook numbers them."""

    def __init__(self, sheet: Any) -> None:
        body = Font(name=FACE, size=10)
        upright = Alignment(vertical="center", wrap_text=True)
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.plain = _style(sheet, font=body, alignment=Alignment(vertical="center"))
        self.title = _style(sheet, font=Font(name=FACE, size=14, bold=True), alignment=middle)
        self.header = _style(sheet, font=Font(name=FACE, size=10, bold=True), alignment=middle, border=BOXED,
                             fill=PatternFill("solid", fgColor="FFF6F8FA"))
        self.data = _style(sheet, font=body, alignment=upright, border=BOXED)
        self.text = _style(sheet, font=body, alignment=upright, border=BOXED, number_format=AS_TEXT)

    def of(self, at: int, header: range, framed: bool, as_text: bool, is_title: bool) -> Any:
        """The look of a cell in a row."""
        if at in header:
            return self.header
        if framed:
            return self.text if as_text else self.data
        return self.title if is_title else self.plain


def _style(sheet: Any, **looks: Any) -> Any:
    cell = WriteOnlyCell(sheet)
    for name, value in looks.items():
        setattr(cell, name, value)
    return cell._style


def _cell(sheet: Any, value: Cell, as_text: bool) -> Any:
    if isinstance(value, str):
        return text_cell(sheet, value)
    if as_text or not abs(value) < EXACT_BELOW:  # infinite ones too
        return text_cell(sheet, cell_text(value))
    return WriteOnlyCell(sheet, int(value) if value == int(value) else value)


def _kept(rows: Iterable[Row], dropped: frozenset[int]) -> Iterator[Row]:
    return (row for at, row in enumerate(rows, 1) if at not in dropped)


def _widths(rows: list[Row], width: int) -> list[float]:
    """How wide each column should be, in half-width characters, by what stands in its first rows."""
    return [min(max(_WIDTHS[0], max((_half_widths(row[at]) for row in rows if at < len(row)), default=0) + 2), _WIDTHS[1])
            for at in range(width)]


def _half_widths(cell: Cell) -> int:
    text = cell_text(cell)
    return max((sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")), default=0)
