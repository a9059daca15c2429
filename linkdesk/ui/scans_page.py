"""扫描归档: signed pages come back; what was filed, what needs a hand, and which pages of which agreement are missing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import scan_states, scanning
from linkdesk.actions.folders import safe
from linkdesk.desk import Desk
from linkdesk.domain.agreement import ScannedPage
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.scan_lines import (
    PAGE_COLUMNS,
    PAPER_COLUMNS,
    PageLine,
    PaperLine,
    marks,
    page_answers,
    page_lines,
    paper_answers,
    paper_lines,
)
from linkdesk.ui.scan_picture import ScanPicture
from linkdesk.ui.scan_sorting import ScanSorting
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "扫描文件 (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.bmp);;所有文件 (*)"
START = "签字的协议收回后，选择扫描文件或整个文件夹，也可以拖到这里。页序、方向不限，程序按页脚二维码逐页归档，同一文件再取一次也不会重复。"
TO_SORT, MISSING, COMPLETE, EVERY = "需人工处理", "缺页或未扫描", "扫描齐全", "全部协议"
EMPTY, BOTH = range(2)
DETAIL_WIDTH = 440


class ScansPage(Page):
    """Files in; pages that need a hand or agreements on the left, the picture and what can be done on the right."""

    key, title = "scans", "扫描归档"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("选择扫描文件", self.choose_files, "import")
        self.export_action = self.action("导出扫描件", self._ask_where)
        self.actions_beside = (self.action("选择文件夹", self.choose_folder), self.export_action,
                               self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")))
        self.papers: list[PaperLine] = []
        self.which = QComboBox()
        self.outcome = label("", "small", wrap=True)
        self.outcome.hide()
        self.search = QLineEdit(placeholderText="搜索：户主、村、编号、文件名", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.pages = Table(EntityTable(PAGE_COLUMNS, page_answers), self.memory, "scans")
        self.agreements = Table(EntityTable(PAPER_COLUMNS, paper_answers), self.memory, "scan_papers")
        self.picture, self.sorting = ScanPicture(desk), ScanSorting()
        self.empty_words = first_step(START, button("选择扫描文件", self.choose_files, "main"), button("选择文件夹", self.choose_folder))
        self.body = QStackedWidget()
        self.body.addWidget(self.empty_words)
        self.body.addWidget(beside(self._left(), self._right(), DETAIL_WIDTH))
        column(self.body, parent=self)
        self.setAcceptDrops(True)
        self._wire()

    def _left(self) -> QWidget:
        left = QWidget()
        self.which.addItems([TO_SORT, MISSING, COMPLETE, EVERY])
        top = row(self.search, self.which, gap=12)
        top.setStretch(0, 1)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.pages)
        self.tables.addWidget(self.agreements)
        whole = column(self.outcome, top, self.tables, parent=left)
        whole.setContentsMargins(*map(theme.current().px, (24, 12, 8, 12)))
        whole.setStretch(2, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        whole = column(self.picture, self.sorting, parent=right)
        whole.setContentsMargins(*map(theme.current().px, (8, 12, 16, 12)))
        whole.setStretch(0, 1)
        return right

    def _wire(self) -> None:
        self.search.textChanged.connect(self.pages.model.filter)
        self.search.textChanged.connect(self.agreements.model.filter)
        self.which.activated.connect(lambda _: self._show())
        self.pages.chosen.connect(lambda _: self._show_chosen())
        self.agreements.chosen.connect(lambda _: self._show_chosen())
        self.sorting.placed.connect(self._place)
        self.sorting.typed.connect(lambda scanned, code: self._sort(lambda: scanning.sort_by_token(self.desk, scanned, code)))
        self.sorting.left_out.connect(lambda scanned, why: self._sort(lambda: scanning.discard(self.desk, scanned, why)))

    def choose_files(self) -> None:
        """Ask for scanned files."""
        names, _ = QFileDialog.getOpenFileNames(self, "选择扫描文件", "", FILES)
        self.take(map(Path, names))

    def choose_folder(self) -> None:
        """Ask for a folder of scans."""
        name = QFileDialog.getExistingDirectory(self, "选择扫描文件所在的文件夹")
        self.take([Path(name)] if name else [])

    def take(self, paths: Iterable[Path]) -> None:
        """File the pages of these files and folders in the worker; what is filed before it is stopped stays."""
        chosen = tuple(paths)
        if chosen:
            self.attempt(lambda: self.work.start(
                "扫描归档", lambda report: scanning.take(self.desk, self.project_id, chosen, report), self._taken, holds_desk=True))

    def _taken(self, outcome: scanning.Outcome) -> None:
        self.outcome.setText(outcome.said())
        self.outcome.show()
        self.which.setCurrentText(TO_SORT if outcome.by_hand else MISSING)
        self.reload()
        self.said.emit(f"扫描归档：共 {outcome.pages} 页，需人工处理 {outcome.by_hand} 项")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        states = scan_states.scan_states(self.desk, self.project_id)
        self.papers = paper_lines(states.values(), dossier)
        waiting = page_lines(scan_states.to_sort(self.desk, self.project_id), dossier)
        self.pages.show_entities(waiting, marks(waiting))
        begun = bool(waiting) or any(state.scanned for state in states.values())
        if begun and self.body.currentIndex() == EMPTY and not waiting:
            self.which.setCurrentText(MISSING)
        self.body.setCurrentIndex(BOTH if begun or self.outcome.text() else EMPTY)
        self._show()

    def _show(self) -> None:
        wanted = self.which.currentText()
        fits = {MISSING: lambda s: s.missing, COMPLETE: lambda s: s.complete}.get(wanted, lambda s: True)
        self.agreements.show_entities([line for line in self.papers if fits(line.state)])
        self.tables.setCurrentWidget(self.pages if wanted == TO_SORT else self.agreements)
        table = self.tables.currentWidget()
        if table.model.rows and not table.view.currentIndex().isValid():
            table.select(table.model.rows[0].id)
        self._show_chosen()

    @property
    def chosen(self) -> PageLine | PaperLine | None:
        """The row in front."""
        table = self.tables.currentWidget()
        return table.entity_at(table.view.currentIndex().row())

    def _show_chosen(self) -> None:
        line = self.chosen
        self.sorting.setVisible(isinstance(line, PageLine))
        self.export_action.setEnabled(isinstance(line, PaperLine) and bool(line.state.scanned))
        if isinstance(line, PageLine):
            self.picture.show_pages([line.row], f"{line.row.source_name} 第 {line.row.source_page} 页：{line.row.result}，{line.row.reason}")
            self.sorting.ask(line.row, self.papers)
        elif isinstance(line, PaperLine):
            scanned = [each for _, each in line.state.scanned]
            self.picture.show_pages(scanned, f"{line.agreement.number}：印制 {line.state.pages} 页，{line.state}")
        else:
            self.picture.show_pages([], "没有需要人工处理的页。" if self.which.currentText() == TO_SORT else "没有符合的协议。")

    def _place(self, scanned: ScannedPage, agreement_id: str, typed: str) -> None:
        self._sort(lambda: scanning.sort_by_hand(self.desk, scanned, agreement_id, _number(agreement_id, typed)))

    def _sort(self, make: Callable[[], Change]) -> None:
        self.do(make, lambda: self.said.emit("已处理这一页"))

    def _ask_where(self) -> None:
        line = self.chosen
        if isinstance(line, PaperLine):
            path, _ = QFileDialog.getSaveFileName(self, "导出扫描件", f"{safe(line.agreement.number)} 签字扫描件.pdf", "PDF (*.pdf)")
            if path:
                self.attempt(lambda: self.said.emit(f"已写出 {scan_states.join_scan(self.desk, line.agreement, Path(path))}"))

    def lead_to(self, entity_id: str, field: str) -> None:
        wanted = TO_SORT if self.pages.model.row_of(entity_id) >= 0 else EVERY
        self.which.setCurrentText(wanted)
        self._show()
        self.tables.currentWidget().select(entity_id)


def _number(agreement_id: str, typed: str) -> int:
    plain = unicodedata.normalize("NFKC", typed).strip()
    if not agreement_id:
        raise KnownError("请先在列表中选中一份协议，再归档这一页。")
    if not (plain.isdecimal() and len(plain) < 4):
        raise KnownError("请填写这一页是协议的第几页（数字），再归档。")
    return int(plain)
