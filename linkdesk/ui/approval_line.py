"""A line to enter by which document a plan was approved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.ui.look import button, column, row


class ApprovalLine(QWidget):
    """Who approved, under which number, on which day."""

    given = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.approver = QLineEdit(placeholderText="批准机关")
        self.number = QLineEdit(placeholderText="批复文号，如“岚政复〔2018〕12号”")
        self.on = QLineEdit(placeholderText="批复日期，如 2018-03-05")
        fields = row(self.approver, self.number, self.on)
        column(fields, row(1, button("取消", self.done), button("登记", self._give, "main")), parent=self)
        for line in (self.approver, self.number, self.on):
            line.returnPressed.connect(lambda line=line: self._next(line))
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), line, self.done)
            escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self, approver: str = "") -> None:
        """Come into sight, ready to type."""
        self.approver.setText(approver)
        self.show()
        (self.number if approver else self.approver).setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in (self.approver, self.number, self.on):
            line.clear()
        self.hide()

    def _next(self, line: QLineEdit) -> None:
        if line is self.on:
            self._give()
        else:
            line.focusNextChild()

    def _give(self) -> None:
        self.given.emit(self.approver.text(), self.number.text(), self.on.text())
