"""逐行核对: the grid of a workbook's rows, filtered by problem, with the reasons of the row under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.survey import Reading
from linkdesk.ui import theme
from linkdesk.ui.cells import Cells
from linkdesk.ui.dressing import dress
from linkdesk.ui.import_columns import group_name, groups
from linkdesk.ui.import_grid import PLACE, Cell, GridModel
from linkdesk.ui.look import button, column, label, row, scrolled
from linkdesk.ui.problem_words import code_words

ALL_CODES = "全部问题"
TYPING_PAUSE = 200  # ms
REASONS_HIGH = 46
HINT = "双击或按 F2 改正单元格，回车到下一行；F8 到下一处问题，Shift+F8 到上一处。"


class TintedCells(Cells):
    """Cells with the tint of what is wrong in them, which a style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        if tint is not None:
            painter.fillRect(option.rect, tint)
        super().paint(painter, option, index)


class Grid(QTableView):
    """Cells are corrected by typing; Enter goes down, as in a spreadsheet."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        dress(self, model)
        self.setItemDelegate(TintedCells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.itemDelegate().closeEditor.connect(self._go_down)
        down = QShortcut(QKeySequence(Qt.Key.Key_Return), self, self._step_down)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _go_down(self, _: QWidget, hint: object = None) -> None:
        # after the editor's own closing, which would put the current cell back
        if hint is not None and getattr(hint, "name", "") == "SubmitModelCache":
            QTimer.singleShot(0, self._step_down)

    def _step_down(self) -> None:
        here = self.currentIndex()
        if here.isValid() and here.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(here.siblingAtRow(here.row() + 1))


class RowsTab(QWidget):
    """Sheets, filters and search above the grid; the reasons below."""

    corrected = Signal(str, int, str, str)  # sheet, row, column letter, text
    revealed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading: Reading | None = None
        self.corrections: Mapping[Cell, str] = {}
        self.model = GridModel()
        self.model.corrected.connect(self.corrected)
        self.grid = Grid(self.model)
        self.sheets, self.codes = QComboBox(), QComboBox()
        self.only_wrong = QCheckBox("只看有问题的行")
        self.search = QLineEdit(placeholderText="在各列中查找", clearButtonEnabled=True)
        self.count = label("", "small")
        self.reveal = button("显示完整号码", self._reveal, "link")
        self.reasons = label("", "", wrap=True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        now = theme.current()
        top = row(self.sheets, self.codes, self.only_wrong, self.search, self.count, self.reveal, gap=12)
        top.setStretch(3, 1)
        self.sheets.setMaximumWidth(now.px(220))
        self.codes.setMinimumWidth(now.px(120))
        self.codes.setMaximumWidth(now.px(210))
        self.search.setMinimumWidth(now.px(110))
        inside = QWidget()
        column(self.reasons, 1, parent=inside)
        below = scrolled(inside)
        below.setFixedHeight(now.px(REASONS_HIGH))
        column(top, self.grid, below, gap=6, parent=self).setContentsMargins(0, now.px(8), 0, 0)

    def _wire(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.codes.activated.connect(lambda _: self._show_kind())
        self.only_wrong.toggled.connect(lambda _: self._filter())
        self.sheets.activated.connect(lambda _: self._show_sheets())
        self.grid.selectionModel().currentChanged.connect(lambda now, _: self._say_reasons(now))
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.go_to_wrong(step))

    def show_reading(self, reading: Reading, corrections: Mapping[Cell, str]) -> None:
        """Show the rows of a reading; sheet, place and filters stay where they were."""
        first, sheet = self.reading is None, self.sheets.currentText()
        self.reading, self.corrections = reading, corrections
        self.sheets.clear()
        self.sheets.addItems([group_name(sheets) for sheets in groups(reading)])
        self.sheets.setCurrentIndex(max(0, self.sheets.findText(sheet)))
        self.sheets.setVisible(self.sheets.count() > 1)
        self._show_sheets()
        if first:
            self._lead_to_first(reading)

    def forget(self) -> None:
        """Another file comes: nothing of the last one's filters stays."""
        self.reading = None
        self.search.clear()
        self.only_wrong.setChecked(False)
        self.codes.clear()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what is wrong now that the rows were compared with what stands already."""
        if self.reading is not None and problems != self.reading.problems:
            self.reading = replace(self.reading, problems=problems)
            self._show_sheets()

    def _lead_to_first(self, reading: Reading) -> None:
        placed = [p for p in reading.problems if p.sheet]
        if placed:
            self.lead_to(min(placed, key=lambda p: p.severity is not Severity.ERROR))

    def _show_sheets(self) -> None:
        found = groups(self.reading)
        here, at = self._current(), self.grid.verticalScrollBar().value()
        self.model.show(self.reading, found[max(0, self.sheets.currentIndex())] if found else (), self.corrections)
        self._offer_codes()
        self._size()
        self._filter()
        self._restore(here)
        self.grid.verticalScrollBar().setValue(at)

    def _size(self) -> None:
        now = theme.current()
        self.grid.setColumnWidth(PLACE, now.px(150 if self.model.several else 52))
        for at, each in enumerate(self.model.columns, 2):
            self.grid.setColumnWidth(at, now.px(each.width))

    def _current(self) -> Cell | None:
        index = self.grid.currentIndex()
        return self.model.cell_at(index) if index.isValid() and index.row() < len(self.model.rows) else None

    def _restore(self, cell: Cell | None) -> None:
        index = self.model.index_of(cell) if cell else QModelIndex()
        if index.isValid():
            self.grid.setCurrentIndex(index)

    def _offer_codes(self) -> None:
        chosen = self.codes.currentData() or ""
        self.codes.clear()
        counts = self.model.codes()
        self.codes.addItem(f"{ALL_CODES}（{sum(counts.values())}）", "")
        for code, count in counts.most_common():
            self.codes.addItem(f"{code_words(code)}（{count}）", code)
        self.codes.setCurrentIndex(max(0, self.codes.findData(chosen)))

    def _filter(self) -> None:
        here = self._current()
        self.model.filter(self.search.text().strip(), self.codes.currentData() or "", self.only_wrong.isChecked())
        self.count.setText(f"{len(self.model.rows)} / {len(self.model.everything)} 行")
        self._restore(here)
        self._say_reasons(self.grid.currentIndex())

    def _show_kind(self) -> None:
        """Keep the rows with a kind of problem, and go to the first such cell."""
        self._filter()
        code = self.codes.currentData()
        wrong = [p for source in self.model.rows[:1] for p in self.model.problems_of(source) if p.code == code]
        if wrong:
            self._go(self.model.index_of((wrong[0].sheet, wrong[0].row, wrong[0].column)))

    def lead_to(self, problem: Problem) -> bool:
        """Bring a problem's cell in front, whatever is filtered; False when its row is none of the data rows (a sum)."""
        at = next((at for at, sheets in enumerate(groups(self.reading)) if problem.sheet in {s.name for s in sheets}), 0)
        self.search.clear()
        self.only_wrong.setChecked(False)
        self.codes.setCurrentIndex(0)
        if at != self.sheets.currentIndex():
            self.sheets.setCurrentIndex(at)
            self._show_sheets()
        self._filter()
        index = self.model.index_of((problem.sheet, problem.row, problem.column))
        self._go(index)
        return index.isValid()

    def go_to_wrong(self, step: int) -> None:
        """To the next or previous cell with a problem; where these sheets have none, to the first there is."""
        index = self.model.next_wrong(self.grid.currentIndex(), step)
        if index.isValid():
            self._go(index)
        elif self.reading is not None and not self.model.codes():
            self._lead_to_first(self.reading)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)
            self.grid.setFocus()

    def _say_reasons(self, index: QModelIndex) -> None:
        shown = index.isValid() and index.row() < len(self.model.rows)
        source = self.model.rows[index.row()] if shown else None
        here = self.model.problems_at(index) if shown else []
        others = [p for p in self.model.problems_of(source) if p not in here] if shown else []
        self.reasons.setText("\n".join(sentence(p, source) for p in (*here, *others)) or HINT)

    def _reveal(self) -> None:
        self.model.masked = not self.model.masked
        self.reveal.setText("显示完整号码" if self.model.masked else "隐藏号码")
        self.model.layoutChanged.emit()
        if not self.model.masked:
            self.revealed.emit()


def sentence(problem: Problem, source: SourceRow) -> str:
    """One problem in words: where, how grave, what, how to put it right."""
    where = f"{problem.column}{source.row}" + (f"（{problem.heading}）" if problem.heading else "")
    return f"{SEVERITY_LABEL[problem.severity]}　{where}：{problem.message}{problem.fix}"
