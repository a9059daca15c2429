"""待过账: what events call for and the book does not say yet, why, and posting it on its own day or on another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions import quota_entries, quota_typed
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.words import Severity
from linkdesk.posting import Pending
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.quota_columns import WAITING, Waiting
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

NOTHING = "没有待过账事项：方案批准、用地批准、验收、预支、交易等都已记入指标账。"
HOW = "原因解除后（如已登记下达文件）过账；事项的日期早于下达日期的，填写过账日期。"


class WaitingTab(QWidget):
    """Nothing is lost: what does not fit waits here."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.table = Table(EntityTable(WAITING), page.memory, "quota/waiting")
        self.on = QLineEdit(placeholderText="过账日期，不填按事项日期")
        self.on.setMinimumWidth(theme.current().px(190))
        self.said, self.why = Sentence(NOTHING), Sentence(look="warning")
        self.table.first = ("title", "on", "why")
        self.post = button("过账所选", self._post, "main")
        column(self.said, self.table, self.why, row(label("过账日期", "second"), self.on, self.post, 1), gap=6, parent=self).setStretch(1, 1)
        self.on.returnPressed.connect(self._post)
        self.table.chosen.connect(lambda _: self._explain())
        self.table.opened.connect(lambda _: self.on.setFocus())
        self.setFocusProxy(self.table.view)

    def show_waiting(self, found: Sequence[tuple[Project | None, Pending]]) -> None:
        """Show what waits, each with its reason."""
        rows = [_row(project, pending) for project, pending in found]
        self.table.show_entities(rows, {w.id: (Severity.WARNING, w.pending.why) for w in rows if w.pending.why})
        self.said.setText(HOW if rows else NOTHING)
        if rows and not self.table.view.currentIndex().isValid():
            self.table.select(rows[0].id)
        self._explain()
        for part in (self.on, self.post):
            part.setEnabled(bool(rows))

    def _explain(self) -> None:
        chosen = self.table.entity_at(self.table.view.currentIndex().row())
        self.why.setText(chosen.pending.why if chosen else "")

    def _post(self) -> None:
        chosen = self.table.selected()
        if not chosen:
            self.page.wrong.emit("还没有选中待过账事项，没有过账。请先在表中选中。")
            return
        done = 0
        try:
            on = quota_typed.day(self.on.text())
            for waiting in chosen:
                self.page.desk.do(quota_entries.post_pending(self.page.desk, waiting.pending, on))
                done += 1
        except KnownError as known:
            self.page.wrong.emit(f"{f'已过账 {done} 项。' if done else ''}{known}")
            return
        self.on.clear()
        self.page.said.emit(f"已过账 {done} 项。")


def _row(project: Project | None, pending: Pending) -> Waiting:
    posting = pending.posting
    project_id = project.id if project else ""
    return Waiting(f"{project_id}/{posting.source_id}/{posting.kind}", project_id, project.name if project else "全县", pending)
