"""The row of counts above 今日: how many projects there are for each concern; a click keeps only those."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.policy.today import Concern
from linkdesk.ui.look import button, row

ALL = "全部"


class Counts(QWidget):
    """One button a concern; of them at most one is pressed, and pressing it again lets go."""

    chosen = Signal(object)  # Concern or None

    def __init__(self) -> None:
        super().__init__()
        self.concern: Concern | None = None
        self.whole = button(ALL, lambda: self.choose(None))
        self.buttons: dict[Concern, QPushButton] = {c: button(str(c), lambda c=c: self.choose(c)) for c in Concern}
        for each in (self.whole, *self.buttons.values()):
            each.setCheckable(True)
        row(self.whole, *self.buttons.values(), 1, parent=self)
        self.setMinimumWidth(1)

    def show_counts(self, whole: int, counts: Mapping[Concern, int]) -> None:
        """Show how many projects there are, and for each concern."""
        self.whole.setText(f"{ALL} {whole:,}")
        for concern, each in self.buttons.items():
            each.setText(f"{concern} {counts[concern]:,}")
            each.setToolTip(f"只看{concern}的项目")
            each.setEnabled(bool(counts[concern]) or concern is self.concern)
        self._press()

    def choose(self, concern: Concern | None) -> None:
        """Keep the projects of a concern; the one chosen already, or None: all."""
        self.concern = None if concern is self.concern else concern
        self._press()
        self.chosen.emit(self.concern)

    def _press(self) -> None:
        self.whole.setChecked(self.concern is None)
        for concern, each in self.buttons.items():
            each.setChecked(concern is self.concern)
