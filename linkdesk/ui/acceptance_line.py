"""A line to enter an acceptance: who accepted, under which number, on which day, with which opinion."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.ui.look import button, column, label, row


class AcceptanceLine(QWidget):
    """Comes when plots are to be accepted, and goes when it is done or given up."""

    given = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "small", wrap=True)
        self.authority = QLineEdit(placeholderText="验收机关全称")
        self.number = QLineEdit(placeholderText="验收文号，如“×国土资验〔2018〕3号”")
        self.on = QLineEdit(placeholderText="验收日期，如 2018-03-05")
        self.opinion = QLineEdit(placeholderText="验收意见（可不填）")
        self.lines = self.authority, self.number, self.on, self.opinion
        column(self.said, row(*self.lines, button("取消", self.done), button("登记", self._give, "main")), parent=self)
        for line in self.lines:
            line.returnPressed.connect(lambda line=line: self._next(line))
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), line, self.done)
            escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self, said: str, authority: str) -> None:
        """Come into sight, ready to type."""
        self.said.setText(said)
        self.authority.setText(self.authority.text() or authority)
        self.show()
        (self.number if self.authority.text() else self.authority).setFocus()

    def done(self) -> None:
        """Go out of sight; the authority stays for the next time."""
        for line in self.lines[1:]:
            line.clear()
        self.hide()

    def _next(self, line: QLineEdit) -> None:
        if line is self.opinion:
            self._give()
        else:
            line.focusNextChild()

    def _give(self) -> None:
        self.given.emit(*(line.text() for line in self.lines))
