"""The rows of a survey workbook as its cells stand, with what is wrong marked in the cell; a cell can be corrected right there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from linkdesk.domain.fields import Field, Private, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.privacy import on_screen, without_numbers
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.survey import Reading, SheetReading
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.table import LEFT, RIGHT, ROOT

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Cell = tuple[str, int, str]  # sheet, row from 1, column letter
PLACE = 1
"""The column beside the mark that says which row of the workbook this is."""
_WIDTHS = {Private.NAME: 84, Private.IDENTITY: 168, Private.ACCOUNT: 168, Private.PHONE: 112}
_MEMBERS = "members."


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the workbook: its letter and heading, and the field it was taken for (None: not recognised)."""

    letter: str
    heading: str
    field: Field | None

    @property
    def private(self) -> bool:
        """Whether its values are masked until somebody asks."""
        return self.field is not None and self.field.private not in (Private.NO, Private.NAME)

    @property
    def width(self) -> int:
        """In px at 100 %: wide enough for the usual value, and for a short heading."""
        usual = _WIDTHS.get(self.field.private, 84) if self.field else 84
        return max(usual, min(190, 62 + 13 * len(self.heading.rsplit("/", 1)[-1])))

    def shown(self, text: str, masked: bool) -> str:
        """A cell's text as it stands on screen."""
        if not masked:
            return text
        return on_screen(text, self.field.private) if self.private else without_numbers(text)


def columns_of(sheet: SheetReading) -> tuple[GridColumn, ...]:
    """The columns of a sheet that have a heading, from left to right."""
    known = [GridColumn(c.column, c.heading, field_named(c.field)) for c in sheet.columns]
    unknown = [GridColumn(letter, heading, None) for letter, heading in sheet.unmapped_columns]
    return tuple(sorted((*known, *unknown), key=lambda c: (len(c.letter), c.letter)))


def field_named(name: str) -> Field | None:
    """The field a column was taken for, by the name in its reading; None where it is nothing a household or member has."""
    own = name.removeprefix(_MEMBERS)
    return fields_of(Household if own == name else Member).get(own)


class GridModel(QAbstractTableModel):
    """Rows are the data rows of sheets with the same columns; column 0 is the mark, column 1 the row's place."""

    corrected = Signal(str, int, str, str)  # sheet, row, column letter, what was typed

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[GridColumn, ...] = ()
        self.everything: list[SourceRow] = []
        self.rows: list[SourceRow] = []
        self.several, self.masked = False, True
        self.corrections: dict[Cell, str] = {}
        self._of_cell: dict[Cell, list[Problem]] = {}
        self._of_row: dict[tuple[str, int], list[Problem]] = {}
        self._icons: dict[Severity, QIcon] = {}
        self._filter = ("", "", False)

    def show(self, reading: Reading, sheets: tuple[SheetReading, ...], corrections: Mapping[Cell, str]) -> None:
        """Put the rows of some sheets with the same columns into the grid."""
        self.beginResetModel()
        names = {sheet.name for sheet in sheets}
        self.columns = columns_of(sheets[0]) if sheets else ()
        self.several = len(sheets) > 1
        self.everything = [row for row in reading.source_rows if row.sheet in names]
        self.corrections = dict(corrections)
        self._sort_problems(p for p in reading.problems if p.sheet in names)
        self._apply_filter()
        self.endResetModel()

    def _sort_problems(self, problems: Iterable[Problem]) -> None:
        cells, rows = defaultdict(list), defaultdict(list)
        for problem in problems:
            rows[problem.sheet, problem.row].append(problem)
            cells[problem.sheet, problem.row, problem.column].append(problem)
        self._of_cell, self._of_row = dict(cells), dict(rows)

    def codes(self) -> Counter[str]:
        """How many problems of each code stand in the rows of these sheets."""
        return Counter(p.code for problems in self._of_row.values() for p in problems)

    def filter(self, typed: str, code: str, only_wrong: bool) -> None:
        """Keep the rows that hold what is typed, have a problem of the code, or any at all."""
        if (typed, code, only_wrong) == self._filter:
            return
        self.beginResetModel()
        self._filter = typed, code, only_wrong
        self._apply_filter()
        self.endResetModel()

    def _apply_filter(self) -> None:
        typed, code, only_wrong = self._filter
        kept: Iterable[SourceRow] = self.everything
        if code:
            kept = (r for r in kept if any(p.code == code for p in self.problems_of(r)))
        elif only_wrong:
            kept = (r for r in kept if self.problems_of(r))
        if typed:
            kept = (r for r in kept if any(typed in text for _, text in r.cells))
        self.rows = list(kept)

    def problems_of(self, row: SourceRow) -> list[Problem]:
        """What is wrong in a row."""
        return self._of_row.get((row.sheet, row.row), [])

    def problems_at(self, index: Index) -> list[Problem]:
        """What is wrong in a cell."""
        return self._of_cell.get(self.cell_at(index), [])

    def cell_at(self, index: Index) -> Cell:
        """Which cell of the workbook an index shows; the column is empty for mark and place."""
        row = self.rows[index.row()]
        return row.sheet, row.row, self.columns[index.column() - 2].letter if index.column() > PLACE else ""

    def field_at(self, index: Index) -> Field | None:
        """The field a cell was taken for."""
        return self.columns[index.column() - 2].field if index.column() > PLACE else None

    def index_of(self, cell: Cell) -> QModelIndex:
        """Where a cell of the workbook is shown; an invalid index when it is not."""
        sheet, number, letter = cell
        at = next((at for at, row in enumerate(self.rows) if (row.sheet, row.row) == (sheet, number)), -1)
        column = next((at for at, column in enumerate(self.columns, 2) if column.letter == letter), PLACE)
        return self.index(at, column) if at >= 0 else QModelIndex()

    def next_wrong(self, start: QModelIndex, step: int) -> QModelIndex:
        """The next (step 1) or previous (−1) cell with a problem, from a cell on, around the end."""
        wrong = [(at, column) for at, row in enumerate(self.rows) for column in self._wrong_columns(row)]
        if not wrong:
            return QModelIndex()
        here = (start.row(), start.column())
        beyond = [w for w in wrong if (w > here if step > 0 else w < here)] or wrong
        return self.index(*beyond[0 if step > 0 else -1])

    def _wrong_columns(self, row: SourceRow) -> list[int]:
        letters = {p.column for p in self.problems_of(row)}
        return [PLACE] * ("" in letters) + [at for at, column in enumerate(self.columns, 2) if column.letter in letters]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 2

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if index.column() <= PLACE:
            return self._margin(row, index.column(), role)
        column = self.columns[index.column() - 2]
        if role in (Role.DisplayRole, Role.EditRole):
            return self._text(row, column, role)
        if role == Role.TextAlignmentRole:
            return RIGHT if column.field is not None and column.field.quantity else LEFT
        return self._look(row, column, role)

    def _text(self, row: SourceRow, column: GridColumn, role: int) -> str:
        if role == Role.EditRole and column.private and self.masked:
            return ""
        return column.shown(self.text_of(row, column.letter), self.masked and role == Role.DisplayRole)

    def text_of(self, row: SourceRow, letter: str) -> str:
        """What a cell says, as corrected; unmasked."""
        corrected = self.corrections.get((row.sheet, row.row, letter))
        return _raw(row, letter) if corrected is None else corrected

    def _look(self, row: SourceRow, column: GridColumn, role: int) -> Any:
        cell = (row.sheet, row.row, column.letter)
        problems, changed = self._of_cell.get(cell), cell in self.corrections
        if role == Role.ToolTipRole:
            was = [f"原表填写：{column.shown(_raw(row, column.letter), self.masked) or '（空）'}"] if changed else []
            return "\n".join(was + [p.message + p.fix for p in problems or ()])
        if role == Role.FontRole and changed:
            font = theme.face(theme.current())
            font.setBold(True)
            return font
        if not problems or role not in (Role.BackgroundRole, Role.ForegroundRole):
            return None
        gravest = _gravest(problems)
        return theme.current().colour(f"{gravest.value}_tint" if role == Role.BackgroundRole else gravest.value)

    def _margin(self, row: SourceRow, column: int, role: int) -> Any:
        problems = self.problems_of(row)
        if column == PLACE:
            text = f"{row.sheet} {row.row}" if self.several else str(row.row)
            return text if role == Role.DisplayRole else LEFT if role == Role.TextAlignmentRole else None
        if not problems:
            return None
        gravest = _gravest(problems)
        return {Role.DecorationRole: lambda: self._icon(gravest), Role.AccessibleTextRole: lambda: SEVERITY_LABEL[gravest],
                Role.ToolTipRole: lambda: "\n".join(p.message for p in problems)}.get(role, lambda: None)()

    def _icon(self, severity: Severity) -> QIcon:
        if severity not in self._icons:
            self._icons[severity] = icon(severity.value, severity.value)
        return self._icons[severity]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Role.TextAlignmentRole:
            return LEFT
        if section <= PLACE:
            return ("", "行")[section] if role == Role.DisplayRole else None
        column = self.columns[section - 2]
        if role == Role.DisplayRole:
            return f"{column.letter}　{column.heading.rsplit('/', 1)[-1]}"
        if role == Role.ToolTipRole:
            return f"{column.heading}\n识别为：{column.field.label if column.field else '（未识别，不导入）'}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        known = index.isValid() and index.column() > PLACE and self.columns[index.column() - 2].field is not None
        return flags | Qt.ItemFlag.ItemIsEditable if known else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if str(value) != self.data(index, Role.EditRole):  # an untouched masked cell is empty both times
            cell = self.cell_at(index)
            self.corrections[cell] = str(value)
            self.dataChanged.emit(index, index)
            self.corrected.emit(*cell, str(value))
        return True


def _raw(row: SourceRow, letter: str) -> str:
    return next((text for at, text in row.cells if at == letter), "")


def _gravest(problems: Iterable[Problem]) -> Severity:
    return min((p.severity for p in problems), key=list(Severity).index)
