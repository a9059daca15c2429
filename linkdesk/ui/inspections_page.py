"""监督检查: inspections by link, what was found, and how far it is put right; the summary by link stands below."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import inspections
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import InspectionLink
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.oversight_standing import Rectification, by_link, rectification
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.look import Sentence, button, column, first_step
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.scan_line import ScanLine
from linkdesk.ui.work import Work

WIDTHS = {"link": 82, "inspected_on": 92, "inspector": 120, "finding": 190, "rectify_by": 92, "measures": 160, "rectified_on": 104,
          "confirmed_by": 100}
EMPTY = "还没有监督检查。招投标、工程建设、资金使用各环节的检查逐次登记：谁查的、发现什么、限期何时、怎样整改（B §三(二)）。"
_MARKS = {Rectification.OVERDUE: (Severity.ERROR, "逾期未整改。"), Rectification.OPEN: (Severity.WARNING, "尚未整改完成。")}


class InspectionsPage(Page):
    """One table; what is open is marked, what is late in red."""

    key, title = "inspections", "监督检查"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印整改台账", lambda: self.go.emit("preview", "inspections", ""), "print")
        self.actions_beside = (self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")),)
        self.states: dict[str, Rectification] = {}
        self.rows = RowsPanel(self, "inspections/rows", "检查和整改", (*of_fields(Inspection, WIDTHS), self._state_column()), Verbs(
            lambda row: inspections.add(desk, project_id, row.link if row else InspectionLink.WORKS),
            lambda row, name, text: inspections.set_inspection_field(desk, row, name, text),
            lambda rows: inspections.remove(desk, rows),
            lambda cells, names: inspections.paste(desk, project_id, cells, names),
            lambda row, by: inspections.move(desk, row, by)))
        self.rows.table.first = ("link", "inspected_on", "finding", "rectify_by", "rectified_on", "state")
        self.paper = ScanLine(self, inspections.SCAN, lambda row, path: inspections.attach(desk, row, path),
                              lambda row: inspections.detach(desk, row), lambda row: inspections.copy_to_view(desk, row))
        self.summary = Sentence()
        self._lay_out()

    def _state_column(self) -> Column:
        def text(one: Inspection) -> str:
            return str(self.states.get(one.id, ""))
        return Column("state", "状态", text, lambda one: text_key(text(one)), 100)

    def _lay_out(self) -> None:
        whole = QWidget()
        box = column(self.rows, self.paper, self.summary, gap=6, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("新增监督检查", self.rows.add, "main"), button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.rows.table.chosen.connect(self.paper.show_row)
        self.setFocusProxy(self.rows)

    def reload(self) -> None:
        found, on = inspections.inspections(self.desk, self.project_id), self.desk.dossier(self.project_id).on
        self.states = {i.id: rectification(i, on) for i in found}
        marks = {id_: _MARKS[state] for id_, state in self.states.items() if state in _MARKS}
        self.rows.show_rows(found, (), marks, {id_: words for id_, (_, words) in marks.items()})
        self.body.setCurrentIndex(0 if found else 1)
        self.main_action.setVisible(bool(found))
        self.summary.setText("；".join(_said(s) for s in by_link(found, on) if s.inspected))
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self.paper.show_row(self.rows.current)

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


def _said(summary) -> str:
    late = f"（逾期 {summary.overdue}）" if summary.overdue else ""
    return f"{summary.link}：检查 {summary.inspected} 次，发现问题 {summary.found} 个，尚未整改 {summary.open} 个{late}"
