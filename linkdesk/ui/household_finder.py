"""Finding one household by typing: name, pinyin initials, village and group, or digits of its number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from linkdesk.actions import households
from linkdesk.domain.fields import Private
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import masked
from linkdesk.ui import theme
from linkdesk.ui.look import column

SHOWN, ROW = 8, 31


def called(household: Household) -> str:
    """A household in a list: where it is, who heads it, the ends of the number that tell namesakes apart."""
    place = f"{household.village or ''}{household.group or ''}"
    return "　".join(filter(None, (place, household.head_name or "姓名未填", masked(household.id_number, Private.IDENTITY))))


class HouseholdFinder(QWidget):
    """A line with the households that answer to it below; Enter takes the marked one, Down goes into the list, Esc clears."""

    chosen = Signal(object)  # Household

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.everybody: tuple[Household, ...] = ()
        self.line = QLineEdit(placeholderText=asked, clearButtonEnabled=True)
        self.found = QListWidget()
        self.found.hide()
        self.line.textEdited.connect(lambda _: self.find())
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.found.itemActivated.connect(lambda _: self._take())
        self.found.itemClicked.connect(lambda _: self._take())
        column(self.line, self.found, gap=2, parent=self)
        self.setFocusProxy(self.line)

    def offer(self, everybody: Iterable[Household]) -> None:
        """Who can be found."""
        self.everybody = tuple(everybody)

    def find(self) -> None:
        """Show who answers to what is typed, the first of them marked."""
        typed = self.line.text().strip()
        self.found.clear()
        for household in islice((h for h in self.everybody if typed and households.matches(h, typed)), SHOWN):
            item = QListWidgetItem(called(household))
            item.setData(Qt.ItemDataRole.UserRole, household.id)
            self.found.addItem(item)
        self.found.setVisible(bool(typed))
        if typed and not self.found.count():
            self.found.addItem("没有符合的农户，请换一个字或字母再找。")
        self.found.setFixedHeight(theme.current().px(ROW) * max(1, self.found.count()) + 6)
        self.found.setCurrentRow(0)

    def _take(self) -> None:
        item = self.found.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item and self.found.isVisibleTo(self) else None
        household = next((h for h in self.everybody if h.id == wanted), None)
        if household is not None:
            self.clear()
            self.chosen.emit(household)

    def clear(self) -> None:
        """Empty, with nobody shown."""
        self.line.clear()
        self.found.clear()
        self.found.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            return True
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if steps and self.found.count():
            self.found.setCurrentRow((self.found.currentRow() + steps) % self.found.count())
        return bool(steps)
