"""摸底覆盖: known from the village list against surveyed, village by village; who is not taken in, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import coverage as actions
from linkdesk.actions.households import matches
from linkdesk.desk import Desk
from linkdesk.domain.coverage import CoverageLevel, CoverageLine, coverage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.wills import is_documented
from linkdesk.domain.words import LeftOutReason, Severity
from linkdesk.ui import coverage_columns as shown
from linkdesk.ui import theme
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

SURVEY_ROW = "摸底调查"
"""What the policy rows that ask for the survey call the act."""


class CoveragePage(Page):
    """The lines at the left; a click on a figure shows the households behind it at the right."""

    key, title = "coverage", "摸底覆盖"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印情况表", lambda: self.go.emit("preview", "coverage", ""))
        self.actions_beside = (self.action("集体房屋", lambda: self.go.emit("collective", "", "")),
                               self.action("村名录", lambda: self.go.emit("directories", "", "")),
                               self.action("返回农户", lambda: self.go.emit("households", "", "")))
        self.table = Table(EntityTable(shown.LINES), self.memory, "coverage")
        self.households = Table(EntityTable(shown.HOUSEHOLDS, matches), self.memory, "coverage/households")
        self.clause, self.place, self.remarks = label("", "small", wrap=True), label("", "group"), label("", "warning", wrap=True)
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、身份证号", clearButtonEnabled=True)
        self.which, self.reason = QComboBox(), QComboBox()
        self.evidence = QLineEdit(placeholderText="依据，如“村委会证明 2018-05-02”")
        self._fill_choices()
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有可以对照的内容。先录入村名录，再导入摸底调查表。",
                                       button("村名录", lambda: self.go.emit("directories", "", ""), "main"),
                                       button("导入农户", lambda: self.go.emit("import", "", ""))))
        column(self.body, parent=self)
        self._wire()

    def _fill_choices(self) -> None:
        self.which.addItems(shown.SHOWS)
        self.reason.addItem("未列入原因", None)
        for reason in LeftOutReason:
            if reason is not LeftOutReason.MERGED:  # that is said by merging two households
                self.reason.addItem(str(reason), reason)

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        column(self.clause, self.table, parent=left).setStretch(1, 1)
        left.layout().setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        top = row(self.search, self.which)
        top.setStretch(0, 1)
        self.leave_out, self.take_in = button("列为未列入", self._leave_out), button("恢复列入", self._take_in)
        asked = column(self.reason, self.evidence, row(self.leave_out, self.take_in, 1))
        column(self.place, self.remarks, top, self.households, asked, parent=right).setStretch(3, 1)
        right.layout().setContentsMargins(*(now.px(n) for n in (8, 12, 24, 12)))
        both = beside(left, right, 300)
        both.setStretchFactor(1, 1)
        both.setSizes([now.px(496), now.px(390)])
        return both

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_line())
        self.table.view.clicked.connect(self._show_behind)
        self.table.selected_sums.connect(self.said)
        self.households.selected_sums.connect(self.said)
        self.households.opened.connect(self._open)
        self.search.textChanged.connect(self.households.model.filter)
        self.which.currentTextChanged.connect(lambda _: self._show_line())
        self.setFocusProxy(self.table.view)

    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.project_id)

    def reload(self) -> None:
        dossier = self._dossier()
        lines = coverage(dossier)
        self.body.setCurrentIndex(0 if lines else 1)
        self.main_action.setVisible(bool(lines))
        self.clause.setText(clause_text(self.desk, dossier))
        self.table.show_entities(lines, {line.id: (Severity.WARNING, "\n".join(line.remarks)) for line in lines if line.remarks})
        if lines and not self.table.view.currentIndex().isValid():
            self.table.select(lines[0].id)
        self._show_line()

    def line(self) -> CoverageLine | None:
        """The line chosen."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_line(self) -> None:
        line = self.line()
        found = behind(line, self.which.currentText()) if line else ()
        of_place = "" if line is None else line.village if line.level is CoverageLevel.VILLAGE else f"{line.village}　{line.hamlet}"
        self.place.setText(f"{of_place}　{self.which.currentText()} {len(found)} 户")
        self.remarks.setText("；".join(line.remarks) + "。" if line and line.remarks else "")
        self.remarks.setVisible(bool(line and line.remarks))
        self.households.show_entities(found, _marks(line, found) if line else None)

    def _show_behind(self, index: QModelIndex) -> None:
        name = shown.LINES[index.column() - 1].name if index.column() else ""
        if name in shown.BEHIND:
            self.which.setCurrentText(shown.BEHIND[name])

    def _leave_out(self) -> None:
        chosen, picked = self.households.selected(), self.reason.currentData()  # a combo box gives a term back as plain text
        reason = LeftOutReason(picked) if picked else None
        if self.do(lambda: actions.leave_out(self.desk, chosen, reason, self.evidence.text())):
            self.evidence.clear()
            self.reason.setCurrentIndex(0)
            self.said.emit(f"已将 {len(chosen)} 户列为未列入，可按 Ctrl+Z 撤销。")

    def _take_in(self) -> None:
        chosen = [h for h in self.households.selected() if h.left_out]
        if self.do(lambda: actions.take_in(chosen)):
            self.said.emit(f"已恢复列入 {len(chosen)} 户，可按 Ctrl+Z 撤销。")

    def _open(self, household: Household | None) -> None:
        if household is not None and household.left_out is None:
            self.go.emit("households", household.id, "head_name")

    def lead_to(self, entity_id: str, field: str) -> None:
        line = next((e for e in self.table.model.rows if entity_id in {h.id for h in e.households}), None)
        if line is not None and self.table.select(line.id):
            self.which.setCurrentText(shown.ALL)
            self.households.select(entity_id)


def behind(line: CoverageLine, which: str) -> tuple[Household, ...]:
    """The households of a line that are meant by one of SHOWS."""
    return {shown.ALL: line.households, shown.TAKEN_IN: line.taken_in, shown.LEFT_OUT: line.left_out,
            shown.HELD: tuple(h for h in line.households if h.id in line.held), shown.UNEXPLAINED: line.unexplained,
            shown.UNDOCUMENTED: tuple(h for h in line.taken_in if not is_documented(h))}[which]


def _marks(line: CoverageLine, found: tuple[Household, ...]) -> Marks:
    unexplained = {h.id for h in line.unexplained}
    marks = {h.id: (Severity.WARNING, "未列入，没有写明依据") for h in found if h.id in unexplained}
    return marks | {h.id: (Severity.ERROR, "资料有误，暂缓") for h in found if h.id in line.held}


def clause_text(desk: Desk, dossier: Dossier) -> str:
    """What the project's policies ask of the survey, with their clauses."""
    rows = [(pack.cite, row) for pack in desk.project_packs(dossier.project) for row in pack.rows]
    wanted = {row.clause for _, row in rows if row.act == SURVEY_ROW}
    said = [f"{cite}{row.clause} {row.says}" for cite, row in rows if row.act == SURVEY_ROW or
            (row.clause in wanted and "全部复垦" in row.says)]
    return "；".join(said) + "。" if said else ""
