"""The beginning of an import: choose a file, or go on with one somebody has begun to review."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linkdesk.domain.survey import ImportDraft
from linkdesk.ui.look import button, column, emptied, label, row

SAID = "选择乡镇或村里报来的摸底调查表，也可以把文件拖到这里。先看读到了什么、哪里有误，确认后才会导入。"


class StartTab(QWidget):
    """One sentence, one button, and the imports that are not finished."""

    wanted = Signal()        # choose a file
    resumed = Signal(str)    # id of a draft
    given_up = Signal(str)   # id of a draft

    def __init__(self) -> None:
        super().__init__()
        self.pick = button("选择调查表", self.wanted.emit, "main")
        self.drafts = column(gap=4)
        self.heading = label("未完成的导入", "group")
        self.rows: dict[str, QWidget] = {}
        column(2, row(1, label(SAID, "lead", wrap=True), 1), row(1, self.pick, 1), 1, self.heading, self.drafts, 1,
               margin=24, gap=16, parent=self)

    def show_drafts(self, drafts: Sequence[ImportDraft]) -> None:
        """List the imports that were begun and neither taken in nor given up."""
        emptied(self.drafts)
        self.rows = {draft.id: self._row(draft) for draft in drafts}
        for line in self.rows.values():
            self.drafts.addWidget(line)
        self.heading.setVisible(bool(drafts))

    def _row(self, draft: ImportDraft) -> QWidget:
        line = QWidget()
        when = f"{draft.begun_at:%Y-%m-%d %H:%M}" if draft.begun_at else ""
        line.resume = button("继续", lambda: self.resumed.emit(draft.id))
        line.give_up = button("放弃", lambda: self.given_up.emit(draft.id))
        row(label(draft.file_name), label(f"{draft.officer_name}　{when}", "second"), 1, line.resume, line.give_up, parent=line)
        return line
