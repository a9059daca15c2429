"""The tabs of 征求意见: each a table of its rows with what belongs to the chosen one below it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions.opinions import Asking
from linkdesk.domain.change import Change
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.scan_line import ScanLine

WHOLE = "（整个项目区）"


class RowsTab(QWidget):
    """Rows with their scan; `below` stands between table and scan. `verbs` is the module of actions of these rows."""

    def __init__(self, page: Page, name: str, title: str, columns: tuple[Column, ...], verbs: ModuleType, put: Callable[..., Change],
                 empty: str, *below: QWidget) -> None:
        super().__init__()
        desk, project_id = page.desk, page.project_id
        self.rows = RowsPanel(page, f"consultation/{name}", title, columns, Verbs(
            lambda row: verbs.add(desk, project_id), lambda row, field, text: put(desk, row, field, text),
            lambda rows: verbs.remove(desk, rows), lambda cells, names: verbs.paste(desk, project_id, cells, names),
            lambda row, by: verbs.move(desk, row, by)))
        self.scan = ScanLine(page, verbs.SCAN, lambda one, path: verbs.attach(desk, one, path),
                             lambda one: verbs.detach(desk, one), lambda one: verbs.copy_to_view(desk, one))
        whole = QWidget()
        column(self.rows, *below, self.scan, gap=6, parent=whole).setStretch(0, 1)
        self.start = first_step(empty, button(f"新增{verbs.WHAT}", self.rows.add, "main"), button("粘贴", self.rows.table.paste))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(self.start)
        column(self.body, parent=self).setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.rows.table.chosen.connect(self.scan.show_row)
        self.setFocusProxy(self.rows)

    def show_rows(self, found: list[Any], marks: dict, said: dict[str, str]) -> None:
        """Show the rows as they stand now, the first chosen when none is."""
        self.rows.show_rows(found, (), marks, said)
        self.body.setCurrentIndex(0 if found else 1)
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self.scan.show_row(self.rows.current)


class VillageLine(QWidget):
    """The village of the chosen row, by name; `put` makes the change."""

    def __init__(self, page: Page, put: Callable[[Any, str | None], Change]) -> None:
        super().__init__()
        self.page, self.put, self.chosen, self.names = page, put, None, {}
        self.villages = QComboBox()
        self.villages.setMinimumWidth(theme.current().px(160))
        row(label("行政村", "small"), self.villages, 1, parent=self)
        self.villages.activated.connect(lambda _: self._set())

    def offer(self, names: dict[str, str]) -> None:
        """The villages that can be chosen, by id."""
        self.names = names
        with QSignalBlocker(self.villages):
            self.villages.clear()
            for id_, name in (("", WHOLE), *names.items()):
                self.villages.addItem(name, id_)

    def show_row(self, chosen: Any) -> None:
        """Show the village of a row."""
        self.chosen = chosen
        self.villages.setEnabled(chosen is not None)
        with QSignalBlocker(self.villages):
            self.villages.setCurrentIndex(max(0, self.villages.findData(chosen.village_id or "" if chosen else "")))

    def _set(self) -> None:
        if self.chosen is not None:
            self.page.do(lambda: self.put(self.chosen, self.villages.currentData() or None))

    def heading(self) -> Column:
        """The column with the name of each row's village."""
        def text(one: Any) -> str:
            return self.names.get(one.village_id or "", "项目区")
        return Column("village", "行政村", text, lambda one: text_key(text(one)), 84)


class AskingLine(QWidget):
    """What goes out to all departments at once: about what, on which day, until when, under which number."""

    given = Signal(object)  # Asking

    def __init__(self) -> None:
        super().__init__()
        self.subject = QLineEdit(placeholderText="征求意见的内容")
        self.asked_on = QLineEdit(placeholderText="发出日期，如 2018-03-05")
        self.due_on = QLineEdit(placeholderText="要求答复日期（可不填）")
        self.number = QLineEdit(placeholderText="函的文号（可不填）")
        self.words = label("", "small", wrap=True)
        self.lines = self.subject, self.asked_on, self.due_on, self.number
        column(self.words, row(*self.lines, button("取消", self.hide), button("发出", self._give, "main")), parent=self).setContentsMargins(
            *map(theme.current().px, (16, 8, 16, 0)))
        for line in self.lines:
            line.setMinimumWidth(theme.current().px(60))
            line.returnPressed.connect(lambda line=line: self._give() if line is self.number else line.focusNextChild())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, words: str, subject: str, today: str) -> None:
        """Come into sight, ready to type."""
        self.words.setText(words)
        self.subject.setText(self.subject.text() or subject)
        self.asked_on.setText(self.asked_on.text() or today)
        self.show()
        self.due_on.setFocus()

    def _give(self) -> None:
        self.given.emit(Asking(*(line.text() for line in self.lines)))
