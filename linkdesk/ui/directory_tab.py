"""One tab of the directories page: a table at the left, the form of what is chosen at the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QWidget

from linkdesk.ui import theme
from linkdesk.ui.columns import Column
from linkdesk.ui.directory_lines import matches
from linkdesk.ui.form import Commit, Form
from linkdesk.ui.look import beside, column, label, row, scrolled
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

FORM_WIDTH, USUAL = 255, (760, 340)


class DirectoryTab(QWidget):
    """Rows stand for entities of several classes, each with a form of its own; a row is an entity, or has `entity`."""

    chosen = Signal(object)  # the row, or None

    def __init__(self, name: str, columns: tuple[Column, ...], kinds: Iterable[type], commit: Commit, memory: Memory,
                 buttons: Iterable[QPushButton]) -> None:
        super().__init__()
        self.table = Table(EntityTable(columns, matches), memory, f"directories/{name}")
        self.forms = {kind: Form(kind, commit) for kind in kinds}
        self.search = QLineEdit(placeholderText="搜索名称", clearButtonEnabled=True)
        self.search.textChanged.connect(self.table.model.filter)
        self.stack = QStackedWidget()
        self.stack.addWidget(label("", "second"))
        for form in self.forms.values():
            self.stack.addWidget(form)
        self.table.chosen.connect(self.show_row)
        self._lay_out(buttons)

    def _lay_out(self, buttons: Iterable[QPushButton]) -> None:
        left, right, now = QWidget(), QWidget(), theme.current()
        top = row(self.search, *buttons) if now.percent <= 100 else column(self.search, row(*buttons, 1))
        top.setStretch(0, 1)
        column(top, self.table, parent=left).setContentsMargins(0, now.px(8), now.px(8), 0)
        column(self.stack, 1, margin=8, parent=right)
        both = beside(left, scrolled(right), FORM_WIDTH)
        both.setSizes([now.px(width) for width in USUAL])
        column(both, parent=self)

    def show_rows(self, rows: list[Any]) -> None:
        """Show the rows as they stand now."""
        self.table.show_entities(rows)
        if not self.table.view.currentIndex().isValid() and self.table.model.rows:
            self.table.select(self.table.model.rows[0].id)
        self.show_row(self.row())

    def row(self) -> Any:
        """The row chosen, or None."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def show_row(self, line: Any) -> None:
        """Put the form of a row's entity in front."""
        entity = getattr(line, "entity", line)
        form = self.forms.get(type(entity))
        self.stack.setCurrentWidget(form or self.stack.widget(0))
        if form is not None:
            form.show_entity(entity)
        self.chosen.emit(line)

    def lead_to(self, entity_id: str, field: str) -> bool:
        """Bring an entity and its field in front of the officer; False when it does not stand here."""
        if not self.table.select(entity_id):
            return False
        entity = getattr(self.row(), "entity", self.row())
        self.forms[type(entity)].lead_to(field)
        return True
