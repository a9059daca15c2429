"""年结: which years of the book were closed or opened again, and closing the next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import quota_years
from linkdesk.domain.book_years import closed_until
from linkdesk.ui.look import Sentence, button, column, row
from linkdesk.ui.page import Page
from linkdesk.ui.quota_columns import YEARS
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.sure_line import SureLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

HOW = "年结后，该年度及以前的账不再变动；确需补记的，写明理由和批准人后重开。"


class YearsTab(QWidget):
    """The register of closings; a year closes after a question, and opens with a reason."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.body = page, ""
        self.table = Table(EntityTable(YEARS), page.memory, "quota/years")
        self.how, self.sure, self.reason = Sentence(HOW), SureLine("年结"), ReasonLine("重开的理由和批准人", "重开")
        self.close_, self.reopen = button("年结", self.ask_closing, "main"), button("重开", lambda: self.reason.ask())
        column(self.how, self.sure, self.reason, self.table, row(self.close_, self.reopen, 1), gap=6, parent=self).setStretch(3, 1)
        self.sure.sure.connect(self._close)
        self.reason.given.connect(self._reopen)
        self.setFocusProxy(self.table.view)

    def show_years(self, body: str) -> None:
        """Show what was decided about the years of a county's book."""
        self.body = body
        found = quota_years.closings(self.page.desk, body) if body else []
        self.table.show_entities(list(reversed(found)))
        self.until = closed_until(found)
        self.close_.setText(f"年结 {quota_years.year_to_close(self.page.desk, body)} 年度" if body else "年结")
        self.reopen.setText(f"重开 {self.until} 年度" if self.until else "重开")
        self.reopen.setEnabled(self.until is not None)

    def ask_closing(self) -> None:
        """Ask whether the next year is to be closed."""
        year = quota_years.year_to_close(self.page.desk, self.body)
        self.sure.ask(f"将年结 {year} 年度：{year} 年 12 月 31 日及以前的账不再变动。")

    def _close(self) -> None:
        self.page.do(lambda: quota_years.close_year(self.page.desk, self.body, quota_years.year_to_close(self.page.desk, self.body)),
                     lambda: self.page.said.emit("已年结。"))

    def _reopen(self, why: str) -> None:
        self.page.do(lambda: quota_years.reopen_year(self.page.desk, self.body, self.until or 0, why),
                     lambda: (self.reason.done(), self.page.said.emit("已重开。")))
