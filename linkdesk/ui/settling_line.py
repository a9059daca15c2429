"""How an obligation was settled, as it is typed: day, proof, and its file; it comes when asked for and goes when it is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from linkdesk.actions.obligations import FIELDS, Settling
from linkdesk.ui import theme
from linkdesk.ui.look import button, label, row
from linkdesk.ui.scan_line import SCANS


class SettlingLine(QWidget):
    """Two entries, the file and the button; Enter gives it, Esc gives it up."""

    given = Signal(object, object)  # Settling, path of the proof or None

    def __init__(self) -> None:
        super().__init__()
        self.paper: Path | None = None
        self.settled_on, self.proof = QLineEdit(placeholderText="如 2019-07-01"), QLineEdit(placeholderText="文件名称及文号")
        self.settled_on.setMaximumWidth(theme.current().px(120))
        self.choose = button("附文件…", self._choose, "link")
        box = row(label(FIELDS["settled_on"].label, "second"), self.settled_on, label(FIELDS["proof"].label, "second"), self.proof, self.choose,
                  button("登记履行", self._give, "main"), button("取消", self.done), parent=self)
        box.setStretch(3, 1)
        for line in (self.settled_on, self.proof):
            line.returnPressed.connect(self._give)
            QShortcut(QKeySequence(Qt.Key.Key_Escape), line, self.done).setContext(Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self) -> None:
        """Come into sight, ready to type."""
        self.show()
        self.settled_on.setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        self.settled_on.clear()
        self.proof.clear()
        self.keep(None)
        self.hide()

    def keep(self, paper: Path | None) -> None:
        """Take a file as the proof."""
        self.paper = paper
        self.choose.setText(paper.name if paper else "附文件…")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择履行凭据", "", SCANS)
        if name:
            self.keep(Path(name))

    def _give(self) -> None:
        self.given.emit(Settling(self.settled_on.text(), self.proof.text()), self.paper)
