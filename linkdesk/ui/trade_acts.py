"""Lines that come when a trade is begun, signed, transferred, filed or ended: a day, a paper, the button that enters it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.domain.quota_words import TradeSide
from linkdesk.ui.look import button, label, row


class _Line(QWidget):
    """Out of sight until it is asked for; Escape puts it away."""

    def __init__(self) -> None:
        super().__init__()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()


class NewTradeLine(_Line):
    """Which project, and on which side the county stands."""

    given = Signal(str, str)  # project id, the word of the side

    def __init__(self) -> None:
        super().__init__()
        self.projects, self.sides = QComboBox(), QComboBox()
        for side in TradeSide:
            self.sides.addItem(f"{side}指标", side)
        self.enter = button("新增", self._give, "main")
        line = row(label("项目区", "second"), self.projects, label("方向", "second"), self.sides, self.enter, button("取消", self.hide), parent=self)
        line.setStretch(1, 1)
        self.projects.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.projects.setMinimumContentsLength(12)

    def offer(self, projects: Sequence[tuple[str, str]], chosen: str) -> None:
        """The projects a trade may be of, and the one at hand."""
        was = self.projects.currentData() or chosen
        self.projects.clear()
        for id_, name in projects:
            self.projects.addItem(name, id_)
        self.projects.setCurrentIndex(max(0, self.projects.findData(was)))

    def ask(self) -> None:
        """Come into sight, ready to choose."""
        self.show()
        self.projects.setFocus()

    def _give(self) -> None:
        self.given.emit(self.projects.currentData() or "", self.sides.currentData())


class ActLine(_Line):
    """A day and what stands beside it, for one act on the chosen trade."""

    given = Signal(str, str)  # day, text

    def __init__(self, what: str, day: str, text: str) -> None:
        super().__init__()
        self.day, self.text = QLineEdit(placeholderText=f"{day}，如 2018-06-20"), QLineEdit(placeholderText=text)
        self.enter = button(what, self._give, "main")
        line = row(label(what, "second"), self.day, self.text, self.enter, button("取消", self.hide), parent=self)
        line.setStretch(1, 2)
        line.setStretch(2, 3)
        self.day.returnPressed.connect(self.text.setFocus)
        self.text.returnPressed.connect(self._give)

    def ask(self, day: str, text: str) -> None:
        """Come into sight with what is known already."""
        self.day.setText(day)
        self.text.setText(text)
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def _give(self) -> None:
        self.given.emit(self.day.text(), self.text.text())
