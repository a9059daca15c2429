"""A table of the plan whose rows are typed, pasted, moved and removed; rows the program reckons stand greyed among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from linkdesk.domain.change import Change
from linkdesk.ui import theme
from linkdesk.ui.columns import Column
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Index, Marks
from linkdesk.ui.table_view import Table

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Verbs:
    """What can be done with the rows of a panel, each a change; `move` None where their order is given."""

    add: Callable[[Any], Change]                   # the row chosen, or None
    put: Callable[[Any, str, str], Change]         # row, field, what was typed
    remove: Callable[[Sequence[Any]], Change]
    paste: Callable[[Sequence[Sequence[str]], Sequence[str]], Change]
    move: Callable[[Any, int], Change] | None = None


class PartlyReckoned(EntityTable):
    """A table some rows of which are reckoned: greyed, and edited only where `open_` says so."""

    reckoned: frozenset[str] = frozenset()
    open_ = False

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.ForegroundRole and index.isValid() and self.rows[index.row()].id in self.reckoned:
            return theme.current().colour("second")
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        fixed = index.isValid() and not self.open_ and self.rows[index.row()].id in self.reckoned
        return flags & ~Qt.ItemFlag.ItemIsEditable if fixed else flags


class RowsPanel(QWidget):
    """Title and small actions above the table, how the chosen row was reckoned below it."""

    def __init__(self, page: Page, name: str, title: str, columns: tuple[Column, ...], verbs: Verbs) -> None:
        super().__init__()
        self.page, self.verbs = page, verbs
        self.model = PartlyReckoned(columns, editable=True)
        self.table = Table(self.model, page.memory, name)
        self.heading, self.how = label(title, "group"), Sentence()
        self.said: dict[str, str] = {}
        moves = {"上移": lambda: self._move(-1), "下移": lambda: self._move(1)} if verbs.move else {}
        does = {"新增一行": self.add, "粘贴": self.table.paste, **moves, "删除": self.remove}
        tools = row(self.heading, *(button(text, slot, "link") for text, slot in does.items()), gap=12)
        tools.setStretch(0, 1)
        column(tools, self.table, self.how, gap=8, parent=self).setStretch(1, 1)
        self._wire()

    def _wire(self) -> None:
        self.model.edited.connect(lambda one, name, text: self.page.do(lambda: self.verbs.put(one, name, text)))
        self.table.pasted.connect(self._paste)
        self.table.chosen.connect(lambda _: self._explain())
        QShortcut(QKeySequence.StandardKey.Delete, self.table.view, self.remove, context=Qt.ShortcutContext.WidgetShortcut)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            if self.verbs.move:
                QShortcut(QKeySequence(keys), self.table.view, lambda by=by: self._move(by), context=Qt.ShortcutContext.WidgetShortcut)
        self.setFocusProxy(self.table.view)

    def show_rows(self, rows: Sequence[Any], reckoned: Iterable[str], marks: Marks, said: dict[str, str]) -> None:
        """Show rows; `reckoned` are the ids of those not typed, `said` how a row came about."""
        self.model.reckoned, self.said = frozenset(reckoned), said
        self.table.show_entities(rows, marks)
        self._explain()

    @property
    def current(self) -> Any:
        """The row that has the cursor, or None."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _explain(self) -> None:
        self.how.setText(self.said.get(self.current.id, "") if self.current else "")

    def add(self) -> None:
        """Add a row and put the cursor into it."""
        there = {r.id for r in self.model.rows}
        self.page.do(lambda: self.verbs.add(self.current), lambda: QTimer.singleShot(0, self, lambda: self._begin(there)))

    def _begin(self, there: set[str]) -> None:
        self.page.reload()
        if made := next((r for r in self.model.rows if r.id not in there), None):
            self.table.select(made.id, 1 + next((at for at, c in enumerate(self.model.columns) if c.name == "name"), 0))
            self.table.view.setFocus()

    def remove(self) -> None:
        """Remove the selected rows."""
        self.page.do(lambda: self.verbs.remove(tuple(self.table.selected())))

    def _move(self, by: int) -> None:
        if (one := self.current) is None:
            self.page.wrong.emit("还没有选中要移动的行，没有移动。请先在表中选中。")
            return
        self.page.do(lambda: self.verbs.move(one, by))

    def _paste(self, rows: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self.page.do(lambda: self.verbs.paste(rows, names), lambda: self.page.said.emit("已粘贴，可按 Ctrl+Z 撤销。"))
