"""What the step in turn needs and where it is made: the version, the letter, the packet, what comes back; one click leads there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from linkdesk.actions import letters, packets
from linkdesk.actions.matter_decisions import is_of_version, version_at_stake
from linkdesk.actions.matter_papers import Ahead
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.terms import Actor, Subject
from linkdesk.ui.letter_lines import RECEIVED
from linkdesk.ui.look import button, label, row
from linkdesk.ui.page import Page

_DEPARTMENTS = frozenset({Actor.DEPARTMENTS, Actor.PLANNING, Actor.FORESTRY})
TO_FIX = "还没有定稿，去定稿"


class MatterPapers(QWidget):
    """A line of links; what is there bears its number, what is not says what to do."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._goes: dict[QPushButton, Callable[[], object]] = {}
        self.version, self.opinions, self.letter, self.packet, self.reply, self.acceptance = (self._link() for _ in range(6))
        self.links = self.version, self.opinions, self.letter, self.packet, self.reply, self.acceptance
        row(label("这一步", "second"), *self.links, 1, gap=16, parent=self)

    def _link(self) -> QPushButton:
        made = button("", lambda: self._goes[made](), "link")
        return made

    def show_matter(self, dossier: Dossier, now: MatterStanding, ahead: Ahead | None) -> None:
        """Show what a step needs; nothing when nobody has anything to do."""
        for link in self.links:
            link.hide()
        if ahead is not None:
            self._show(dossier, now, ahead)
        self.setVisible(any(not link.isHidden() for link in self.links))

    def _show(self, dossier: Dossier, now: MatterStanding, ahead: Ahead) -> None:
        if is_of_version(now.chain):
            version = version_at_stake(dossier, now.chain)
            self._say(self.version, f"{version.kind}第 {version.version} 版" if version else TO_FIX, "versions", version.id if version else "")
        if ahead.step.actor in _DEPARTMENTS:
            self._say(self.opinions, "部门意见", "consultation", "")
        if ahead.step.letter:
            self._say_letter(now, ahead)
        if ahead.step.packet and not ahead.waits:
            self._say_packet(dossier, now, ahead)
        if ahead.waits and ahead.step.reply:
            self._say_reply(now, ahead)
        if now.chain.subject is Subject.ACCEPTANCE:
            self._say(self.acceptance, "登记验收结果", "acceptance", "")

    def _say(self, link: QPushButton, words: str, room: str, entity_id: str, field: str = "") -> None:
        self._do(link, words, lambda: self.page.go.emit(room, entity_id, field))

    def _do(self, link: QPushButton, words: str, then: Callable[[], object]) -> None:
        self._goes[link] = then
        link.setText(words)
        link.show()

    def _say_letter(self, now: MatterStanding, ahead: Ahead) -> None:
        kind, letter = ahead.step.letter, ahead.letter
        if letter:
            self._say(self.letter, f"{kind} {letter.number}" if letter.number else f"{kind}（拟稿，待印发）", "letters", letter.id)
        elif not ahead.waits:
            self._do(self.letter, f"起草{kind}", lambda: self._draft(now, ahead))

    def _draft(self, now: MatterStanding, ahead: Ahead) -> None:
        page = self.page
        page.attempt(lambda: self._open_draft(letters.draft(page.desk, page.project_id, ahead.step.letter, now.matter, ahead.at)))

    def _open_draft(self, change) -> None:
        self.page.desk.do(change)
        made = next(row for row in change.after if isinstance(row, Letter))
        self.page.go.emit("letters", made.id, "body")

    def _say_packet(self, dossier: Dossier, now: MatterStanding, ahead: Ahead) -> None:
        sent = ahead.submission
        name = packets.step_names(dossier).get(ahead.step.packet, "")
        pages = f"（{sent.pages} 页）" if sent and sent.pages else ""
        self._say(self.packet, f"报送件 第 {sent.version} 次{pages}" if sent else f"生成{name}申报材料", "packets",
                  sent.id if sent else now.matter.id)

    def _say_reply(self, now: MatterStanding, ahead: Ahead) -> None:
        kind, came = ahead.step.reply, ahead.reply
        if came:
            self._say(self.reply, f"{kind} {came.number}", "letters", came.id)
        else:
            self._say(self.reply, f"登记收到的{kind}", "letters", now.matter.id, RECEIVED)
