"""权属调整: every plot with its holders before and after; what is typed into a plot's line becomes a change of its own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import tenure
from linkdesk.desk import Desk
from linkdesk.domain.fields import fields_of
from linkdesk.domain.planning import TenureAdjustment
from linkdesk.domain.tenure import TenureLine
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, of_field, of_fields
from linkdesk.ui.look import button, column, first_step, label
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"holder_before": 112, "area_before": 124, "class_before": 84, "holder_after": 112, "area_after": 124, "class_after": 84,
          "basis": 140}
EMPTY = "还没有地块。登记地块后，这里按地块列出调整前后的权利人、面积和地类；没有填写调整的按“不变”印入附表13。"
NOTE = "灰色的地块没有权属调整，按“不变”印入附表13；在它的格里填写，就成为一项调整。一个地块分给几家的，用“新增一行”。"
KEPT = "不变：按地块登记的权属单位、面积和地类。在格里填写即成为一项调整。"


class TenurePage(Page):
    """One table; a greyed line is a plot that keeps its owner."""

    key, title = "tenure", "权属调整"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("返回实施方案", lambda: self.go.emit("plan", "", "")),)
        self.lines: dict[str, TenureLine] = {}
        self.rows = RowsPanel(self, "tenure/rows", "地块和权属调整", (_code(), *of_fields(TenureAdjustment, WIDTHS)), Verbs(
            lambda row: tenure.add_change(desk, project_id, self._plot_of(row)),
            lambda row, name, text: tenure.set_change_field(desk, project_id, row, name, text),
            lambda rows: tenure.remove_changes(desk, rows),
            lambda cells, names: tenure.paste_changes(desk, project_id, cells, names)))
        self.rows.model.open_ = True
        whole = QWidget()
        column(self.rows, label(NOTE, "small", wrap=True), margin=16, parent=whole).setStretch(0, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("登记地块", lambda: self.go.emit("plots", "", ""), "main")))
        column(self.body, parent=self)
        self.setFocusProxy(self.rows)

    def _plot_of(self, row: TenureAdjustment | None) -> str | None:
        line = self.lines.get(row.id) if row else None
        return line.plot.id if line and line.plot else None

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        lines = tenure.lines(self.desk, self.project_id)
        self.lines = {line.id: line for line in lines}
        self.body.setCurrentIndex(0 if lines else 1)
        kept = [line.id for line in lines if line.change is None]
        marks = {line.id: (Severity.WARNING, "没有写明调整依据") for line in lines if line.change and not line.change.basis}
        self.rows.show_rows([tenure.shown(dossier, line) for line in lines], kept, marks, dict.fromkeys(kept, KEPT))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 2 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


def _code() -> Column:
    return replace(of_field(fields_of(TenureAdjustment)["plot_id"], 100), heading="地块编号")
