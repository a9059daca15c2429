"""The month calendar of all projects with what is due on the chosen day beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from linkdesk.domain.grouping import grouped
from linkdesk.policy.today import DueLine
from linkdesk.ui.calendar_view import CalendarView
from linkdesk.ui.look import beside, button, column, label, row
from linkdesk.ui.memory import Memory
from linkdesk.ui.today_due import DuePanel

SIDE = 280  # px at 100 %


class CalendarPanel(QWidget):
    """A click on a day shows its lines."""

    def __init__(self, memory: Memory, today: date) -> None:
        super().__init__()
        self.view, self.month = CalendarView(today), label("", "lead")
        self.due = DuePanel(memory, "today/day")
        left = QWidget()
        tools = row(button("上个月", lambda: self.view.turn(-1)), self.month, button("下个月", lambda: self.view.turn(1)),
                    button("今天", lambda: self.view.choose(self.view.today)), 1)
        column(tools, self.view, parent=left).setStretch(1, 1)
        column(beside(left, self.due, SIDE), parent=self)
        self.view.chosen.connect(lambda day: self._show())

    def show_lines(self, today: date, lines: Sequence[DueLine]) -> None:
        """Show the days of all these lines."""
        self.view.show_lines(today, grouped(lines, lambda line: line.clock.due_on))
        self._show()

    def _show(self) -> None:
        day = self.view.day
        self.month.setText(f"{day.year}年{day.month}月")
        self.due.show_lines(f"{day.month}月{day.day}日到期", self.view.lines.get(day, ()))
