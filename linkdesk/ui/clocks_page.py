"""期限: every time limit of the project, how it was reckoned, what follows when it is missed, and what the officer says of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import clocks
from linkdesk.desk import Desk
from linkdesk.domain.approval import ClockReading
from linkdesk.domain.days import CONVENTION
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.policy.running_clock import RunningClock
from linkdesk.ui import theme
from linkdesk.ui.clock_columns import OF_PROJECT, ClockRow, clause_words, doubt_of, marks_of, rows_of
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FIELDS = ("started_on", "ended_on", "extended_to", "document", "note")
SIDE = 282
EMPTY = "本项目还没有适用的期限：项目概况里的政策依据决定有哪些期限，审批登记决定从哪天起算。"
LEGEND = f"※ 起算日原文没有写明，按本县读法，可以改。{CONVENTION}。提前提醒的天数在“政策参数”里改。"


class ClocksPage(Page):
    """A table of limits, the earliest due first; at the right how the chosen one was reckoned, and its entries."""

    key, title = "clocks", "期限"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("年度任务", lambda: self.go.emit("targets", "", "")),
                               self.action("政策参数", lambda: self.go.emit("values", "", "reminder_days")),
                               self.action("返回审批", lambda: self.go.emit("matters", "", "")))
        self.table = Table(EntityTable(OF_PROJECT, lambda one, typed: typed in one.clock.label), self.memory, "clocks")
        self.table.first = ("label", "due_on", "left", "state", "clause", "started_on")
        self.name, self.rule, self.how = label("", "group", wrap=True), Sentence(look=""), Sentence(look="")
        self.consequence, self.note, self.doubt, self.legend = Sentence(look="warning"), Sentence(), Sentence(look="warning"), Sentence(LEGEND)
        self.lines = {name: QLineEdit() for name in FIELDS}
        self.enter = button("登记", self._enter, "main")
        self.clear = button("清除", lambda: self._chosen_do(clocks.clear))
        self.form = self._form()
        self.body = QStackedWidget()
        both = beside(self._left(), scrolled(self._right()), SIDE)
        self.body.addWidget(both)
        self.body.addWidget(first_step(EMPTY, button("去概况", lambda: self.go.emit("overview", "", ""), "main")))
        column(self.body, parent=self)
        self.table.chosen.connect(self._show)
        self.setFocusProxy(self.table.view)

    def _left(self) -> QWidget:
        left = QWidget()
        column(self.table, self.doubt, self.legend, gap=4, parent=left).setStretch(0, 1)
        left.layout().setContentsMargins(*map(theme.current().px, (16, 8, 8, 8)))
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column(self.name, self.rule, self.how, self.consequence, self.note, self.form, 1, margin=16, gap=10, parent=right)
        return right

    def _form(self) -> QWidget:
        whole, form = QWidget(), QFormLayout()
        form.setHorizontalSpacing(theme.current().px(12))
        for name, line in self.lines.items():
            field = fields_of(ClockReading)[name]
            form.addRow(label(field.label), line)
            line.setPlaceholderText(field.help)
            line.setToolTip(field.help)
            line.returnPressed.connect(self._enter)
        column(label("经办人登记", "group"), form, row(1, self.clear, self.enter), parent=whole).setContentsMargins(0, 0, 0, 0)
        return whole

    def reload(self) -> None:
        found = clocks.running_clocks(self.desk, self.project_id)
        rows = rows_of(found, self.desk.dossier(self.project_id).on)
        self.body.setCurrentIndex(0 if rows else 1)
        self.table.show_entities(rows, marks_of(rows))
        self.doubt.setText(doubt_of(rows))
        self.doubt.setVisible(bool(self.doubt.text()))
        if rows and self.chosen is None:
            self.table.select(rows[0].id)
        self._show(self.chosen)

    @property
    def chosen(self) -> ClockRow | None:
        """The row that has the cursor."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show(self, chosen: ClockRow | None) -> None:
        if chosen is None:
            return
        clock = chosen.clock
        self.name.setText("　".join(filter(None, (clock.label, clause_words(clock)))))
        self.rule.setText("\n".join(filter(None, (f"对应：{clock.subject}。" if clock.subject else "", f"规定：{clock.rule}。", _left(chosen)))))
        self.how.setText("\n".join(clock.how))
        self.consequence.setText(f"逾期后果：{clock.consequence}。" if clock.consequence else "")
        self.note.setText(f"说明：{clock.note}。" if clock.note else "")
        for sentence in (self.consequence, self.note):
            sentence.setVisible(bool(sentence.text()))
        self._show_reading(clock)

    def _show_reading(self, clock: RunningClock) -> None:
        self.form.setVisible(bool(clock.pack_id))
        self.clear.setEnabled(clock.reading is not None)
        for name, line in self.lines.items():
            line.setText(shown(fields_of(ClockReading)[name], getattr(clock.reading, name)) if clock.reading else "")
        self.lines["extended_to"].setEnabled(clock.extendable is not False)
        self.lines["extended_to"].setPlaceholderText(f"{clock.clause}规定不得延期" if clock.extendable is False else "")
        self.lines["started_on"].setPlaceholderText(str(clock.stated_start or ""))
        self.lines["ended_on"].setPlaceholderText(str(clock.stated_end or ""))

    def _enter(self) -> None:
        typed = {name: line.text() for name, line in self.lines.items()}
        self._chosen_do(lambda desk, project_id, key: clocks.set_reading(desk, project_id, key, **typed))

    def _chosen_do(self, make) -> None:
        if chosen := self.chosen:
            self.do(lambda: make(self.desk, self.project_id, chosen.id), lambda: self.said.emit("已登记，可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        """Bring a limit to the front, by its key or by the id of the pack's clock."""
        found = next((r for r in self.table.model.rows if entity_id and (r.id == entity_id or r.clock.id == entity_id)), None)
        if found and self.table.select(found.id):
            self._show(found)
        if field in self.lines:
            self.lines[field].setFocus()


def _left(chosen: ClockRow) -> str:
    """How many days are left or over, and at which distance of reminding; where it has not begun, what can be done."""
    if chosen.left is None:
        waits = chosen.clock.started_on is None and chosen.clock.pack_id
        return "流程里没有登记起算的，在下面填写起算日期和依据文件。" if waits else ""
    working = f"（工作日 {abs(chosen.working)} 天）"
    if chosen.left < 0:
        return f"已逾期 {-chosen.left} 天{working}。"
    reminded = f"，已进入到期前 {chosen.clock.reminder} 天的提醒" if chosen.clock.reminder else ""
    return f"还有 {chosen.left} 天{working}{reminded}。"
