"""逐条核对: every sentence of the project's policies, how it stands, and the place to record how a person judged it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from linkdesk.actions import checks
from linkdesk.desk import Desk
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Judgement
from linkdesk.domain.words import Severity
from linkdesk.policy.compliance import RowState, rows_with_state
from linkdesk.policy.terms import STATUS_LABEL, RowResult, RowScope
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import beside, button, column, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

GRAVITY = {RowResult.NOT_MET: Severity.ERROR, RowResult.DOUBTFUL: Severity.WARNING, RowResult.JUDGED_NOT_MET: Severity.WARNING,
           RowResult.TO_JUDGE: Severity.NOTE, RowResult.UNDETERMINED: Severity.NOTE}
TO_JUDGE, PROJECT, ALL = "待人工判断", "项目事项", "全部条款"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a policy."""

    id: str
    state: RowState


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, lambda line: text(line.state), lambda line: text_key(text(line.state)), width)


COLUMNS = (_column("clause", "条款", 84, lambda s: s.clause), _column("state", "核对结果", 104, lambda s: str(s.state)),
           _column("says", "要求", 240, lambda s: s.row.says), _column("actor", "责任单位", 120, lambda s: s.row.actor),
           _column("result", "依据或数值", 200, lambda s: s.result))


class ClausesPage(Page):
    """Checked rows show what was measured; rows left to a person take a judgement with its basis."""

    key, title = "clauses", "逐条核对"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("打印对照表", lambda: self.go.emit("preview", "compliance", ""), "print"),
                               self.action("返回概况", lambda: self.go.emit("overview", "", "")))
        self.which = QComboBox()
        self.which.addItems([TO_JUDGE, PROJECT, ALL])
        self.which.currentIndexChanged.connect(lambda _: self.reload())
        self.count = label("", "small")
        self.table = Table(EntityTable(COLUMNS, lambda line, typed: typed in line.state.row.says), self.memory, "clauses")
        self.table.chosen.connect(self._show)
        self._parts()
        column(beside(self._left(), scrolled(self._right()), 340), parent=self)

    def _parts(self) -> None:
        self.clause, self.says, self.more = label("", "group"), label("", wrap=True), label("", "small", wrap=True)
        self.met, self.not_met = QRadioButton("符合"), QRadioButton("不符合")
        basis = fields_of(Judgement)["basis"]
        self.basis = QLineEdit(placeholderText=basis.help)
        self.basis_label = label(f"{basis.label} *")
        self.save = button("记录判断", self._judge, "main")
        self.basis.returnPressed.connect(self._judge)

    def _left(self) -> QWidget:
        left = QWidget()
        column(row(self.which, self.count, 1, gap=12), self.table, margin=24, parent=left).setStretch(1, 1)
        return left

    def _right(self) -> QWidget:
        right, self.judging = QWidget(), QWidget()
        column(row(self.met, self.not_met, 1, gap=24), self.basis_label, self.basis, row(1, self.save), gap=8, parent=self.judging)
        column(self.clause, self.says, self.more, self.judging, 1, margin=24, gap=12, parent=right)
        return right

    def _rows(self) -> list[Line]:
        dossier = self.desk.dossier(self.project_id)
        found = rows_with_state(dossier, self.desk.project_packs(dossier.project))
        kept = {TO_JUDGE: lambda s: s.is_judged and s.row.scope is RowScope.PROJECT,
                PROJECT: lambda s: s.row.scope is RowScope.PROJECT, ALL: lambda s: True}[self.which.currentText()]
        return [Line(f"{s.pack_id}/{s.row.id}", s) for s in found if kept(s)]

    def reload(self) -> None:
        lines = self._rows()
        marks: Marks = {line.id: (GRAVITY[line.state.state], str(line.state.state)) for line in lines if line.state.state in GRAVITY}
        self.table.show_entities(lines, marks)
        if lines and not self.table.view.currentIndex().isValid():
            self.table.select(lines[0].id)
        open_ = sum(line.state.state is RowResult.TO_JUDGE for line in lines)
        self.count.setText(f"共 {len(lines)} 条，待判断 {open_} 条")
        self._show(self.table.entity_at(self.table.view.currentIndex().row()))

    def _show(self, line: Line | None) -> None:
        self.judging.setVisible(line is not None and line.state.is_judged)
        if line is None:
            return
        state, judged = line.state, line.state.judgement
        self.clause.setText(f"{state.clause}　{state.row.act}")
        self.says.setText(f"{state.row.says}。")
        self.more.setText("\n".join(filter(None, (
            f"责任单位：{state.row.actor}", f"条件：{state.row.condition}" if state.row.condition else "",
            f"后果：{state.row.consequence}" if state.row.consequence else "", state.row.note,
            f"核对方式：{STATUS_LABEL[state.row.status]}", f"核对结果：{state.state}　{state.result}"))))
        self._answer(judged.satisfied if judged else None)
        self.basis.setText(judged.basis if judged else "")

    def _answer(self, satisfied: bool | None) -> None:
        """Show the answer given; none is chosen beforehand, nobody shall judge by leaving things as they are."""
        for choice, checked in ((self.met, satisfied is True), (self.not_met, satisfied is False)):
            choice.setAutoExclusive(False)
            choice.setChecked(checked)
            choice.setAutoExclusive(True)

    def _judge(self) -> None:
        line = self.table.entity_at(self.table.view.currentIndex().row())
        if not self.met.isChecked() and not self.not_met.isChecked():
            self.wrong.emit("请先选择“符合”或“不符合”，再记录判断。")
        elif line:
            self.do(lambda: checks.judge(self.desk, self.project_id, line.state.pack_id, line.state.row.id,
                                         self.met.isChecked(), self.basis.text()))

    def lead_to(self, entity_id: str, field: str) -> None:
        for line in self._rows():
            judged = line.state.judgement
            if entity_id in (line.state.row.id, judged.id if judged else ""):
                self.table.select(line.id)
        self.basis.setFocus()
