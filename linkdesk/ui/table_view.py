"""How a table stands on a page: sticky heading, row lines, pinned 合计, copy and paste as spreadsheet rows, column chooser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QToolTip, QWidget

from linkdesk.ui.columns import Column
from linkdesk.ui.dressing import dress, make_sortable
from linkdesk.ui.look import column
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import MARK, EntityTable, Marks
from linkdesk.ui.totals import TotalsRow
from linkdesk.ui.widths import width_of


class Table(QWidget):
    """A table of entities with its pinned sums; it shows as many columns as fit until a person chooses them."""

    chosen = Signal(object)          # the entity of the current row, or None
    opened = Signal(object)          # Enter, or double click on a row that is not edited in place
    selected_sums = Signal(str)      # what the selected rows add up to
    pasted = Signal(object, object)  # rows of cell texts, field names

    def __init__(self, model: EntityTable, memory: Memory | None = None, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.memory, self.name = model, memory, name
        self.view = QTableView()
        dress(self.view, model)
        self.totals = TotalsRow(self.view)
        column(self.view, self.totals, gap=0, parent=self)
        self.first: tuple[str, ...] = ()  # columns that stay longest where there is little room
        self.fitted: dict[str, int] = {}  # the width each column has to have, as last shared out
        self.by_hand: list[str] = memory.get(f"{name}/columns", []) if memory else []
        self._watch()
        for keys, slot in ((QKeySequence.StandardKey.Copy, self.copy), (QKeySequence.StandardKey.Paste, self.paste),
                           (Qt.Key.Key_Return, self._open)):
            shortcut = QShortcut(QKeySequence(keys), self.view, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)  # the constructor's keyword is not heeded

    def _watch(self) -> None:
        make_sortable(self.view)
        heads = self.view.horizontalHeader()
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(self._choose_columns)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self.entity_at(now.row())))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._add_up.start())
        if not self.model.editable:
            self.view.doubleClicked.connect(lambda index: self.opened.emit(self.entity_at(index.row())))
        self._add_up = QTimer(self, singleShot=True, interval=50)
        self._add_up.timeout.connect(self._tell_sums)
        self.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return event.type() is QEvent.Type.ToolTip and self._tell_whole(event)

    def _tell_whole(self, event: QHelpEvent) -> bool:
        """Tell the words of a cell that is too narrow for them, and the reason of its row's mark."""
        index = self.view.indexAt(event.pos())
        words, reason = str(index.data() or ""), index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if self.view.sizeHintForIndex(index).width() <= self.view.columnWidth(index.column()):
            return False
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, (words, reason))), self.view.viewport())
        return True

    def show_entities(self, entities: Iterable[Any], marks: Marks | None = None) -> None:
        """Put the entities as they stand now into the table; current cell, selection and scroll position stay."""
        here = self.view.currentIndex()
        current, chosen = self.entity_at(here.row()), {e.id for e in self.selected()}
        at = self.view.verticalScrollBar().value()
        with QSignalBlocker(self.view.selectionModel()):
            self.model.show(entities, marks)
            if current is not None and self.select(current.id, max(1, here.column())):
                self._select_rows(chosen)
        if self._widths() != self.fitted:
            self.fit()
        self.view.verticalScrollBar().setValue(at)

    def _select_rows(self, ids: set[str]) -> None:
        mode = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        rows = [row for row, e in enumerate(self.model.rows) if e.id in ids] if len(ids) > 1 else []
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model.index(row, 0), self.model.index(row, 0))
        self.view.selectionModel().select(chosen, mode)

    def _open(self) -> None:
        self.opened.emit(self.entity_at(self.view.currentIndex().row()))

    def entity_at(self, row: int) -> Any:
        """The entity of a row, or None."""
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def selected(self) -> list[Any]:
        """The selected entities, in the order shown."""
        rows = {row for each in self.view.selectionModel().selection() for row in range(each.top(), each.bottom() + 1)}
        return [self.model.rows[row] for row in sorted(rows)]

    def select(self, entity_id: str, column: int = 1) -> bool:
        """Make a cell of an entity's row the current one and bring it into view; False when it is not shown."""
        row = self.model.row_of(entity_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))
            self.view.scrollTo(self.model.index(row, column), QAbstractItemView.ScrollHint.EnsureVisible)
        return row >= 0

    def _tell_sums(self) -> None:
        rows = self.selected()
        sums = [f"{c.heading.partition('（')[0]} {c.sum(rows)} {c.unit}" for c in self.shown_columns() if c.figure]
        self.selected_sums.emit("　".join([f"已选 {len(rows)} 行", *sums]) if len(rows) > 1 else "")

    def shown_columns(self) -> list[Column]:
        """The columns shown, from left to right."""
        heads = self.view.horizontalHeader()
        order = sorted(range(1, len(self.model.columns) + 1), key=heads.visualIndex)
        return [self.model.columns[at - 1] for at in order if not heads.isSectionHidden(at)]

    def fit(self) -> None:
        """Show the columns a person chose, or as many from the left as fit, and share out the room that is left."""
        room = self.view.viewport().width() - self.view.columnWidth(MARK)
        self.fitted = widths = self._widths()
        wanted = [c for c in self.model.columns if c.name in self.by_hand] or self._fitting(room)
        spare = max(0, room - sum(widths[c.name] for c in wanted)) // max(1, len(wanted))
        for at, each in enumerate(self.model.columns, 1):
            for view in (self.view, self.totals):
                view.setColumnHidden(at, each not in wanted)
            self.view.setColumnWidth(at, widths[each.name] + spare)
            self.totals.setColumnWidth(at, widths[each.name] + spare)
        self.totals.follow()

    def _widths(self) -> dict[str, int]:
        metrics, sums = self.view.fontMetrics(), self.totals.model().sums
        return {c.name: width_of(c, self.model.rows, total, metrics) for c, total in zip(self.model.columns, sums, strict=True)}

    def _fitting(self, room: int) -> list[Column]:
        fitting: list[Column] = []
        for each in sorted(self.model.columns, key=lambda c: c.name not in self.first):
            room -= self.fitted[each.name]
            if room < 0 and fitting:
                break
            fitting.append(each)
        return [each for each in self.model.columns if each in fitting]

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        shown = {c.name for c in self.shown_columns()}
        for each in self.model.columns:
            action = menu.addAction(each.heading, lambda n=each.name: self.toggle(n))
            action.setCheckable(True)
            action.setChecked(each.name in shown)
        menu.addSeparator()
        menu.addAction("恢复默认列", lambda: self._keep([]))
        menu.popup(self.view.horizontalHeader().mapToGlobal(at))

    def toggle(self, name: str) -> None:
        """Show a column that is hidden, hide one that is shown; remembered."""
        shown = [c.name for c in self.shown_columns()]
        self._keep([n for n in shown if n != name] if name in shown else [*shown, name])

    def _keep(self, names: list[str]) -> None:
        self.by_hand = names
        if self.memory:
            self.memory.set(f"{self.name}/columns", names)
        self.fit()

    def copy(self) -> None:
        """The selected rows to the clipboard as spreadsheet rows, private values masked."""
        columns = self.shown_columns()
        QGuiApplication.clipboard().setText("\n".join("\t".join(_cell(c, e) for c in columns) for e in self.selected()))

    def paste(self) -> None:
        """Spreadsheet rows from the clipboard, with the fields they belong to: by their heading row, else by the columns shown."""
        rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
        named = {alias: c.name for c in self.model.columns if c.field for alias in (c.heading, c.field.label, *c.field.aliases)}
        if rows and all(cell.strip() in named for cell in rows[0]):
            self.pasted.emit(rows[1:], [named[cell.strip()] for cell in rows[0]])
        elif rows:
            self.pasted.emit(rows, [c.name for c in self.shown_columns() if c.field])


def _cell(column: Column, entity: Any) -> str:
    text = column.text(entity)
    return text.replace(",", "") if column.right else text.replace("\t", " ").replace("\n", " ")
