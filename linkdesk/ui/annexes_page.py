"""附件: the papers that go with each packet, what is there and what is missing; files are dropped onto their line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from linkdesk.actions import annexes
from linkdesk.desk import Desk
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.planning_words import AnnexState, AnnexStep
from linkdesk.domain.words import Severity
from linkdesk.policy.annexes import AnnexLine
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.line_drop import LineDrop
from linkdesk.ui.look import Sentence, beside, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = f"附件 ({' '.join(f'*{suffix}' for suffix in annexes.KEPT)});;所有文件 (*)"
DETAIL_WIDTH = 320
DROP = "把文件拖到左边的某一行，或者选中一行后点“附上文件”。PDF 和图片会印进申报材料，其他文件随材料另附。"


class _Line:
    """A line of the list as a row of the table: what the columns ask for."""

    def __init__(self, line: AnnexLine) -> None:
        self.line, self.id = line, line.annex.id


COLUMNS = (
    Column("code", "代码", lambda r: r.id, lambda r: r.id, 48),
    Column("label", "附件", lambda r: r.line.annex.label, lambda r: r.line.annex.label, 210),
    Column("state", "状态", lambda r: str(r.line.state), lambda r: str(r.line.state), 92),
    Column("count", "文件", lambda r: str(len(r.line.files) or ""), lambda r: len(r.line.files), 48, right=True),
    Column("cites", "依据", lambda r: r.line.annex.cites, lambda r: r.line.annex.cites, 210))
FILE_COLUMNS = of_fields(PlanAnnex, {"file_name": 170, "received_on": 96})


class AnnexesPage(Page):
    """The list at the left; the files of the chosen line, or why none is needed, at the right."""

    key, title = "annexes", "附件"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("附上文件", self.choose)
        self.actions_beside = (self.action("打印清单", lambda: self.go.emit("preview", f"annex_list:{self.step}", ""), "print"),
                               self.action("返回实施方案", lambda: self.go.emit("plan", "", "")))
        self.count, self.steps = label("", "small"), QComboBox()
        self.list = Table(EntityTable(COLUMNS, lambda r, typed: typed in r.id or typed in r.line.annex.label), self.memory, "annexes")
        self.files = Table(EntityTable(FILE_COLUMNS, lambda file, typed: typed in file.file_name), self.memory, "annex_files")
        self.name, self.note = label("", "group", wrap=True), Sentence()
        self.reason = QLineEdit(placeholderText="没有文件而又不需要的，写明理由")
        split = beside(self._left(), self._right(), DETAIL_WIDTH)
        split.setSizes([2 * DETAIL_WIDTH, DETAIL_WIDTH])  # two tables would share the page by halves
        column(split, parent=self)
        self._wire()

    def _left(self) -> QWidget:
        left = QWidget()
        self.steps.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        whole = column(row(label("材料", "small"), self.steps, self.count, 1), self.list, parent=left)
        whole.setContentsMargins(*map(theme.current().px, (24, 12, 8, 12)))
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        self.open_button = button("打开", self._open)
        self.remove_button = button("移除", self._remove)
        up, down = button("上移", lambda: self._move(-1)), button("下移", lambda: self._move(1))
        self.of_files = (self.open_button, self.remove_button, up, down)
        whole = column(self.name, self.note, self.files, row(*self.of_files, 1), label("不需要的理由", "small"), self.reason,
                       Sentence(DROP), parent=right)
        whole.setContentsMargins(*map(theme.current().px, (8, 12, 16, 12)))
        whole.setStretch(2, 1)
        return right

    def _wire(self) -> None:
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.opened.connect(lambda _: self.choose())
        self.files.opened.connect(lambda _: self._open())
        self.files.chosen.connect(lambda _: self._enable())
        self.reason.editingFinished.connect(self._keep_reason)
        self.drops = LineDrop(self.list, self)
        self.drops.dropped.connect(lambda aimed, paths: self.attach(aimed.id, paths))
        self.drops.missed.connect(self.wrong)
        self.steps.currentIndexChanged.connect(lambda _: self._turn())
        self.setFocusProxy(self.list.view)

    def chosen(self) -> AnnexLine | None:
        """The line the officer is at."""
        now = self.list.entity_at(self.list.view.currentIndex().row())
        return now.line if now else None

    def choose(self) -> None:
        """Ask for files of the chosen line."""
        if line := self.chosen():
            names, _ = QFileDialog.getOpenFileNames(self, f"选择“{line.annex.label}”的文件", "", FILES)
            self.attach(line.annex.id, map(Path, names))

    def attach(self, code: str, paths: Iterable[Path]) -> None:
        """Keep files under a line and show it."""
        found = tuple(paths)
        if found and self.do(lambda: annexes.attach(self.desk, self.project_id, code, found)):
            self.list.select(code)
            self.said.emit(f"已附上 {len(found)} 个文件，可按 Ctrl+Z 撤销。")

    @property
    def step(self) -> AnnexStep:
        """Whose list is shown."""
        return AnnexStep(self.steps.currentText() or AnnexStep.PLAN)

    def _offer(self) -> None:
        """Only the steps the project's policies know, the one that is shown staying."""
        known = annexes.steps(self.desk, self.project_id)
        if [self.steps.itemText(at) for at in range(self.steps.count())] == list(map(str, known)):
            return
        now = self.step
        with QSignalBlocker(self.steps):
            self.steps.clear()
            self.steps.addItems(list(map(str, known)))
            self.steps.setCurrentText(now if now in known else AnnexStep.PLAN)

    def _turn(self) -> None:
        self.list.view.setCurrentIndex(QModelIndex())
        self.reload()

    def reload(self) -> None:
        self._offer()
        found = annexes.lines(self.desk, self.project_id, self.step)
        missing = [line for line in found if line.state is AnnexState.MISSING]
        marks = {line.annex.id: (Severity.WARNING, "还没有附上，也没有写明不需要的理由。") for line in missing}
        self.list.show_entities([_Line(line) for line in found], marks)
        self.count.setText(f"共 {len(found)} 项，缺 {len(missing)} 项" if missing else f"共 {len(found)} 项，没有缺项")
        if found and self.chosen() is None:
            self.list.select(next((line for line in missing), found[0]).annex.id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen()
        if line is None:
            return
        self.name.setText(f"{line.annex.id}　{line.annex.label}")
        self.note.setText("。".join(filter(None, (line.annex.note, f"依据：{line.annex.cites}"))) + "。")
        self.files.show_entities(line.files)
        if line.files and not self.files.view.currentIndex().isValid():
            self.files.select(line.files[0].id)
        if not self.reason.hasFocus():
            self.reason.setText(line.not_needed.not_needed if line.not_needed else "")
        self.reason.setEnabled(not line.files)
        self._enable()

    def _enable(self) -> None:
        for each in self.of_files:
            each.setEnabled(self._file() is not None)

    def _file(self) -> PlanAnnex | None:
        return self.files.entity_at(self.files.view.currentIndex().row())

    def _open(self) -> None:
        if file := self._file():
            self.look_at(lambda: annexes.copy_to_view(self.desk, file))

    def _remove(self) -> None:
        self.do(lambda: annexes.remove([file] if (file := self._file()) else []))

    def _move(self, by: int) -> None:
        line, file = self.chosen(), self._file()
        if line and file:
            self.do(lambda: annexes.move(line.files, file, by))

    def _keep_reason(self) -> None:
        line = self.chosen()
        was = line.not_needed.not_needed if line and line.not_needed else ""
        if line and self.reason.text().strip() != was:
            self.do(lambda: annexes.set_not_needed(self.desk, self.project_id, line.annex.id, self.reason.text()))

    def lead_to(self, entity_id: str, field: str) -> None:
        step = annexes.step_of(self.desk, entity_id)
        if step is not None:
            self.steps.setCurrentText(step)
        self.list.select(entity_id)
