"""The row of counts above 今日: how many projects there are for each concern; a click keeps only those."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.policy.today import Concern
from linkdesk.ui import theme
from linkdesk.ui.look import button

ALL, GAP = "全部", 8  # px at 100 %


class Counts(QWidget):
    """One button a concern, in as many lines as they need; at most one is pressed, and pressing it again lets go."""

    chosen = Signal(object)  # Concern or None

    def __init__(self) -> None:
        super().__init__()
        self.concern: Concern | None = None
        self.whole = button(ALL, lambda: self.choose(None))
        self.buttons: dict[Concern, QPushButton] = {c: button(str(c), lambda c=c: self.choose(c)) for c in Concern}
        for each in self._every():
            each.setParent(self)
            each.setCheckable(True)
        self._place()

    def _every(self) -> tuple[QPushButton, ...]:
        return self.whole, *self.buttons.values()

    def show_counts(self, whole: int, counts: Mapping[Concern, int]) -> None:
        """Show how many projects there are, and for each concern."""
        self.whole.setText(f"{ALL} {whole:,}")
        for concern, each in self.buttons.items():
            each.setText(f"{concern} {counts[concern]:,}")
            each.setToolTip(f"只看{concern}的项目")
            each.setEnabled(bool(counts[concern]) or concern is self.concern)
        self._press()
        self._place()

    def choose(self, concern: Concern | None) -> None:
        """Keep the projects of a concern; the one chosen already, or None: all."""
        self.concern = None if concern is self.concern else concern
        self._press()
        self.chosen.emit(self.concern)

    def _press(self) -> None:
        self.whole.setChecked(self.concern is None)
        for concern, each in self.buttons.items():
            each.setChecked(concern is self.concern)

    def _place(self) -> None:
        """Set the buttons side by side, in a further line where the width ends."""
        gap, left, top = theme.current().px(GAP), 0, 0
        for each in self._every():
            size = each.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + size.height() + gap
            each.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + gap
        self.setFixedHeight(top + self.whole.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
