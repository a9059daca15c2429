"""The line that puts one value into the selected rows: field, value, what it would do, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions.bulk_edits import Preview, bulk_fields, preview
from linkdesk.domain.entry import Unreadable
from linkdesk.domain.fields import Field
from linkdesk.domain.household import Household
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row

FLAGS = ("是", "否")


class BulkLine(QWidget):
    """Out of sight until it is asked for; says what would change before it does."""

    given = Signal(str, str)  # field name, what was typed

    def __init__(self, selected: Callable[[], list[Household]]) -> None:
        super().__init__()
        self.selected = selected
        self.field, self.line, self.choice, self.value = QComboBox(), QLineEdit(), QComboBox(), QStackedWidget()
        self.field.addItems([field.label for field in bulk_fields()])
        for widget in (self.line, self.choice):
            self.value.addWidget(widget)
        self.value.setFixedHeight(theme.current().px(30))
        self.value.setMaximumWidth(theme.current().px(180))
        self.words = label("", "small", wrap=True)
        self.act = button("修改所选农户", self._give, "main")
        column(row(label("把"), self.field, label("改为"), self.value, 1), self.words, row(self.act, button("取消", self.done), 1),
               gap=4, parent=self)
        self.field.currentIndexChanged.connect(lambda _: self._offer())
        self.line.textChanged.connect(lambda _: self.tell())
        self.line.returnPressed.connect(self._give)
        self.choice.currentIndexChanged.connect(lambda _: self.tell())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self) -> None:
        """Come into sight, ready to choose."""
        self._offer()
        self.show()
        self.field.setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        self.line.clear()
        self.hide()

    @property
    def chosen(self) -> Field:
        """The field chosen."""
        return bulk_fields()[self.field.currentIndex()]

    def _offer(self) -> None:
        field = self.chosen
        terms = FLAGS if field.type is bool else field.choices
        self.choice.clear()
        self.choice.addItems(["", *terms])
        self.value.setCurrentIndex(1 if terms else 0)
        self.tell()

    def text(self) -> str:
        """What was typed or chosen."""
        return self.choice.currentText() if self.value.currentIndex() else self.line.text()

    def tell(self) -> None:
        """Say what the value would do to the rows selected now."""
        chosen = self.selected()
        try:
            counts = preview(chosen, self.chosen.name, self.text()) if chosen else None
        except Unreadable as wrong:
            counts, why = None, str(wrong)
        else:
            why = "请在表中选中要修改的农户（按住 Ctrl 或 Shift 多选，Ctrl+A 全选）。"
        self.words.setText(_said(len(chosen), counts, self.text()) if counts else why)
        self.act.setEnabled(bool(counts and counts.differing))

    def _give(self) -> None:
        if self.act.isEnabled():
            self.given.emit(self.chosen.name, self.text())


def _said(count: int, counts: Preview, text: str) -> str:
    act = "填入" if text.strip() else "清空"
    parts = [f"所选 {count} 户，将{act} {counts.differing} 户"]
    if counts.overwritten:
        parts.append(f"其中 {counts.overwritten} 户原有的值会被{'改写' if text.strip() else '清掉'}")
    if counts.same:
        parts.append(f"{counts.same} 户已是这个值")
    return "，".join(parts) + "。"
