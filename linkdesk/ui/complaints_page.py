"""信访: the complaints of a project, each on a household, with the day it should be answered by and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import complaints, households
from linkdesk.desk import Desk
from linkdesk.documents.complaints import OPEN, OVERDUE, SETTLED, standing
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Complaint
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key, without_private
from linkdesk.ui.form import Form
from linkdesk.ui.household_finder import HouseholdFinder, called
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "信访材料 (*.pdf *.jpg *.jpeg *.png)"
ALL = "全部"
FORM_WIDTH = 360
ATTACH, SEE = "附材料…", "查看材料"


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint as a row, with its household and where it stands."""

    id: str
    complaint: Complaint
    household: Household
    standing: str


def _of_line(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


def _of_complaint(name: str, width: int) -> Column:
    (plain,) = without_private(of_fields(Complaint, {name: width}))
    return Column(name, plain.heading, lambda line: plain.text(line.complaint), lambda line: plain.key(line.complaint), width)


COLUMNS = (
    _of_line("standing", "状态", 92, lambda line: line.standing), _of_line("village", "行政村", 84, lambda line: line.household.village or ""),
    _of_line("group", "村民小组", 78, lambda line: line.household.group or ""),
    _of_line("head_name", "户主", 72, lambda line: line.household.head_name or ""), _of_complaint("channel", 84),
    _of_complaint("received_on", 96), _of_complaint("due_on", 96), _of_complaint("content", 150), _of_complaint("number", 110),
    _of_complaint("settled_on", 96))


def matches(line: Line, typed: str) -> bool:
    """Whether a complaint answers to what is typed: its household, its number or its words."""
    said = (line.complaint.number, line.complaint.content, line.complaint.settlement, line.complaint.complainant)
    return households.matches(line.household, typed) or any(typed in (text or "") for text in said)


class ComplaintsPage(Page):
    """Find the household, enter what came in; open ones stand first and mark their household everywhere."""

    key, title = "complaints", "信访"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("登记信访", self.ask)
        self.print = self.action("打印台账", lambda: self.go.emit("preview", "complaints", ""), "print")
        self.to_household = self.action("去农户", self._to_household)
        back = self.action("返回双签协议", lambda: self.go.emit("agreements", "", ""))
        self.actions_beside = (self.to_household, self.print, back)
        self.finder = HouseholdFinder("信访涉及哪一户：姓名、拼音首字母、村组、身份证号，回车登记")
        self.search = QLineEdit(placeholderText="搜索：户主、编号、诉求", clearButtonEnabled=True)
        self.which, self.count = QComboBox(), label("", "small")
        self.which.addItems([ALL, OPEN, OVERDUE, SETTLED])
        self.table = Table(EntityTable(COLUMNS, matches), self.memory, "complaints")
        self.form = Form(Complaint, lambda c, name, text: self.desk.do(complaints.correct(self.desk, self.newest(c, name), name, text)))
        self.who, self.late = label("", "lead"), Sentence(look="warning")
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有信访。收到的来信、来访登记到农户名下，办结之前在各处都有标记。",
                                       button("登记信访", self.ask, "main")))
        column(self.finder, self.body, parent=self).setStretch(1, 1)
        self.layout().setContentsMargins(theme.current().px(24), theme.current().px(8), theme.current().px(8), 0)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        top = row(self.search, self.which, self.count, gap=12)
        top.setStretch(0, 1)
        column(top, self.table, parent=left).setContentsMargins(0, now.px(4), now.px(8), now.px(12))
        column(self.who, self.late, self.form, 1, margin=16, parent=right)
        self.side = scrolled(right)
        return beside(left, self.side, FORM_WIDTH)

    def _wire(self) -> None:
        self.finder.hide()
        self.finder.chosen.connect(self.enter)
        self.search.textChanged.connect(self._find)
        self.which.currentIndexChanged.connect(lambda _: self.reload())
        self.table.chosen.connect(self._show_one)
        self.form.asked.connect(lambda name: self._paper() if name == "paper" else None)
        self.setFocusProxy(self.table.view)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        everybody = {h.id: h for h in (*dossier.households, *dossier.left_out)}
        self.finder.offer(everybody.values())
        order = (OVERDUE, OPEN, SETTLED)
        lines = [Line(c.id, c, everybody[c.household_id], standing(c, dossier.on)) for c in dossier.complaints]
        lines.sort(key=lambda line: (order.index(line.standing), str(line.complaint.due_on)))
        self.body.setCurrentIndex(0 if lines else 1)
        wanted = self.which.currentText()
        self.table.show_entities([line for line in lines if wanted in (ALL, line.standing)], _marks(lines))
        open_, late = (sum(line.standing == word for line in lines) for word in (OPEN, OVERDUE))
        self.count.setText(f"未办结 {open_ + late} / {len(lines)} 件" + (f"，逾期 {late} 件" if late else ""))
        self.print.setVisible(bool(lines))
        self._keep_chosen()

    def _find(self, typed: str) -> None:
        self.table.model.filter(typed)
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        if self.table.model.rows and self.chosen is None:
            self.table.select(self.table.model.rows[0].id)
        self._show_one(self.chosen)

    @property
    def chosen(self) -> Line | None:
        """The complaint whose row is the current one."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_one(self, line: Line | None) -> None:
        self.side.setVisible(line is not None)
        self.to_household.setVisible(line is not None)
        if line is None:
            return
        self.who.setText(called(line.household))
        self.late.setText(f"逾期未办结，应在 {line.complaint.due_on} 前答复。" if line.standing == OVERDUE else "")
        self.late.setVisible(line.standing == OVERDUE)
        self.form.buttons["paper"].setText(SEE if line.complaint.paper else ATTACH)
        self.form.show_entity(line.complaint)

    def ask(self) -> None:
        """Ask which household the complaint is about."""
        self.finder.show()
        self.finder.line.setFocus()

    def enter(self, household: Household) -> None:
        """Enter a complaint about a household and go on to what it says."""
        if self.attempt(lambda: self._enter(household)):
            self.finder.hide()
            self.said.emit("已登记信访，可用 Ctrl+Z 撤销")

    def _enter(self, household: Household) -> None:
        change = complaints.enter(self.desk, household)
        self.desk.do(change)
        self.lead_to(change.after[0].id, "channel")

    def _paper(self) -> None:
        line = self.chosen
        if line is None:
            return
        if line.complaint.paper:
            self.look_at(lambda: complaints.copy_to_view(self.desk, line.complaint))
            return
        path, _ = QFileDialog.getOpenFileName(self, "选择信访材料", "", FILES)
        if path:
            self.do(lambda: complaints.attach(self.desk, line.complaint, Path(path)))

    def _to_household(self) -> None:
        if self.chosen is not None:
            self.go.emit("households", self.chosen.household.id, "")

    def lead_to(self, entity_id: str, field: str) -> None:
        """Bring a complaint to the front; for a household its first, and without one offer to enter it."""
        dossier = self.desk.dossier(self.project_id)
        theirs = sorted((c for c in dossier.complaints if c.household_id == entity_id), key=lambda c: c.settled_on is not None)
        self.search.clear()
        self.which.setCurrentText(ALL)
        self.reload()
        if self.table.select(theirs[0].id if theirs else entity_id):
            self._show_one(self.chosen)
            if field:
                self.form.lead_to(field)
        elif household := next((h for h in (*dossier.households, *dossier.left_out) if h.id == entity_id), None):
            self.ask()
            self.finder.offer((household,))
            self.finder.line.setText(household.head_name or "")
            self.finder.find()


def _marks(lines: list[Line]) -> Marks:
    late = {line.id: (Severity.ERROR, "逾期未办结。") for line in lines if line.standing == OVERDUE}
    return late | {line.id: (Severity.WARNING, "尚未办结。") for line in lines if line.standing == OPEN}
