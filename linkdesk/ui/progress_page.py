"""登记进度: households at the left, what happened to those chosen at the right; the history of one below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import progress
from linkdesk.actions.signing_order import NO_NAME
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.entry import Unreadable
from linkdesk.domain.recording import lacking
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import beside, button, column, first_step, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.pair_columns import marks
from linkdesk.ui.pair_filter import PairFilter
from linkdesk.ui.pair_rows import Pair, matches, pairs
from linkdesk.ui.progress_form import ProgressForm
from linkdesk.ui.progress_history import ProgressHistory
from linkdesk.ui.progress_verdict import Verdict
from linkdesk.ui.subject_tables import show_scan
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

SCANS = "扫描件或照片 (*.pdf *.jpg *.jpeg *.png)"
ENTERED = "已登记。选别的户，或换一个事项，接着登记。"
NOBODY = "请在左侧选中要登记的农户（按住 Ctrl 或 Shift 多选，Ctrl+A 全选）。"
RIGHT, BOX, PAUSE = 296, 88, 120  # px at 100 %, px, ms
USUAL = 480, 380


def _signed_on(pair: Pair) -> str:
    day = pair.progress.trace.dual_signed_on if pair.progress else None
    return day.isoformat() if day else ""


COLUMNS = (words("village", "行政村", lambda p: p.subject.village or "", 72), words("party", "乙方", lambda p: p.party, 72),
           Column("stage", "双签进度", lambda p: p.stage, lambda p: text_key(p.stage), 88),
           words("troubles", "标记", lambda p: "、".join(p.troubles), 72),
           words("group", "村民小组", lambda p: p.subject.group or "", 72),
           Column("term", "期限", lambda p: f"{p.term[0]} {p.term[1]}" if p.term else "", lambda p: ordered(p.term and p.term[1]), 122),
           Column("signed", "双签日期", _signed_on, lambda p: ordered(_signed_on(p)), 92))


class ProgressPage(Page):
    """Choose, enter, see at once for whom it can be entered; a wrong entry is corrected and never erased."""

    key, title = "progress", "登记进度"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("登记", self.enter)
        self.actions_beside = (self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")),)
        self.filter = PairFilter()
        self.table = Table(EntityTable(COLUMNS, matches), self.memory, "progress")
        self.form = ProgressForm(desk.clock().date(), desk.dossier(project_id).pair)
        self.verdict, self.history = Verdict(), ProgressHistory()
        self._weighing = QTimer(self, singleShot=True, interval=PAUSE)
        self.entered_last: tuple[tuple[str, ...], tuple[AgreementEventKind, ...]] = (), ()
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有双签协议。请先生成协议并定稿印制，再登记签字和进度。",
                                       button("去双签协议", lambda: self.go.emit("agreements", "", ""), "main")))
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        for box in (self.filter.village, self.filter.stage, self.filter.trouble):
            box.setFixedWidth(now.px(BOX))
        column(self.filter, self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        whole = column(self.form, self.verdict, self.history, gap=12, parent=right)
        whole.setContentsMargins(*(now.px(n) for n in (12, 12, 24, 12)))
        whole.setStretch(2, 1)
        both = beside(left, scrolled(right), RIGHT)
        both.setSizes([now.px(width) for width in USUAL])
        return both

    def _wire(self) -> None:
        self.filter.typed.connect(self.table.model.filter)
        self.filter.changed.connect(self._show_rows)
        self.filter.entered.connect(self.table.view.setFocus)
        self.table.chosen.connect(self._show_one)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._weighing.start())
        self.table.selected_sums.connect(self.said)
        self.form.changed.connect(self._weighing.start)
        self.form.attach.connect(self.choose_paper)
        self.form.accepted.connect(self.enter)
        self._weighing.timeout.connect(self.weigh)
        self.history.correct.connect(self._correct)
        self.history.opened.connect(lambda event: show_scan(self, event.paper, str(event.kind)))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.enter)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filter.search.setFocus)
        self.setFocusProxy(self.table.view)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.found = pairs(dossier)
        begun = any(p.progress for p in self.found)
        self.body.setCurrentIndex(0 if begun else 1)
        self.main_action.setVisible(begun)
        self.filter.offer(self.found)
        self._show_rows()

    def _show_rows(self) -> None:
        shown = [p for p in self.found if self.filter.keeps(p)]
        self.table.show_entities(shown, marks(shown, self.desk.dossier(self.project_id)))
        if shown and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self._show_one(self.table.entity_at(self.table.view.currentIndex().row()))
        self.weigh()

    def _show_one(self, pair: Pair | None) -> None:
        named = f"{pair.party}　{pair.stage}" if pair else ""
        self.history.show_subject(self.desk.dossier(self.project_id), pair.id if pair else "", named)

    def weigh(self) -> None:
        """Say for how many of the chosen rows the entry can be made, and enable it."""
        self._weighing.stop()
        chosen = {p.id: p for p in self.table.selected()}
        try:
            given = self.form.given()
            wanting = next(filter(None, map(lacking, given)), "" if chosen else NOBODY)
        except Unreadable as wrong:
            given, wanting = (), str(wrong)
        if not wanting and (tuple(chosen), tuple(e.kind for e in given)) == self.entered_last:
            wanting = ENTERED
        found = {} if wanting else progress.weigh(self.desk.dossier(self.project_id), chosen, given)
        able = self.verdict.say(wanting) if wanting else self.verdict.tell(found, lambda id_: chosen[id_].party or NO_NAME)
        self.main_action.setEnabled(bool(able))

    def enter(self) -> None:
        """Enter what the form says for all chosen rows for which it can be."""
        chosen = [p.id for p in self.table.selected()]
        told: list[str] = []

        def change():
            made = progress.record(self.desk, self.project_id, chosen, self.form.given())
            told.append(made.title)
            return made
        self.do(change, lambda: self._entered(told[0], tuple(chosen)))

    def _entered(self, title: str, whom: tuple[str, ...]) -> None:
        self.entered_last = whom, tuple(e.kind for e in self.form.given())
        self.form.done()
        self.weigh()
        self.said.emit(f"已{title}；有误的在下方记录中更正")

    def choose_paper(self) -> None:
        """Ask for the scan the entry rests on and keep it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择依据的扫描件", "", SCANS)
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Keep a scan for the entry."""
        self.attempt(lambda: self.form.keep_paper(progress.keep_paper(self.desk, path)))

    def _correct(self, event: AgreementEvent, reason: str) -> None:
        if self.do(lambda: progress.revoke(self.desk, event.id, reason)):
            self.history.reason.done()

    def lead_to(self, entity_id: str, field: str) -> None:
        if field in set(AgreementEventKind):
            self.form.choose(field)
        named = next((e for kind in (Agreement, AgreementEvent) if (e := self.desk.store.get(kind, entity_id))), None)
        self.table.select(named.subject_id if named else entity_id)
