"""A line that comes before what cannot be undone: what will happen, the button that does it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from linkdesk.ui.look import button, label, row


class SureLine(QWidget):
    """One sentence and two buttons; Enter does it, Escape goes back."""

    sure = Signal()

    def __init__(self, act: str) -> None:
        super().__init__()
        self.words = label("", "warning", wrap=True)
        self.act = button(act, self._go, "main")
        self.act.setAutoDefault(True)
        row(self.words, self.act, button("取消", self.hide), parent=self).setStretch(0, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, sentence: str) -> None:
        """Say what will happen, and wait."""
        self.words.setText(sentence)
        self.show()
        self.act.setFocus()

    def _go(self) -> None:
        self.hide()
        self.sure.emit()
