"""What is to be verified in a workbook, from the store or from a reading still in review, as marks for the workbook itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from linkdesk import survey
from linkdesk.desk import Desk
from linkdesk.domain.fields import Private, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.survey.keys import row_key
from linkdesk.survey.lines import BLOCK, COLUMN_NUMBERS, NOTE, SIGNATURE, TITLE
from linkdesk.survey.reading import MEMBER_PREFIX, ColumnReading
from linkdesk.survey.returned import ListLine, RawTable, Returned, SheetMarks, WrongCell

_AS_TEXT = Private.IDENTITY, Private.ACCOUNT, Private.PHONE
_NAME = "head_name"
_OF_EVERY_VILLAGE = frozenset((TITLE, BLOCK, COLUMN_NUMBERS, SIGNATURE, NOTE))


@dataclass(frozen=True, slots=True)
class SheetShape:
    """A sheet as it was understood: header rows from 1, and the matched columns."""

    name: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnReading, ...]

    def column_of(self, field: str) -> str:
        """The letter of the column that holds a field; empty when none."""
        return next((c.column for c in self.columns if c.field.removeprefix(MEMBER_PREFIX) == field), "")

    def heading_of(self, letter: str) -> str:
        """The heading of a column."""
        return next((c.heading for c in self.columns if c.column == letter), "")


@dataclass(frozen=True, slots=True)
class Understood:
    """A workbook and everything known of it; `unclear` are sheet and row of what belongs to no single village, such as totals."""

    file_name: str
    file_hash: str
    sheets: tuple[SheetShape, ...]
    rows: tuple[SourceRow, ...]
    problems: tuple[Problem, ...]
    households: dict[str, Household]
    unclear: tuple[tuple[str, int], ...]
    is_taken_in: bool


def of_reading(reading: survey.Reading) -> Understood:
    """A workbook somebody is looking at; nothing of it is stored."""
    sheets = _joined(SheetShape(s.name, s.header_rows, s.columns) for s in reading.sheets if s.header_rows)
    return Understood(reading.file_name, reading.file_hash, sheets, reading.source_rows, reading.problems,
                      {h.id: h for h in reading.households}, _unclear((s.sheet, s.row, s.why) for s in reading.skipped),
                      is_taken_in=False)


def of_batch(desk: Desk, batch: ImportBatch) -> Understood:
    """A workbook that was taken in, with what is still unsettled today."""
    said = json.loads(batch.understood)
    sheets = _joined(SheetShape(s["name"], tuple(s["header_rows"]), tuple(map(_column, s["columns"])))
                     for s in said.get("sheets", ()) if s["header_rows"])
    with desk.store.reading():
        rows = tuple(desk.store.load(SourceRow, batch_id=batch.id))
        problems = tuple(p for p in desk.store.load(Problem, batch_id=batch.id) if p.settled_at is None)
        households = {h.id: h for h in desk.store.load(Household, project_id=batch.project_id)}
    return Understood(batch.file_name, batch.file_hash, sheets, rows, problems, households,
                      _unclear((s["sheet"], s["row"], s["why"]) for s in said.get("skipped", ())), is_taken_in=True)


def _joined(shapes: Iterable[SheetShape]) -> tuple[SheetShape, ...]:
    """One shape for each sheet: of tables below each other the first, with the columns that only the others have."""
    known: dict[str, SheetShape] = {}
    for shape in shapes:
        first = known.setdefault(shape.name, replace(shape, columns=()))
        letters = {c.column for c in first.columns}
        known[shape.name] = replace(first, columns=first.columns + tuple(c for c in shape.columns if c.column not in letters))
    return tuple(known.values())


def _column(said: dict[str, str]) -> ColumnReading:
    return ColumnReading(said["column"], said["heading"], said["field"], said.get("unit", ""))


def _unclear(skipped: Iterable[tuple[str, int, str]]) -> tuple[tuple[str, int], ...]:
    return tuple((sheet, row) for sheet, row, why in skipped if why not in _OF_EVERY_VILLAGE)


def marks(known: Understood, title: str, notes: Sequence[str]) -> Returned:
    """Everything that is put into the workbook: coloured cells, comments, row keys, and the list of problems."""
    problems = list(_placed(known))
    return Returned(title, tuple(notes), tuple(_marks(known, sheet, problems) for sheet in known.sheets),
                    tuple(_line(known, problem) for problem in problems))


def _placed(known: Understood) -> Iterator[Problem]:
    """The problems in the order of the workbook, each with a sheet, row and column: also those that came from elsewhere."""
    first = {row.household_id: row for row in reversed(known.rows) if row.household_id}
    sheets = {sheet.name: sheet for sheet in known.sheets}
    order = {name: at for at, name in enumerate(sheets)}
    placed = []
    for problem in known.problems:
        row = first.get(problem.household_id) if not problem.row else None
        name, at = (row.sheet, row.row) if row else (problem.sheet, problem.row)
        shape = sheets.get(name)
        letter = problem.column or (shape.column_of(problem.field) or shape.column_of(_NAME) if shape else "")
        heading = problem.heading or (shape.heading_of(letter) if shape else "")
        placed.append(replace(problem, sheet=name, row=at, column=letter, heading=heading))
    return iter(sorted(placed, key=lambda p: (order.get(p.sheet, len(order)), p.row, len(p.column), p.column)))


def _marks(known: Understood, sheet: SheetShape, problems: Iterable[Problem]) -> SheetMarks:
    rows = [row for row in known.rows if row.sheet == sheet.name]
    letters = {letter for row in rows for letter, _ in row.cells} | {c.column for c in sheet.columns}
    return SheetMarks(
        sheet.name, sheet.header_rows, tuple(c.column for c in sheet.columns if _kept_as_text(c.field)),
        max(map(_number, letters), default=0), tuple((r.row, row_key(known.file_hash, r.sheet, r.row)) for r in rows),
        tuple(_wrong(problems, sheet.name)), keep_keys=not known.is_taken_in)


def _kept_as_text(field: str) -> bool:
    of = Member if field.startswith(MEMBER_PREFIX) else Household
    about = fields_of(of).get(field.removeprefix(MEMBER_PREFIX))
    return about is not None and about.private in _AS_TEXT


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _wrong(problems: Iterable[Problem], sheet: str) -> Iterator[WrongCell]:
    """One mark for each cell, with all that is wrong there; a single error makes it one."""
    cells: dict[tuple[int, str], list[Problem]] = {}
    for problem in problems:
        if problem.sheet == sheet and problem.row:
            cells.setdefault((problem.row, problem.column), []).append(problem)
    for (row, column), found in cells.items():
        yield WrongCell(row, column, any(p.severity is Severity.ERROR for p in found),
                        "\n".join(f"{SEVERITY_LABEL[p.severity]}：{p.message}{p.fix}" for p in found))


def _line(known: Understood, problem: Problem) -> ListLine:
    household = known.households.get(problem.household_id or "")
    return ListLine(problem.sheet, problem.row, problem.column, problem.heading, (household and household.head_name) or "",
                    problem.value, problem.severity is Severity.ERROR, problem.message, problem.fix)


def villages(known: Understood) -> dict[str, frozenset[str | None]]:
    """Village → ids of its households, in the order of the workbook; "" for rows of no known village."""
    found: dict[str, set[str | None]] = {}
    for row in known.rows:
        household = known.households.get(row.household_id or "")
        found.setdefault((household and household.village) or "", set()).add(row.household_id)
    return {village: frozenset(ids) for village, ids in found.items()}


def of_village(known: Understood, ids: frozenset[str | None]) -> tuple[Understood, dict[str, list[int]]]:
    """The same workbook for some households only, and the rows (in order, by sheet) that do not go along with it."""
    others = [(r.sheet, r.row) for r in known.rows if r.household_id not in ids]
    dropped: dict[str, list[int]] = {}
    for sheet, row in sorted({*others, *known.unclear}):
        dropped.setdefault(sheet, []).append(row)
    kept = tuple(r for r in known.rows if r.household_id in ids)
    used = {r.sheet for r in kept}
    mine = replace(known, rows=kept, problems=tuple(p for p in known.problems if p.household_id in ids),
                   sheets=tuple(s for s in known.sheets if s.name in used))
    return mine, dropped


def tables(known: Understood) -> Iterator[RawTable]:
    """The workbook as far as its rows are kept, for when the file itself is gone."""
    for sheet in known.sheets:
        rows = {row.row: dict(row.cells) for row in known.rows if row.sheet == sheet.name}
        headings = {c.column: f"{c.label}（{c.unit}）" if c.unit else c.label for c in sheet.columns}  # one row of them
        last = max((*rows, *sheet.header_rows))
        rows[max(sheet.header_rows)] = headings
        yield RawTable(sheet.name, True, (), [_row(rows.get(at, {})) for at in range(1, last + 1)])


def _row(cells: dict[str, str]) -> list[str | float]:
    row: list[str | float] = [""] * max(map(_number, cells), default=0)
    for letter, text in cells.items():
        row[_number(letter) - 1] = text
    return row
