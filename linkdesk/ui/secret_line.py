"""Entries of secrets: one's own set or changed, or a colleague's given anew; what is typed is never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.domain.directory import Officer
from linkdesk.domain.secret import SHORTEST
from linkdesk.ui.look import button, column, label, row


def secret_entry(placeholder: str) -> QLineEdit:
    """A line whose letters are not shown."""
    return QLineEdit(placeholderText=placeholder, echoMode=QLineEdit.EchoMode.Password)


class SecretLine(QWidget):
    """The old secret where there is one, and the new one twice."""

    given = Signal(str, str)  # old, new
    wrong = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.says = label("", "second", wrap=True)
        self.old, self.new, self.again = secret_entry("原口令"), secret_entry(f"新口令，至少 {SHORTEST} 个字符"), secret_entry("再输一遍新口令")
        for line in (self.old, self.new, self.again):
            line.returnPressed.connect(self._next)
        self.give = button("保存口令", self._give, "main")
        column(self.says, self.old, self.new, self.again, row(1, button("取消", self.done), self.give), parent=self)
        self.hide()

    def ask(self, who: Officer, told: str = "") -> None:
        """Come into sight for an officer, ready to type."""
        self.says.setText(told or f"{who.name}的口令：登录和复核兑付批次时使用，程序不保存口令本身。")
        self.old.setVisible(bool(who.secret))
        self.show()
        (self.old if who.secret else self.new).setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in (self.old, self.new, self.again):
            line.clear()
        self.hide()
        self.left.emit()

    def _next(self) -> None:
        lines = [line for line in (self.old, self.new, self.again) if line.isVisibleTo(self)]
        empty = next((line for line in lines if not line.text()), None)
        if empty is None:
            self._give()
        else:
            empty.setFocus()

    def _give(self) -> None:
        if self.new.text() != self.again.text():
            self.wrong.emit("两遍新口令不一样，没有改动。请重新输入。")
            self.again.clear()
        else:
            self.given.emit(self.old.text(), self.new.text())


class ResetLine(QWidget):
    """A colleague types his own secret and a new one for who forgot his."""

    given = Signal(str, str, str)  # colleague's id, his secret, the new one
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.says, self.who = label("", "second", wrap=True), QComboBox()
        self.own, self.new = secret_entry("同事本人的口令"), secret_entry("给他的临时口令")
        self.new.returnPressed.connect(self._give)
        self.give = button("重设口令", self._give, "main")
        column(self.says, self.who, self.own, self.new, row(1, button("取消", self.done), self.give), parent=self)
        self.hide()

    def ask(self, who: Officer, colleagues: list[Officer]) -> None:
        """Come into sight for an officer who forgot his secret."""
        self.ids = [o.id for o in colleagues]
        self.says.setText(f"为{who.name}重设口令：由一位已设口令的同事操作，记入操作记录。他登录后须自己改过，才能复核。" if colleagues
                          else "没有其他设了口令的经办人，不能重设。请先由另一位经办人登录并设置口令。")
        self.who.clear()
        self.who.addItems([f"{o.name}　{o.office}" for o in colleagues])
        for part in (self.who, self.own, self.new, self.give):
            part.setVisible(bool(colleagues))
        self.show()
        self.own.setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        self.own.clear()
        self.new.clear()
        self.hide()
        self.left.emit()

    def _give(self) -> None:
        self.given.emit(self.ids[self.who.currentIndex()], self.own.text(), self.new.text())
