"""What happened to a matter: its register, the comments of the last return with their answers, and what was sent with differences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from linkdesk.actions import attachments, matter_entries, return_comments, submissions
from linkdesk.domain.approval import MatterEntry, Submission
from linkdesk.domain.docket import Docket
from linkdesk.policy.matters import MatterStanding
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, row, word_tabs
from linkdesk.ui.matter_lines import (
    COMMENTS,
    ENTRIES,
    SUBMISSIONS,
    comment_lines,
    comment_marks,
    entry_lines,
    entry_marks,
)
from linkdesk.ui.page import Page
from linkdesk.ui.paper_table import PaperTable
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.sent_differences import SAME, differences_table
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

LEAST = 180  # px at 100 %
ENTRIES_TAB, COMMENTS_TAB, SENT_TAB = range(3)
NOTHING_CHOSEN = "还没有选中记录。请先在办理记录里选中一条。"


class MatterRegister(QWidget):
    """Three tabs under the entry form; the links above the register go with the entry that is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.entries = Table(EntityTable(ENTRIES), page.memory, "matters/entries")
        self.comments = Table(EntityTable(COMMENTS, editable=True), page.memory, "matters/comments")
        self.sent, self.differences = Table(EntityTable(SUBMISSIONS), page.memory, "matters/submissions"), PaperTable()
        self.correction = ReasonLine("更正的原因，如“日期抄错”", "更正这条记录")
        self.letter, self.packet = (button(words, lambda r=room, f=field: self._open(r, f), "link") for words, room, field in (
            ("公文", "letters", "letter_id"), ("报送件", "packets", "submission_id")))
        self.scan = button("扫描件", self._see, "link")
        self.compare = button("与上一次比较", self._compare, "link")
        self.tabs = word_tabs()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        register, sent = QWidget(), QWidget()
        links = row(1, self.letter, self.packet, self.scan, button("更正…", self.ask_correction, "link"), gap=16)
        column(links, self.correction, self.entries, gap=4, parent=register).setStretch(2, 1)
        open_ = button("全部文件", lambda: self._at(self.sent) and self.page.go.emit("packets", self._at(self.sent).id, ""), "link")
        column(row(1, self.compare, open_, gap=16), self.sent, self.differences, gap=4, parent=sent).setStretch(2, 1)
        for name, inside in (("办理记录", register), ("退回意见", self.comments), ("报送件", sent)):
            self.tabs.addTab(inside, name)
        self.tabs.setMinimumHeight(theme.current().px(LEAST))
        self.differences.hide()
        column(self.tabs, parent=self)

    def _wire(self) -> None:
        self.comments.model.edited.connect(lambda line, _, text: self.page.do(lambda: return_comments.answer(self.desk, line.comment, text)))
        self.correction.given.connect(self._correct)
        self.entries.chosen.connect(lambda _: self._offer_papers())
        self.entries.opened.connect(lambda _: self._see())
        self.sent.chosen.connect(lambda _: self._offer_comparison())
        self.sent.opened.connect(lambda one: one and self.page.go.emit("packets", one.id, ""))

    def show_matter(self, docket: Docket, now: MatterStanding) -> None:
        """Show what happened to a matter."""
        entries = entry_lines(docket, now)
        returned = return_comments.last_return(docket, now.matter)
        comments = comment_lines(return_comments.comments_of(docket, returned)) if returned else []
        self.entries.show_entities(entries, entry_marks(entries))
        self.comments.show_entities(comments, comment_marks(comments))
        self.sent.show_entities([s for s in docket.submissions if now.matter.id in (s.matter_id, s.joined_id)])
        open_ = sum(not line.answer for line in comments)
        told = f"退回意见 {len(comments)}" + (f"（{open_} 条未答复）" if open_ else "")
        for at, words in enumerate((f"办理记录 {len(entries)}", told, f"报送件 {len(self.sent.model.rows)}")):
            self.tabs.setTabText(at, words)
        self._offer_papers()
        self._offer_comparison()

    def _at(self, table: Table):
        return table.entity_at(table.view.currentIndex().row())

    @property
    def chosen(self) -> MatterEntry | None:
        """The entry the officer is at."""
        line = self._at(self.entries)
        return line.entry if line else None

    def _offer_papers(self) -> None:
        entry = self.chosen
        for link, there in ((self.letter, "letter_id"), (self.packet, "submission_id"), (self.scan, "file_hash")):
            link.setVisible(entry is not None and bool(getattr(entry, there)))

    def _open(self, room: str, field: str) -> None:
        self.page.go.emit(room, getattr(self.chosen, field), "")

    def lead_to(self, entry_id: str) -> None:
        """Bring an entry to the front."""
        self.tabs.setCurrentIndex(ENTRIES_TAB)
        self.entries.select(entry_id)

    def ask_correction(self) -> None:
        """Ask why the chosen entry is wrong."""
        if self.chosen is None:
            self.page.wrong.emit(NOTHING_CHOSEN)
        else:
            self.correction.ask()

    def _correct(self, why: str) -> None:
        entry = self.chosen
        if entry and self.page.do(lambda: matter_entries.correct(self.desk, entry, why)):
            self.correction.done()

    def _see(self) -> None:
        entry = self.chosen
        if entry is None or not entry.file_hash:
            self.page.wrong.emit("这条记录没有附扫描件。")
        else:
            self.page.look_at(lambda: self._copy(entry))

    def _copy(self, entry: MatterEntry) -> Path:
        name = Path(entry.file_name)
        return attachments.copy_to_view(self.desk, entry.file_hash, name.stem, "查看办理记录的扫描件", name.suffix)

    def _earlier(self, one: Submission | None) -> Submission | None:
        return submissions.earlier(self.sent.model.rows, one) if one else None

    def _offer_comparison(self) -> None:
        self.compare.setVisible(self._earlier(self._at(self.sent)) is not None)
        self.differences.hide()

    def _compare(self) -> None:
        one = self._at(self.sent)
        earlier = self._earlier(one)
        self.page.attempt(lambda: self.page.work.start(
            "比较报送件", lambda _: submissions.differences(self.desk, earlier, one), self._show_differences, holds_desk=True))

    def _show_differences(self, found: submissions.SentDifferences) -> None:
        self.differences.show_table(differences_table(found), SAME)
        self.differences.show()
