"""Find and replace in the whole plan: a line under the tools, with the count and where the next place is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from linkdesk.ui.look import button, column, label, row


class FindBar(QFrame):
    """What is sought, how often it stands in this section and in all, and what takes its place."""

    sought = Signal(str)             # the text has changed
    next_wanted = Signal(int)        # 1 forward, −1 back
    replace_wanted = Signal()        # this one
    replace_all_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.wanted = QLineEdit(placeholderText="在全部自写文字中查找", clearButtonEnabled=True)
        self.other = QLineEdit(placeholderText="替换为")
        self.count = label("", "small")
        for line in (self.wanted, self.other):
            line.setMinimumWidth(80)
        self.one, self.all = button("替换", self.replace_wanted.emit), button("全部替换", self.replace_all_wanted.emit)
        self.wanted.textChanged.connect(self.sought)
        for line in (self.wanted, self.other):
            line.installEventFilter(self)
        self.replacing = QWidget()
        row(self.other, self.one, self.all, parent=self.replacing).setStretch(0, 1)
        finding = row(self.wanted, self.count, button("上一处", lambda: self.next_wanted.emit(-1)),
                      button("下一处", lambda: self.next_wanted.emit(1)), button("关闭", self.close_bar, "link"))
        finding.setStretch(0, 1)
        column(finding, self.replacing, margin=8, parent=self)
        self.hide()

    def open(self, replacing: bool, selected: str) -> None:
        """Open with what is selected as what is sought."""
        self.replacing.setVisible(replacing)
        self.show()
        if selected:
            self.wanted.setText(selected)
        self.wanted.selectAll()
        self.wanted.setFocus()
        self.sought.emit(self.wanted.text())

    def close_bar(self) -> None:
        """Close, with nothing marked any more."""
        self.hide()
        self.closed.emit()

    def tell(self, here: int, everywhere: int) -> None:
        """Say how often the text stands in this section and in all."""
        nothing = not self.wanted.text()
        self.count.setText("" if nothing else f"本节 {here} 处，全文 {everywhere} 处" if everywhere else "没有找到")
        self.one.setEnabled(here > 0)
        self.all.setEnabled(everywhere > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.next_wanted.emit(-1 if back else 1) if watched is self.wanted else self.replace_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False
