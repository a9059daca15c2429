"""典型断面: the measures above, the drawing to scale below, as it is printed in the design."""

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
from linkdesk.ui.look import button, column, first_step, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"kind": 68, "name": 128, "top_width": 54, "bottom_width": 54, "height": 54, "side_slope": 72, "lining": 72, "surface": 72,
          "foundation": 72, "note": 120}
COLUMNS = tuple(replace(each, heading=each.field.label) for each in of_fields(CrossSection, WIDTHS))  # the unit stands in the title
_PICTURE = 560  # px: as wide as a drawing is seen whole
EMPTY = "还没有典型断面。可以先采用参考尺寸（田埂、土层），再按当地标准逐项核实；也可以逐行填写或者从表格软件粘贴。"


class SectionsPage(Page):
    """Rows above, the drawing of the chosen one (or of all) below; it follows every change."""

    key, title = "sections", "典型断面"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("采用参考尺寸", self.take_defaults),
                               self.action("返回复垦设计", lambda: self.go.emit("design", "", "")))
        self.rows = RowsPanel(self, "sections/rows", "断面尺寸（m）", COLUMNS, Verbs(
            lambda _: cross_sections.add(desk, project_id),
            lambda one, name, text: cross_sections.set_measure(desk, one, name, text),
            lambda rows: cross_sections.remove(desk, rows),
            lambda cells, names: cross_sections.paste(desk, project_id, cells, names),
            lambda one, by: cross_sections.move(desk, one, by)))
        self.picture = DrawingView("选中一行，这里按比例画出断面。")
        self.rows.table.chosen.connect(lambda _: self._draw())
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(EMPTY, button("采用参考尺寸", self.take_defaults, "main"), button("新增一行", self.rows.add),
                                       button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.setFocusProxy(self.rows)

    def _both(self) -> QWidget:
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.rows)
        self.picture.setMaximumWidth(theme.current().px(_PICTURE))
        beneath = QWidget()
        row(self.picture, 0, parent=beneath).setStretch(0, 1)
        both.addWidget(beneath)
        both.setSizes([theme.current().px(height) for height in (210, 390)])
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
        said = {each.id: "".join(faults(each)) or ("尺寸待核实：核实后请改写说明。" if doubtful(each) else "") for each in rows}
        marks = {each.id: (Severity.ERROR if faults(each) else Severity.WARNING, said[each.id]) for each in rows if said[each.id]}
        self.rows.show_rows(rows, (), marks, said)
        self._draw()

    def _draw(self) -> None:
        chosen = self.rows.current
        self.picture.show_drawings([section_drawing(each) for each in ([chosen] if chosen else self.rows.model.rows)])

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()
