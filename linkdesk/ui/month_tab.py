"""月报: the monthly progress of all projects of a county, for a month that is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from linkdesk.actions import month_progress, year_papers
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.assessment_lines import MONTH, month_rows
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

ASK = "选定年月后汇总：各项目区拆除、复垦、验收、指标、农户和资金的本月数和累计数。"


class MonthTab(QWidget):
    """Year and month above, the table below; it is made in the worker when asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.authority_id = page, ""
        today = local_day(page.desk.clock())
        self.year, self.month = QLineEdit(str(today.year)), QComboBox()
        for number in range(1, 13):
            self.month.addItem(f"{number}月", number)
        self.month.setCurrentIndex(today.month - 1)
        self.year.setFixedWidth(theme.current().px(64))
        self.table = Table(EntityTable(MONTH), page.memory, "assessments/month")
        self.table.first = ("name", "old_area", *(f"{what}_{when}" for what in ("demolished", "accepted", "spent") for when in ("本月", "累计")))
        self.said = Sentence(ASK)
        self.make, self.write = button("汇总", self.show_month), button("导出月报", self.export)
        tools = row(self.year, label("年"), self.month, self.make, self.write, 1, gap=8)
        column(tools, self.said, self.table, gap=6, parent=self).setStretch(2, 1)
        self.year.returnPressed.connect(self.show_month)
        self.setFocusProxy(self.year)

    def show_county(self, authority_id: str) -> None:
        """The county whose months are asked for."""
        if authority_id != self.authority_id:
            self.authority_id = authority_id
            self.table.show_entities([])
            self.said.setText(ASK)

    def _asked(self) -> tuple[str, int, int]:
        text = self.year.text().strip()
        if not (text.isdecimal() and len(text) == 4):
            raise KnownError("年度应填四位数字，如 2018，没有汇总。")
        return self.authority_id, int(text), self.month.currentData()

    def show_month(self) -> None:
        """Reckon the month and show it."""
        def start() -> None:
            asked = self._asked()
            self.page.work.start("汇总月报", lambda report: month_progress.month(self.page.desk, *asked), self._show, holds_desk=True)
        self.page.attempt(start)

    def _show(self, table: Any) -> None:
        self.table.show_entities(month_rows(table))
        self.said.setText(f"{table.first.year}年{table.first.month}月，{len(table.lines)} 个项目区，截至 {table.last}。")

    def export(self) -> None:
        """Ask for a folder and write the table of the month into it."""
        folder = QFileDialog.getExistingDirectory(self, "选择存放的位置")
        if folder:
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Write the table of the month into a folder."""
        def start() -> None:
            asked = self._asked()
            self.page.work.start("写出月报", lambda report: year_papers.write_progress(self.page.desk, *asked, folder),
                                 lambda paths: self.page.said.emit(f"已写出 {len(paths)} 个文件：{folder}"), holds_desk=True)
        self.page.attempt(start)
