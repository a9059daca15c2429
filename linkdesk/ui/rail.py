"""The rail at the left: the county's rooms, and inside a project its steps in the order of the work, each with its state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from linkdesk.ui import theme
from linkdesk.ui.icons import SIZE, icon, picture
from linkdesk.ui.look import column, emptied, label, scrolled
from linkdesk.ui.pages import ROOMS, Room
from linkdesk.ui.steps import MARKS, State

WIDTH, FOLDED = 200, 52
MARK = 14


class Step(QPushButton):
    """One room in the rail, with the mark of its state at the right."""

    def __init__(self, room: Room) -> None:
        super().__init__(icon(room.icon), "  " + room.title)
        self.room, self.title, self.state, self.folded = room, room.title, None, False
        self.setCheckable(True)
        self.setIconSize(QSize(1, 1) * theme.current().px(SIZE))
        self.say(None)

    def say(self, state: State | None) -> None:
        """Show how far this step has come."""
        self.state = state
        words = f"{self.title}：{state}" if state else self.title
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def call(self, title: str) -> None:
        """Go by the name the province has for this step."""
        self.title = title
        self.fold(self.folded)

    def fold(self, folded: bool) -> None:
        """Only the icon, or icon and name."""
        self.folded = folded
        self.setText("" if folded else "  " + self.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.state is None:
            return
        name, role = MARKS[self.state]
        mark = picture(name, role, size=MARK)
        side = theme.current().px(MARK)
        at = self.width() - side - (2 if self.folded else 12)
        QPainter(self).drawPixmap(at, (0 if self.folded else (self.height() - side) // 2), mark)


class Rail(QFrame):
    """Shows only rooms that exist; the steps only inside a project."""

    chosen = Signal(str)  # page key
    folded = Signal(bool)

    def __init__(self, folded: bool = False) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.steps: dict[str, Step] = {}
        self.is_folded = folded
        self.rooms = column(gap=0)
        self.fold_button = QPushButton()
        self.fold_button.setIconSize(QSize(1, 1) * theme.current().px(SIZE))
        self.fold_button.clicked.connect(lambda: self.fold(not self.is_folded))
        inside = QWidget()
        column(self.rooms, 1, gap=0, parent=inside)
        self.all = scrolled(inside)  # in large print the steps are higher than the screen
        column(self.all, self.fold_button, gap=0, parent=self).setContentsMargins(0, 8, 0, 8)
        self.show_project("")

    def show_project(self, name: str) -> None:
        """Show the steps of a project under its name; without one only the county's rooms."""
        emptied(self.rooms)
        self.steps, self.name = {}, name
        self.heading = label(name, "small", wrap=True)
        for room in (r for r in ROOMS if r.step and not r.of_project):
            self._add(room)
        if name:
            self.heading.setContentsMargins(*(theme.current().px(n) for n in (16, 16, 12, 4)))
            self.heading.setToolTip(name)
            self.rooms.addWidget(self.heading)
            for room in (r for r in ROOMS if r.step and r.of_project):
                self._add(room)
        self.fold(self.is_folded, tell=False)

    def _add(self, room: Room) -> None:
        step = Step(room)
        step.clicked.connect(lambda: self.chosen.emit(room.key))
        self.steps[room.key] = step
        self.rooms.addWidget(step)

    def mark(self, key: str) -> None:
        """Mark the room that is open."""
        for name, step in self.steps.items():
            step.setChecked(name == key)
            if name == key:
                self.all.ensureWidgetVisible(step)

    def show_states(self, states: Mapping[str, State], words: Mapping[str, str]) -> None:
        """Show how far the steps have come, each under its name in the words of the project's province."""
        for key, step in self.steps.items():
            step.call(words.get(key) or step.room.title)
            step.say(states.get(key))

    def fold(self, folded: bool, tell: bool = True) -> None:
        """Collapse to icons, or open again."""
        self.is_folded = folded
        self.setFixedWidth(theme.current().px(FOLDED if folded else WIDTH))
        for step in self.steps.values():
            step.fold(folded)
        self.heading.setVisible(bool(self.name) and not folded)
        self.fold_button.setIcon(icon("fold-right" if folded else "fold-left"))
        self.fold_button.setText("" if folded else "  收起")
        self.fold_button.setToolTip("展开左栏" if folded else "收起左栏")
        if tell:
            self.folded.emit(folded)
