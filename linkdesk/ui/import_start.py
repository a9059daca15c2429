"""The beginning of an import: choose a file, go on with a review, send a workbook back that is in, or write the blank form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from linkdesk.domain.survey import ImportBatch, ImportDraft
from linkdesk.ui.look import button, column, emptied, label, row, scrolled

SAID = "选择乡镇或村里报来的摸底调查表，也可以把文件拖到这里。先看读到了什么、哪里有误，确认后才会导入。"


class StartTab(QWidget):
    """One sentence, one button; below it what was begun and what is in."""

    wanted = Signal()        # choose a file
    form_wanted = Signal()   # write the blank form
    resumed = Signal(str)    # id of a draft
    given_up = Signal(str)   # id of a draft
    sent_back = Signal(str)  # id of a batch
    sent_apart = Signal(str)  # id of a batch: a workbook for each village

    def __init__(self) -> None:
        super().__init__()
        self.pick = button("选择调查表", self.wanted.emit, "main")
        self.form = button("生成空白调查表…", self.form_wanted.emit)
        self.rows: dict[str, QWidget] = {}
        self.batches: dict[str, QWidget] = {}
        self.drafts_heading, self.drafts = label("未完成的导入", "group"), column(gap=4)
        self.batches_heading, self.taken_in = label("已导入的调查表", "group"), column(gap=4)
        inside = QWidget()
        column(2, row(1, label(SAID, "lead", wrap=True), 1), row(1, self.pick, self.form, 1), 1, self.drafts_heading, self.drafts,
               self.batches_heading, self.taken_in, 1, margin=24, gap=16, parent=inside)
        column(scrolled(inside), parent=self)

    def show_known(self, drafts: Sequence[ImportDraft], batches: Sequence[ImportBatch]) -> None:
        """List the reviews that were begun and the workbooks that are in."""
        self.rows = _listed(self.drafts, self.drafts_heading, [(d.id, self._draft(d)) for d in drafts])
        self.batches = _listed(self.taken_in, self.batches_heading, [(b.id, self._batch(b)) for b in batches])

    def _draft(self, draft: ImportDraft) -> QWidget:
        line = QWidget()
        when = f"{draft.begun_at:%Y-%m-%d %H:%M}" if draft.begun_at else ""
        line.resume = button("继续", lambda: self.resumed.emit(draft.id))
        line.give_up = button("放弃", lambda: self.given_up.emit(draft.id))
        row(label(draft.file_name), label(f"{draft.officer_name}　{when}", "second"), 1, line.resume, line.give_up, parent=line)
        return line

    def _batch(self, batch: ImportBatch) -> QWidget:
        line = QWidget()
        when = f"{batch.imported_at:%Y-%m-%d %H:%M}" if batch.imported_at else ""
        line.back = button("退回核实…", lambda: self.sent_back.emit(batch.id))
        line.apart = button("按村退回…", lambda: self.sent_apart.emit(batch.id))
        said = f"{batch.rows_read} 行　{batch.officer_name}　{when}"
        row(label(batch.file_name), label(said, "second"), 1, line.back, line.apart, parent=line)
        return line


def _listed(place: QBoxLayout, heading: QWidget, lines: list[tuple[str, QWidget]]) -> dict[str, QWidget]:
    emptied(place)
    for _, line in lines:
        place.addWidget(line)
    heading.setVisible(bool(lines))
    return dict(lines)
