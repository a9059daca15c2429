"""A month of days with what is due on each; arrows move, a click or Enter chooses a day."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from linkdesk.domain.days import months_after
from linkdesk.domain.workdays import is_working_day
from linkdesk.policy.today import SOON, DueLine
from linkdesk.ui import theme

WEEKDAYS = "一二三四五六日"
HEAD, PAD, LINE, WIDE, SMALL = 26, 6, 17, 70, 9  # px at 100 %, pt
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_CALENDAR = Calendar()


class CalendarView(QWidget):
    """Weeks from Monday; only the month in sight is drawn."""

    chosen = Signal(object)  # date

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = self.day = today
        self.lines: Mapping[date, Sequence[DueLine]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(7 * 40, 6 * 24) * theme.current().percent / 100)

    def show_lines(self, today: date, lines: Mapping[date, Sequence[DueLine]]) -> None:
        """Show what is due on each day."""
        self.today, self.lines = today, lines
        self._tell()

    def choose(self, day: date) -> None:
        """Bring a day and its month in front."""
        self.day = day
        self._tell()
        self.chosen.emit(day)

    def turn(self, months: int) -> None:
        """Some months on or back; no farther than the calendar goes."""
        self.choose(months_after(self.day, months))

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.day}，到期 {len(self.lines.get(self.day, ()))} 项")
        self.update()

    def days(self) -> list[date]:
        """The days in sight: whole weeks."""
        if not date(1, 2, 1) <= self.day < date(9999, 12, 1):  # the calendar ends here
            return []
        return list(_CALENDAR.itermonthdates(self.day.year, self.day.month))

    def box(self, at: int, count: int) -> QRectF:
        """Where the day number `at` of so many stands."""
        head = theme.current().px(HEAD)
        wide, high = (self.width() - 1) / 7, (self.height() - head - 1) / (count // 7)
        return QRectF(at % 7 * wide, head + at // 7 * high, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        painter.fillRect(self.rect(), now.colour("paper"))
        painter.setPen(now.colour("second"))
        for at, word in enumerate(WEEKDAYS):
            painter.drawText(QRectF(at * self.width() / 7, 0, self.width() / 7, now.px(HEAD)), Qt.AlignmentFlag.AlignCenter, word)
        days = self.days()
        for at, day in enumerate(days):
            self._draw(painter, self.box(at, len(days)), day)
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF, day: date) -> None:
        now, inside = theme.current(), day.month == self.day.month
        free = not is_working_day(day)
        painter.fillRect(box, now.colour("accent_tint" if day == self.day else "ground" if free or not inside else "paper"))
        painter.setPen(now.colour("accent" if day == self.day and self.hasFocus() else "line"))
        painter.drawRect(box.adjusted(0, 0, -1, -1) if day == self.day else box)
        pad, line = now.px(PAD), now.px(LINE)
        room = box.adjusted(pad, 2, -pad, -2)
        painter.setFont(theme.face(now, 10.5))
        painter.setPen(now.colour("accent" if day == self.today else "ink" if inside else "second"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, f"{day.day}{'　今天' if day == self.today and room.width() > now.px(WIDE) else ''}")
        painter.setFont(theme.face(now, SMALL))
        lines = self._words(day, room.width() > now.px(WIDE), int((room.height() - line) // line))
        for at, (role, words) in enumerate(lines):
            painter.setPen(now.colour(role))
            row = QRectF(room.left(), room.top() + line * (at + 1), room.width(), line)
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(row.width())))

    def _words(self, day: date, wide: bool, most: int) -> list[tuple[str, str]]:
        """What stands in a day's box: each line while there is room, else the number, or the number of the rest."""
        due = self.lines.get(day, ())
        role = "error" if day < self.today else "warning" if (day - self.today).days <= SOON else "ink"
        word = "逾期" if day < self.today else "到期"
        if not due or most < 1:
            return []
        if not wide:
            return [(role, f"{len(due):,} 项")]
        if len(due) > most:
            shown = [(role, f"{word} {len(due):,} 项"), *((role, f"{d.project} {d.clock.label}") for d in due[:most - 1])]
            return shown[:most]
        return [(role, f"{word}：{d.project} {d.clock.label}") for d in due]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        days = self.days()
        hit = next((day for at, day in enumerate(days) if self.box(at, len(days)).contains(event.position())), None)
        if hit:
            self.choose(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MOVES and date.min + timedelta(40) < self.day < date.max - timedelta(40):
            self.choose(self.day + timedelta(_MOVES[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.choose(self.today)
        else:
            super().keyPressEvent(event)
