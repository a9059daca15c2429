"""Workbooks that go out from the import page: back to the village with what is wrong in them, and the blank form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from linkdesk.actions import survey_returns, survey_templates
from linkdesk.domain.survey import ImportBatch
from linkdesk.ui.page import Page

WORKBOOK = "Excel 工作簿 (*.xlsx)"
FORM = "农户摸底调查表.xlsx"
Report = Callable[[int, int], None]


class SurveyPapers:
    """Asks where to, writes in the worker, and says what lies there."""

    def __init__(self, page: Page) -> None:
        self.page, self.desk, self.work = page, page.desk, page.work

    def send_back(self, file_name: str, write: Callable[[Path, Report], Path]) -> None:
        """Write one workbook for its village."""
        path, _ = QFileDialog.getSaveFileName(self.page, "退回核实", f"退回核实_{Path(file_name).stem}.xlsx", WORKBOOK)
        if path:
            self._start("生成退回核实表", lambda report: write(Path(path), report),
                        lambda out: f"已生成“{out.name}”，问题单元格已标色并附改正办法。")

    def send_batch_back(self, batch_id: str) -> None:
        """Write a workbook that is in, with what is unsettled today."""
        batch = self.desk.store.get(ImportBatch, batch_id)
        if batch is not None:
            self.send_back(batch.file_name, lambda out, report: survey_returns.of_batch(self.desk, batch_id, out, report))

    def send_villages_back(self, batch_id: str) -> None:
        """Write a workbook for each village that has something to put right."""
        folder = QFileDialog.getExistingDirectory(self.page, "按村退回核实：选择文件夹")
        if folder:
            self._start("生成退回核实表", lambda report: survey_returns.villages_of_batch(self.desk, batch_id, Path(folder), report),
                        lambda written: f"已按村生成 {len(written)} 个工作簿。")

    def write_form(self) -> None:
        """Write the project's blank form for townships."""
        path, _ = QFileDialog.getSaveFileName(self.page, "生成空白调查表", FORM, WORKBOOK)
        if path:
            self._start("生成空白调查表", lambda report: survey_templates.write_form(self.desk, self.page.project_id, Path(path), report),
                        lambda out: f"已生成“{out.name}”，可发给乡镇填写，填好后在这里导入。")

    def _start(self, title: str, write: Callable[[Report], Any], say: Callable[[Any], str]) -> None:
        self.page.attempt(lambda: self.work.start(title, write, lambda made: self.page.said.emit(say(made)), holds_desk=True))
