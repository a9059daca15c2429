"""The formula of the chosen work in a line of its own, with the numbers of the plot at hand and what came out below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions.plans import Insertable
from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_standing import StandingWork
from linkdesk.ui.figure_picker import FigurePicker
from linkdesk.ui.look import Sentence, button, column, label, restyle, row

NONE_CHOSEN = "在表中选中一项工程，这里显示它的计算式和计算过程。"
HELP = "计算式，如 复垦面积 × 0.5m；按 F3 插入本地块的数据"


class FormulaLine(QWidget):
    """A line for the formula, a button for the numbers, and the sentence of what it gave."""

    entered = Signal(object, str)  # work, formula

    def __init__(self, offers: Callable[[], tuple[Insertable, ...]]) -> None:
        super().__init__()
        self.offers, self.work = offers, None
        self.picker: FigurePicker | None = None
        self.line, self.how = QLineEdit(placeholderText=HELP), Sentence(NONE_CHOSEN)
        self.pick = button("插入数据", self.open_picker, "link")
        self.pick.setToolTip("F3")
        line = row(label("计算式", "small"), self.line, self.pick, gap=8)
        line.setStretch(1, 1)
        column(line, self.how, gap=4, parent=self)
        self.line.editingFinished.connect(self.keep)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.line, self.restore)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.show_work(None)

    def show_work(self, work: StandingWork | None) -> None:
        """Show a work's formula, or none; what a person is just typing into the same work stays."""
        typing = self.line.isModified() and work is not None and self.work is not None and work.item.id == self.work.id
        self.work: WorkItem | None = work.item if work else None
        self.setEnabled(work is not None)
        if not typing:
            self.restore()
        self._say(work)

    def _say(self, work: StandingWork | None) -> None:
        if work is None:
            restyle(self.how, "small")
            self.how.setText(NONE_CHOSEN)
            return
        line = work.line
        restyle(self.how, "error" if work.faulty else "warning" if line.fault or line.doubt else "small")
        self.how.setText(line.fault or "　".join(filter(None, (line.explained and f"怎么算的：{line.explained}", line.doubt))) or HELP + "。")

    def restore(self) -> None:
        """The formula as it is stored."""
        self.line.setText(self.work.formula if self.work else "")
        self.line.setCursorPosition(0)

    def keep(self) -> None:
        """Hand on what was typed, when it differs and nobody is just choosing a number to put in."""
        choosing = self.picker is not None and self.picker.isVisible()
        if self.work is not None and not choosing and self.line.text().strip() != self.work.formula:
            self.line.setModified(False)
            self.entered.emit(self.work, self.line.text())

    def take(self, text: str, at: int) -> None:
        """Go on here with a formula that was being typed elsewhere."""
        self.line.setText(text)
        self.line.setModified(True)
        self.line.setCursorPosition(at)

    def open_picker(self) -> None:
        """Offer the numbers over the page."""
        if self.work is None:
            return
        if self.picker is None:
            self.picker = FigurePicker(self.window())
            self.picker.chosen.connect(self._insert)
            self.picker.given_up.connect(self.line.setFocus)
        at = self.line.cursorPosition()
        below = self.line.mapTo(self.window(), QPoint(0, -self.picker.height() - 4))
        self.picker.open(self.offers(), below)
        self.line.setCursorPosition(at)

    def _insert(self, name: str) -> None:
        self.line.setFocus()
        self.line.insert(name)
        self.line.setModified(True)
