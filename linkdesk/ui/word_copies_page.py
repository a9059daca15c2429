"""Word 副本: letters and plans go out as .docx to be changed; what comes back stands beside what was sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import word_copies, word_taking
from linkdesk.actions.folders import safe
from linkdesk.actions.word_copies import ReadBack, Source
from linkdesk.desk import Desk
from linkdesk.documents.word_changes import LineChange
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.word_differences import Line, WordDifferences
from linkdesk.ui.work import Work

WORD = "Word 文件 (*.docx)"
LIST_WIDTH, VIEW_WIDTH = 250, 400
FIRST = "还没有导出过 Word 副本。公文和方案先导出为 Word 文件，请领导修改；改后的文件读回来，逐处对照，采用哪一处由您决定。"
NOTHING_READ = "读取改后的文件，或者把它拖到这里：逐段、逐格列出差异，修订和批注也列出来。什么都不会自动采用。"
RULES = "改后的文件改了名也认得出来；不是本程序导出的文件，与上面选中的公文或方案对照。"


def _of(copy: WordCopy) -> str:
    return str(copy.plan) if copy.plan else "公文"


COLUMNS = (Column("what", "种类", _of, lambda copy: text_key(_of(copy)), 96),
           *of_fields(WordCopy, {"title": 150, "made_at": 116, "officer_name": 72}))


class WordCopiesPage(Page):
    """What went out at the left, the differences of what came back at the right."""

    key, title = "word_copies", "Word 副本"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("读取改后的文件", self.choose)
        self.actions_beside = (self.action("返回公文", lambda: self.go.emit("letters", "", "")),)
        self.sources, self.export = QComboBox(), button("导出…", self._export)
        self.table = Table(EntityTable(COLUMNS, lambda copy, typed: typed in copy.title), self.memory, "word_copies")
        self.table.first = ("title", "made_at")
        self.differences = WordDifferences(self.memory)
        self.back: ReadBack | None = None
        self.body, self.right = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.setAcceptDrops(True)
        self.differences.taken.connect(self._take)
        self.setFocusProxy(self.table.view)

    def _lay_out(self) -> None:
        left, now = QWidget(), theme.current()
        self.sources.setMinimumWidth(now.px(120))
        self.sources.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        out = row(self.sources, self.export)
        out.setStretch(0, 1)
        whole = column(label("公文和方案", "group"), out, self.table, Sentence(RULES), parent=left)
        whole.setContentsMargins(*map(now.px, (24, 12, 8, 12)))
        whole.setStretch(2, 1)
        left.setMinimumWidth(now.px(LIST_WIDTH))
        self.right.addWidget(first_step(NOTHING_READ, button("读取改后的文件", self.choose)))
        self.right.addWidget(self.differences)
        self.differences.layout().setContentsMargins(*map(now.px, (8, 12, 16, 12)))
        both = beside(left, self.right, VIEW_WIDTH)
        both.setSizes([now.px(470), now.px(600)])
        self.body.addWidget(both)
        self.body.addWidget(first_step(FIRST, button("导出 Word 副本", self._export_first, "main"), button("读取改后的文件", self.choose)))
        column(self.body, parent=self)

    def reload(self) -> None:
        copies = word_copies.copies(self.desk, self.project_id)
        self._offer(word_copies.sources(self.desk, self.project_id))
        self.body.setCurrentIndex(0 if copies or self.back else 1)
        self.table.show_entities(copies)
        self._show_back()

    def _offer(self, sources: dict[str, Source]) -> None:
        chosen = self.sources.currentText()
        with QSignalBlocker(self.sources):
            self.sources.clear()
            for name, of in sources.items():
                self.sources.addItem(name, of)
            self.sources.setCurrentIndex(max(0, self.sources.findText(chosen)))
        self.export.setEnabled(bool(sources))

    @property
    def source(self) -> Source | None:
        """The letter or plan chosen above the list."""
        return self.sources.currentData()

    def _export_first(self) -> None:
        self.body.setCurrentIndex(0)
        if self.sources.count() == 1:
            self._export()
        else:
            self.sources.setFocus()
            self.said.emit("请选择要导出的公文或方案，再点“导出…”。")

    def _export(self) -> None:
        if self.source is None:
            self.wrong.emit("还没有可以导出的公文或方案。请先拟稿，或在概况里选择政策依据。")
            return
        name, _ = QFileDialog.getSaveFileName(self, "导出 Word 副本", f"{safe(_called(self.source))}.docx", WORD)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the chosen letter or plan as a Word file."""
        of = self.source
        self.attempt(lambda: self.work.start("导出 Word 副本", lambda report: word_copies.export(self.desk, self.project_id, of, path),
                                             self._exported, holds_desk=True))

    def _exported(self, copy: WordCopy) -> None:
        self.reload()
        self.table.select(copy.id)
        self.said.emit(f"已导出“{copy.title}”的 Word 副本")

    def choose(self) -> None:
        """Ask for the file that came back."""
        name, _ = QFileDialog.getOpenFileName(self, "读取改后的 Word 文件", "", WORD)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file that came back and show where it differs."""
        of = self.source
        self.attempt(lambda: self.work.start("读取 Word 文件", lambda report: word_copies.read_back(
            self.desk, self.project_id, path, of, lambda: report(0, 0)), self._read, holds_desk=True))

    def _read(self, back: ReadBack) -> None:
        self.back = back
        self.reload()
        count = len(back.changes.lines) + len(back.changes.cells)
        self.said.emit(f"“{back.name}”有 {count} 处差异" if count else f"“{back.name}”没有改动文字和表格")

    def _show_back(self) -> None:
        self.right.setCurrentIndex(1 if self.back else 0)
        if self.back:
            self.differences.show_back(self.back, tuple(Line(str(at), change, word_taking.why_not(self.desk, self.back, change))
                                                        for at, change in enumerate(self.back.changes.lines)))

    def _take(self, change: LineChange) -> None:
        if self.back:
            self.do(lambda: word_taking.taken(self.desk, self.back, change), lambda: self.said.emit("已采用这一处改动，可按 Ctrl+Z 撤销。"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]:
            self.read(paths[0])

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id):
            return
        at = next((at for at in range(self.sources.count()) if getattr(self.sources.itemData(at), "id", "") == entity_id), -1)
        self.sources.setCurrentIndex(max(at, 0))


def _called(of: Source) -> str:
    return (of.title or str(of.kind)) if isinstance(of, Letter) else str(of)
