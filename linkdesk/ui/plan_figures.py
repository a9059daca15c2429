"""Figures while a section is written: their values of now, the slip to put one in, and the offer for a typed number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QWidget

from linkdesk.actions import plan_reading
from linkdesk.actions.plans import Insertable
from linkdesk.domain.dossier import Dossier
from linkdesk.ui.figure_picker import FigurePicker
from linkdesk.ui.rich_editor import RichEditor
from linkdesk.ui.rich_ink import Value
from linkdesk.ui.rich_tools import OfferBar


class Figures:
    """The editor of a section with what belongs to its figures."""

    def __init__(self, section: QWidget, picture: Callable[[str], QImage]) -> None:
        self.section, self.dossier = section, None
        self.values: dict[str, Insertable] = {}
        self.declined: set[str] = set()
        self._numbers: dict[Decimal, Insertable] = {}
        self._told: dict[str, Value] = {}  # asked for at every drawing
        self.editor, self.picker, self.offer = RichEditor(self.value, picture), FigurePicker(section), OfferBar()
        self.editor.setPlaceholderText("在这里写本节文字，可以粘贴 Word、Excel 的内容；Ctrl+D 插入数据。")
        self.editor.picker_wanted.connect(self.pick)
        self.picker.chosen.connect(self.editor.insert_figure)
        self.picker.given_up.connect(self.editor.setFocus)
        self.offer.taken.connect(self.put)
        self.offer.declined.connect(self._decline)
        QShortcut(QKeySequence("Alt+Return"), self.editor, lambda: self.put(self.offer.name),
                  context=Qt.ShortcutContext.WidgetShortcut)

    def take(self, dossier: Dossier, offered: Iterable[Insertable]) -> None:
        """Take the values of now to hand; a long text is set anew only when one of them has changed."""
        values, self.dossier = {each.name: each for each in offered}, dossier
        self._told.clear()
        if values != self.values:
            self.values, self._numbers = values, plan_reading.by_number(values.values())
            self.editor.refresh()

    def value(self, name: str) -> Value:
        """What a name shows now."""
        if name not in self._told:
            offered = plan_reading.stands_for(name, self.values)
            self._told[name] = Value(f"{{{name}}}", "没有这项数据", True) if offered is None or self.dossier is None else \
                Value(offered.shown, plan_reading.told(self.dossier, offered), plan_reading.LACKING in offered.shown)
        return self._told[name]

    def pick(self) -> None:
        """Open the slip with the figures under the cursor."""
        under = self.editor.cursorRect().bottomLeft() + QPoint(0, 4)
        self.picker.open(self.values.values(), self.editor.viewport().mapTo(self.section, under))

    def look(self) -> None:
        """Put in the figure whose name was just typed in braces; offer the one that the number just typed is."""
        self._take_name()
        typed = self._number()
        found = self._numbers.get(typed.value) if typed and typed.text not in self.declined else None
        self.offer.offer(found.name if found else "", found.label if found else "")

    def _take_name(self) -> None:
        """Braces that come back by undoing stay as they are."""
        over = self.editor.textCursor()
        name, length = plan_reading.name_before(over.block().text()[:over.positionInBlock()])
        if name and not self.editor.document().isRedoAvailable():
            over.setPosition(over.position() - length, QTextCursor.MoveMode.KeepAnchor)
            self.editor.put_figure(over, name)

    def _number(self) -> plan_reading.Typed | None:
        cursor = self.editor.textCursor()
        return plan_reading.number_before(cursor.block().text()[:cursor.positionInBlock()])

    def put(self, name: str) -> None:
        """Put the figure in place of the number that was just typed."""
        over, typed = self.editor.textCursor(), self._number()
        if not name or typed is None or not self.offer.isVisibleTo(self.section):
            return
        end = over.position() - typed.behind
        over.setPosition(end - len(typed.text))
        over.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.put_figure(over, name)
        over.setPosition(over.position() + typed.behind)  # writing goes on where it was
        self.editor.setTextCursor(over)
        self.offer.offer("", "")
        self.editor.setFocus()

    def _decline(self) -> None:
        """Do not offer for this number again."""
        if typed := self._number():
            self.declined.add(typed.text)
        self.offer.offer("", "")
        self.editor.setFocus()
