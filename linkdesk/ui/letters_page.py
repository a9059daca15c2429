"""公文: the letters of a project, drafted, issued, printed, made void; and those that came in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QStackedWidget, QWidget

from linkdesk.actions import letter_receiving, letter_scans, letter_texts, letters
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.letter_columns import COLUMNS, DRAFT, VOID, Line, lines_of, matches
from linkdesk.ui.letter_lines import RECEIVED, SCANS, PaperNumberLine, ReceiveLines
from linkdesk.ui.letter_view import LetterView
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

LIST_WIDTH, VIEW_WIDTH = 240, 410
USUAL = 360, 800
EMPTY = "还没有公文。从文种的范本开始拟写，项目的数据自动填入；印发时编号封存。收到的批复、意见在这里登记。"
VOID_HINT = "作废理由，如“主送机关有误”；公文留存，字号不再使用"


class LettersPage(Page):
    """The list at the left, the chosen letter at the right."""

    key, title = "letters", "公文"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("印发", self.issue)
        self.begin, self.more = self.action("新拟", lambda: None), self.action("更多", lambda: None)
        self.kinds = QMenu(self)
        self.kinds.aboutToShow.connect(self._list_kinds)
        self.begin.setMenu(self.kinds)
        self.more.setMenu(self._more())
        self.came = self.action("登记收文", self.ask_received)
        self.scan, self.print = self.action("附扫描件", self.choose_scan), self.action("打印", self._print, "print")
        self.down = self.action("作废", self._down)
        self.actions_beside = (self.begin, self.came, self.scan, self.down, self.print, self.more)
        self.search, self.count = QLineEdit(placeholderText="搜索：文号、标题、机关、事项", clearButtonEnabled=True), label("", "small")
        self.table = Table(EntityTable(COLUMNS, matches), self.memory, "letters")
        self.table.first = ("title", "state", "number")
        self.view, self.reason = LetterView(self), ReasonLine(VOID_HINT, "作废所选公文")
        self.receiving, self.on_paper = ReceiveLines(), PaperNumberLine()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        left, now = QWidget(), theme.current()
        top = row(self.search, self.count, gap=12)
        top.setStretch(0, 1)
        column(top, self.reason, self.receiving, self.on_paper, self.table, parent=left).setContentsMargins(
            *(now.px(n) for n in (24, 12, 8, 12)))
        left.setMinimumWidth(now.px(LIST_WIDTH))
        both = beside(left, self.view, VIEW_WIDTH)
        both.setStretchFactor(1, 1)
        both.setSizes([now.px(width) for width in USUAL])
        self.first = button("新拟公文", lambda: None, "main")
        self.first.setMenu(self.kinds)
        self.body = QStackedWidget()
        self.body.addWidget(both)
        self.body.addWidget(first_step(EMPTY, self.first, button("登记收文", self.ask_received)))
        column(self.body, parent=self)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._find)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.opened.connect(lambda _: self.view.lead_to("body"))
        self.reason.given.connect(self._void)
        self.receiving.given.connect(self._receive)
        self.receiving.closed.connect(self.reload)
        self.on_paper.given.connect(self._issue_on_paper)
        self.setFocusProxy(self.table.view)

    def _more(self) -> QMenu:
        menu = QMenu(self)
        self.paper_number = menu.addAction("登记纸质件上的字号…", self._ask_paper_number)
        self.see = menu.addAction("查看扫描件", self._see)
        menu.addSeparator()
        self.keep_text = menu.addAction("存为本县文本", lambda: self._text(letter_texts.keep, "已存为本县文本，以后同类公文从它开始。"))
        self.old_text = menu.addAction("恢复程序文本", lambda: self._text(letter_texts.restore, "已恢复程序文本，本县各版本仍留存。"))
        menu.addSeparator()
        menu.addAction("Word 副本", lambda: self.go.emit("word_copies", self.chosen.id if self.chosen else "", ""))
        menu.addAction("返回审批", lambda: self.go.emit("matters", self.chosen.matter_id or "" if self.chosen else "", ""))
        return menu

    def _list_kinds(self) -> None:
        """What the open matters ask for now, then every kind."""
        self.kinds.clear()
        for each in letters.wanted(self.desk, self.project_id):
            self.kinds.addAction(each.label, lambda w=each: self.start(w.kind, w.matter, w.step))
        self.kinds.addSeparator()
        for kind in LetterKind:
            self.kinds.addAction(str(kind), lambda k=kind: self.start(k))

    @property
    def chosen(self) -> Letter | None:
        """The letter whose row is the current one."""
        line = self.table.entity_at(self.table.view.currentIndex().row())
        return line.letter if line else None

    def reload(self) -> None:
        approvals = self.desk.dossier(self.project_id).approvals
        lines = lines_of(approvals.letters, approvals.matters)
        self.receiving.offer([(m.id, m.title) for m in approvals.matters])
        entering = self.receiving.isVisibleTo(self)
        self.body.setCurrentIndex(0 if lines or entering else 1)
        for action in (self.begin, self.came):  # an empty room has its own buttons
            action.setVisible(bool(lines) or entering)
        self.table.show_entities(lines, _marks(lines))
        drafts = sum(line.state == DRAFT for line in lines)
        self.count.setText(f"{len(lines)} 份" + (f"，拟稿 {drafts}" if drafts else ""))
        self._keep_chosen()

    def _find(self, typed: str) -> None:
        self.table.model.filter(typed)
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        if self.table.model.rows and self.chosen is None:
            self.table.select(self.table.model.rows[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        letter = self.chosen
        self.view.show_letter(letter, self.desk.dossier(self.project_id))
        draft = letter is not None and not is_issued(letter) and not is_received(letter)
        there = letter is not None and not draft
        self.main_action.setVisible(draft)
        for action, offered in ((self.scan, there), (self.down, draft or (there and not letter.voided_on)), (self.print, letter is not None),
                                (self.more, letter is not None)):
            action.setVisible(offered)
        for action, offered in ((self.paper_number, draft), (self.see, there and bool(letter.file_hash)), (self.keep_text, draft),
                                (self.old_text, draft)):
            action.setVisible(offered)
        self.down.setText("删除" if draft else "作废")

    def start(self, kind: LetterKind, matter: Matter | None = None, step: int | None = None) -> None:
        """Draft a letter of a kind and show it."""
        self.attempt(lambda: self._start(kind, matter, step))

    def _start(self, kind: LetterKind, matter: Matter | None, step: int | None) -> None:
        self.view.flush()
        change = letters.draft(self.desk, self.project_id, kind, matter, step)
        self.desk.do(change)
        self.search.clear()
        self.reload()
        self.lead_to(change.after[0].id, "body")

    def issue(self) -> None:
        """Issue the chosen letter, with what is being typed."""
        letter = self.chosen
        if letter is None:
            return
        self.view.flush()
        self.do(lambda: letters.issue(self.desk, letter.id), lambda: self._said_issued(letter.id))

    def _said_issued(self, letter_id: str) -> None:
        number = letters.current(self.desk, letter_id).number
        self.said.emit(f"已印发{f'，字号 {number}' if number else ''}，可以打印盖章；盖章后附上扫描件。")

    def _ask_paper_number(self) -> None:
        self.view.flush()
        self.on_paper.ask()

    def _issue_on_paper(self) -> None:
        letter, path = self.chosen, self.on_paper.scan.path
        if path is None:
            self.wrong.emit("登记纸质件上的字号要附盖章件的扫描件，没有登记。请先选择扫描件。")
        elif letter is not None and self.do(lambda: letters.issue_on_paper(self.desk, letter.id, self.on_paper.text("number"), path)):
            self.on_paper.done()

    def ask_received(self) -> None:
        """Ask for what came in."""
        self.body.setCurrentIndex(0)
        self.receiving.ask()

    def _receive(self) -> None:
        if self.attempt(self._enter_received):
            self.receiving.done()

    def _enter_received(self) -> None:
        lines, days = self.receiving, fields_of(Letter)
        came = Incoming(LetterKind(lines.kind.currentText()), lines.text("number"), lines.text("sender"), lines.text("title"),
                        parse(days["dated_on"], lines.text("dated_on")), parse(days["received_on"], lines.text("received_on")))
        matter = self.desk.store.get(Matter, lines.matter.currentData()) if lines.matter.currentData() else None
        change = letter_receiving.receive(self.desk, self.project_id, came, matter, lines.scan.path)
        self.desk.do(change)
        self.reload()
        self.table.select(change.after[0].id)
        self.said.emit("已登记收文。")

    def choose_scan(self) -> None:
        """Ask for a scan of the chosen letter, and attach it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择盖章公文的扫描件", "", SCANS)
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Attach a scan to the chosen letter."""
        letter = self.chosen
        if letter is not None:
            self.do(lambda: letter_scans.attach(self.desk, letter, path), lambda: self.said.emit("已附扫描件"))

    def _see(self) -> None:
        letter = self.chosen
        if letter is not None:
            self.look_at(lambda: letter_scans.copy_to_view(self.desk, letter))

    def _down(self) -> None:
        letter = self.chosen
        if letter is not None and not is_issued(letter) and not is_received(letter):
            self.do(lambda: letters.discard(letters.current(self.desk, letter.id)), lambda: self.said.emit("已删除拟稿，可用 Ctrl+Z 撤销"))
        else:
            self.reason.ask()

    def _void(self, reason: str) -> None:
        letter = self.chosen
        if letter is not None and self.do(lambda: letters.void(self.desk, letter, reason)):
            self.reason.done()

    def _text(self, verb, told: str) -> None:
        letter = self.chosen
        if letter is None:
            return
        self.view.flush()
        now = letters.current(self.desk, letter.id)
        subject = letters.case_of(self.desk, now).subject
        self.do(lambda: verb(self.desk, now, subject), lambda: self.said.emit(told))

    def _print(self) -> None:
        """Show the selected letters as they print."""
        self.view.flush()
        ids = [line.id for line in self.table.selected()] or [self.chosen.id]
        self.go.emit("preview", f"letters:{','.join(ids)}", "")

    def hideEvent(self, event) -> None:
        self.view.flush()
        super().hideEvent(event)

    def lead_to(self, entity_id: str, field: str) -> None:
        """Bring a letter to the front; of a matter its newest one, or the lines for what came in about it."""
        if field == RECEIVED:
            self.ask_received()
            self.receiving.choose(entity_id, *letter_receiving.awaited(self.desk, entity_id))
            return
        of_matter = next((line.id for line in self.table.model.everything if line.letter.matter_id == entity_id), entity_id)
        if self.table.select(of_matter):
            self._show_chosen()
            if field:
                self.view.lead_to(field)


def _marks(lines: list[Line]) -> Marks:
    return {line.id: (Severity.NOTE, "已作废。") for line in lines if line.state == VOID}
