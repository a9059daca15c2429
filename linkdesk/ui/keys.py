"""The keys of data entry: Enter leads on, Shift+Enter back, Esc restores, F2 edits, Ctrl+Z undoes what was done; the wheel never changes a choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryKeys(QObject):
    """Watches one entry widget and tells what its keys mean; each answer says whether the key is used up."""

    def __init__(self, widget: QWidget, leave: Callable[[int], None], restore: Callable[[], bool],
                 edit: Callable[[], bool]) -> None:
        super().__init__(widget)
        self.leave, self.restore, self.edit = leave, restore, edit
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(widget, QComboBox):
            event.ignore()
            return True
        if event.type() is QEvent.Type.ShortcutOverride and _means_the_desk(widget, event):
            event.ignore()
            return True
        return event.type() is QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.leave(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self.restore()
        return event.key() == Qt.Key.Key_F2 and self.edit()


def _means_the_desk(widget: QObject, event: QKeyEvent) -> bool:
    """While nothing is being typed, undo and redo are the desk's, not the line's."""
    if not isinstance(widget, QLineEdit) or widget.isModified():
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
