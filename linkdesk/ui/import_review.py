"""导入农户: what was understood of a survey workbook and what is wrong, put right and decided before anything is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import drafts, intake, survey_returns, surveys
from linkdesk.actions.drafts import Decisions
from linkdesk.actions.intake import Intake
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.survey import ImportDraft
from linkdesk.domain.words import ChangeKind
from linkdesk.survey import Directions, Reading
from linkdesk.ui import theme
from linkdesk.ui.import_changes import ChangesTab
from linkdesk.ui.import_columns import ColumnsTab
from linkdesk.ui.import_lines import PROBLEMS, SKIPPED, Line, gravity, matches, problem_lines, skipped_lines
from linkdesk.ui.import_rows import RowsTab
from linkdesk.ui.import_start import StartTab
from linkdesk.ui.look import column, label, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.survey_papers import SurveyPapers
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "调查表 (*.xlsx *.xlsm *.xls *.et *.ods *.csv);;所有文件 (*)"
WEIGHED_AT_ONCE = 3000  # households; more are compared in the worker


class ImportReviewPage(Page):
    """Choose a file, look, put right, decide, take it in: one step that undo takes back whole."""

    key, title = "import", "导入农户"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.path: Path | None = None
        self.draft_id = ""
        self.reading: Reading | None = None
        self.intake: Intake | None = None
        self.read_with = Directions()
        self._waiting: list[Callable[[ImportDraft], Change]] = []
        self.main_action = self.action("确认导入", self.take_in)
        self.another = self.action("换一个文件", self.leave)
        self.back = self.action("退回核实…", self.send_back)
        self.actions_beside = (self.back, self.another, self.action("返回农户", lambda: self.go.emit("households", "", "")))
        self.start, self.papers = StartTab(), SurveyPapers(self)
        self.body = QStackedWidget()
        self.body.addWidget(self.start)
        self.body.addWidget(self._review())
        column(self.body, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 8, 16, 8)))
        self.setAcceptDrops(True)
        self._wire()
        self._show()

    def _review(self) -> QWidget:
        page = QWidget()
        self.summary = label("", "lead", wrap=True)
        self.tabs = word_tabs()
        self.rows, self.columns, self.changes = RowsTab(), ColumnsTab(), ChangesTab()
        self.problems = Table(EntityTable(PROBLEMS, matches))
        self.skipped = Table(EntityTable(SKIPPED))
        listed = QWidget()
        column(label("双击或按回车到该单元格改正。", "small"), self.problems, gap=4, parent=listed).setContentsMargins(0, theme.current().px(6), 0, 0)
        for tab in (self.rows, self.columns, self.changes, listed, self.skipped):
            self.tabs.addTab(tab, "")
        column(self.summary, self.tabs, gap=4, parent=page).setStretch(1, 1)
        return page

    def _wire(self) -> None:
        self.start.wanted.connect(self.choose)
        self.start.resumed.connect(self.resume)
        self.start.given_up.connect(self.give_up)
        self.rows.corrected.connect(lambda *cell: self.decide(lambda d: drafts.correct_cells(self.desk, d, (cell,))))
        self.rows.revealed.connect(lambda: self.do(lambda: Change("查看隐私信息：待导入的调查表", kind=ChangeKind.REVEAL)))
        self.columns.mapped.connect(lambda *said: self.decide(lambda d: drafts.map_column(self.desk, d, *said)))
        self.columns.united.connect(lambda *said: self.decide(lambda d: drafts.set_unit(self.desk, d, *said)))
        self.columns.headed.connect(lambda *said: self.decide(lambda d: drafts.set_header(self.desk, d, *said)))
        self.changes.decided.connect(lambda *said: self.decide(lambda d: drafts.choose_all(self.desk, d, *said)))
        self.problems.opened.connect(self._lead_to_problem)
        self.start.form_wanted.connect(self.papers.write_form)
        self.start.sent_back.connect(self.papers.send_batch_back)
        self.start.sent_apart.connect(self.papers.send_villages_back)

    def choose(self) -> None:
        """Ask for a file and read it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择调查表", "", FILES)
        if path:
            self.read(Path(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a file in the worker and show what was understood."""
        self._forget()
        self.path = path
        directions = drafts.begun_with(self.desk)
        self.attempt(lambda: self.work.start("读取调查表", lambda report: surveys.understand(path, report, self._today(), directions),
                                             lambda reading: self.show_reading(reading, directions)))

    def resume(self, draft_id: str) -> None:
        """Go on with an import that was begun."""
        self._forget()
        self.draft_id = draft_id
        self.reload()

    def give_up(self, draft_id: str) -> None:
        """Throw away what was decided about a file."""
        draft = self.desk.store.get(ImportDraft, draft_id)
        if draft is not None:
            self.do(lambda: drafts.give_up(self.desk, draft))

    def leave(self) -> None:
        """Back to the choice of a file; what was decided stays as a draft."""
        self._forget()
        self.reload()

    def _forget(self) -> None:
        self.path, self.draft_id, self.reading, self.intake = None, "", None, None
        self._waiting.clear()
        self.rows.forget()
        self.tabs.setCurrentIndex(0)
        self._show()

    def _today(self) -> Any:
        return self.desk.clock().date()

    def draft(self) -> ImportDraft | None:
        """The draft of the file in review; None while nothing was decided about it."""
        return self.desk.store.get(ImportDraft, self.draft_id) if self.draft_id else None

    def decisions(self) -> Decisions:
        """What was decided about the file in review."""
        draft = self.draft()
        return drafts.decisions(self.desk, draft) if draft else Decisions(drafts.begun_with(self.desk), {})

    def decide(self, make: Callable[[ImportDraft], Change]) -> None:
        """Keep one more decision in the draft (begun with the first), and read again by it."""
        if self.work.running and self.work.holds_desk:
            self._waiting.append(make)
        elif self.attempt(lambda: self._keep(make)):
            self.reload()

    def _keep(self, make: Callable[[ImportDraft], Change]) -> None:
        if self.draft() is None:
            change = drafts.begin(self.desk, self.path, self.project_id)
            self.desk.do(change)
            self.draft_id = next(e.id for e in change.after if isinstance(e, ImportDraft))
        self.desk.do(make(self.draft()))

    def reload(self) -> None:
        if self.work.running:
            return
        while self._waiting:
            self._keep(self._waiting.pop(0))
        if self.path is None and self.draft_id and self.draft() is None:  # its beginning was undone, or it was given up
            self._forget()
        if not self.draft_id and self.reading is None:
            self.start.show_known(drafts.of_project(self.desk, self.project_id), survey_returns.batches(self.desk, self.project_id))
        elif self.reading is None or self.decisions().directions != self.read_with:
            self._read_again()
        elif self.intake is not None:
            self._show_intake()
        self._show()

    def _read_again(self) -> None:
        draft = self.draft()
        if draft is None and self.path is None:
            return
        directions, path = self.decisions().directions, drafts.original(self.desk, draft) if draft else self.path
        name = draft.file_name if draft else self.path.name
        self.attempt(lambda: self.work.start("读取调查表", lambda report: surveys.understand(path, report, self._today(), directions, name),
                                             lambda reading: self.show_reading(reading, directions)))

    def show_reading(self, reading: Reading, directions: Directions) -> None:
        """Show what was read under some directions, and weigh it against what stands."""
        self.reading, self.read_with, self.intake = reading, directions, None
        self._show_reading()
        if len(reading.households) > WEIGHED_AT_ONCE:
            self.work.start("比对已登记的农户", lambda report: intake.weigh(self.desk, reading, self.project_id, report),
                            self._weighed, holds_desk=True)
        elif self.attempt(lambda: self._weighed(intake.weigh(self.desk, reading, self.project_id, surveys.quiet))):
            self.reload()  # what was decided meanwhile

    def _weighed(self, weighed: Intake) -> None:
        self.intake = weighed
        self._show_intake()
        self._show()

    def _show_reading(self) -> None:
        reading = self.reading
        self.rows.show_reading(reading, {(s, r, c): text for s, r, c, text in self.read_with.cells})
        self.columns.show_reading(reading)
        self.skipped.model.show(skipped_lines(reading))
        for at, name in ((0, f"逐行核对　{reading.rows_read}"), (1, "列与单位"), (4, f"跳过的行　{len(reading.skipped)}")):
            self.tabs.setTabText(at, name)
        if any(sheet.asks_header for sheet in reading.sheets):
            self.tabs.setCurrentIndex(1)

    def _show_intake(self) -> None:
        choices, weighed = self.decisions().choices, self.intake
        self.changes.show_intake(weighed, choices)
        self.rows.show_problems(weighed.problems)
        self.problems.model.show(problem_lines(weighed.problems), gravity(weighed.problems))
        undecided = weighed.undecided(choices)
        self.tabs.setTabText(2, f"有变化的农户　{weighed.counts.changed}")
        self.tabs.setTabText(3, f"问题　{len(weighed.problems)}")
        self.summary.setText(_summary(weighed, len(undecided)))
        self.main_action.setEnabled(bool(weighed.taken) and not undecided)

    def _show(self) -> None:
        looking = self.reading is not None
        self.body.setCurrentIndex(1 if looking else 0)
        for action in (self.another, self.back):
            action.setVisible(looking)
        if self.intake is None:
            self.main_action.setEnabled(False)

    def _lead_to_problem(self, line: Line | None) -> None:
        problem = next((p for p in self.intake.problems if line and p.id == line.id), None)
        if problem is None or not problem.sheet:
            return
        if self.rows.lead_to(problem):
            self.tabs.setCurrentIndex(0)
        else:
            self.wrong.emit(f"“{problem.sheet}”第 {problem.row} 行不是农户行，不在逐行核对表中，没有改动。请在原表中核对后重新导入。")

    def send_back(self) -> None:
        """Write the workbook in review again with what is wrong marked in it, for the village to put right."""
        reading, source = self.reading, drafts.original(self.desk, self.draft()) if self.draft() else self.path
        self.papers.send_back(reading.file_name, lambda out, report: survey_returns.of_reading(self.desk, reading, source, out, report))

    def take_in(self) -> None:
        """Take what was read into the project, as one step."""
        weighed, choices, draft = self.intake, self.decisions().choices, self.draft()
        if weighed is not None:
            self.attempt(lambda: self.work.start(
                "导入农户", lambda report: self.desk.do(intake.change(self.desk, weighed, choices, draft), report),
                self._taken, holds_desk=True))

    def _taken(self, _: object) -> None:
        counts = self.intake.counts
        self._forget()
        self.go.emit("households", "", "")
        self.said.emit(f"已导入：新增 {counts.new} 户，有变化 {counts.changed} 户，无变化 {counts.same} 户，"
                       f"其中暂缓 {counts.held} 户。可按 Ctrl+Z 整批撤销，以后也可在“操作记录”里撤销。")


def _summary(weighed: Intake, undecided: int) -> str:
    counts, reading = weighed.counts, weighed.reading
    if not weighed.taken:
        return f"“{reading.file_name}”里没有读到农户，没有可导入的内容。请在“列与单位”“跳过的行”里看各工作表是怎样读的。"
    wait = f"　还有 {undecided} 户有变化未选取新表还是留现有，选好后才能导入。" if undecided else ""
    return (f"“{reading.file_name}”：读取 {reading.rows_read} 行　新增 {counts.new} 户　有变化 {counts.changed} 户　无变化 {counts.same} 户"
            f"　暂缓 {counts.held} 户（照样保留，改正前不出协议）{wait}")
