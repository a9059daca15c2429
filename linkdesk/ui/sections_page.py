"""典型断面: the measures at the left, the drawing to scale at the right, as it is printed in the design."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from linkdesk.actions import cross_sections
from linkdesk.desk import Desk
from linkdesk.documents.sections_drawn import section_drawing
from linkdesk.domain.cross_sections import doubtful, faults
from linkdesk.domain.design import CrossSection
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.drawing_view import DrawingView
from linkdesk.ui.look import button, column, first_step
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"kind": 68, "name": 116, "top_width": 54, "bottom_width": 54, "height": 54, "side_slope": 72, "lining": 72, "surface": 72,
          "foundation": 72, "note": 160}
COLUMNS = tuple(replace(each, heading=each.field.label) for each in of_fields(CrossSection, WIDTHS))  # the unit stands in the title
EMPTY = "还没有典型断面。可以先采用参考尺寸（田埂、土层），再按当地标准逐项核实；也可以逐行填写或者从表格软件粘贴。"


class SectionsPage(Page):
    """Rows at the left, the drawing of the chosen one (or of all) at the right; it follows every change."""

    key, title = "sections", "典型断面"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("采用参考尺寸", self.take_defaults),
                               self.action("返回复垦设计", lambda: self.go.emit("design", "", "")))
        self.rows = RowsPanel(self, "sections/rows", "断面尺寸（m）", COLUMNS, Verbs(
            lambda row: cross_sections.add(desk, project_id),
            lambda row, name, text: cross_sections.set_measure(desk, row, name, text),
            lambda rows: cross_sections.remove(desk, rows),
            lambda cells, names: cross_sections.paste(desk, project_id, cells, names),
            lambda row, by: cross_sections.move(desk, row, by)))
        self.picture = DrawingView("选中一行，这里按比例画出断面。")
        self.rows.table.chosen.connect(lambda _: self._draw())
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(EMPTY, button("采用参考尺寸", self.take_defaults, "main"), button("新增一行", self.rows.add),
                                       button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.setFocusProxy(self.rows)

    def _both(self) -> QWidget:
        both = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        both.addWidget(self.rows)
        both.addWidget(self.picture)
        both.setSizes([theme.current().px(width) for width in (530, 340)])
        whole = QWidget()
        column(both, margin=16, parent=whole)
        return whole

    def take_defaults(self) -> None:
        """Begin with the reference measures."""
        self.do(lambda: cross_sections.defaults(self.desk, self.project_id),
                lambda: self.said.emit("已采用参考尺寸，均为待核实，核实后请改写说明。可按 Ctrl+Z 撤销。"))

    def reload(self) -> None:
        rows = cross_sections.sections(self.desk, self.project_id)
        self.body.setCurrentIndex(0 if rows else 1)
        said = {row.id: "".join(faults(row)) or ("尺寸待核实：核实后请改写说明。" if doubtful(row) else "") for row in rows}
        marks = {row.id: (Severity.ERROR if faults(row) else Severity.WARNING, said[row.id]) for row in rows if said[row.id]}
        self.rows.show_rows(rows, (), marks, said)
        self._draw()

    def _draw(self) -> None:
        chosen = self.rows.current
        self.picture.show_drawings([section_drawing(row) for row in ([chosen] if chosen else self.rows.model.rows)])

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()
