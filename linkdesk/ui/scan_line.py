"""The scan that belongs to the chosen row of a table: attached, looked at, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from linkdesk.domain.change import Change
from linkdesk.ui.look import button, label, row
from linkdesk.ui.page import Page

SCANS = "扫描件或照片 (*.pdf *.jpg *.jpeg *.png)"


class ScanLine(QWidget):
    """What is attached, and three links; `attach` and `detach` make the change, `view` gives a copy to look at."""

    def __init__(self, page: Page, what: str, attach: Callable[[Any, Path], Change], detach: Callable[[Any], Change],
                 view: Callable[[Any], Path]) -> None:
        super().__init__()
        self.page, self.what, self.attach, self.detach, self.view, self.row = page, what, attach, detach, view, None
        self.words = label("", "small")
        self.add, self.look, self.drop = (button(text, slot, "link") for text, slot in (
            ("附上…", self._choose), ("查看", self._look), ("移除", self._drop)))
        row(self.words, self.add, self.look, self.drop, gap=12, parent=self).setStretch(0, 1)
        self.show_row(None)

    def show_row(self, chosen: Any) -> None:
        """Show what is attached to a row."""
        self.row = chosen
        there = chosen is not None and bool(chosen.file_hash)
        self.words.setText(f"{self.what}：{chosen.file_name}" if there else f"{self.what}：没有")
        self.add.setEnabled(chosen is not None)
        self.look.setEnabled(there)
        self.drop.setEnabled(there)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self.page, f"选择{self.what}", "", SCANS)
        if name:
            self.keep(Path(name))

    def keep(self, path: Path) -> None:
        """Attach a file to the row shown."""
        self.page.do(lambda: self.attach(self.row, path), lambda: self.page.said.emit(f"已附上{self.what}，可按 Ctrl+Z 撤销。"))

    def _look(self) -> None:
        self.page.look_at(lambda: self.view(self.row))

    def _drop(self) -> None:
        self.page.do(lambda: self.detach(self.row))
