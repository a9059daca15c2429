"""审批: the matters of a project, how far each is up its chain, what happened, what came back, and the entry that is in turn."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from linkdesk.actions import matter_entries, matters
from linkdesk.actions.matter_papers import Ahead, ahead
from linkdesk.desk import Desk
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.docket import Docket, docket_of
from linkdesk.domain.letter_numbers import is_issued
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import blocked, held_up
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.suspensions import suspended
from linkdesk.policy.terms import Actor, Subject
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled, turn
from linkdesk.ui.matter_facts import MatterFacts
from linkdesk.ui.matter_form import MatterForm
from linkdesk.ui.matter_lines import MATTERS, STEPS, matter_line, step_lines, step_marks, turn_of
from linkdesk.ui.matter_opening import MatterOpening
from linkdesk.ui.matter_papers import MatterPapers
from linkdesk.ui.matter_register import COMMENTS_TAB, MatterRegister
from linkdesk.ui.page import Page
from linkdesk.ui.rooms_menu import rooms_within
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

RIGHT, USUAL, ABOVE, NARROW = 540, (300, 586), (110, 500), 780  # px at 100 %
LEAST = 96
ROW = 30  # px of a table row at 100 %
FIRST = "还没有报批事项。先新开一件，选择走哪个流程；以后每次报送、退回、批准都在这里登记。"


class MattersPage(Page):
    """The matters at the left with what can be opened; the chosen one at the right: steps, papers, entry form, register."""

    key, title = "matters", "审批"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新开事项", lambda: self.opening.ask())
        self.actions_beside = (self.action("期限", lambda: self.go.emit("clocks", "", "")),
                               self.action("公文", lambda: self.go.emit("letters", "", "")),
                               self.action("申报材料", lambda: self.go.emit("packets", "", "")), rooms_within(self, "matters"))
        self.opening = MatterOpening(self)
        self.table = Table(EntityTable(MATTERS), self.memory, "matters")
        self.steps = Table(EntityTable(STEPS), self.memory, "matters/steps")
        self.heading, self.clause, self.stopped = label("", "group", wrap=True), Sentence(), Sentence(look="warning")
        self.facts, self.papers, self.form, self.register = MatterFacts(self), MatterPapers(self), MatterForm(), MatterRegister(self)
        self.about, self.removal = button("事项资料…", self.facts.turn, "link"), button("删除事项", self._remove, "link")
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(FIRST, button("新开事项", self.opening.ask, "main")))
        column(self.opening, self.body, parent=self).setStretch(1, 1)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.form.given.connect(self._enter)
        self.setFocusProxy(self.table.view)

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        column(self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 8, 8, 12)))
        self.table.first = ("title", "state", "turn")
        head = row(self.heading, self.about, self.removal, gap=16)
        head.setStretch(0, 1)
        whole = column(head, self.clause, self.facts, self.steps, self.papers, self.stopped, self.form, self.register, gap=8, parent=right)
        whole.setContentsMargins(*(now.px(n) for n in (8, 8, 16, 12)))
        whole.setStretch(7, 1)
        self.register.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # takes what is left, asks for its least
        self.side = scrolled(right)
        left.setMinimumHeight(now.px(LEAST))
        self.both = beside(left, self.side, RIGHT)
        self.both.setSizes([now.px(width) for width in USUAL])
        return self.both

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, the matters stand above the chosen one."""
        super().resizeEvent(event)
        turn(self.both, self.width() < theme.current().px(NARROW), USUAL, ABOVE)

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
            self.table.select(next((line.id for line in reversed(lines) if line.standing.is_open), lines[-1].id))
        self._show_chosen()

    def _show_chosen(self) -> None:
        now = self.chosen
        if now is None:
            return
        dossier = self.desk.dossier(self.project_id)
        docket, needed = docket_of(dossier), ahead(docket_of(dossier), now)
        self._say(docket, now)
        self.facts.show_matter(now)
        self._show_steps(docket, now)
        self.papers.show_matter(dossier, now, needed)
        self._show_form(docket, now, needed)
        self.register.show_matter(docket, now)
        self.removal.setVisible(not self.register.entries.model.rows)

    def _say(self, docket: Docket, now: MatterStanding) -> None:
        self.heading.setText(f"{now.matter.title}　{now.state}")
        told = turn_of(matter_line(docket, now)), now.pack.label(now.chain.clause), now.chain.note, self._basis(now), self._together(now), \
            now.matter.note
        self.clause.setText("　".join(filter(None, told)))

    def _basis(self, now: MatterStanding) -> str:
        one = now.matter
        return f"前置批准：{one.basis_document} {one.basis_number}（{one.basis_on}）" if one.basis_number else ""

    def _together(self, now: MatterStanding) -> str:
        other = matters.goes_with(self.desk, now.matter)
        return f"与“{other.title}”同步申报" if other else ""

    def _show_steps(self, docket: Docket, now: MatterStanding) -> None:
        steps = step_lines(docket, now)
        self.steps.show_entities(steps, step_marks(steps))
        self.steps.view.setFixedHeight(theme.current().px(ROW) * (1 + len(steps)) + 4)

    def _show_form(self, docket: Docket, now: MatterStanding, needed: Ahead | None) -> None:
        packs = self.desk.project_packs(docket.project)
        told = (blocked(docket, packs, now.chain, now.matter), held_up(docket, packs, now), suspended(docket, packs, now.chain.subject)) if (
            now.is_open) else ()
        why = "\n".join(filter(None, told))
        self.stopped.setText(why)
        self.stopped.setVisible(bool(why))
        actor = now.step.actor if now.step else Actor.UNSTATED
        self.form.show_matter(now, bool(body_of(docket, now.chain, actor, docket.on)), _numbers(docket, now, needed))

    def _enter(self, kind: EntryKind) -> None:
        now = self.chosen
        if now and self.do(lambda: matter_entries.enter(self.desk, now.matter, kind, self.form.said())):
            self.form.done()
            self.said.emit(f"已登记{kind}")
            if kind is EntryKind.RETURNED:
                self.register.tabs.setCurrentIndex(COMMENTS_TAB)

    def _remove(self) -> None:
        if now := self.chosen:
            self.do(lambda: matters.remove(self.desk, now.matter))

    def lead_to(self, entity_id: str, field: str) -> None:
        """A matter, or an entry of its register; a field of the form."""
        entry = self.desk.store.get(MatterEntry, entity_id)
        if self.table.select(entry.matter_id if entry else entity_id):
            self._show_chosen()
        if entry:
            self.register.lead_to(entry.id)
        if field in self.form.lines:
            self.form.lines[field].setFocus()


def _numbers(docket: Docket, now: MatterStanding, needed: Ahead | None) -> dict[EntryKind, str]:
    """The numbers the entries in turn bear by the letters in hand, or by the acceptance that was entered."""
    if needed is None or needed.at != now.at:
        return {}
    sent = needed.letter.number if needed.letter and is_issued(needed.letter) and not needed.waits else ""
    came = needed.reply.number if needed.reply else ""
    if now.chain.subject is Subject.ACCEPTANCE and now.at == now.chain.concluding:
        came = came or next((a.number for a in reversed(standing(docket.acceptances))), "")
    return {EntryKind.SENT: sent} | dict.fromkeys((EntryKind.PASSED, EntryKind.RETURNED, EntryKind.REFUSED), came)
