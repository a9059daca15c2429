"""人工归档: say of a page that no code could place which agreement and page it is, type its code, or leave it out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from linkdesk.domain.agreement import ScannedPage
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.scan_lines import PaperLine, paper_answers

SHOWN, HEIGHT = 20, 112


class ScanSorting(QWidget):
    """Search, page number, code and reason for one page; says what a person decided."""

    placed = Signal(object, str, str)  # ScannedPage, agreement id, what was typed as its page
    typed = Signal(object, str)        # ScannedPage, code
    left_out = Signal(object, str)     # ScannedPage, reason

    def __init__(self) -> None:
        super().__init__()
        self.row: ScannedPage | None = None
        self.papers: tuple[PaperLine, ...] = ()
        self.search = QLineEdit(placeholderText="搜索协议：户主姓名、拼音首字母、村、编号", clearButtonEnabled=True)
        self.found = QListWidget()
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFixedHeight(theme.current().px(HEIGHT))
        self.page = QLineEdit(placeholderText="第几页")
        self.code = QLineEdit(placeholderText="或输入二维码旁的 12 位核对码")
        self.file, self.file_code = button("归档到这一页", self._place, "main"), button("按核对码归档", self._type)
        self.leave_out = button("不归档…", lambda: self.why.ask(), "link")
        self.why = ReasonLine("不归档的原因，如：封面", "不归档")
        column(label("人工归档", "group"), self.search, self.found, row(self.page, self.file, self.leave_out),
               row(self.code, self.file_code), self.why, parent=self)
        self._wire()

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _: self._find())
        self.search.returnPressed.connect(self.page.setFocus)
        self.search.installEventFilter(self)
        self.found.currentItemChanged.connect(lambda *_: self._offer_page())
        self.page.returnPressed.connect(self._place)
        self.code.returnPressed.connect(self._type)
        self.why.given.connect(lambda reason: self.left_out.emit(self.row, reason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(min(max(0, self.found.currentRow() + step), self.found.count() - 1))
            return True
        return False

    def ask(self, scanned: ScannedPage, papers: Iterable[PaperLine]) -> None:
        """Ask about a page; what was typed for another is forgotten."""
        self.papers = tuple(papers)
        if self.row is None or self.row.id != scanned.id:
            self.row = scanned
            self.search.clear()
            self.page.clear()
            self.code.setText(scanned.token if " " not in scanned.token else "")
            self.why.done()
        self._find()

    def _find(self) -> None:
        typed, known = self.search.text().strip(), self.row.agreement_id if self.row else None
        fitting = (p for p in self.papers if (paper_answers(p, typed) if typed else p.id == known or p.state.missing))
        self.found.clear()
        for paper in islice(fitting, SHOWN):
            agreement = paper.agreement
            said = "　".join((agreement.head_name or "", agreement.kind, str(paper.state), agreement.number, paper.village))
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, paper.id)
            self.found.addItem(item)
            if paper.id == known:
                self.found.setCurrentItem(item)
        if typed and self.found.currentRow() < 0 < self.found.count():
            self.found.setCurrentRow(0)

    @property
    def paper(self) -> PaperLine | None:
        """The agreement marked in the list."""
        item = self.found.currentItem()
        id_ = item.data(Qt.ItemDataRole.UserRole) if item else ""
        return next((p for p in self.papers if p.id == id_), None)

    def _offer_page(self) -> None:
        paper = self.paper
        if paper is not None:
            known = self.row.page if self.row and self.row.agreement_id == paper.id else None
            self.page.setText(str(known or next(iter(paper.state.missing), "")))

    def _place(self) -> None:
        self.placed.emit(self.row, self.paper.id if self.paper else "", self.page.text())

    def _type(self) -> None:
        self.typed.emit(self.row, self.code.text())
