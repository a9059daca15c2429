"""The line at the foot: what is saved, which workspace, what runs with its bar, time left and 取消."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from linkdesk.ui import theme
from linkdesk.ui.look import button, label, row
from linkdesk.ui.work import BAR_AFTER, Work

SAID_FOR = 8000  # ms


class StatusLine(QFrame):
    """Says what is true now; nothing here needs an answer."""

    def __init__(self, folder: Path, work: Work) -> None:
        super().__init__()
        self.setObjectName("status")
        self.work = work
        self._lasting = False
        self.saved, self.folder, self.message, self.running = (label("") for _ in range(4))
        self.saved.setText("已保存")
        self.folder.setText(f"工作区：{folder.name}")
        self.folder.setToolTip(str(folder))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(theme.current().px(160))
        self.cancel = button("取消", work.cancel)
        line = row(self.saved, self.folder, self.message, 1, self.running, self.bar, self.cancel, gap=16, parent=self)
        line.setContentsMargins(16, 0, 8, 0)
        self.setFixedHeight(theme.current().px(28))
        self._forget = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._forget.timeout.connect(lambda: self.message.setText(""))
        work.moved.connect(self.follow)
        self.follow()

    def say_saved(self, at: datetime) -> None:
        """Everything done so far is in the store."""
        self.saved.setText(f"已保存 {at:%H:%M}")

    def say(self, sentence: str, lasting: bool = False) -> None:
        """One sentence, gone after a while unless it is `lasting` (a sum of what is selected)."""
        self.message.setText(sentence)
        self._lasting = lasting
        self._forget.stop()
        if not lasting:
            self._forget.start()

    def say_nothing_selected(self) -> None:
        """Take away a sum of what was selected; what was just done stays to be read."""
        if self._lasting:
            self.say("")

    def follow(self) -> None:
        """Show the work that runs."""
        if self.work.running and not self.work.shown:
            QTimer.singleShot(int(BAR_AFTER * 1000), self._show)
        self._show()

    def _show(self) -> None:
        for part in (self.running, self.bar, self.cancel):
            part.setVisible(self.work.shown)
        if self.work.shown:
            done, total = self.work.progress
            self.bar.setRange(0, 1000 if total else 0)  # a bar counts in 32 bits, work may not
            self.bar.setValue(done * 1000 // total if total else 0)
            self.running.setText(f"正在{self.work.title}…{_left(self.work.seconds_left)}")


def _left(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return f"　约剩 {seconds // 60} 分 {seconds % 60} 秒" if seconds >= 60 else f"　约剩 {seconds} 秒"
