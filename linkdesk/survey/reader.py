"""Reads a survey workbook: opened by the child, its tables found, each row taken in, skipped with a reason, or in error."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

from linkdesk.survey import checks, lines
from linkdesk.survey import header as headers
from linkdesk.survey.blocks import Blocks
from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns, matched, needs_data
from linkdesk.survey.directions import Directions
from linkdesk.survey.flat import Flat
from linkdesk.survey.grid import Merge, Numbers, Row
from linkdesk.survey.header import Header
from linkdesk.survey.merges import Carrier
from linkdesk.survey.process import RawSheet, opened
from linkdesk.survey.reading import Reading, SheetReading, Skipped
from linkdesk.survey.table import Table

Report = Callable[[int, int], None]

NOTHING_SAID = Directions()
HIDDEN = "隐藏的工作表，未读取"
EMPTY = "空工作表"
NO_HEADER = "没有找到表头（至少要有“户主姓名”“身份证号”等三个列标题）"
NO_HOUSEHOLDS = "表头中没有户主姓名和身份证号，不是农户调查表"


class _Progress:
    """Rows done and rows known of, told to a report that may raise Cancelled."""

    def __init__(self, report: Report) -> None:
        self._report, self._done, self._total = report, 0, 0

    def tick(self) -> None:
        """Say again how far it is."""
        self._report(self._done, max(self._total, 1))

    def expect(self, rows: int) -> None:
        """Another sheet of so many rows."""
        self._total += rows

    def counted(self, chunks: Iterator[list[Numbers]]) -> Iterator[list[Numbers]]:
        """The same chunks, told of before each."""
        for rows in chunks:
            self.tick()
            self._done += len(rows)
            yield rows


def read(path: Path, report: Report, on: date | None = None, directions: Directions = NOTHING_SAID) -> Reading:
    """What a survey workbook says and what is wrong with it; `report(rows done, rows known of)` may raise Cancelled.

    `on` is the day of reading, `directions` what a person said of this workbook.

    Raises KnownError when the file cannot be read at all.
    """
    path, book, progress = Path(path), Book(), _Progress(report)
    with _uncollected(), opened(path, progress.tick) as (file_hash, sheets):
        for sheet in sheets:
            progress.expect(sheet.height)
            book.sheets.append(_sheet(sheet, progress.counted(sheet.chunks), book))
    progress.tick()
    checks.of_book(book, on)
    order = {sheet.name: at for at, sheet in enumerate(book.sheets)}
    problems = sorted(book.problems, key=lambda p: (order[p.sheet], p.row))
    return Reading(path.name, file_hash, tuple(book.sheets), tuple(book.skipped), tuple(book.households),
                   tuple(book.members), tuple(book.source_rows), tuple(problems))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for unreachable cycles meanwhile: what is read all lives on, and each search goes over all of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sheet(sheet: RawSheet, chunks: Iterator[list[Numbers]], book: Book) -> SheetReading:
    if not sheet.visible or not sheet.height:
        return SheetReading(sheet.name, skipped=EMPTY if sheet.visible else HIDDEN)
    top = next(chunks, [])
    first_rows = [sheet.cells.row(row) for row in top[:headers.ROWS_SEARCHED]]
    header = headers.find(first_rows, sheet.merges)
    if header is None:
        return SheetReading(sheet.name, skipped=NO_HEADER)
    return _table(sheet, header, first_rows[:header.first], chain([top[header.last + 1:]], chunks), book)


def _table(sheet: RawSheet, header: Header, block: list[Row], chunks: Iterable[list[Numbers]], book: Book) -> SheetReading:
    data: list[Row] = []
    if needs_data(header, block):  # the numbers themselves must tell the unit before the first can be read
        chunks = list(chunks)
        data = [sheet.cells.row(row) for rows in chunks for row in rows]
    columns = matched(header, block, data)
    if columns.index_of("head_name") is None and columns.index_of("id_number") is None:
        return SheetReading(sheet.name, skipped=NO_HOUSEHOLDS)
    book.skipped += (Skipped(sheet.name, at, why) for at, why in enumerate(lines.above(block), 1))
    table = _table_kind(sheet, columns, book)
    _walk(table, lines.judge(header, block, columns), sheet.merges, header.last + 1, chunks)
    table.finish(header.first + 1)
    return SheetReading(sheet.name, tuple(range(header.first + 1, header.last + 2)),
                        tuple(c.reading() for c in columns.all), columns.unmapped)


def _table_kind(sheet: RawSheet, columns: Columns, book: Book) -> Table:
    if columns.members:
        return Blocks(book, sheet.name, columns, sheet.cells, sheet.merges)
    return Flat(book, sheet.name, columns, sheet.cells)


def _walk(table: Table, judge: lines.Judge, merges: tuple[Merge, ...], first: int, chunks: Iterable[list[Numbers]]) -> None:
    """Every row to the table or to what is skipped; `first` is the row of the first, from 0."""
    is_plain = lines.plainly_data(table.columns, table.cells)
    carrier = Carrier(merges, first, {column.index for column in table.columns.all})
    at = first
    for rows in chunks:
        table.learn()
        for row in rows:
            filled, covered = carrier.carried(at, row)
            at += 1
            if row and is_plain(row):
                table.take(at, row, filled, covered)
            else:
                _consider(table, judge, at, row, filled, covered)


def _consider(table: Table, judge: lines.Judge, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
    cells = table.cells.row(row)
    why = judge(cells) if row else lines.EMPTY
    if why == lines.WORDLESS:
        why = lines.TOTAL if table.tally.sums_up(cells) else ""
    if not why:
        table.take(at, row, filled, covered)
        return
    table.book.skipped.append(Skipped(table.sheet, at, why))
    if why == lines.TOTAL:
        table.total(at, cells)
