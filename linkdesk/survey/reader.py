"""Reads a survey workbook: opened by the child, its tables found, each row taken in, skipped with a reason, or in error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from linkdesk.survey import answers, below, checks, finding, lines, member_list, villages
from linkdesk.survey.blocks import Blocks
from linkdesk.survey.book import Book, Opened
from linkdesk.survey.columns import Columns, matched, needs_data
from linkdesk.survey.corrections import corrected
from linkdesk.survey.directions import Directions
from linkdesk.survey.finding import Found
from linkdesk.survey.flat import Flat
from linkdesk.survey.grid import Numbers, Row, cell_text, column_letter
from linkdesk.survey.header import FEWEST_HITS, ROWS_SEARCHED
from linkdesk.survey.keys import HIDDEN_SHEET, is_for_people
from linkdesk.survey.member_list import MemberList
from linkdesk.survey.process import RawSheet, opened
from linkdesk.survey.reading import MEMBER_PREFIX, Reading, SheetReading, Skipped
from linkdesk.survey.table import Table
from linkdesk.survey.walk import Rest, Walk
from linkdesk.uncollected import uncollected

Report = Callable[[int, int], None]

NOTHING_SAID = Directions()
HIDDEN = "隐藏的工作表，未读取"
EMPTY = "空工作表"
OWN_SHEET = "本软件的标识，不是调查数据"
FOR_PEOPLE = "本软件写给人看的工作表，不是调查数据"
OTHER_FORM = "不是农户的表，请在相应的页面导入"
NO_HEADER = "没有找到表头（至少要有“户主姓名”“身份证号”等三个列标题）"
NO_HOUSEHOLDS = "表头中没有户主姓名和身份证号，不是农户调查表"

ROWS_SHOWN = 15
MOST_TABLES = 100
"""So many tables below each other are told apart; a sheet of more is none that people made."""

_ROWS_OF_MARK = 5


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
    with uncollected(ages=True), opened(path, progress.tick) as (file_hash, sheets):
        for sheet in sheets:
            progress.expect(sheet.height)
            for reading in _sheet(sheet, progress.counted(sheet.chunks), book, directions):
                book.sheets.append(reading)
        for walk_late in book.late:
            walk_late()
        _finish(book)
        progress.tick()
        checks.of_book(book, on)
    order = {sheet.name: at for at, sheet in enumerate(book.sheets)}
    problems = sorted(book.problems, key=lambda p: (order[p.sheet], p.row))
    return Reading(path.name, file_hash, tuple(book.sheets), tuple(book.skipped), tuple(book.households), tuple(book.members),
                   tuple(book.source_rows), tuple(problems), tuple(book.houses), tuple(book.keys), tuple(book.loose))


def _finish(book: Book) -> None:
    """What can only be known when all sheets have been walked: whose members are whose, which sheet is about which village."""
    member_list.attach([opened_.table for opened_ in book.tables])
    villages.settle(book)
    for each in book.tables:
        each.table.finish(each.header.first + 1)


def _sheet(sheet: RawSheet, chunks: Iterator[list[Numbers]], book: Book, directions: Directions) -> Iterator[SheetReading]:
    """What each table of a sheet was understood as; of a sheet without any, why."""
    if sheet.name == HIDDEN_SHEET:
        yield SheetReading(sheet.name, skipped=OWN_SHEET)
    elif not sheet.visible or not sheet.height:
        yield SheetReading(sheet.name, skipped=EMPTY if sheet.visible else HIDDEN)
    else:
        yield from _visible(sheet, chunks, book, directions)


def _visible(sheet: RawSheet, chunks: Iterator[list[Numbers]], book: Book, directions: Directions) -> Iterator[SheetReading]:
    chunks, raw = corrected(sheet, chunks, directions)
    top = next(chunks, [])
    first_rows = [sheet.cells.row(row) for row in top[:ROWS_SEARCHED]]
    if is_for_people(first_rows[:_ROWS_OF_MARK]):
        yield SheetReading(sheet.name, skipped=FOR_PEOPLE)
        return
    found = finding.find(sheet.name, first_rows, sheet.merges, directions)
    if found is None:
        yield _asking(sheet.name, first_rows)
    elif any("." in what and not what.startswith(MEMBER_PREFIX) for what in found.keyed.values()):
        yield SheetReading(sheet.name, skipped=OTHER_FORM)
    else:
        block = [[] if at == found.key_row else row for at, row in enumerate(first_rows[:found.header.first])]
        first = _Sheet(sheet, found, block, raw, book, directions)
        for reading in first.readings(chain([top[found.header.last + 1:]], chunks)):
            yield replace(reading, top=_shown(first_rows))


def _shown(rows: list[Row]) -> tuple[tuple[str, ...], ...]:
    """The first rows as texts, to point the header out in."""
    return tuple(tuple(map(cell_text, row)) for row in rows[:ROWS_SHOWN])


def _asking(name: str, rows: list[Row]) -> SheetReading:
    """A sheet whose header a person must show, with its first rows to choose from, if it looks like a table at all."""
    asks = any(sum(cell != "" for cell in row) >= FEWEST_HITS for row in rows)
    return SheetReading(name, skipped=NO_HEADER, asks_header=asks, top=_shown(rows) if asks else ())


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table of a sheet whose header was found, with the tables below it."""

    sheet: RawSheet
    found: Found
    block: list[Row]
    raw: dict[int, Numbers]
    book: Book
    directions: Directions
    is_below: bool = False

    def readings(self, chunks: Iterable[list[Numbers]]) -> Iterator[SheetReading]:
        """This table and those below it."""
        table: _Sheet | None = self
        for more in range(MOST_TABLES, 0, -1):
            reading, rest = table.read(chunks, splits=more > 1)
            yield reading
            table, chunks = table._below(rest)
            if table is None:
                return

    def read(self, chunks: Iterable[list[Numbers]], splits: bool = True) -> tuple[SheetReading, Rest | None]:
        """Walk its rows, or, where only the other sheets can tell whose they are, put that off; the rows of a table below are left."""
        data: list[Row] = []
        if needs_data(self.found, self.block):  # the numbers themselves must tell the unit before the first can be read
            chunks = list(chunks)
            data = [self.sheet.cells.row(row) for rows in chunks for row in rows]
        columns = matched(self.found, self.block, data)
        if not columns.name_somebody:
            return replace(self._reading(columns), header_rows=(), skipped=NO_HOUSEHOLDS), None
        self._skip_above()
        if asked := [column.answers for column in columns.household if column.answers]:
            chunks = answers.joined(self.sheet, chunks, asked, self.found.header, self.raw)
        rest = None
        if columns.of_list and columns.index_of("code") is not None and not columns.names_head:
            self.book.late.append(partial(self._walk, columns, list(chunks), len(self.book.sheets), False))
        else:
            rest = self._walk(columns, chunks, len(self.book.sheets), splits)
        return self._reading(columns), rest

    def _reading(self, columns: Columns) -> SheetReading:
        header = self.found.header
        left = tuple((column_letter(heading.index), heading.text) for heading in columns.left)
        return SheetReading(self.sheet.name, tuple(range(header.first + 1, header.last + 2)),
                            tuple(chain.from_iterable(c.readings() for c in columns.all)), tuple(text for _, text in left),
                            fingerprint=header.fingerprint, depth=header.depth, remembered=self.found.remembered,
                            unmapped_columns=left)

    def _below(self, rest: Rest | None) -> tuple[_Sheet | None, Iterable[list[Numbers]]]:
        """The next table of households below, and its rows; the rows of other tables are skipped."""
        while rest is not None:
            found, chunks = below.header_of(self.sheet, self.found, rest, self.directions)
            if found is not None:
                block = below.block_of(self.block, rest.block)
                return replace(self, found=found, block=block, is_below=True), chunks
            rest = below.passed_by(self.sheet, rest.at, chunks, self.book)
        return None, ()

    def _skip_above(self) -> None:
        if self.is_below:
            return
        reasons = dict(enumerate(lines.above(self.block), 1))
        if self.found.key_row is not None and self.found.key_row < self.found.header.first:
            reasons[self.found.key_row + 1] = lines.KEYS
        self.book.skipped += (Skipped(self.sheet.name, at, why) for at, why in reasons.items())

    def _walk(self, columns: Columns, chunks: Iterable[list[Numbers]], sheet: int, splits: bool) -> Rest | None:
        header, table = self.found.header, self._table(columns)
        table.raw = self.raw
        self.book.tables.append(Opened(table, sheet, header, self.block))
        walk = Walk(table, lines.judge(header, self.block, columns), self.sheet.merges, header, splits)
        rest = walk.over(chunks)
        table.close()
        return rest

    def _table(self, columns: Columns) -> Table:
        book, name, cells = self.book, self.sheet.name, self.sheet.cells
        others = (opened_.table for opened_ in book.tables)
        if columns.of_list and (columns.names_head or any("code" in table.place for table in others)):
            return MemberList(book, name, columns, cells)
        if columns.members:
            return Blocks(book, name, columns, cells, self.sheet.merges)
        return Flat(book, name, columns, cells)
