"""责任分工: who answers for what, of the whole place or of this project, from one day to another (A §四(一)(二))."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import duties
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import DutyRole
from linkdesk.domain.oversight import DutyPerson
from linkdesk.domain.oversight_standing import responsible_on
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.look import Sentence, button, column, first_step, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"role": 120, "name": 84, "unit": 150, "post": 96, "duty": 190, "phone": 104, "from_on": 96, "until_on": 96}
EMPTY = "还没有责任人。主要负责人是第一责任人，再登记分管负责人、责任部门负责人和经办人；任职起止写明后，办理记录能按日期找到当时的责任人。"
WHOLE, OURS = "全县", "本项目区"


class DutiesPage(Page):
    """One table; below it the chosen person's range and succession, and who answers today."""

    key, title = "duties", "责任分工"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印责任分工表", lambda: self.go.emit("preview", "duties", ""), "print")
        self.actions_beside = (self.action("去实施进度", lambda: self.go.emit("schedule", "", "")),
                               self.action("返回审批", lambda: self.go.emit("matters", "", "")))
        self.rows = RowsPanel(self, "duties/rows", "责任人", (*of_fields(DutyPerson, WIDTHS), _RANGE), Verbs(
            lambda row: duties.add(desk, project_id, row.role if row else DutyRole.FIRST, self._starts_whole(row)),
            lambda row, name, text: duties.set_duty_field(desk, row, name, text),
            lambda rows: duties.remove(desk, rows),
            lambda cells, names: duties.paste(desk, project_id, cells, names)))
        self.rows.table.first = ("role", "name", "unit", "post", "range")
        self.today = Sentence()
        self.turn, self.succeed = button("", self._turn, "link"), button("换人：今天起由继任者负责", self._succeed, "link")
        self._lay_out()

    def _starts_whole(self, chosen: DutyPerson | None) -> bool:
        """A new row is of the range of the one chosen; the first one of the whole place, where there is one."""
        return chosen.project_id is None if chosen else bool(self.desk.dossier(self.project_id).project.responsible_id)

    def _lay_out(self) -> None:
        whole = QWidget()
        box = column(self.rows, row(self.turn, self.succeed, 1, gap=16), self.today, gap=6, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("新增责任人", self.rows.add, "main"), button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.rows.table.chosen.connect(lambda _: self._show_chosen())
        self.setFocusProxy(self.rows)

    def reload(self) -> None:
        found, on = duties.duties(self.desk, self.project_id), self.desk.dossier(self.project_id).on
        over = {d.id: (Severity.NOTE, "任期不在今天。") for d in found
                if (d.until_on and d.until_on < on) or (d.from_on and d.from_on > on)}
        self.rows.show_rows(found, (), over, {id_: words for id_, (_, words) in over.items()})
        self.body.setCurrentIndex(0 if found else 1)
        self.main_action.setVisible(bool(found) or bool(self.desk.dossier(self.project_id).schedule))
        now = ((role, responsible_on(found, role, on)) for role in DutyRole)
        self.today.setText("今天：" + "；".join(f"{role} {'、'.join(d.name or '（未填）' for d in people) or '没有'}" for role, people in now) + "。")
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.rows.current
        self.turn.setText(f"改为{OURS if chosen and chosen.project_id is None else WHOLE}的责任人")
        for each in (self.turn, self.succeed):
            each.setEnabled(chosen is not None)

    def _turn(self) -> None:
        if chosen := self.rows.current:
            self.do(lambda: duties.set_whole_place(self.desk, chosen, self.project_id, chosen.project_id is not None))

    def _succeed(self) -> None:
        if chosen := self.rows.current:
            self.do(lambda: duties.succeed(self.desk, chosen), lambda: self.said.emit("已换人，请填写继任者姓名；可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


_RANGE = Column("range", "范围", lambda one: OURS if one.project_id else WHOLE, lambda one: bool(one.project_id), 88)
