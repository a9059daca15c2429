"""How each kind of widget of a form shows a field and says what was entered: found by the widget's class."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from linkdesk.domain.entry import shown
from linkdesk.domain.fields import Field

NOT_FILLED = "未填写"
_FLAG = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked, None: Qt.CheckState.PartiallyChecked}
_FLAG_WORD = {Qt.CheckState.Checked: "是", Qt.CheckState.Unchecked: "否", Qt.CheckState.PartiallyChecked: NOT_FILLED}


class Entry:
    """One widget bound to one field; text goes in and out, as a person would type it."""

    def __init__(self, widget: QWidget, field: Field) -> None:
        self.widget, self.field = widget, field

    def show(self, value: Any) -> None:
        """Show a stored value; nothing is reported as entered."""
        raise NotImplementedError

    def text(self) -> str:
        """What stands in the widget, to be parsed by the field."""
        raise NotImplementedError

    def on_done(self, tell: Callable[[], None]) -> None:
        """Call `tell` whenever a person has finished an entry."""
        raise NotImplementedError


class LineEntry(Entry):
    """Text, numbers, dates."""

    widget: QLineEdit

    def show(self, value: Any) -> None:
        with QSignalBlocker(self.widget):
            self.widget.setText(shown(self.field, value))
            self.widget.setCursorPosition(0)

    def text(self) -> str:
        return self.widget.text()

    def on_done(self, tell: Callable[[], None]) -> None:
        self.widget.editingFinished.connect(tell)


class ChoiceEntry(Entry):
    """A closed list of terms, or what a reference may point at; the first choice is none."""

    widget: QComboBox

    def __init__(self, widget: QWidget, field: Field) -> None:
        super().__init__(widget, field)
        widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)  # a long term must not widen the form
        widget.setMinimumContentsLength(6)
        self.offer([(term, term) for term in field.choices])

    def offer(self, options: list[tuple[str, str]]) -> None:
        """What can be chosen, as pairs of (stored value, words)."""
        with QSignalBlocker(self.widget):
            self.widget.clear()
            for value, words in [("", ""), *options] if self.field.optional or self.field.listed else options:
                self.widget.addItem(words, value)

    def show(self, value: Any) -> None:
        with QSignalBlocker(self.widget):
            self.widget.setCurrentIndex(self.widget.findData(str(value or "")))

    def text(self) -> str:
        return self.widget.currentData() or ""

    def on_done(self, tell: Callable[[], None]) -> None:
        self.widget.activated.connect(lambda _: tell())


class FlagEntry(Entry):
    """Yes, no, or not filled in; the state stands beside the box in words."""

    widget: QCheckBox

    def __init__(self, widget: QWidget, field: Field) -> None:
        super().__init__(widget, field)
        widget.setTristate(field.optional)

    def show(self, value: Any) -> None:
        with QSignalBlocker(self.widget):
            self.widget.setCheckState(_FLAG[value])
        self._say()

    def text(self) -> str:
        word = _FLAG_WORD[self.widget.checkState()]
        return "" if word == NOT_FILLED else word

    def on_done(self, tell: Callable[[], None]) -> None:
        self.widget.clicked.connect(lambda _: (self._say(), tell()))

    def _say(self) -> None:
        self.widget.setText(_FLAG_WORD[self.widget.checkState()])


ENTRIES: dict[type[QWidget], type[Entry]] = {QLineEdit: LineEntry, QComboBox: ChoiceEntry, QCheckBox: FlagEntry}


def widget_class(field: Field) -> type[QWidget]:
    """The widget a field is edited in: flags in check boxes, lists of terms and references in combo boxes, all else in lines."""
    if field.type is bool:
        return QCheckBox
    return QComboBox if field.refers_to or field.listed or issubclass(field.type, StrEnum) else QLineEdit
