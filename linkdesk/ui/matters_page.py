"""审批: the matters of a project, how far each is up its chain, what happened, what came back, and the entry that is in turn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import attachments, matter_entries, matters, return_comments
from linkdesk.desk import Desk
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import docket_of
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import blocked
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.terms import Actor
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled, word_tabs
from linkdesk.ui.matter_form import MatterForm
from linkdesk.ui.matter_lines import (
    COMMENTS,
    ENTRIES,
    MATTERS,
    STEPS,
    SUBMISSIONS,
    comment_lines,
    comment_marks,
    entry_lines,
    entry_marks,
    matter_line,
    step_lines,
    step_marks,
)
from linkdesk.ui.matter_opening import MatterOpening
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

RIGHT, USUAL = 540, (250, 620)
ROW = 30  # px of a table row at 100 %
FIRST = "还没有报批事项。先新开一件，选择走哪个流程；以后每次报送、退回、批准都在这里登记。"


class MattersPage(Page):
    """The matters at the left with what can be opened; the chosen one at the right: steps, entry form, register, comments."""

    key, title = "matters", "审批"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新开事项", lambda: self.opening.ask())
        self.actions_beside = (self.action("期限", lambda: self.go.emit("clocks", "", "")),
                               self.action("申报材料", lambda: self.go.emit("packets", "", "")),
                               self.action("归档", lambda: self.go.emit("archive", "", "")))
        self.opening = MatterOpening(self)
        self.table = Table(EntityTable(MATTERS), self.memory, "matters")
        self.steps, self.entries = (Table(EntityTable(c), self.memory, f"matters/{n}") for c, n in ((STEPS, "steps"), (ENTRIES, "entries")))
        self.comments = Table(EntityTable(COMMENTS, editable=True), self.memory, "matters/comments")
        self.sent = Table(EntityTable(SUBMISSIONS), self.memory, "matters/submissions")
        self.heading, self.clause, self.stopped = label("", "group", wrap=True), Sentence(), Sentence(look="warning")
        self.form, self.tabs = MatterForm(), word_tabs()
        self.correction = ReasonLine("更正的原因，如“日期抄错”", "更正这条记录")
        self.removal = button("删除事项", self._remove, "link")
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(FIRST, button("新开事项", self.opening.ask, "main")))
        column(self.opening, self.body, parent=self).setStretch(1, 1)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        column(self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 8, 8, 12)))
        correct, see = button("更正…", self._ask_correction, "link"), button("查看扫描件", self._see, "link")
        register = QWidget()
        column(row(1, see, correct), self.correction, self.entries, gap=4, parent=register)
        for name, inside in (("办理记录", register), ("退回意见", self.comments), ("报送件", self.sent)):
            self.tabs.addTab(inside, name)
        self.tabs.setMinimumHeight(now.px(6 * ROW))
        self.table.first = ("title", "state", "turn")
        head = row(self.heading, self.removal)
        head.setStretch(0, 1)
        whole = column(head, self.clause, self.steps, self.stopped, self.form, self.tabs, gap=8, parent=right)
        whole.setContentsMargins(*(now.px(n) for n in (8, 8, 16, 12)))
        whole.setStretch(5, 1)
        self.side = scrolled(right)
        both = beside(left, self.side, RIGHT)
        both.setSizes([now.px(width) for width in USUAL])
        return both

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.form.given.connect(self._enter)
        self.comments.model.edited.connect(lambda line, _, text: self.do(lambda: return_comments.answer(self.desk, line.comment, text)))
        self.correction.given.connect(self._correct)
        self.entries.opened.connect(lambda _: self._see())
        self.sent.opened.connect(lambda one: one and self.go.emit("packets", one.id, ""))
        self.setFocusProxy(self.table.view)

    @property
    def chosen(self) -> MatterStanding | None:
        """The matter the officer is at, as it stands."""
        line = self.table.entity_at(self.table.view.currentIndex().row())
        return line.standing if line else None

    def reload(self) -> None:
        docket = docket_of(self.desk.dossier(self.project_id))
        lines = [matter_line(docket, each) for each in matters.register(self.desk, self.project_id)]
        self.opening.offer(matters.can_be_opened(self.desk, self.project_id))
        self.body.setCurrentIndex(0 if lines else 1)
        self.table.show_entities(lines)
        if lines and self.chosen is None:
            self.table.select(lines[-1].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        now = self.chosen
        if now is None:
            return
        docket = docket_of(self.desk.dossier(self.project_id))
        self.heading.setText(f"{now.matter.title}　{now.state}")
        self.clause.setText("　".join(filter(None, (now.pack.label(now.chain.clause), now.chain.note, self._basis(now)))))
        steps, entries = step_lines(docket, now), entry_lines(docket, now)
        self.steps.show_entities(steps, step_marks(steps))
        self.steps.view.setFixedHeight(theme.current().px(ROW) * (1 + len(steps)) + 4)
        self.entries.show_entities(entries, entry_marks(entries))
        self.removal.setVisible(not entries)
        why = blocked(docket, self.desk.project_packs(docket.project), now.chain, now.matter) if now.is_open else ""
        self.stopped.setText(why)
        self.stopped.setVisible(bool(why))
        actor = now.step.actor if now.step else Actor.UNSTATED
        self.form.show_matter(now, bool(body_of(docket, now.chain, actor, docket.on)))
        self._show_comments(now)
        self.sent.show_entities([s for s in docket.submissions if s.matter_id == now.matter.id])
        self.tabs.setTabText(2, f"报送件 {len(self.sent.model.rows)}")

    def _basis(self, now: MatterStanding) -> str:
        one = now.matter
        return f"前置批准：{one.basis_document} {one.basis_number}（{one.basis_on}）" if one.basis_number else ""

    def _show_comments(self, now: MatterStanding) -> None:
        docket = docket_of(self.desk.dossier(self.project_id))
        returned = return_comments.last_return(docket, now.matter)
        lines = comment_lines(return_comments.comments_of(docket, returned)) if returned else []
        self.comments.show_entities(lines, comment_marks(lines))
        open_ = sum(not line.answer for line in lines)
        self.tabs.setTabText(1, f"退回意见 {len(lines)}" + (f"（{open_} 条未答复）" if open_ else ""))
        self.tabs.setTabText(0, f"办理记录 {len(self.entries.model.rows)}")

    def _enter(self, kind: EntryKind) -> None:
        now = self.chosen
        if now and self.do(lambda: matter_entries.enter(self.desk, now.matter, kind, self.form.said())):
            self.form.done()
            self.said.emit(f"已登记{kind}")

    def _ask_correction(self) -> None:
        if self._entry() is None:
            self.wrong.emit("还没有选中要更正的记录。请先在办理记录里选中一条。")
        else:
            self.correction.ask()

    def _entry(self) -> MatterEntry | None:
        line = self.entries.entity_at(self.entries.view.currentIndex().row())
        return line.entry if line else None

    def _correct(self, why: str) -> None:
        entry = self._entry()
        if entry and self.do(lambda: matter_entries.correct(self.desk, entry, why)):
            self.correction.done()

    def _see(self) -> None:
        entry = self._entry()
        if entry is None or not entry.file_hash:
            self.wrong.emit("这条记录没有附扫描件。")
        else:
            self.attempt(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._copy(entry)))))

    def _copy(self, entry: MatterEntry) -> Path:
        name = Path(entry.file_name)
        return attachments.copy_to_view(self.desk, entry.file_hash, name.stem, "查看办理记录的扫描件", name.suffix)

    def _remove(self) -> None:
        if now := self.chosen:
            self.do(lambda: matters.remove(self.desk, now.matter))

    def lead_to(self, entity_id: str, field: str) -> None:
        self.table.select(entity_id)
