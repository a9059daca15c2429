"""A line that comes when something needs a reason, and goes when it is done or given up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.ui.look import button, row


class ReasonLine(QWidget):
    """One entry, the button that names what follows, and the way back."""

    given = Signal(str)

    def __init__(self, asked: str, act: str) -> None:
        super().__init__()
        self.reason = QLineEdit(placeholderText=asked)
        self.reason.returnPressed.connect(self._give)
        self.act = button(act, self._give)
        row(self.reason, self.act, button("取消", self.done), parent=self).setStretch(0, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.reason, self.done)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self) -> None:
        """Come into sight, ready to type."""
        self.show()
        self.reason.setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        self.reason.clear()
        self.hide()

    def _give(self) -> None:
        self.given.emit(self.reason.text())
