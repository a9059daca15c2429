"""版本和变更: the versions of each plan with their approvals, and everything in which the plan differs from one of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabWidget, QWidget

from linkdesk.actions import plan_versions
from linkdesk.desk import Desk
from linkdesk.documents.cells import shown
from linkdesk.documents.plan_changes import Differences, changes_tables
from linkdesk.domain.plan_standing import approval_of, out_of_use, versions
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.ui import theme
from linkdesk.ui.approval_line import ApprovalLine
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.drawing_view import DrawingView
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.paper_table import PaperTable
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

LIST_WIDTH, VIEW_WIDTH = 240, 320
USUAL = 430, 560
FIRST = "还没有定稿的版本。方案报批前定稿一版：文字、表格和地块按此刻封存，以后的每处变动都能列出。"
READ = "选中一行，在这里看全文。"
SAME = "{}与这一版没有差异。"


@dataclass(frozen=True, slots=True)
class Line:
    """A version as a row of the list."""

    id: str
    version: PlanVersion
    approval: PlanApproval | None


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


COLUMNS = (
    _column("kind", "方案", 118, lambda line: str(line.version.kind)), _column("version", "版本", 58, lambda line: f"第 {line.version.version} 版"),
    _column("number", "批复文号", 104, lambda line: line.approval.number if line.approval else "尚未批复"),
    _column("made_at", "定稿时间", 120, lambda line: f"{line.version.made_at:%Y-%m-%d %H:%M}"),
    _column("reason", "变更理由", 160, lambda line: line.version.reason),
    _column("travels_with", "申报方式", 150, lambda line: str(line.version.travels_with) if line.version.version > 1 else ""),
    _column("officer", "经办人", 72, lambda line: line.version.officer_name))


class VersionsPage(Page):
    """The versions at the left; the approval of the chosen one and the differences to it at the right."""

    key, title = "versions", "版本和变更"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("定稿新的一版", self.fix)
        self.actions_beside = (self.action("打印变更对照表", self._print, "print"),
                               self.action("返回实施方案", lambda: self.go.emit("plan", "", "")))
        self.kinds, self.travels = QComboBox(), QComboBox()
        self.travels.addItems(list(map(str, TravelsWith)))
        self.table = Table(EntityTable(COLUMNS), self.memory, "versions")
        self.reason = ReasonLine("变更理由，如“CJ-03 地块权属争议，调出项目区”", "定稿")
        self.correction = ReasonLine("更正的原因，如“文号抄错”", "更正批复")
        self.approval = ApprovalLine()
        self.warned, self.said_of, self.standing = Sentence(look="warning"), label("", "group", wrap=True), Sentence()
        self.tabs, self.whole = QTabWidget(), label(READ, "small", wrap=True)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.papers = {name: PaperTable() for name in ("文字", "表格", "地块")}
        self.map = DrawingView("没有变动的地块，或者变动的地块没有界址点。", desk.store.files.read)
        self.differences: Differences | None = None
        self._seen: tuple[str, int] | None = None  # the version and the state of the data compared last
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(FIRST, button("定稿第一版", self.fix, "main")))
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        self.kinds.setMinimumWidth(theme.current().px(150))
        for box in (self.kinds, self.travels):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        next_one = row(label("下一版", "small"), self.kinds, self.travels, 1)
        column(self.warned, next_one, self.reason, self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        self.enter, self.correct = button("登记批复", self._enter), button("更正批复", self.correction.ask)
        for name, paper in self.papers.items():
            self.tabs.addTab(paper, name)
            paper.view.selectionModel().currentRowChanged.connect(lambda now, _, paper=paper: self._read(paper, now.row()))
        self.tabs.addTab(self.map, "地图")
        self.reading = scrolled(self.whole)
        whole = column(self.said_of, self.standing, row(self.enter, self.correct, 1), self.approval, self.correction, self.tabs,
                       self.reading, parent=right)
        whole.setContentsMargins(*(now.px(n) for n in (8, 12, 16, 12)))
        whole.setStretch(5, 3)
        whole.setStretch(6, 1)
        both = beside(left, right, VIEW_WIDTH)
        left.setMinimumWidth(now.px(LIST_WIDTH))
        both.setStretchFactor(1, 1)
        both.setSizes([now.px(width) for width in USUAL])
        return both

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.reason.given.connect(self._fix_again)
        self.correction.given.connect(self._correct)
        self.approval.given.connect(self._approve)
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.setFocusProxy(self.table.view)

    @property
    def chosen(self) -> Line | None:
        """The row the officer is at."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    @property
    def kind(self) -> PlanKind | None:
        """The plan that is fixed next."""
        return PlanKind(self.kinds.currentText()) if self.kinds.currentText() else None

    def fix(self) -> None:
        """Fix the plan as it stands; a second version asks for its reason first."""
        if self.kind is None:
            self.wrong.emit("还不知道要编制哪一种方案，没有定稿。请先在概况里选择政策依据。")
        elif versions(self.desk.dossier(self.project_id), self.kind):
            self.reason.ask()
        else:
            self._carry(self.kind, "")

    def _fix_again(self, reason: str) -> None:
        self._carry(self.kind, reason)

    def _carry(self, kind: PlanKind, reason: str) -> None:
        how = TravelsWith(self.travels.currentText())

        def fixing(report):
            change = plan_versions.fix(self.desk, self.project_id, kind, reason, how, report)
            self.desk.do(change)
            return change.after[-1]
        self.attempt(lambda: self.work.start("方案定稿", fixing, self._fixed, holds_desk=True))

    def _fixed(self, version: PlanVersion) -> None:
        self.reason.done()
        self.reload()
        self.table.select(version.id)
        self.said.emit(f"{version.kind}第 {version.version} 版已定稿封存")

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        lines = [Line(v.id, v, approval_of(dossier, v)) for v in reversed(versions(dossier))]
        due = plan_versions.kinds(self.desk, self.project_id)
        if [self.kinds.itemText(at) for at in range(self.kinds.count())] != list(map(str, due)):
            self.kinds.clear()
            self.kinds.addItems(list(map(str, due)))
        self.warned.setText("".join(f"项目已不再编制{v.kind}，而它的第 {v.version} 版已批复：请核对概况，确需改变的按变更报批。"
                                    for v in out_of_use(dossier, due)))
        self.warned.setVisible(bool(self.warned.text()))
        self.body.setCurrentIndex(0 if lines else 1)
        self.table.show_entities(lines)
        if lines and self.chosen is None:
            self.table.select(lines[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen
        if line is None:
            return
        version, approval = line.version, line.approval
        self.said_of.setText(f"{version.kind}第 {version.version} 版")
        self.standing.setText(f"{approval.approver}　{approval.number}　{approval.approved_on}" if approval else "尚未登记批复。")
        self.enter.setVisible(approval is None)
        self.correct.setVisible(approval is not None)
        self.approval.done()
        self._compare(version)

    def _compare(self, version: PlanVersion) -> None:
        seen = (version.id, self.desk.store.data_version)
        if self._seen != seen:
            self._seen = seen
            self.attempt(lambda: self._take(plan_versions.differences(self.desk, self.project_id, version.kind, version)))

    def _take(self, found: Differences) -> None:
        self.differences = found
        tables = changes_tables(found)
        for at, (name, paper) in enumerate(self.papers.items()):
            paper.show_table(tables[name], SAME.format(name))
            count = {"文字": found.texts, "表格": found.cells, "地块": found.plots}[name]
            self.tabs.setTabText(at, f"{name} {len(count)}")
        self._draw()

    def _turn(self) -> None:
        self.whole.setText(READ)
        self.reading.setVisible(self.tabs.currentWidget() is not self.map)
        self._draw()

    def _draw(self) -> None:
        """The map of changes, set only when it is looked at."""
        if self.differences is not None and self.tabs.currentWidget() is self.map:
            self.map.show_drawings(plan_versions.changes_drawings(self.differences))

    def _read(self, paper: PaperTable, at: int) -> None:
        """A row in full: cells hold only the beginning of a long passage."""
        rows = paper.model.rows
        said = [f"{heading}：{shown(cell, leaf)}" for (heading, leaf), cell in zip(paper.model.columns, rows[at], strict=True)
                if shown(cell, leaf)][1:] if 0 <= at < len(rows) else []
        self.whole.setText("\n".join(said))

    def _enter(self) -> None:
        self.approval.ask(self.desk.dossier(self.project_id).project.approver)

    def _approve(self, approver: str, number: str, on: str) -> None:
        line = self.chosen
        if line and self.do(lambda: plan_versions.approve(self.desk, line.version, approver, number, plan_versions.day(on))):
            self.approval.done()

    def _correct(self, why: str) -> None:
        line = self.chosen
        if line and line.approval and self.do(lambda: plan_versions.revoke(self.desk, line.approval, why)):
            self.correction.done()

    def _print(self) -> None:
        self.go.emit("preview", "plan_changes", "")

    def lead_to(self, entity_id: str, field: str) -> None:
        self.table.select(entity_id)
