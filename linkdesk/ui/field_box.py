"""A field in a form: its widget with the unit behind it, and under it what is wrong, doubtful or converted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from linkdesk.domain.entry import Unreadable, doubtful, parse, plain, shown
from linkdesk.domain.fields import Field, Private
from linkdesk.domain.privacy import MASK, on_screen
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import Severity
from linkdesk.ui.entries import ENTRIES, ChoiceEntry, Entry
from linkdesk.ui.keys import EntryKeys
from linkdesk.ui.look import Sentence, column, emptied, restyle
from linkdesk.ui.remarks import Remark, RemarkLine

MASKED_ENTRY = "这里显示的是隐去中间几位的号码，原值未改动。请按 F2 显示完整号码再修改，或整个重新填写。"


class FieldBox(QWidget):
    """One field of a form. It reports what was entered and shows what the form answers; it stores nothing."""

    entered = Signal(str)         # the text a person finished
    left = Signal(int)            # Enter (+1) or Shift+Enter (−1)
    reveal = Signal()             # a person asks to see the private value
    settled = Signal(object, str)  # Problem, how

    def __init__(self, field: Field, widget: QWidget) -> None:
        super().__init__()
        if widget.parentWidget():  # before it becomes our own child, or its place in the layout is lost
            widget.parentWidget().layout().replaceWidget(widget, self)
        self.field, self.widget = field, widget
        self._grave: set[Severity] = set()
        self.entry: Entry = ENTRIES[type(widget)](widget, field)
        self.value: Any = None
        self.was = ""
        self.typing = False           # something stands in the widget that is not stored
        self.masked = field.private not in (Private.NO, Private.NAME)
        self.below = Sentence()
        self.below.hide()
        self.remarks = column(gap=4)
        column(widget, self.below, self.remarks, gap=2, parent=self)
        self.setFocusProxy(widget)
        self._dress()
        self.entry.on_done(self._done)
        EntryKeys(widget, self._leave, self._restore, self._edit)

    def _dress(self) -> None:
        self.widget.setToolTip(self.field.help)
        if not isinstance(self.widget, QLineEdit):
            return
        self.widget.setPlaceholderText(self.field.help)
        self.widget.textEdited.connect(self._convert)
        if self.field.quantity:
            self.widget.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.field.unit:
            UnitBehind(self.widget, self.field.unit)

    def offer(self, options: list[tuple[str, str]]) -> None:
        """What a reference may point at, as (id, words)."""
        if isinstance(self.entry, ChoiceEntry):
            self.entry.offer(options)

    def show_value(self, value: Any, was: str = "") -> None:
        """Show the stored value; `was` is what the survey had where the value could not be read."""
        self.value, self.was, self.typing = value, was, False
        self.entry.show(on_screen(value, self.field.private) if self.masked else value)
        if isinstance(self.widget, QLineEdit):
            hidden = on_screen(was, self.field.private) if self.masked else was
            self.widget.setPlaceholderText(f"原填：{hidden}（F2 取用）" if hidden else self.field.help)
        self.say("")

    def say(self, sentence: str, severity: Severity | None = None) -> None:
        """One line under the field: an error, a doubt, or (without severity) small print."""
        self.below.setText(sentence)
        self.below.setVisible(bool(sentence))
        restyle(self.below, severity.value if severity else "small")
        restyle(self.widget, {Severity.ERROR: "wrong", Severity.WARNING: "doubtful"}.get(severity, self._worst()))

    def remark(self, remarks: list[Remark]) -> None:
        """Put findings and open problems under the field."""
        emptied(self.remarks)
        for remark in remarks:
            line = RemarkLine(remark)
            line.settled.connect(self.settled)
            self.remarks.addWidget(line)
        self._grave = {r.severity for r in remarks}
        restyle(self.widget, self._worst())

    def _worst(self) -> str:
        if Severity.ERROR in self._grave:
            return "wrong"
        return "doubtful" if Severity.WARNING in self._grave else ""

    def shown_text(self) -> str:
        """What the widget shows while nobody has changed it."""
        if self.masked:
            return on_screen(self.value, self.field.private)
        return shown(self.field, self.value) if isinstance(self.widget, QLineEdit) else str(self._plain_value())

    def _plain_value(self) -> Any:
        return shown(self.field, self.value) if isinstance(self.value, bool) else self.value or ""

    def _done(self) -> None:
        text = self.entry.text()
        if text == self.shown_text():
            self.say("")
        elif self.masked and MASK in text:
            self.say(MASKED_ENTRY, Severity.ERROR)
        else:
            self.entered.emit(text)

    def _leave(self, way: int) -> None:
        self._done()
        self.left.emit(way)

    def _restore(self) -> bool:
        changed = self.entry.text() != self.shown_text()
        self.show_value(self.value, self.was)
        return changed

    def _edit(self) -> bool:
        if self.masked:
            self.reveal.emit()
        if isinstance(self.widget, QLineEdit):
            if self.value is None and self.was and not self.masked:
                self.widget.setText(self.was)
                self.typing = True
            self.widget.selectAll()
        return True

    def _convert(self, text: str) -> None:
        """While an area is typed in another unit, say what it will become."""
        self.typing = True
        if self.field.quantity is Quantity.AREA and any(u in plain(text) for u in ("亩", "公顷", "平")):
            self.say(_converted(self.field, text))
        elif not self.below.isHidden():
            self.say("")

    def doubt(self) -> None:
        """Say when the stored value is allowed but probably wrong."""
        if sentence := doubtful(self.field, self.value):
            self.say(sentence, Severity.WARNING)


def _converted(field: Field, text: str) -> str:
    try:
        return f"{text.strip()} = {shown(field, parse(field, text))} {field.unit}"
    except Unreadable:
        return ""


class UnitBehind(QObject):
    """The unit at the right end of a line, behind the figure."""

    def __init__(self, line: QLineEdit, unit: str) -> None:
        super().__init__(line)
        self.unit = QLabel(unit, line)
        self.unit.setProperty("look", "second")
        self.unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.installEventFilter(self)
        self._place(line)

    def eventFilter(self, line: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Polish, QEvent.Type.FontChange):
            self._place(line)
        return False

    def _place(self, line: QLineEdit) -> None:
        size = self.unit.sizeHint()
        line.setTextMargins(0, 0, size.width() + 6, 0)
        self.unit.setGeometry(line.width() - size.width() - 8, 0, size.width(), line.height())
