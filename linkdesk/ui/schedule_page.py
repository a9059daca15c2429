"""实施进度: the works with their days above, the same as a Gantt picture below, as it is printed in 附表14."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from linkdesk.actions import schedules
from linkdesk.desk import Desk
from linkdesk.documents.gantt import gantt
from linkdesk.domain.planning import ScheduleTask
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.drawing_view import DrawingView
from linkdesk.ui.look import button, column, first_step
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"name": 220, "begins_on": 100, "ends_on": 100, "responsible": 180, "note": 140}
EMPTY = "还没有进度安排。可以按工作步骤和政策期限一次生成，再逐项修改；也可以逐行填写或者从表格软件粘贴。"


class SchedulePage(Page):
    """Table above, picture below; the picture follows every change."""

    key, title = "schedule", "实施进度"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("返回实施方案", lambda: self.go.emit("plan", "", "")),)
        self.rows = RowsPanel(self, "schedule/rows", "进度安排", of_fields(ScheduleTask, WIDTHS), Verbs(
            lambda row: schedules.add_task(desk, project_id),
            lambda row, name, text: schedules.set_task_field(desk, row, name, text),
            lambda rows: schedules.remove_tasks(desk, rows),
            lambda cells, names: schedules.paste_tasks(desk, project_id, cells, names),
            lambda row, by: schedules.move_task(desk, row, by)))
        self.picture = DrawingView("填写开始日期和完成日期后，这里画出横道图。")
        both = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        both.addWidget(self.rows)
        both.addWidget(self.picture)
        both.setSizes([theme.current().px(height) for height in (330, 270)])
        whole = QWidget()
        column(both, margin=16, parent=whole)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("生成进度安排", self.generate, "main"), button("新增一行", self.rows.add),
                                       button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.setFocusProxy(self.rows)

    def generate(self) -> None:
        """A first draft by the steps of the work."""
        self.do(lambda: schedules.default_schedule(self.desk, self.project_id),
                lambda: self.said.emit("已生成进度安排，可逐项修改，可按 Ctrl+Z 撤销。"))

    def reload(self) -> None:
        tasks = schedules.tasks(self.desk, self.project_id)
        self.body.setCurrentIndex(0 if tasks else 1)
        marks = {t.id: (Severity.WARNING, "开始日期或者完成日期待补") for t in tasks if None in (t.begins_on, t.ends_on)}
        self.rows.show_rows(tasks, (), marks, {})
        drawn = gantt(self.desk.dossier(self.project_id))
        self.picture.show_drawings([drawn] if drawn else [])

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()
