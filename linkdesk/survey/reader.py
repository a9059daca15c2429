"""Reads a survey workbook: opened by the child, its tables found, each row taken in, skipped with a reason, or in error."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from linkdesk.survey import header as headers
from linkdesk.survey import lines
from linkdesk.survey.blocks import Blocks
from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns, matched, needs_data
from linkdesk.survey.flat import Flat
from linkdesk.survey.grid import Row
from linkdesk.survey.header import Header
from linkdesk.survey.merges import Carrier
from linkdesk.survey.process import RawSheet, opened
from linkdesk.survey.reading import Reading, SheetReading, Skipped
from linkdesk.survey.table import Table

Report = Callable[[int, int], None]

HIDDEN = "隐藏的工作表，未读取"
EMPTY = "空工作表"
NO_HEADER = "没有找到表头（至少要有“户主姓名”“身份证号”等三个列标题）"
NO_HOUSEHOLDS = "表头中没有户主姓名和身份证号，不是农户调查表"
ROWS_BETWEEN_REPORTS = 500


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

    def counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows, told of now and then."""
        for at, row in enumerate(rows):
            if at % ROWS_BETWEEN_REPORTS == 0:
                self.tick()
            self._done += 1
            yield row


def read(path: Path, report: Report) -> Reading:
    """What a survey workbook says and what is wrong with it; `report(rows done, rows known of)` may raise Cancelled.

    Raises KnownError when the file cannot be read at all.
    """
    path, book, progress = Path(path), Book(), _Progress(report)
    with _uncollected(), opened(path, progress.tick) as (file_hash, sheets):
        for sheet in sheets:
            progress.expect(sheet.height)
            book.sheets.append(_sheet(sheet, progress.counted(sheet.rows), book))
    progress.tick()
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


def _sheet(sheet: RawSheet, rows: Iterator[Row], book: Book) -> SheetReading:
    if not sheet.visible or not sheet.height:
        return SheetReading(sheet.name, skipped=EMPTY if sheet.visible else HIDDEN)
    top = list(islice(rows, headers.ROWS_SEARCHED))
    header = headers.find(top, sheet.merges)
    if header is None:
        return SheetReading(sheet.name, skipped=NO_HEADER)
    return _table(sheet, header, top, rows, book)


def _table(sheet: RawSheet, header: Header, top: list[Row], rows: Iterator[Row], book: Book) -> SheetReading:
    block, below = top[:header.first], top[header.last + 1:]
    if needs_data(header, block):  # the numbers themselves must tell the unit before the first can be read
        below += rows
    columns = matched(header, block, below)
    if columns.index_of("head_name") is None and columns.index_of("id_number") is None:
        return SheetReading(sheet.name, skipped=NO_HOUSEHOLDS)
    book.skipped += (Skipped(sheet.name, at, why) for at, why in enumerate(lines.above(block), 1))
    table = _table_kind(sheet, columns, book)
    _walk(table, lines.judge(header, block, columns), Carrier(sheet.merges, header.last + 1),
          enumerate(chain(below, rows), header.last + 1))
    table.finish(header.first + 1)
    return SheetReading(sheet.name, tuple(range(header.first + 1, header.last + 2)),
                        tuple(c.reading() for c in columns.all), columns.unmapped)


def _walk(table: Table, judge: lines.Judge, carrier: Carrier, rows: Iterable[tuple[int, Row]]) -> None:
    for at, row in rows:
        filled, covered = carrier.carried(at, row)
        why = judge(row)
        if why == lines.WORDLESS:
            why = lines.TOTAL if table.tally.sums_up(row) else ""
        if not why:
            table.take(at + 1, row, filled, covered)
            continue
        table.book.skipped.append(Skipped(table.sheet, at + 1, why))
        if why == lines.TOTAL:
            table.total(at + 1, row)


def _table_kind(sheet: RawSheet, columns: Columns, book: Book) -> Table:
    if columns.members:
        return Blocks(book, sheet.name, columns, sheet.merges)
    return Flat(book, sheet.name, columns)
