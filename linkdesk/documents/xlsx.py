"""Tables as Excel workbooks: numbers are numbers, IDs and accounts are text, totals are live sums."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from linkdesk.documents.blocks import (
    Align,
    Cell,
    Column,
    Document,
    Drawing,
    Section,
    Table,
    Width,
)
from linkdesk.documents.cells import (
    aligned,
    column_number,
    decimals,
    depth,
    heading,
    is_gap,
    leaves,
    number,
    shown,
)
from linkdesk.documents.live import Places, cell_places, live_rows
from linkdesk.documents.sums import live_sums
from linkdesk.documents.whole import whole_file
from linkdesk.domain.errors import KnownError

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2000, 1, 1)  # the same document gives the same file, whenever it is written
_A4 = 9
_ROWS_PER_MM = Decimal("0.19")  # rows of 15 points
_UPRIGHT_MOST = 9             # more columns than this are printed across
_WIDTHS = 6, 42               # least and most of a column, in half-width characters
_LEAST = 84                   # of a whole table: what an upright A4 page holds, and signers and notes below it need
_LINE, _SMALL_LINE = 14.25, 13.5  # height of a line in points, in headings and notes
_FORBIDDEN = str.maketrans(dict.fromkeys(r"[]:*?/\'", ""))


def write_xlsx(document: Document, path: Path) -> None:
    """Write every table of a document as a sheet of one workbook, whole or not at all.

    Where totals and subtotals are plain sums they become live formulas, and so do cells that name others (blocks.Computed),
    with the document's own number as the stored value. KnownError when the document has no table, a text is too long for Excel, or the file cannot be
    written.
    """
    tables = list(_sheets(document))
    if not tables:
        raise KnownError(f"“{document.title}”里没有表格，不能写成 Excel。请改为生成 PDF。")
    made = io.BytesIO()
    places = cell_places([(name, table) for name, table, _ in tables], document.mark)
    with Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": document.title, "created": _MADE})
        for name, table, section in tables:
            sheet = _Sheet(book, name, table, document.mark, places)
            sheet.write(_across(table, section))
            for block in section.blocks:
                if isinstance(block, Drawing):
                    sheet.draw(block)
    with whole_file(path) as file:
        file.write(made.getbuffer())


def _sheets(document: Document) -> Iterator[tuple[str, Table, Section]]:
    """The tables, each with the name of its sheet."""
    names: set[str] = set()
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield _sheet_name(block, names), block, section


def _across(table: Table, section: Section) -> bool:
    return section.landscape or len(leaves(table.columns)) > _UPRIGHT_MOST


def _sheet_name(table: Table, taken: set[str]) -> str:
    base = (table.name or table.title).translate(_FORBIDDEN)[:31].strip() or "表"
    name = next(n for n in _numbered(base) if n.lower() not in taken)
    taken.add(name.lower())
    return name


def _numbered(base: str) -> Iterator[str]:
    yield base
    count = 1
    while True:
        count += 1
        yield f"{base[:28]}({count})"


class _Sheet:
    """One table on one sheet, written from the top row down."""

    def __init__(self, book: Workbook, name: str, table: Table, mark: str, places: Places) -> None:
        self.book, self.name, self.table, self.mark, self.places = book, name, table, mark, places
        self.sheet: Worksheet = book.add_worksheet(name)
        self.columns = leaves(table.columns)
        self.last = len(self.columns) - 1
        self.row, self.widths = 0, self._fitting()
        self.formats: dict[tuple[tuple[str, object], ...], object] = {}

    def write(self, across: bool) -> None:
        """Write everything and set up the print."""
        self._set_widths()
        self._title()
        first = self.row
        self._heading()
        self._set_up(first, across)
        sums = live_sums(self.table, self.row)
        rows = (*self.table.rows, *filter(None, (self.table.totals,)))
        for at, (row, live) in enumerate(zip(rows, live_rows(self.name, self.table, self.places), strict=True)):
            self._cells(row, sums.get(at, {}) | live)
        self._below()
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, max(self.row, 1), self.last)})

    def draw(self, drawing: Drawing) -> None:
        """A drawing as a picture below the table, with its caption."""
        from linkdesk.documents.picture import png
        self.row += 1
        self.sheet.insert_image(self.row, 0, f"{drawing.caption or '图'}.png",
                                {"image_data": io.BytesIO(png(drawing)), "description": drawing.caption})
        self.row += int(drawing.height_mm * _ROWS_PER_MM) + 1
        self._text(self.row, 0, drawing.caption, self._format(align="left"))

    def _format(self, **wanted: object) -> object:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter", **wanted})
        return self.formats[key]

    def _text(self, row: int, column: int, text: str, look: object) -> None:
        if not text:
            self.sheet.write_blank(row, column, None, look)
            return
        if self.sheet.write_string(row, column, text, look) < 0:
            raise KnownError(f"“{text[:12]}…”有 {len(text)} 个字，超过 Excel 一格的上限，工作簿没有写成。请先缩短这段文字。")

    def _merged(self, column: int, to: int, text: str, look: object, rows: int = 1) -> None:
        if column != to or rows > 1:
            self.sheet.merge_range(self.row, column, self.row + rows - 1, to, "", look)
        self._text(self.row, column, text, look)

    def _title(self) -> None:
        title = self.table.title + (f"（{self.mark}）" if self.mark else "")
        if title:
            self.sheet.set_row(self.row, 30)
            self._merged(0, self.last, title, self._format(bold=True, font_size=16, align="center"))
            self.row += 1
        if self.table.filled_by or self.table.unit:
            middle = self._left_of_unit()
            self._merged(0, middle, self._by(), self._format(align="left"))
            if self.last:
                self._merged(middle + 1, self.last, self.table.unit, self._format(align="right"))
            self.row += 1

    def _left_of_unit(self) -> int:
        """The last column of who filled the table in: the middle one, or further right as long as there is room for the unit."""
        at, by, unit = self.last // 2, _half_widths(self._by()), _half_widths(self.table.unit) + 2
        while sum(self.widths[:at + 1]) < by and sum(self.widths[at + 2:]) >= unit:
            at += 1
        return at

    def _by(self) -> str:
        by = self.table.filled_by
        by = by if not by or "：" in by else f"填报单位：{by}"
        return by if self.last else "　".join(filter(None, (by, self.table.unit)))

    def _heading(self) -> None:
        look = self._format(border=1, align="center", text_wrap=True)
        first, tall = self.row, [1] * depth(self.table.columns)
        for cell in heading(self.table.columns):
            self.row = first + cell.row
            lines = _lines(cell.label, sum(self.widths[cell.column:cell.column + cell.columns]))
            for row in range(cell.row, cell.row + cell.rows):
                tall[row] = max(tall[row], -(-lines // cell.rows))
            self._merged(cell.column, cell.column + cell.columns - 1, cell.label, look, cell.rows)
        for at, lines in enumerate(tall):
            self.sheet.set_row(first + at, lines * _LINE)
        self.row = first + len(tall)
        if self.table.column_numbers:
            for at in range(len(self.columns)):
                self._text(self.row, at, column_number(at + 1), look)
            self.row += 1

    def _cells(self, row: Sequence[Cell], sums: Mapping[int, str]) -> None:
        """A row; `sums` are the formulas of its columns."""
        for at, (cell, column) in enumerate(zip(row, self.columns, strict=True)):
            value = number(cell)
            if value is None:
                self._text(self.row, at, shown(cell, column), self._word_look(cell, column))
            elif at in sums:
                self.sheet.write_formula(self.row, at, sums[at], self._number_look(cell, column), float(value))
            else:
                self.sheet.write_number(self.row, at, float(value), self._number_look(cell, column))
        self.row += 1

    def _word_look(self, cell: Cell, column: Column) -> object:
        side = {Align.LEFT: "left", Align.RIGHT: "right"}.get(aligned(cell, column), "center")
        look = {"italic": True, "underline": 1} if is_gap(cell) else {}
        return self._format(border=1, align=side, text_wrap=True, num_format="@", **look)

    def _number_look(self, cell: Cell, column: Column) -> object:
        places = decimals(cell, column)
        if isinstance(cell, int) and column.decimals is None:
            return self._format(border=1, align="center", num_format="0")
        return self._format(border=1, align="right", num_format="#,##0" + ("." + "0" * places if places else ""))

    def _below(self) -> None:
        signers = [s if "：" in s else f"{s}：" for s in self.table.signers]
        if signers:
            self.sheet.set_row(self.row, 24)
            self._merged(0, self.last, "　　　　　　".join(signers), self._format(align="left"))
            self.row += 1
        for note in self.table.notes:
            self.sheet.set_row(self.row, _lines(note, sum(self.widths)) * _SMALL_LINE)  # Excel fits no row to merged cells
            self._merged(0, self.last, note, self._format(align="left", text_wrap=True))
            self.row += 1

    def _set_widths(self) -> None:
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)

    def _fitting(self) -> list[int]:
        """How wide the columns are: as their texts want, and wide ones more where the table would be narrower than a page."""
        rows = (*self.table.rows, *filter(None, (self.table.totals,)))
        wanted = (max(map(_half_widths, [c.label[: (len(c.label) + 1) // 2], *(shown(row[at], c) for row in rows)]))
                  for at, c in enumerate(self.columns))
        widths = [min(max(widest + 2, _WIDTHS[0]), _WIDTHS[1]) for widest in wanted]
        growing = [at for at, column in enumerate(self.columns) if column.width is Width.WIDE] or range(len(widths))
        more = -(-max(_LEAST - sum(widths), 0) // len(growing))
        for at in growing:
            widths[at] += more
        return widths

    def _set_up(self, first: int, across: bool) -> None:
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(first, self.row - 1)
        self.sheet.set_paper(_A4)
        self.sheet.set_landscape() if across else self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.sheet.set_footer("&C第 &P 页 共 &N 页")


def _half_widths(text: str) -> int:
    return max(sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide; Chinese breaks anywhere, and a mark that may not begin a line costs a little."""
    return sum(max(-(-(_half_widths(line) + 2) // max(width, 1)), 1) for line in text.split("\n"))
