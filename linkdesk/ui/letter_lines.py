"""Lines that come when a letter is to be entered: one that came in, or the number one bears on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from linkdesk.domain.approval_words import LetterKind
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png)"
NO_SCAN = "未选扫描件"
RECEIVED = "received"  # as the field one is led to: enter what came in about a matter
_CAME_IN = (LetterKind.REPLY, LetterKind.REVIEW, *(k for k in LetterKind if k not in (LetterKind.REPLY, LetterKind.REVIEW)))


class ScanChoice(QWidget):
    """A button that asks for a scan, and the name of the chosen one beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.named = label(NO_SCAN, "small")
        row(button("选择扫描件…", self._choose), self.named, 1, parent=self)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择盖章公文的扫描件", "", SCANS)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path | None) -> None:
        """Take a scan to hand, or none."""
        self.path = path
        self.named.setText(path.name if path else NO_SCAN)


class EntryLines(QWidget):
    """Some lines, a scan and two buttons; Escape gives up, Enter goes on to the next line."""

    closed = Signal()

    def __init__(self, hints: dict[str, str], act: str) -> None:
        super().__init__()
        self.lines = {name: QLineEdit(placeholderText=hint) for name, hint in hints.items()}
        self.scan = ScanChoice()
        self.grid = QGridLayout(horizontalSpacing=theme.current().px(8), verticalSpacing=theme.current().px(6))
        column(self.grid, self.scan, row(1, button("取消", self.done), button(act, self.give, "main")), gap=6, parent=self)
        for line in self.lines.values():
            line.returnPressed.connect(lambda line=line: self._next(line))
            QShortcut(QKeySequence(Qt.Key.Key_Escape), line, self.done, context=Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self) -> None:
        """Come into sight, ready to type."""
        self.show()
        next(iter(self.lines.values())).setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in self.lines.values():
            line.clear()
        self.scan.take(None)
        self.hide()
        self.closed.emit()

    def text(self, name: str) -> str:
        """What was typed in a line."""
        return self.lines[name].text()

    def give(self) -> None:
        """Hand on what was typed."""
        raise NotImplementedError

    def _next(self, line: QLineEdit) -> None:
        last = list(self.lines.values())[-1]
        if line is last:
            self.give()
        else:
            line.focusNextChild()


class ReceiveLines(EntryLines):
    """What is entered of a letter that came in."""

    given = Signal()

    def __init__(self) -> None:
        super().__init__({"sender": "来文机关", "number": "来文字号，如“岚阳政函〔2018〕12号”", "title": "标题",
                          "dated_on": "成文日期", "received_on": "收文日期（今天）"}, "登记收文")
        self.kind, self.matter = QComboBox(), QComboBox()
        self.kind.addItems(list(map(str, _CAME_IN)))
        for box in (self.kind, self.matter):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for at, widget in enumerate((self.kind, self.matter)):
            self.grid.addWidget(widget, 0, at)
        for at, name in enumerate(("sender", "number", "title"), 1):
            self.grid.addWidget(self.lines[name], at, 0, 1, 2)
        for at, name in enumerate(("dated_on", "received_on")):
            self.grid.addWidget(self.lines[name], 4, at)

    def offer(self, matters: list[tuple[str, str]]) -> None:
        """The matters it may belong to, as (id, title)."""
        chosen = self.matter.currentData()
        self.matter.clear()
        for id_, title in [("", "不属于报批事项"), *matters]:
            self.matter.addItem(title, id_)
        self.matter.setCurrentIndex(max(0, self.matter.findData(chosen)))

    def choose(self, matter_id: str, kind: LetterKind | None, sender: str) -> None:
        """Enter the answer in a matter: its kind and who sends it are known."""
        self.matter.setCurrentIndex(max(0, self.matter.findData(matter_id)))
        self.kind.setCurrentText(str(kind or _CAME_IN[0]))
        self.lines["sender"].setText(sender)
        self.lines["number" if sender else "sender"].setFocus()

    def give(self) -> None:
        self.given.emit()


class PaperNumberLine(EntryLines):
    """The number a letter bears that was issued on paper, with its scan."""

    given = Signal()

    def __init__(self) -> None:
        super().__init__({"number": "纸质件上的发文字号，如“岚政〔2018〕37号”；以后的编号从它往下排"}, "登记字号")
        self.grid.addWidget(self.lines["number"], 0, 0)

    def give(self) -> None:
        self.given.emit()
