"""A person at the keyboard: Chinese goes in as an input method commits it (keyClicks aborts on it)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Commit a text into a widget as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def enter(qtbot, line: QWidget, text: str) -> None:
    """Replace what stands in a line and leave it with Enter."""
    line.setFocus()
    line.selectAll()
    if text:
        type_text(line, text)
    else:
        qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)
